"""Any step of a run can be visited, exactly, whatever was done by hand and whatever checkpoints were kept."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import torch
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from engine.data import DataRecipe
from engine.training import history
from engine.training import recorder as recording
from engine.training.loop import DivergedError, Loop
from engine.training.recorder import Recorder
from engine.training.task import Task
from engine.training.timeline import BUDGET, Checkpoint, TimeLine, WeightSet, thinned
from tests.engine.networks import advance, config, dense, same_state, stack, start, xor_graph

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.graph import Graph
    from engine.training.config import TrainingConfig
    from engine.training.state import RunState

RECIPE = DataRecipe("circle", {"samples": 20, "noise": 10.0}, validation=0.2)
KINDS = ["sgd", "adam", "adamw", "rmsprop", "adagrad"]
BIAS = "dense_1.linear.bias"

Action = tuple["Callable[[Loop], None]", "Callable[[Recorder], None]"]
"""What is done to a loop by hand, and how its recorder is told."""


@pytest.fixture(autouse=True)
def a_checkpoint_at_every_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "SPACING", 0.0)
    monkeypatch.setattr(recording, "SHARE", math.inf)


def network(dropout: bool = False, normalise: bool = False) -> Graph:
    middle = [*(["dropout"] if dropout else []), *(["batch_norm_1d"] if normalise else [])]
    return stack(dense(4, "prelu"), *middle, dense(1, "sigmoid"))


def reconfigured(training: TrainingConfig) -> Action:
    return lambda loop: loop.reconfigure(training), lambda recorder: recorder.reconfigured()


def bias_set(value: float, places: list[bool]) -> Action:
    where = torch.tensor(places)
    return (
        lambda loop: loop.set_weight(BIAS, torch.full((4,), value), where),
        lambda recorder: recorder.weight_set(BIAS, where),
    )


@dataclass
class Story:
    """A drawing, how it is trained, and what is done by hand before which step."""

    graph: Graph
    training: TrainingConfig
    steps: int
    by_hand: list[tuple[int, Action]]

    def before(self, step: int) -> list[Action]:
        return [action for at, action in self.by_hand if at == step]

    def loop(self) -> Loop:
        return start(self.graph, RECIPE, self.training)


@st.composite
def configs(draw: st.DrawFn, seed: int) -> TrainingConfig:
    kind = draw(st.sampled_from(KINDS))
    settings: dict[str, object] = {"lr": draw(st.sampled_from([0.01, 0.1]))}
    if kind in ("sgd", "rmsprop"):
        settings["momentum"] = draw(st.sampled_from([0.0, 0.9]))
    size = draw(st.sampled_from([2, 4, 6, 16]))
    return config(
        kind, settings, full_batch=draw(st.booleans()), batch_size=size, shuffle=draw(st.booleans()), seed=seed
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    seed, steps = draw(st.integers(0, 1000)), draw(st.integers(1, 24))
    actions = st.one_of(
        configs(seed).map(reconfigured),
        st.builds(bias_set, st.floats(-2, 2, width=32), st.lists(st.booleans(), min_size=4, max_size=4)),
    )
    by_hand = draw(st.lists(st.tuples(st.integers(0, steps), actions), max_size=5))
    return Story(network(draw(st.booleans()), draw(st.booleans())), draw(configs(seed)), steps, by_hand)


def lived_through(story: Story) -> tuple[list[tuple[RunState, TrainingConfig, float]], Loop]:
    """Return how a run without any time line stands after every step, and its loop at the end."""
    loop, seen = story.loop(), []
    for step in range(story.steps + 1):
        for act, _ in story.before(step):
            act(loop)
        seen.append((loop.state(), loop.config, loop.batch_loss))
        if step < story.steps:
            loop.advance()
    return seen, loop


def recorded(story: Story, budget: int = BUDGET) -> Recorder:
    loop = story.loop()
    recorder = Recorder(loop, TimeLine(budget=budget))
    for step in range(story.steps + 1):
        for act, tell in story.before(step):
            act(loop)
            tell(recorder)
        if step < story.steps:
            loop.advance()
            recorder.advanced()
    return recorder


def gone_to(recorder: Recorder, step: int) -> Loop:
    recorder.visit(step)
    while recorder.seeking:
        recorder.approach(1)
    return recorder._loop


@given(story=stories(), budget=st.sampled_from([1, 20_000, BUDGET]), data=st.data())
@examples(max_examples=60, deadline=None)
def test_a_visited_step_is_to_the_last_bit_what_a_run_of_so_many_steps_is(
    story: Story, budget: int, data: st.DataObject
) -> None:
    seen, _ = lived_through(story)
    recorder = recorded(story, budget)
    for step in data.draw(st.lists(st.integers(0, story.steps), min_size=1, max_size=4)):
        loop = gone_to(recorder, step)
        state, training, batch_loss = seen[step]
        assert same_state(loop.state(), state)
        assert loop.config == training
        assert loop.batch_loss == batch_loss or (math.isnan(loop.batch_loss) and math.isnan(batch_loss))
        assert same_state(recorder.head_state(), seen[-1][0])
    recorder.leave()
    assert same_state(recorder._loop.state(), seen[-1][0])


@given(story=stories(), budget=st.sampled_from([1, 20_000, BUDGET]), data=st.data())
@examples(max_examples=40, deadline=None)
def test_a_branch_goes_on_as_the_run_of_so_many_steps_goes_on(story: Story, budget: int, data: st.DataObject) -> None:
    recorder = recorded(story, budget)
    step = data.draw(st.integers(0, story.steps))
    story.by_hand = [(at, action) for at, action in story.by_hand if at <= step]
    story.steps = step
    _, other = lived_through(story)
    branched = gone_to(recorder, step)
    recorder.branch(branched.config)
    for _ in range(8):
        branched.advance()
        recorder.advanced()
        other.advance()
    assert recorder.head_step == step + 8
    assert same_state(branched.state(), other.state())
    past = data.draw(st.integers(0, step + 8))
    assert gone_to(recorder, past).step == past
    recorder.leave()
    assert same_state(branched.state(), other.state())


@given(story=stories())
@examples(max_examples=20, deadline=None)
def test_a_run_goes_on_after_a_visit_as_if_there_had_been_none(story: Story) -> None:
    _, other = lived_through(story)
    recorder = recorded(story)
    gone_to(recorder, story.steps // 2)
    recorder.leave()
    assert same_state(advance(recorder._loop, 7).state(), advance(other, 7).state())


def test_a_step_that_diverged_is_part_of_the_story() -> None:
    graph = stack(dense(4, "relu"), "dropout", dense(1, "identity"), loss="mse")
    loop = start(graph, "plane", config("sgd", {"lr": 0.01, "momentum": 0.9}))
    recorder = Recorder(loop, TimeLine(budget=1))
    states = [loop.state()]

    def go_on(steps: int) -> None:
        for _ in range(steps):
            loop.advance()
            recorder.advanced()
            states.append(loop.state())

    go_on(5)
    loop.reconfigure(config("sgd", {"lr": 1000.0, "momentum": 0.9}))
    recorder.reconfigured()
    with pytest.raises(DivergedError):
        go_on(100)
    recorder.memory_lost()
    for name, tensor in loop.weights().items():
        loop.set_weight(name, torch.full_like(tensor, 0.1))
        recorder.weight_set(name, None)
    loop.reconfigure(config("sgd", {"lr": 0.01, "momentum": 0.9}))
    recorder.reconfigured()
    states[-1] = loop.state()
    go_on(6)
    for step in (len(states) - 2, 0, 5, len(states) - 7, len(states) - 4):
        assert same_state(gone_to(recorder, step).state(), states[step])


def test_a_step_that_fails_leaves_no_trace() -> None:
    graph = stack(dense(4, "relu"), "dropout", "batch_norm_1d", dense(1, "identity"), loss="mse")
    loop = advance(start(graph, "plane"), 3)
    before, task = loop.state(), loop.task
    faulty = Task(torch.nn.CrossEntropyLoss(), task.train, task.validation, None)
    loop = Loop(loop.module, faulty, loop.config, before)
    loop.task.train.y.resize_(3, 3)
    with pytest.raises((RuntimeError, ValueError)):
        loop.advance()
    assert same_state(loop.state(), before)


# -- what is kept ------------------------------------------------------------------------------------------------------


def line_of(steps: int, budget: int, weights: int = 1000) -> TimeLine:
    """Return the time line of a run with a checkpoint at every step, of `weights` numbers each."""
    loop = start(xor_graph())
    first = loop.state()
    line = TimeLine(budget=budget)
    for step in range(steps):
        state = type(first)({"w": torch.zeros(weights)}, first.initial, {}, first.random, step, step)
        line.add(Checkpoint(state, loop.config))
    return line


@given(steps=st.integers(1, 400), budget=st.integers(0, 1_000_000))
@examples(max_examples=40, deadline=None)
def test_the_budget_is_held_and_the_start_is_kept(steps: int, budget: int) -> None:
    line = line_of(steps, budget)
    assert line.checkpoints[0].step == 0
    assert line.nbytes <= budget or len(line) == 1
    assert line.nbytes >= sum(each.state.nbytes for each in line.checkpoints)


def test_checkpoints_are_dense_near_the_newest_and_sparse_long_ago() -> None:
    steps = [each.step for each in line_of(5000, 400_000).checkpoints]
    gaps = [after - before for before, after in pairwise(steps)]
    assert 40 < len(steps) < 100
    assert set(gaps[-5:]) == {1}
    assert gaps[0] > 100
    assert sum(gaps[: len(gaps) // 2]) > 10 * sum(gaps[len(gaps) // 2 :])


def test_while_there_is_room_nothing_is_dropped() -> None:
    assert len(line_of(500, BUDGET)) == 500


def test_a_long_run_shares_its_history_among_all_checkpoints() -> None:
    loop = start(xor_graph())
    recorder = Recorder(loop)
    for _ in range(1000):
        loop.advance()
        recorder.advanced()
    line = recorder.timeline()
    assert len(line) == 1001
    assert line.nbytes < 1001 * 3000 + 1000 * 48 + 6000


def test_a_history_that_was_thinned_meanwhile_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "CAPACITY", 16)
    loop = start(xor_graph())
    recorder = Recorder(loop, TimeLine(budget=200_000))
    for _ in range(700):
        loop.advance()
        recorder.advanced()
    assert loop.history.stride == 64
    assert recorder.timeline().nbytes <= 200_000
    for step in (5, 16, 17, 100, 333, 699):
        assert (
            gone_to(recorder, step).curve().table().tobytes()
            == advance(start(xor_graph()), step).curve().table().tobytes()
        )


def test_an_abridged_line_has_the_first_the_newest_and_no_more_than_asked_for() -> None:
    line = line_of(1000, BUDGET)
    few = line.abridged(count=10)
    assert 5 <= len(few) <= 10
    assert (few.first, few.checkpoints[-1].step) == (0, 999)
    assert few.orders == line.orders
    assert len(line.abridged(nbytes=60_000)) < 20
    assert len(line) == 1000
    assert len(thinned(line.checkpoints, lambda some: len(some) < 2)) == 1


def test_a_weight_set_by_hand_takes_the_room_of_what_was_changed() -> None:
    loop = start(stack(dense(100), dense(1, "sigmoid")))
    recorder = Recorder(loop)
    loop.advance()
    value, where = torch.zeros(100, 2), torch.zeros(100, 2, dtype=torch.bool)
    where[7, 1] = True
    loop.set_weight("dense_1.linear.weight", value, where)
    recorder.weight_set("dense_1.linear.weight", where)
    (order,) = recorder.timeline().orders
    assert isinstance(order, WeightSet)
    assert (order.places.tolist(), order.values.tolist()) == ([15], [0.0])


def test_what_is_done_before_the_first_step_belongs_to_the_start() -> None:
    loop = start(xor_graph())
    recorder = Recorder(loop)
    loop.set_weight("dense_1.linear.bias", torch.tensor([5.0, 6.0]))
    recorder.weight_set("dense_1.linear.bias", None)
    loop.reconfigure(config("adam"))
    recorder.reconfigured()
    line = recorder.timeline()
    assert (len(line), line.orders) == (1, ())
    assert line.checkpoints[0].config == config("adam")
    advance(loop, 3)
    assert gone_to(recorder, 0).weights()["dense_1.linear.bias"].tolist() == [5.0, 6.0]


def test_a_line_can_be_renamed() -> None:
    loop = start(xor_graph(), training=config("adam"))
    recorder = Recorder(loop)
    for _ in range(3):
        loop.advance()
        recorder.advanced()
    where = torch.tensor([True, False])
    loop.set_weight(BIAS, torch.ones(2), where)
    recorder.weight_set(BIAS, where)
    line = recorder.timeline().renamed(lambda name: name.replace("dense_1", "hidden"))
    last = line.checkpoints[-1].state
    assert "hidden.linear.bias" in last.weights
    assert "hidden.linear.bias" in last.initial
    assert "hidden.linear.bias/exp_avg" in last.optimizer
    assert last.initial is line.checkpoints[1].state.initial
    (order,) = line.orders
    assert isinstance(order, WeightSet)
    assert order.name == "hidden.linear.bias"


def test_a_line_that_was_handed_out_does_not_change_when_the_run_goes_on() -> None:
    loop = start(xor_graph())
    recorder = Recorder(loop)
    line = recorder.timeline()
    advance(loop, 1)
    recorder.advanced()
    assert (len(line), len(recorder.timeline())) == (1, 2)


def test_a_run_from_a_file_without_its_past_can_be_gone_back_to_where_it_was_opened() -> None:
    loop = advance(start(xor_graph()), 5)
    recorder = Recorder(loop)
    advance(loop, 5)
    recorder.advanced()
    assert gone_to(recorder, 2).step == 5
    assert recorder.visiting == 5
    assert gone_to(recorder, 7).step == 7
