"""Explanations against the same network written by hand in PyTorch, and what explaining leaves untouched."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from torch.nn import functional as F

from engine.assembly import assemble
from engine.catalog.activations import ACTIVATION
from engine.errors import ExplanationError, LoomError, NotTrainableError, StorageError
from engine.explain import explain
from engine.graph import Graph
from engine.lowering import module_names
from engine.shapes import DataShape
from engine.training.config import TrainingConfig
from engine.training.loop import DivergedError
from engine.training.optimizers import OPTIMIZER
from tests.engine.explain.explain_samples import HEADS, branches, columns, dataset, optimizer_settings, trained
from tests.engine.networks import dense, same_state, stack, xor_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from torch import Tensor

    from engine.explain import Explanation
    from engine.graph import Node

FUNCTIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "identity": lambda z: z * 1,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky_relu": lambda z: F.leaky_relu(z, 0.01),
    "elu": F.elu,
    "gelu": F.gelu,
    "silu": F.silu,
    "softplus": F.softplus,
    "step": lambda z: (z > 0).float() + 0 * z,
    "threshold": lambda z: F.threshold(z, 0.0, 0.0),
    "softmax": lambda z: F.softmax(z, 1),
    "softmin": lambda z: F.softmin(z, 1),
    "log_softmax": lambda z: F.log_softmax(z, 1),
}  # PReLU, which learns, is written where its slope is at hand
KINDS = sorted({*FUNCTIONS, "prelu"})
LOSSES: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "bce": F.binary_cross_entropy,
    "bce_with_logits": F.binary_cross_entropy_with_logits,
    "cross_entropy": F.cross_entropy,
    "nll": F.nll_loss,
    "mse": F.mse_loss,
    "l1": F.l1_loss,
    "huber": F.huber_loss,
}


@dataclass
class ByHand:
    """A drawing, and the same calculation as a list of steps over tensors by node."""

    graph: Graph = field(default_factory=Graph)
    steps: list[tuple[int, Callable[..., Tensor], tuple[int, ...]]] = field(default_factory=list)

    def add(self, kind: str, step: Callable[..., Tensor], *sources: int, **options: object) -> int:
        node = self.graph.add(kind, settings=options)
        for source in sources:
            self.graph.connect(source, node.id)
        self.steps.append((node.id, step, sources))
        return node.id


@dataclass
class Pass:
    """What the network by hand works with: tensors by the name of a parameter, z and a by node."""

    weights: Mapping[str, Tensor]
    names: Mapping[int, str]
    z: dict[int, Tensor] = field(default_factory=dict)
    a: dict[int, Tensor] = field(default_factory=dict)

    def of(self, node: Node | int, name: str) -> Tensor | None:
        return self.weights.get(f"{self.names[node if isinstance(node, int) else node.id]}.{name}")


def activation(kind: str, place: str) -> Callable[[Pass, int, Tensor], Tensor]:
    def run(state: Pass, node: int, z: Tensor) -> Tensor:
        state.z[node] = z
        slope = state.of(node, place)
        return FUNCTIONS[kind](z) if slope is None else F.prelu(z, slope)

    return run


def layer(kind: str) -> Callable[[Pass, int, Tensor], Tensor]:
    def run(state: Pass, node: int, x: Tensor) -> Tensor:
        weight = state.of(node, "linear.weight")
        assert weight is not None
        return activation(kind, "activation.weight")(state, node, F.linear(x, weight, state.of(node, "linear.bias")))

    return run


def normalise(state: Pass, node: int, x: Tensor) -> Tensor:
    mean, variance = state.of(node, "running_mean"), state.of(node, "running_var")
    return F.batch_norm(x, mean, variance, state.of(node, "weight"), state.of(node, "bias"))


def passed(state: Pass, node: int, x: Tensor) -> Tensor:
    return x * 1


def merge(kind: str) -> Callable[..., Tensor]:
    def run(state: Pass, node: int, one: Tensor, two: Tensor) -> Tensor:
        return one + two if kind == "add" else one * two if kind == "multiply" else torch.cat([one, two], 1)

    return run


@st.composite
def networks(draw: st.DrawFn) -> tuple[ByHand, int, int, str]:
    """Draw a network with branches; return it with its columns, classes and loss."""
    by_hand = ByHand()
    count, loss = draw(st.integers(1, 3)), draw(st.sampled_from(sorted(HEADS)))
    node = by_hand.add("input", passed)
    width = count
    for _ in range(draw(st.integers(0, 4))):
        node, width = draw_block(draw, by_hand, node, width)
    classes = draw(st.sampled_from((0, 2, 3))) if loss in ("mse", "l1", "huber") else 3
    classes = 2 if loss.startswith("bce") and draw(st.booleans()) else classes
    units = classes if loss in ("cross_entropy", "nll") or classes == 3 else 1
    node = by_hand.add("dense", layer(HEADS[loss]), node, units=units, activation=HEADS[loss])
    by_hand.add("output", passed, node, loss=loss)
    return by_hand, count, classes, loss


def draw_block(draw: st.DrawFn, by_hand: ByHand, node: int, width: int) -> tuple[int, int]:
    what = draw(st.sampled_from(("dense", "activation", "dropout", "flatten", "batch_norm_1d", "branch")))
    kind = draw(st.sampled_from(KINDS))
    if what == "dense":
        units, bias = draw(st.integers(1, 4)), draw(st.booleans())
        return by_hand.add("dense", layer(kind), node, units=units, activation=kind, bias=bias), units
    if what == "activation":
        return by_hand.add(kind, activation(kind, "weight"), node), width
    if what == "branch":
        how = draw(st.sampled_from(("add", "multiply", "concatenate")))
        one = by_hand.add("dense", layer(kind), node, units=width, activation=kind)
        other = draw(st.sampled_from(KINDS))
        two = by_hand.add("dense", layer(other), node, units=width, activation=other) if draw(st.booleans()) else node
        return by_hand.add(how, merge(how), one, two), width * (2 if how == "concatenate" else 1)
    return by_hand.add(what, normalise if what == "batch_norm_1d" else passed, node), width


def configs() -> st.SearchStrategy[TrainingConfig]:
    ways = [(kind, way) for kind in OPTIMIZER if kind != "perceptron" for way in optimizer_settings(kind)]
    return st.builds(
        lambda way, seed: TrainingConfig(way[0], way[1], seed=seed), st.sampled_from(ways), st.integers(0, 99)
    )


def close(found: object, wanted: Tensor, scale: float = 1.0) -> None:
    np.testing.assert_allclose(np.asarray(found), wanted.detach().numpy(), rtol=1e-6, atol=1e-7 * scale)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(networks(), configs(), st.integers(0, 3), st.integers(0, 2**31 - 1))
def test_every_number_is_that_of_the_network_written_by_hand(
    drawn: tuple[ByHand, int, int, str], config: TrainingConfig, steps: int, seed: int
) -> None:
    by_hand, count, classes, loss_kind = drawn
    data = dataset(count, classes, seed=seed % 1000)
    loop = assemble(by_hand.graph, data, config).loop
    try:
        for _ in range(steps):
            loop.advance()
    except (DivergedError, NotTrainableError):
        assume(False)
    state = loop.state()
    x, target = data.x[0], float(data.y[0])
    try:
        found = explain(by_hand.graph, data, config, x, target, state)
    except ExplanationError:
        assume(False)

    names = module_names(by_hand.graph)
    learned = {name: torch.nn.Parameter(state.weights[name].clone()) for name, _ in loop.module.named_parameters()}
    run = Pass({**state.weights, **learned}, names)
    entry = torch.tensor(x).unsqueeze(0)
    for node, step, sources in by_hand.steps:
        run.a[node] = step(run, node, *([run.a[source] for source in sources] or [entry]))
        for tensor in (run.a[node], run.z.get(node)):
            if tensor is not None and tensor.requires_grad:
                tensor.retain_grad()
    output = run.a[by_hand.steps[-1][0]]
    y = torch.tensor([target])
    if loss_kind in ("cross_entropy", "nll"):
        y = y.long()
    elif output.shape[1] > 1:
        y = F.one_hot(y.long(), output.shape[1]).float()
    else:
        y = y.unsqueeze(1)
    loss = LOSSES[loss_kind](output, y)
    loss.backward()  # type: ignore[no-untyped-call]  # torch has no annotation here

    close(found.loss, loss)
    compare_units(found, run)
    compare_step(found, learned, config, state.optimizer)


def compare_units(found: Explanation, run: Pass) -> None:
    for node in found.nodes:
        a = run.a[node.id]
        close(node.output, a[0])
        if a.grad is not None:
            close(node.output_gradient, a.grad[0], float(a.grad.abs().max()))
        if node.activation is None:
            continue
        z = run.z[node.id]
        close(node.activation.z, z[0])
        if node.kind == "dense":
            assert z.grad is not None
            close(node.activation.z_gradient, z.grad[0], float(z.grad.abs().max()))
        compare_slopes(node.activation.derivative, node.activation.jacobian, run, node.id, node.activation.spec.kind)


def compare_slopes(derivative: object, jacobian: object, run: Pass, node: int, kind: str) -> None:
    slope = run.of(node, "activation.weight")
    slope = run.of(node, "weight") if slope is None else slope
    function = FUNCTIONS[kind] if slope is None else lambda z: F.prelu(z, slope)
    whole = torch.autograd.functional.jacobian(function, run.z[node].detach())[0, :, 0]  # type: ignore[no-untyped-call]
    if derivative is not None:
        close(derivative, torch.diagonal(whole))
    if jacobian is not None:
        close(jacobian, whole)


def compare_step(
    found: Explanation, learned: Mapping[str, torch.nn.Parameter], config: TrainingConfig, memory: Mapping[str, Tensor]
) -> None:
    optimizer = OPTIMIZER[config.optimizer].build(learned.values(), config.optimizer_settings)
    for key, value in memory.items():
        name, slot = key.rsplit("/", 1)
        optimizer.state[learned[name]][slot] = value.clone()
    before = {name: parameter.detach().clone() for name, parameter in learned.items()}
    optimizer.step()
    numbers = {parameter.name: parameter for node in found.nodes for parameter in node.parameters}
    assert numbers.keys() == learned.keys()
    for name, parameter in learned.items():
        gradient = parameter.grad
        assert gradient is not None
        close(numbers[name].value, before[name])
        close(numbers[name].gradient, gradient, max(float(gradient.abs().max()), 1e-6))
        close(numbers[name].updated, parameter, max(float(before[name].abs().max()), 1.0))
        start, rate = numbers[name].terms.get("decayed", numbers[name].value), found.optimizer.terms["rate"]
        told = start - rate * numbers[name].terms["direction"]
        np.testing.assert_allclose(told, numbers[name].updated, rtol=1e-4, atol=1e-5)


def test_explaining_leaves_run_and_chance_as_they_were() -> None:
    graph, data = stack(dense(4, "prelu"), "dropout", "batch_norm_1d", dense(1, "sigmoid")), dataset(2, 2)
    loop = trained(graph, data, TrainingConfig("adam", {}, seed=3), 3)
    before, chance = loop.state(), torch.get_rng_state()
    gradients = {name: None if p.grad is None else p.grad.clone() for name, p in loop.module.named_parameters()}
    training = loop.module.training
    explain(graph, data, loop.config, [1, 2], 1, before)
    explain(graph, data, loop.config, [1, 2], 1)
    assert torch.equal(chance, torch.get_rng_state())
    assert same_state(before, loop.state())
    assert loop.module.training == training
    for name, parameter in loop.module.named_parameters():
        wanted = gradients[name]
        assert wanted is not None
        assert parameter.grad is not None
        assert torch.equal(parameter.grad, wanted)


def test_the_memory_of_the_optimiser_decides_the_step() -> None:
    graph, data = xor_graph(), dataset(2, 2)
    config = TrainingConfig("sgd", {"lr": 0.1, "momentum": 0.9}, seed=3)
    state = trained(graph, data, config, 5).state()
    bias = explain(graph, data, config, [1, 0], 1, state).nodes[1].parameter("bias")
    assert bias is not None
    before, after = bias.before["momentum_buffer"], bias.after["momentum_buffer"]
    np.testing.assert_array_equal(before, state.optimizer["dense_1.linear.bias/momentum_buffer"])
    np.testing.assert_allclose(after, 0.9 * before + bias.gradient, 1e-5)
    other = explain(graph, data, config.with_optimizer("adam"), [1, 0], 1, state)
    assert other.optimizer.step == 1, "another kind of optimiser starts without memory"


def test_one_sample_alone_gives_the_step_that_training_makes() -> None:
    graph, config = xor_graph(), TrainingConfig("adamw", {"weight_decay": 0.1}, seed=3)
    data = dataset(2, 2, samples=1)
    loop = trained(graph, data, config, 4)
    found = explain(graph, data, config, data.x[0], data.y[0], loop.state())
    loop.advance()
    for node in found.nodes:
        for parameter in node.parameters:
            np.testing.assert_array_equal(parameter.updated, loop.weights()[parameter.name])


def test_the_perceptron_rule_moves_the_weights_by_the_error_times_the_input() -> None:
    graph, data = stack(dense(1, "step"), loss="mse"), dataset(2, 2, samples=1)
    config = TrainingConfig("perceptron", {"lr": 0.5}, seed=3)
    wrong = 1 - explain(graph, data, config, [3, -4], 0).output[0]
    found = explain(graph, data, config, [3, -4], wrong)
    weight = found.nodes[1].parameter("weight")
    assert weight is not None
    np.testing.assert_allclose(weight.updated - weight.value, 0.5 * (wrong - found.output[0]) * found.x[None], 1e-5)
    with pytest.raises(NotTrainableError, match="single layer"):
        explain(xor_graph("step"), data, config, [3, -4], 0)


def test_gradients_of_a_branching_input_add_up() -> None:
    found = explain(branches(), dataset(2, 2), TrainingConfig(seed=3), [0.7, -1.3], 1)
    for node in found.nodes[:-1]:
        arriving = [wire.gradient for _, wire in found.consumers(node.id)]
        np.testing.assert_allclose(np.sum(arriving, axis=0), node.output_gradient, rtol=1e-5, atol=1e-8)
    assert np.abs(found.x_gradient).min() > 0


def test_a_graph_of_gates_with_steps_is_explained_though_it_cannot_learn() -> None:
    graph = Graph()
    ids = [graph.add(kind).id for kind in ("input", "nand", "or", "and", "output")]
    for source, sink in ((0, 1), (0, 2), (1, 3), (2, 3), (3, 4)):
        graph.connect(ids[source], ids[sink])
    found = [explain(graph, dataset(2, 2), TrainingConfig(), row, 0) for row in ([0, 0], [0, 1], [1, 0], [1, 1])]
    assert [float(one.output[0]) for one in found] == [0, 1, 1, 0]
    assert found[1].node(ids[3]).incoming.tolist() == [1, 1]


@pytest.mark.parametrize("kind", sorted(ACTIVATION))
def test_the_chain_rule_gives_every_gradient_of_a_weight(kind: str) -> None:
    found = explain(stack(dense(3, kind), dense(1, "sigmoid")), dataset(2, 2), TrainingConfig(seed=5), [0.7, -1.3], 1)
    node = found.nodes[1]
    for unit in range(3):
        for column in (0, 1, None):
            rule = node.chain_rule(unit, column)
            assert rule.delta == pytest.approx(float((rule.upstream * rule.local).sum()), rel=1e-4, abs=1e-8)
            assert rule.gradient == pytest.approx(rule.delta * rule.incoming, rel=1e-6, abs=1e-9)


# -- refusals --


@pytest.mark.parametrize(
    ("x", "target", "reason"),
    [
        ([1], 0, "x1, x2.*Columns: 2, numbers given: 1"),
        ([[1, 1]], 0, "numbers given: 2"),
        ([1, float("nan")], 0, "finite"),
        ([1, 1e39], 0, "finite"),
        (["a", 1], 0, "numbers"),
        ([1, 1], 2, "from 0 to 1, not 2"),
        ([1, 1], 0.5, "not 0.5"),
        ([1, 1], -1, "not -1"),
        ([1, 1], [0, 1], "2 were given"),
        ([1, 1], [], "0 were given"),
        ([1, 1], float("nan"), "NaN"),
    ],
)
def test_a_sample_that_does_not_fit_is_refused(x: object, target: object, reason: str) -> None:
    with pytest.raises(ExplanationError, match=reason):
        explain(xor_graph(), DataShape(("x1", "x2"), 2), TrainingConfig(), x, target)  # type: ignore[arg-type]


def test_a_target_may_be_given_for_each_unit() -> None:
    graph, data = stack(dense(3, "softmax"), loss="mse"), DataShape(columns(2), 3)
    found = explain(graph, data, TrainingConfig(), [1, 1], [0.25, 0.5, 0.25])
    assert found.target.tolist() == [0.25, 0.5, 0.25]
    assert explain(graph, data, TrainingConfig(), [1, 1], 2).target.tolist() == [0, 0, 1]
    with pytest.raises(ExplanationError, match="from 0 to 1"):
        explain(graph, data, TrainingConfig(), [1, 1], [0, 0, 7])


def test_what_the_loss_cannot_take_is_told() -> None:
    graph, data = stack(dense(1, "identity", initialisation="zeros"), loss="bce"), DataShape(("x1", "x2"), 2)
    assert explain(graph, data, TrainingConfig(), [1, 1], 0).output.tolist() == [0]
    state = trained(xor_graph(), dataset(2, 2), TrainingConfig(), 1).state()
    with pytest.raises(StorageError, match="do not fit"):
        explain(graph, data, TrainingConfig(), [1, 1], 0, state)
    graph.set(2, "initialisation", "pytorch")
    with pytest.raises(ExplanationError, match="probabilities"):
        explain(graph, data, TrainingConfig(), [-100, 100], 0)


def test_an_unfinished_drawing_is_refused() -> None:
    graph = xor_graph()
    graph.disconnect(next(iter(graph.edges)))
    with pytest.raises(LoomError, match="no wire"):
        explain(graph, DataShape(("x1", "x2"), 2), TrainingConfig(), [1, 1], 0)


def test_a_drawing_without_weights_is_explained_too() -> None:
    found = explain(stack("sigmoid", loss="mse"), DataShape(("x1",), 0), TrainingConfig(), [0], 1)
    assert found.loss == 0.25
    assert found.x_gradient.tolist() == [-0.25]
