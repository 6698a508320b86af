"""The worker thread: what it is told it does between two steps, and what it shows is all of one moment."""

from __future__ import annotations

import math
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from engine.data import DataRecipe
from engine.training.answers import Answers, Probe
from engine.training.config import COMPILED, EAGER
from engine.training.loop import Loop
from engine.training.session import Session
from engine.training.snapshot import Snapshot, Status
from engine.training.task import Task
from engine.training.trainer import Trainer
from tests.engine.networks import advance, config, dense, same_state, stack, start, xor_graph
from tests.engine.training.looks import until

if TYPE_CHECKING:
    from collections.abc import Mapping
    from concurrent.futures import Future

    import numpy.typing as npt

    from engine.training.state import RunState

GRID = np.stack(np.meshgrid(np.linspace(-1, 2, 9), np.linspace(-1, 2, 9)), -1).reshape(-1, 2).astype(np.float32)
MINI = {"full_batch": False, "batch_size": 2}


def stopped(trainer: Trainer) -> Snapshot:
    return until(trainer, lambda snapshot: snapshot.status is not Status.RUNNING)


def made(trainers: list[Trainer], loop: Loop | None = None) -> Trainer:
    trainers.append(Trainer(loop or start(xor_graph(), training=config(**MINI))))
    return trainers[-1]


def test_it_begins_paused_at_step_0(trainers: list[Trainer]) -> None:
    snapshot = made(trainers).snapshot()
    assert (snapshot.status, snapshot.step, snapshot.epoch, len(snapshot.curve)) == (Status.PAUSED, 0, 0, 0)
    assert np.isnan(snapshot.batch_loss)
    assert snapshot.problem is None
    assert snapshot.steps_per_second == 0


def test_one_step_is_one_step(trainers: list[Trainer]) -> None:
    trainer = made(trainers)
    trainer.step()
    snapshot = stopped(trainer)
    assert (snapshot.status, snapshot.step, snapshot.epoch) == (Status.PAUSED, 1, 0)
    expected = advance(start(xor_graph(), training=config(**MINI)), 1)
    assert snapshot.batch_loss == expected.batch_loss


def test_an_epoch_ends_where_the_epoch_ends(trainers: list[Trainer]) -> None:
    trainer = made(trainers, start(xor_graph(), training=config(full_batch=False, batch_size=1)))
    trainer.step()
    trainer.epoch()
    snapshot = stopped(trainer)
    assert (snapshot.step, snapshot.epoch) == (4, 1)
    trainer.epoch()
    assert stopped(trainer).step == 8


def test_running_and_pausing(trainers: list[Trainer]) -> None:
    trainer = made(trainers)
    trainer.run()
    running = until(trainer, lambda snapshot: snapshot.step > 20)
    assert running.status is Status.RUNNING
    assert running.steps_per_second > 0
    trainer.pause()
    paused = trainer.snapshot()
    assert paused.status is Status.PAUSED
    assert trainer.snapshot().step == paused.step
    trainer.run()
    until(trainer, lambda snapshot: snapshot.step > paused.step)


def test_a_run_of_some_epochs_finishes_and_stays_finished(trainers: list[Trainer]) -> None:
    trainer = made(trainers, start(xor_graph(), training=config(endless=False, epochs=30)))
    trainer.run()
    assert stopped(trainer).status is Status.FINISHED
    trainer.run()
    trainer.step()
    snapshot = trainer.snapshot()
    assert (snapshot.status, snapshot.epoch) == (Status.FINISHED, 30)


def test_more_epochs_let_a_finished_run_go_on(trainers: list[Trainer]) -> None:
    trainer = made(trainers, start(xor_graph(), training=config(endless=False, epochs=3)))
    trainer.run()
    stopped(trainer)
    trainer.reconfigure(config(endless=False, epochs=5))
    assert trainer.snapshot().status is Status.PAUSED
    trainer.run()
    assert stopped(trainer).epoch == 5


