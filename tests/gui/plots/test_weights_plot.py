"""The maps of weights: every number in its place."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.data import DataRecipe
from gui.plots.matrix import LayerCard, blocks_of
from gui.plots.weights import WeightsPlot
from gui.theme import THEME, number
from tests.gui.telling import tell

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from tests.gui.plots.conftest import Draw, Show, Train


def in_order(plot: WeightsPlot) -> list[str]:
    return [card.title for card in sorted(plot.cards.values(), key=lambda card: card.x())]


def middle_of_cell(card: LayerCard, block: int, row: int, column: int) -> tuple[float, float]:
    box = card.block_rectangles()[block]
    rows, columns = card.blocks[block].values.shape
    return box.left() + (column + 0.5) * box.width() / columns, box.top() + (row + 0.5) * box.height() / rows


def test_every_layer_with_tensors_has_a_card_in_the_order_of_the_data(xor: Document, show: Show, train: Train) -> None:
    plot = show(WeightsPlot, xor)
    train(xor)
    assert in_order(plot) == ["Dense 1", "Dense 2"]
    for node_id, card in plot.cards.items():
        tensors = xor.run.weights_of(node_id)
        assert [block.caption for block in card.blocks][1:] == ["b"]
        for block in card.blocks:
            np.testing.assert_array_equal(block.values, tensors[block.name].reshape(block.values.shape))


def test_training_changes_the_values_and_keeps_the_cards(xor: Document, show: Show, train: Train) -> None:
    plot = show(WeightsPlot, xor)
    train(xor)
    card = plot.cards[2]
    before = card.blocks[0].values.copy()
    train(xor)
    assert plot.cards[2] is card
    assert (card.blocks[0].values != before).any()


def test_pointing_at_a_cell_reads_unit_input_and_value(xor: Document, show: Show) -> None:
    plot = show(WeightsPlot, xor)
    weights = xor.run.weights_of(2)
    card = plot.cards[2]
    for row in range(2):
        for column in range(2):
            value = number(float(weights["linear.weight"][row, column]))
            assert card.at(*middle_of_cell(card, 0, row, column)) == f"unit {row + 1}, input x{column + 1}: {value}"
        bias = number(float(weights["linear.bias"][row]))
        assert card.at(*middle_of_cell(card, 1, row, 0)) == f"unit {row + 1}, bias: {bias}"
    assert card.at(0, 0) == ""


def test_the_scale_of_a_card_is_its_largest_magnitude(xor: Document, show: Show) -> None:
    plot = show(WeightsPlot, xor)
    tensors = xor.run.weights_of(2).values()
    assert plot.cards[2].limit == max(float(np.abs(tensor).max()) for tensor in tensors)


def test_a_cell_has_the_signed_colour_of_its_value(xor: Document, show: Show) -> None:
    plot = show(WeightsPlot, xor, 700, 300)
    xor.set_weight(2, "linear.weight", np.array([[2.0, -2.0], [0.0, 1.0]], dtype=np.float32), "by hand")
    card = plot.cards[2]
    image = card.grab().toImage()
    expected = {(0, 0): THEME.tokens.positive, (0, 1): THEME.tokens.negative, (1, 0): THEME.tokens.canvas}
    for (row, column), colour in expected.items():
        x, y = middle_of_cell(card, 0, row, column)
        corner = image.pixelColor(int(x) - 22, int(y) - 6)  # beside the figures
        assert abs(corner.red() - colour.red()) + abs(corner.blue() - colour.blue()) < 8


def test_a_click_selects_the_node_and_the_selected_card_is_marked(xor: Document, show: Show, qtbot: QtBot) -> None:
    plot = show(WeightsPlot, xor)
    QTest.mouseClick(plot.cards[3], Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert xor.selection == {3}
    assert plot.cards[3].selected
    assert not plot.cards[2].selected
    QTest.keyClick(plot.cards[2], Qt.Key.Key_Return)
    assert xor.selection == {2}
    assert plot.cards[2].selected


def test_other_structure_makes_other_cards_and_a_new_name_only_another_title(xor: Document, show: Show) -> None:
    plot = show(WeightsPlot, xor)
    old = plot.cards[2]
    with xor.edit("rename") as graph:
        graph.rename(2, "Hidden")
    assert plot.cards[2] is old
    assert old.title == "Hidden"
    with xor.edit("more units") as graph:
        graph.set(2, "units", 5)
    assert plot.cards[2].blocks[0].values.shape == (5, 2)
    assert plot.cards[2].title == "Hidden"


def test_without_a_run_it_says_when_weights_will_appear(xor: Document, show: Show) -> None:
    plot = show(WeightsPlot, xor)
    with xor.edit("cut") as graph:
        graph.remove([3])
    assert "once the drawing can be trained" in plot.explanation
    assert plot.cards == {}
    xor.undo_stack.undo()
    assert plot.explanation == ""
    assert sorted(plot.cards) == [2, 3]


def test_values_stand_in_small_matrices_only(draw: Draw, show: Show) -> None:
    document = draw(DataRecipe("xor"), [8, 300, 1], ["tanh", "tanh", "sigmoid"], "bce")
    plot = show(WeightsPlot, document)
    assert [card.printed for card in plot.cards.values()] == [True, False, False]
    plot.grab()
    card = plot.cards[3]
    x, y = middle_of_cell(card, 0, 299, 7)
    value = number(float(document.run.weights_of(3)["linear.weight"][299, 7]))
    assert card.at(x, y) == f"unit 300, input 8: {value}"


def test_batch_normalisation_shows_each_of_its_tensors(document: Document, show: Show) -> None:
    with document.edit("draw") as graph:
        last = {"units": 1, "activation": "sigmoid"}
        kinds = ["input", "dense", "batch_norm_1d", "dense", "output"]
        nodes = [graph.add(kind, settings=last if position == 3 else {}) for position, kind in enumerate(kinds)]
        for source, sink in pairwise(nodes):
            graph.connect(source.id, sink.id)
    plot = show(WeightsPlot, document)
    names = [block.name for block in plot.cards[3].blocks]
    assert names == ["weight", "bias", "running_mean", "running_var"]
    assert plot.cards[3].at(*middle_of_cell(plot.cards[3], 3, 1, 0)) == "unit 2, running_var: 1"


def test_weights_that_are_not_numbers_can_be_shown(xor: Document, show: Show) -> None:
    plot = show(WeightsPlot, xor)
    last = xor.run.last
    assert last is not None
    for value in (np.nan, np.inf, -np.inf, 0.0, 1e38):
        broken = {name: np.full_like(tensor, value) for name, tensor in last.weights.items()}
        tell(xor, replace(last, weights=broken))
        plot.grab()
    xor.run.last = last


def test_the_theme_recolours_the_cells(xor: Document, show: Show) -> None:
    THEME.use("light")
    plot = show(WeightsPlot, xor)
    light = plot.cards[2].grab().toImage()
    THEME.use("dark")
    assert plot.cards[2].grab().toImage() != light
    THEME.use("light")
    assert plot.cards[2].grab().toImage() == light


def test_filters_are_images_whose_weights_are_read_by_channel_row_and_column() -> None:
    weight = np.arange(2 * 3 * 4 * 5, dtype=np.float32).reshape(2, 3, 4, 5)
    (block,) = blocks_of({"conv.weight": weight})
    card = LayerCard("Strokes", [block])
    assert block.caption == "W 2×3×4×5"
    assert block.values.shape == (12, 10)
    (box,) = card.block_rectangles()
    at = box.left() + 7.5 * box.width() / 10, box.top() + 9.5 * box.height() / 12
    assert card.at(*at) == f"filter 2, channel 3, row 2, column 3: {number(float(weight[1, 2, 1, 2]))}"
    assert not card.grab().isNull()
