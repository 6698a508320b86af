"""The run of a document, on the screen's side: gives orders to the trainer, asks it for snapshots each frame."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from engine.text import Text
from engine.training.config import EAGER
from engine.training.snapshot import Snapshot, Status
from gui.building import Building, Built, Wanted
from gui.kept import RUN_NUMBERS, KeptRun, number_of, renamed
from gui.layers import Layers
from gui.pacing import FRAME, SOON, Frames
from gui.standing import standing
from gui.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt

    from engine.graph import Graph, NodeId
    from engine.training.config import TrainingConfig
    from engine.training.history import Curve
    from engine.training.state import RunState
    from engine.training.trainer import Trainer


class UnitKey(NamedTuple):
    """A unit of a layer; the first is number 0."""

    node: NodeId
    unit: int


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
        self.number = self._former = 0
        self._config: TrainingConfig | None = None
        self._trainer: Trainer | None = None
        self._probes: dict[str, tuple[npt.NDArray[np.float32], bool, float]] = {}
        self._watchers: set[str] = set()
        self._order_given = self._more_to_see = False
        self._limit = math.inf
        self._clock = QTimer(self)
        self._clock.setInterval(FRAME)
        self._clock.timeout.connect(self._look)
        self._drawing_since: float | None = None
        self._frames = Frames()
        self._layers = Layers()
        self._building = Building(self)
        self._building.done.connect(self._take_up)
        self._building.late.connect(self.status_changed)
        self.turns = Turns(self)
        self.turns.done.connect(self._pace)

    # -- building --

    def build(self, wanted: Wanted) -> None:
        """Begin another run, which is there at once, or, of a large drawing, a while later.

        A drawing that cannot be trained leaves no run; `refusal` then says why.
        """
        self.end()
        self.refusal, self._former = None, self.number
        self._graph, self._config = wanted.graph, wanted.config
        self.number = next(RUN_NUMBERS) if wanted.kept is None else wanted.kept.number
        self._building.begin(wanted)

    def _take_up(self, outcome: Built | Text) -> None:
        if isinstance(outcome, Text):
            self.refusal, self.number = outcome, self._former
            self._announce()
            self.status_changed.emit()
            return
        from engine.training.trainer import Trainer

        self.names = outcome.names
        self._trainer = Trainer(outcome.loop, outcome.timeline)
        if self._config is not None and self._config != outcome.loop.config:
            self._trainer.reconfigure(self._config)  # so that the time line knows from which step on
        for name, (x, inner, every) in self._probes.items():
            self._trainer.probe(name, x, inner=inner, every=every)
        self._trainer.watch(bool(self._watchers))
        self._trainer.limit(self._limit)
        self._announce()
        self._show(self._trainer.snapshot())

    def _announce(self) -> None:
        self.count += 1
        self.renewed.emit()

    def close(self) -> None:
        """End all threads after the step under way, as `end`."""
        self.end()
        self._building.close()

    def end(self) -> None:
        """End the run after the step under way; one that has learned something stays behind as the ghost curve."""
        self._building.drop()
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
    def building(self) -> bool:
        """Whether the network is still being made, so that there will be something to train or a `refusal`."""
        return self._building.wanted is not None

    @property
    def late(self) -> bool:
        """Whether the network takes so long to make that a person should be told."""
        return self._building.is_late

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
        """Updates made in the whole run, as last seen or as it is being built, whichever of its steps is shown."""
        if self.last is not None:
            return self.last.head_step
        wanted = self._building.wanted
        return 0 if wanted is None or wanted.kept is None else wanted.kept.state.step

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
        self._building.finish()
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
        """Return the run as it is, with its past, or None if there is none; waits until it is built, and stands."""
        self._building.finish()
        if self._trainer is None or self._config is None or self._graph is None:
            return None
        self._trainer.go_on()
        state, timeline = self._trainer.state_and_timeline()
        state = renamed(state, self.names, self._by_number())
        return KeptRun(state, timeline, self.names, self._config, self.number, self._graph)

    def left(self) -> KeptRun | None:
        """Return what `keep` returns, of a run that is about to be left: whatever it is built from will do as well."""
        wanted = self._building.wanted
        return self.keep() if wanted is None or wanted.resized is not None else wanted.kept

    def _by_number(self) -> dict[NodeId, str]:
        return {node_id: number_of(node_id) for node_id in self.names}

    def halt(self) -> None:
        """Pause at once, because the run is about to be left; what follows then has to wait for one step only."""
        if self._trainer is not None:
            self._trainer.pause()

    def probe(self, name: str, x: npt.NDArray[np.float32] | None, *, inner: bool = False, every: float = 0.0) -> None:
        """Have the network's outputs for `x`, (n, p), in snapshots from now on; None ends that.

        Parameters
        ----------
        inner, every
            As of `Trainer.probe`.
        """
        if x is None:
            self._probes.pop(name, None)
        else:
            self._probes[name] = (x, inner, every)
        if self._trainer is not None:
            self._trainer.probe(name, x, inner=inner, every=every)
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
            self._clock.setInterval(SOON)
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
            executor, limited = EAGER if self.last is None else self.last.executor, math.isfinite(self._limit)
            rest = self._frames.rest(self._drawing_since, time.perf_counter(), executor, limited=limited)
            self._drawing_since = None
            self._clock.setInterval(rest)
