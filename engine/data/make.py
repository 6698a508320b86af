"""From a recipe to its samples."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from engine.catalog.spec import text
from engine.data.dataset import Dataset
from engine.data.files import moved
from engine.data.gaps import filled, means_in, with_means, without_means
from engine.data.kept import Loaded, fingerprint_of, keep, key_of, look_up
from engine.data.painted import PAINTED
from engine.data.preparation import NAMED, fit
from engine.data.progress import nobody, share_of, while_heard
from engine.data.recipe import absolute
from engine.data.split import Parts, Shares, part
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt

    from engine.catalog.spec import SettingValue
    from engine.data.progress import Progress
    from engine.data.raw import RawSamples
    from engine.data.recipe import DataRecipe

FITTING = Text("data", "Preparing the samples")
READ, HASHED, PARTED, FITTED = 0.85, 0.88, 0.9, 0.95
"""The shares of the progress at which the samples are read, their fingerprint is known, they are parted, and their
preparation is known."""

MANY = 100_000
"""So many samples take noticeable time to part."""


def make_dataset(recipe: DataRecipe, progress: Progress | None = None, folder: Path | None = None) -> Dataset:
    """Make the samples of a recipe; the same recipe always gives the same arrays.

    Parameters
    ----------
    recipe : DataRecipe
    progress : callable, optional
        Hears how far it is, and may raise `CancelledError`.
    folder : Path, optional
        Where relative paths begin; without it, in the current folder.

    Raises
    ------
    MovedDataError
        If a file is missing, or is not what the recipe remembers, and the recipe does not hold it whole.
    DataError
        If a file or an expression is not as it should be, if the shares leave no sample to train on, or none to
        validate or test with.
    CancelledError
        If `progress` raised it.
    """
    # Two streams from one seed: how many samples are held out must not change the samples themselves.
    sample_seed, split_seed = np.random.SeedSequence(recipe.seed).spawn(2)
    hear = nobody if progress is None else progress
    remarks: list[Text] = []
    with ExitStack() as stack:
        settings, copies = _with_files(recipe, folder, stack, remarks)
        loaded = _loaded(recipe, without_means(settings), copies, np.random.default_rng(sample_seed), hear)
    raw = loaded.raw
    hear(HASHED, FITTING)
    split_rng = np.random.default_rng(split_seed)
    parts = while_heard(lambda: _parts(raw, recipe, split_rng), nobody if len(raw.y) < MANY else hear, HASHED, FITTING)
    whole = filled(raw, parts.train, means_in(settings), lambda: hear(PARTED, FITTING))
    asked = recipe.features, recipe.normalisation
    fits = share_of(hear, PARTED, FITTED)
    preparation, found = fit(raw.columns, whole.x, parts.train, *asked, lambda share: fits(share, FITTING))
    x = preparation.apply(whole.x, lambda share: hear(FITTED + (1 - FITTED) * share, FITTING))
    hear(1.0, FITTING)
    remarks.extend([*raw.remarks, *whole.remarks, *_overlap(recipe, parts), *_absent(raw, parts), *found])
    return Dataset(
        preparation.columns,
        raw.target,
        raw.classes,
        x,
        raw.y,
        parts.train,
        parts.validation,
        parts.test,
        whole.x,
        preparation,
        raw.image_shape,
        tuple(remarks),
        loaded.fingerprint,
        loaded,
        found=with_means(raw.found, whole.means),
    )


def fixed(recipe: DataRecipe, dataset: Dataset) -> DataRecipe:
    """Return a recipe that reads other files as its own were read: with the same columns, classes and means.

    Parameters
    ----------
    recipe : DataRecipe
    dataset : Dataset
        What `make_dataset` has made of it.
    """
    return replace(recipe, settings={**recipe.settings, **dataset.found}) if dataset.found else recipe


def _loaded(
    recipe: DataRecipe,
    settings: Mapping[str, SettingValue],
    copies: Mapping[str, str],
    rng: np.random.Generator,
    hear: Progress,
) -> Loaded:
    """Return the samples as the source gives them, which is not read again if it was read and nothing has changed."""
    key = key_of(recipe.spec, settings, copies)
    kept = look_up(key)
    if kept is not None:
        return kept
    if recipe.source == PAINTED.kind:
        raw = recipe.points.raw(recipe.settings)
    else:
        raw = recipe.spec.load(settings, rng, _Part(hear, READ))
    loaded = Loaded(raw, fingerprint_of(raw, share_of(hear, READ, HASHED), FITTING))
    keep(key, loaded)
    if key is not None and raw.found:  # read by what was found, the same files give the same
        keep(key_of(recipe.spec, {**settings, **raw.found}, copies), loaded)
    return loaded


@dataclass(frozen=True, slots=True)
class _Part:
    """The progress of the first part of something."""

    hear: Progress
    share: float
    _last: list[float] = field(default_factory=lambda: [0.0])

    def __call__(self, share: float, what: Text) -> None:
        self._last[0] = max(self._last[0], min(1.0, share) * self.share)  # it never goes back
        self.hear(self._last[0], what)


def _parts(raw: RawSamples, recipe: DataRecipe, rng: np.random.Generator) -> Parts:
    groups = raw.y if raw.classes else np.zeros_like(raw.y)
    if raw.test is None:
        return part(groups, Shares(recipe.validation, recipe.test), recipe.split, recipe.seed, rng)
    others = np.setdiff1d(np.arange(len(raw.y)), raw.test)
    parts = part(groups[others], Shares(recipe.validation), recipe.split, recipe.seed, rng)
    return Parts(others[parts.train], others[parts.validation], raw.test)


def _overlap(recipe: DataRecipe, parts: Parts) -> tuple[Text, ...]:
    held = len(parts.validation) + len(parts.test)
    if recipe.spec.category != "sequence" or recipe.split == "time" or not held:
        return ()
    return (
        Text(
            "data",
            "Windows overlap, so samples held out at random are nearly known from training. Hold out the last samples.",
        ),
    )


def _absent(raw: RawSamples, parts: Parts) -> Iterator[Text]:
    """Yield remarks on the classes that no sample to train on or to validate with is of."""
    if not (raw.classes and len(raw.y)):
        return
    number = raw.y.astype(np.int64)
    everywhere, train, validation = (
        np.bincount(classes, minlength=len(raw.classes)) > 0
        for classes in (number, number[parts.train], number[parts.validation])
    )
    if not everywhere.all():
        yield Text("data", "The data has no sample of class {names}.").fill(names=_named(raw, ~everywhere))
    if (everywhere & ~train).any():
        yield Text(
            "data",
            "There is no training sample of class {names}, so the network cannot learn it. Hold out fewer samples, or "
            "change the split or the data seed.",
        ).fill(names=_named(raw, everywhere & ~train))
    if len(parts.validation) and (everywhere & ~validation).any():
        yield Text(
            "data",
            "There is no validation sample of class {names}: the validation results say nothing about it.",
        ).fill(names=_named(raw, everywhere & ~validation))


def _named(raw: RawSamples, chosen: npt.NDArray[np.bool_]) -> str:
    names = [raw.classes[place] for place in np.flatnonzero(chosen)]
    return ", ".join(names) if len(names) <= NAMED else f"{', '.join(names[:NAMED])}, …"


def _with_files(
    recipe: DataRecipe, folder: Path | None, stack: ExitStack, remarks: list[Text]
) -> tuple[dict[str, SettingValue], dict[str, str]]:
    """Return the settings with paths where the files can be read now: those that are gone from copies in the recipe.

    Beside them, the digests of these copies by the names of the settings.
    """
    settings, copies = dict(recipe.settings), dict[str, str]()
    for name in recipe.spec.path_settings:
        path = text(settings, name)
        if not path:
            continue
        place, file = absolute(path, folder), recipe.files.get(name)
        if file is not None and not file.is_at(place):
            if file.content is None:
                raise moved(name, file, place)
            if os.path.exists(place):
                remarks.append(
                    Text("data", "{file} has changed. The copy in this project is used as it was.").fill(file=place)
                )
            place = Path(stack.enter_context(TemporaryDirectory(prefix="layerloom-")), file.name)
            place.write_bytes(file.content)
            copies[name] = file.digest
        settings[name] = str(place)
    return settings, copies
