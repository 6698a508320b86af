"""The activation explorer, by mouse and keyboard."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionSlider

from engine.catalog.activations import ACTIVATIONS
from engine.data import DataRecipe
from gui.document import Document
from gui.forms.formula import typeset
from gui.plots.activation_chart import BINS, flat_stretches, reach_for
from gui.plots.activations import SAMPLES, ActivationsPlot
from gui.theme import THEME, number
from tests.gui.panels.panel_bench import type_into

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gui.forms.slider import SettingSlider
    from tests.gui.plots.conftest import Draw, Show, Train

HIDDEN, LAST = 2, 3


class Explore(Protocol):
    """Shows the explorer, with what the network answers first."""

    def __call__(self, document: Document, width: int = 600, height: int = 300) -> ActivationsPlot: ...


@pytest.fixture
def explore(show: Show, qtbot: QtBot) -> Explore:
    def make(document: Document, width: int = 600, height: int = 300) -> ActivationsPlot:
        plot = show(ActivationsPlot, document, width, height)
        qtbot.waitUntil(lambda: not document.run.ready or bool(plot.chart.counts.any()))
        return plot

    return make


def pick(plot: ActivationsPlot, kind: str) -> None:
    """Choose from the list with the keyboard; an empty kind is the node's own."""
    picker = plot.side.picker
    picker.setFocus()
    QTest.keyClick(picker, Qt.Key.Key_Home)
    for _ in range(picker.findData(kind)):
        QTest.keyClick(picker, Qt.Key.Key_Down)
    QTest.keyClick(picker, Qt.Key.Key_Return)


def chain(document: Document, *layers: tuple[str, dict[str, object]]) -> Document:
    """Draw a network for XOR: Input, these nodes, Output; their ids count from 1."""
    with document.edit("draw") as graph:
        nodes = [graph.add("input")]
        nodes += [graph.add(kind, settings=settings) for kind, settings in layers]
        nodes.append(graph.add("output", settings={"loss": "mse"}))
        for source, sink in pairwise(nodes):
            graph.connect(source.id, sink.id)
    document.undo_stack.clear()
    return document


@pytest.fixture
def leaky(document: Document) -> Document:
    """Input, Dense without activation, LeakyReLU (node 3), Dense, Output."""
    dense = ("dense", {"units": 3, "activation": "identity"})
    return chain(document, dense, ("leaky_relu", {"negative_slope": 0.2}), ("dense", {"units": 1}))


