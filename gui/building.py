"""The network behind a drawing, made anew after every edit: a large one beside the window, which answers meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal

from engine.errors import LoomError
from engine.text import Text
from gui.background import BackgroundTask
from gui.first_weights import keep_units, set_by_hand

if TYPE_CHECKING:
    from engine.data import Dataset
    from engine.graph import Graph, NodeId
    from engine.shapes import ShapeReport
    from engine.training.config import TrainingConfig
    from engine.training.loop import Loop
    from engine.training.timeline import TimeLine
    from gui.kept import KeptRun

MANY_NODES = 60
MANY_PARAMETERS = 1 << 21
"""What is larger than one of these is made beside the window: it would take longer than two frames."""
REST = 80
"""Milliseconds after an edit before its network is begun: what was edited is painted first, and many edits in quick
succession build once."""
PATIENCE = 100
"""Milliseconds after which a person is told what takes so long."""

HandSet = Mapping[tuple[int, str], npt.NDArray[np.float32]]
"""First weights that a person set by hand, by node id and tensor name, for example ``(2, "linear.weight")``."""


class Resized(NamedTuple):
    """A drawing whose layers had other numbers of units, and its run."""

    graph: Graph
    run: KeptRun


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """What is to be built.

    Parameters
    ----------
    graph : Graph
        Nobody else changes it.
    shapes : ShapeReport
        Those of the graph with these data.
    hand_set : mapping
        Taken where no run is gone on with.
    kept : KeptRun or None
        The run that is gone on with; None: it begins from the config's seed.
    resized : Resized or None
        What to keep the weights of as first weights, where its units are still there.
    """

    graph: Graph
    shapes: ShapeReport
    dataset: Dataset
    config: TrainingConfig
    hand_set: HandSet
    kept: KeptRun | None = None
    resized: Resized | None = None

    @property
    def is_large(self) -> bool:
        """Whether to build it takes longer than a person would overlook."""
        return len(self.shapes.nodes) > MANY_NODES or self.shapes.parameters > MANY_PARAMETERS


class Built(NamedTuple):
    """A network that can be trained, with its past and the names of its nodes' submodules."""

    loop: Loop
    timeline: TimeLine | None
    names: Mapping[NodeId, str]


def build(wanted: Wanted) -> Built | Text:
    """Make a network on the caller's thread; of a drawing that cannot be trained, return why."""
    from engine.assembly import assemble, data_shape
    from engine.lowering import module_names

    graph, dataset, kept = wanted.graph, wanted.dataset, wanted.kept
    names = module_names(graph)
    state = None if kept is None else kept.state_named(names)
    config = wanted.config if kept is None else kept.config
    try:
        assembly = assemble(graph, dataset, config, state, wanted.shapes)
    except LoomError as error:
        return error.text
    except (RuntimeError, MemoryError) as error:
        return Text("run", "PyTorch cannot build this network: {reason}").fill(reason=error)
    if kept is None:
        set_by_hand(assembly.loop, assembly.lowered.names, wanted.hand_set)
    if wanted.resized is not None:
        keep_units(assembly.loop, wanted.resized, graph, data_shape(dataset))
    return Built(assembly.loop, None if kept is None else _past(kept, names), assembly.lowered.names)


def _past(kept: KeptRun, names: Mapping[NodeId, str]) -> TimeLine | None:
    """Return a time line to which may be added while the kept one stays as it is."""
    timeline = kept.timeline_named(names)
    return None if timeline is None else timeline.copy()


class _Job:
    """A network that is made on another thread."""

    def __init__(self, wanted: Wanted, parent: QObject) -> None:
        self.wanted = wanted
        self.outcome: Built | Text | None = None
        self.task = BackgroundTask(self._work, parent)

    def _work(self) -> None:
        self.outcome = build(self.wanted)


class Building(QObject):
    """Makes the network that was wanted last. One is made at a time; what is overtaken meanwhile is dropped.

    Signals
    -------
    done(Built | Text)
        The network, or why there is none.
    late()
        It takes so long that a person should be told.
    """

    done = Signal(object)
    late = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.wanted: Wanted | None = None
        """What is to be built, or just being built."""
        self._job: _Job | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._start)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self.late)

    @property
    def is_late(self) -> bool:
        """Whether something is being built, and has been for a while."""
        return self.wanted is not None and not self._patience.isActive()

    def begin(self, wanted: Wanted) -> None:
        """Make a network instead of the one under way: at once if it is small, or beside the window."""
        if not wanted.is_large:
            self._deliver(build(wanted))
            return
        self.wanted = wanted
        self._patience.start()
        self._rest.start()

    def drop(self) -> None:
        """Want nothing any more."""
        self.wanted = None
        self._rest.stop()
        self._patience.stop()

    def close(self) -> None:
        """Want nothing any more, and wait until nothing is made."""
        self.drop()
        if self._job is not None:
            self._job.task.wait()
            self._job = None

    def finish(self) -> None:
        """Wait for what is wanted."""
        wanted, job = self.wanted, self._job
        if wanted is None:
            return
        outcome = None
        if job is not None:
            job.task.wait()
            self._job = None
            outcome = job.outcome if job.wanted is wanted else None
        self._deliver(build(wanted) if outcome is None else outcome)

    def _start(self) -> None:
        """Make what is wanted, unless something else is still being made; that begins this one when it is done."""
        if self.wanted is None or self._job is not None:
            return
        job = self._job = _Job(self.wanted, self)
        job.task.succeeded.connect(lambda _: self._end(job))
        job.task.failed.connect(lambda error: self._end(job, error))
        job.task.start()

    def _end(self, job: _Job, error: Exception | None = None) -> None:
        if job is not self._job:  # somebody waited for it
            return
        self._job = None
        if error is not None:
            self.drop()
            raise error  # none that a drawing can be the reason for
        if job.wanted is not self.wanted:
            self._start()
        elif job.outcome is not None:
            self._deliver(job.outcome)

    def _deliver(self, outcome: Built | Text) -> None:
        self.drop()
        self.done.emit(outcome)