def test_fewer_epochs_than_were_made_finish_a_run_at_once(trainers: list[Trainer]) -> None:
    trainer = made(trainers, start(xor_graph()))
    trainer.run()
    until(trainer, lambda snapshot: snapshot.epoch > 10)
    trainer.reconfigure(config(endless=False, epochs=5))
    snapshot = trainer.snapshot()
    assert snapshot.status is Status.FINISHED
    assert trainer.snapshot().step == snapshot.step


def test_stopping_keeps_the_result_and_a_run_still_goes_on(trainers: list[Trainer]) -> None:
    trainer = made(trainers)
    trainer.run()
    until(trainer, lambda snapshot: snapshot.step > 5)
    trainer.stop()
    snapshot = trainer.snapshot()
    assert snapshot.status is Status.FINISHED
    assert snapshot.step > 5
    trainer.run()
    until(trainer, lambda later: later.step > snapshot.step)


def test_a_reset_goes_back_to_the_first_weights_and_the_run_repeats(trainers: list[Trainer]) -> None:
    trainer = made(trainers)
    first = trainer.state()
    trainer.run()
    until(trainer, lambda snapshot: snapshot.step > 7)
    trainer.reset()
    snapshot = trainer.snapshot()
    assert (snapshot.status, snapshot.step, len(snapshot.curve)) == (Status.PAUSED, 0, 0)
    assert same_state(trainer.state(), first)
    trainer.step()
    stopped(trainer)
    assert same_state(trainer.state(), advance(start(xor_graph(), training=config(**MINI)), 1).state())


def test_pausing_anywhere_does_not_change_the_run(trainers: list[Trainer]) -> None:
    graph = stack(dense(4), "dropout", dense(1, "sigmoid"))
    trainer = made(trainers, start(graph, training=config("adam", **MINI)))
    for _ in range(4):
        trainer.run()
        until(trainer, lambda snapshot: snapshot.step % 3 == 1)
        trainer.pause()
    state = trainer.state()
    whole = advance(start(graph, training=config("adam", **MINI)), state.step)
    assert same_state(state, whole.state())


def test_a_new_learning_rate_takes_effect_at_once(trainers: list[Trainer]) -> None:
    trainer = made(trainers)
    trainer.reconfigure(config("sgd", {"lr": 0.0}, **MINI))
    before = trainer.snapshot().weights
    trainer.epoch()
    after = stopped(trainer)
    assert after.step == 2
    assert all(np.array_equal(before[name], value) for name, value in after.weights.items())


def test_going_back_to_an_earlier_state(trainers: list[Trainer]) -> None:
    trainer = made(trainers)
    trainer.step()
    stopped(trainer)
    past = trainer.state()
    trainer.run()
    until(trainer, lambda snapshot: snapshot.step > 9)
    trainer.restore(past)
    assert trainer.snapshot().status is Status.PAUSED
    assert same_state(trainer.state(), past)


def test_everything_in_a_snapshot_is_of_the_same_step(trainers: list[Trainer]) -> None:
    graph = stack(dense(4), "batch_norm_1d", dense(1, "sigmoid"))
    trainer = made(trainers, start(graph, DataRecipe("circle", {"samples": 40}, 0.5), config("adam", **MINI)))
    other = start(graph, DataRecipe("circle", {"samples": 40}, 0.5), config("adam", **MINI))
    trainer.probe("regions", GRID)
    trainer.probe("rows", GRID[:3])
    trainer.run()
    last = 0
    for _ in range(25):
        snapshot = until(trainer, lambda snapshot, last=last: snapshot.step > last)  # type: ignore[misc]  # bound at once
        last = snapshot.step
        other.module.load_state_dict({name: torch.from_numpy(value) for name, value in snapshot.weights.items()})
        for name, x in (("regions", GRID), ("rows", GRID[:3])):
            assert np.array_equal(snapshot.outputs[name], other.outputs(torch.from_numpy(x)).numpy())
        assert snapshot.curve.step[-1] == snapshot.step
        assert snapshot.curve.epoch.tolist() == list(range(len(snapshot.curve)))
        assert snapshot.epoch == snapshot.step // 10


