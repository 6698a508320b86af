"""Results against scikit-learn and PyTorch written by hand: matrix, mistakes, threshold, predictions and the pad."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from sklearn import metrics

from engine.catalog.losses import LOSS
from engine.data import DataRecipe, Dataset, make_dataset
from engine.evaluation import Reading, judge
from gui.plots.answers import MOST
from gui.plots.confusion import ConfusionPage, MistakesPage
from gui.plots.digit_pad import Pad, PadPage
from gui.plots.handwriting import Hand
from gui.plots.residuals import PredictionPage, ResidualsPage
from gui.plots.results import ResultsPlot
from gui.plots.samples.image import sample_image
from gui.plots.threshold import ThresholdPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from engine.evaluation import Judged
    from gui.document import Document
    from tests.gui.plots.conftest import ByHand, Draw, Show, Train

SIZE = (760, 220)
THREE = (["tanh", "identity"], "cross_entropy")


def wait(plot: ResultsPlot, qtbot: QtBot) -> None:
    """Wait until all answers of the network as it is are judged."""
    qtbot.waitUntil(lambda: plot.settled, timeout=20_000)


def page(plot: ResultsPlot, kind: type[ConfusionPage]) -> ConfusionPage:
    """Return the confusion page."""
    found = plot.page_named(kind.name)
    assert isinstance(found, kind)
    return found


@pytest.fixture
def blobs(draw: Draw) -> Document:
    recipe = DataRecipe("blobs", {"classes": 3}, validation=0.2, test=0.2)
    return draw(recipe, [4, 3], *THREE)


@pytest.fixture
def circle(draw: Draw) -> Document:
    return draw(DataRecipe("circle", validation=0.3), [4, 1], ["tanh", "sigmoid"], "bce")


def click_cell(plot: ResultsPlot, row: int, column: int) -> None:
    view = page(plot, ConfusionPage).view
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.cell_rect(row, column).center().toPoint())


@pytest.mark.parametrize("group", ["train", "validation", "test"])
def test_the_confusion_matrix_is_that_of_scikit_learn_for_each_group(
    blobs: Document, show: Show, train: Train, by_hand: ByHand, qtbot: QtBot, group: str
) -> None:
    plot = show(ResultsPlot, blobs, *SIZE)
    assert plot.group == "test"
    plot.group_picker.setFocus()
    while plot.group != group:
        QTest.keyClick(plot.group_picker, Qt.Key.Key_Down)
    train(blobs, 5)
    wait(plot, qtbot)
    rows = getattr(blobs.dataset, group)
    outputs = by_hand(blobs, THREE[0], blobs.dataset.x[rows])
    expected = metrics.confusion_matrix(blobs.dataset.y[rows], outputs.argmax(axis=1), labels=range(3))
    np.testing.assert_array_equal(page(plot, ConfusionPage).view.counts, expected)
    assert plot.judged is not None
    accuracy = metrics.accuracy_score(blobs.dataset.y[rows], outputs.argmax(axis=1))
    assert plot.page.summary.text() == f"accuracy {accuracy:.2%}, {len(rows)} samples"
    assert plot.step_label.text() == f"step {blobs.run.step_count:,}"


def test_a_click_on_a_cell_lists_and_selects_its_samples(
    blobs: Document, show: Show, by_hand: ByHand, qtbot: QtBot
) -> None:
    plot = show(ResultsPlot, blobs, *SIZE)
    wait(plot, qtbot)
    confusion = page(plot, ConfusionPage)
    row, column = (int(place[0]) for place in np.nonzero(confusion.view.counts))
    click_cell(plot, row, column)
    rows = blobs.dataset.test
    answered = by_hand(blobs, THREE[0], blobs.dataset.x[rows]).argmax(axis=1)
    expected = rows[(blobs.dataset.y[rows] == row) & (answered == column)]
    assert set(confusion.samples.rows) == set(expected)
    assert set(blobs.attention.rows) == set(expected)
    assert blobs.attention.sample is not None
    assert blobs.attention.sample.row in expected
    table = confusion.samples.views.table
    last = table.model().index(len(expected) - 1, 1)
    table.scrollTo(last)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(last).center())
    assert blobs.attention.sample.row == confusion.samples.rows[-1]


def test_arrows_go_from_cell_to_cell_and_percent_are_of_the_row(blobs: Document, show: Show, qtbot: QtBot) -> None:
    plot = show(ResultsPlot, blobs, *SIZE)
    wait(plot, qtbot)
    confusion = page(plot, ConfusionPage)
    click_cell(plot, 0, 0)
    QTest.keyClick(confusion.view, Qt.Key.Key_Down)
    QTest.keyClick(confusion.view, Qt.Key.Key_Right)
    assert confusion.view.cell == (1, 1)
    QTest.mouseClick(confusion.percent, Qt.MouseButton.LeftButton, pos=QPoint(8, confusion.percent.height() // 2))
    share = confusion.view.counts[1, 1] / confusion.view.counts[1].sum()
    assert confusion.view.text_of(1, 1) == f"{share:.0%}"


def test_mistakes_come_the_surest_first(
    blobs: Document, show: Show, train: Train, by_hand: ByHand, qtbot: QtBot
) -> None:
    plot = show(ResultsPlot, blobs, *SIZE)
    plot.open_page("mistakes")
    train(blobs, 3)
    wait(plot, qtbot)
    rows = blobs.dataset.test
    outputs = by_hand(blobs, THREE[0], blobs.dataset.x[rows]).astype(np.float64)
    chances = np.exp(outputs) / np.exp(outputs).sum(axis=1, keepdims=True)
    wrong = chances.argmax(axis=1) != blobs.dataset.y[rows]
    listed = plot.page_named("mistakes")
    assert isinstance(listed, MistakesPage)
    assert set(listed.samples.rows) == set(rows[wrong])
    confidence = {int(row): float(chance) for row, chance in zip(rows, chances.max(axis=1), strict=True)}
    order = [confidence[int(row)] for row in listed.samples.rows]
    np.testing.assert_allclose(order, sorted(order, reverse=True), atol=1e-6)


def test_the_threshold_gives_the_numbers_of_scikit_learn(
    circle: Document, show: Show, train: Train, by_hand: ByHand, qtbot: QtBot
) -> None:
    plot = show(ResultsPlot, circle, *SIZE)
    plot.open_page("threshold")
    train(circle, 50)
    wait(plot, qtbot)
    threshold = plot.page
    assert isinstance(threshold, ThresholdPage)
    rows = circle.dataset.validation
    y, p = circle.dataset.y[rows], by_hand(circle, ["tanh", "sigmoid"], circle.dataset.x[rows])[:, 0]
    assert threshold.judged is not None
    assert threshold.judged.curve is not None
    assert threshold.judged.curve.area == pytest.approx(metrics.roc_auc_score(y, p))
    threshold.slider.setFocus()
    QTest.keyClick(threshold.slider, Qt.Key.Key_PageUp)
    assert circle.attention.cut == pytest.approx(0.6)
    point = threshold.point
    assert point is not None
    taken = p > 0.6
    assert point.precision == pytest.approx(metrics.precision_score(y, taken, zero_division=1))
    assert point.recall == pytest.approx(metrics.recall_score(y, taken))
    assert point.f1 == pytest.approx(metrics.f1_score(y, taken))
    assert threshold.dot.pos().y() == pytest.approx(point.recall)
    qtbot.waitUntil(lambda: plot.judged is not None and plot.judged.evaluation.right.sum() == (taken == y).sum())
    QTest.mouseClick(threshold.usual, Qt.MouseButton.LeftButton)
    assert circle.attention.cut is None
    assert threshold.slider.value() == 500
    assert threshold.numbers.alignment() & Qt.AlignmentFlag.AlignTop  # however high the page, they stay at the slider


def test_what_has_no_answer_is_shown_as_no_class(circle: Document, show: Show, qtbot: QtBot) -> None:
    plot = show(ResultsPlot, circle, *SIZE)
    wait(plot, qtbot)
    confusion = page(plot, ConfusionPage)
    rows = circle.dataset.validation
    outputs = circle.dataset.y[rows][:, None].copy()
    of_first = rows[circle.dataset.y[rows] == 0]
    outputs[rows == of_first[0]] = np.nan
    reading = Reading(LOSS["bce"], 2)
    confusion.take(judge(circle.dataset, reading, rows, outputs, 0), len(rows))
    assert confusion.view.counts.tolist() == [[len(of_first) - 1, 0, 1], [0, len(rows) - len(of_first), 0]]
    assert "1 without an answer" in confusion.summary.text()
    click_cell(plot, 0, 2)
    assert confusion.samples.rows.tolist() == [of_first[0]]
    model = confusion.samples.views.model
    assert [model.data(model.index(0, column)) for column in (0, 1, 2)] == [circle.dataset.classes[0], "no answer", "—"]
    QTest.keyClick(confusion.view, Qt.Key.Key_Right)
    assert confusion.view.cell == (0, 0)


def test_another_threshold_is_said_wherever_it_counts(circle: Document, show: Show, train: Train, qtbot: QtBot) -> None:
    plot = show(ResultsPlot, circle, *SIZE)
    train(circle, 20)
    wait(plot, qtbot)
    assert "threshold" not in plot.page.summary.text()
    circle.attention.cut_at(0.75)
    qtbot.waitUntil(lambda: "threshold 0.75 instead of 0.5" in plot.page.summary.text())
    plot.open_page("mistakes")
    assert "threshold 0.75 instead of 0.5" in plot.page.summary.text()


def test_the_threshold_is_told_in_the_names_of_the_classes(
    xor: Document, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = np.arange(40)
    x = np.linspace(-1, 1, 80, dtype=np.float32).reshape(40, 2)
    people = Dataset(("height", "weight"), "sex", ("F", "M"), x, (rows % 2).astype(np.float32), rows, rows[:0])
    monkeypatch.setattr("gui.document.make_dataset", lambda recipe: people)
    xor.set_recipe(DataRecipe("circle"), "people")
    plot = show(ResultsPlot, xor, *SIZE)
    plot.open_page("threshold")
    wait(plot, qtbot)
    threshold = plot.page
    assert isinstance(threshold, ThresholdPage)
    said = threshold.numbers.text()
    assert said.startswith("positive: M, negative: F")
    assert "taken for M" in said
    assert "class 1" not in said + threshold.slider.toolTip() + threshold.chart.toolTip()
    assert threshold.usual.text() == "Back to 0.5"


def test_until_there_are_answers_a_line_says_that_they_are_being_calculated(
    circle: Document, show: Show, qtbot: QtBot
) -> None:
    plot = show(ResultsPlot, circle, *SIZE)
    assert plot.calculating
    wait(plot, qtbot)
    assert not plot.calculating


def test_the_matrix_does_not_wait_for_the_library_of_the_scores(
    circle: Document, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "sklearn.metrics")
    seen: list[tuple[bool, int]] = []
    plot = show(ResultsPlot, circle, *SIZE)
    confusion = page(plot, ConfusionPage)
    take = confusion.take

    def noted(judged: Judged | None, group: int = 0) -> None:
        take(judged, group)
        if judged is not None:
            seen.append((judged.scored, int(confusion.view.counts.sum())))

    monkeypatch.setattr(confusion, "take", noted)
    wait(plot, qtbot)
    count = len(circle.dataset.validation)
    assert seen[0] == (False, count)
    assert seen[-1] == (True, count)


def test_the_numbers_have_room_in_a_narrow_dock(draw: Draw, show: Show, qtbot: QtBot) -> None:
    document = draw(DataRecipe("plane", validation=0.3), [4, 1], ["tanh", "identity"], "mse")
    plot = show(ResultsPlot, document, 560, 170)
    wait(plot, qtbot)
    for name in ("prediction", "residuals"):
        plot.open_page(name)
        summary = plot.page.summary
        qtbot.waitUntil(summary.isVisible)
        assert plot.rect().contains(QRect(summary.mapTo(plot, QPoint(0, 0)), summary.size()))
        assert summary.width() >= summary.sizeHint().width()
        assert summary.height() >= summary.sizeHint().height()


def test_predictions_of_a_number_have_the_errors_of_scikit_learn(
    draw: Draw, show: Show, train: Train, by_hand: ByHand, qtbot: QtBot, tmp_path: Path
) -> None:
    document = draw(DataRecipe("plane", validation=0.3), [4, 1], ["tanh", "identity"], "mse")
    plot = show(ResultsPlot, document, *SIZE)
    train(document)
    wait(plot, qtbot)
    rows = document.dataset.validation
    y, predicted = document.dataset.y[rows], by_hand(document, ["tanh", "identity"], document.dataset.x[rows])[:, 0]
    assert isinstance(plot.page, PredictionPage)
    np.testing.assert_allclose(np.column_stack(plot.page.marks.getData()), np.column_stack([y, predicted]), atol=1e-5)
    *lines, count = plot.page.summary.text().splitlines()
    values = dict(line.split() for line in lines)
    assert count == f"{len(rows)} samples"
    assert float(values["R²"]) == pytest.approx(metrics.r2_score(y, predicted), rel=1e-3)
    assert float(values["MAE"]) == pytest.approx(metrics.mean_absolute_error(y, predicted), rel=1e-3)
    assert float(values["MSE"]) == pytest.approx(metrics.mean_squared_error(y, predicted), rel=1e-3)
    plot.open_page("residuals")
    assert isinstance(plot.page, ResidualsPage)
    residuals = np.column_stack([predicted, y - predicted])
    np.testing.assert_allclose(np.column_stack(plot.page.marks.getData()), residuals, atol=1e-5)
    assert plot.export(tmp_path / "residuals.csv")
    with (tmp_path / "residuals.csv").open() as file:
        names, *written = list(csv.reader(file))
    assert names == ["sample", "target", "prediction", "residual"]
    assert len(written) == len(rows)


def test_pages_are_those_that_suit_the_data(xor: Document, show: Show) -> None:
    plot = show(ResultsPlot, xor, *SIZE)

    def offered() -> list[str]:
        return [page.name for number, page in enumerate(plot.pages) if plot.tabs.isTabVisible(number)]

    assert offered() == ["confusion", "mistakes", "threshold"]
    xor.set_recipe(DataRecipe("plane"), "regression")
    assert offered() == ["prediction", "residuals"]
    xor.set_recipe(DataRecipe("digits"), "pictures")
    assert offered() == ["confusion", "mistakes", "pad"]
    assert plot.page.name == "confusion"
    later = show(ResultsPlot, xor, *SIZE)  # made when the data are there already
    for tabs in (plot.tabs, later.tabs):
        assert 0 < tabs.tabRect(tabs.count() - 1).right() < tabs.minimumSizeHint().width()


def test_while_it_trains_some_samples_are_judged_and_all_once_it_pauses(draw: Draw, show: Show, qtbot: QtBot) -> None:
    document = draw(DataRecipe("circle", {"samples": 5000}), [2, 1], ["tanh", "sigmoid"], "bce")
    plot = show(ResultsPlot, document, *SIZE)
    wait(plot, qtbot)
    assert plot.judged is not None
    assert len(plot.judged.rows) == 5000
    document.run.train()
    qtbot.waitUntil(lambda: plot.judged is not None and 0 < len(plot.judged.rows) <= MOST, timeout=20_000)
    assert plot.judged.step > 0
    assert plot.page.summary.text().endswith(" of 5,000 samples")
    document.run.pause()
    qtbot.waitUntil(lambda: not document.run.running)
    wait(plot, qtbot)
    assert len(plot.judged.rows) == 5000
    assert plot.judged.step == document.run.step_count


def test_a_hidden_dock_asks_nothing(blobs: Document, show: Show, qtbot: QtBot) -> None:
    plot = show(ResultsPlot, blobs, *SIZE)
    wait(plot, qtbot)
    plot.hide()
    with qtbot.waitSignal(blobs.run.snapshot_taken):
        blobs.run.step()
    qtbot.waitUntil(lambda: blobs.run.last is not None and not blobs.run.last.outputs)
    plot.show()
    wait(plot, qtbot)


def test_weights_set_by_hand_are_judged_anew(circle: Document, show: Show, qtbot: QtBot, by_hand: ByHand) -> None:
    plot = show(ResultsPlot, circle, *SIZE)
    wait(plot, qtbot)
    circle.set_weight(3, "linear.bias", np.array([9.0], np.float32), "by hand")
    wait(plot, qtbot)
    rows = circle.dataset.validation
    taken = by_hand(circle, ["tanh", "sigmoid"], circle.dataset.x[rows])[:, 0] > 0.5
    assert page(plot, ConfusionPage).view.counts[:, 1].sum() == taken.sum() > 0


@pytest.mark.parametrize("ending", ["png", "svg", "csv"])
@pytest.mark.parametrize("name", ["confusion", "mistakes", "threshold"])
def test_every_page_can_be_exported(
    circle: Document, show: Show, qtbot: QtBot, tmp_path: Path, ending: str, name: str
) -> None:
    plot = show(ResultsPlot, circle, *SIZE)
    plot.open_page(name)
    wait(plot, qtbot)
    path = tmp_path / f"results.{ending}"
    assert plot.export(path)
    assert path.stat().st_size > 40


# -- the pad -----------------------------------------------------------------------------------------------------------

SEVEN = ((0.1, 0.1), (0.3, 0.1), (0.3, 0.12), (0.2, 0.4))


@pytest.fixture
def digits(draw: Draw) -> Document:
    return draw(DataRecipe("digits"), [16, 10], *THREE)


def scribble(pad_page: PadPage) -> None:
    pad = pad_page.pad
    first, *rest = (pad.place_of(*place).toPoint() for place in SEVEN)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=first)
    for place in rest:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=rest[-1])


def test_the_bars_are_what_the_network_answers_to_the_drawing(
    digits: Document, show: Show, train: Train, by_hand: ByHand, qtbot: QtBot
) -> None:
    plot = show(ResultsPlot, digits, *SIZE)
    plot.open_page("pad")
    pad_page = plot.page
    assert isinstance(pad_page, PadPage)
    scribble(pad_page)
    qtbot.waitUntil(lambda: pad_page.levels is not None)
    before = pad_page.levels
    train(digits)
    assert pad_page.raw is not None
    assert pad_page.levels is not None
    outputs = by_hand(digits, THREE[0], digits.dataset.preparation.apply(pad_page.raw[None])).astype(np.float64)
    chances = (np.exp(outputs) / np.exp(outputs).sum())[0]
    np.testing.assert_allclose(pad_page.levels, chances, atol=1e-5)
    assert before is not None
    assert (pad_page.levels != before).any()  # it follows the training
    assert [bar.text for bar in pad_page.bars.bars] == [f"{chance:.1%}" for chance in chances]
    assert f"Answer: {chances.argmax()}" in pad_page.answer.text()
    QTest.keyClick(pad_page.pad, Qt.Key.Key_Delete)
    assert pad_page.pad.strokes == []
    assert {bar.text for bar in pad_page.bars.bars} == {""}


def test_a_line_along_the_edge_of_the_pad_stays_inside(qtbot: QtBot) -> None:
    pad = Pad()
    qtbot.addWidget(pad)
    pad.resize(200, 300)
    bare = pad.grab().toImage()
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    QTest.mouseMove(pad, QPoint(160, 10))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(160, 10))
    drawn, top = pad.grab().toImage(), round(pad.place_of(0, 0).y())
    assert pad.strokes
    assert drawn.copy(0, 0, 200, top - 1) == bare.copy(0, 0, 200, top - 1)
    assert drawn.copy(0, top + 2, 200, 5) != bare.copy(0, top + 2, 200, 5)


def test_a_drawing_is_scaled_and_centred_as_mnist_is() -> None:
    hand = Hand.of(make_dataset(DataRecipe("mnist_sample")))
    assert hand.shape == (1, 28, 28)
    assert hand.box == 20
    small = [[(0.4 * x + 0.5, 0.4 * y + 0.1) for x, y in SEVEN]]
    picture, other = (hand.picture(strokes).reshape(28, 28) for strokes in ([list(SEVEN)], small))
    np.testing.assert_allclose(picture, other, atol=0.02)  # where and how large it was drawn does not matter
    ink = np.argwhere(picture > 0.02)
    assert np.ptp(ink, axis=0).max() + 1 in (20, 21)  # it may lie between two pixels
    weights = picture / picture.sum()
    centre = [(weights.sum(axis=axis) * (np.arange(28) + 0.5)).sum() for axis in (0, 1)]
    np.testing.assert_allclose(centre, 14, atol=0.05)
    assert picture.max() == pytest.approx(1.0, abs=0.01)


def test_the_box_and_the_ink_are_those_of_the_data() -> None:
    dataset = make_dataset(DataRecipe("digits"))
    hand = Hand.of(dataset)
    assert hand.box == 8
    assert not hand.dark_ink
    assert dataset.image_shape is not None
    assert sample_image(dataset.raw[0], dataset.image_shape).width() == 8
    paper = Hand((3, 8, 8), 6, dark_ink=True).picture([[(0.2, 0.2), (0.5, 0.9)]])
    assert paper.shape == (3 * 64,)
    assert paper[0] == 1.0
    assert paper.min() < 0.4


def test_a_dot_stays_a_dot() -> None:
    picture = Hand((1, 28, 28), 20).picture([[(0.9, 0.9)]]).reshape(28, 28)
    assert 2 <= (picture > 0.3).sum() <= 9
    assert picture[13:15, 13:15].min() > 0.5
