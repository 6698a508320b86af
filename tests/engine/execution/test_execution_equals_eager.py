"""Executors compute what a plain PyTorch loop computes, whatever is drawn."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
import torch
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from engine.catalog.activations import ACTIVATIONS
from engine.execution.program import compile_program, interpret, trace
from engine.graph import Graph
from tests.engine.execution.steps import PlainLoop, far, run
from tests.engine.networks import dense, stack, xor_graph

if TYPE_CHECKING:
    from engine.execution.program import Executor
    from tests.engine.execution.steps import Run

pytestmark = pytest.mark.usefixtures("kernels_are_kept")

KINDS = [spec.kind for spec in ACTIVATIONS]
UPDATES: list[tuple[str, dict[str, object]]] = [
    ("sgd", {"lr": 0.1}),
    ("sgd", {"lr": 0.05, "momentum": 0.9, "nesterov": True, "weight_decay": 0.01}),
    ("sgd", {"lr": 0.05, "momentum": 0.5}),
    ("adam", {"lr": 0.01, "eps": 1e-4}),
    ("adam", {"lr": 0.01, "eps": 1e-4, "weight_decay": 0.1}),
    ("adamw", {"lr": 0.01, "eps": 1e-4}),
    ("rmsprop", {"lr": 0.01, "eps": 1e-4}),
    ("rmsprop", {"lr": 0.01, "eps": 1e-4, "momentum": 0.5, "weight_decay": 0.1}),
    ("adagrad", {"lr": 0.1, "eps": 1e-4, "lr_decay": 0.1}),
]
LOSSES = {
    "bce": (1, "sigmoid"),
    "bce_with_logits": (1, "identity"),
    "cross_entropy": (2, "identity"),
    "nll": (2, "log_softmax"),
    "mse": (2, "softmax"),
    "l1": (1, "tanh"),
    "huber": (1, "identity"),
}
SEED = 3
ALLOWED = 1.0
"""Of `far`: 1e-6 of each number, or 1e-6 of 1 for small ones."""


def _steps_alike(prepared: Run, steps: int = 1, rounding: float = 0.0) -> None:
    """Compare; `rounding` allows for so many times of what PyTorch's own float32 lies away from float64."""
    program = trace(prepared.step)
    first = prepared.vector.clone()
    exact = PlainLoop(prepared, torch.float64).go(steps, SEED)
    wanted = PlainLoop(prepared).go(steps, SEED)
    for executor in (compile_program(program), interpret(program)):
        prepared.vector.copy_(first)
        prepared.memory.clear()
        prepared.batch = prepared.epoch = prepared.made = 0
        done = prepared.go(executor, steps, SEED)
        assert (done.steps, done.diverged) == (steps, False)
        own = rounding * far(wanted.vector, exact.vector)
        assert far(prepared.vector, wanted.vector) <= ALLOWED + own, executor.name
        own = rounding * abs(wanted.losses[-1] - exact.losses[-1])
        assert done.batch_loss == pytest.approx(wanted.losses[-1], rel=2e-6, abs=1e-7 + own)


@pytest.mark.parametrize("kind", KINDS)
def test_one_step_with_every_activation_is_that_of_pytorch(kind: str) -> None:
    graph = stack(dense(5, kind), dense(1, "sigmoid"))
    _steps_alike(run(graph, 40, "sgd", 7, lr=0.1))


@pytest.mark.parametrize("loss", LOSSES)
def test_one_step_with_every_loss_is_that_of_pytorch(loss: str) -> None:
    units, last = LOSSES[loss]
    _steps_alike(run(stack(dense(4), dense(units, last), loss=loss), 4, "sgd", None, lr=0.1))


@pytest.mark.parametrize(("optimizer", "values"), UPDATES)
def test_two_hundred_steps_with_every_optimiser_give_the_curve_of_pytorch(
    optimizer: str, values: dict[str, object]
) -> None:
    prepared = run(stack(dense(4), dense(1, "sigmoid")), 50, optimizer, 8, **values)
    program = trace(prepared.step)
    wanted = PlainLoop(prepared).go(200, SEED).losses
    executor = compile_program(program)
    curve = [prepared.go(executor, 1, SEED).batch_loss for _ in range(200)]
    assert curve == pytest.approx(wanted, rel=1e-4)


