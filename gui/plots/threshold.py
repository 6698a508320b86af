"""Of two classes: what every threshold would give, with a slider to try them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from gui.forms.layout import tip
from gui.i18n import translate
from gui.plots.chart import Chart
from gui.plots.legend import Key
from gui.plots.page import ResultsPage
from gui.plots.stroke import Dot, Stroke
from gui.theme import THEME, UNIT, figures, number

if TYPE_CHECKING:
    from engine.evaluation import ThresholdPoint
    from gui.document import Document
    from gui.plots.picture import Table

STEPS = 1000
MOST_POINTS = 1000
DOT = 10
ROOM = 0.03
LONGEST_NAME = 16


class ThresholdPage(ResultsPage):
    """The ROC curve and the numbers at one threshold, which the line in the decision region follows."""

    name = "threshold"

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.title = translate("results", "Threshold")
        self._range = (0.0, 1.0)
        self._told: tuple[str, str] = ("", "")
        self.point: ThresholdPoint | None = None
        self.chart = Chart()
        self.chart.setMinimumSize(170, 90)
        self.chart.set_labels(translate("results", "false positive rate"), translate("results", "true positive rate"))
        self.curve, self._guess, self.dot = Stroke("finite"), Stroke("finite"), Dot(DOT)
        for order, item in enumerate((self._guess, self.curve, self.dot)):
            item.setZValue(order)
            self.chart.addItem(item, ignoreBounds=True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("threshold")
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(STEPS // 10)
        self.slider.setMinimumWidth(120)
        self.slider.setAccessibleName(self.title)
        self.caption = QLabel(translate("results", "Threshold"))
        self.caption.setBuddy(self.slider)
        self.value = QLabel()
        self.value.setFont(figures(10))
        self.usual = QPushButton()
        self.usual.setObjectName("usualThreshold")
        self.usual.setToolTip(
            tip(translate("results", "Go back to the threshold that the accuracy of the training is counted with."))
        )
        self.numbers = QLabel()
        self.numbers.setObjectName("thresholdNumbers")
        self.numbers.setFont(figures(9))
        self.numbers.setAlignment(Qt.AlignmentFlag.AlignTop)  # right below the slider that they belong to
        self.numbers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.slider.valueChanged.connect(self._on_slider)
        self.usual.clicked.connect(lambda: document.attention.cut_at(None))
        document.attention.cut_changed.connect(self.draw)
        self.recolour()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.caption)
        row.addWidget(self.slider, 1)
        row.addWidget(self.value)
        row.addWidget(self.usual)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(UNIT, 0, UNIT, UNIT // 2)
        beside.setSpacing(UNIT // 2)
        beside.addLayout(row)
        beside.addWidget(self.numbers, 1)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.chart, 0, 0)
        layout.addWidget(right, 0, 1)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)

    def fits(self) -> bool:
        """Tell whether there are two classes."""
        return len(self.document.dataset.classes) == 2

    @property
    def level(self) -> float:
        """The threshold in force."""
        cut = self.document.attention.cut
        usual = 0.5 if self.judged is None else self.judged.usual
        return usual if cut is None else cut

    def _on_slider(self, place: int) -> None:
        low, high = self._range
        self.document.attention.cut_at(float(f"{low + (high - low) * place / STEPS:.6g}"))

    def draw(self) -> None:
        """Draw the curve, and what the threshold gives."""
        self._name_classes()
        usual = 0.5 if self.judged is None else self.judged.usual
        self.usual.setText(translate("results", "Back to {threshold}").format(threshold=number(usual)))
        self.slider.setEnabled(self.judged is not None and self.judged.curve is not None)
        self.usual.setEnabled(self.document.attention.cut is not None)
        self._place_slider()
        curve = None if self.judged is None else self.judged.curve
        if curve is None:
            self.point = None
            self.curve.set_points(np.empty(0), np.empty(0), self.chart.visible_part)
            self.dot.hide()
            self.numbers.clear()
            return
        self.chart.set_range((-ROOM, 1 + ROOM), (-ROOM, 1 + ROOM))
        chosen = np.unique(np.linspace(0, len(curve.thresholds) - 1, MOST_POINTS).astype(np.intp))
        x, y = curve.false_positive_rate[chosen], curve.true_positive_rate[chosen]
        self.curve.set_points(x, y, self.chart.visible_part)
        ends = np.array([0.0, 1.0])
        self._guess.set_points(ends, ends, self.chart.visible_part)
        self.point = curve.at(self.level)
        self.dot.show_at(self.point.false_positive_rate, self.point.true_positive_rate)
        self.numbers.setText(self._written(self.point, curve.area))

    def _name_classes(self) -> None:
        """Explain curve and slider in terms of the classes of the data."""
        classes = self.document.dataset.classes
        if len(classes) != 2 or self._told == classes:
            return
        negative, positive = self._told = (classes[0], classes[1])
        curve = translate(
            "results",
            "The ROC curve: at every threshold, which share of {positive} is found (true positive rate), and which "
            "share of {negative} is taken for {positive} by mistake (false positive rate). The dot is the threshold of "
            "the slider; the line from corner to corner is what guessing gives.",
        )
        slider = translate(
            "results",
            "From which probability of {positive} on a sample is taken for {positive}. The line in the decision region "
            "and the confusion matrix follow. Only the view changes: training and its accuracy do not depend on it.",
        )
        for widget, help in ((self.chart, curve), (self.slider, slider)):
            widget.setToolTip(tip(help.format(positive=positive, negative=negative)))

    def _place_slider(self) -> None:
        scores = None if self.judged is None or self.judged.curve is None else self.judged.curve.thresholds[1:]
        if scores is not None and len(scores):
            self._range = (min(0.0, float(scores.min())), max(1.0, float(scores.max())))
        low, high = self._range
        self.value.setText(number(self.level))
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(round((self.level - low) / (high - low) * STEPS))
            self.slider.blockSignals(False)

    def _written(self, point: ThresholdPoint, area: float) -> str:
        assert self.judged is not None
        negative, positive = (_short(name) for name in self.document.dataset.classes)
        right = point.true_positives + point.true_negatives
        rates = translate(
            "results",
            "positive: {positive}, negative: {negative}\nprecision {precision}, recall {recall}\n"
            "F1 {f1}, accuracy {accuracy}\narea under the curve (AUC) {area}",
        ).format(
            positive=positive,
            negative=negative,
            precision=number(point.precision),
            recall=number(point.recall),
            f1=number(point.f1),
            accuracy=number(right / max(len(self.judged.rows), 1)),
            area=number(area),
        )
        counts = translate(
            "results",
            "{positive}: {found} found, {missed} missed\n{negative}: {spared} right, {wrong} taken for {positive}",
        ).format(
            positive=positive,
            negative=negative,
            found=point.true_positives,
            missed=point.false_negatives,
            spared=point.true_negatives,
            wrong=point.false_positives,
        )
        missing = int(self.judged.evaluation.unanswered.sum())
        if missing:
            text = translate("results", "{count} without an answer are not in the curve and count as wrong")
            counts = f"{counts}\n{text.format(count=f'{missing:,}')}"
        return f"{rates}\n{counts}"

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        tokens = THEME.tokens
        self.chart.recolour()
        self.curve.set_pen(pyqtgraph.mkPen(tokens.accent, width=2))
        self._guess.set_pen(pyqtgraph.mkPen(tokens.muted, width=1, style=Qt.PenStyle.DashLine))
        self.dot.set_colours(tokens.accent, tokens.text)

    def keys(self) -> list[Key]:
        """Return what the lines are."""
        return [
            Key("solid", THEME.tokens.accent, "ROC"),
            Key("dashed", THEME.tokens.muted, translate("results", "chance")),
        ]

    def table(self) -> Table | None:
        """Return what every threshold gives."""
        curve = None if self.judged is None else self.judged.curve
        if curve is None:
            return None
        columns = (
            curve.thresholds,
            curve.true_positive_rate,
            curve.false_positive_rate,
            curve.precision,
            curve.recall,
            curve.f1,
        )
        names = ["threshold", "true_positive_rate", "false_positive_rate", "precision", "recall", "f1"]
        return names, np.column_stack(columns)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
