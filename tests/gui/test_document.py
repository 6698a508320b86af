"""The document: every edit is one step back, and undo brings trained weights back too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.data import DataRecipe
from engine.errors import GraphError, SettingError
from engine.training.snapshot import Status
from tests.gui.running import train_some, weights

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.document import Document


def test_an_edit_is_one_step_back_whatever_it_touched(xor: Document) -> None:
    before = xor.graph.copy()
    with xor.edit("several things") as graph:
        graph.set(2, "units", 5)
        graph.rename(2, "Hidden")
        graph.move({3: (500, 40)})
        graph.remove([4])
    assert xor.undo_stack.count() == 1
    xor.undo_stack.undo()
    assert xor.graph == before


def test_a_refused_edit_changes_nothing_and_leaves_no_step(xor: Document) -> None:
    before = xor.graph.copy()

    def close_a_cycle() -> None:
        with xor.edit("cycle") as graph:
            graph.set(2, "units", 7)
            graph.connect(3, 2)

    with pytest.raises(GraphError):
        close_a_cycle()
    assert xor.graph == before
    assert xor.undo_stack.count() == 0


def test_an_attempt_that_is_refused_says_why(xor: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(xor.notice) as notice:
        assert not xor.attempt("wire", lambda graph: graph.connect(1, 3))
    assert "Dense 2" in notice.args[0]
    assert "Dense 1" in notice.args[0]


def test_turning_one_knob_quickly_is_one_step(xor: Document) -> None:
    for units in (3, 4, 5):
        with xor.edit("units", knob="2/units") as graph:
            graph.set(2, "units", units)
    assert xor.undo_stack.count() == 1
    xor.undo_stack.undo()
    assert xor.graph.node(2).settings["units"] == 2


def test_undoing_a_structural_edit_brings_the_trained_run_back(xor: Document, qtbot: QtBot) -> None:
    train_some(xor, qtbot)
    trained, step = weights(xor), xor.run.step_count
    with xor.edit("units") as graph:
        graph.set(2, "units", 3)
    assert xor.run.step_count == 0
    assert xor.run.ghost is not None
    xor.undo_stack.undo()
    assert (weights(xor), xor.run.step_count) == (trained, step)
    xor.undo_stack.redo()
    assert xor.run.step_count == 0


def test_undo_after_a_rename_brings_each_layer_its_own_weights_back(xor: Document, qtbot: QtBot) -> None:
    """Two layers of the same shape that exchange their names must not exchange their weights."""
    with xor.edit("square") as graph:
        graph.set(3, "units", 2)
        graph.set(4, "loss", "mse")
    train_some(xor, qtbot)
    own = {node: xor.run.weights_of(node)["linear.weight"].copy() for node in (2, 3)}
    with xor.edit("swap") as graph:
        graph.rename(2, "x")
        graph.rename(3, "Dense 1")
        graph.rename(2, "Dense 2")
    with xor.edit("units") as graph:
        graph.set(2, "units", 3)
    xor.undo_stack.undo()
    for node in (2, 3):
        assert np.array_equal(xor.run.weights_of(node)["linear.weight"], own[node])


def test_a_knob_that_comes_back_to_its_start_still_brings_the_run_back(xor: Document, qtbot: QtBot) -> None:
    train_some(xor, qtbot)
    step = xor.run.step_count
    for units in (3, 2):
        with xor.edit("units", knob="2/units") as graph:
            graph.set(2, "units", units)
    assert xor.run.step_count == 0
    xor.undo_stack.undo()
    assert xor.run.step_count == step


def test_a_new_start_after_the_last_seed_takes_the_first(xor: Document) -> None:
    xor.set_config(replace(xor.config, seed=2**31 - 1), "seed")
    xor.new_start()
    assert xor.config.seed == 0


def test_the_loss_shown_after_a_weight_is_set_is_that_of_the_new_weights(xor: Document, qtbot: QtBot) -> None:
    train_some(xor, qtbot)
    xor.set_weight(3, "linear.bias", np.array([8.0], dtype=np.float32), "bias")
    last = xor.run.last
    assert last is not None
    assert last.batch_loss == pytest.approx(4, abs=0.7)  # two of four points are wrong by about 8 nats each


def test_moving_and_renaming_leave_a_running_run_alone(xor: Document, qtbot: QtBot) -> None:
    xor.run.train()
    qtbot.waitUntil(lambda: xor.run.step_count > 0)
    with xor.edit("move") as graph:
        graph.move({2: (10, 10)})
        graph.rename(2, "Hidden")
    step = xor.run.step_count
    qtbot.waitUntil(lambda: xor.run.step_count > step)
    assert xor.run.weights_of(2).keys() == {"linear.weight", "linear.bias"}


def test_a_weight_set_by_hand_survives_a_reset_and_an_undo(xor: Document, qtbot: QtBot) -> None:
    first = weights(xor)
    value = np.array([[1.5, -2.0], [0.25, 4.0]], dtype=np.float32)
    xor.set_weight(2, "linear.weight", value, "weight")
    train_some(xor, qtbot)
    xor.reset_run()
    assert np.array_equal(xor.run.weights_of(2)["linear.weight"], value)
    xor.undo_stack.undo()  # the reset
    assert xor.run.step_count >= 20
    xor.undo_stack.undo()  # the weight
    assert weights(xor) == first
    assert xor.hand_set == {}


def test_a_weight_set_by_hand_stays_when_another_layer_changes(xor: Document) -> None:
    value = np.array([[1.5, -2.0], [0.25, 4.0]], dtype=np.float32)
    xor.set_weight(2, "linear.weight", value, "weight")
    with xor.edit("activation") as graph:
        graph.set(3, "initialisation", "zeros")
    assert np.array_equal(xor.run.weights_of(2)["linear.weight"], value)


def test_a_weight_set_while_it_trains_leaves_the_others_to_training(xor: Document, qtbot: QtBot) -> None:
    seen = xor.run.weights_of(2)["linear.weight"].copy()
    xor.run.train()
    qtbot.waitUntil(lambda: xor.run.step_count > 50)
    xor.run.pause()
    qtbot.waitUntil(lambda: not xor.run.running)
    trained = xor.run.weights_of(2)["linear.weight"]
    changed = trained.astype(np.float32)
    changed[0, 1] = 7.0
    xor.set_weight(2, "linear.weight", changed, "weight")
    after = xor.run.weights_of(2)["linear.weight"]
    assert after[0, 1] == 7.0
    assert after[1, 0] == trained[1, 0] != seen[1, 0]


def test_old_steps_forget_their_runs_before_they_fill_the_memory(
    xor: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.document.RUN_MEMORY", 60)  # room for one run of 13 float32 parameters
    train_some(xor, qtbot)
    for units in (3, 4, 5):
        with xor.edit("units") as graph:
            graph.set(2, "units", units)
    for _ in range(3):
        xor.undo_stack.undo()
    assert xor.graph.node(2).settings["units"] == 2
    assert xor.run.step_count == 0
    assert xor.run.ready


def test_reset_returns_to_the_same_weights_and_a_new_start_does_not(xor: Document, qtbot: QtBot) -> None:
    first = weights(xor)
    train_some(xor, qtbot)
    assert weights(xor) != first
    xor.reset_run()
    assert weights(xor) == first
    xor.new_start()
    assert weights(xor) != first
    assert xor.config.seed == 1
    xor.undo_stack.undo()
    assert weights(xor) == first


def test_the_learning_rate_changes_while_it_runs(xor: Document, qtbot: QtBot) -> None:
    xor.run.train()
    qtbot.waitUntil(lambda: xor.run.step_count > 0)
    xor.set_config(xor.config.with_optimizer_setting("lr", 0.0), "lr")
    qtbot.waitUntil(lambda: xor.run.running)
    xor.run.pause()
    qtbot.waitUntil(lambda: not xor.run.running)
    frozen = weights(xor)
    train_some(xor, qtbot)
    assert weights(xor) == frozen
    assert xor.undo_stack.count() == 1


def test_other_data_begins_another_run_and_can_be_undone(xor: Document, qtbot: QtBot) -> None:
    train_some(xor, qtbot)
    trained, recipe = weights(xor), xor.recipe
    xor.set_recipe(DataRecipe("circle"), "data")
    assert xor.run.step_count == 0
    assert len(xor.dataset.x) > 4
    xor.undo_stack.undo()
    assert xor.recipe == recipe
    assert weights(xor) == trained


def test_a_bad_setting_is_refused_before_anything_changes(xor: Document) -> None:
    with pytest.raises(SettingError):
        replace(xor.config, batch_size=0)
    with pytest.raises(SettingError), xor.edit("units") as graph:
        graph.set(2, "units", 0)
    assert xor.undo_stack.count() == 0


def test_divergence_stops_with_a_sentence_and_finite_weights(xor: Document, qtbot: QtBot) -> None:
    with xor.edit("mse") as graph:
        graph.set(4, "loss", "mse")
        graph.set(3, "activation", "identity")
        graph.set(2, "activation", "identity")
    xor.set_config(xor.config.with_optimizer_setting("lr", 1000.0), "lr")
    xor.run.train()
    qtbot.waitUntil(lambda: xor.run.status is Status.FAILED)
    last = xor.run.last
    assert last is not None
    assert "1000" in str(last.problem)
    assert f"step {last.step}" in str(last.problem)
    assert all(np.isfinite(value).all() for value in last.weights.values())


def test_a_drawing_that_cannot_be_trained_has_no_run_and_says_why(xor: Document) -> None:
    with xor.edit("cut") as graph:
        graph.disconnect(graph.edges_into(4)[0].ends)
    assert not xor.run.ready
    assert "Output" in str(xor.obstacle)


def test_modified_follows_edits_and_training(xor: Document, qtbot: QtBot) -> None:
    xor.saved.mark(None)
    assert not xor.modified
    with xor.edit("move") as graph:
        graph.move({2: (10, 10)})
    assert xor.modified
    xor.undo_stack.undo()
    assert not xor.modified
    train_some(xor, qtbot)
    assert xor.modified


def test_a_project_reopens_at_the_same_step_under_renamed_nodes(xor: Document, qtbot: QtBot) -> None:
    from gui.document import Document as AnotherDocument

    xor.set_weight(2, "linear.bias", np.array([0.5, -0.5], dtype=np.float32), "bias")
    train_some(xor, qtbot)
    with xor.edit("rename") as graph:
        graph.rename(2, "은닉층")
    project = xor.project({"zoom": 1.5})
    other = AnotherDocument()
    other.torch_is_ready()
    other.open(project, None)
    assert other.graph == xor.graph
    assert other.run.step_count == xor.run.step_count
    assert not other.modified
    for node in (2, 3):
        for name, value in xor.run.weights_of(node).items():
            assert np.array_equal(other.run.weights_of(node)[name], value)
    assert set(other.hand_set) == {(2, "linear.bias")}
    other.run.step()
    xor.run.step()
    qtbot.waitUntil(lambda: other.run.step_count == xor.run.step_count and xor.run.step_count == project.run.step + 1)  # type: ignore[union-attr]  # it has a run
    assert np.array_equal(other.run.weights_of(2)["linear.weight"], xor.run.weights_of(2)["linear.weight"])
    other.run.close()


def test_first_weights_set_by_hand_survive_in_a_drawing_that_is_not_finished(xor: Document, tmp_path: Path) -> None:
    from engine.storage import read_project, write_project
    from gui.document import Document as AnotherDocument

    by_hand = np.array([0.5, -0.5], dtype=np.float32)
    xor.set_weight(2, "linear.bias", by_hand, "bias")
    with xor.edit("cut") as graph:
        graph.disconnect(graph.edges_into(4)[0].ends)
        graph.rename(2, "은닉층")
    assert not xor.run.ready
    write_project(xor.project({}), tmp_path / "p.loom")
    other = AnotherDocument()
    other.torch_is_ready()
    other.open(read_project(tmp_path / "p.loom"), None)
    assert not other.run.ready
    with other.edit("finish") as graph:
        graph.connect(3, 4)
    assert np.array_equal(other.run.weights_of(2)["linear.bias"], by_hand)
    other.run.close()


def test_much_data_makes_a_new_project_take_batches_in_the_same_step(xor: Document) -> None:
    large = DataRecipe("circle", {"samples": 3000}, validation=0.5)
    assert xor.config.full_batch
    xor.set_recipe(large, "data")
    assert not xor.config.full_batch
    xor.undo_stack.undo()
    assert xor.config.full_batch
    assert xor.recipe.source == "xor"
    xor.set_config(replace(xor.config, epochs=7), "epochs")  # from here on the settings are the person's own
    xor.set_recipe(large, "data")
    assert xor.config.full_batch
