"""What is looked at just now: one sample on its way through the network, and where on the drawing it is."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue

    from engine.data import DataRecipe, Dataset
    from engine.graph import Ends, NodeId
    from gui.document import Document


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample: a row of the data, or numbers that somebody typed.

    Parameters
    ----------
    row : int, optional
        Which row of the data it is, from 0; None if it was typed.
    x : tuple of float
        A value for every column.
    target : float
        A class number if the data have classes.
    """

    row: int | None
    x: tuple[float, ...]
    target: float

    @classmethod
    def of_row(cls, dataset: Dataset, row: int) -> Sample:
        """Return a row of the data; of a number beyond its end, the last row."""
        row = min(row, len(dataset) - 1)
        return cls(row, tuple(dataset.x[row].tolist()), float(dataset.y[row]))


class Flow(NamedTuple):
    """Something that passes through a wire.

    Parameters
    ----------
    ends : Ends
    unit, column : int, optional
        The unit at the sink that takes it and the unit at the source that gives it, from 0; None for all of them.
    """

    ends: Ends
    unit: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Spotlight:
    """What stands out on the drawing.

    Parameters
    ----------
    nodes : frozenset of int
    flows : tuple of Flow
    backward : bool
        Whether what flows goes against the wires.
    tags : mapping
        Lines of text to be shown at nodes.
    """

    nodes: frozenset[NodeId] = frozenset()
    flows: tuple[Flow, ...] = ()
    backward: bool = False
    tags: Mapping[NodeId, tuple[str, ...]] = field(default_factory=dict)


class Attention(QObject):
    """Lets the views that show one sample agree on it, without knowing each other.

    Signals
    -------
    sample_changed()
        `sample` is another one.
    spotlight_changed()
        `spotlight` is another one.
    rows_changed()
        `rows` are others.
    cut_changed()
        `cut` is another one.
    """

    sample_changed = Signal()
    spotlight_changed = Signal()
    rows_changed = Signal()
    cut_changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self.sample: Sample | None = None
        self.spotlight: Spotlight | None = None
        self.rows: tuple[int, ...] = ()
        """Rows of the data that are selected together, besides the one sample."""
        self._origin = _origin(document.recipe)
        self.cut: float | None = None
        """The level of class 1 from which on answers are looked at as class 1; None: as the loss has it."""
        document.recipe_changed.connect(self._on_recipe)
        document.replaced.connect(self._forget)

    def _forget(self) -> None:
        self.look_at(None)

    def pick_row(self, row: int) -> None:
        """Look at a row of the data."""
        self.look_at(Sample.of_row(self._document.dataset, row))

    def look_at(self, sample: Sample | None) -> None:
        """Look at a sample, or at none."""
        if sample != self.sample:
            self.sample = sample
            self.sample_changed.emit()

    def select_rows(self, rows: tuple[int, ...]) -> None:
        """Select rows of the data, or none."""
        if rows != self.rows:
            self.rows = rows
            self.rows_changed.emit()

    def cut_at(self, level: float | None) -> None:
        """Look at the answers with another threshold; neither training nor its accuracy depend on it."""
        if level != self.cut:
            self.cut = level
            self.cut_changed.emit()

    def view_state(self) -> dict[str, JsonValue]:
        """Return what of it is kept with the view of a project: ``cut``, if another threshold than the usual is set."""
        return {} if self.cut is None else {"cut": self.cut}

    def restore(self, view: Mapping[str, JsonValue]) -> None:
        """Take up what `view_state` has given; what does not fit the data is left out."""
        cut = view.get("cut")
        fits = isinstance(cut, int | float) and math.isfinite(cut) and len(self._document.dataset.classes) == 2
        self.cut_at(float(cut) if fits and isinstance(cut, int | float) else None)

    def shine(self, spotlight: Spotlight | None) -> None:
        """Let something stand out on the drawing, or nothing."""
        if spotlight != self.spotlight:
            self.spotlight = spotlight
            self.spotlight_changed.emit()

    def _on_recipe(self) -> None:
        """Keep a typed sample where it still fits; else look at the same row, but not at one of quite other data."""
        self.select_rows(())
        self.cut_at(None)
        before, self._origin = self._origin, _origin(self._document.recipe)
        if before != self._origin:
            self.look_at(None)
        sample = self.sample
        if sample is not None and (sample.row is not None or len(sample.x) != self._document.dataset.n_columns):
            self.pick_row(sample.row or 0)


def _origin(recipe: DataRecipe) -> tuple[object, ...]:
    """Return what two recipes have in common whose samples are the same ones, or at least the same kind of thing."""
    from engine.data import SOURCE

    paths = [param.name for param in SOURCE[recipe.source].params if param.kind == "path"]
    return recipe.source, *(recipe.settings[name] for name in paths)
