"""Regions over any data: planes through many columns, features and normalisation, one column, and a moved threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from sklearn.decomposition import PCA

from engine.data import DataRecipe, Dataset
from engine.data.preparation import fit
from engine.data.progress import nobody
from engine.data.tables import guessed_settings
from gui.plots.axes import ColumnPlane, PcaPlane, pca_of
from gui.plots.palette import class_colours
from gui.plots.points import size_for
from gui.plots.region import RegionPlot
from gui.theme import number
from tests.gui.plots.test_region_plot import hover, wait_for_region

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.gui.plots.conftest import ByHand, Draw, Show, Train


Reals = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float32]


def made(columns: int, rows: int = 60, image: tuple[int, int, int] | None = None) -> Dataset:
    """Return two classes of samples whose columns differ in their spread."""
    rng = np.random.default_rng(3)
    raw = (rng.normal(size=(rows, columns)) * np.linspace(3, 1, columns) + 2).astype(np.float32)
    names = tuple(f"c{number}" for number in range(columns))
    everything = np.arange(rows)
    preparation, _ = fit(names, raw, everything[:40], (), "standard")
    y = (raw[:, 0] > 2).astype(np.float32)
    return Dataset(
        names, "kind", ("no", "yes"), preparation.apply(raw), y,
        everything[:40], everything[40:50], everything[50:], raw, preparation, image,
    )  # fmt: skip  # in the order of the fields


@pytest.fixture
def plot(draw: Draw, show: Show, monkeypatch: pytest.MonkeyPatch) -> RegionPlot:
    monkeypatch.setattr("gui.document.make_dataset", lambda recipe: made(4))
    document = draw(DataRecipe("plane"), [3, 1], ["tanh", "sigmoid"], "bce")
    return show(RegionPlot, document, 340, 420)


def asked_raw(plot: RegionPlot) -> Floats:
    """Return the raw samples at the points of the grid that is shown."""
    assert plot.grid is not None
    assert plot.axes.plane is not None
    return plot.axes.plane.lift(plot.grid.points())


def featured(x: Reals) -> Reals:
    """Return x1^2, x2^2 and x1 x2."""
    return np.column_stack([x[:, 0] ** 2, x[:, 1] ** 2, x[:, 0] * x[:, 1]])


def assert_shown(plot: RegionPlot, by_hand: ByHand, raw: Floats) -> None:
    document = plot.document
    expected = by_hand(document, ["tanh", "sigmoid"], document.dataset.preparation.apply(raw))
    assert plot.output is not None
    np.testing.assert_allclose(plot.output.reshape(expected.shape), expected, atol=1e-6)


def test_of_four_columns_two_are_axes_in_their_own_units_and_the_others_stand_at_their_mean(
    plot: RegionPlot, by_hand: ByHand, qtbot: QtBot
) -> None:
    wait_for_region(plot, qtbot)
    raw = asked_raw(plot)
    dataset = plot.document.dataset
    np.testing.assert_allclose(raw[:, 2:], np.tile(dataset.raw[dataset.train][:, 2:].mean(axis=0), (len(raw), 1)), 1e-5)
    assert_shown(plot, by_hand, raw)
    (left, right), _ = plot.chart.intervals()
    assert left < dataset.raw[:, 0].min() < dataset.raw[:, 0].max() < right


def test_another_column_can_be_chosen_as_axis_and_the_samples_move_there(
    plot: RegionPlot, by_hand: ByHand, qtbot: QtBot
) -> None:
    wait_for_region(plot, qtbot)
    picker = plot.axes.pickers[0]
    picker.setFocus()
    QTest.keyClick(picker, Qt.Key.Key_Down)
    QTest.keyClick(picker, Qt.Key.Key_Down)
    assert isinstance(plot.axes.plane, ColumnPlane)
    assert plot.axes.plane.names == ("c2", "c0")  # on the way down, the two columns changed places
    wait_for_region(plot, qtbot)
    assert_shown(plot, by_hand, asked_raw(plot))
    dataset = plot.document.dataset
    np.testing.assert_allclose(np.column_stack(plot.points.test.getData()), dataset.raw[dataset.test][:, [2, 0]])


def test_a_slider_moves_a_fixed_column_and_the_region_follows(plot: RegionPlot, by_hand: ByHand, qtbot: QtBot) -> None:
    wait_for_region(plot, qtbot)
    view = plot.chart.intervals()
    QTest.mouseClick(plot.axes.others_button, Qt.MouseButton.LeftButton)
    slider = plot.axes.others.slider(3)
    assert slider.isVisibleTo(plot)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_End)
    wait_for_region(plot, qtbot)
    raw = asked_raw(plot)
    np.testing.assert_allclose(raw[:, 3], plot.document.dataset.raw[:, 3].max(), rtol=1e-5)
    qtbot.waitUntil(lambda: assert_shown(plot, by_hand, asked_raw(plot)))
    assert plot.chart.intervals() == view, "the sliders take no room from the region"
    assert plot.held.text() == f"at c2 = {number(float(raw[0, 2]))}, c3 = {number(float(raw[0, 3]))}"


def test_the_plot_says_where_the_other_columns_are_held(plot: RegionPlot, qtbot: QtBot) -> None:
    wait_for_region(plot, qtbot)
    means = plot.document.dataset.raw[plot.document.dataset.train].mean(axis=0, dtype=np.float64)
    assert plot.held.isVisible()
    assert plot.held.text() == f"at c2 = {number(means[2])}, c3 = {number(means[3])}"
    QTest.mouseClick(plot.axes.pca_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(plot.axes.plane, PcaPlane))
    assert not plot.held.isVisible()


def test_a_table_is_looked_at_along_its_numbers_and_the_note_of_the_others_stands_above_the_plane(
    draw: Draw, show: Show, tmp_path: Path
) -> None:
    table = tmp_path / "class.csv"
    table.write_text("group,sex,hours,age,kind\na,m,2,5,yes\nb,f,3,6,no\nc,m,5,7,yes\nb,f,4,9,no\n")
    document = draw(DataRecipe("table", guessed_settings(table, nobody)), [1], ["sigmoid"], "bce")
    plot = show(RegionPlot, document, 340, 420)
    assert plot.axes.plane is not None
    assert plot.axes.plane.names == ("hours", "age")
    assert [picker.currentText() for picker in plot.axes.pickers] == ["hours", "age"]
    held = "at group=a = 0.25, group=b = 0.5, group=c = 0.25, sex=f = 0.5, sex=m = 0.5"
    assert plot.held.text() == held
    assert held in plot.held.toolTip()
    top = plot.chart.mapTo(plot, QPoint(0, 0)).y()
    assert plot.held.mapTo(plot, QPoint(0, plot.held.height())).y() <= top, "it covers no point"


def test_the_sliders_lie_beside_the_region_and_go_when_it_does(
    draw: Draw, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.document.make_dataset", lambda recipe: made(4))
    document = draw(DataRecipe("plane"), [3, 1], ["tanh", "sigmoid"], "bce")
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    plot = RegionPlot(document, window)
    plot.setGeometry(500, 0, 400, 500)
    plot.show()
    window.show()
    qtbot.waitExposed(window)
    QTest.mouseClick(plot.axes.others_button, Qt.MouseButton.LeftButton)
    others = plot.axes.others
    assert others.isVisible()
    assert others.parentWidget() is window
    assert others.geometry().right() < 500
    plot.hide()
    assert not others.isVisible()
    plot.show()
    assert others.isVisible()
    QTest.mouseClick(plot.axes.others_button, Qt.MouseButton.LeftButton)
    assert not others.isVisible()


def test_many_samples_get_small_marks_and_the_boundary_lies_above_them(plot: RegionPlot) -> None:
    assert size_for(60) > size_for(300) > size_for(800) > size_for(2000)
    assert all(plot.boundary.zValue() > marks.zValue() for marks in plot.points.items)


def test_the_legend_is_that_of_the_data_that_are_shown(draw: Draw, show: Show) -> None:
    document = draw(DataRecipe("circle"), [3, 1], ["tanh", "sigmoid"], "bce")
    plot = show(RegionPlot, document, 340, 420)
    assert [key.label for key in plot.legend.keys] == ["train"]
    document.set_recipe(DataRecipe("circle", validation=0.2, test=0.1), "split")
    assert [key.label for key in plot.legend.keys] == ["train", "validation", "test"]


def test_a_clicked_sample_fixes_the_other_columns(plot: RegionPlot, by_hand: ByHand, qtbot: QtBot) -> None:
    wait_for_region(plot, qtbot)
    QTest.mouseClick(plot.axes.others_button, Qt.MouseButton.LeftButton)
    assert not plot.axes.others.fix_button.isEnabled()
    dataset = plot.document.dataset
    row = int(dataset.raw[:, 0].argmax())
    place = plot.chart.mapFromScene(plot.chart.view.mapViewToScene(QPointF(*dataset.raw[row, :2].tolist())))
    QTest.mouseClick(plot.chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    sample = plot.document.attention.sample
    assert sample is not None
    assert sample.row == row
    QTest.mouseClick(plot.axes.others.fix_button, Qt.MouseButton.LeftButton)
    wait_for_region(plot, qtbot)
    raw = asked_raw(plot)
    np.testing.assert_allclose(raw[:, 2:], np.tile(dataset.raw[row, 2:], (len(raw), 1)), rtol=1e-6)
    qtbot.waitUntil(lambda: assert_shown(plot, by_hand, raw))


def test_the_read_out_is_the_output_at_the_raw_point(plot: RegionPlot, by_hand: ByHand, qtbot: QtBot) -> None:
    wait_for_region(plot, qtbot)
    hover(plot, qtbot, 2.0, 2.5)
    qtbot.waitUntil(lambda: "output" in plot.read_out.text())
    assert plot.hovered is not None
    assert plot.axes.plane is not None
    raw = plot.axes.plane.lift(np.array([plot.hovered], np.float32))
    expected = by_hand(plot.document, ["tanh", "sigmoid"], plot.document.dataset.preparation.apply(raw))[0, 0]
    assert plot.read_out.text().startswith("c0 = ")
    assert float(plot.read_out.text().rpartition("= ")[2]) == pytest.approx(expected, rel=1e-3)


def test_the_pca_plane_is_that_of_scikit_learn_and_says_how_much_it_shows(
    plot: RegionPlot, by_hand: ByHand, qtbot: QtBot
) -> None:
    QTest.mouseClick(plot.axes.pca_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(plot.axes.plane, PcaPlane))
    wait_for_region(plot, qtbot)
    dataset = plot.document.dataset
    found = PCA(2).fit(dataset.raw[dataset.train])
    plane = plot.axes.plane
    assert isinstance(plane, PcaPlane)
    np.testing.assert_allclose(np.abs((plane.directions * found.components_).sum(axis=1)), 1, atol=1e-5)
    assert plane.names[0] == f"PC 1 ({found.explained_variance_ratio_[0]:.1%})"
    assert_shown(plot, by_hand, asked_raw(plot))
    np.testing.assert_allclose(plane.project(plane.lift(np.array([[1.0, -2.0]]))), [[1.0, -2.0]], atol=1e-5)


def test_of_hundreds_of_columns_the_first_directions_are_as_exact() -> None:
    dataset = made(300, rows=400)
    plane = pca_of(dataset)
    found = PCA(2, svd_solver="full").fit(dataset.raw[dataset.train])
    np.testing.assert_allclose(np.abs((plane.directions * found.components_).sum(axis=1)), 1, atol=1e-4)
    assert plane.names[1] == f"PC 2 ({found.explained_variance_ratio_[1]:.1%})"


def test_pictures_get_a_region_only_once_the_pca_plane_is_asked_for(
    draw: Draw, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.document.make_dataset", lambda recipe: made(64, image=(1, 8, 8)))
    document = draw(DataRecipe("plane"), [1], ["sigmoid"], "bce")
    plot = show(RegionPlot, document, 340, 420)
    assert plot.invitation.isVisible()
    assert not plot.axes.pickers[0].isVisible()
    assert plot.asked is None
    QTest.mouseClick(plot.invitation.offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not plot.invitation.isVisible())
    wait_for_region(plot, qtbot)
    assert len(plot.points.train.getData()[0]) == 40


def test_features_and_normalisation_are_made_of_the_raw_plane(
    draw: Draw, show: Show, by_hand: ByHand, qtbot: QtBot
) -> None:
    recipe = DataRecipe("circle", normalisation="standard", features=("x1^2", "x2^2", "x1 x2"))
    document = draw(recipe, [3, 1], ["tanh", "sigmoid"], "bce")
    plot = show(RegionPlot, document)
    wait_for_region(plot, qtbot)
    assert not plot.axes.isVisible()
    assert plot.grid is not None
    points = plot.grid.points().astype(np.float64)
    raw = document.dataset.raw[document.dataset.train].astype(np.float64)

    x = (featured(points) - featured(raw).mean(axis=0)) / featured(raw).std(axis=0)
    expected = by_hand(document, ["tanh", "sigmoid"], x.astype(np.float32))
    assert plot.output is not None
    np.testing.assert_allclose(plot.output.reshape(expected.shape), expected, atol=1e-5)


@pytest.mark.parametrize("source", ["sine", "step", "polynomial"])
def test_one_column_gives_a_curve_through_the_plane_of_input_and_target(
    draw: Draw, show: Show, train: Train, by_hand: ByHand, qtbot: QtBot, source: str
) -> None:
    document = draw(DataRecipe(source), [4, 1], ["tanh", "identity"], "mse")
    plot = show(RegionPlot, document)
    train(document)
    qtbot.waitUntil(lambda: plot.output is not None and not plot.settling)
    x, y = plot.response.curves[0].points
    expected = by_hand(document, ["tanh", "identity"], x.astype(np.float32)[:, None])[:, 0]
    np.testing.assert_allclose(y, expected, atol=1e-5)
    np.testing.assert_allclose(
        np.column_stack(plot.points.train.getData()),
        np.column_stack([document.dataset.raw[:, 0], document.dataset.y])[document.dataset.train],
    )
    assert plot.table() is not None


def test_the_line_moves_with_the_threshold(draw: Draw, show: Show, train: Train, by_hand: ByHand, qtbot: QtBot) -> None:
    document = draw(DataRecipe("blobs_002"), [3, 1], ["tanh", "identity"], "bce_with_logits")
    plot = show(RegionPlot, document)
    train(document, 100)
    wait_for_region(plot, qtbot)
    for cut in (0.7, 0.3):
        document.attention.cut_at(cut)
        points = np.column_stack(plot.boundary.points).astype(np.float32)
        assert len(points) > 20
        probabilities = 1 / (1 + np.exp(-by_hand(document, ["tanh", "identity"], points)))
        np.testing.assert_allclose(probabilities, cut, atol=0.02)  # the line is straight within a cell of the grid


def test_ten_classes_have_ten_colours() -> None:
    assert len({colour.name() for colour in class_colours(10)}) == 10