@st.composite
def _drawings(draw: st.DrawFn) -> Graph:
    """Draw two branches that are joined, with anything in them."""
    graph = Graph()
    source = graph.add("input")
    ends = []
    width = draw(st.integers(1, 9))
    for _ in range(2):
        columns = draw(st.sampled_from([(), ("x2",), ("x2", "x1")]))
        end = graph.add("input", settings={"columns": columns}).id if columns else source.id
        for _ in range(draw(st.integers(0, 2))):
            node = graph.add(
                "dense",
                settings={
                    "units": draw(st.integers(1, 9)),
                    "activation": draw(st.sampled_from([kind for kind in KINDS if kind != "step"])),
                    "bias": draw(st.booleans()),
                },
            )
            graph.connect(end, node.id)
            end = node.id
        node = graph.add("dense", settings={"units": width, "activation": draw(st.sampled_from(["tanh", "sigmoid"]))})
        graph.connect(end, node.id)
        ends.append(node.id)
    join = graph.add(draw(st.sampled_from(["add", "multiply", "concatenate"])))
    for end in ends:
        graph.connect(end, join.id)
    flat = graph.add("flatten")
    graph.connect(join.id, flat.id)
    loss = draw(st.sampled_from(sorted(LOSSES)))
    units, last = LOSSES[loss]
    head = graph.add("dense", settings={"units": units, "activation": last})
    graph.connect(flat.id, head.id)
    output = graph.add("output", settings={"loss": loss})
    graph.connect(head.id, output.id)
    if not graph.edges_from(source.id):
        graph.remove([source.id])
    return graph


@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # each case is compiled: no shrinking
@given(_drawings(), st.sampled_from(UPDATES), st.sampled_from([None, 3, 8, 16]))
def test_a_step_of_any_drawing_is_that_of_pytorch(
    graph: Graph, update: tuple[str, dict[str, object]], batch: int | None
) -> None:
    optimizer, values = update
    _steps_alike(run(graph, 26, optimizer, batch, **values), 2, rounding=16)


def test_large_layers_are_multiplied_as_by_pytorch() -> None:
    graph = stack(dense(100, "sigmoid"), dense(70, "relu"), dense(2, "identity"), loss="cross_entropy")
    _steps_alike(run(graph, 60, "sgd", 33, lr=0.1), 3)


@pytest.mark.parametrize("x", [0.0, 1e-30, 1e-4, 0.3, 0.6499, 0.65, 0.99, 1.0, 5.0, 17.0, 90.0, 200.0])
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("kind", ["sigmoid", "tanh", "elu", "gelu", "silu", "softplus"])
def test_activations_are_right_far_out_and_near_zero(kind: str, sign: int, x: float) -> None:
    """The bias alone decides what the unit is given; the loss of one step tells what it made of it."""
    prepared, executor = _unit(kind)
    prepared.vector.copy_(torch.tensor([0.0, 0.0, sign * x]))
    prepared.task.train.y.zero_()
    with torch.no_grad():
        wanted = prepared.task.loss(prepared.module(prepared.task.train.x), prepared.task.train.y).item()
    got = prepared.go(executor, 1).batch_loss
    assert got == pytest.approx(wanted, rel=2e-6, abs=1e-12)


@cache
def _unit(kind: str) -> tuple[Run, Executor]:
    """Return a single unit that is compiled once for all numbers that it is given."""
    prepared = run(stack(dense(1, kind), loss="mse"), 4, "sgd", None, lr=0.1)
    return prepared, compile_program(trace(prepared.step))


def test_the_program_is_made_of_pytorchs_own_operations() -> None:
    program = trace(run(xor_graph("sigmoid"), 4, "adam").step)
    names = [operation.name for operation in program.step.operations]
    assert {"addmm", "sigmoid", "binary_cross_entropy", "sigmoid_backward", "mm", "lerp", "addcdiv"} <= set(names)
    assert "detach" not in names
    assert program.slots == ("exp_avg", "exp_avg_sq")
