"""Choosing how to train, before and while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox

from gui.panels.training import TrainingPanel
from tests.gui.panels.panel_bench import type_into, walk_with_tab
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from gui.forms import SettingsForm

OUTPUT = 4


@pytest.fixture
def training(qtbot: QtBot, xor: Document) -> TrainingPanel:
    return on_screen(qtbot, TrainingPanel(xor))


def settings(training: TrainingPanel) -> SettingsForm:
    assert training.settings_form is not None
    return training.settings_form


def tick(form: SettingsForm, name: str) -> None:
    box = form.editor(name)
    assert isinstance(box, QCheckBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def test_the_rate_changes_while_it_runs_and_it_goes_on(training: TrainingPanel, xor: Document, qtbot: QtBot) -> None:
    xor.run.train()
    qtbot.waitUntil(lambda: xor.run.step_count > 10)
    type_into(settings(training).editor("lr"), "0.5")
    assert xor.config.optimizer_settings["lr"] == 0.5
    reached = xor.run.step_count
    qtbot.waitUntil(lambda: xor.run.step_count > reached)
    assert xor.run.running


def test_the_loss_is_that_of_the_output(training: TrainingPanel, xor: Document) -> None:
    loss = training.loss_form.editor("loss")
    assert isinstance(loss, QComboBox)
    assert loss.currentData() == "bce"
    loss.setFocus()
    QTest.keyClick(loss, Qt.Key.Key_End)
    assert xor.graph.node(OUTPUT).settings["loss"] == loss.currentData() == "huber"
    xor.undo_stack.undo()
    assert loss.currentData() == "bce"


def test_without_an_output_there_is_no_loss_and_it_says_so(training: TrainingPanel, xor: Document) -> None:
    with xor.edit("remove") as graph:
        graph.remove([OUTPUT])
    assert not training.loss_form.editor("loss").isEnabled()
    assert training.loss_note.isVisible()
    xor.undo_stack.undo()
    assert training.loss_form.editor("loss").isEnabled()
    assert not training.loss_note.isVisible()


def test_each_optimiser_brings_its_own_settings(training: TrainingPanel, xor: Document, qtbot: QtBot) -> None:
    optimizer = training.optimizer_form.editor("optimizer")
    optimizer.setFocus()
    QTest.keyClick(optimizer, Qt.Key.Key_Down)
    assert xor.config.optimizer == "adam"
    qtbot.waitUntil(lambda: settings(training).editor("beta1").isVisible())
    xor.undo_stack.undo()
    qtbot.waitUntil(lambda: settings(training).editor("nesterov").isVisible())


def test_tab_walks_from_top_to_bottom(training: TrainingPanel, xor: Document, qtbot: QtBot) -> None:
    xor.set_config(xor.config.with_optimizer("adam"), "adam")
    qtbot.waitUntil(lambda: settings(training).editor("beta1").isVisible())
    walked = walk_with_tab(training.loss_form.editor("loss"), 8)
    assert [name for name in walked if name] == [
        "optimizer",
        "lr",
        "beta1",
        "beta2",
        "eps",
        "weight_decay",
        "full_batch",
    ]


def test_a_batch_size_can_be_chosen_once_it_matters(training: TrainingPanel, xor: Document) -> None:
    size = training.run_form.editor("batch_size")
    assert not size.isEnabled()
    assert "Full batch is on" in size.toolTip()
    tick(training.run_form, "full_batch")
    assert size.isEnabled()
    type_into(size, "2")
    assert (xor.config.full_batch, xor.config.batch_size) == (False, 2)


def test_a_number_of_epochs_can_be_chosen_once_it_matters(training: TrainingPanel, xor: Document) -> None:
    assert not training.run_form.editor("epochs").isEnabled()
    tick(training.run_form, "endless")
    type_into(training.run_form.editor("epochs"), "50")
    assert (xor.config.endless, xor.config.epochs) == (False, 50)


def test_nesterov_needs_momentum(training: TrainingPanel, xor: Document) -> None:
    assert not settings(training).editor("nesterov").isEnabled()
    assert "momentum" in settings(training).editor("nesterov").toolTip()
    type_into(settings(training).editor("momentum"), "0.9")
    tick(settings(training), "nesterov")
    assert xor.config.optimizer_settings["nesterov"] is True


def test_a_rate_below_zero_is_refused(training: TrainingPanel, xor: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(xor.notice):
        type_into(settings(training).editor("lr"), "-1")
    assert "Learning rate cannot be -1" in settings(training).complaint("lr")
    assert xor.config.optimizer_settings["lr"] == 0.1
