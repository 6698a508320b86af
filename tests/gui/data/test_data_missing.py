"""A project whose data are gone is opened without them, and goes on where it stood once they are found."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from engine.data.readers.table_options import ColumnPlan
from engine.errors import DataError
from engine.storage import read_project, write_project
from engine.text import Text
from engine.training.snapshot import Status
from gui.data_files import made, recipe_of
from gui.panels.data import DataPanel
from gui.panels.timeline import TimelineBar
from gui.plots.axes import ColumnPlane, centre_of, to_show, whereabouts
from gui.plots.plane import extent_of
from tests.gui.conftest import draw_xor
from tests.gui.data.bench import ROWS, wait_for_data, write_table

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from gui.main_window import MainWindow

EPOCHS = 30


def train(qtbot: QtBot, document: Document, epochs: int) -> None:
    document.set_config(replace(document.config, epochs=epochs, endless=False), "epochs")
    document.run.train()
    qtbot.waitUntil(lambda: document.run.last is not None and document.run.last.epoch == epochs)


@pytest.fixture
def trained(qtbot: QtBot, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Document:
    """A document that has learned a table, saved as animals.loom; the table is too large to be kept in it."""
    monkeypatch.setattr("engine.data.files.KEPT", 0)
    draw_xor(document)
    recipe, dataset = made(recipe_of([write_table(tmp_path / "animals.csv")]), lambda *_: None)
    document.set_recipe(recipe, "data", dataset=dataset)
    train(qtbot, document, EPOCHS)
    write_project(document.project({}), tmp_path / "animals.loom")
    return document


@pytest.fixture
def gone(trained: Document, tmp_path: Path) -> Path:
    """Its table, at a place where nobody looks for it."""
    (tmp_path / "elsewhere").mkdir()
    return (tmp_path / "animals.csv").rename(tmp_path / "elsewhere" / "other.csv")


class Questions(list[str]):
    """The questions that were asked; each is answered by the first button with this word."""

    word = "without"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Questions:
    found = Questions()

    def choose(box: QMessageBox) -> int:
        found.append(f"{box.text()} {box.informativeText()}")
        next(button for button in box.buttons() if found.word in button.text()).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", choose)
    return found


@pytest.fixture
def opened(window: MainWindow, gone: Path, asked: Questions, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """The window with the project, opened without its data."""
    window.files.open(tmp_path / "animals.loom")
    with qtbot.waitActive(window):  # a dialog that shows how far it is was there before
        window.activateWindow()
    return window


def weights(document: Document) -> dict[str, list[float]]:
    assert document.run.last is not None
    return {name: value.ravel().tolist() for name, value in document.run.last.weights.items()}


def test_network_weights_history_and_time_line_are_there(
    opened: MainWindow, trained: Document, asked: Questions, qtbot: QtBot, tmp_path: Path
) -> None:
    document = opened.document
    assert f"{tmp_path / 'animals.csv'} is not there any more" in asked[0]
    assert f"beside the project either, in {tmp_path}" in asked[0]
    assert document.graph == trained.graph
    assert weights(document) == weights(trained)
    assert document.run.step_count == EPOCHS
    assert document.run.last is not None
    assert trained.run.last is not None
    np.testing.assert_array_equal(document.run.last.curve.train_loss, trained.run.last.curve.train_loss)
    assert not document.modified
    document.run.visit(0)
    qtbot.waitUntil(lambda: document.run.last is not None and document.run.last.visiting == 0)
    document.run.probe("test", trained.dataset.x)
    trained.run.visit(0)
    trained.run.probe("test", trained.dataset.x)
    for each in (document, trained):
        qtbot.waitUntil(lambda each=each: each.run.last.step == 0 and "test" in each.run.last.outputs)  # type: ignore[misc]  # bound at once
    np.testing.assert_array_equal(document.run.last.outputs["test"], trained.run.last.outputs["test"])


def test_the_time_line_goes_to_the_steps_that_were_kept_and_says_so(opened: MainWindow, qtbot: QtBot) -> None:
    document, bar = opened.document, opened.findChild(TimelineBar, "timelineBar")
    assert isinstance(bar, TimelineBar)
    run, said = document.run, opened.statusBar()
    assert run.last is not None
    stops = run.last.timeline.stops
    assert stops[0] == 0
    assert stops[-1] == EPOCHS
    assert len(stops) < EPOCHS

    def shown(step: int) -> None:
        qtbot.waitUntil(lambda: run.last is not None and run.last.step == step and run.last.arrived)
        qtbot.waitUntil(lambda: run.turns.resting and bar.edit.text() == str(step))

    bar.back.click()
    shown(stops[-2])
    sentence = f"Without the project's data, the time line goes to those {len(stops)} steps alone that were kept."
    assert said.currentMessage() == sentence
    assert sentence in html.unescape(bar.slider.toolTip())
    bar.slider.setFocus()
    QTest.keyClick(bar.slider, Qt.Key.Key_Home)
    shown(0)
    bar.forward.click()
    shown(stops[1])
    lacking = next(step for step in range(EPOCHS) if step not in stops)
    bar.edit.selectAll()
    QTest.keyClicks(bar.edit, str(lacking))
    QTest.keyClick(bar.edit, Qt.Key.Key_Return)
    nearest = min(stops, key=lambda stop: abs(stop - lacking))
    shown(nearest)
    assert (
        f"Step {lacking} cannot be made again without the project's data. Shown is step {nearest}"
        in said.currentMessage()
    )
    bar.speed.setCurrentIndex(3)
    bar.play.click()
    qtbot.waitUntil(lambda: run.last is not None and not run.visiting and not bar.playing)


def test_training_says_why_it_cannot_start(opened: MainWindow, tmp_path: Path) -> None:
    opened.show_canvas()
    QTest.keyClick(opened.canvas, Qt.Key.Key_Space)
    message = opened.statusBar().currentMessage()
    assert message.startswith(f"Training cannot start: The data file {tmp_path / 'animals.csv'} is not there any more.")
    assert opened.document.run.status is Status.PAUSED
    assert opened.document.run.step_count == EPOCHS


def test_the_panel_finds_the_data_again_and_the_same_run_goes_on(
    opened: MainWindow, trained: Document, gone: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, number = opened.document, opened.document.run.number
    opened.show_canvas()
    opened.docks.show_data()
    panel = opened.docks.panel("data")
    assert isinstance(panel, DataPanel)
    assert "is not there any more" in panel.standing.complaint.text()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(gone), ""))
    panel.ensureWidgetVisible(panel.standing.locate)
    QTest.mouseClick(panel.standing.locate, Qt.MouseButton.LeftButton)
    wait_for_data(qtbot, document)
    assert len(document.dataset) == ROWS
    assert document.recipe.settings["path"] == str(gone)
    assert (document.run.number, document.run.step_count) == (number, EPOCHS)
    assert document.obstacle is None
    assert not panel.standing.isVisible()
    for each in (document, trained):
        train(qtbot, each, EPOCHS + 10)
    assert weights(document) == weights(trained)


def test_saving_without_the_data_loses_nothing(
    opened: MainWindow, trained: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    path = tmp_path / "folder" / "again.loom"
    write_project(opened.document.project({}), path)
    before, after = read_project(tmp_path / "animals.loom"), read_project(path)
    assert after.recipe == before.recipe
    assert after.dataset is not None
    raw = trained.dataset.raw
    np.testing.assert_array_equal(after.dataset.preparation.apply(raw), trained.dataset.x)
    assert after.dataset.classes == trained.dataset.classes


def test_other_data_can_be_taken_and_given_back(
    opened: MainWindow, trained: Document, gone: Path, qtbot: QtBot
) -> None:
    document = opened.document
    document.set_recipe(document.recipe.with_source("circle"), "circle")
    assert document.dataset.missing is None
    document.undo_stack.undo()
    assert document.dataset.missing is not None
    assert isinstance(document.data_loading.error, DataError)
    assert weights(document) == weights(trained)
    document.data_loading.locate(gone)
    wait_for_data(qtbot, document)
    document.undo_stack.redo()
    document.undo_stack.undo()  # to data that were missing when they were left
    assert document.dataset.missing is None
    assert len(document.dataset) == ROWS
    assert weights(document) == weights(trained)


def test_every_view_can_do_without_samples(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_canvas()
    for dock in opened.docks.by_name.values():
        dock.show()
        dock.raise_()
        qtbot.waitExposed(dock)
        dock.grab()
    assert opened.document.run.last is not None
    assert opened.document.run.last.problem is None


def test_a_project_is_not_opened_if_the_person_gives_up(
    window: MainWindow, gone: Path, asked: Questions, tmp_path: Path
) -> None:
    asked.word = "Cancel"
    window.files.open(tmp_path / "animals.loom")
    assert window.document.recipe.source == "xor"
    assert window.document.path is None


def test_data_that_cannot_be_read_can_be_done_without_too(
    window: MainWindow, trained: Document, asked: Questions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise DataError(Text("table", "The file is broken."))

    monkeypatch.setattr("gui.data_opening.make_dataset", broken)
    window.files.open(tmp_path / "animals.loom")
    assert "The file is broken." in asked[0]
    assert weights(window.document) == weights(trained)


def test_what_was_found_in_the_data_is_fixed_when_an_older_project_is_opened(
    window: MainWindow, trained: Document, tmp_path: Path
) -> None:
    plans = [ColumnPlan.from_plain(str(line)).unfixed() for line in trained.recipe.settings["columns"]]  # type: ignore[union-attr]  # a tuple
    project = trained.project({})
    columns = tuple(plan.to_plain() for plan in plans)
    older = replace(project, recipe=project.recipe.with_setting("columns", columns), dataset=None)
    write_project(older, tmp_path / "older.loom")
    window.files.open(tmp_path / "older.loom")
    assert window.document.recipe == trained.recipe
    assert not window.document.modified


def test_views_look_where_the_lost_samples_must_have_been(trained: Document) -> None:
    bare = trained.dataset.lacking(DataError(Text("data", "Gone.")))
    np.testing.assert_allclose(centre_of(bare), centre_of(trained.dataset), rtol=1e-6)
    low, high = whereabouts(bare)
    inside = (trained.dataset.raw > low) & (trained.dataset.raw < high)
    assert inside.mean() > 0.8
    plane = ColumnPlane(("width", "height"), (0, 1), centre_of(bare))
    shown = to_show(bare, plane, plane.project(bare.raw))
    (left, right), (bottom, top) = extent_of(shown)
    places = plane.project(trained.dataset.raw)
    within = (places > (left, bottom)) & (places < (right, top))
    assert within.mean() > 0.8
    assert to_show(trained.dataset, plane, places) is places
