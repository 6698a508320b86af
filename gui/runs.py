"""The runs of a document that were left: their curves to compare with, their settings and weights to go back to."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.graph import Change
from engine.training.config import RUN_PARAMS
from engine.training.optimizers import OPTIMIZER
from gui.commands import Step
from gui.i18n import show, translate
from gui.opening import difference

if TYPE_CHECKING:
    from engine.data import DataRecipe
    from engine.graph import Graph
    from engine.training.config import TrainingConfig
    from engine.training.history import Curve
    from gui.building import HandSet
    from gui.document import Document
    from gui.kept import KeptRun

WITH_WEIGHTS = 32
"""Runs whose weights are kept: the last ones, and the best of all."""
PAST = 4 * 2**20
"""Bytes that the time line of each of them may take; larger networks are kept without."""
ROWS = 200
"""Runs whose curves and settings are kept."""
COLOURS = 4
"""Runs that can be laid over the curves at once, each in a look of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class PastRun:
    """A run that was left.

    Parameters
    ----------
    number : int
        As `gui.kept.KeptRun.number`.
    name : str
    curve : Curve
    steps, epochs : int
    config, graph, recipe, hand_set
        What it was trained by, on and from.
    kept : KeptRun or None
        Where it stood; None once its weights were given up to save memory.
    """

    number: int
    name: str
    curve: Curve
    steps: int
    epochs: int
    config: TrainingConfig
    graph: Graph
    recipe: DataRecipe
    hand_set: HandSet
    kept: KeptRun | None

    def final(self, column: str) -> float:
        """Return the last known value of a column of its curve; NaN if there is none."""
        return last_known(self.curve, column)


@dataclass(frozen=True, slots=True)
class Overlay:
    """A run laid over the curves of the present one: a number decides how it looks."""

    look: int
    name: str
    curve: Curve


class RunLog(QObject):
    """Takes note of every run of a document that is left after it has made a step.

    Signals
    -------
    changed()
        Another run was left, came back, was renamed or deleted.
    overlays_changed()
        Other curves are to be laid over the present ones.
    """

    changed = Signal()
    overlays_changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._runs: dict[int, PastRun] = {}
        self._names: dict[int, str] = {}
        self._looks: dict[int, int] = {}
        self._ordinals: dict[int, int] = {}
        document.run.renewed.connect(self._tell)

    # -- reading --

    @property
    def past(self) -> list[PastRun]:
        """The runs that were left, the newest last; without the present one, if that came back."""
        present = self._document.run.number
        return [run for number, run in self._runs.items() if number != present]

    def name_of(self, number: int) -> str:
        """Return what a run is called: as the person said, else by its place in the order of runs."""
        ordinal = self._ordinals.setdefault(number, len(self._ordinals) + 1)
        return self._names.get(number) or translate("runs", "Run {number}").format(number=ordinal)

    def look_of(self, number: int) -> int | None:
        """Return how a run is drawn over the curves, or None if it is not."""
        return self._looks.get(number)

    @property
    def overlays(self) -> list[Overlay]:
        """The runs that are laid over the curves."""
        return [Overlay(self._looks[run.number], run.name, run.curve) for run in self.past if run.number in self._looks]

    # -- taking note --

    def leave(self, kept: KeptRun, step: Step) -> None:
        """Take note of a run that was left by a step of the document.

        Parameters
        ----------
        step : Step
            Tells the data and the weights set by hand, as they were before.
        """
        if kept.state.step == 0:
            return
        document, number = self._document, kept.number
        self._runs.pop(number, None)
        self._runs[number] = PastRun(
            number=number,
            name=self.name_of(number),
            curve=kept.curve,
            steps=kept.state.step,
            epochs=kept.state.epoch,
            config=kept.config,
            graph=kept.graph,
            recipe=step.recipe[0] if step.recipe else document.recipe,
            hand_set=step.hand_set[0] if step.hand_set else document.hand_set,
            kept=kept.with_short_past(PAST),
        )
        self._spare_memory()
        self._tell()

    def _spare_memory(self) -> None:
        for number in list(self._runs)[:-ROWS]:
            self._forget(number)
        best = min(self._runs.values(), key=_merit)
        for run in list(self._runs.values())[:-WITH_WEIGHTS]:
            if run is not best:
                self._runs[run.number] = replace(run, kept=None)

    def clear(self) -> None:
        """Forget all: another project is open."""
        self._runs, self._names, self._looks, self._ordinals = {}, {}, {}, {}
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self.overlays_changed.emit()

    # -- what a person does --

    def rename(self, number: int, name: str) -> None:
        """Call a run otherwise; an empty name brings the first one back."""
        self._names[number] = name.strip()
        if number in self._runs:
            self._runs[number] = replace(self._runs[number], name=self.name_of(number))
        self._tell()

    def overlay(self, number: int, on: bool) -> bool:
        """Lay the curve of a run over the present ones, or no longer; tell whether there was a look left for it."""
        self._looks.pop(number, None)
        free = [look for look in range(COLOURS) if look not in self._looks.values()]
        if on and free:
            self._looks[number] = free[0]
        self._tell()
        return not on or bool(free)

    def delete(self, number: int) -> None:
        """Forget a run that was left."""
        self._forget(number)
        self._tell()

    def _forget(self, number: int) -> None:
        self._runs.pop(number, None)
        self._looks.pop(number, None)

    def restore(self, number: int) -> None:
        """Bring drawing, data, settings and weights of a run back, as one step that can be taken back."""
        document, run = self._document, self._runs[number]
        change = difference(document.graph, run.graph)
        step = Step(
            change=change if change.affects_model else Change(),
            recipe=(document.recipe, run.recipe) if run.recipe != document.recipe else None,
            config=(document.config, run.config) if run.config != document.config else None,
            hand_set=(document.hand_set, run.hand_set),
            touches_run=True,
        )
        document.make(translate("undo", "Restore {run}").format(run=run.name), step, run.kept)


def last_known(curve: Curve, column: str) -> float:
    """Return the last value of a column that is known; NaN if there is none."""
    values = [value for value in getattr(curve, column)[-2:].tolist() if math.isfinite(value)]
    return values[-1] if values else math.nan


def _merit(run: PastRun) -> float:
    loss = run.final("train_loss")
    return loss if math.isfinite(loss) else math.inf


def config_differences(one: TrainingConfig, other: TrainingConfig) -> list[str]:
    """Return the settings of one that are not those of the other, but for the seed, each in a few words."""
    spec = OPTIMIZER[one.optimizer]
    words = [] if one.optimizer == other.optimizer else [show(spec.title)]
    words += [
        _setting(show(param.title), one.optimizer_settings[param.name])
        for param in spec.params
        if other.optimizer_settings.get(param.name) != one.optimizer_settings[param.name]
        and (one.optimizer == other.optimizer or param.name == "lr")
    ]
    words += [
        _setting(show(param.title), getattr(one, param.name))
        for param in RUN_PARAMS
        if param.name != "seed" and getattr(one, param.name) != getattr(other, param.name)
    ]
    return words


def _setting(title: str, value: object) -> str:
    if isinstance(value, bool):
        return f"{title} {'✓' if value else '✗'}"
    return f"{title} {value:g}" if isinstance(value, int | float) else f"{title} {value}"
