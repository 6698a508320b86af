"""The filters of a convolution as images on its node: seen, read, changed, added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem

from gui.canvas.items.weight_strip import WeightStrip
from gui.forms import NumberEdit
from gui.plots import filters
from gui.plots.region import RegionPlot
from gui.plots.unit_inset import UnitInset
from gui.theme import THEME, number
from tests.gui.calculation.bench import open_example
from tests.gui.running import train_some
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from tests.gui.canvas.hand import Hand

CONV, DIGIT = 3, 6


@pytest.fixture
def opened(hand: Hand, document: Document, qtbot: QtBot) -> Hand:
    """A hand on a network of digits whose convolution shows its eight filters of 5 by 5."""
    open_example(document, "digits-convolution")
    qtbot.waitUntil(lambda: bool(document.run.weights_of(CONV)))
    hand.view.canvas.unfolding.toggle([CONV])
    hand.view.show_node(CONV)
    return hand


def weights(document: Document) -> npt.NDArray[np.float32]:
    return np.array(document.run.weights_of(CONV)["conv.weight"], np.float32)  # (8, 1, 5, 5)


def on_weight(hand: Hand, unit: int, row: int, column: int) -> QPoint:
    """Return the middle of one weight of a filter."""
    item = hand.view.canvas.nodes[CONV]
    layout = filters.layout_of((1, 5, 5), item.frame.pictures[unit])
    cell = layout.place_of(layout.box_in(item.frame.pictures[unit]), 5 * row + column)
    return hand.view.mapFromScene(item.mapToScene(cell.center()))


def test_every_weight_of_a_filter_has_its_colour(opened: Hand, document: Document) -> None:
    values, lookup = weights(document), THEME.signed_lookup()
    picture = opened.view.viewport().grab().toImage()
    for unit, row, column in ((0, 0, 0), (2, 1, 3), (5, 4, 0), (7, 4, 4)):
        share = values[unit, 0, row, column] / np.abs(values).max()
        colour = picture.pixelColor(on_weight(opened, unit, row, column))
        wanted = lookup[round((share + 1) / 2 * 255)]
        assert (colour.red(), colour.green(), colour.blue()) == pytest.approx(wanted, abs=3)


def test_a_closed_layer_shows_its_filters_small(opened: Hand, document: Document) -> None:
    opened.view.canvas.unfolding.toggle([CONV])
    item = opened.view.canvas.nodes[CONV]
    box = opened.view.mapFromScene(item.mapToScene(item.frame.strip).boundingRect()).boundingRect()
    picture = opened.view.viewport().grab(box).toImage()
    colours = {picture.pixel(x, y) for x in range(picture.width() // 2) for y in range(picture.height())}
    assert len(colours) > 20


def test_the_weight_below_the_pointer_is_read_and_its_filter_enlarged(
    opened: Hand, document: Document, qtbot: QtBot
) -> None:
    plot = on_screen(qtbot, RegionPlot(document), 300, 260)
    opened.move(on_weight(opened, 2, 1, 3))
    value = weights(document)[2, 0, 1, 3]
    shown = opened.view.hovering.reader.tag
    assert shown.text() == f"Strokes, filter 3\nchannel 1, row 2, column 4\nweight {number(float(value))}"
    inset = plot.findChild(UnitInset)
    assert isinstance(inset, UnitInset)
    assert inset.isVisible()
    assert inset.limit == np.abs(weights(document)[2]).max()
    opened.move(QPoint(2, 2))
    assert not inset.isVisible()


def test_a_click_sets_a_weight_of_a_filter_in_one_step_of_undo(opened: Hand, document: Document) -> None:
    before = weights(document)
    opened.click(on_weight(opened, 6, 4, 2))
    (field,) = [widget for widget in opened.view.findChildren(NumberEdit) if widget.isVisible()]
    QTest.keyClicks(field, "0.75")
    QTest.keyClick(field, Qt.Key.Key_Return)
    after = weights(document)
    assert after[6, 0, 4, 2] == 0.75
    assert (after != before).sum() == 1
    document.undo_stack.undo()
    assert np.array_equal(weights(document), before)


def test_a_filter_more_leaves_the_others_and_what_they_feed_as_they_were(
    opened: Hand, document: Document, qtbot: QtBot
) -> None:
    train_some(document, qtbot)
    before, fed = weights(document), np.array(document.run.weights_of(DIGIT)["linear.weight"])
    opened.click(opened.on_button(CONV, "more"))
    assert document.graph.node(CONV).settings["filters"] == 9
    qtbot.waitUntil(lambda: len(document.run.weights_of(CONV).get("conv.weight", ())) == 9)
    assert np.array_equal(weights(document)[:8], before)
    assert np.array_equal(document.run.weights_of(DIGIT)["linear.weight"][:, : fed.shape[1]], fed)


@pytest.mark.parametrize("channels", [1, 3, 8, 64])
def test_every_place_of_a_filter_is_found_where_it_is_painted(channels: int) -> None:
    layout = filters.layout_of((channels, 3, 2), QRectF(10, 20, 90, 26))
    box = layout.box_in(QRectF(10, 20, 90, 26))
    for place in range(channels * 6):
        assert layout.input_at(box, layout.place_of(box, place).center()) == place
    assert layout.input_at(box, box.topLeft()) == 0
    assert layout.input_at(box, box.bottomRight() * 2) is None


@pytest.mark.parametrize("channels", [1, 3, 7, 64])
def test_kernels_are_as_large_as_in_the_best_of_all_layouts(channels: int) -> None:
    for room in (QRectF(0, 0, 90, 30), QRectF(0, 0, 40, 40), QRectF(0, 0, 5, 70)):
        every = [filters.Layout(channels, 3, 2, columns) for columns in range(1, channels + 1)]
        best = max(layout.box_in(room).width() / layout.size[0] for layout in every)
        found = filters.layout_of((channels, 3, 2), room)
        assert found.box_in(room).width() / found.size[0] == best


def test_filters_too_many_to_be_shown_small_are_not_drawn_in_vain(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    monkeypatch.setattr(filters, "layout_of", lambda *_: drawn.append(1))
    node, image = QGraphicsRectItem(), QImage(200, 60, QImage.Format.Format_RGB32)
    strip = WeightStrip(node)
    strip.setRect(QRectF(0, 0, 200, 60))
    weight = np.zeros((17, 1, 3, 3), np.float32)
    weight[16, 0, 2, 1] = -5.0
    strip.take(weight, None)
    painter = QPainter(image)
    strip.paint(painter, QStyleOptionGraphicsItem())
    painter.end()
    assert (strip.largest, drawn) == (5.0, [])