def test_a_snapshot_does_not_change_when_the_run_goes_on(trainers: list[Trainer]) -> None:
    trainer = made(trainers)
    trainer.probe("grid", GRID)
    snapshot = trainer.snapshot()
    weights = {name: value.copy() for name, value in snapshot.weights.items()}
    outputs = snapshot.outputs["grid"].copy()
    trainer.epoch()
    later = stopped(trainer)
    assert all(np.array_equal(weights[name], value) for name, value in snapshot.weights.items())
    assert np.array_equal(outputs, snapshot.outputs["grid"])
    assert not np.array_equal(outputs, later.outputs["grid"])


def test_a_probe_keeps_its_own_points_and_can_be_taken_away(trainers: list[Trainer]) -> None:
    trainer, points = made(trainers), GRID.copy()
    trainer.probe("grid", points)
    before = trainer.snapshot().outputs["grid"]
    points[:] = 7
    assert np.array_equal(trainer.snapshot().outputs["grid"], before)
    trainer.probe("grid", None)
    trainer.probe("never asked for", None)
    assert trainer.snapshot().outputs == {}


def test_arrays_that_may_not_be_written_to_are_taken(trainers: list[Trainer]) -> None:
    trainer, points, bias = made(trainers), GRID.copy(), np.array([0.25], np.float32)
    for array in (points, bias):
        array.setflags(write=False)
    trainer.probe("grid", points)
    trainer.set_weight("dense_2.linear.bias", bias)
    assert trainer.snapshot().weights["dense_2.linear.bias"].tolist() == [0.25]


def test_a_snapshot_is_made_only_when_asked_for_and_taken_once(trainers: list[Trainer]) -> None:
    trainer = made(trainers)
    trainer.run()
    until(trainer, lambda snapshot: snapshot.step > 5)
    assert trainer.take() is None
    trainer.request()
    trainer.snapshot()
    trainer.snapshot()
    taken = trainer.take()
    assert taken is not None
    assert trainer.take() is None


def test_a_snapshot_is_made_while_paused_too(trainers: list[Trainer]) -> None:
    trainer = made(trainers)
    trainer.request()
    trainer.snapshot()
    trainer.snapshot()
    taken = trainer.take()
    assert taken is not None
    assert taken.step == 0


def test_a_divergence_fails_the_run_with_its_sentence_and_a_lower_rate_goes_on(trainers: list[Trainer]) -> None:
    loop = start(stack(dense(1, "identity"), loss="mse"), "plane", config("sgd", {"lr": 1000.0}))
    trainer = made(trainers, loop)
    trainer.run()
    failed = stopped(trainer)
    assert failed.status is Status.FAILED
    assert "The likely cause is the learning rate of 1000" in str(failed.problem)
    assert all(np.isfinite(value).all() for value in failed.weights.values())
    trainer.reconfigure(config("sgd", {"lr": 0.001}))
    trainer.reset()
    trainer.epoch()
    fine = stopped(trainer)
    assert (fine.status, fine.problem, fine.step) == (Status.PAUSED, None, 1)


def test_a_run_that_diverged_says_so_again_until_something_is_changed(trainers: list[Trainer]) -> None:
    trainer = made(trainers, start(stack(dense(1, "identity"), loss="mse"), "plane", config("sgd", {"lr": 1000.0})))
    trainer.run()
    failed = stopped(trainer)
    assert (failed.diverged, failed.refusals) == (True, 0)
    for again in (1, 2):
        trainer.run()
        refused = trainer.snapshot()
        assert (refused.status, refused.diverged, refused.refusals) == (Status.FAILED, True, again)
        assert refused.step == failed.step
        assert "lower the learning rate of 1000" in str(refused.problem)
    trainer.pause()
    assert trainer.snapshot().problem == refused.problem
    trainer.reconfigure(config("sgd", {"lr": 0.0001}))
    allowed = trainer.snapshot()
    assert (allowed.diverged, allowed.problem) == (False, failed.problem)
    trainer.step()
    tried = stopped(trainer)
    assert (tried.diverged, tried.refusals) == (True, 0)  # its weights are too large by now, but it was tried
    trainer.reset()
    trainer.step()
    assert (stopped(trainer).diverged, trainer.snapshot().step) == (False, 1)


