"""Runs whose steps are made by executors other than PyTorch itself: nobody is to notice, but by the clock."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from engine.data import DataRecipe
from engine.training import executors
from engine.training.config import COMPILED, EAGER, FASTEST, FLAT
from engine.training.executors import Found, Way
from engine.training.loop import DivergedError
from engine.training.recorder import Recorder
from engine.training.session import Session
from engine.training.snapshot import Status
from tests.engine.networks import config, dense, stack, start, xor_graph

if TYPE_CHECKING:
    from engine.training.config import TrainingConfig
    from engine.training.loop import Loop

pytestmark = pytest.mark.usefixtures("kernels_are_kept")

CIRCLE = DataRecipe("circle", {"samples": 90}, validation=0.3)
BATCHES = config("sgd", {"lr": 0.05}, full_batch=False, batch_size=10)


def circle(training: TrainingConfig = BATCHES, *, executor: str = EAGER) -> Loop:
    """Return a loop over 63 training samples, in batches the last of which has three."""
    loop = start(stack(dense(4), dense(1, "sigmoid")), CIRCLE, training)
    loop.use(executor)
    assert loop.executor == executor
    return loop


def go(loop: Loop, steps: int, at_once: int = 1) -> Loop:
    while steps:
        steps -= loop.advance(min(at_once, steps))
    return loop


def close(one: Loop, two: Loop, tolerance: float = 1e-4) -> bool:
    curves = one.curve().table(), two.curve().table()
    weights = one.weights(), two.weights()
    return np.allclose(*curves, rtol=tolerance, atol=1e-6, equal_nan=True) and all(
        torch.allclose(weights[0][name], weights[1][name], rtol=tolerance, atol=1e-5) for name in weights[0]
    )


def same(one: Loop, two: Loop) -> bool:
    states = one.state(), two.state()
    tensors = [{**state.weights, **{f"/{k}": v for k, v in state.optimizer.items()}} for state in states]
    return (
        tensors[0].keys() == tensors[1].keys()
        and all(torch.equal(tensors[0][name], tensors[1][name]) for name in tensors[0])
        and states[0].sums == states[1].sums
        and (states[0].step, states[0].epoch, states[0].batch) == (states[1].step, states[1].epoch, states[1].batch)
        and np.array_equal(one.curve().table(), two.curve().table(), equal_nan=True)
    )


@pytest.mark.parametrize("executor", [FLAT, COMPILED])
@pytest.mark.parametrize("changes", [{}, {"drop_last": True}, {"shuffle": False}, {"full_batch": True}])
def test_a_run_is_the_eager_one_to_the_last_digits(executor: str, changes: dict[str, object]) -> None:
    training = replace(BATCHES, **changes)  # type: ignore[arg-type]  # each is of the setting's own type
    fast, eager = go(circle(training, executor=executor), 200, 37), go(circle(training), 200)
    assert (fast.step, fast.epoch, fast.batch) == (eager.step, eager.epoch, eager.batch)
    assert close(fast, eager)
    assert fast.batch_loss == pytest.approx(eager.batch_loss, rel=1e-4)
    assert [row.shape for row in fast.last_update().values()] == [row.shape for row in eager.last_update().values()]
    for name, moved in fast.last_update().items():
        torch.testing.assert_close(moved, eager.last_update()[name], rtol=1e-2, atol=1e-6)


@pytest.mark.parametrize("executor", [FLAT, COMPILED])
def test_in_how_many_goes_the_steps_are_made_does_not_matter(executor: str) -> None:
    adam = replace(BATCHES.with_optimizer("adam"), full_batch=False)
    assert same(go(circle(adam, executor=executor), 150, 1), go(circle(adam, executor=executor), 150, 150))


def test_a_switch_in_mid_run_does_not_show() -> None:
    training = config("sgd", {"lr": 0.05, "momentum": 0.9}, full_batch=False, batch_size=10)
    loop = go(circle(training), 25)
    loop.use(COMPILED)
    go(loop, 80, 16)
    loop.use(EAGER)
    go(loop, 25)
    assert close(loop, go(circle(training), 130))


def test_a_learning_rate_changes_while_the_executor_stays() -> None:
    loop, eager = go(circle(executor=COMPILED), 40, 40), go(circle(), 40)
    slower = BATCHES.with_optimizer_setting("lr", 0.001)
    for each in (loop, eager):
        each.reconfigure(slower)
    assert loop.executor == COMPILED
    assert close(go(loop, 40, 40), go(eager, 40))


def test_steps_of_another_kind_are_eager_until_there_is_an_executor_for_them() -> None:
    loop = go(circle(executor=COMPILED), 10, 10)
    loop.reconfigure(BATCHES.with_optimizer("adam"))
    assert loop.executor == EAGER
    go(loop, 10, 10)
    loop.use(COMPILED)
    assert loop.executor == COMPILED
    assert go(loop, 10, 10).step == 30


def test_a_network_that_draws_at_random_stays_eager_and_a_developer_learns_why() -> None:
    loop = start(stack(dense(4), "dropout", dense(1, "sigmoid")), CIRCLE, BATCHES)
    loop.use(COMPILED)
    assert loop.executor == EAGER
    assert loop.executors.find(BATCHES).executor == EAGER
    assert "random" in loop.executors.why(BATCHES)


def test_the_fastest_is_found_and_what_is_asked_for_is_taken() -> None:
    loop = circle()
    assert loop.executors.choice(BATCHES) == Way()  # nothing was looked for yet
    assert loop.executors.find(BATCHES) == (COMPILED, 1)  # by far, for a network that small
    for name in (EAGER, FLAT, COMPILED):
        assert loop.executors.choice(replace(BATCHES, executor=name)).executor == name


SECONDS = {Way(EAGER, 1): 9.0, Way(EAGER, 2): 5.0, Way(FLAT, 1): 8.0, Way(FLAT, 2): 4.0, Way(COMPILED, 1): 6.0}


@pytest.mark.parametrize(
    ("executor", "threads", "wanted"),
    [
        (FASTEST, 0, (FLAT, 2)),
        (FASTEST, 1, (COMPILED, 1)),
        (FASTEST, 2, (COMPILED, 1)),  # as measured on one thread each; a compiled step has but one
        (EAGER, 0, (EAGER, 2)),
        (EAGER, 3, (EAGER, 3)),
        (FLAT, 1, (FLAT, 1)),
        (COMPILED, 2, (COMPILED, 1)),
    ],
)
def test_the_fastest_way_is_one_that_the_settings_leave_open(
    executor: str, threads: int, wanted: tuple[str, int]
) -> None:
    assert Found({}, SECONDS).fastest(replace(BATCHES, executor=executor, threads=threads)) == wanted


def test_numbers_of_threads_are_tried_where_a_step_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "THREADS", (2, 3))
    monkeypatch.setattr(executors, "LONG_STEP", 0.0)
    loop = circle()
    loop.executors.find(BATCHES)
    ways = set(loop.executors._find(BATCHES).seconds)
    assert ways == {Way(COMPILED), *(Way(name, count) for name in (EAGER, FLAT) for count in (1, 2, 3))}
    assert torch.get_num_threads() == 1


def test_steps_are_made_on_as_many_threads_as_are_asked_for() -> None:
    chosen = replace(BATCHES, executor=EAGER, threads=2)
    loop = circle(chosen)
    assert loop.executors.choice(chosen) == loop.executors.find(chosen) == (EAGER, 2)  # there is nothing to measure
    session = Session(loop)
    session.set_out(3)
    try:
        while session.moves:
            session.move()
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(1)
    snapshot = session.snapshot()
    assert (snapshot.executor, snapshot.threads) == (EAGER, 2)
    assert session.recorder.timeline().way == (EAGER, 2)


def test_a_diverging_run_says_what_the_eager_one_says() -> None:
    sentences = []
    for executor in (EAGER, COMPILED):
        loop = start(stack(dense(3, "relu"), dense(1, "identity"), loss="mse"), "plane", config("sgd", {"lr": 30.0}))
        loop.use(executor)
        with pytest.raises(DivergedError) as caught:
            go(loop, 1000, 100)
        sentences.append(str(caught.value))
        assert all(bool(torch.isfinite(weight).all()) for weight in loop.weights().values())
        assert 0 < loop.step < 1000
    assert sentences[0] == sentences[1]


def test_a_run_ends_with_its_last_epoch() -> None:
    session = Session(circle(replace(BATCHES, endless=False, epochs=7), executor=COMPILED))
    session.set_out(None)
    while session.moves:
        session.move()
    assert (session.status, session.loop.epoch, session.loop.step) == (Status.FINISHED, 7, 49)


def test_every_step_of_a_run_with_several_executors_can_be_visited_to_the_bit() -> None:
    loop = circle()
    recorder = Recorder(loop)
    seen = {}

    def live(steps: int) -> None:
        for _ in range(steps):
            loop.advance()
            recorder.advanced()
            seen[loop.step] = loop.weights()

    live(12)
    loop.use(COMPILED)
    recorder.switched()
    live(20)
    loop.reconfigure(BATCHES.with_optimizer_setting("lr", 0.2))
    recorder.reconfigured()
    live(9)
    loop.use(EAGER)
    recorder.switched()
    live(5)
    for step in (3, 12, 13, 30, 32, 40, 41, 44):
        recorder.visit(step)
        while recorder.seeking:
            recorder.approach(7)
        assert loop.step == step
        assert all(torch.equal(weight, loop.weights()[name]) for name, weight in seen[step].items())
    recorder.leave()
    assert (loop.step, loop.executor) == (46, EAGER)


def test_a_run_that_is_reopened_goes_on_as_if_it_had_never_been_left() -> None:
    whole = Session(circle(executor=COMPILED))
    whole.set_out(60)
    while whole.moves:
        whole.move()
    first = Session(circle(executor=COMPILED))
    first.set_out(23)
    while first.moves:
        first.move()
    again = circle()
    again.restore(first.loop.state())
    reopened = Session(again, first.recorder.timeline())
    reopened.set_out(37)
    while reopened.moves:
        reopened.move()
    assert same(reopened.loop, whole.loop)


def test_looking_back_in_a_reopened_run_says_that_its_fast_steps_are_being_prepared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loop = circle()
    recorder = Recorder(loop)
    go(loop, 5)
    loop.use(COMPILED)
    recorder.switched()
    go(loop, 8)
    weights = loop.weights()
    go(loop, 4)
    again = circle()
    again.restore(loop.state())
    reopened, may_look, look = Session(again, recorder.timeline()), threading.Event(), executors.Executors._look
    monkeypatch.setattr(executors.Executors, "_look", lambda self, config: may_look.wait() and look(self, config))
    reopened.visit(13)
    while not reopened.rest:
        reopened.move()
    shown = reopened.snapshot()
    assert (shown.step, shown.visiting, shown.preparing, shown.arrived) == (5, 13, True, False)
    reopened.visit(None)
    assert not reopened.snapshot().preparing
    reopened.visit(13)
    may_look.set()
    again.executors.find(again.config)
    while reopened.moves:
        reopened.move()
    shown = reopened.snapshot()
    assert (shown.step, shown.executor, shown.preparing, shown.arrived) == (13, COMPILED, False, True)
    assert all(torch.equal(weight, again.weights()[name]) for name, weight in weights.items())


@pytest.mark.executors
def test_a_running_session_takes_the_fastest_once_it_is_there() -> None:
    session = Session(start(xor_graph()))
    session.set_out(None)
    session.move()
    session.loop.executors.find(session.loop.config)  # waits for the search that has begun
    for _ in range(3):
        session.move()
    assert session.snapshot().executor == COMPILED
    assert session.loop.step > 3
    assert session.snapshot().timeline.orders[-1].step < session.loop.step