def sums_by_hand(document: Document, name: str, x: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> torch.Tensor:
    assert document.run.last is not None
    weight, bias = (
        torch.from_numpy(np.array(document.run.last.weights[f"{name}.linear.{t}"])) for t in ("weight", "bias")
    )
    return torch.from_numpy(x) @ weight.T + bias


# -- which function ---------------------------------------------------------------------------------------------------


def test_it_follows_the_selected_node(xor: Document, explore: Explore) -> None:
    plot = explore(xor)
    assert plot.side.picker.currentText() == "Dense 1: tanh"  # the first activation of the drawing
    xor.select([LAST])
    assert plot.side.picker.currentText() == "Dense 2: sigmoid"
    np.testing.assert_allclose(plot.chart.y, 1 / (1 + np.exp(-plot.chart.x)), rtol=1e-12)
    np.testing.assert_allclose(plot.chart.slope, plot.chart.y * (1 - plot.chart.y), rtol=1e-9)
    xor.select([1])  # an Input has none: the first again
    assert plot.side.picker.currentText() == "Dense 1: tanh"


def test_another_activation_on_the_node_is_seen_at_once(xor: Document, explore: Explore) -> None:
    plot = explore(xor)
    xor.select([HIDDEN])
    with xor.edit("relu") as graph:
        graph.set(HIDDEN, "activation", "relu")
    assert plot.side.picker.currentText() == "Dense 1: ReLU"
    assert plot.side.formula.accessibleName() == "f(x) = max(0, x)"
    np.testing.assert_array_equal(plot.chart.y, np.maximum(0, plot.chart.x))
    xor.undo_stack.undo()
    assert plot.side.picker.currentText() == "Dense 1: tanh"


def test_a_gate_is_shown_with_its_step(document: Document, explore: Explore) -> None:
    chain(document, ("and", {}))
    plot = explore(document)
    document.select([2])
    assert plot.side.picker.currentText() == "AND: step"
    assert plot.z is not None
    np.testing.assert_allclose(sorted(plot.z), [-0.7, -0.2, -0.2, 0.3], atol=1e-6)
    assert "100 %" in plot.side.flat.text()


def test_any_function_can_be_looked_at_until_another_node_is_selected(xor: Document, explore: Explore) -> None:
    plot = explore(xor)
    pick(plot, "elu")
    assert plot.subject.kind == "elu"
    assert plot.z is None
    assert plot.side.flat.text() == ""
    xor.select([LAST])
    assert plot.side.picker.currentText() == "Dense 2: sigmoid"
    pick(plot, "elu")
    pick(plot, "")
    assert plot.subject == plot._subject(xor.graph.node(LAST))
    assert xor.undo_stack.count() == 0


@pytest.mark.parametrize("spec", ACTIVATIONS, ids=lambda spec: spec.kind)
def test_every_function_has_its_formulas_and_what_to_know(xor: Document, explore: Explore, spec: object) -> None:
    plot = explore(xor)
    kind = spec.kind  # type: ignore[attr-defined]  # pytest gives no type
    pick(plot, kind)
    assert plot.subject.kind == kind
    for view in (plot.side.formula, plot.side.derivative):
        assert typeset(view.latex, 16.0, "#000000").width > 30
        assert view.sizeHint().width() < plot.side.width() - 30
        assert view.accessibleName()
    for label in (plot.side.values, plot.side.place, plot.side.trouble):
        assert label.isVisible()
        assert len(label.text()) > 12


def test_an_empty_drawing_shows_a_function_anyway(document: Document, explore: Explore) -> None:
    plot = explore(document)
    assert plot.side.picker.itemText(0) == "No activation in the drawing"
    assert plot.side.picker.currentText() == "sigmoid"
    assert len(plot.chart.x)


# -- settings ---------------------------------------------------------------------------------------------------------


def test_a_slope_that_is_typed_is_the_nodes_and_one_undo_brings_the_last_one_back(
    leaky: Document, explore: Explore
) -> None:
    plot = explore(leaky)
    leaky.select([3])
    assert plot.side.form is not None
    type_into(plot.side.form.editor("negative_slope"), "0.5")
    assert leaky.graph.node(3).settings["negative_slope"] == 0.5
    negative = plot.chart.x < 0
    np.testing.assert_allclose(plot.chart.y[negative], 0.5 * plot.chart.x[negative])
    assert leaky.undo_stack.count() == 1
    leaky.undo_stack.undo()
    assert leaky.graph.node(3).settings["negative_slope"] == 0.2
    np.testing.assert_allclose(plot.chart.y[negative], 0.2 * plot.chart.x[negative])


def test_turning_a_knob_quickly_is_one_step_back(leaky: Document, explore: Explore) -> None:
    plot = explore(leaky)
    leaky.select([3])
    assert plot.side.form is not None
    editor = plot.side.form.editor("negative_slope")
    editor.setFocus()
    for _ in range(3):
        QTest.keyClick(editor, Qt.Key.Key_Up)
    assert leaky.graph.node(3).settings["negative_slope"] == pytest.approx(0.35)
    leaky.undo_stack.undo()
    assert leaky.graph.node(3).settings["negative_slope"] == 0.2


def drag(slider: SettingSlider, *path: int) -> Iterator[None]:
    """Pull the handle that many pixels from where it is, one after the other, then let it go."""
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    handle = slider.style().subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
    )
    start, left = handle.center(), Qt.MouseButton.LeftButton
    QTest.mousePress(slider, left, pos=start)
    for pixels in path:
        QTest.mouseMove(slider, start + QPoint(pixels, 0))
        yield
    QTest.mouseRelease(slider, left, pos=start + QPoint(path[-1], 0))


