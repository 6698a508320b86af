"""How the samples are made: small enough for a file, complete enough to make the very same samples again."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.catalog.spec import Choice, ParamSpec, text, validated
from engine.data.files import SourceFile, moved, note
from engine.data.gaps import without_means
from engine.data.painted import PAINTED, PaintedPoints
from engine.data.sources import SOURCE
from engine.errors import SettingError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.catalog.spec import SettingValue
    from engine.data.spec import SourceSpec

SHARE = 0.9
"""The most that may be held out, validation and test together."""
MOST_FEATURES = 1000
LONGEST_FEATURE = 4096
"""Characters; a feature may be the name of a column, which is longer than an expression may be."""
PLANE_FEATURES = ("x1", "x2", "x1^2", "x2^2", "x1 x2", "sin x1", "sin x2")
"""The features that the TensorFlow Playground offers for points in the plane."""

RECIPE_PARAMS: tuple[ParamSpec, ...] = (
    ParamSpec(
        "validation",
        Text("data", "Validation share"),
        "real",
        0.0,
        Text("data", "The share of the samples that is held out to check the network on what it has not seen."),
        0.0,
        SHARE,
    ),
    ParamSpec(
        "test",
        Text("data", "Test share"),
        "real",
        0.0,
        Text(
            "data",
            "The share of the samples that is kept for a last test, unless the data has test samples of its own.",
        ),
        0.0,
        SHARE,
    ),
    ParamSpec(
        "split",
        Text("data", "Split"),
        "choice",
        "stratified",
        Text("data", "How the samples that are held out are chosen."),
        choices=(
            Choice(
                "stratified",
                Text("data", "stratified"),
                Text("data", "At random, with every class in the same proportion in all parts (stratified)."),
            ),
            Choice("shuffled", Text("data", "random"), Text("data", "At random, whatever their class.")),
            Choice(
                "random_split",
                Text("data", "random, as PyTorch"),
                Text(
                    "data",
                    "At random, exactly the samples that PyTorch's random_split draws for these shares and the data "
                    "seed.",
                ),
            ),
            Choice(
                "time",
                Text("data", "last samples"),
                Text("data", "The last samples in the order of the data, so that nothing is learned from the future."),
            ),
        ),
    ),
    ParamSpec(
        "normalisation",
        Text("data", "Normalisation"),
        "choice",
        "none",
        Text("data", "Brings all inputs to a similar size, by numbers taken from the training samples alone."),
        choices=(
            Choice("none", Text("data", "none"), Text("data", "The inputs stay as they are.")),
            Choice("standard", Text("data", "standard"), Text("data", "Mean 0 and variance 1.")),
            Choice("min_max", Text("data", "0 to 1"), Text("data", "The smallest value becomes 0, the largest 1.")),
        ),
    ),
    ParamSpec(
        "seed",
        Text("data", "Data seed"),
        "integer",
        0,
        Text("data", "Decides the samples, their noise and which are held out. The same seed gives the same data."),
        0,
        2**31 - 1,
    ),
)
"""The settings of a recipe besides those of its source; names are those of `DataRecipe`."""
PARTING = ("validation", "test", "split", "seed")
"""Those of them that decide which samples are there to train on."""


@dataclass(frozen=True, slots=True)
class DataRecipe:
    """Everything that decides the samples.

    Parameters
    ----------
    source : str
        Kind of an entry in `engine.data.sources`.
    settings : mapping
        Settings of that source; what is left out gets its default.
    validation, seed, test, split, normalisation
        As in `RECIPE_PARAMS`.
    features : tuple of str
        What the network gets, as names of columns or expressions over them (see `engine.data.expressions`); empty for
        the columns as they are. They are read when the data is made.
    points : PaintedPoints
        The samples themselves, if the source is ``painted``.
    files : mapping
        By the names of the source's settings that hold paths: the files as they were when they were taken in. A path
        without an entry is taken as it is found.

    Raises
    ------
    SettingError
        If the source is unknown or a setting does not fit.
    """

    source: str = "xor"
    settings: Mapping[str, SettingValue] = field(default_factory=dict)
    validation: float = 0.0
    seed: int = 0
    test: float = 0.0
    split: str = "stratified"
    normalisation: str = "none"
    features: tuple[str, ...] = ()
    points: PaintedPoints = field(default_factory=PaintedPoints)
    files: Mapping[str, SourceFile] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.source not in SOURCE:
            raise SettingError(
                Text("data", "There is no data source named {name}. There are: {known}.").fill(
                    name=self.source, known=", ".join(SOURCE)
                )
            )
        object.__setattr__(self, "settings", validated(SOURCE[self.source].params, self.settings))
        for param in RECIPE_PARAMS:
            object.__setattr__(self, param.name, param.validated(getattr(self, param.name)))
        if self.validation + self.test > SHARE + 1e-9:
            raise SettingError(
                Text(
                    "data",
                    "Validation and test share cannot be {validation} and {test}: together they take at most {limit}.",
                ).fill(validation=f"{self.validation:g}", test=f"{self.test:g}", limit=SHARE)
            )
        object.__setattr__(self, "features", _checked_features(self.features))
        known = {name: file for name, file in self.files.items() if file.path == self._path(name)}
        object.__setattr__(self, "files", known)
        if self.source == PAINTED.kind:
            self.points.check(self.settings)
        elif len(self.points):
            object.__setattr__(self, "points", PaintedPoints())

    @property
    def spec(self) -> SourceSpec:
        """The entry of the source."""
        return SOURCE[self.source]

    def with_source(self, kind: str) -> DataRecipe:
        """Return a recipe for another source with that source's defaults; only the seed stays."""
        if kind not in SOURCE:
            return DataRecipe(kind)
        spec = SOURCE[kind]
        return DataRecipe(
            kind, validation=spec.validation, seed=self.seed, split=spec.split, normalisation=spec.normalisation
        )

    def with_setting(self, name: str, value: object) -> DataRecipe:
        """Return the same with one setting of the source changed; `SettingError` if it does not fit."""
        return replace(self, settings=validated(self.spec.params, {**self.settings, name: value}))

    def with_own(self, name: str, value: object) -> DataRecipe:
        """Return the same with one of `RECIPE_PARAMS` changed; `SettingError` if it does not fit.

        If that changes which samples are there to train on, what stands in for missing values is their mean again.
        """
        settings = without_means(self.settings) if name in PARTING else self.settings
        return replace(self, settings=settings, **{name: value})  # type: ignore[arg-type]  # `__post_init__` checks it

    def with_points(self, points: PaintedPoints) -> DataRecipe:
        """Return a recipe of painted points; what else can stay of this one stays."""
        if self.source == PAINTED.kind:
            return replace(self, points=points)
        return replace(self.with_source(PAINTED.kind), points=points)

    # -- files --

    def noted(self, folder: Path | None = None) -> DataRecipe:
        """Return the same, remembering its files as they are now; those that it remembers already stay as they were.

        Parameters
        ----------
        folder : Path, optional
            Where relative paths begin; without it, in the current folder.
        """
        settings, files = dict(self.settings), dict(self.files)
        for name in self.spec.path_settings:
            path = self._path(name)
            if path and name not in files:
                settings[name] = str(absolute(path, folder))
                found = note(str(settings[name]), self.spec.keeps)
                files |= {} if found is None else {name: found}
        return replace(self, settings=settings, files=files)

    def refreshed(self, folder: Path | None = None) -> DataRecipe:
        """Return the same, remembering its files as they are now, whatever they were."""
        return self.unread().noted(folder)

    def unread(self) -> DataRecipe:
        """Return the same, remembering no file, and no mean that was found in one."""
        return replace(self, settings=without_means(self.settings), files={})

    def located(self, path: str | Path, setting: str = "") -> DataRecipe:
        """Return the same with a file at another place, and with it others that stand beside it there.

        Parameters
        ----------
        path : str or Path
            Where the file is now.
        setting : str, optional
            The setting that holds its path, as `MovedDataError.setting` tells; without it, the first.

        Raises
        ------
        MovedDataError
            If the file there is not the one that is remembered. Use `with_setting` to take it all the same.
        """
        place = absolute(str(path), None)
        setting = setting or self.spec.path_settings[0]
        file = self.files.get(setting)
        if file is not None and not file.is_at(place):
            raise moved(setting, file, place)
        settings, files = {**self.settings, setting: str(place)}, dict(self.files)
        if file is not None:
            files[setting] = replace(file, path=str(place))
        for name, other in self.files.items():
            beside = place.parent / other.name
            if name != setting and not os.path.exists(other.path) and other.is_at(beside):
                settings[name], files[name] = str(beside), replace(other, path=str(beside))
        return replace(self, settings=settings, files=files)

    def is_elsewhere(self, other: DataRecipe) -> bool:
        """Tell whether another recipe makes the same of the same files, wherever these lie."""
        return self._unplaced() == other._unplaced()

    def _unplaced(self) -> DataRecipe:
        nowhere = {name: "" for name in self.spec.path_settings if name in self.files}
        files = {name: replace(file, path="") for name, file in self.files.items()}
        return replace(self, settings={**self.settings, **nowhere}, files=files)

    def _path(self, name: str) -> str:
        return text(self.settings, name) if name in self.spec.path_settings else ""


def absolute(path: str, folder: Path | None) -> Path:
    """Return a path that does not depend on the current folder."""
    home = Path(os.path.expanduser(path))  # which leaves the name of an unknown user as it is
    return home.absolute() if folder is None else (folder / home).absolute()


def _checked_features(features: object) -> tuple[str, ...]:
    """Return features that are texts, not too many, and different; `SettingError` otherwise."""
    if not isinstance(features, list | tuple) or not all(isinstance(feature, str) for feature in features):
        raise SettingError(Text("data", "Features must be a list of expressions, such as x1^2."))
    found = tuple(feature.strip() for feature in features)
    if len(found) > MOST_FEATURES or any(len(feature) > LONGEST_FEATURE for feature in found):
        raise SettingError(
            Text("data", "There can be {limit} features of {length} characters each. Take fewer or shorter ones.").fill(
                limit=MOST_FEATURES, length=LONGEST_FEATURE
            )
        )
    for place, feature in enumerate(found):
        if not feature:
            raise SettingError(Text("data", "Feature {place} is empty. Write an expression.").fill(place=place + 1))
        if feature in found[:place]:
            raise SettingError(Text("data", "The feature {text} is there twice. Take one out.").fill(text=feature))
    return found
