"""The loop against the one that a PyTorch tutorial writes, and what it says of itself."""

from __future__ import annotations

import math
from itertools import chain

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from engine.data import DataRecipe
from engine.errors import NotTrainableError, SettingError
from engine.training.forward import leaf_calls
from engine.training.loop import Loop
from engine.training.optimizers import OPTIMIZERS
from engine.training.task import Samples, Task
from tests.engine.networks import advance, config, dense, named, stack, start, train_by_hand, xor_graph

OPTIMIZER_CASES = [
    ("sgd", {"lr": 0.3}, torch.optim.SGD, {"lr": 0.3}),
    ("sgd", {"momentum": 0.9}, torch.optim.SGD, {"lr": 0.1, "momentum": 0.9}),
    (
        "sgd",
        {"momentum": 0.9, "nesterov": True, "weight_decay": 0.01},
        torch.optim.SGD,
        {"lr": 0.1, "momentum": 0.9, "nesterov": True, "weight_decay": 0.01},
    ),
    ("sgd", {"nesterov": True}, torch.optim.SGD, {"lr": 0.1}),
    ("adam", {}, torch.optim.Adam, {"lr": 0.01}),
    ("adam", {"beta1": 0.8, "weight_decay": 0.1}, torch.optim.Adam, {"betas": (0.8, 0.999), "weight_decay": 0.1}),
    ("adamw", {"lr": 0.02}, torch.optim.AdamW, {"lr": 0.02, "weight_decay": 0.01}),
    ("rmsprop", {"momentum": 0.5, "alpha": 0.9}, torch.optim.RMSprop, {"momentum": 0.5, "alpha": 0.9}),
    ("adagrad", {"lr_decay": 0.1}, torch.optim.Adagrad, {"lr": 0.1, "lr_decay": 0.1}),
]


@pytest.mark.parametrize(("kind", "settings", "made_by_hand", "arguments"), OPTIMIZER_CASES)
@pytest.mark.parametrize("batch", [None, 32])
def test_every_step_is_the_hand_written_one_bit_for_bit(
    kind: str,
    settings: dict[str, object],
    made_by_hand: type[torch.optim.Optimizer],
    arguments: dict[str, object],
    batch: int | None,
) -> None:
    if made_by_hand in (torch.optim.Adam, torch.optim.RMSprop):
        arguments = {"lr": 0.01, **arguments}
    size = {"full_batch": True} if batch is None else {"full_batch": False, "batch_size": batch, "shuffle": False}
    loop = start(stack(dense(5), dense(1, "sigmoid")), "blobs_002", config(kind, settings, seed=3, **size))
    train = loop.task.train
    torch.manual_seed(3)
    module = nn.Sequential(nn.Linear(2, 5), nn.Tanh(), nn.Linear(5, 1), nn.Sigmoid())
    optimizer = made_by_hand(module.parameters(), **arguments)  # type: ignore[arg-type]  # by name, as the case says
    cuts = range(0, 100, batch or 100)
    pieces = [(train.x[cut : cut + (batch or 100)], train.y[cut : cut + (batch or 100)]) for cut in cuts]
    losses = train_by_hand(module, nn.BCELoss(), optimizer, lambda: pieces, 10)
    got = []
    for _ in losses:
        loop.advance()
        got.append(loop.batch_loss)
    assert got == losses
    for one, two in zip(loop.module.parameters(), module.parameters(), strict=True):
        assert torch.equal(one, two)
    means = np.array(losses).reshape(10, -1) @ np.array([len(x) for x, _ in pieces]) / 100
    np.testing.assert_allclose(loop.curve().train_loss, means, rtol=1e-12)


LOSS_CASES = [
    ("bce", "sigmoid", 1, nn.BCELoss()),
    ("bce_with_logits", "identity", 1, nn.BCEWithLogitsLoss()),
    ("cross_entropy", "identity", 2, nn.CrossEntropyLoss()),
    ("nll", "log_softmax", 2, nn.NLLLoss()),
    ("mse", "tanh", 1, nn.MSELoss()),
    ("l1", "identity", 1, nn.L1Loss()),
    ("huber", "identity", 1, nn.HuberLoss()),
]
LAST = {
    "sigmoid": nn.Sigmoid(),
    "identity": nn.Identity(),
    "log_softmax": nn.LogSoftmax(dim=1),
    "tanh": nn.Tanh(),
}


