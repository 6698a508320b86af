"""The first page: an example, an empty canvas, and the files of last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCommandLinkButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.action_making import icon
from gui.i18n import translate
from gui.theme import THEME, UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WIDTH = 480
IN_A_ROW = 3
"""Smaller examples side by side."""


class WelcomePage(QWidget):
    """What a person sees before anything is open.

    Signals
    -------
    example_chosen(name), lessons_chosen(), empty_chosen(), file_chosen(path), browse_chosen()
    """

    example_chosen = Signal(str)
    lessons_chosen = Signal()
    empty_chosen = Signal()
    file_chosen = Signal(object)
    browse_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QFrame(self)
        column.setFixedWidth(WIDTH)
        self._layout = QVBoxLayout(column)
        self._layout.setSpacing(UNIT)
        self._recent = QVBoxLayout()
        self._fill()
        ground = QWidget()
        inner = QHBoxLayout(ground)
        inner.addWidget(column, 0, Qt.AlignmentFlag.AlignCenter)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(ground)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        THEME.changed.connect(self._recolour)
        self._recolour()

    def _fill(self) -> None:
        title = QLabel("Layerloom")
        font = QFont(title.font())
        font.setPointSizeF(font.pointSizeF() * 2.2)
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        motto = QLabel(translate("welcome", "Draw a neural network, train it, and watch it learn."))
        motto.setObjectName("muted")
        self.example = self._button(
            translate("welcome", "XOR example"),
            translate("welcome", "Two inputs, two hidden units, one output. Press Space to train it."),
        )
        self.example.clicked.connect(lambda: self.example_chosen.emit("xor"))
        self.lessons = self._button(
            translate("welcome", "Lessons"),
            translate("welcome", "Twelve, from one neuron to batches. Their steps tick themselves."),
        )
        self.lessons.clicked.connect(self.lessons_chosen)
        self.empty = self._button(
            translate("welcome", "Empty canvas"),
            translate("welcome", "Drag layers from the palette, or double-click and type."),
        )
        self.empty.clicked.connect(self.empty_chosen)
        self.browse = self._button(
            translate("welcome", "Open…"),
            translate("welcome", "A project, or data such as a CSV file; or drop it here."),
        )
        self.browse.clicked.connect(self.browse_chosen)
        for widget in (title, motto, self.example):
            self._layout.addWidget(widget)
        self._layout.addLayout(self._more_examples())
        for button in (self.lessons, self.empty, self.browse):
            self._layout.addWidget(button)
        self._layout.addLayout(self._recent)

    def _more_examples(self) -> QGridLayout:
        """Return rows with the smaller examples; `more` holds their buttons by name."""
        titles = {
            "xor-single-neuron": (
                translate("welcome", "One neuron"),
                translate("welcome", "One neuron cannot learn XOR: see where it ends."),
            ),
            "xor-from-gates": (
                translate("welcome", "XOR of gates"),
                translate("welcome", "NAND, OR and AND make XOR: three neurons with ready weights, no training."),
            ),
            "perceptron-blobs": (
                translate("welcome", "Blobs"),
                translate("welcome", "Two clouds of points that one neuron separates with a line."),
            ),
            "four-inputs": (
                translate("welcome", "Four inputs"),
                translate("welcome", "One neuron with four inputs and given weights, to follow by hand."),
            ),
            "circle": (
                translate("welcome", "Circle"),
                translate("welcome", "A disc inside a ring, separated by four hidden units."),
            ),
            "spiral": (
                translate("welcome", "Spiral"),
                translate("welcome", "Two arms wound around each other, for two hidden layers."),
            ),
            "exam": (
                translate("welcome", "Exam"),
                translate("welcome", "Who passes? 2,000 people from a CSV table, with samples held out."),
            ),
            "digits": (
                translate("welcome", "Digits"),
                translate("welcome", "Handwritten digits from 0 to 9; draw your own and see what the network says."),
            ),
            "digits-convolution": (
                translate("welcome", "Filters"),
                translate("welcome", "The digits again, by a convolution whose filters become detectors of strokes."),
            ),
        }
        caption = QLabel(translate("welcome", "More examples"))
        caption.setObjectName("muted")
        grid = QGridLayout()
        grid.setSpacing(0)
        grid.addWidget(caption, 0, 0, 1, IN_A_ROW)
        self.more: dict[str, QPushButton] = {}
        for place, (name, (title, tip)) in enumerate(titles.items()):
            button = self.more[name] = QPushButton(title)
            button.setFlat(True)
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            button.clicked.connect(lambda _checked=False, name=name: self.example_chosen.emit(name))
            grid.addWidget(button, 1 + place // IN_A_ROW, place % IN_A_ROW)
        return grid

    def _button(self, title: str, description: str) -> QCommandLinkButton:
        button = QCommandLinkButton(title, description)
        button.setAccessibleName(title)
        return button

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the files of last time."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if not paths:
            return
        heading = QLabel(translate("welcome", "Recent files"))
        heading.setObjectName("muted")
        self._recent.addWidget(heading)
        for path in paths[:4]:
            button = self._button(path.stem, str(path.parent))
            button.setToolTip(str(path))
            button.clicked.connect(lambda _checked=False, path=path: self.file_chosen.emit(path))
            button.setIcon(icon("mdi6.file-outline"))
            self._recent.addWidget(button)

    def _recolour(self) -> None:
        self.example.setIcon(icon("mdi6.play-outline"))
        self.lessons.setIcon(icon("mdi6.school-outline"))
        self.empty.setIcon(icon("mdi6.vector-square-plus"))
        self.browse.setIcon(icon("mdi6.folder-open-outline"))
