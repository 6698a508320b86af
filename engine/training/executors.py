"""Finds out what makes the steps of a run fastest, without keeping the run waiting for the answer."""

from __future__ import annotations

import math
import threading
import time
from typing import TYPE_CHECKING, NamedTuple

from engine.errors import LoomError
from engine.execution.faults import UnsupportedError
from engine.training.config import COMPILED, EAGER, FASTEST, FLAT
from engine.training.fast import step_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from engine.execution.program import Executor
    from engine.training.config import TrainingConfig
    from engine.training.loop import Loop

TRIAL = 0.02
"""Seconds for which each executor is tried, to see which is the fastest."""


class Found(NamedTuple):
    """What there is for one kind of step.

    Parameters
    ----------
    executors : mapping
        Those that can make it, by name.
    fastest : str
        The one that took the least time, PyTorch itself among them.
    why : str
        Why one is missing, for developers; empty if none is.
    """

    executors: Mapping[str, Executor]
    fastest: str = EAGER
    why: str = ""


class Executors:
    """The executors of one network and its data. May be asked from any thread.

    Parameters
    ----------
    twin : callable
        ``twin(config)`` returns a loop of its own over the same network and data, at its first weights.
    """

    def __init__(self, twin: Callable[[TrainingConfig], Loop]) -> None:
        self._twin = twin
        self._found: dict[object, Found] = {}
        self._sought: set[object] = set()
        self._lock = threading.Lock()
        self._newest: tuple[TrainingConfig | None, object] = (None, None)

    def choice(self, config: TrainingConfig) -> str:
        """Return the name of what is to make the steps: `EAGER` until something better is known."""
        found = self._found.get(self._kind(config))
        return EAGER if found is None else _chosen(found, config)

    def why(self, config: TrainingConfig) -> str:
        """Return why an executor is missing, for developers; empty if none is, or not known yet."""
        found = self._found.get(self._kind(config))
        return "" if found is None else found.why

    def seek(self, config: TrainingConfig) -> None:
        """Begin to look for something better on a thread of its own, unless that was done already."""
        kind = self._kind(config)
        if config.executor == EAGER or kind in self._sought:
            return
        self._sought.add(kind)
        threading.Thread(target=self._find, args=(config,), name="executors", daemon=True).start()

    def find(self, config: TrainingConfig) -> str:
        """Look for something better and return its name. The first time this takes seconds."""
        return EAGER if config.executor == EAGER else _chosen(self._find(config), config)

    def get(self, name: str, config: TrainingConfig) -> Executor | None:
        """Return an executor, waiting until it is made; None if it cannot make such steps."""
        return None if name == EAGER else self._find(config).executors.get(name)

    def _find(self, config: TrainingConfig) -> Found:
        kind = self._kind(config)
        self._sought.add(kind)
        with self._lock:
            if kind not in self._found:
                self._found[kind] = self._look(config)
            return self._found[kind]

    def _kind(self, config: TrainingConfig) -> object:
        """Return what decides which executor is the fastest: the operations of a step, and on how many samples."""
        newest = self._newest
        if newest[0] is config:  # asked before every step
            return newest[1]
        kind = step_kind(config), None if config.full_batch else config.batch_size
        self._newest = config, kind
        return kind

    def _look(self, config: TrainingConfig) -> Found:
        """Make all executors that there are, and try them."""
        executors: dict[str, Executor] = {}
        why = ""
        try:
            from engine.execution import compile_program, interpret, trace

            program = trace(self._twin(config).step_input())
            for name, make in ((FLAT, interpret), (COMPILED, compile_program)):
                executors[name] = make(program)
        except Exception as error:  # noqa: BLE001  # whatever stands in the way, PyTorch itself makes the steps
            why = f"{type(error).__name__}: {error}"
        candidates: dict[str, Executor | None] = {EAGER: None, **executors}
        seconds = {name: _seconds(self._twin(config), each) for name, each in candidates.items() if executors}
        return Found(executors, min(seconds, key=seconds.__getitem__, default=EAGER), why)


def _seconds(loop: Loop, executor: Executor | None) -> float:
    """Return how long a step takes; infinite if none can be made."""
    loop.take(executor)
    made, steps = 0, 1
    try:
        loop.advance()  # the first one may have something to prepare
        begin = time.perf_counter()
        while (elapsed := time.perf_counter() - begin) < TRIAL:
            made += loop.advance(steps)
            steps *= 2
    except (LoomError, UnsupportedError):
        return math.inf
    return elapsed / made


def _chosen(found: Found, config: TrainingConfig) -> str:
    """Return what the config asks for, where there is such an executor."""
    if config.executor == FASTEST:
        return found.fastest
    return config.executor if config.executor in found.executors else EAGER