@pytest.mark.parametrize(("kind", "activation", "units", "loss"), LOSS_CASES)
def test_every_loss_is_pytorch_s_own(kind: str, activation: str, units: int, loss: nn.Module) -> None:
    loop = start(stack(dense(4, "relu"), dense(units, activation), loss=kind), "blobs_002", config("adam", seed=1))
    torch.manual_seed(1)
    module = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, units), LAST[activation])
    y = loop.task.train.y if kind in ("cross_entropy", "nll") else loop.task.train.y.float()
    optimizer = torch.optim.Adam(module.parameters(), lr=0.01)
    losses = train_by_hand(module, loss, optimizer, lambda: [(loop.task.train.x, y)], 20)
    assert advance(loop, 20).curve().train_loss.tolist() == losses


def test_dropout_and_batch_normalisation_are_the_hand_written_ones_too() -> None:
    graph = stack(dense(6), ("dropout", {"p": 0.3}), "batch_norm_1d", dense(1, "sigmoid"))
    loop = start(graph, "blobs_002", config(seed=9))
    torch.manual_seed(9)
    module = nn.Sequential(
        nn.Linear(2, 6), nn.Tanh(), nn.Dropout(0.3), nn.BatchNorm1d(6), nn.Linear(6, 1), nn.Sigmoid()
    )
    torch.manual_seed(9)  # the run draws from the seed anew
    train = loop.task.train
    losses = train_by_hand(
        module, nn.BCELoss(), torch.optim.SGD(module.parameters(), lr=0.1), lambda: [(train.x, train.y)], 15
    )
    assert advance(loop, 15).curve().train_loss.tolist() == losses
    for one, two in zip(loop.module.state_dict().values(), module.state_dict().values(), strict=True):
        assert torch.equal(one, two)


