"""The truth table beside the network: what it answers to every combination, while it learns."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.catalog.losses import LOSS
from engine.data import DataRecipe, make_dataset
from engine.evaluation import Reading
from gui.plots.truth import answers, truth_table, verdicts
from gui.plots.truth_plot import TruthPlot
from gui.theme import THEME, number
from tests.gui.whole_window import click_tab, open_window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from tests.gui.plots.conftest import ByHand, Draw, Show, Train

ROWS = np.array(list(product([0, 1], repeat=2)), dtype=np.float32)


def answered(qtbot: QtBot, plot: TruthPlot) -> TruthPlot:
    """Wait for the answers to be there."""
    qtbot.waitUntil(lambda: plot.output is not None)
    return plot


def texts(plot: TruthPlot) -> list[list[str]]:
    """Return what stands in the cells."""
    model = plot.model
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[str(model.index(row, column).data() or "") for column in columns] for row in rows]


def column(plot: TruthPlot, place: int) -> list[str]:
    return [row[place] for row in texts(plot)]


def titles(plot: TruthPlot) -> list[str]:
    return [str(plot.model.headerData(i, Qt.Orientation.Horizontal)) for i in range(plot.model.columnCount())]


def test_each_row_has_inputs_target_output_answer_and_verdict(
    xor: Document, show: Show, by_hand: ByHand, qtbot: QtBot
) -> None:
    plot = answered(qtbot, show(TruthPlot, xor))
    assert titles(plot) == ["x1", "x2", "target", "output", "answer", "right?"]
    outputs = by_hand(xor, ["tanh", "sigmoid"], ROWS)[:, 0]
    for row, x, target, output in zip(texts(plot), ROWS, (0, 1, 1, 0), outputs, strict=True):
        answer = int(output > 0.5)
        assert row[:3] == [f"{x[0]:g}", f"{x[1]:g}", str(target)]
        assert row[3] == number(float(output))
        assert row[4:] == [str(answer), "right" if answer == target else "wrong"]


@pytest.mark.parametrize("inputs", [3, 4])
def test_a_gate_of_more_inputs_has_a_row_for_each_combination(
    inputs: int, draw: Draw, show: Show, by_hand: ByHand, qtbot: QtBot
) -> None:
    document = draw(DataRecipe("xor", {"inputs": inputs}), [4, 1], ["tanh", "sigmoid"], "bce")
    plot = answered(qtbot, show(TruthPlot, document))
    rows = np.array(list(product([0, 1], repeat=inputs)), dtype=np.float32)
    outputs = by_hand(document, ["tanh", "sigmoid"], rows)[:, 0]
    assert titles(plot)[: inputs + 1] == [*(f"x{place + 1}" for place in range(inputs)), "target"]
    assert [row[:inputs] for row in texts(plot)] == [[f"{value:g}" for value in row] for row in rows]
    assert column(plot, inputs) == [f"{row.sum() % 2:g}" for row in rows]
    assert column(plot, inputs + 1) == [number(float(output)) for output in outputs]


def test_it_follows_the_training_until_all_rows_are_right(
    xor: Document, show: Show, train: Train, qtbot: QtBot
) -> None:
    xor.set_config(xor.config.with_optimizer("adam").with_optimizer_setting("lr", 0.1), "adam")
    plot = show(TruthPlot, xor)
    before = column(plot, 3)
    train(xor, 5)
    assert column(plot, 3) != before
    xor.run.train()
    qtbot.waitUntil(lambda: "4 of 4 rows are right" in plot.summary.text(), timeout=20_000)
    xor.run.pause()
    qtbot.waitUntil(lambda: not xor.run.running)
    assert column(plot, 4) == ["0", "1", "1", "0"]
    assert column(plot, 5) == ["right"] * 4


def test_right_and_wrong_differ_by_word_and_picture_in_both_looks(xor: Document, show: Show, qtbot: QtBot) -> None:
    plot = answered(qtbot, show(TruthPlot, xor))
    marks = {}
    for name in ("light", "dark"):
        THEME.use(name)
        for row in range(4):
            cell = plot.model.index(row, 5)
            picture = cell.data(Qt.ItemDataRole.DecorationRole).pixmap(16, 16).toImage()
            marks[name, str(cell.data())] = picture
            expected = THEME.tokens.good if cell.data() == "right" else THEME.tokens.error
            assert cell.data(Qt.ItemDataRole.ForegroundRole) == expected
    THEME.use("light")
    assert {word for _, word in marks} == {"right", "wrong"}  # an XOR network that has learned nothing has both
    assert marks["light", "right"] != marks["light", "wrong"]
    assert marks["light", "right"] != marks["dark", "right"]


def test_a_network_without_an_end_has_targets_but_no_answers(xor: Document, show: Show, qtbot: QtBot) -> None:
    plot = answered(qtbot, show(TruthPlot, xor))
    with xor.edit("cut") as graph:
        graph.remove([4])
    assert column(plot, 2) == ["0", "1", "1", "0"]
    assert column(plot, 3) == column(plot, 4) == ["—"] * 4
    assert column(plot, 5) == [""] * 4
    assert "There are no answers yet" in plot.summary.text()
    xor.undo_stack.undo()
    assert "—" not in column(answered(qtbot, plot), 3)


def test_of_several_units_the_largest_decides(draw: Draw, show: Show, qtbot: QtBot) -> None:
    document = draw(DataRecipe("and"), [2], ["identity"], "cross_entropy")
    plot = answered(qtbot, show(TruthPlot, document))
    assert titles(plot)[3:5] == ["output 1", "output 2"]
    assert plot.output is not None
    assert column(plot, 5) == [str(unit) for unit in plot.output.argmax(1)]
    assert plot.summary.text().endswith("The largest output decides.")


def test_the_threshold_is_the_one_of_the_loss(draw: Draw, show: Show, qtbot: QtBot) -> None:
    plot = answered(qtbot, show(TruthPlot, draw(DataRecipe("or"), [1], ["identity"], "bce_with_logits")))
    assert "An output above 0 means 1." in plot.summary.text()
    assert plot.output is not None
    assert column(plot, 4) == [str(int(value > 0)) for value in plot.output[:, 0]]


def test_a_number_as_target_makes_no_answer_right_or_wrong(draw: Draw, show: Show, qtbot: QtBot) -> None:
    plot = answered(qtbot, show(TruthPlot, draw(DataRecipe("plane"), [1], ["identity"], "mse")))
    assert column(plot, 4) == ["—"] * 4
    assert column(plot, 5) == [""] * 4
    assert "no answer is right or wrong" in plot.summary.text()


def test_data_of_too_many_or_too_few_columns_are_told_why_there_is_no_table(document: Document, show: Show) -> None:
    plot = show(TruthPlot, document)
    document.set_recipe(DataRecipe("xnor"), "data")
    assert column(plot, 2) == ["1", "0", "0", "1"]
    xnor = document.dataset
    for count in (1, 5):
        columns = tuple(f"x{place}" for place in range(count))
        document.dataset = replace(xnor, columns=columns, x=np.zeros((4, count), np.float32))
        document.recipe_changed.emit()
        assert "needs data with two to four columns" in plot.explanation
        assert f"have {count}" in plot.explanation
    document.dataset = xnor
    document.recipe_changed.emit()
    assert plot.explanation == ""
    assert len(texts(plot)) == 4


def test_while_hidden_it_asks_the_network_nothing(xor: Document, show: Show) -> None:
    plot = show(TruthPlot, xor)
    assert len(xor.run._probes) == 1
    plot.hide()
    assert xor.run._probes == {}
    plot.show()
    assert len(xor.run._probes) == 1


def test_the_exported_numbers_are_those_on_the_screen(xor: Document, show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    plot = answered(qtbot, show(TruthPlot, xor))
    assert plot.export(tmp_path / "truth.csv")
    head, *rows = (tmp_path / "truth.csv").read_text().splitlines()
    assert head == "x1,x2,target,output,answer"
    assert plot.output is not None
    assert [float(row.split(",")[3]) for row in rows] == plot.output[:, 0].astype(np.float64).tolist()


def test_rows_that_the_data_lack_or_contradict_have_no_target() -> None:
    dataset = make_dataset(DataRecipe("xor"))
    table = truth_table(dataset)
    np.testing.assert_array_equal(table.targets, [0, 1, 1, 0])
    blobs = truth_table(make_dataset(DataRecipe("blobs_002")))
    assert np.isnan(blobs.targets).all()
    found = answers(Reading(LOSS["mse"], 2), np.array([[0.4], [0.6], [np.nan], [1.0]]))
    np.testing.assert_array_equal(found, [0, 1, np.nan, 1])
    assert verdicts(np.array([0, 0, 1, np.nan]), found) == [True, False, None, None]


def test_on_a_small_screen_all_four_rows_of_the_gates_are_in_sight(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path)
    window.resize(1280, 720)
    window.files.open_example("xor-from-gates")
    click_tab(window, "truth")
    plot = window.docks.panel("truth")
    assert isinstance(plot, TruthPlot)
    assert plot.objectName() == "truthTablePanel"
    qtbot.waitUntil(lambda: column(plot, 5) == ["right"] * 4)
    view = plot.view
    assert view.viewport().rect().contains(view.visualRect(plot.model.index(3, 0)))
    qtbot.waitUntil(lambda: not view.horizontalScrollBar().isVisible())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(plot.model.index(2, 1)).center())
    assert {index.row() for index in view.selectedIndexes()} == {2}
