"""Plots as files: pictures, drawings and numbers; and a sentence when that fails."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ElementTree
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from gui.plots.curves import AccuracyPlot, LossPlot
from gui.plots.gradients import GradientsPlot
from gui.plots.plot import Plot
from gui.plots.region import RegionPlot
from gui.plots.weights import WeightsPlot

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from gui.plots.plot import Plot
    from tests.gui.plots.conftest import Show, Train

ALL: list[type[Plot]] = [LossPlot, AccuracyPlot, GradientsPlot, RegionPlot, WeightsPlot]


@pytest.mark.parametrize("kind", ALL)
def test_a_picture_is_twice_as_sharp_as_the_screen(
    kind: type[Plot], xor: Document, show: Show, train: Train, tmp_path: Path
) -> None:
    plot = show(kind, xor)
    train(xor)
    path = tmp_path / "plot.png"
    assert plot.export(path)
    image = QImage(str(path))
    assert image.width() == 2 * plot.exported().width()
    background = image.pixel(1, image.height() - 2)
    drawn = {image.pixel(x, y) for x in range(image.width()) for y in range(0, image.height(), 5)} - {background}
    assert len(drawn) > 20


@pytest.mark.parametrize("kind", ALL)
def test_a_drawing_has_shapes_and_the_words_of_the_plot(
    kind: type[Plot], xor: Document, show: Show, train: Train, tmp_path: Path
) -> None:
    plot = show(kind, xor)
    train(xor)
    path = tmp_path / "plot.svg"
    assert plot.export(path)
    root = ElementTree.parse(path).getroot()
    texts = " ".join("".join(element.itertext()) for element in root.iter() if element.tag.endswith("text"))
    assert path.stat().st_size < 300_000  # shapes, not pixels
    words = {
        LossPlot: "epoch",
        AccuracyPlot: "accuracy",
        GradientsPlot: "gradient",
        RegionPlot: "x2",
        WeightsPlot: "Dense 2",
    }
    assert words[kind] in texts


def test_a_table_of_a_curve_holds_all_digits(xor: Document, show: Show, train: Train, tmp_path: Path) -> None:
    plot = show(LossPlot, xor)
    train(xor)
    path = tmp_path / "loss.csv"
    assert plot.export(path)
    with path.open() as file:
        rows = list(csv.DictReader(file))
    assert xor.run.last is not None
    assert [float(row["train_loss"]) for row in rows] == xor.run.last.curve.train_loss.tolist()


def test_a_table_of_a_region_holds_points_and_outputs(xor: Document, show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    plot = show(RegionPlot, xor)
    qtbot.waitUntil(lambda: plot.output is not None)
    path = tmp_path / "region.csv"
    assert plot.export(path)
    with path.open() as file:
        names, *rows = list(csv.reader(file))
    assert names == ["x1", "x2", "output"]
    assert plot.output is not None
    np.testing.assert_allclose([float(row[2]) for row in rows], plot.output.ravel())


@pytest.mark.parametrize("ending", ["png", "svg", "csv"])
def test_a_folder_that_is_not_there_gives_a_sentence(
    ending: str, xor: Document, show: Show, train: Train, qtbot: QtBot, tmp_path: Path
) -> None:
    plot = show(LossPlot, xor)
    train(xor)
    path = tmp_path / "missing" / f"plot.{ending}"
    with qtbot.waitSignal(xor.notice) as said:
        assert not plot.export(path)
    assert said.args is not None
    assert str(path) in said.args[0]
    assert "could not be written" in said.args[0]
    assert not path.exists()


def test_the_export_button_asks_where(
    xor: Document, show: Show, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plot = show(LossPlot, xor)
    path = tmp_path / "Loss.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (str(path), ""))
    plot.export_action.trigger()
    assert path.exists()


@pytest.mark.parametrize("kind", ALL)
def test_every_plot_explains_itself(kind: type[Plot], xor: Document, show: Show) -> None:
    plot = show(kind, xor)
    assert len(plot.toolTip()) > 80
    assert not any("가" <= letter <= "힣" for letter in plot.toolTip())  # Korean is for the Korean window
    assert plot.accessibleName() == plot.title
