"""The decision region against PyTorch written by hand, its boundary, its points, its read-out and its manners."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest
import torch
from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest

from engine.data import DataRecipe, Dataset
from gui.plots.palette import class_ramps, region_lookup
from gui.plots.plane import Grid
from gui.plots.region import RegionPlot
from gui.theme import THEME, number
from tests.gui.telling import tell

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from tests.gui.plots.conftest import ByHand, Draw, Show, Train


def wait_for_region(plot: RegionPlot, qtbot: QtBot) -> None:
    """Wait until the grid that was asked for last is shown."""
    qtbot.waitUntil(lambda: not plot.settling and plot.grid is not None and plot.grid == plot.asked)


def hover(plot: RegionPlot, qtbot: QtBot, x: float, y: float) -> None:
    viewport = plot.chart.viewport()
    QTest.mouseMove(viewport, plot.chart.mapFromScene(plot.chart.view.mapViewToScene(QPointF(x, y))))


CASES = [
    (DataRecipe("xor"), [2, 1], ["tanh", "sigmoid"], "bce"),
    (DataRecipe("circle", validation=0.2), [8, 1], ["relu", "identity"], "bce_with_logits"),
    (DataRecipe("spiral"), [8, 8, 2], ["tanh", "tanh", "identity"], "cross_entropy"),
    (DataRecipe("plane"), [4, 1], ["tanh", "identity"], "mse"),
]


@pytest.mark.parametrize(("recipe", "units", "activations", "loss"), CASES)
def test_the_region_is_what_pytorch_computes_at_the_grid(
    draw: Draw, show: Show, train: Train, by_hand: ByHand, qtbot: QtBot,
    recipe: DataRecipe, units: list[int], activations: list[str], loss: str,
) -> None:  # fmt: skip  # fixtures in one line, cases in the other
    document = draw(recipe, units, activations, loss)
    plot = show(RegionPlot, document, 300, 260)
    wait_for_region(plot, qtbot)
    train(document)
    assert plot.grid is not None
    assert plot.output is not None
    expected = by_hand(document, activations, plot.grid.points())
    np.testing.assert_allclose(plot.output.reshape(expected.shape), expected, atol=1e-6)
    assert document.run.last is not None
    assert plot.step_label.text() == f"step {document.run.last.step:,}"


def test_the_initial_region_is_there_before_any_training(
    xor: Document, show: Show, by_hand: ByHand, qtbot: QtBot
) -> None:
    plot = show(RegionPlot, xor)
    wait_for_region(plot, qtbot)
    assert plot.step_label.text() == "step 0"
    assert plot.grid is not None
    assert plot.output is not None
    expected = by_hand(xor, ["tanh", "sigmoid"], plot.grid.points())
    np.testing.assert_allclose(plot.output.reshape(-1, 1), expected, atol=1e-6)


@pytest.mark.parametrize(("recipe", "units", "activations", "loss"), CASES[:2])
def test_the_picture_is_orange_where_class_0_wins_and_blue_where_class_1_wins(
    draw: Draw, show: Show, by_hand: ByHand, qtbot: QtBot,
    recipe: DataRecipe, units: list[int], activations: list[str], loss: str,
) -> None:  # fmt: skip  # fixtures in one line, cases in the other
    document = draw(recipe, units, activations, loss)
    plot = show(RegionPlot, document)
    wait_for_region(plot, qtbot)
    assert plot.grid is not None
    output = torch.from_numpy(by_hand(document, activations, plot.grid.points()))
    probability = torch.sigmoid(output) if loss == "bce_with_logits" else output
    place = (probability.numpy() * 255).reshape(plot.grid.side, plot.grid.side)
    difference = shown(plot).astype(float) - region_lookup()[np.rint(place).astype(int)]
    assert np.abs(difference).max() <= 1.0  # a value just between two colours may fall to either


def test_the_boundary_lies_where_the_output_crosses_the_threshold(
    draw: Draw, show: Show, train: Train, by_hand: ByHand, qtbot: QtBot
) -> None:
    for loss, last, threshold in (("bce", "sigmoid", 0.5), ("bce_with_logits", "identity", 0.0)):
        document = draw(DataRecipe("blobs_002"), [3, 1], ["tanh", last], loss)
        plot = show(RegionPlot, document)
        wait_for_region(plot, qtbot)
        train(document, 100)
        x, y = plot.boundary.points
        assert len(x) > 50
        outputs = by_hand(document, ["tanh", last], np.column_stack([x, y]).astype(np.float32))
        np.testing.assert_allclose(outputs, threshold, atol=5e-3)  # straight pieces within a cell
        plot.hide()
        document.graph.remove(list(document.graph.nodes))


def test_several_units_are_coloured_by_the_largest_and_its_lead(
    draw: Draw, show: Show, by_hand: ByHand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(90, 2)).astype(np.float32)
    y = np.repeat(np.arange(3, dtype=np.float32), 30)
    flowers = Dataset(("petal", "sepal"), "kind", ("a", "b", "c"), x, y, np.arange(60), np.arange(60, 90))
    monkeypatch.setattr("gui.document.make_dataset", lambda recipe: flowers)
    document = draw(DataRecipe("plane"), [4, 3], ["tanh", "identity"], "cross_entropy")
    plot = show(RegionPlot, document)
    wait_for_region(plot, qtbot)
    assert plot.grid is not None
    logits = torch.from_numpy(by_hand(document, ["tanh", "identity"], plot.grid.points()))
    chances = torch.softmax(logits, 1).numpy()
    ramps = class_ramps(3)
    place = np.rint((chances.max(axis=1) - 1 / 3) / (2 / 3) * (ramps.shape[1] - 1)).astype(int)
    expected = ramps[chances.argmax(axis=1), place].reshape(plot.grid.side, plot.grid.side, 3).astype(float)
    assert np.abs(plot.image.image - expected).max() <= 3.0  # neighbouring entries of a ramp
    assert plot.scale.content.labels == ("a", "b", "c")
    boundary = np.column_stack(plot.boundary.points).astype(np.float32)
    ordered = np.sort(by_hand(document, ["tanh", "identity"], boundary), axis=1)
    assert np.quantile(ordered[:, 2] - ordered[:, 1], 0.9) < 0.01  # the two largest are equal


def test_the_read_out_is_the_exact_output_at_the_point(
    xor: Document, show: Show, train: Train, by_hand: ByHand, qtbot: QtBot
) -> None:
    plot = show(RegionPlot, xor)
    wait_for_region(plot, qtbot)
    hover(plot, qtbot, 0.31, 0.72)
    qtbot.waitUntil(lambda: plot.read_out.text() != "")
    train(xor)
    assert plot.hovered is not None
    x = np.array([plot.hovered], dtype=np.float32)
    expected = by_hand(xor, ["tanh", "sigmoid"], x)[0, 0]
    assert abs(x[0] - [0.31, 0.72]).max() < 0.01  # a pixel
    assert plot.read_out.text() == f"x1 = {number(x[0, 0])}, x2 = {number(x[0, 1])}, output = {number(expected)}"
    plot.chart.left.emit()
    assert plot.read_out.text() == ""


def test_the_read_out_of_several_units_names_the_class(draw: Draw, show: Show, qtbot: QtBot) -> None:
    document = draw(DataRecipe("circle"), [2], ["identity"], "cross_entropy")
    plot = show(RegionPlot, document)
    hover(plot, qtbot, 1.0, 1.0)
    qtbot.waitUntil(lambda: "class" in plot.read_out.text())
    assert plot.read_out.text().rpartition("class ")[2] in ("0", "1")


def test_a_regression_has_a_scale_symmetric_about_zero_for_surface_and_points(
    draw: Draw, show: Show, by_hand: ByHand, qtbot: QtBot
) -> None:
    document = draw(DataRecipe("plane"), [1], ["identity"], "mse")
    plot = show(RegionPlot, document)
    wait_for_region(plot, qtbot)
    document.set_weight(2, "linear.weight", np.array([[3.0, 0.0]], dtype=np.float32), "by hand")
    assert plot.grid is not None
    assert plot.output is not None
    low, middle, high = plot.scale.content.labels
    assert (low, middle) == (f"-{high}", "0")
    assert float(high) >= np.abs(plot.output).max()
    picture = shown(plot).astype(int)
    lookup = region_lookup().astype(int)
    place = np.rint((plot.output[..., 0] / float(high) * 0.5 + 0.5) * 255).astype(int)
    assert np.abs(picture - lookup[place]).max() <= 1
    assert plot.scale.content.caption == "y"
    assert len(plot.boundary.points[0]) == 0


def test_all_samples_are_drawn_training_filled_and_validation_as_rings(draw: Draw, show: Show) -> None:
    document = draw(DataRecipe("circle", validation=0.25), [1], ["sigmoid"], "bce")
    plot = show(RegionPlot, document)
    dataset = document.dataset
    for item, rows in ((plot.points.train, dataset.train), (plot.points.validation, dataset.validation)):
        np.testing.assert_allclose(np.column_stack(item.getData()), dataset.x[rows])
    classes = [THEME.tokens.negative, THEME.tokens.positive]
    assert [p.brush().color() for p in plot.points.train.points()] == [
        classes[int(y)] for y in dataset.y[dataset.train]
    ]
    rings = plot.points.validation.points()
    assert [p.pen().color() for p in rings] == [classes[int(y)] for y in dataset.y[dataset.validation]]
    assert {p.brush().color().name() for p in rings} == {THEME.tokens.canvas.name()}
    assert [key.label for key in plot.legend.keys] == ["train", "validation"]


def test_zooming_asks_for_a_grid_over_what_is_visible(xor: Document, show: Show, by_hand: ByHand, qtbot: QtBot) -> None:
    plot = show(RegionPlot, xor)
    wait_for_region(plot, qtbot)
    before = plot.grid
    plot.chart.set_range((0.4, 0.6), (0.4, 0.6))
    assert plot.settling
    wait_for_region(plot, qtbot)
    assert isinstance(plot.grid, Grid)
    assert plot.grid != before
    (left, right), (bottom, top) = plot.chart.intervals()
    assert plot.grid.x[0] < left < right < plot.grid.x[1]
    assert plot.grid.y[0] < bottom < top < plot.grid.y[1]
    assert plot.output is not None
    expected = by_hand(xor, ["tanh", "sigmoid"], plot.grid.points())
    np.testing.assert_allclose(plot.output.reshape(-1, 1), expected, atol=1e-6)
    plot.fit_action.trigger()
    wait_for_region(plot, qtbot)
    assert plot.chart.intervals()[0][0] < 0.0


def test_a_hidden_plot_asks_nothing_of_the_network(xor: Document, show: Show, qtbot: QtBot) -> None:
    plot = show(RegionPlot, xor)
    wait_for_region(plot, qtbot)
    hover(plot, qtbot, 0.5, 0.5)
    qtbot.waitUntil(lambda: plot.read_out.text() != "")
    plot.hide()
    with qtbot.waitSignal(xor.run.snapshot_taken):
        xor.run.step()
    qtbot.waitUntil(lambda: xor.run.last is not None and not xor.run.last.outputs)
    plot.show()
    qtbot.waitUntil(lambda: xor.run.last is not None and len(xor.run.last.outputs) == 1)


def test_data_of_other_width_are_asked_in_their_own_width_and_the_plane_comes_back(
    xor: Document, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plot = show(RegionPlot, xor)
    wait_for_region(plot, qtbot)
    two = xor.dataset
    three = Dataset(("a", "b", "c"), "y", ("0", "1"), np.eye(4, 3, dtype=np.float32), two.y, np.arange(4), np.arange(0))
    monkeypatch.setattr("gui.document.make_dataset", lambda recipe: three)
    xor.set_recipe(DataRecipe("and"), "three columns")
    assert plot.axes.isVisible()
    wait_for_region(plot, qtbot)
    with qtbot.waitSignal(xor.run.snapshot_taken):
        xor.run.step()
    monkeypatch.setattr("gui.document.make_dataset", lambda recipe: two)
    xor.undo_stack.undo()
    assert not plot.axes.isVisible()
    wait_for_region(plot, qtbot)
    assert plot.output is not None


def test_a_drawing_that_cannot_be_trained_leaves_only_the_samples(xor: Document, show: Show, qtbot: QtBot) -> None:
    plot = show(RegionPlot, xor)
    wait_for_region(plot, qtbot)
    with xor.edit("cut") as graph:
        graph.remove([3])
    assert plot.image.image is None
    assert len(plot.points.train.points()) == 4
    assert plot.step_label.text() == ""
    xor.undo_stack.undo()
    wait_for_region(plot, qtbot)
    assert plot.image.image is not None


def shown(plot: RegionPlot) -> npt.NDArray[np.uint8]:
    """Return the colours of the region, (side, side, 3)."""
    assert plot.image.image is not None
    return plot.image.image


def test_outputs_that_are_not_numbers_are_painted_grey_without_a_boundary(
    xor: Document, show: Show, qtbot: QtBot
) -> None:
    plot = show(RegionPlot, xor)
    wait_for_region(plot, qtbot)
    assert xor.run.last is not None
    broken = {name: np.full_like(output, np.nan) for name, output in xor.run.last.outputs.items()}
    tell(xor, replace(xor.run.last, outputs=broken))
    grey = THEME.tokens.border
    assert np.all(shown(plot) == [grey.red(), grey.green(), grey.blue()])
    assert len(plot.boundary.points[0]) == 0
    plot.grab()


def test_a_wide_network_gets_a_coarser_grid(draw: Draw, show: Show, qtbot: QtBot) -> None:
    small = draw(DataRecipe("xor"), [2, 1], ["tanh", "sigmoid"], "bce")
    plot = show(RegionPlot, small)
    wait_for_region(plot, qtbot)
    assert plot.grid is not None
    assert plot.grid.side == 96
    with small.edit("wide") as graph:
        graph.set(2, "units", 500)
    wait_for_region(plot, qtbot)
    assert 24 <= plot.grid.side < 50


def test_region_and_points_take_on_the_colours_of_the_theme(xor: Document, show: Show, qtbot: QtBot) -> None:
    plot = show(RegionPlot, xor)
    wait_for_region(plot, qtbot)
    light = shown(plot).copy()
    THEME.use("dark")
    assert np.any(shown(plot) != light)
    assert plot.points.train.points()[0].brush().color() == THEME.tokens.negative
    THEME.use("light")
    np.testing.assert_array_equal(shown(plot), light)