class Fault(torch.nn.Module):
    """A loss that breaks."""

    def forward(self, output: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        raise RuntimeError("out of paper\nand of ink")


def test_any_fault_in_a_step_fails_the_run_with_its_first_line(trainers: list[Trainer]) -> None:
    loop = start(xor_graph())
    faulty = Task(Fault(), loop.task.train, loop.task.validation, None)
    trainer = made(trainers, Loop(loop.module, faulty, loop.config))
    trainer.run()
    failed = stopped(trainer)
    assert failed.status is Status.FAILED
    assert str(failed.problem) == "Stopped at step 0. PyTorch says: out of paper"
    assert trainer.state().step == 0


def test_a_probe_that_does_not_fit_fails_but_the_thread_lives(trainers: list[Trainer]) -> None:
    trainer = made(trainers)
    trainer.probe("grid", np.zeros((3, 5), np.float32))
    trainer.request()
    trainer.run()
    snapshot = until(trainer, lambda snapshot: snapshot.status is Status.FAILED)
    assert "mat1 and mat2 shapes cannot be multiplied" in str(snapshot.problem)
    assert snapshot.outputs == {}
    before = snapshot.step
    trainer.step()
    assert stopped(trainer).step == before + 1


def held_back(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Keep answers back; return what says that one is awaited, and what lets them come."""
    awaited, allowed = threading.Event(), threading.Event()
    complete = Answers.complete

    def wait(answers: Answers, snapshot: Snapshot, probes: Mapping[str, Probe]) -> Snapshot:
        awaited.set()
        assert allowed.wait(30)
        return complete(answers, snapshot, probes)

    monkeypatch.setattr(Answers, "complete", wait)
    return awaited, allowed


def test_a_compiled_run_goes_on_while_a_look_at_it_is_answered(
    trainers: list[Trainer], monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = start(xor_graph(), training=config(executor=COMPILED, **MINI))
    loop.use(*loop.executors.find(loop.config))
    trainer = made(trainers, loop)
    trainer.probe("grid", GRID)
    awaited, allowed = held_back(monkeypatch)
    trainer.run()
    trainer.request()
    assert awaited.wait(30)
    step = trainer.state().step
    while trainer.state().step == step:
        pass
    assert trainer.take() is None
    allowed.set()
    looks = iter(trainer.take, object())
    shown = next(look for look in looks if look is not None)
    assert shown.step <= step
    assert np.array_equal(shown.outputs["grid"], answer_of(shown, GRID))


def answer_of(shown: Snapshot, x: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return what a network with the weights of a snapshot gives."""
    other = start(xor_graph())
    other.module.load_state_dict({name: torch.from_numpy(value) for name, value in shown.weights.items()})
    answer: npt.NDArray[np.float32] = other.outputs(torch.from_numpy(x)).numpy()
    return answer


def test_an_eager_run_waits_until_a_look_at_it_is_answered(
    trainers: list[Trainer], monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = made(trainers, start(xor_graph(), training=config(executor=EAGER, **MINI)))
    trainer.probe("grid", GRID)
    awaited, allowed = held_back(monkeypatch)
    trainer.run()
    trainer.request()
    assert awaited.wait(30)
    step = trainer.state().step
    assert {trainer.state().step for _ in range(20)} == {step}
    allowed.set()
    until(trainer, lambda snapshot: snapshot.step > step)


def test_a_look_that_cannot_be_answered_any_more_ends_with_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = Trainer(start(xor_graph()))
    trainer.probe("grid", np.zeros((3, 5), np.float32))
    awaited, allowed = held_back(monkeypatch)
    trainer.request()
    assert awaited.wait(30)
    closing = threading.Thread(target=trainer.close)
    closing.start()
    trainer._thread.join(30)
    allowed.set()
    closing.join(30)
    assert not closing.is_alive()


@pytest.mark.parametrize("caller", ["pause", "request", "snapshot", "hold", "close"])
def test_whoever_wants_something_interrupts_a_call_of_many_steps(
    trainers: list[Trainer], monkeypatch: pytest.MonkeyPatch, caller: str
) -> None:
    loop, under_way, done = start(xor_graph(), training=config(**MINI)), threading.Event(), threading.Event()

    def endless(_most: int) -> int:
        under_way.set()
        while not loop.interruption.asked:
            pass
        done.set()
        return 0

    monkeypatch.setattr(loop, "advance", endless)  # as a compiled step does that is told to make a billion
    trainer = made(trainers, loop)
    trainer.run()
    under_way.wait()
    done.clear()
    getattr(trainer, caller)()
    done.wait()


def test_a_limited_run_makes_as_many_steps_as_it_may_and_an_order_does_not_wait(trainers: list[Trainer]) -> None:
    trainer = made(trainers)
    trainer.limit(200.0)
    begin = time.perf_counter()
    trainer.run()
    until(trainer, lambda snapshot: snapshot.step >= 20)
    assert time.perf_counter() - begin >= (20 - 5) / 200  # the steps of the first go are made at once
    trainer.limit(0.01)
    trainer.step()
    assert stopped(trainer).step < 100
    trainer.run()
    trainer.limit(math.inf)
    assert until(trainer, lambda snapshot: snapshot.step >= 200).status is Status.RUNNING


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_dies_leaves_nobody_waiting(trainers: list[Trainer], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(session: Session) -> Snapshot:
        raise MemoryError("no room for a snapshot")

    trainer = made(trainers)
    with monkeypatch.context() as patch:
        patch.setattr(Session, "snapshot", fail)
        trainer.request()
        trainer._thread.join()
    with pytest.raises(RuntimeError, match="closed"):
        trainer.state()


def test_a_weight_that_does_not_fit_fails_with_a_sentence(trainers: list[Trainer]) -> None:
    trainer = made(trainers)
    trainer.set_weight("dense_2.linear.bias", np.zeros(4, np.float32))
    snapshot = trainer.snapshot()
    assert snapshot.status is Status.FAILED
    assert "has the shape (1,) and cannot take values of the shape (4,)" in str(snapshot.problem)


def test_batches_of_one_under_batch_normalisation_fail_with_a_sentence(trainers: list[Trainer]) -> None:
    graph = stack(dense(3), "batch_norm_1d", dense(1, "sigmoid"))
    trainer = made(trainers, start(graph, training=config(full_batch=False, batch_size=3)))
    trainer.run()
    assert "Choose another batch size" in str(stopped(trainer).problem)


def test_closing_while_running_ends_the_thread_and_twice_does_no_harm() -> None:
    trainer = Trainer(start(xor_graph()))
    trainer.run()
    until(trainer, lambda snapshot: snapshot.step > 3)
    trainer.close()
    trainer.close()
    assert [thread for thread in threading.enumerate() if thread.name == "trainer"] == []
    with pytest.raises(RuntimeError, match="closed"):
        trainer.run()


def test_who_asks_at_the_very_moment_of_closing_still_gets_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = Trainer(start(xor_graph()))
    read_mail = trainer._read_mail
    answers: list[Future[RunState]] = []

    def read_and_be_asked_once_more() -> None:
        read_mail()
        if not answers:  # the worker has read all its mail; now another thread asks, and a third one closes
            answers.append(trainer._post(trainer._session.loop.state))
            trainer._closing = True

    monkeypatch.setattr(trainer, "_read_mail", read_and_be_asked_once_more)
    trainer.request()
    trainer._thread.join(30)
    trainer.close()
    assert answers[0].result(timeout=0).step == 0


def test_orders_from_several_threads_are_all_obeyed(trainers: list[Trainer]) -> None:
    trainer = made(trainers)
    values = [np.array([float(number)], np.float32) for number in range(20)]
    threads = [threading.Thread(target=trainer.set_weight, args=("dense_2.linear.bias", value)) for value in values]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trainer.snapshot().weights["dense_2.linear.bias"] in np.concatenate(values)
    assert trainer.snapshot().status is Status.PAUSED