def test_a_slider_that_is_dragged_bends_the_curve_and_is_one_step_once_let_go(
    leaky: Document, explore: Explore
) -> None:
    plot = explore(leaky)
    leaky.select([3])
    run_before = leaky.run.last
    slider = plot.side.sliders["negative_slope"]
    drawn = []
    for _ in drag(slider, 15, 30, 45, 60):
        drawn.append(plot.chart.y[0] / plot.chart.x[0])
        assert leaky.graph.node(3).settings["negative_slope"] == 0.2
    assert drawn == sorted(set(drawn))
    assert drawn[0] > 0.2
    assert leaky.run.last is not run_before
    assert leaky.graph.node(3).settings["negative_slope"] == slider.setting == pytest.approx(drawn[-1])
    assert leaky.undo_stack.count() == 1
    leaky.undo_stack.undo()
    assert leaky.graph.node(3).settings["negative_slope"] == slider.setting == 0.2
    assert plot.chart.y[0] / plot.chart.x[0] == pytest.approx(0.2)


def test_a_slider_obeys_the_arrow_keys_and_coming_back_changes_nothing(leaky: Document, explore: Explore) -> None:
    plot = explore(leaky)
    leaky.select([3])
    with leaky.edit("odd") as graph:
        graph.set(3, "negative_slope", 0.2012)
    slider = plot.side.sliders["negative_slope"]
    for path in ((0,), (30, 0)):
        for _ in drag(slider, *path):
            pass
        assert leaky.graph.node(3).settings["negative_slope"] == 0.2012
        assert plot.chart.y[0] / plot.chart.x[0] == pytest.approx(0.2012)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert leaky.graph.node(3).settings["negative_slope"] == pytest.approx(0.205)


def test_only_settings_of_a_short_range_have_a_slider(xor: Document, explore: Explore) -> None:
    plot = explore(xor)
    for kind, names in (("elu", ["alpha"]), ("prelu", ["init"]), ("threshold", []), ("tanh", [])):
        pick(plot, kind)
        assert list(plot.side.sliders) == names


def test_without_a_node_a_setting_changes_only_the_picture(leaky: Document, explore: Explore) -> None:
    plot = explore(leaky)
    pick(plot, "elu")
    assert plot.side.form is not None
    type_into(plot.side.form.editor("alpha"), "3")
    np.testing.assert_allclose(plot.chart.y[0], 3 * np.expm1(plot.chart.x[0]))
    assert "picture only" in plot.side.note.text()
    assert leaky.undo_stack.count() == 0


def test_a_value_that_will_not_do_is_refused_in_words(leaky: Document, explore: Explore) -> None:
    plot = explore(leaky)
    leaky.select([3])
    assert plot.side.form is not None
    type_into(plot.side.form.editor("negative_slope"), "7")
    assert "from 0 to 1" in plot.side.form.complaint("negative_slope")
    assert leaky.graph.node(3).settings["negative_slope"] == 0.2


def test_the_defaults_of_a_dense_layer_are_locked_with_a_reason(xor: Document, explore: Explore) -> None:
    plot = explore(xor)
    xor.select([HIDDEN])
    with xor.edit("leaky") as graph:
        graph.set(HIDDEN, "activation", "leaky_relu")
    assert plot.side.form is not None
    editor = plot.side.form.editor("negative_slope")
    assert not editor.isEnabled()
    assert "put LeakyReLU behind it" in editor.toolTip()


def test_the_slope_that_a_prelu_has_learned_is_drawn(document: Document, explore: Explore, train: Train) -> None:
    chain(document, ("dense", {"units": 3, "activation": "identity"}), ("prelu", {}), ("dense", {"units": 1}))
    plot = explore(document)
    document.select([3])
    train(document)
    slope = float(document.run.weights_of(3)["weight"][0])
    assert slope != 0.25
    np.testing.assert_allclose(plot.chart.slope[plot.chart.x < 0], slope, rtol=1e-6)
    assert f"{slope:.4g}" in plot.side.note.text()


# -- the histogram ----------------------------------------------------------------------------------------------------


