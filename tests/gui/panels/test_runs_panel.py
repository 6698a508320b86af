"""The list of runs: what was left can be compared, brought back and exported; many starts are trained at once."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from engine.assembly import assemble
from gui.panels.runs import RunsPanel
from gui.panels.timeline import TimelineBar
from gui.plots.curves import LossPlot
from gui.runs import COLOURS
from tests.gui.running import train_some
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QPoint
    from pytestqt.qtbot import QtBot

    from gui.document import Document


@pytest.fixture
def panel(qtbot: QtBot, xor: Document) -> RunsPanel:
    """The panel on the screen, as wide as its dock."""
    return on_screen(qtbot, RunsPanel(xor), 900, 300)


def two_runs(document: Document, qtbot: QtBot) -> int:
    """Leave a run for a new start that is trained too; return the step at which the first one stood."""
    left = train_some(document, qtbot, 60)
    document.new_start()
    train_some(document, qtbot, 60)
    return left


def cells(panel: RunsPanel, row: int) -> list[str]:
    found = []
    for place in range(panel.table.columnCount()):
        item = panel.table.item(row, place)
        assert item is not None
        found.append(item.text())
    return found


def name_at(panel: RunsPanel, row: int) -> QPoint:
    return panel.table.visualRect(panel.table.model().index(row, 0)).center()


def choose(panel: RunsPanel, row: int) -> None:
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=name_at(panel, row))


def tick(panel: RunsPanel, row: int) -> None:
    rect = panel.table.visualRect(panel.table.model().index(row, 0))
    place = rect.center()
    place.setX(rect.left() + 10)
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_run_that_was_left_is_listed_with_its_numbers(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    left = two_runs(xor, qtbot)
    assert panel.table.rowCount() == 2
    name, _, seed, _, steps, epochs, loss, *_ = cells(panel, 1)
    loop = assemble(xor.graph, xor.dataset, replace(xor.config, seed=0)).loop
    for _ in range(left):
        loop.advance()
    assert (name, seed, steps, epochs) == ("Run 1", "0", f"{left:,}", f"{left:,}")
    assert loss == f"{loop.curve().train_loss[-1]:.4g}"
    assert cells(panel, 0)[2] == "1"


def test_what_was_otherwise_is_said_in_few_words(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    train_some(xor, qtbot, 60)
    xor.start_afresh(xor.config.with_optimizer_setting("lr", 0.5), "rate")
    assert cells(panel, 1)[3] == "Learning rate 0.1"
    train_some(xor, qtbot, 60)
    with xor.edit("units") as graph:
        graph.set(2, "units", 3)
    assert "other drawing" in cells(panel, 1)[3]


def test_a_run_is_brought_back_by_a_button_and_left_again_by_undo(
    panel: RunsPanel, xor: Document, qtbot: QtBot
) -> None:
    left = train_some(xor, qtbot, 60)
    assert xor.run.last is not None
    trained = {name: value.tolist() for name, value in xor.run.last.weights.items()}
    with xor.edit("units") as graph:
        graph.set(2, "units", 5)
    train_some(xor, qtbot, 60)
    other = xor.run.step_count
    choose(panel, 1)
    QTest.mouseClick(panel.restore, Qt.MouseButton.LeftButton)
    assert xor.graph.node(2).settings["units"] == 2
    assert xor.run.step_count == left
    assert {name: value.tolist() for name, value in xor.run.last.weights.items()} == trained
    xor.undo_stack.undo()
    assert (xor.graph.node(2).settings["units"], xor.run.step_count) == (5, other)


def test_a_run_that_was_brought_back_has_its_time_line(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    left = two_runs(xor, qtbot)
    choose(panel, 1)
    QTest.mouseClick(panel.restore, Qt.MouseButton.LeftButton)
    assert xor.run.last is not None
    assert (xor.run.last.timeline.first, xor.run.last.head_step) == (0, left)
    xor.run.visit(left // 2)
    qtbot.waitUntil(lambda: xor.run.last is not None and xor.run.last.step == left // 2)


def test_undo_lists_no_run_twice(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    two_runs(xor, qtbot)
    for _ in range(3):
        xor.undo_stack.undo()
        xor.undo_stack.redo()
    assert panel.table.rowCount() == 2
    assert len({run.number for run in xor.runs.past}) == 1


def test_a_ticked_run_is_drawn_over_the_present_one(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    two_runs(xor, qtbot)
    plot = LossPlot(xor)
    qtbot.addWidget(plot)
    plot.show()
    item = panel.table.item(1, 0)
    assert item is not None
    tick(panel, 1)
    assert item.checkState() == Qt.CheckState.Checked
    (over,) = xor.runs.overlays
    drawn = next(s for line, s in zip(plot.lines, plot.items, strict=True) if line.look == over.look)
    assert len(drawn.points[0]) > 1
    assert "Run 1" in [key.label for key in plot.legend.keys]


def test_only_so_many_runs_are_drawn_as_can_be_told_apart(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    for _ in range(COLOURS + 1):
        train_some(xor, qtbot, 5)
        xor.new_start()
    numbers = [run.number for run in xor.runs.past]
    assert [xor.runs.overlay(number, True) for number in numbers] == [True] * COLOURS + [False]


def test_a_name_is_changed_in_the_table(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    two_runs(xor, qtbot)
    choose(panel, 1)
    QTest.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=name_at(panel, 1))
    editor = panel.table.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "stuck")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: xor.runs.past[0].name == "stuck")
    assert cells(panel, 1)[0] == "stuck"


def test_a_run_is_deleted_by_the_key(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    two_runs(xor, qtbot)
    choose(panel, 1)
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    assert panel.table.rowCount() == 1


def test_the_table_is_exported_as_it_is_shown(panel: RunsPanel, xor: Document, qtbot: QtBot, tmp_path: Path) -> None:
    two_runs(xor, qtbot)
    assert panel.save_table(tmp_path / "runs.csv")
    with (tmp_path / "runs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:3] == ["Run", "Seed", "Differs in"]
    assert rows[2][0] == "Run 1"
    with qtbot.waitSignal(xor.notice) as notice:
        assert not panel.save_table(tmp_path / "missing" / "runs.csv")
    assert "could not be written" in notice.args[0]


def test_a_run_whose_past_takes_too_much_says_from_where_its_time_line_goes(
    panel: RunsPanel, xor: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = on_screen(qtbot, TimelineBar(xor), 900, 40)
    assert "Train: every step" in bar.slider.toolTip()
    monkeypatch.setattr("gui.runs.PAST", 100)
    two_runs(xor, qtbot)
    qtbot.waitUntil(lambda: "Drag to any step" in bar.slider.toolTip())
    choose(panel, 1)
    QTest.mouseClick(panel.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "were not kept" in bar.slider.toolTip())
    assert not bar.slider.isEnabled()


def test_a_run_without_weights_promises_its_settings_only(
    panel: RunsPanel, xor: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.runs.WITH_WEIGHTS", 1)
    for _ in range(3):
        train_some(xor, qtbot, 5)
        xor.new_start()
    bare = next(row for row, run in enumerate(reversed(xor.runs.past), 1) if run.kept is None)
    choose(panel, bare)
    assert panel.restore.text() == "Restore settings"
    assert "given up" in panel.restore.toolTip()
    choose(panel, 1)
    assert panel.restore.text() == "Restore"


def test_it_is_said_how_long_runs_are_kept(panel: RunsPanel, xor: Document, qtbot: QtBot) -> None:
    assert not panel.lasting.isVisible()
    two_runs(xor, qtbot)
    assert "until another project is opened" in panel.lasting.text()
    assert panel.lasting.isVisible()
