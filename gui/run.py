"""The run of a document, on the screen's side: gives orders to the trainer, asks it for snapshots each frame."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal

from engine.errors import LoomError
from engine.text import Text
from engine.training.config import EAGER
from engine.training.snapshot import Snapshot, Status
from gui.first_weights import keep_units, set_by_hand
from gui.kept import RUN_NUMBERS, KeptRun, number_of, renamed
from gui.layers import Layers
from gui.pacing import FRAME, interval
from gui.standing import standing
from gui.turns import Turns

if TYPE_CHECKING:
    from engine.data import Dataset
    from engine.graph import Graph, NodeId
    from engine.training.config import TrainingConfig
    from engine.training.history import Curve
    from engine.training.state import RunState
    from engine.training.timeline import TimeLine
    from engine.training.trainer import Trainer

HandSet = Mapping[tuple[int, str], npt.NDArray[np.float32]]
"""First weights that a person set by hand, by node id and tensor name, for example ``(2, "linear.weight")``."""


class UnitKey(NamedTuple):
    """A unit of a layer; the first is number 0."""

    node: NodeId
    unit: int


class Resized(NamedTuple):
    """A drawing whose layers had other numbers of units, and its run."""

    graph: Graph
    run: KeptRun


class Run(QObject):
    """The training of one document.

    Signals
    -------
    snapshot_taken(Snapshot)
        A new look at the run; all views take what they show from `last`, the larger ones in `turns`.
    renewed()
        Another run began: other weights, perhaps of other shapes. A snapshot follows.
    status_changed()
        `status`, `problem` or what makes the steps changed.
    """

    snapshot_taken = Signal(object)
    renewed = Signal()
    status_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.names: Mapping[NodeId, str] = {}
        self.ghost: Curve | None = None
        self.last: Snapshot | None = None
        self.refusal: Text | None = None
        self.count = 0  # how many runs there were, each reset among them
        self._graph: Graph | None = None
        self.number = 0
        self._config: TrainingConfig | None = None
        self._trainer: Trainer | None = None
        self._probes: dict[str, tuple[npt.NDArray[np.float32], bool]] = {}
        self._watchers: set[str] = set()
        self._order_given = self._more_to_see = False
        self._limit = math.inf
        self._clock = QTimer(self)
        self._clock.setInterval(FRAME)
        self._clock.timeout.connect(self._look)
        self._drawing_since: float | None = None
        self._layers = Layers()
        self.turns = Turns(self)
        self.turns.done.connect(self._pace)

    # -- building --

    def build(
        self,
        graph: Graph,
        dataset: Dataset,
        config: TrainingConfig,
        hand_set: HandSet,
        kept: KeptRun | None = None,
        *,
        resized: Resized | None = None,
    ) -> None:
        """Begin another run: from the config's seed and what was set by hand, or go on with one that was kept.

        A drawing that cannot be trained leaves no run; `refusal` then says why.

        Parameters
        ----------
        resized : Resized, optional
            What to keep the weights of as first weights, where its units are still there.
        """
        from engine.assembly import assemble, data_shape
        from engine.lowering import module_names
        from engine.training.trainer import Trainer

        self.close()
        names = module_names(graph)
        state = None if kept is None else kept.state_named(names)
        try:
            assembly = assemble(graph, dataset, config if kept is None else kept.config, state)
        except LoomError as error:
            self._refuse(error.text)
            return
        except (RuntimeError, MemoryError) as error:
            self._refuse(Text("run", "PyTorch cannot build this network: {reason}").fill(reason=error))
            return
        self.refusal, self.names = None, assembly.lowered.names
        if state is None:
            set_by_hand(assembly.loop, self.names, hand_set)
        if resized is not None:
            keep_units(assembly.loop, resized, graph, data_shape(dataset))
        self._trainer = Trainer(assembly.loop, None if kept is None else _past(kept, names))
        if kept is not None and kept.config != config:
            self._trainer.reconfigure(config)  # so that the time line knows from which step on
        self._graph, self._config = graph.copy(), config
        self.number = next(RUN_NUMBERS) if kept is None else kept.number
        for name, (x, inner) in self._probes.items():
            self._trainer.probe(name, x, inner=inner)
        self._trainer.watch(bool(self._watchers))
        self._trainer.limit(self._limit)
        self._announce()
        self._show(self._trainer.snapshot())

    def _refuse(self, reason: Text) -> None:
        self.refusal = reason
        self._announce()
        self.status_changed.emit()

    def _announce(self) -> None:
        self.count += 1
        self.renewed.emit()

    def close(self) -> None:
        """End the thread after the step under way; a run that has learned something stays behind as the ghost curve."""
        if self._trainer is None:
            return
        self._clock.stop()
        self.turns.end()
        self._keep_ghost(self._now(self._trainer))
        self._trainer.close()
        self._trainer, self.last, self.names = None, None, {}

    def _keep_ghost(self, snapshot: Snapshot) -> None:
        curve = snapshot.head_curve or snapshot.curve
        if len(curve) > 1:
            self.ghost = curve

    def _now(self, trainer: Trainer) -> Snapshot:
        """Return a look at the run of this moment; on the way to a step that is visited it has to arrive first."""
        trainer.go_on()
        return trainer.snapshot()

    # -- orders --

    @property
    def ready(self) -> bool:
        """Whether there is something to train."""
        return self._trainer is not None

    @property
    def status(self) -> Status:
        """Where the run stands, as last seen."""
        return self.last.status if self.last else Status.PAUSED

    @property
    def running(self) -> bool:
        """Whether it trains, as last seen."""
        return self.status is Status.RUNNING

    @property
    def step_count(self) -> int:
        """Updates made in the whole run, as last seen, whichever of its steps is shown."""
        return self.last.head_step if self.last else 0

    @property
    def visiting(self) -> bool:
        """Whether a step of the run's past is shown, as last seen."""
        return self.last is not None and self.last.visiting is not None

    def train(self) -> None:
        """Run until paused."""
        self._order("run")

    def pause(self) -> None:
        """Pause after the step under way."""
        self._order("pause")

    def stop(self) -> None:
        """End the run and keep its result."""
        self._order("stop")

    def step(self) -> None:
        """Make one step."""
        self._order("step")

    def epoch(self) -> None:
        """Go on to the end of the epoch."""
        self._order("epoch")

    def _order(self, name: str) -> None:
        if self._trainer is not None:
            getattr(self._trainer, name)()
            self.refresh()

    def reset(self) -> None:
        """Go back to the same first weights; the curve so far becomes the ghost."""
        if self._trainer is not None:
            self._keep_ghost(self._now(self._trainer))
            self._trainer.reset()
            self.number = next(RUN_NUMBERS)
            self._announce()
            self._show(self._now(self._trainer))

    def visit(self, step: int | None) -> None:
        """Show the run as it was after so many steps; None: as it is. Training pauses."""
        if self._trainer is not None:
            self._trainer.visit(step)
            self.refresh()

    def branch(self) -> None:
        """Make the step that is visited the head of another run; the curve of the one left becomes the ghost."""
        if self._trainer is not None:
            self._keep_ghost(self._now(self._trainer))
            self._trainer.branch(self._config)
            self.number = next(RUN_NUMBERS)
            self._announce()
            self._show(self._now(self._trainer))

    def introduce(self) -> None:
        """Tell views that have just come about the run as last seen."""
        self.renewed.emit()
        if self.last is not None:
            self._show(self.last)

    def reconfigure(self, config: TrainingConfig) -> None:
        """Train on with other settings."""
        self._config = config
        if self._trainer is not None:
            self._trainer.reconfigure(config)
            self.refresh()

    def set_weight(self, node_id: NodeId, tensor: str, value: npt.NDArray[np.float32]) -> None:
        """Overwrite by hand what differs from the parameter as last seen; the rest may have been trained on since."""
        if self._trainer is not None:
            changed = value != self.weights_of(node_id)[tensor]
            if self.visiting:
                self.branch()
            self._trainer.set_weight(f"{self.names[node_id]}.{tensor}", value, changed)
            self._show(self._now(self._trainer))

    def state(self) -> RunState | None:
        """Return all that is needed to go on from the head of the run; None if there is none.

        Waits for the step under way. The tensors are called as in `KeptRun.state`.
        """
        if self._trainer is None:
            return None
        self._trainer.go_on()
        return renamed(self._trainer.state(), self.names, self._by_number())

    def shown_state(self) -> RunState | None:
        """Return the state of the step that is shown, which may be a visited one; otherwise as `state`."""
        if self._trainer is None:
            return None
        self._trainer.go_on()
        return renamed(self._trainer.shown_state(), self.names, self._by_number())

    def keep(self) -> KeptRun | None:
        """Return the run as it is, with its past, or None if there is none; waits for the step under way."""
        if self._trainer is None or self._config is None or self._graph is None:
            return None
        self._trainer.go_on()
        state, timeline = self._trainer.state_and_timeline()
        state = renamed(state, self.names, self._by_number())
        return KeptRun(state, timeline, self.names, self._config, self.number, self._graph)

    def _by_number(self) -> dict[NodeId, str]:
        return {node_id: number_of(node_id) for node_id in self.names}

    def halt(self) -> None:
        """Pause at once, because the run is about to be left; what follows then has to wait for one step only."""
        if self._trainer is not None:
            self._trainer.pause()

    def probe(self, name: str, x: npt.NDArray[np.float32] | None, *, inner: bool = False) -> None:
        """Have the network's outputs for `x`, (n, p), in every snapshot from now on; None ends that.

        Parameters
        ----------
        inner : bool
            Whether to have the outputs of all its parts too.
        """
        if x is None:
            self._probes.pop(name, None)
        else:
            self._probes[name] = (x, inner)
        if self._trainer is not None:
            self._trainer.probe(name, x, inner=inner)
            self.refresh()

    def watch(self, name: str, on: bool) -> None:
        """Have the vitals of the network in every snapshot for as long as anybody wants them, by any name."""
        watched = bool(self._watchers)
        (self._watchers.add if on else self._watchers.discard)(name)
        if self._trainer is not None and watched != bool(self._watchers):
            self._trainer.watch(not watched)
            if not watched:
                self.refresh()

    def limit(self, steps_per_second: float) -> None:
        """Make no more steps in a second than that while training; infinity lifts the limit."""
        self._limit = steps_per_second
        if self._trainer is not None:
            self._trainer.limit(steps_per_second)

    def weights_of(self, node_id: NodeId) -> dict[str, npt.NDArray[np.generic]]:
        """Return a node's tensors as last seen: ``{"linear.weight": (units, inputs), ...}``."""
        if self.last is None or node_id not in self.names:
            return {}
        return self._layers.tensors(self.last, self.names[node_id])

    # -- the frame clock --

    def refresh(self) -> None:
        """Look at the run soon."""
        if self._trainer is not None:
            self._order_given = True
            self._trainer.request()
            self._clock.start(FRAME)

    def _look(self) -> None:
        if self._trainer is None:
            self._clock.stop()
            return
        if not self.turns.resting:
            return  # the last look is still being drawn; another one now would leave the last views out for ever
        snapshot = self._trainer.take()
        if snapshot is None:
            return
        self._more_to_see = snapshot.status is Status.RUNNING or self._order_given or not snapshot.arrived
        self._order_given = False
        self._show(snapshot, at_once=False)

    def _show(self, snapshot: Snapshot, at_once: bool = True) -> None:
        """Tell all views; those that take long draw in `turns`."""
        started = time.perf_counter()
        if self._trainer is not None and snapshot.executor == EAGER:
            self._trainer.hold()  # until `_pace`
        before = None if self.last is None else standing(self.last)
        self.last = snapshot
        self.turns.begin(at_once, last=snapshot.status is not Status.RUNNING)
        self.snapshot_taken.emit(snapshot)
        if before != standing(snapshot):
            self.status_changed.emit()
        if self._drawing_since is None:
            self._drawing_since = started

    def _pace(self) -> None:
        """Let training go on, and leave it its share before the next look; called once this one is painted.

        Only now the next one is asked for: made while this one was drawn, it would have to fight for the interpreter.
        """
        if self._trainer is not None:
            self._trainer.go_on()
            if self._more_to_see:
                self._trainer.request()
            elif not self._order_given:
                self._clock.stop()
        if self._drawing_since is not None:
            took = 1000 * (time.perf_counter() - self._drawing_since)
            self._drawing_since = None
            executor = EAGER if self.last is None else self.last.executor
            self._clock.setInterval(interval(took, executor, limited=math.isfinite(self._limit)))


def _past(kept: KeptRun, names: Mapping[NodeId, str]) -> TimeLine | None:
    """Return a time line to which may be added while the kept one stays as it is."""
    timeline = kept.timeline_named(names)
    return None if timeline is None else timeline.copy()
