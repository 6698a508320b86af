"""The gradient of each layer over the steps, and units that do not react, as they were measured."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest

from engine.data import DataRecipe
from gui.plots.chart import SMALL
from gui.plots.gradients import GradientsPlot, colour, mark
from gui.theme import figures, number

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from engine.training.vitals import Vitals
    from gui.document import Document
    from tests.gui.plots.conftest import Draw, Show, Train

CIRCLE = DataRecipe("circle")


def measured(document: Document) -> tuple[Vitals, ...]:
    return document.health.record.vitals


def test_there_is_a_line_for_each_layer_with_parameters_of_the_norms_that_were_measured(
    draw: Draw, show: Show, train: Train
) -> None:
    document = draw(CIRCLE, [4, 3, 1], ["tanh", "relu", "sigmoid"], "bce")
    with document.edit("dropout") as graph:
        graph.add("dropout")
    plot = show(GradientsPlot, document)
    train(document, 50)
    vitals = measured(document)
    assert vitals[-1].step == document.run.step_count
    assert [key.label for key in plot.legend.keys] == ["Dense 1", "Dense 2", "Dense 3"]
    for line, item, key in zip(plot.lines, plot.items, plot.legend.keys, strict=True):
        norms = [each.layers[line.name].gradient for each in vitals]
        np.testing.assert_array_equal(line.norms, norms)
        x, y = item.points
        assert x.tolist() == [each.step for each in vitals]
        np.testing.assert_allclose(y, np.log10(norms))
        assert key.value == number(norms[-1])


def test_lines_differ_by_their_dashes_and_not_by_their_colour_alone(draw: Draw, show: Show, train: Train) -> None:
    document = draw(CIRCLE, [2, 2, 2, 2, 1], ["tanh"] * 4 + ["sigmoid"], "bce")
    plot = show(GradientsPlot, document)
    train(document, 5)
    assert len({item.pen.style() for item in plot.items}) == 5
    assert len({(mark(place), colour(place).name()) for place in range(30)}) == 30


def test_units_that_do_not_react_are_counted_and_named(draw: Draw, show: Show, qtbot: QtBot) -> None:
    document = draw(CIRCLE, [3, 2, 1], ["relu", "tanh", "sigmoid"], "bce")
    plot = show(GradientsPlot, document)
    document.set_weight(2, "linear.bias", np.array([0, -99, 0], np.float32), "bias")
    document.set_weight(3, "linear.bias", np.array([99, -99], np.float32), "bias")
    qtbot.waitUntil(lambda: "dead" in plot.units.text())
    assert plot.units.text().split(" · ")[:3] == [
        "Dead or saturated units",
        "Dense 1: 1 of 3 dead (unit 2)",
        "Dense 2: 2 of 2 saturated (units 1, 2)",
    ]


def test_it_measures_while_it_is_shown_or_the_run_trains_and_not_otherwise(
    xor: Document, show: Show, train: Train, qtbot: QtBot
) -> None:
    def is_measured() -> bool:
        assert xor.run.last is not None
        return xor.run.last.vitals is not None

    assert not is_measured()
    plot = show(GradientsPlot, xor)
    qtbot.waitUntil(is_measured)
    plot.hide()
    xor.run.refresh()
    qtbot.waitUntil(lambda: not is_measured())
    xor.run.train()
    qtbot.waitUntil(is_measured)
    xor.run.pause()
    qtbot.waitUntil(lambda: not xor.run.running)
    xor.run.refresh()
    qtbot.waitUntil(lambda: not is_measured())


def test_the_mouse_reads_the_values_of_an_earlier_step(xor: Document, show: Show, train: Train, qtbot: QtBot) -> None:
    plot = show(GradientsPlot, xor)
    train(xor, 500)
    first, last = measured(xor)[0], measured(xor)[-1]
    at = plot.chart.view.mapViewToScene(plot.chart.visible_part.center())
    at.setX(plot.chart.view.sceneBoundingRect().left() + 2)
    QTest.mouseMove(plot.chart.viewport(), plot.chart.mapFromScene(at))
    expected = [number(first.layers[line.name].gradient) for line in plot.lines]
    qtbot.waitUntil(lambda: [key.value for key in plot.legend.keys] == expected)
    assert plot.step_label.text() == f"step {first.step:,}"
    assert expected != [number(last.layers[line.name].gradient) for line in plot.lines]


def test_a_reset_empties_it(xor: Document, show: Show, train: Train) -> None:
    plot = show(GradientsPlot, xor)
    train(xor, 50)
    assert len(plot.steps) > 1
    xor.reset_run()
    assert plot.steps.tolist() == [0.0]


def learn(document: Document, qtbot: QtBot, plot: GradientsPlot) -> None:
    """Train as a person does, so that it can be taken back, until there are curves to see."""
    document.training.train()
    qtbot.waitUntil(lambda: len(plot.steps) > 3)
    document.run.pause()
    qtbot.waitUntil(lambda: not document.run.running and document.run.turns.resting)


def test_undo_and_redo_of_training_bring_the_curves_back(xor: Document, show: Show, qtbot: QtBot) -> None:
    plot = show(GradientsPlot, xor)
    learn(xor, qtbot, plot)
    steps, norms = plot.steps.tolist(), plot.lines[0].norms.tolist()
    xor.undo_stack.undo()
    qtbot.waitUntil(lambda: plot.steps.tolist() == [0.0])
    xor.undo_stack.redo()
    qtbot.waitUntil(lambda: plot.steps.tolist() == steps)
    np.testing.assert_allclose(plot.lines[0].norms, norms)


def test_a_weight_that_is_set_and_taken_back_leaves_the_curves(
    xor: Document, show: Show, train: Train, qtbot: QtBot
) -> None:
    plot = show(GradientsPlot, xor)
    train(xor, 500)
    steps, norms = plot.steps.tolist(), plot.lines[0].norms.tolist()
    xor.set_weight(2, "linear.bias", np.array([3, 3], np.float32), "bias")
    qtbot.waitUntil(lambda: plot.lines[0].norms[-1] != norms[-1])
    assert plot.steps.tolist() == steps
    xor.undo_stack.undo()
    qtbot.waitUntil(lambda: plot.lines[0].norms[-1] == norms[-1])
    assert plot.steps.tolist() == steps


def test_training_on_after_undo_forgets_what_came_after(xor: Document, show: Show, qtbot: QtBot) -> None:
    plot = show(GradientsPlot, xor)
    learn(xor, qtbot, plot)
    xor.undo_stack.undo()
    qtbot.waitUntil(lambda: plot.steps.tolist() == [0.0])
    xor.training.step()
    qtbot.waitUntil(lambda: plot.steps.tolist() == [0.0, 1.0])
    xor.undo_stack.undo()
    xor.undo_stack.redo()
    qtbot.waitUntil(lambda: plot.steps.tolist() == [0.0, 1.0])


def test_going_on_from_an_earlier_step_keeps_the_curves_up_to_it(
    xor: Document, show: Show, train: Train, qtbot: QtBot
) -> None:
    plot = show(GradientsPlot, xor)
    train(xor, 500)
    steps = plot.steps.tolist()
    middle = int(steps[len(steps) // 2])
    xor.run.visit(middle)
    qtbot.waitUntil(lambda: xor.run.last is not None and xor.run.last.step == middle)
    xor.training.continue_from_here()
    qtbot.waitUntil(lambda: plot.steps.tolist() == [step for step in steps if step <= middle])


def test_outputs_that_are_sure_and_right_are_no_fault(draw: Draw, show: Show, train: Train, qtbot: QtBot) -> None:
    document = draw(DataRecipe("or"), [1], ["sigmoid"], "bce")
    plot = show(GradientsPlot, document)
    document.set_weight(2, "linear.weight", np.array([[20, 20]], np.float32), "weight")
    document.set_weight(2, "linear.bias", np.array([-10], np.float32), "bias")
    qtbot.waitUntil(lambda: measured(document)[-1].loss < 0.001 and len(plot.steps) > 0)
    assert measured(document)[-1].layers["dense_1"].saturated == (0,)
    assert plot.units.text() == ""
    document.set_weight(2, "linear.bias", np.array([30], np.float32), "bias")
    qtbot.waitUntil(lambda: "saturated (unit 1)" in plot.units.text())


def test_an_unfinished_drawing_is_explained(xor: Document, show: Show) -> None:
    plot = show(GradientsPlot, xor)
    with xor.edit("cut") as graph:
        graph.disconnect(next(iter(graph.edges)))
    assert "no gradients yet" in plot.explanation


def test_its_table_holds_the_steps_and_the_norms_of_every_layer(
    xor: Document, show: Show, train: Train, tmp_path: Path
) -> None:
    plot = show(GradientsPlot, xor)
    train(xor)
    assert plot.export(tmp_path / "gradients.csv")
    with (tmp_path / "gradients.csv").open() as file:
        names, *rows = list(csv.reader(file))
    assert names == ["step", "Dense 1", "Dense 2"]
    np.testing.assert_array_equal(np.array(rows, float)[:, 1], plot.lines[0].norms)


@pytest.mark.parametrize("highest", [0.00235, 0.000235, 123456.0])
def test_the_name_of_the_axis_does_not_touch_the_numbers_beside_it(highest: float, xor: Document, show: Show) -> None:
    plot = show(GradientsPlot, xor)
    high = float(np.log10(highest))
    plot.chart.set_range((0, 1), (high - 0.05, high))
    axis = plot.chart.plotItem.getAxis("left")
    texts = axis.tickStrings(axis.tickValues(high - 0.05, high, 200)[0][1], 1, 1)
    assert texts
    widest = max(QFontMetricsF(figures(SMALL)).horizontalAdvance(text) for text in texts)
    name_ends = axis.label.pos().x() + axis.label.boundingRect().height() - axis.label.document().documentMargin()
    assert name_ends <= axis.width() - widest - axis.style["tickTextOffset"][0]


def test_fit_follows_again_after_the_wheel(xor: Document, show: Show, train: Train) -> None:
    plot = show(GradientsPlot, xor)
    train(xor)
    plot.chart.following = False
    plot.fit_action.trigger()
    assert plot.chart.following