def test_the_bars_count_the_weighted_sums_of_the_layer(draw: Draw, explore: Explore, train: Train) -> None:
    document = draw(DataRecipe("circle"), [4, 1], ["tanh", "sigmoid"], "bce")
    plot = explore(document)
    train(document)
    z = sums_by_hand(document, "dense_1", plot.samples).numpy().ravel()
    assert len(z) == 4 * len(plot.samples) <= 4 * SAMPLES
    counts, edges = np.histogram(z, BINS, (-plot.chart.reach, plot.chart.reach))
    np.testing.assert_array_equal(plot.chart.counts, counts)
    assert plot.chart.counts.sum() == len(z)
    np.testing.assert_array_equal(plot.chart.bars.left, edges[:-1])
    np.testing.assert_allclose(plot.chart.bars.share * counts.max(), 0.4 * counts)
    share = np.mean(1 - np.tanh(z.astype(np.float64)) ** 2 < 0.05)
    assert plot.side.flat.text().startswith(f"{100 * share:.0f} % of the inputs")
    assert f"flat {100 * share:.0f} %" in plot.legend.accessibleName()


def test_the_inputs_of_an_activation_node_are_the_outputs_before_it(leaky: Document, explore: Explore) -> None:
    plot = explore(leaky)
    leaky.select([3])
    assert plot.z is not None
    np.testing.assert_allclose(plot.z, sums_by_hand(leaky, "dense_1", plot.samples).numpy().ravel(), atol=1e-6)


def test_training_moves_the_bars_while_they_can_be_seen_and_costs_nothing_while_not(
    xor: Document, explore: Explore, train: Train
) -> None:
    plot = explore(xor)
    before = np.array(plot.z)
    train(xor)
    assert (np.array(plot.z) != before).any()
    plot.hide()
    train(xor)
    assert xor.run.last is not None
    assert dict(xor.run.last.inner) == {}
    plot.show()
    z = sums_by_hand(xor, "dense_1", plot.samples).numpy().ravel()
    assert xor.run.last is not None
    train(xor, 1)
    assert plot.z is not None
    assert plot.z.shape == z.shape


def test_other_data_are_asked_about_at_once(xor: Document, explore: Explore) -> None:
    plot = explore(xor)
    xor.set_recipe(DataRecipe("circle"), "data")
    assert plot.z is not None
    np.testing.assert_allclose(plot.z, sums_by_hand(xor, "dense_1", plot.samples).numpy().ravel(), atol=1e-6)
    assert plot.z.size == 2 * min(len(xor.dataset.train), SAMPLES)
    xor.undo_stack.undo()
    assert plot.z.size == 8


def test_of_many_samples_some_from_everywhere_are_taken(xor: Document, explore: Explore) -> None:
    plot = explore(xor)
    xor.set_recipe(DataRecipe("circle", {"samples": 2000}), "data")
    rows = [int(np.flatnonzero((xor.dataset.x == sample).all(axis=1))[0]) for sample in plot.samples]
    assert len(rows) == SAMPLES
    assert rows == sorted(rows)
    assert max(np.diff(rows)) < 8


def test_the_axis_reaches_as_far_as_the_inputs(xor: Document, explore: Explore) -> None:
    plot = explore(xor)
    xor.set_weight(HIDDEN, "linear.weight", np.array([[30, 0], [0, -8]], dtype=np.float32), "by hand")
    assert plot.chart.reach == 50
    (left, right), _ = plot.chart.intervals()
    assert (left, right) == (-50, 50)
    assert plot.chart.counts.sum() == 8
    xor.undo_stack.undo()
    assert plot.chart.reach == 5


# -- when something is missing ----------------------------------------------------------------------------------------


def test_weighted_sums_that_are_no_numbers_are_left_out_and_told(xor: Document, explore: Explore) -> None:
    plot = explore(xor)
    xor.set_weight(HIDDEN, "linear.weight", np.array([[3e38, 3e38], [1, 1]], dtype=np.float32), "by hand")
    assert "12 % of the inputs are not finite" in plot.side.note.text()  # that of (1, 1), which overflows
    assert plot.chart.counts.sum() == 7
    plot.grab()
    last = xor.run.last
    assert last is not None
    lost = {probe: {part: np.full_like(z, np.nan) for part, z in parts.items()} for probe, parts in last.inner.items()}
    xor.run.last = replace(last, inner=lost)
    plot.take(xor.run.last)
    assert "100 %" in plot.side.note.text()
    assert plot.chart.counts.sum() == 0
    assert plot.side.flat.text() == ""


