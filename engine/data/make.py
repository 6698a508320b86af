"""From a recipe to its samples."""

from __future__ import annotations

import hashlib
import os
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from engine.catalog.spec import text
from engine.data.dataset import Dataset
from engine.data.files import moved
from engine.data.painted import PAINTED
from engine.data.preparation import fit
from engine.data.progress import nobody
from engine.data.recipe import absolute
from engine.data.split import Parts, Shares, part
from engine.text import Text

if TYPE_CHECKING:
    from engine.catalog.spec import SettingValue
    from engine.data.progress import Progress
    from engine.data.raw import RawSamples
    from engine.data.recipe import DataRecipe

FITTING = Text("data", "Preparing the samples")
READING = 0.9
"""The share of the progress that the source takes."""


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
    if recipe.source == PAINTED.kind:
        raw = recipe.points.raw(recipe.settings)
    else:
        with ExitStack() as stack:
            settings = _with_files(recipe, folder, stack, remarks)
            raw = recipe.spec.load(settings, np.random.default_rng(sample_seed), _Part(hear, READING))
    hear(READING, FITTING)
    parts = _parts(raw, recipe, np.random.default_rng(split_seed))
    preparation, found = fit(raw.columns, raw.x, parts.train, recipe.features, recipe.normalisation)
    x = preparation.apply(raw.x)
    hear(1.0, FITTING)
    remarks.extend([*raw.remarks, *_overlap(recipe, parts), *found])
    return Dataset(
        preparation.columns,
        raw.target,
        raw.classes,
        x,
        raw.y,
        parts.train,
        parts.validation,
        parts.test,
        raw.x,
        preparation,
        raw.image_shape,
        tuple(remarks),
        _fingerprint(raw),
    )


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
            "Windows overlap, so samples held out by chance are nearly known from training. Hold out the last ones.",
        ),
    )


def _with_files(
    recipe: DataRecipe, folder: Path | None, stack: ExitStack, remarks: list[Text]
) -> dict[str, SettingValue]:
    """Return the settings with paths where the files can be read now: those that are gone from copies in the recipe."""
    settings = dict(recipe.settings)
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
        settings[name] = str(place)
    return settings


def _fingerprint(raw: RawSamples) -> str:
    found = hashlib.blake2b(digest_size=16)
    found.update(repr((raw.columns, raw.target, raw.classes, raw.x.shape, raw.image_shape)).encode())
    for array in (raw.x, raw.y):
        found.update(np.ascontiguousarray(array).data)
    return found.hexdigest()
