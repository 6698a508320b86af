"""A run gives the same bits every time, however often it is interrupted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from engine.data import DataRecipe
from engine.training.optimizers import OPTIMIZERS
from tests.engine.networks import advance, config, dense, same_state, stack, start

if TYPE_CHECKING:
    from engine.graph import Graph
    from engine.training.config import TrainingConfig
    from engine.training.loop import Loop

STEPS = 14
RECIPE = DataRecipe("circle", {"samples": 20, "noise": 10.0}, validation=0.2)
KINDS = [spec.kind for spec in OPTIMIZERS if spec.rule == "loss"]  # all that train a deep network


def deep(dropout: bool, normalise: bool) -> Graph:
    middle = [*(["dropout"] if dropout else []), *(["batch_norm_1d"] if normalise else [])]
    return stack(dense(4, "prelu"), *middle, dense(1, "sigmoid"))


@st.composite
def runs(draw: st.DrawFn) -> tuple[Graph, TrainingConfig]:
    """Return a drawing and a config; sizes of batches that batch normalisation can take."""
    kind = draw(st.sampled_from(KINDS))
    settings: dict[str, object] = {}
    if kind in ("sgd", "rmsprop"):
        settings["momentum"] = draw(st.sampled_from([0.0, 0.9]))
    if kind == "sgd":
        settings["nesterov"] = draw(st.booleans())
    settings["weight_decay"] = draw(st.sampled_from([0.0, 0.1]))
    training = config(
        kind,
        settings,
        full_batch=draw(st.booleans()),
        batch_size=draw(st.sampled_from([2, 4, 6, 16, 100])),
        shuffle=draw(st.booleans()),
        seed=draw(st.integers(0, 2**31 - 1)),
    )
    return deep(draw(st.booleans()), draw(st.booleans())), training


@given(run=runs())
@examples(max_examples=25)
def test_the_same_drawing_data_and_seed_give_the_same_run(run: tuple[Graph, TrainingConfig]) -> None:
    one, two = (advance(start(run[0], RECIPE, run[1]), STEPS) for _ in range(2))
    assert same_state(one.state(), two.state())


@given(run=runs(), stops=st.sets(st.integers(0, STEPS), max_size=3))
@examples(max_examples=60)
def test_a_run_that_was_stopped_and_built_anew_is_the_run_that_never_paused(
    run: tuple[Graph, TrainingConfig], stops: set[int]
) -> None:
    graph, training = run
    whole = advance(start(graph, RECIPE, training), STEPS)
    loop = start(graph, RECIPE, training)
    for step in range(STEPS):
        if step in stops:
            loop = start(graph, RECIPE, training, loop.state())
        loop.advance()
    assert same_state(loop.state(), whole.state())


@given(run=runs(), steps=st.integers(0, STEPS))
@examples(max_examples=25)
def test_a_reset_gives_the_run_again(run: tuple[Graph, TrainingConfig], steps: int) -> None:
    loop = advance(start(run[0], RECIPE, run[1]), steps)
    first = loop.state()
    loop.reset()
    assert same_state(advance(loop, steps).state(), first)


@given(run=runs(), back=st.integers(0, 6))
@examples(max_examples=25)
def test_going_back_to_an_earlier_state_gives_the_same_future(run: tuple[Graph, TrainingConfig], back: int) -> None:
    loop = advance(start(run[0], RECIPE, run[1]), back)
    past = loop.state()
    future = advance(loop, 5).state()
    loop.restore(past)
    assert same_state(loop.state(), past)
    assert same_state(advance(loop, 5).state(), future)


def test_a_state_is_never_written_to() -> None:
    loop = advance(start(deep(True, True), RECIPE, config("adam")), 3)
    state, copies = loop.state(), loop.state()
    advance(loop, 5)
    loop.set_weight("dense_2.linear.bias", torch.tensor([3.0]))
    loop.reset()
    assert same_state(state, copies)


def all_kinds() -> list[Loop]:
    mini = {"full_batch": False, "batch_size": 4}
    return [start(deep(True, True), RECIPE, config(kind, seed=6, **mini)) for kind in KINDS]


def test_optimisers_differ() -> None:
    weights = [advance(loop, 8).weights()["dense_2.linear.bias"].item() for loop in all_kinds()]
    assert len(set(weights)) == len(KINDS) == 5


@pytest.mark.parametrize("kind", KINDS)
def test_the_memory_of_an_optimiser_is_saved_by_parameter_and_slot(kind: str) -> None:
    settings = {"momentum": 0.9} if kind in ("sgd", "rmsprop") else {}
    loop = advance(start(deep(False, False), RECIPE, config(kind, settings)), 2)
    slots = {key.rsplit("/", 1)[1] for key in loop.state().optimizer}
    expected = {
        "sgd": {"momentum_buffer"},
        "adam": {"step", "exp_avg", "exp_avg_sq"},
        "adamw": {"step", "exp_avg", "exp_avg_sq"},
        "rmsprop": {"step", "square_avg", "momentum_buffer"},
        "adagrad": {"step", "sum"},
    }
    assert slots == expected[kind]
