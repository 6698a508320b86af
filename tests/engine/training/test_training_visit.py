"""Going back in a run that a trainer owns: what is shown, what stays, and what each order does meanwhile."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from engine.training import recorder as recording
from engine.training import trainer as training
from engine.training.snapshot import Snapshot, Status
from engine.training.trainer import Trainer
from tests.engine.networks import advance, config, dense, same_state, same_tensors, stack, start, xor_graph
from tests.engine.training.looks import until

if TYPE_CHECKING:
    from engine.training.loop import Loop
    from engine.training.state import RunState

GRID = np.stack(np.meshgrid(np.linspace(-1, 2, 5), np.linspace(-1, 2, 5)), -1).reshape(-1, 2).astype(np.float32)
MINI = {"full_batch": False, "batch_size": 2}
STEPS = 60
BIAS = "dense_2.linear.bias"


@pytest.fixture
def only_the_start_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every visit go all the way."""
    monkeypatch.setattr(recording, "SPACING", math.inf)


def a_loop(**run: object) -> Loop:
    graph = stack(dense(4), "dropout", dense(1, "sigmoid"))
    return start(graph, training=config("adam", **{**MINI, "endless": False, "epochs": STEPS // 2, **run}))


def finished(trainers: list[Trainer], loop: Loop | None = None) -> Trainer:
    """Return a trainer whose run has made `STEPS` steps and is finished."""
    trainer = Trainer(loop or a_loop())
    trainers.append(trainer)
    trainer.run()
    until(trainer, lambda snapshot: snapshot.status is not Status.RUNNING)
    return trainer


def visited(trainer: Trainer, step: int) -> Snapshot:
    trainer.visit(step)
    return until(trainer, lambda snapshot: snapshot.arrived)


def at_step(step: int) -> Loop:
    return advance(a_loop(), step)


def shows(snapshot: Snapshot, loop: Loop) -> bool:
    """Tell whether a snapshot shows just the weights, the curve and the counters of a loop."""
    weights = {name: torch.from_numpy(value) for name, value in snapshot.weights.items()}
    return (
        same_tensors(weights, loop.weights())
        and snapshot.curve.table().tobytes() == loop.curve().table().tobytes()
        and (snapshot.step, snapshot.epoch) == (loop.step, loop.epoch)
        and np.array_equal(snapshot.batch_loss, loop.batch_loss, equal_nan=True)
    )


@pytest.mark.parametrize("step", [0, 1, 23, STEPS - 1])
def test_a_visited_step_is_shown_and_the_head_stays(trainers: list[Trainer], step: int) -> None:
    trainer = finished(trainers)
    trainer.probe("grid", GRID)
    trainer.probe("inside", GRID[:2], inner=True)
    head = trainer.snapshot()
    snapshot = visited(trainer, step)
    loop = at_step(step)
    assert shows(snapshot, loop)
    assert np.array_equal(snapshot.outputs["grid"], loop.outputs(torch.from_numpy(GRID)).numpy())
    assert np.array_equal(snapshot.inner["inside"]["dense_2"], loop.outputs(torch.from_numpy(GRID[:2])).numpy())
    assert (snapshot.visiting, snapshot.head_step, snapshot.status) == (step, STEPS, Status.PAUSED)
    assert (snapshot.timeline.first, snapshot.timeline.last) == (0, STEPS)
    assert 0 < snapshot.timeline.nbytes < snapshot.timeline.budget
    assert snapshot.head_curve is not None
    assert snapshot.head_curve.table().tobytes() == head.curve.table().tobytes()
    assert same_state(trainer.state(), at_step(STEPS).state())
    trainer.leave()
    back = trainer.snapshot()
    assert shows(back, at_step(STEPS))
    assert (back.visiting, back.head_curve, back.status) == (None, None, Status.FINISHED)


def test_the_head_and_all_after_it_is_the_head(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    for step in (STEPS, STEPS + 5):
        trainer.visit(step)
        assert trainer.snapshot().visiting is None
    visited(trainer, 4)
    trainer.visit(STEPS)
    snapshot = trainer.snapshot()
    assert (snapshot.visiting, snapshot.step, snapshot.status) == (None, STEPS, Status.FINISHED)


def test_a_visit_pauses_a_run_and_leaving_does_not_start_it_again(trainers: list[Trainer]) -> None:
    trainer = Trainer(start(xor_graph()))
    trainers.append(trainer)
    trainer.run()
    until(trainer, lambda snapshot: snapshot.step > 10)
    snapshot = visited(trainer, 3)
    assert (snapshot.step, snapshot.status, snapshot.steps_per_second) == (3, Status.PAUSED, 0)
    trainer.leave()
    assert trainer.snapshot().status is Status.PAUSED
    assert trainer.snapshot().step == snapshot.head_step


def test_leaving_what_was_never_visited_disturbs_nothing(trainers: list[Trainer]) -> None:
    trainer = Trainer(start(xor_graph()))
    trainers.append(trainer)
    trainer.run()
    trainer.leave()
    until(trainer, lambda snapshot: snapshot.step > 10)
    assert trainer.snapshot().status is Status.RUNNING


def test_a_branch_gives_the_curve_that_was_left_and_trains_on_from_there(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    whole = trainer.snapshot().curve
    visited(trainer, 20)
    left = trainer.branch().result()
    snapshot = trainer.snapshot()
    assert left.table().tobytes() == whole.table().tobytes()
    assert (snapshot.visiting, snapshot.step, snapshot.head_step, snapshot.timeline.last) == (None, 20, 20, 20)
    assert same_state(trainer.state(), at_step(20).state())
    trainer.step()
    until(trainer, lambda snapshot: snapshot.step == 21)
    assert same_state(trainer.state(), at_step(21).state())
    assert shows(visited(trainer, 9), at_step(9))


def test_a_branch_without_a_visit_changes_nothing(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    assert len(trainer.branch().result()) == STEPS // 2
    assert trainer.snapshot().step == STEPS


@pytest.mark.parametrize(("order", "steps"), [("step", 24), ("epoch", 24), ("run", STEPS)])
def test_training_on_while_visiting_branches_there(trainers: list[Trainer], order: str, steps: int) -> None:
    trainer = finished(trainers)
    trainer.visit(23)
    getattr(trainer, order)()
    snapshot = until(trainer, lambda snapshot: snapshot.visiting is None and snapshot.status is not Status.RUNNING)
    assert (snapshot.step, snapshot.head_step) == (steps, steps)
    assert same_state(trainer.state(), at_step(steps).state())


def test_a_weight_set_while_visiting_branches_there(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    visited(trainer, 10)
    trainer.set_weight(BIAS, np.array([0.25], np.float32))
    snapshot = trainer.snapshot()
    assert (snapshot.visiting, snapshot.step, snapshot.head_step) == (None, 10, 10)
    assert snapshot.weights[BIAS].tolist() == [0.25]
    trainer.step()
    until(trainer, lambda snapshot: snapshot.step == 11)
    assert visited(trainer, 10).weights[BIAS].tolist() == [0.25]


def test_a_weight_that_does_not_fit_leaves_the_run_whole(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    visited(trainer, 10)
    trainer.set_weight(BIAS, np.zeros(7, np.float32))
    snapshot = trainer.snapshot()
    assert "cannot take values of the shape (7,)" in str(snapshot.problem)
    assert (snapshot.visiting, snapshot.head_step) == (10, STEPS)


def test_new_settings_while_visiting_go_to_the_head_and_hold_for_a_branch(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    new = config("adam", {"lr": 0.5}, **MINI)
    old = visited(trainer, 10).config
    trainer.reconfigure(new)
    snapshot = until(trainer, lambda snapshot: snapshot.arrived)
    assert (snapshot.visiting, snapshot.step, snapshot.config) == (10, 10, old)
    trainer.branch()
    assert trainer.snapshot().config == new
    trainer.step()
    until(trainer, lambda snapshot: snapshot.step == 11)
    other = at_step(10)
    other.reconfigure(new)
    assert same_state(trainer.state(), advance(other, 1).state())


def test_new_settings_are_in_force_at_the_head_after_the_visit(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    visited(trainer, 10)
    new = config("sgd", **MINI)
    trainer.reconfigure(new)
    trainer.leave()
    snapshot = trainer.snapshot()
    assert (snapshot.config, snapshot.step, snapshot.status) == (new, STEPS, Status.PAUSED)
    assert shows(visited(trainer, 30), at_step(30))
    (order,) = trainer.snapshot().timeline.orders
    assert order.step == STEPS


def test_a_branch_may_keep_the_settings_of_its_step(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    trainer.reconfigure(config("sgd", **MINI))
    snapshot = visited(trainer, 10)
    trainer.branch(snapshot.config)
    assert trainer.snapshot().config.optimizer == "adam"
    trainer.step()
    until(trainer, lambda snapshot: snapshot.step == 11)
    assert same_state(trainer.state(), at_step(11).state())


def test_a_reset_while_visiting_begins_another_time_line(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    new = config("sgd", **MINI)
    trainer.reconfigure(new)
    visited(trainer, 10)
    trainer.reset()
    snapshot = trainer.snapshot()
    assert (snapshot.step, snapshot.visiting, snapshot.head_step, snapshot.config) == (0, None, 0, new)
    assert (snapshot.timeline.last, snapshot.timeline.checkpoints, snapshot.timeline.orders) == (0, 1, ())
    assert same_tensors(trainer.state().weights, a_loop().weights())


def test_stopping_and_going_back_to_a_state_end_a_visit(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    past = at_step(7).state()
    visited(trainer, 10)
    trainer.stop()
    assert (trainer.snapshot().step, trainer.snapshot().status) == (STEPS, Status.FINISHED)
    visited(trainer, 10)
    trainer.restore(past)
    assert (trainer.snapshot().step, trainer.snapshot().visiting) == (7, None)
    assert trainer.snapshot().timeline.first == 7


def test_pausing_while_visiting_does_nothing(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    visited(trainer, 10)
    trainer.pause()
    assert trainer.snapshot().visiting == 10
    trainer.leave()
    assert trainer.snapshot().status is Status.FINISHED


def test_a_diverged_run_can_be_gone_back_in_and_is_still_diverged_afterwards(trainers: list[Trainer]) -> None:
    graph = stack(dense(1, "identity"), loss="mse")
    trainer = finished(trainers, start(graph, "plane", config("sgd", {"lr": 1000.0})))
    head = trainer.snapshot()
    assert head.diverged
    assert visited(trainer, 1).problem is None
    trainer.leave()
    back = trainer.snapshot()
    assert (back.diverged, back.problem, back.step) == (True, head.problem, head.step)
    visited(trainer, 0)
    trainer.branch(config("sgd", {"lr": 0.001}))
    trainer.step()
    assert until(trainer, lambda snapshot: snapshot.status is not Status.RUNNING).step == 1
    assert not trainer.snapshot().diverged


@pytest.mark.usefixtures("only_the_start_is_kept")
def test_orders_wait_until_the_step_is_reached_and_are_obeyed_in_turn(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    trainer.visit(40)
    trainer.step()
    trainer.visit(30)
    trainer.step()
    until(trainer, lambda snapshot: snapshot.visiting is None and snapshot.status is not Status.RUNNING)
    assert same_state(trainer.state(), at_step(31).state())


@pytest.mark.usefixtures("only_the_start_is_kept")
def test_another_visit_cuts_the_way_short(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    trainer.hold()
    for step in (50, 8, 55, 12):
        trainer.visit(step)
    on_the_way = trainer.snapshot()
    assert (on_the_way.visiting, on_the_way.arrived) == (12, False)
    trainer.go_on()
    assert shows(until(trainer, lambda snapshot: snapshot.arrived), at_step(12))


@pytest.mark.usefixtures("only_the_start_is_kept")
def test_a_frame_shows_the_step_that_was_asked_for_and_none_on_the_way(
    trainers: list[Trainer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "PATIENCE", math.inf)
    trainer = finished(trainers)
    trainer.visit(50)
    trainer.request()
    until(trainer, lambda snapshot: snapshot.arrived)
    trainer.snapshot()
    taken = trainer.take()
    assert taken is not None
    assert taken.step == 50


@pytest.mark.usefixtures("only_the_start_is_kept")
def test_on_a_long_way_frames_show_how_far_it_is(trainers: list[Trainer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "PATIENCE", 0.0)
    trainer = finished(trainers)
    trainer.hold()
    trainer.visit(50)
    trainer.request()
    trainer.snapshot()
    trainer.snapshot()
    taken = trainer.take()
    assert taken is not None
    assert (taken.step, taken.visiting, taken.arrived) == (0, 50, False)


@pytest.mark.usefixtures("only_the_start_is_kept")
def test_closing_on_the_way_keeps_the_head_and_answers_who_waits(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    trainer.hold()
    trainer.visit(50)
    left = trainer.branch()
    trainer.close()
    assert len(left.result(timeout=0)) == STEPS // 2


def test_a_run_with_its_time_line_goes_on_in_another_trainer(trainers: list[Trainer]) -> None:
    first = finished(trainers)
    visited(first, 30)
    state, line = first.state_and_timeline()
    assert same_state(state, at_step(STEPS).state())
    loop = a_loop()
    loop.restore(state)
    second = Trainer(loop, line)
    trainers.append(second)
    assert second.snapshot().timeline.first == 0
    assert shows(visited(second, 41), at_step(41))
    assert same_state(second.state(), state)


def test_a_state_that_was_asked_for_during_a_visit_can_be_gone_on_with(trainers: list[Trainer]) -> None:
    trainer = finished(trainers)
    visited(trainer, 11)
    state: RunState = trainer.state()
    loop = a_loop(endless=True)
    loop.restore(state)
    assert same_state(advance(loop, 5).state(), advance(at_step(STEPS), 5).state())
