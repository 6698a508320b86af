"""Finds out what makes the steps of a run fastest, without keeping the run waiting for the answer."""

from __future__ import annotations

import itertools
import math
import os
import threading
import time
from typing import TYPE_CHECKING, NamedTuple

import torch

from engine.errors import LoomError
from engine.execution.faults import UnsupportedError
from engine.training.config import COMPILED, EAGER, FASTEST, FLAT, MEASURED
from engine.training.fast import step_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from engine.execution.program import Executor
    from engine.training.config import TrainingConfig
    from engine.training.loop import Loop

TRIAL, STEPS = 0.02, 3
"""Seconds for which each way is tried, to see which is the fastest, and the steps that it makes at least."""
THREADS = tuple(sorted({os.cpu_count() or 1, (os.cpu_count() or 1) // 2} - {0, 1}))
"""Numbers of threads that are tried beside one: all processors, and half of them, since two may be one core."""
LONG_STEP = 0.0002
"""Seconds; what is faster than this gains nothing by a second thread."""
WORTH = 1.15
"""So many times as fast more threads must be, since they take time from the window and from other programs."""


class Way(NamedTuple):
    """What makes the steps of a run, by its name in `engine.training.config`, and on how many threads."""

    executor: str = EAGER
    threads: int = 1


class Found(NamedTuple):
    """What there is for one kind of step.

    Parameters
    ----------
    executors : mapping
        Those that can make it, by name.
    seconds : mapping
        How long a step takes in all ways that were tried, PyTorch itself among them; more threads are charged for.
    why : str
        Why an executor is missing, for developers; empty if none is.
    """

    executors: Mapping[str, Executor]
    seconds: Mapping[Way, float]
    why: str = ""

    def fastest(self, config: TrainingConfig) -> Way:
        """Return the best of the ways that the config leaves open."""
        ways = [way for way in self.seconds if config.executor in (FASTEST, way.executor)]
        if config.threads:
            ways = [way for way in ways if way.threads == 1]  # which each executor was tried on
        best = min(ways, key=self.seconds.__getitem__, default=Way())
        return best if best.executor == COMPILED or not config.threads else Way(best.executor, config.threads)


class Executors:
    """The executors of one network and its data. May be asked from any thread.

    Parameters
    ----------
    twin : callable
        ``twin(config)`` returns a loop of its own over the same network and data, at its first weights.

    Attributes
    ----------
    undisturbed : lock
        To be held for each step: where numbers of threads are tried, some libraries take them for the whole process,
        and the step would end in other digits.
    """

    def __init__(self, twin: Callable[[TrainingConfig], Loop]) -> None:
        self._twin = twin
        self._found: dict[object, Found] = {}
        self._sought: set[object] = set()
        self._lock = threading.Lock()
        self.undisturbed = threading.Lock()
        self._newest: tuple[TrainingConfig | None, object] = (None, None)

    def choice(self, config: TrainingConfig) -> Way:
        """Return the way to make the steps: that of a tutorial until something better is known."""
        found = self._found.get(self._kind(config))
        return Way(EAGER, config.threads or 1) if found is None else found.fastest(config)

    def why(self, config: TrainingConfig) -> str:
        """Return why an executor is missing, for developers; empty if none is, or not known yet."""
        found = self._found.get(self._kind(config))
        return "" if found is None else found.why

    def seek(self, config: TrainingConfig) -> None:
        """Begin to look for something better on a thread of its own, unless that was done already."""
        if not _is_forced(config):
            self.prepare(config)

    def prepare(self, config: TrainingConfig) -> None:
        """Begin to make all executors of such steps on a thread of its own, unless that was done already."""
        kind = self._kind(config)
        if kind not in self._sought:
            self._sought.add(kind)
            threading.Thread(target=self._find, args=(config,), name="executors", daemon=True).start()

    def has(self, name: str, config: TrainingConfig) -> bool:
        """Tell whether `get` answers at once."""
        return name == EAGER or self._kind(config) in self._found

    def find(self, config: TrainingConfig) -> Way:
        """Look for something better and return it. The first time this takes seconds."""
        return self.choice(config) if _is_forced(config) else self._find(config).fastest(config)

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
        return Found(executors, self._tried(executors, config), why)

    def _tried(self, executors: Mapping[str, Executor], config: TrainingConfig) -> dict[Way, float]:
        """Return how long a step takes in all ways, on more threads where that may be worth it."""
        candidates: dict[str, Executor | None] = {EAGER: None, **executors}
        seconds = {Way(name): _seconds(self._twin(config), each) for name, each in candidates.items()}
        if LONG_STEP < min(seconds.values()) < math.inf:
            with self.undisturbed:
                for name, threads in itertools.product(candidates, THREADS):
                    if name != COMPILED:
                        took = _seconds(self._twin(config), candidates[name], threads)
                        seconds[Way(name, threads)] = WORTH * took
                torch.set_num_threads(1)
        return seconds


def _seconds(loop: Loop, executor: Executor | None, threads: int = 1) -> float:
    """Return how long a step takes; infinite if none can be made."""
    loop.take(executor, threads)
    made, steps = 0, 1
    try:
        loop.advance()  # the first one may have something to prepare
        begin = time.perf_counter()
        while (elapsed := time.perf_counter() - begin) < TRIAL or made < STEPS:
            made += loop.advance(steps)
            steps *= 2
    except (LoomError, UnsupportedError, RuntimeError, IndexError):  # those of torch, which the run itself will meet
        return math.inf
    return elapsed / made


def _is_forced(config: TrainingConfig) -> bool:
    """Tell whether nothing is left to look for."""
    return config.executor == EAGER and config.threads != MEASURED
