"""The first page: an example, an empty canvas, and the files of last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCommandLinkButton, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.actions import icon
from gui.i18n import translate
from gui.theme import THEME, UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WIDTH = 420


class WelcomePage(QWidget):
    """What a person sees before anything is open.

    Signals
    -------
    example_chosen(name), empty_chosen(), file_chosen(path), browse_chosen()
    """

    example_chosen = Signal(str)
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
        outer = QHBoxLayout(self)
        outer.addWidget(column, 0, Qt.AlignmentFlag.AlignCenter)
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
        self.empty = self._button(
            translate("welcome", "Empty canvas"),
            translate("welcome", "Drag layers from the palette, or double-click and type."),
        )
        self.empty.clicked.connect(self.empty_chosen)
        self.browse = self._button(
            translate("welcome", "Open a project…"),
            translate("welcome", "You can also drop a .loom file on this window."),
        )
        self.browse.clicked.connect(self.browse_chosen)
        for widget in (title, motto, self.example):
            self._layout.addWidget(widget)
        self._layout.addLayout(self._more_examples())
        for button in (self.empty, self.browse):
            self._layout.addWidget(button)
        self._layout.addLayout(self._recent)

    def _more_examples(self) -> QHBoxLayout:
        """Return a line with the smaller examples; `more` holds their buttons by name."""
        titles = {
            "xor-single-neuron": (
                translate("welcome", "One neuron"),
                translate("welcome", "One neuron cannot learn XOR: see where it ends."),
            ),
            "perceptron-blobs": (
                translate("welcome", "Blobs"),
                translate("welcome", "Two clouds of points that one neuron parts with a line."),
            ),
            "circle": (
                translate("welcome", "Circle"),
                translate("welcome", "A disc inside a ring, parted by four hidden units."),
            ),
            "spiral": (
                translate("welcome", "Spiral"),
                translate("welcome", "Two arms wound around each other, for two hidden layers."),
            ),
        }
        line = QHBoxLayout()
        line.setSpacing(0)
        caption = QLabel(translate("welcome", "More examples"))
        caption.setObjectName("muted")
        line.addWidget(caption)
        line.addStretch(1)
        self.more: dict[str, QPushButton] = {}
        for name, (title, tip) in titles.items():
            button = self.more[name] = QPushButton(title)
            button.setFlat(True)
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            button.setMinimumWidth(button.fontMetrics().horizontalAdvance(title) + 2 * UNIT)
            button.clicked.connect(lambda _checked=False, name=name: self.example_chosen.emit(name))
            line.addWidget(button)
        return line

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
        self.example.setIcon(icon("mdi6.school-outline"))
        self.empty.setIcon(icon("mdi6.vector-square-plus"))
        self.browse.setIcon(icon("mdi6.folder-open-outline"))