def test_without_a_run_the_curve_is_there_and_it_says_why_no_inputs_are(xor: Document, explore: Explore) -> None:
    plot = explore(xor)
    with xor.edit("cut") as graph:
        graph.remove([4])
    assert len(plot.chart.x)
    assert plot.chart.counts.sum() == 0
    assert "once it is wired" in plot.side.note.text()
    xor.undo_stack.undo()
    assert plot.chart.counts.sum() == 8
    assert plot.side.note.text() == ""


def test_before_pytorch_is_there_it_says_so(qtbot: QtBot, explore: Explore) -> None:
    document = Document()
    plot = explore(document)
    assert "PyTorch is being loaded" in plot.explanation
    document.torch_is_ready()
    assert plot.explanation == ""
    assert len(plot.chart.x)


def test_removing_the_node_that_is_looked_at_moves_on(leaky: Document, explore: Explore) -> None:
    plot = explore(leaky)
    leaky.select([3])
    with leaky.edit("remove") as graph:
        graph.remove([3])
    assert plot.side.picker.currentText() == "Dense 2: tanh"


# -- reading and zooming ----------------------------------------------------------------------------------------------


def test_pointing_at_the_curve_reads_both_values(xor: Document, explore: Explore) -> None:
    plot = explore(xor, 700, 300)
    place = plot.chart.mapFromScene(plot.chart.view.mapViewToScene(QPointF(0, 0)))
    QTest.mouseMove(plot.chart.viewport(), place + QPoint(1, 0))
    QTest.mouseMove(plot.chart.viewport(), place)
    x = plot.chart.dots[0].pos().x()
    assert abs(x) < 0.11  # to the nearest pixel and point of the curve
    read = f"f({number(x)}) = {number(math.tanh(x))}, f′ = {number(1 - math.tanh(x) ** 2)}"
    assert plot.legend.accessibleName().startswith(read)
    assert all(dot.isVisible() for dot in plot.chart.dots)


def test_a_closer_look_gets_a_finer_curve_and_fit_goes_back(xor: Document, explore: Explore) -> None:
    plot = explore(xor)
    plot.chart.set_range((0.0, 0.1), (0.0, 0.1))
    assert (plot.chart.x[0], plot.chart.x[-1]) == (0.0, 0.1)
    plot.fit_action.trigger()
    assert (plot.chart.x[0], plot.chart.x[-1]) == (-5.0, 5.0)


def test_the_numbers_of_the_curve_can_be_exported(xor: Document, explore: Explore) -> None:
    plot = explore(xor)
    table = plot.table()
    assert table is not None
    names, numbers = table
    assert names == ["x", "f(x)", "f'(x)"]
    np.testing.assert_allclose(numbers[:, 1], np.tanh(numbers[:, 0]), rtol=1e-12)


def test_where_it_is_flat_is_coloured() -> None:
    x = np.arange(6.0)
    left, right = flat_stretches(x, np.array([0.0, 0.01, 1.0, -0.04, 0.0, 0.5]))
    assert (left.tolist(), right.tolist()) == ([0.0, 3.0], [1.0, 4.0])
    assert [len(side) for side in flat_stretches(x, np.ones(6))] == [0, 0]


@pytest.mark.parametrize(
    ("needed", "before", "reach"),
    [(0, 5, 5), (5.1, 5, 10), (11, 5, 20), (21, 5, 50), (4.5, 10, 10), (3, 10, 5), (60, 5, 100)],
)
def test_the_reach_goes_in_round_steps_and_stays_where_it_nearly_fits(
    needed: float, before: float, reach: float
) -> None:
    assert reach_for(needed, before) == reach


# -- softmax ----------------------------------------------------------------------------------------------------------


