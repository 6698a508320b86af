"""How the samples are made: small enough for a file, complete enough to make the very same samples again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from engine.catalog.spec import ParamSpec, validated
from engine.data.sources import SOURCE
from engine.errors import SettingError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.catalog.spec import SettingValue
    from engine.data.spec import SourceSpec

RECIPE_PARAMS: tuple[ParamSpec, ...] = (
    ParamSpec(
        "validation",
        Text("data", "Validation share"),
        "real",
        0.0,
        Text("data", "The share of the samples that is held out to test the network on what it has not seen."),
        0.0,
        0.9,
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


@dataclass(frozen=True, slots=True)
class DataRecipe:
    """Everything that decides the samples.

    Parameters
    ----------
    source : str
        Kind of an entry in `engine.data.sources`.
    settings : mapping
        Settings of that source; what is left out gets its default.
    validation, seed
        As in `RECIPE_PARAMS`.

    Raises
    ------
    SettingError
        If the source is unknown or a setting does not fit.
    """

    source: str = "xor"
    settings: Mapping[str, SettingValue] = field(default_factory=dict)
    validation: float = 0.0
    seed: int = 0

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

    @property
    def spec(self) -> SourceSpec:
        """The entry of the source."""
        return SOURCE[self.source]

    def with_source(self, kind: str) -> DataRecipe:
        """Return a recipe for another source with that source's defaults; only the seed stays."""
        share = SOURCE[kind].validation if kind in SOURCE else 0.0
        return DataRecipe(kind, validation=share, seed=self.seed)

    def with_setting(self, name: str, value: object) -> DataRecipe:
        """Return the same with one setting of the source changed; `SettingError` if it does not fit."""
        return replace(self, settings=validated(self.spec.params, {**self.settings, name: value}))