class Recorder(nn.Module):
    """A loss that remembers the targets that it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[list[float]] = []

    def forward(self, output: Tensor, y: Tensor) -> Tensor:
        self.seen.append(y.flatten().tolist())
        return (output - y).square().mean()


def numbered(samples: int, **run: object) -> tuple[Loop, Recorder]:
    """Return a loop over samples whose targets are their numbers."""
    loss, x = Recorder(), torch.rand(samples, 2)
    data = Samples(x, torch.arange(float(samples)).unsqueeze(1))
    task = Task(loss, data, Samples(x[:0], data.y[:0]), None)
    return Loop(nn.Linear(2, 1), task, config("sgd", {"lr": 0.0}, full_batch=False, **run)), loss


@given(samples=st.integers(1, 30), size=st.integers(1, 35), seed=st.integers(0, 1000))
def test_every_epoch_takes_each_sample_once_in_a_new_order(samples: int, size: int, seed: int) -> None:
    loop, loss = numbered(samples, batch_size=size, seed=seed)
    advance(loop, 3 * loop.batches)
    assert loop.epoch == 3
    epochs = [list(chain(*loss.seen[k * loop.batches : (k + 1) * loop.batches])) for k in range(3)]
    assert all(sorted(epoch) == list(range(samples)) for epoch in epochs)
    assert [len(batch) for batch in loss.seen[: loop.batches - 1]] == [size] * (loop.batches - 1)
    if samples > 12:
        assert epochs[0] != epochs[1] != epochs[2]


def test_without_shuffling_the_order_is_that_of_the_data() -> None:
    loop, loss = numbered(5, batch_size=2, shuffle=False)
    advance(loop, 6)
    assert loss.seen == [[0, 1], [2, 3], [4]] * 2


@given(samples=st.integers(1, 30), size=st.integers(1, 35))
def test_drop_last_leaves_out_what_pytorch_s_data_loader_leaves_out(samples: int, size: int) -> None:
    loop, loss = numbered(samples, batch_size=size, shuffle=False, drop_last=True)
    size = min(size, samples)  # a loop takes the samples that there are where a batch would be larger
    targets = TensorDataset(torch.arange(float(samples)))
    batches = [batch[0].tolist() for batch in DataLoader(targets, batch_size=size, drop_last=True)]
    advance(loop, 2 * len(batches))
    assert loss.seen == batches * 2
    assert (loop.epoch, loop.batches) == (2, len(batches))


def test_the_seed_decides_the_order() -> None:
    orders = []
    for seed in (1, 1, 2):
        loop, loss = numbered(40, batch_size=40, seed=seed)
        loop.advance()
        orders.append(loss.seen[0])
    assert orders[0] == orders[1] != orders[2]


def test_accuracy_and_loss_of_an_epoch_are_weighted_by_the_size_of_its_batches() -> None:
    recipe = DataRecipe("xor_cloud", {"samples": 25}, validation=0.2)
    loop = start(stack(dense(4), dense(1, "sigmoid")), recipe, config(full_batch=False, batch_size=8, shuffle=False))
    losses, right = [], []
    for start_, size in ((0, 8), (8, 8), (16, 4)):
        part = Samples(loop.task.train.x[start_ : start_ + size], loop.task.train.y[start_ : start_ + size])
        loss, accuracy = loop.evaluate(part)
        losses.append(loss * size)
        right.append(accuracy * size)
        loop.advance()
    row = loop.curve().table()[0]
    assert row[:4] == pytest.approx([0, 3, sum(losses) / 20, sum(right) / 20], abs=1e-6)
    assert row[4:] == pytest.approx(loop.evaluate(loop.task.validation))


def test_an_unfinished_epoch_is_the_last_row_of_the_curve() -> None:
    loop = start(xor_graph(), training=config(full_batch=False, batch_size=3))
    assert len(loop.curve()) == 0
    advance(loop, 3)
    assert loop.curve().epoch.tolist() == [0, 1]
    assert len(loop.history) == 1


def test_a_run_is_finished_after_its_epochs_unless_it_is_endless() -> None:
    loop = start(xor_graph(), training=config(full_batch=False, batch_size=2, endless=False, epochs=3))
    steps = 0
    while not loop.finished:
        loop.advance()
        steps += 1
    assert steps == 6
    assert not advance(start(xor_graph(), training=config(epochs=1)), 3).finished


def test_training_leaves_the_caller_s_random_numbers_alone() -> None:
    loop = start(stack(dense(4), "dropout", dense(1, "sigmoid")))
    torch.manual_seed(123)
    before = torch.get_rng_state()
    advance(loop, 3)
    assert torch.equal(torch.get_rng_state(), before)


def test_the_caller_s_random_numbers_do_not_disturb_training() -> None:
    quiet, disturbed = (start(stack(dense(4), "dropout", dense(1, "sigmoid"))) for _ in range(2))
    for step in range(5):
        quiet.advance()
        torch.manual_seed(step)
        disturbed.advance()
    assert quiet.curve().train_loss.tolist() == disturbed.curve().train_loss.tolist()


def test_looking_at_the_outputs_does_not_disturb_training() -> None:
    graph = stack(dense(4), "dropout", "batch_norm_1d", dense(1, "sigmoid"))
    left_alone, watched = (start(graph, training=config(seed=2)) for _ in range(2))
    for _ in range(6):
        left_alone.advance()
        watched.advance()
        watched.outputs(torch.rand(7, 2))
        watched.evaluate(watched.task.train)
        watched.state()
    assert left_alone.curve().train_loss.tolist() == watched.curve().train_loss.tolist()


@pytest.mark.parametrize("activation", ["tanh", "prelu", "step", "softmax"])
def test_the_short_way_through_the_layers_gives_the_same_bits(activation: str) -> None:
    graph = stack(
        dense(3, activation), "flatten", "batch_norm_1d", "identity", dense(2), "softplus", dense(1, "sigmoid")
    )
    module = start(graph).module
    x = torch.rand(9, 2)
    for mode in (True, False):
        module.train(mode)
        fast, slow = leaf_calls(module)(x), module(x)
        assert torch.equal(fast, slow)


def test_weights_set_by_hand_before_the_first_step_are_those_that_a_reset_goes_back_to() -> None:
    loop = start(xor_graph())
    loop.set_weight("dense_2.linear.bias", torch.tensor([0.5]))
    advance(loop, 3)
    loop.set_weight("dense_2.linear.bias", torch.tensor([9.0]))
    loop.reset()
    assert loop.weights()["dense_2.linear.bias"].tolist() == [0.5]
    assert (loop.step, len(loop.curve())) == (0, 0)


def test_a_weight_takes_neither_another_shape_nor_nan() -> None:
    loop = start(xor_graph())
    before = loop.weights()
    with pytest.raises(SettingError, match=r"dense_1.linear.bias has the shape \(2,\) .* of the shape \(1,\)"):
        loop.set_weight("dense_1.linear.bias", torch.tensor([1.0]))
    with pytest.raises(SettingError, match="cannot be NaN or infinite"):
        loop.set_weight("dense_1.linear.bias", torch.tensor([1.0, math.nan]))
    assert all(torch.equal(before[name], after) for name, after in loop.weights().items())


def test_a_weight_set_by_hand_is_trained_on() -> None:
    loop = start(xor_graph())
    loop.set_weight("dense_1.linear.weight", torch.zeros(2, 2))
    advance(loop, 2)
    assert loop.weights()["dense_1.linear.weight"].any()


@given(kinds=st.lists(st.sampled_from([o.kind for o in OPTIMIZERS if o.rule == "loss"]), min_size=2, max_size=4))
@examples(max_examples=20)
def test_the_optimiser_may_be_changed_while_training(kinds: list[str]) -> None:
    loop = start(xor_graph())
    for kind in kinds:
        loop.reconfigure(config(kind))
        advance(loop, 2)
    assert loop.epoch == 2 * len(kinds)


@pytest.mark.parametrize("kind", ["sgd", "rmsprop"])
def test_momentum_may_be_switched_on_and_off_while_training(kind: str) -> None:
    loop = start(xor_graph(), training=config(kind))
    for momentum in (0.0, 0.9, 0.0, 0.5):
        loop.reconfigure(config(kind, {"momentum": momentum}))
        advance(loop, 2)
    again = start(xor_graph(), training=loop.config, state=loop.state())
    assert advance(again, 2).weights()["dense_2.linear.bias"] == advance(loop, 2).weights()["dense_2.linear.bias"]


def test_another_learning_rate_keeps_the_memory_of_the_optimiser() -> None:
    loop = advance(start(xor_graph(), training=config("adam")), 4)
    before = loop.state().optimizer
    loop.reconfigure(config("adam", {"lr": 0.5}))
    assert all(torch.equal(before[name], value) for name, value in loop.state().optimizer.items())
    assert before


def test_another_batch_size_closes_the_epoch_under_way() -> None:
    loop = advance(start(xor_graph(), training=config(full_batch=False, batch_size=1)), 3)
    loop.reconfigure(config(full_batch=False, batch_size=2))
    assert (loop.epoch, loop.batch, loop.batches) == (1, 0, 2)
    assert advance(loop, 2).curve().step.tolist() == [3, 5]


def test_batch_normalisation_refuses_a_batch_of_one_sample_with_its_size() -> None:
    graph = stack(dense(3), "batch_norm_1d", dense(1, "sigmoid"))
    loop = start(graph, training=config(full_batch=False, batch_size=3))
    before = loop.weights()
    with pytest.raises(NotTrainableError, match=r"4 training samples in batches of 3 end in a batch of 1"):
        loop.advance()
    assert loop.step == 0
    assert all(torch.equal(before[name], after) for name, after in loop.weights().items())
    loop.reconfigure(config(full_batch=False, batch_size=2))
    assert advance(loop, 2).epoch == 1


def test_one_training_sample_is_enough_without_batch_normalisation() -> None:
    loop = start(xor_graph(), training=config(full_batch=False, batch_size=1))
    assert advance(loop, 4).epoch == 1


def test_a_module_without_weights_and_a_task_without_samples_are_refused() -> None:
    task = start(xor_graph()).task
    with pytest.raises(NotTrainableError, match="nothing to learn"):
        Loop(nn.Sequential(nn.Tanh()), task, config())
    empty = Task(task.loss, Samples(task.train.x[:0], task.train.y[:0]), task.validation, task.correct)
    with pytest.raises(NotTrainableError, match="no training samples"):
        Loop(nn.Linear(2, 1), empty, config())


def test_a_node_s_own_weights_are_found_under_its_name() -> None:
    graph = xor_graph()
    graph.rename(named(graph, "Dense 1").id, "hidden")
    assert list(start(graph).weights())[:2] == ["hidden.linear.weight", "hidden.linear.bias"]


def test_weights_set_by_hand_have_one_loss_everywhere_until_the_next_step() -> None:
    loop = advance(start(xor_graph(), training=config("sgd", {"lr": 0.5})), 50)
    before = loop.state()
    epochs = len(loop.curve())
    loop.set_weight("dense_2.linear.bias", torch.tensor([5.0]))
    measured, accuracy = loop.evaluate(loop.task.train)
    curve = loop.curve()
    assert len(curve) == epochs + 1
    assert curve.train_loss[-1] == loop.batch_loss == measured
    assert (curve.train_accuracy[-1], curve.step[-1]) == (accuracy, 50)
    again = start(xor_graph(), training=config("sgd", {"lr": 0.5}))
    again.restore(loop.state())
    assert again.batch_loss == again.curve().train_loss[-1] == measured
    again.restore(before)
    assert again.batch_loss == again.curve().train_loss[-1] == before.history.curve().train_loss[-1]
    loop.advance()
    assert len(loop.curve()) == epochs + 1
    assert loop.curve().train_loss[-1] == loop.batch_loss