def cells(plot: ActivationsPlot, column: int) -> list[str]:
    table = plot.softmax.table
    texts = []
    for row in range(table.rowCount()):
        item = table.item(row, column)
        assert item is not None
        texts.append(item.text())
    return texts


def open_overflow(plot: ActivationsPlot) -> None:
    QTest.mouseClick(plot.tabs, Qt.MouseButton.LeftButton, pos=plot.tabs.tabRect(1).center())


def type_inputs(plot: ActivationsPlot, text: str) -> None:
    line = plot.softmax.inputs.lineEdit()
    assert isinstance(line, QLineEdit)
    type_into(line, text)


def test_softmax_is_shown_naive_and_stable_side_by_side(xor: Document, explore: Explore) -> None:
    plot = explore(xor, 800, 260)
    assert not plot.tabs.isVisible()
    pick(plot, "softmax")
    assert plot.tabs.isVisible()
    open_overflow(plot)
    assert plot.softmax.isVisible()
    assert cells(plot, 2) == cells(plot, 5) == ["0.090030573", "0.24472848", "0.66524094"]
    type_inputs(plot, "1000, 1001, 2000")
    assert cells(plot, 1) == ["inf", "inf", "inf"]
    assert cells(plot, 2) == ["nan", "nan", "nan"]
    assert cells(plot, 3) == ["-1000", "-999", "0"]
    assert cells(plot, 5) == ["0", "0", "1"]
    assert "inf / inf" in plot.softmax.lesson.text()
    assert plot.legend.keys == []


def test_the_examples_of_the_notes_are_in_the_list_and_more_digits_can_be_chosen(
    xor: Document, explore: Explore
) -> None:
    plot = explore(xor, 800, 260)
    pick(plot, "softmax")
    open_overflow(plot)
    inputs = plot.softmax.inputs
    inputs.setFocus()
    for _ in range(2):
        QTest.keyClick(inputs, Qt.Key.Key_Down)
    assert cells(plot, 0) == ["1010", "1000", "990"]
    QTest.keyClick(plot.softmax.precision, Qt.Key.Key_Down)
    assert cells(plot, 5) == ["0.9999546", "4.5397869e-05", "2.06106e-09"]
    assert "float64" in plot.softmax.lesson.text()


def test_what_is_no_list_of_numbers_is_refused_in_words(xor: Document, explore: Explore) -> None:
    plot = explore(xor, 800, 260)
    pick(plot, "softmax")
    open_overflow(plot)
    for typed in ("1, zwei", "inf", ", ".join("1" * 13)):
        type_inputs(plot, typed)
        assert "is not a list of numbers" in plot.softmax.lesson.text()
        assert cells(plot, 0) == ["1", "2", "3"]
    type_inputs(plot, "4 5")
    assert cells(plot, 0) == ["4", "5"]


def test_the_other_two_functions_over_a_layer_have_the_page_too(xor: Document, explore: Explore) -> None:
    plot = explore(xor, 800, 260)
    pick(plot, "softmin")
    open_overflow(plot)
    assert cells(plot, 5) == ["0.66524094", "0.24472848", "0.090030573"]
    pick(plot, "log_softmax")
    assert cells(plot, 5) == ["-2.4076059", "-1.4076059", "-0.40760595"]
    pick(plot, "tanh")
    assert plot.chart.isVisible()


def test_a_softmax_output_shows_its_curve_and_inputs_without_a_flat_share(draw: Draw, explore: Explore) -> None:
    document = draw(DataRecipe("circle"), [3, 1], ["softmax", "sigmoid"], "bce")
    plot = explore(document)
    assert plot.side.flat.text() == ""
    assert plot.subject.kind == "softmax"
    assert plot.chart.counts.sum() == 3 * len(plot.samples)


def test_both_looks_draw_the_curves_in_their_colours(xor: Document, explore: Explore) -> None:
    plot = explore(xor)
    for look in ("dark", "light"):
        THEME.use(look)
        assert plot.chart.curve.pen.color() == THEME.tokens.positive
        assert plot.chart.derivative.pen.color() == THEME.tokens.negative
