"""The run of a document, on the screen's side: gives orders to the trainer, asks it for snapshots each frame."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal

from engine.errors import LoomError
from engine.text import Text
from engine.training.snapshot import Snapshot, Status
from gui.turns import Turns

if TYPE_CHECKING:
    from engine.data import Dataset
    from engine.graph import Graph, NodeId
    from engine.training.config import TrainingConfig
    from engine.training.history import Curve
    from engine.training.state import RunState
    from engine.training.trainer import Trainer

FRAME = 33
"""Milliseconds between two looks at the trainer, at the least."""

SHARE = 0.075
"""How much of the time drawing takes from training: looks become rarer where drawing one takes long."""

SLOWEST = 200
"""Milliseconds between two looks at the most, while looks are asked for."""

HandSet = Mapping[tuple[int, str], npt.NDArray[np.float32]]
"""First weights that a person set by hand, by node id and tensor name, for example ``(2, "linear.weight")``."""


class Run(QObject):
    """The training of one document.

    Signals
    -------
    snapshot_taken(Snapshot)
        A new look at the run; all views take what they show from `last`, the larger ones in `turns`.
    renewed()
        Another run began: other weights, perhaps of other shapes. A snapshot follows.
    status_changed()
        `status` or `problem` changed.
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
        self._trainer: Trainer | None = None
        self._probes: dict[str, tuple[npt.NDArray[np.float32], bool]] = {}
        self._order_given = False
        self._clock = QTimer(self)
        self._clock.setInterval(FRAME)
        self._clock.timeout.connect(self._look)
        self._drawing_since: float | None = None
        self.turns = Turns(self)
        self.turns.done.connect(self._pace)

    # -- building --

    def build(
        self, graph: Graph, dataset: Dataset, config: TrainingConfig, hand_set: HandSet, state: RunState | None = None
    ) -> None:
        """Begin another run: from the config's seed and what was set by hand, or where `state` stood.

        A drawing that cannot be trained leaves no run; `refusal` then says why.
        """
        from engine.assembly import assemble
        from engine.lowering import module_names
        from engine.training.trainer import Trainer

        self.close()
        if state is not None:
            state = renamed(state, numbered(graph), module_names(graph))
        try:
            assembly = assemble(graph, dataset, config, state)
        except LoomError as error:
            self._refuse(error.text)
            return
        except (RuntimeError, MemoryError) as error:
            self._refuse(Text("run", "PyTorch cannot build this network: {reason}").fill(reason=error))
            return
        self.refusal, self.names = None, assembly.lowered.names
        if state is None:
            self._set_by_hand(assembly.loop, hand_set)
        self._trainer = Trainer(assembly.loop)
        for name, (x, inner) in self._probes.items():
            self._trainer.probe(name, x, inner=inner)
        self.renewed.emit()
        self._show(self._trainer.snapshot())

    def _refuse(self, reason: Text) -> None:
        self.refusal = reason
        self.renewed.emit()
        self.status_changed.emit()

    def _set_by_hand(self, loop: object, hand_set: HandSet) -> None:
        import torch

        from engine.training.loop import Loop

        assert isinstance(loop, Loop)
        shapes = {name: tuple(tensor.shape) for name, tensor in loop.weights().items()}
        for (node_id, tensor), value in hand_set.items():
            name = f"{self.names.get(node_id)}.{tensor}"
            if shapes.get(name) == value.shape:
                loop.set_weight(name, torch.from_numpy(value.copy()))

    def close(self) -> None:
        """End the thread after the step under way; a run that has learned something stays behind as the ghost curve."""
        if self._trainer is None:
            return
        self._clock.stop()
        self.turns.end()
        self._keep_ghost(self._trainer.snapshot())
        self._trainer.close()
        self._trainer, self.last, self.names = None, None, {}

    def _keep_ghost(self, snapshot: Snapshot) -> None:
        if len(snapshot.curve) > 1:
            self.ghost = snapshot.curve

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
        """Updates made, as last seen."""
        return self.last.step if self.last else 0

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
            self._keep_ghost(self._trainer.snapshot())
            self._trainer.reset()
            self.renewed.emit()
            self._show(self._trainer.snapshot())

    def reconfigure(self, config: TrainingConfig) -> None:
        """Train on with other settings."""
        if self._trainer is not None:
            self._trainer.reconfigure(config)
            self.refresh()

    def set_weight(self, node_id: NodeId, tensor: str, value: npt.NDArray[np.float32]) -> None:
        """Overwrite by hand what differs from the parameter as last seen; the rest may have been trained on since."""
        if self._trainer is not None:
            changed = value != self.weights_of(node_id)[tensor]
            self._trainer.set_weight(f"{self.names[node_id]}.{tensor}", value, changed)
            self._show(self._trainer.snapshot())

    def state(self) -> RunState | None:
        """Return all that is needed to go on from here, or None if there is no run; waits for the step under way.

        Its tensors carry the nodes' numbers instead of their names, which may change: see `numbered`.
        """
        if self._trainer is None:
            return None
        return renamed(self._trainer.state(), self.names, {node_id: _number(node_id) for node_id in self.names})

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

    def weights_of(self, node_id: NodeId) -> dict[str, npt.NDArray[np.generic]]:
        """Return a node's tensors as last seen: ``{"linear.weight": (units, inputs), ...}``."""
        if self.last is None or node_id not in self.names:
            return {}
        prefix = self.names[node_id] + "."
        return {name.removeprefix(prefix): w for name, w in self.last.weights.items() if name.startswith(prefix)}

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
        snapshot = self._trainer.take()
        if snapshot is None:
            return
        if snapshot.status is Status.RUNNING or self._order_given:
            self._order_given = False
            self._trainer.request()
        else:
            self._clock.stop()
        self._show(snapshot, at_once=False)

    def _show(self, snapshot: Snapshot, at_once: bool = True) -> None:
        """Tell all views; those that take long draw in `turns`."""
        started = time.perf_counter()
        if self._trainer is not None:
            self._trainer.hold()  # until `_pace`
        before = None if self.last is None else (self.last.status, self.last.problem)
        self.last = snapshot
        self.turns.begin(at_once)
        self.snapshot_taken.emit(snapshot)
        if before != (snapshot.status, snapshot.problem):
            self.status_changed.emit()
        if self._drawing_since is None:
            self._drawing_since = started

    def _pace(self) -> None:
        """Let training go on, and leave it its share before the next look; called once this one is painted."""
        if self._trainer is not None:
            self._trainer.go_on()
        if self._drawing_since is not None:
            took = 1000 * (time.perf_counter() - self._drawing_since)
            self._drawing_since = None
            self._clock.setInterval(max(FRAME, min(round(took * (1 / SHARE - 1)), SLOWEST)))


def _number(node_id: NodeId) -> str:
    return f"node{node_id}"


def numbered(graph: Graph) -> dict[NodeId, str]:
    """Return the names under which `Run.state` keeps the tensors of each node."""
    return {node_id: _number(node_id) for node_id in graph.nodes}


def renamed(state: RunState, before: Mapping[NodeId, str], after: Mapping[NodeId, str]) -> RunState:
    """Return a run's state with its tensors called by the nodes' present names.

    Parameters
    ----------
    before, after : mapping
        Submodule names by node, when the run was built and now.
    """
    prefixes = {before[node_id]: after[node_id] for node_id in before if node_id in after}

    def move(name: str) -> str:
        head, dot, rest = name.partition(".")
        return prefixes.get(head, head) + dot + rest

    return replace(
        state,
        weights={move(name): tensor for name, tensor in state.weights.items()},
        initial={move(name): tensor for name, tensor in state.initial.items()},
        optimizer={move(name): tensor for name, tensor in state.optimizer.items()},
    )
