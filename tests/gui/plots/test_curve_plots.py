"""Loss and accuracy: exactly the run's history, with a ghost, zoom and a read-out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.data import DataRecipe
from engine.training.history import Curve
from gui.plots.curves import AccuracyPlot, LossPlot
from gui.theme import THEME, number
from tests.gui.telling import tell

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.document import Document
    from gui.plots.curves import CurvesPlot
    from tests.gui.plots.conftest import Draw, Show, Train

BLOBS = DataRecipe("blobs_002", validation=0.3)


def curve_of(*losses: float) -> Curve:
    values = np.array(losses)
    epochs = np.arange(len(losses), dtype=np.float64)
    return Curve(epochs, epochs * 4 + 4, values, values, values * 2, values)


def take(plot: CurvesPlot, document: Document, curve: Curve) -> None:
    assert document.run.last is not None
    tell(document, replace(document.run.last, curve=curve))


def keys(plot: CurvesPlot) -> dict[str, str]:
    return {key.label: key.value for key in plot.legend.keys}


def test_the_curves_are_the_history_of_the_run(draw: Draw, show: Show, train: Train) -> None:
    document = draw(BLOBS, [2, 1], ["tanh", "sigmoid"], "bce")
    loss, accuracy = show(LossPlot, document), show(AccuracyPlot, document)
    train(document, 30)
    assert document.run.last is not None
    curve = document.run.last.curve
    for plot, column, factor in ((loss, "loss", 1), (accuracy, "accuracy", 100)):
        for item, part in zip(plot.items, ("train", "validation"), strict=False):
            x, y = item.points
            np.testing.assert_array_equal(x, curve.epoch)
            np.testing.assert_allclose(y, getattr(curve, f"{part}_{column}") * factor)


def test_the_legend_says_the_newest_values_and_the_step_they_belong_to(draw: Draw, show: Show, train: Train) -> None:
    document = draw(BLOBS, [1], ["sigmoid"], "bce")
    plot = show(LossPlot, document)
    train(document)
    last = document.run.last
    assert last is not None
    assert keys(plot) == {
        "train": number(last.curve.train_loss[-1]),
        "validation": number(last.curve.validation_loss[-1]),
    }
    assert plot.step_label.text() == f"step {last.step:,}"


def test_without_validation_samples_the_legend_does_not_speak_of_them(xor: Document, show: Show, train: Train) -> None:
    plot = show(LossPlot, xor)
    train(xor)
    assert list(keys(plot)) == ["train"]


def test_after_a_reset_the_earlier_run_stays_as_a_ghost(xor: Document, show: Show, train: Train) -> None:
    plot = show(LossPlot, xor)
    train(xor)
    assert xor.run.last is not None
    before = xor.run.last.curve
    xor.reset_run()
    assert not len(plot.items[0].points[0])
    np.testing.assert_array_equal(plot.items[2].points[1], before.train_loss)
    assert list(keys(plot)) == ["earlier run"]


def test_a_logarithmic_axis_leaves_out_what_has_no_logarithm(xor: Document, show: Show) -> None:
    plot = show(LossPlot, xor)
    plot.log_action.trigger()
    take(plot, xor, curve_of(100.0, 0.0, -1.0, np.nan, np.inf, 0.01))
    y = plot.items[0].points[1]
    assert y[[0, 5]].tolist() == [2.0, -2.0]
    assert np.isnan(y[1:5]).all()
    _, (low, high) = plot.chart.intervals()
    assert low < -2.0 < np.log10(200.0) < high
    plot.log_action.trigger()
    assert plot.items[0].points[1][0] == 100.0


def test_a_diverged_run_can_be_drawn(xor: Document, show: Show) -> None:
    plot, metrics = show(LossPlot, xor), show(AccuracyPlot, xor)
    for values in ((np.nan,), (np.inf, np.nan), (1e38, np.inf), (-np.inf, -3.0), ()):
        take(plot, xor, curve_of(*values))
        plot.set_logarithmic(True)
        plot.grab()
        metrics.grab()
        plot.set_logarithmic(False)
        plot.grab()


def test_the_view_follows_the_run_until_the_person_zooms_and_again_after_fit(
    xor: Document, show: Show, qtbot: QtBot
) -> None:
    plot = show(LossPlot, xor)
    take(plot, xor, curve_of(*np.linspace(1, 0.1, 50)))
    assert plot.chart.intervals()[0][1] > 49
    plot.chart.view.scaleBy((0.5, 0.5))
    plot.chart.view.sigRangeChangedManually.emit([True, True])
    zoomed = plot.chart.intervals()
    take(plot, xor, curve_of(*np.linspace(1, 0.1, 90)))
    assert plot.chart.intervals() == zoomed
    plot.fit_action.trigger()
    assert plot.chart.intervals()[0][1] > 89


def test_turning_the_wheel_zooms_and_the_view_stays_there(xor: Document, show: Show) -> None:
    plot = show(LossPlot, xor)
    take(plot, xor, curve_of(*np.linspace(1, 0.1, 50)))
    before = plot.chart.intervals()
    middle = QPointF(300, 80)
    turned = QWheelEvent(
        middle, plot.chart.mapToGlobal(middle), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip  # the order that Qt has
    QApplication.sendEvent(plot.chart.viewport(), turned)
    zoomed = plot.chart.intervals()
    assert zoomed[0][1] - zoomed[0][0] < before[0][1] - before[0][0]
    take(plot, xor, curve_of(*np.linspace(1, 0.1, 90)))
    assert plot.chart.intervals() == zoomed


def test_the_cursor_reads_epoch_step_and_values(xor: Document, show: Show, qtbot: QtBot) -> None:
    plot = show(LossPlot, xor)
    take(plot, xor, curve_of(0.8, 0.6, 0.4, 0.2))
    scene = plot.chart.view.mapViewToScene(QPointF(1.1, 0.5))
    QTest.mouseMove(plot.chart.viewport(), plot.chart.mapFromScene(scene))
    qtbot.waitUntil(lambda: plot.flag.isVisible())
    assert plot.flag.toPlainText() == "epoch 1, step 8"
    assert keys(plot) == {"train": "0.6", "validation": "1.2"}
    plot.chart.left.emit()
    assert not plot.flag.isVisible()
    assert keys(plot)["train"] == "0.2"


def test_for_a_regression_accuracy_is_explained_instead_of_drawn(document: Document, show: Show) -> None:
    plot = show(AccuracyPlot, document)
    assert plot.explanation == ""
    document.set_recipe(DataRecipe("plane"), "data")
    assert "target y is a number" in plot.explanation
    document.set_recipe(DataRecipe("xor"), "data")
    assert plot.explanation == ""


def test_a_hidden_plot_draws_nothing_and_catches_up_when_shown(xor: Document, show: Show, train: Train) -> None:
    plot = show(LossPlot, xor)
    plot.hide()
    train(xor)
    assert plot.curve is None or len(plot.curve) == 0
    plot.show()
    assert xor.run.last is not None
    assert plot.curve is xor.run.last.curve
    assert plot.step_label.text() == f"step {xor.run.last.step:,}"


def test_the_curves_take_on_the_colours_of_the_theme(xor: Document, show: Show) -> None:
    plot = show(LossPlot, xor)
    take(plot, xor, curve_of(1.0, 0.5))
    THEME.use("dark")
    assert plot.items[0].pen.color() == THEME.tokens.accent
    THEME.use("light")
    assert plot.items[0].pen.color() == THEME.tokens.accent


def test_a_very_long_noisy_curve_is_drawn_with_few_points_and_a_hair_line(xor: Document, show: Show) -> None:
    plot = show(LossPlot, xor)
    noise = np.random.default_rng(0).random(8192)
    take(plot, xor, curve_of(*noise))
    y = plot.items[0].points[1]
    assert len(y) < 2 * plot.width()
    assert (y.min(), y.max()) == (noise.min(), noise.max())
    assert plot.items[0].pen.width() == 1
    take(plot, xor, curve_of(*np.linspace(1, 0, 8192)))
    assert plot.items[0].pen.width() == 2
