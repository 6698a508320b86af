"""The worker thread: runs the loop, obeys between steps, and shows itself only when asked."""

from __future__ import annotations

import threading
import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
import torch

from engine.training.answers import Answers, Probe
from engine.training.config import EAGER
from engine.training.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from engine.training.config import TrainingConfig
    from engine.training.history import Curve
    from engine.training.loop import Loop
    from engine.training.snapshot import Snapshot
    from engine.training.state import RunState
    from engine.training.timeline import TimeLine

T = TypeVar("T")

PATIENCE = 0.2
"""Seconds that a snapshot is kept back at the most while the run is on its way to a step that is visited."""


class Trainer:
    """Owns a `Loop` and the thread that it runs on; another one beside it answers what is asked about the network.

    Every method may be called from any thread and returns at once, except `state`, `state_and_timeline`, `snapshot`
    and `close`, which wait for the step under way. Once the trainer has started, nobody else touches the loop.

    The run keeps its own time line. While a step of it is visited, all snapshots show the run as it was then, and the
    head of the run stays as it is; `state` is always that of the head. Of the orders given meanwhile, those that would
    change the visited weights (`run`, `step`, `epoch`, `set_weight`) branch there first, with the settings given last;
    `reconfigure` goes to the head and the visit goes on; `stop`, `reset` and `restore` end it; `pause` does nothing.

    Parameters
    ----------
    loop : Loop
    timeline : TimeLine, optional
        What `state_and_timeline` gave for the state at which the loop stands.
    """

    def __init__(self, loop: Loop, timeline: TimeLine | None = None) -> None:
        self._session = Session(loop, timeline)
        self._interruption = loop.interruption
        self._mail: deque[_Letter] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._asked = False
        self._asked_at = 0.0
        self._held = False
        self._latest: Snapshot | None = None
        self._answers: Answers | None = None
        self._answering = False
        self._beside = ThreadPoolExecutor(1, "answers", torch.set_num_threads, (1,))
        self._thread = threading.Thread(target=self._work, name="trainer", daemon=True)
        self._thread.start()

    # -- orders --

    def run(self) -> None:
        """Train until paused, finished or stopped by a fault."""
        self._post(lambda: self._session.set_out(None), on_arrival=True)

    def pause(self) -> None:
        """Stop after the step under way."""
        self._post(self._session.pause)

    def stop(self) -> None:
        """End the run after the step under way and keep its result. `run` still goes on from there."""
        self._post(self._session.stop)

    def step(self) -> None:
        """Make one step, then pause."""
        self._post(lambda: self._session.set_out(1), on_arrival=True)

    def epoch(self) -> None:
        """Go on to the end of the epoch under way, then pause."""
        self._post(self._session.finish_epoch, on_arrival=True)

    def reset(self) -> None:
        """Pause and go back to step 0 with the same first weights."""
        self._post(self._session.reset)

    def reconfigure(self, config: TrainingConfig) -> None:
        """Train on with other settings."""
        self._post(lambda: self._session.reconfigure(config))

    def set_weight(self, name: str, value: npt.NDArray[np.float32], where: npt.NDArray[np.bool_] | None = None) -> None:
        """Overwrite a parameter by hand, or those of its elements where `where` is true."""
        tensor = torch.from_numpy(np.array(value))
        mask = None if where is None else torch.from_numpy(np.array(where))
        self._post(lambda: self._session.set_weight(name, tensor, mask), on_arrival=True)

    def restore(self, state: RunState) -> None:
        """Pause and go to where the run stood before."""
        self._post(lambda: self._session.restore(state))

    def visit(self, step: int | None) -> None:
        """Pause, and show the run as it was after so many steps and all that was done by hand there; None leaves it.

        The run is brought back exactly: from the checkpoint before it, and then step by step, on the worker thread. On
        the way, which another visit cuts short, `Snapshot.visiting` is not yet `Snapshot.step`. A step beyond the head
        is the head, a step before the first of the time line is that one.
        """
        self._post(lambda: self._session.visit(step))

    def leave(self) -> None:
        """Show the head of the run again."""
        self.visit(None)

    def branch(self, config: TrainingConfig | None = None) -> Future[Curve]:
        """Make the step that is visited the head of the run, once it is reached; what came after it is dropped.

        Parameters
        ----------
        config : TrainingConfig, optional
            How to train on. Without it, by the settings given last; `Snapshot.config` are those of the visited step.

        Returns
        -------
        Future of Curve
            The whole curve of the run that was left, which `Snapshot.head_curve` is too during the visit.
        """
        return self._post(lambda: self._session.branch(config), on_arrival=True)

    def probe(self, name: str, x: npt.NDArray[np.float32] | None, *, inner: bool = False, every: float = 0.0) -> None:
        """Put the network's output for `x`, (n, p), into snapshots under this name; None ends that.

        Parameters
        ----------
        inner : bool
            Whether to put the outputs of all its parts in too, see `Snapshot.inner`.
        every : float
            Seconds for which snapshots that are requested may lack it while steps are made.
        """
        if x is None:
            self._post(lambda: self._session.probes.pop(name, None))
        else:
            asked = Probe(torch.from_numpy(np.array(x)), inner, every)
            self._post(lambda: self._session.probes.__setitem__(name, asked))

    def watch(self, on: bool = True) -> None:
        """Put the vitals of the network into every snapshot, or no longer; see `engine.training.vitals`.

        While steps are made, several snapshots may carry the vitals of one step, so that measuring costs little.
        """
        self._post(lambda: self._session.set_watch(on))

    def limit(self, steps_per_second: float) -> None:
        """Make no more steps in a second than that while running; infinity lifts the limit."""
        self._post(lambda: self._session.set_limit(steps_per_second))

    def hold(self) -> None:
        """Make no step until `go_on`; orders are still obeyed and snapshots made.

        Two threads that both run Python take the interpreter from each other in the middle of every step and of every
        stroke of the pen. One after the other, both are done sooner.
        """
        self._held = True
        self._interruption.ask()

    def go_on(self) -> None:
        """Make steps again after `hold`."""
        with self._wake:
            self._held = False
            self._wake.notify()

    # -- looking --

    def request(self) -> None:
        """Ask for a snapshot. It is made between two steps; `take` gives it once it is there.

        On the way to a step that is visited it is kept back for `PATIENCE` at the most, so that the step itself is
        shown wherever it is near.
        """
        with self._wake:
            if not self._asked:
                self._asked_at = time.perf_counter()
            self._asked = True
            self._interruption.ask()
            self._wake.notify()

    def take(self) -> Snapshot | None:
        """Return the newest snapshot if it was not taken yet."""
        with self._wake:
            latest, self._latest = self._latest, None
        return latest

    def state(self) -> RunState:
        """Return all that is needed to go on exactly from the head of the run; waits for the step under way."""
        return self._post(self._session.recorder.head_state).result()

    def shown_state(self) -> RunState:
        """Return the state of the step that snapshots show, visited or not; waits for the step under way."""
        return self._post(self._session.loop.state).result()

    def state_and_timeline(self) -> tuple[RunState, TimeLine]:
        """Return the state of the head and the time line up to it, of one moment; waits for the step under way."""
        return self._post(lambda: (self._session.recorder.head_state(), self._session.recorder.timeline())).result()

    def snapshot(self) -> Snapshot:
        """Return a snapshot of now; waits for the step under way."""
        return self._post(lambda: self._look(all_of_them=True)).result().result()

    def close(self) -> None:
        """End the thread after the step under way and wait for it. May be called twice."""
        with self._wake:
            self._closing = True
            self._interruption.ask()
            self._wake.notify()
        self._thread.join()
        self._beside.shutdown()

    # -- on the worker thread --

    def _post(self, action: Callable[[], T], *, on_arrival: bool = False) -> Future[T]:
        future: Future[T] = Future()
        with self._wake:
            if self._closing:
                raise RuntimeError("the trainer is closed")
            self._mail.append(_Letter(action, future, on_arrival))  # type: ignore[arg-type]  # futures of different results
            self._interruption.ask()
            self._wake.notify()
        return future

    def _work(self) -> None:
        try:
            self._serve()
        finally:  # nobody is to wait for ever, should even a snapshot without probes be impossible
            with self._wake:
                self._closing = True
                letters = list(self._mail)
                self._mail.clear()
            for letter in letters:
                letter.answer.set_exception(RuntimeError("the trainer has ended"))

    def _serve(self) -> None:
        torch.set_num_threads(1)  # each thread has a number of its own
        while True:
            self._interruption.withdraw()  # before anything is looked at: what comes later will ask again
            closing = self._closing
            self._read_mail()
            if closing and self._mail:  # what waits for the end of a way is answered at once
                self._session.leave()
                continue
            if closing:  # since then nothing was posted, so nobody waits for an answer any more
                return
            if self._session.budget == 0:
                self._session.speed.pause()
            if self._moves():
                self._session.move()
            if self._asked and self._is_to_be_shown():
                self._publish()
            if not self._has_work():  # looked at first without the lock, which a small step would feel
                with self._wake:
                    self._wake.wait_for(self._has_work, self._session.rest or None)

    def _has_work(self) -> bool:
        return self._has_mail() or self._closing or self._moves() or (self._asked and self._is_to_be_shown())

    def _moves(self) -> bool:
        return self._session.moves and not self._held and not self._session.rest and not self._gives_way()

    def _gives_way(self) -> bool:
        """Tell whether steps would only keep the answers waiting, since both need the interpreter."""
        return self._answering and self._session.loop.executor == EAGER

    def _has_mail(self) -> bool:
        return bool(self._mail) and not (self._mail[0].on_arrival and self._session.recorder.seeking)

    def _is_to_be_shown(self) -> bool:
        if self._answering:
            return False
        return not self._session.recorder.seeking or self._held or time.perf_counter() - self._asked_at > PATIENCE

    def _read_mail(self) -> None:
        while self._has_mail():
            action, future, _ = self._mail.popleft()
            if self._session.watch is not None:
                self._session.watch.forget()  # whatever is asked for, it may change weights
            try:
                future.set_result(action())
            except Exception as error:  # noqa: BLE001  # handed to whoever waits for the answer, and shown
                future.set_exception(error)
                self._session.fail(error)

    def _publish(self) -> None:
        self._asked, self._answering = False, True
        self._look(all_of_them=False).add_done_callback(self._show)

    def _show(self, look: Future[Snapshot]) -> None:
        with self._wake:
            self._latest, self._answering = look.result(), False
            self._wake.notify()

    def _look(self, *, all_of_them: bool) -> Future[Snapshot]:
        """Take a snapshot, and have what is asked about it answered beside: all, or what is due."""
        session = self._session
        try:
            snapshot = session.snapshot()
        except Exception as error:  # noqa: BLE001  # vitals that cannot be measured must not end the thread
            session.give_up(error)
            snapshot = session.snapshot()
        if session.probes and self._answers is None:
            self._answers = Answers(session.loop.module)
        return self._beside.submit(self._answered, snapshot, session.due_probes(all_of_them=all_of_them))

    def _answered(self, snapshot: Snapshot, probes: dict[str, Probe]) -> Snapshot:
        """Return a snapshot with its answers. On the thread beside."""
        if self._answers is None or not probes:
            return snapshot
        try:
            return self._answers.complete(snapshot, probes)
        except Exception as error:  # noqa: BLE001  # a probe that does not fit ends the run with a sentence
            return self._given_up(snapshot, probes, error)

    def _given_up(self, snapshot: Snapshot, probes: dict[str, Probe], error: Exception) -> Snapshot:
        def give_up() -> Snapshot:
            if any(self._session.probes.get(name) is probe for name, probe in probes.items()):  # not twice
                self._session.give_up(error)
            return self._session.snapshot()

        try:
            return self._post(give_up).result()
        except RuntimeError:  # closed meanwhile, so nobody looks any more
            return snapshot


class _Letter(NamedTuple):
    """An order, and whether it has to wait until a step that is visited is reached."""

    action: Callable[[], object]
    answer: Future[object]
    on_arrival: bool
