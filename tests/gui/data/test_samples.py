"""Seeing the samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.data import Dataset
from gui.data.samples_plot import VIEWS, SamplesPlot
from gui.data.sampling import histogram, some
from tests.gui.data.bench import wait_for_data, write_table

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.document import Document


@pytest.fixture
def samples(qtbot: QtBot, xor: Document) -> SamplesPlot:
    """The view of the samples as wide as its dock."""
    xor.set_recipe(xor.recipe.with_source("circle"), "circle")
    samples = SamplesPlot(xor)
    samples.resize(760, 260)
    qtbot.addWidget(samples)
    with qtbot.waitExposed(samples):
        samples.show()
    return samples


def look_at(samples: SamplesPlot, view: str) -> None:
    """Click the tab of a view."""
    bar = samples.views
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(VIEWS.index(view)).center())
    QApplication.processEvents()


def many(document: Document, rows: int = 300_000) -> Dataset:
    """Return many samples of two columns and three classes."""
    x = np.random.default_rng(0).normal(size=(rows, 2)).astype(np.float32)
    y = (np.arange(rows) % 3).astype(np.float32)
    numbers = np.arange(rows)
    return Dataset(("a", "b"), "kind", ("p", "q", "r"), x, y, numbers[: rows // 2], numbers[rows // 2 :])


def test_the_table_shows_every_sample_with_its_part(samples: SamplesPlot, xor: Document) -> None:
    look_at(samples, "table")
    assert samples.samples.model.rowCount() == len(xor.dataset)
    row = int(xor.dataset.validation[0])
    assert samples.samples.model.index(row, 0).data() == "validation"
    assert samples.samples.model.index(row, 2).data() == f"{xor.dataset.raw[row, 0]:.4g}"
    assert samples.samples.model.headerData(2, Qt.Orientation.Horizontal) == "x1"


def test_the_number_of_a_sample_says_what_it_counts(samples: SamplesPlot, xor: Document) -> None:
    look_at(samples, "table")
    model, side = samples.samples.model, Qt.Orientation.Vertical
    assert model.headerData(6, side) == "7"
    assert "counted from 1" in str(model.headerData(6, side, Qt.ItemDataRole.ToolTipRole))
    assert str(model.index(6, 0).data(Qt.ItemDataRole.ToolTipRole)).startswith("Sample 7, ")


def test_the_sample_that_the_window_looks_at_is_marked(samples: SamplesPlot, xor: Document) -> None:
    look_at(samples, "table")
    table = samples.samples.table
    cell = table.visualRect(samples.samples.model.index(2, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert xor.attention.sample is not None
    assert xor.attention.sample.row == 2
    xor.attention.pick_row(4)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [4]


def test_one_part_alone_can_be_looked_at(samples: SamplesPlot, xor: Document) -> None:
    look_at(samples, "table")
    samples.part.setFocus()
    for _ in range(2):
        QTest.keyClick(samples.part, Qt.Key.Key_Down)
    assert samples.part.currentText() == "validation"
    assert samples.samples.model.rowCount() == len(xor.dataset.validation)


def test_the_balance_of_the_classes_is_shown_for_each_part(samples: SamplesPlot, xor: Document) -> None:
    look_at(samples, "target")
    keys = {key.label: key.value for key in samples.legend.keys}
    assert keys == {"training": f"{len(xor.dataset.train):,}", "validation": f"{len(xor.dataset.validation):,}"}


def test_very_many_samples_are_drawn_by_some_of_them_and_that_is_said(samples: SamplesPlot, xor: Document) -> None:
    xor.dataset = many(xor)
    xor.recipe_changed.emit()
    look_at(samples, "pair")
    assert samples.note.text() == "3,000 of 300,000 samples, drawn by chance"
    look_at(samples, "column")
    assert samples.note.text() == "100,000 of 300,000 samples, drawn by chance"
    assert [key.label for key in samples.legend.keys] == ["p", "q", "r"]
    look_at(samples, "table")
    samples.samples.table.scrollToBottom()
    assert samples.samples.model.index(299_999, 1).data() == "r"


def test_pictures_are_shown_where_the_data_are_pictures(qtbot: QtBot, samples: SamplesPlot, xor: Document) -> None:
    assert not samples.views.isTabVisible(VIEWS.index("pictures"))
    xor.data_loading.take(xor.recipe.with_source("mnist_sample"), "MNIST")
    wait_for_data(qtbot, xor)
    assert samples.view == "pictures"
    grid = samples.samples.pictures
    assert 0 < len(grid.in_sight()) < 100  # of 3,000
    chosen: list[int] = []
    grid.chosen.connect(chosen.append)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.place_of(1).center())
    assert chosen == [1]
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    below = 2 + grid.per_line
    assert chosen == [1, 2, below]
    assert xor.attention.sample is not None
    assert xor.attention.sample.row == below
    assert grid.accessibleDescription().startswith(f"Sample {below + 1}, training: ")
    QTest.keyClick(grid, Qt.Key.Key_PageDown)
    assert grid.in_sight().start > 0


def test_nothing_is_drawn_while_nobody_looks(qtbot: QtBot, samples: SamplesPlot, xor: Document, tmp_path: Path) -> None:
    look_at(samples, "table")
    samples.set_watched(False)
    xor.data_loading.take_files([write_table(tmp_path / "animals.csv")])
    wait_for_data(qtbot, xor)
    assert samples.samples.model.rowCount() == 500
    samples.set_watched(True)
    assert samples.samples.model.rowCount() == 40


def test_the_samples_can_be_exported(samples: SamplesPlot, xor: Document, tmp_path: Path) -> None:
    path = tmp_path / "samples.csv"
    assert samples.export(path)
    lines = path.read_text().splitlines()
    assert lines[0] == "x1,x2,y"
    assert len(lines) == len(xor.dataset) + 1


def test_a_histogram_counts_every_value_once() -> None:
    values = np.array([0, 1, 1, 2, 4], np.float32)
    edges, counts = histogram(values, np.array([0, 0, 1, 1, 1]), 2)
    assert edges[0] == 0
    assert edges[-1] == 4
    assert counts.sum(axis=1).tolist() == [2, 3]


def test_some_rows_stand_for_all_and_are_different() -> None:
    rows = some(np.arange(10_001), 3_000)
    assert len(set(rows.tolist())) == 3_000
    assert rows[-1] > 9_990
    assert some(np.arange(5), 9).tolist() == [0, 1, 2, 3, 4]
