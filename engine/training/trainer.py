"""The worker thread: runs the loop, obeys between steps, and shows itself only when asked."""

from __future__ import annotations

import threading
import time
from collections import deque
from concurrent.futures import Future
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
import torch

from engine.errors import LoomError
from engine.text import Text
from engine.training.inner import inner_outputs
from engine.training.loop import DivergedError
from engine.training.snapshot import Snapshot, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from engine.training.config import TrainingConfig
    from engine.training.loop import Loop
    from engine.training.state import RunState

T = TypeVar("T")


class Trainer:
    """Owns a `Loop` and the thread that it runs on.

    Every method may be called from any thread and returns at once, except `state`, `snapshot` and `close`,
    which wait for the step under way. Once the trainer has started, nobody else touches the loop.
    """

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._status = Status.PAUSED
        self._problem: Text | None = None
        self._diverged = False
        self._divergence: Text | None = None
        self._refusals = 0
        self._budget: int | None = 0  # steps still to make; None: until told otherwise
        self._probes: dict[str, _Probe] = {}
        self._mail: deque[tuple[Callable[[], object], Future[object]]] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._asked = False
        self._held = False
        self._latest: Snapshot | None = None
        self._speed = _Speed()
        self._thread = threading.Thread(target=self._work, name="trainer", daemon=True)
        self._thread.start()

    # -- orders --

    def run(self) -> None:
        """Train until paused, finished or stopped by a fault."""
        self._post(lambda: self._go(None))

    def pause(self) -> None:
        """Stop after the step under way."""
        self._post(lambda: self._go(0))

    def stop(self) -> None:
        """End the run after the step under way and keep its result. `run` still goes on from there."""
        self._post(self._stop)

    def step(self) -> None:
        """Make one step, then pause."""
        self._post(lambda: self._go(1))

    def epoch(self) -> None:
        """Go on to the end of the epoch under way, then pause."""
        self._post(lambda: self._go(self._loop.batches - self._loop.batch))

    def reset(self) -> None:
        """Pause and go back to step 0 with the same first weights."""
        self._post(self._reset)

    def reconfigure(self, config: TrainingConfig) -> None:
        """Train on with other settings."""
        self._post(lambda: self._reconfigure(config))

    def set_weight(self, name: str, value: npt.NDArray[np.float32], where: npt.NDArray[np.bool_] | None = None) -> None:
        """Overwrite a parameter by hand, or those of its elements where `where` is true."""
        tensor = torch.from_numpy(np.array(value))
        mask = None if where is None else torch.from_numpy(np.array(where))
        self._post(lambda: self._set_weight(name, tensor, mask))

    def restore(self, state: RunState) -> None:
        """Pause and go to where the run stood before."""
        self._post(lambda: self._restore(state))

    def probe(self, name: str, x: npt.NDArray[np.float32] | None, *, inner: bool = False) -> None:
        """Put the network's output for `x`, (n, p), into every snapshot under this name; None ends that.

        Parameters
        ----------
        inner : bool
            Whether to put the outputs of all its parts in too, see `Snapshot.inner`.
        """
        if x is None:
            self._post(lambda: self._probes.pop(name, None))
        else:
            asked = _Probe(torch.from_numpy(np.array(x)), inner)
            self._post(lambda: self._probes.__setitem__(name, asked))

    def hold(self) -> None:
        """Make no step until `go_on`; orders are still obeyed and snapshots made.

        Two threads that both run Python take the interpreter from each other in the middle of every step and of every
        stroke of the pen. One after the other, both are done sooner.
        """
        self._held = True

    def go_on(self) -> None:
        """Make steps again after `hold`."""
        with self._wake:
            self._held = False
            self._wake.notify()

    # -- looking --

    def request(self) -> None:
        """Ask for a snapshot. It is made between two steps; `take` gives it once it is there."""
        with self._wake:
            self._asked = True
            self._wake.notify()

    def take(self) -> Snapshot | None:
        """Return the newest snapshot if it was not taken yet."""
        with self._wake:
            latest, self._latest = self._latest, None
        return latest

    def state(self) -> RunState:
        """Return all that is needed to go on exactly from here; waits for the step under way."""
        return self._post(self._loop.state).result()

    def snapshot(self) -> Snapshot:
        """Return a snapshot of now; waits for the step under way."""
        return self._post(self._snapshot).result()

    def close(self) -> None:
        """End the thread after the step under way and wait for it. May be called twice."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join()

    # -- on the worker thread --

    def _post(self, action: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        with self._wake:
            if self._closing:
                raise RuntimeError("the trainer is closed")
            self._mail.append((action, future))  # type: ignore[arg-type]  # a queue of futures of different results
            self._wake.notify()
        return future

    def _work(self) -> None:
        torch.set_num_threads(1)
        while True:
            closing = self._closing
            self._read_mail()
            if closing:  # since then nothing was posted, so nobody waits for an answer any more
                return
            if self._budget == 0:
                self._speed.pause()
            elif not self._held:
                self._advance()
            if self._asked:
                self._publish()
            with self._wake:
                self._wake.wait_for(self._has_work)

    def _has_work(self) -> bool:
        return bool(self._mail) or self._closing or self._asked or (self._budget != 0 and not self._held)

    def _read_mail(self) -> None:
        while self._mail:
            action, future = self._mail.popleft()
            try:
                future.set_result(action())
            except Exception as error:  # noqa: BLE001  # handed to whoever waits for the answer, and shown
                future.set_exception(error)
                self._fail(error)

    def _publish(self) -> None:
        self._asked = False
        try:
            snapshot = self._snapshot()
        except Exception as error:  # noqa: BLE001  # a probe that does not fit must not end the thread
            self._probes.clear()
            self._fail(error)
            snapshot = self._snapshot()
        with self._wake:
            self._latest = snapshot

    def _advance(self) -> None:
        try:
            self._loop.advance()
        except Exception as error:  # noqa: BLE001  # every fault of a step ends the run with a sentence, never the thread
            self._fail(error)
            return
        self._speed.count()
        if self._budget is not None:
            self._budget -= 1
        if self._loop.finished:
            self._budget, self._status = 0, Status.FINISHED
        elif self._budget == 0:
            self._status = Status.PAUSED

    def _fail(self, error: Exception) -> None:
        self._budget, self._status = 0, Status.FAILED
        self._diverged, self._refusals = isinstance(error, DivergedError), 0
        if isinstance(error, LoomError):
            self._problem = self._divergence = error.text
        else:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            self._problem = Text("training", "Stopped at step {step}. PyTorch says: {reason}").fill(
                step=self._loop.step, reason=reason
            )

    def _go(self, budget: int | None) -> None:
        if self._diverged:
            if budget != 0:
                self._refuse()
            return
        self._problem = None
        if self._loop.finished:
            self._budget, self._status = 0, Status.FINISHED
            return
        self._budget = budget
        self._status = Status.PAUSED if budget == 0 else Status.RUNNING

    def _refuse(self) -> None:
        """Say again that the run diverged, instead of making the same step with the same end."""
        self._refusals += 1
        self._problem = Text(
            "training",
            "Training would only stop again at step {step}: nothing has changed since it did. Reset, and lower the "
            "learning rate of {rate}.",
        ).fill(step=self._loop.step, rate=f"{self._loop.config.optimizer_settings['lr']:g}")

    def _allow_again(self) -> None:
        """Take note that something has changed since the run diverged: it may be tried again."""
        if self._diverged:
            self._diverged, self._problem = False, self._divergence

    def _stop(self) -> None:
        self._budget, self._status, self._problem, self._diverged = 0, Status.FINISHED, None, False

    def _reset(self) -> None:
        self._loop.reset()
        self._budget, self._status, self._problem, self._diverged = 0, Status.PAUSED, None, False

    def _restore(self, state: RunState) -> None:
        self._loop.restore(state)
        self._budget, self._status, self._problem, self._diverged = 0, Status.PAUSED, None, False

    def _set_weight(self, name: str, value: torch.Tensor, where: torch.Tensor | None) -> None:
        self._loop.set_weight(name, value, where)
        self._allow_again()

    def _reconfigure(self, config: TrainingConfig) -> None:
        if config != self._loop.config:
            self._allow_again()
        self._loop.reconfigure(config)
        if self._status is Status.FINISHED and not self._loop.finished:
            self._status = Status.PAUSED
        elif self._status is Status.RUNNING and self._loop.finished:
            self._budget, self._status = 0, Status.FINISHED

    def _snapshot(self) -> Snapshot:
        loop = self._loop
        plain = {name: loop.outputs(probe.x).numpy() for name, probe in self._probes.items() if not probe.inner}
        inner = {
            name: {part: tensor.numpy() for part, tensor in inner_outputs(loop.module, probe.x).items()}
            for name, probe in self._probes.items()
            if probe.inner
        }
        return Snapshot(
            status=self._status,
            problem=self._problem,
            step=loop.step,
            epoch=loop.epoch,
            batch_loss=loop.batch_loss,
            curve=loop.curve(),
            weights={name: tensor.numpy() for name, tensor in loop.weights().items()},
            outputs={**plain, **{name: next(reversed(parts.values())) for name, parts in inner.items()}},
            inner=inner,
            steps_per_second=self._speed.per_second(),
            diverged=self._diverged,
            refusals=self._refusals,
        )


class _Probe(NamedTuple):
    """A question to the network that is answered in every snapshot."""

    x: torch.Tensor
    inner: bool


class _Speed:
    """Steps per second over the last stretch of running."""

    WINDOW = 1.0  # seconds

    def __init__(self) -> None:
        self._start: float | None = None
        self._steps = 0
        self._last = 0.0

    def count(self) -> None:
        """One step was made."""
        if self._start is None:
            self._start, self._steps, self._last = time.perf_counter(), 0, 0.0
        self._steps += 1

    def pause(self) -> None:
        """Nothing runs."""
        self._start, self._last = None, 0.0

    def per_second(self) -> float:
        """Return the newest figure; 0 when paused."""
        if self._start is None:
            return 0.0
        elapsed = time.perf_counter() - self._start
        if elapsed >= self.WINDOW or not self._last:
            self._last = self._steps / max(elapsed, 1e-9)
        if elapsed >= self.WINDOW:
            self._start, self._steps = time.perf_counter(), 0
        return self._last
