"""What is measured of a network is what PyTorch computes, and measuring leaves no trace in the run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from engine.data import DataRecipe
from engine.training.snapshot import Snapshot, Status
from engine.training.trainer import Trainer
from engine.training.watch import SAMPLE, Watch
from tests.engine.networks import advance, config, dense, same_state, set_weights, stack, start, xor_graph

if TYPE_CHECKING:
    from engine.graph import Graph

CIRCLE = DataRecipe("circle", validation=0.5)


def stopped(trainer: Trainer) -> Snapshot:
    """Return the snapshot after the last step that was ordered; each look waits for the step under way."""
    for _ in range(100_000):
        snapshot = trainer.snapshot()
        if snapshot.status is not Status.RUNNING:
            return snapshot
    raise AssertionError("it never stopped")


def test_the_norms_are_those_of_a_backward_pass_by_hand() -> None:
    loop = advance(start(stack(dense(3), dense(1, "sigmoid")), CIRCLE), 3)
    before = loop.weights()
    loop.advance()
    vitals = Watch(loop).measure()
    module = loop.module
    loss = loop.task.loss(module(loop.task.train.x), loop.task.train.y)
    parameters = dict(module.named_parameters())
    gradients = dict(zip(parameters, torch.autograd.grad(loss, list(parameters.values())), strict=True))
    assert vitals.step == 4
    assert vitals.loss == pytest.approx(loss.item())
    for layer in ("dense_1", "dense_2"):
        own = [name for name in parameters if name.startswith(layer)]
        norms = {
            "gradient": torch.cat([gradients[name].flatten() for name in own]).norm().item(),
            "weights": torch.cat([parameters[name].detach().flatten() for name in own]).norm().item(),
        }
        moved = torch.cat([(parameters[name].detach() - before[name]).flatten() for name in own]).norm().item()
        found = vitals.layers[layer]
        assert found.gradient == pytest.approx(norms["gradient"], rel=1e-5)
        assert found.weights == pytest.approx(norms["weights"], rel=1e-5)
        assert found.update == pytest.approx(moved / norms["weights"], rel=1e-4)


def test_the_signal_is_how_a_single_sample_pulls_even_where_the_pulls_cancel_out() -> None:
    loop = start(stack(dense(1, "sigmoid"), loss="mse"), "xor")
    set_weights(loop, {"dense_1.linear.weight": [[0.0, 0.0]], "dense_1.linear.bias": [0.0]})
    layer = Watch(loop).measure().layers["dense_1"]
    assert layer.gradient == pytest.approx(0, abs=1e-7)  # two samples of each class at 0.5
    assert layer.signal == pytest.approx(1)  # d (p - y)^2 / d p = 2 (0.5 - y)


GRAPHS = {
    "plain": stack(dense(3), dense(1, "sigmoid")),
    "dropout and batch normalisation": stack(
        dense(4, "identity"), "batch_norm_1d", "tanh", "dropout", dense(1, "sigmoid")
    ),
}


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=list(GRAPHS))
@pytest.mark.parametrize("settings", [{}, {"full_batch": False, "batch_size": 16}])
def test_a_run_that_is_watched_gives_the_very_same_bits(graph: Graph, settings: dict[str, object]) -> None:
    training = config("adam", **settings)
    watched, unwatched = start(graph, CIRCLE, training), start(graph, CIRCLE, training)
    watch = Watch(watched)
    torch.manual_seed(7)
    watch.measure()
    for _ in range(30):
        random = torch.get_rng_state()
        watch.measure()
        assert torch.equal(torch.get_rng_state(), random)
        watched.advance()
        unwatched.advance()
    assert same_state(watched.state(), unwatched.state())


def test_watching_a_trainer_changes_neither_its_run_nor_snapshots_that_do_not_ask() -> None:
    watched, unwatched = Trainer(start(GRAPHS["plain"], CIRCLE)), Trainer(start(GRAPHS["plain"], CIRCLE))
    try:
        watched.watch()
        for trainer in (watched, unwatched):
            for _ in range(5):
                trainer.step()
                stopped(trainer)
        one, two = watched.snapshot(), unwatched.snapshot()
        assert one.vitals is not None
        assert (one.vitals.step, two.vitals) == (5, None)
        assert same_state(watched.state(), unwatched.state())
        watched.watch(False)
        assert watched.snapshot().vitals is None
    finally:
        watched.close()
        unwatched.close()


def test_weights_set_by_hand_while_paused_are_measured_anew_and_are_no_update() -> None:
    loop = start(xor_graph())
    trainer = Trainer(loop)
    try:
        trainer.watch()
        trainer.step()
        before = stopped(trainer).vitals
        trainer.set_weight("dense_2.linear.weight", np.zeros((1, 2), np.float32))
        after = trainer.snapshot().vitals
    finally:
        trainer.close()
    assert before is not None
    assert after is not None
    assert before.layers["dense_2"].update > 0
    assert after.layers["dense_2"].update == 0
    assert after.layers["dense_1"].gradient == 0  # nothing leads back through weights of zero
    assert after.layers["dense_2"].weights != before.layers["dense_2"].weights


def test_while_steps_are_made_a_measurement_serves_several_looks() -> None:
    loop = start(xor_graph())
    watch = Watch(loop)
    first = watch.look(running=True)
    loop.advance()
    assert watch.look(running=True) is first
    later = watch.look(running=False)
    assert later.step == 1
    assert watch.look(running=False) is later
    watch.forget()
    assert watch.look(running=False) is not later


def test_dead_and_saturated_units_are_named() -> None:
    loop = start(stack(dense(3, "relu"), dense(2, "tanh"), dense(1, "sigmoid")), CIRCLE)
    set_weights(
        loop,
        {
            "dense_1.linear.bias": [0.0, -100.0, 0.0],
            "dense_2.linear.bias": [50.0, 0.0],
            "dense_2.linear.weight": [[0.1, 0.1, 0.1], [0.01, 0.01, 0.01]],
            "dense_3.linear.bias": [40.0],
        },
    )
    layers = Watch(loop).measure().layers
    assert (layers["dense_1"].dead, layers["dense_1"].units) == ((1,), 3)
    assert (layers["dense_2"].saturated, layers["dense_2"].units) == ((0,), 2)
    assert layers["dense_3"].saturated == (0,)


def test_functions_that_are_nodes_of_their_own_are_watched_too() -> None:
    loop = start(stack(dense(2, "identity", bias=False), "relu", dense(1, "sigmoid")), CIRCLE)
    set_weights(loop, {"dense_1.linear.weight": [[0.0, 0.0], [1.0, 0.0]]})
    layers = Watch(loop).measure().layers
    assert list(layers) == ["dense_1", "relu", "dense_2"]
    assert layers["relu"].dead == (0,)
    assert math.isnan(layers["relu"].gradient)


def test_a_unit_that_only_a_sample_outside_of_the_measurement_moves_is_not_dead() -> None:
    loop = start(stack(dense(1, "relu"), dense(1, "sigmoid")), DataRecipe("circle", {"samples": 2000}))
    x = loop.task.train.x
    assert len(x) > SAMPLE
    looked_at = torch.linspace(0, len(x) - 1, SAMPLE).round().long()
    with torch.no_grad():
        x.fill_(-1.0)
        loop.task.train.x[next(i for i in range(len(x)) if i not in looked_at.tolist())] = 1.0
    set_weights(loop, {"dense_1.linear.weight": [[1.0, 1.0]], "dense_1.linear.bias": [0.0]})
    assert Watch(loop).measure().layers["dense_1"].dead == ()


@pytest.mark.parametrize(
    ("graph", "recipe", "chance"),
    [
        (stack(dense(1, "sigmoid")), "xor", math.log(2)),
        (stack(dense(1, "identity"), loss="bce_with_logits"), "xor", math.log(2)),
        (stack(dense(2, "identity"), loss="cross_entropy"), "xor", math.log(2)),
        (stack(dense(2, "log_softmax"), loss="nll"), "xor", math.log(2)),
        (stack(dense(1, "sigmoid")), "and", 0.25 * math.log(4) + 0.75 * math.log(4 / 3)),
        (stack(dense(1, "sigmoid"), loss="mse"), "xor", 0.25),
        (stack(dense(1, "sigmoid"), loss="l1"), "and", 0.25),
        (stack(dense(1, "sigmoid"), loss="huber"), "xor", 0.125),
    ],
)
def test_chance_is_the_loss_of_the_best_constant_answer(graph: Graph, recipe: str, chance: float) -> None:
    assert Watch(start(graph, recipe)).measure().chance == pytest.approx(chance, rel=1e-4)


def test_the_first_part_whose_numbers_break_is_named() -> None:
    loop = start(stack(dense(2, "relu"), dense(2, "relu"), dense(1, "identity"), loss="mse"), "xor")
    huge = [[3e38, 3e38], [3e38, 3e38]]
    set_weights(loop, {"dense_2.linear.weight": huge, "dense_1.linear.weight": [[9.0, 9.0], [9.0, 9.0]]})
    vitals = Watch(loop).measure()
    assert vitals.broken == "dense_2"
    assert not math.isfinite(vitals.loss)


def test_a_diverged_run_says_in_its_snapshot_where_the_numbers_broke() -> None:
    loop = start(stack(dense(2, "relu"), dense(1, "identity"), loss="mse"), "plane", config("sgd", {"lr": 100.0}))
    trainer = Trainer(loop)
    try:
        trainer.watch()
        trainer.run()
        snapshot = stopped(trainer)
    finally:
        trainer.close()
    assert snapshot.diverged
    assert snapshot.vitals is not None
    assert snapshot.vitals.broken or any(math.isinf(layer.gradient) for layer in snapshot.vitals.layers.values())
