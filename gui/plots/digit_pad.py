"""A pad to draw a picture on, and what the network answers to it, live."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from engine.evaluation import Reading
from gui.forms.layout import tip, wrapped
from gui.i18n import translate
from gui.plots.class_bars import Bar, ClassBars
from gui.plots.handwriting import Hand, path_of
from gui.plots.page import ResultsPage
from gui.plots.probe import Probe
from gui.plots.samples.image import sample_image
from gui.theme import RADIUS, THEME, UNIT, number

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data import Dataset
    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.plots.handwriting import Strokes
    from gui.plots.picture import Table

PEN = 0.075
"""Of the pad, as it is drawn on the screen."""
SEEN = 56
"""Pixels of the picture that the network gets, on the screen."""


class Pad(QWidget):
    """A square to draw on with the mouse. Delete clears it.

    Signals
    -------
    drawn()
        `strokes` are others.
    """

    drawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strokes: Strokes = []
        self.setObjectName("drawingPad")
        self.setAccessibleName(translate("pad", "Pad to draw on"))
        self.setToolTip(
            tip(
                translate("pad", "Draw with the left mouse button; Delete clears the pad."),
                translate(
                    "pad",
                    "As in MNIST, what you draw is scaled to a box (20 of 28 pixels) and moved until its centre of "
                    "mass is in the middle, so where and how large you draw does not matter.",
                ),
            )
        )
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Ask for enough room to write."""
        return QSize(150, 150)

    def minimumSizeHint(self) -> QSize:
        """Ask for some."""
        return QSize(100, 90)

    def clear(self) -> None:
        """Take everything away."""
        if self.strokes:
            self.strokes = []
            self._tell()

    def _square(self) -> QRectF:
        side = min(self.width(), self.height()) - 2.0
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def place_of(self, x: float, y: float) -> QPointF:
        """Return where on the widget a place of the pad is, from 0 to 1 each."""
        square = self._square()
        return QPointF(square.left() + x * square.width(), square.top() + y * square.height())

    def _add(self, position: QPointF) -> None:
        square = self._square()
        x = (position.x() - square.left()) / square.width()
        y = (position.y() - square.top()) / square.height()
        self.strokes[-1].append((min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)))
        self._tell()

    def _tell(self) -> None:
        self.update()
        self.drawn.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.strokes.append([])
            self._add(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        if event.buttons() & Qt.MouseButton.LeftButton and self.strokes:
            self._add(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear the pad."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strokes."""
        painter, tokens, square = QPainter(self), THEME.tokens, self._square()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.accent if self.hasFocus() else tokens.border, 1))
        painter.setBrush(tokens.canvas)
        painter.drawRoundedRect(square, RADIUS, RADIUS)
        if not self.strokes:
            painter.setPen(tokens.muted)
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(square.adjusted(UNIT, 0, -UNIT, 0), int(wrap), translate("pad", "Draw here"))
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(tokens.text, PEN * square.width(), Qt.PenStyle.SolidLine, cap, join))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setClipRect(square.adjusted(1, 1, -1, -1))  # a line along the edge is as thick outside of it
        for stroke in self.strokes:
            places = [self.place_of(*point) for point in stroke]
            painter.drawPath(path_of([(place.x(), place.y()) for place in places]))
        painter.end()


class Seen(QWidget):
    """The picture that the network gets, pixel by pixel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setFixedSize(SEEN + 2, SEEN + 2)
        self.setAccessibleName(translate("pad", "What the network sees"))
        self.setToolTip(tip(translate("pad", "What the network sees: the drawing, scaled and centred.")))

    def show_image(self, image: QImage) -> None:
        """Show another picture."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it with its pixels."""
        painter = QPainter(self)
        if not self._image.isNull():
            painter.drawImage(QRectF(1, 1, SEEN, SEEN), self._image)
        painter.setPen(THEME.tokens.border)
        painter.drawRect(0, 0, SEEN + 1, SEEN + 1)
        painter.end()


class PadPage(ResultsPage):
    """The pad, what the network sees, and its answer."""

    name = "pad"

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.title = translate("pad", "Draw")
        self._probe = Probe(document.run, "pad")
        self._dataset: Dataset | None = None
        self._hand: Hand | None = None
        self._open = False
        self.raw: npt.NDArray[np.float32] | None = None
        self.levels: npt.NDArray[np.float64] | None = None
        self.pad, self.seen, self.bars = Pad(), Seen(), ClassBars()
        self.clear_button = QPushButton(translate("pad", "Clear"))
        self.clear_button.setObjectName("clearPad")
        self.clear_button.clicked.connect(self.pad.clear)
        self.answer = wrapped(" ")
        self.pad.drawn.connect(self._on_drawn)
        self._lay_out()

    def _lay_out(self) -> None:
        between = QVBoxLayout()
        between.addWidget(self.seen, 0, Qt.AlignmentFlag.AlignHCenter)
        between.addWidget(self.clear_button)
        between.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.answer)
        right.addWidget(self.bars, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(UNIT, 0, UNIT, UNIT // 2)
        layout.addWidget(self.pad, 2)
        layout.addLayout(between)
        layout.addLayout(right, 3)

    def fits(self) -> bool:
        """Tell whether the samples are pictures."""
        return self.document.dataset.image_shape is not None

    def set_open(self, on: bool) -> None:
        """Ask the network while the page can be seen."""
        self._open = on
        if not on or not self.fits():
            self._probe.stop()
            return
        dataset = self.document.dataset
        if dataset is not self._dataset:
            self._dataset, self._hand = dataset, Hand.of(dataset)
        self._on_drawn()

    def _on_drawn(self) -> None:
        """Ask the network about the drawing."""
        dataset = self.document.dataset
        if not self._open or self._hand is None or dataset is not self._dataset or dataset.image_shape is None:
            return
        self.raw = self._hand.picture(self.pad.strokes)
        self.seen.show_image(sample_image(self.raw, dataset.image_shape))
        if self.pad.strokes:
            self._probe.ask(dataset.preparation.apply(self.raw[None]))
        else:
            self._probe.stop()
            self.levels = None
            self._show()

    def look(self, snapshot: Snapshot) -> None:
        """Show the answer to the drawing."""
        output = self._probe.answer(snapshot)
        if output is None:
            return
        reading = Reading.of(self.document.graph, self.document.dataset)
        level = np.asarray(reading.level(output), np.float64)[0]
        binary = bool(reading.classes) and len(level) == 1
        self.levels = np.array([1 - level[0], level[0]]) if binary else level
        self._show()

    def _show(self) -> None:
        dataset, levels = self.document.dataset, self.levels
        names = dataset.classes or (dataset.target,)
        if levels is None:
            self.answer.setText(" ")
            self.bars.show_bars([Bar(name, 0.0, "") for name in names])
            return
        written = [f"{level:.1%}" if dataset.classes else number(level) for level in levels.tolist()]
        bars = zip(names, np.nan_to_num(levels).tolist(), written, strict=False)
        self.bars.show_bars([Bar(name, level, text) for name, level, text in bars])
        if not dataset.classes:
            return
        if not np.isfinite(levels).all():
            self.answer.setText(translate("pad", "No answer: the output is not a number."))
        else:
            best = int(levels.argmax())
            text = translate("pad", "Answer: {name}, with confidence {confidence}")
            self.answer.setText(text.format(name=names[best % len(names)], confidence=written[best]))

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        for widget in (self.pad, self.seen, self.bars):
            widget.update()

    def table(self) -> Table | None:
        """Return class numbers and what the network answers for them."""
        if self.levels is None:
            return None
        return ["class", "probability"], np.column_stack([np.arange(len(self.levels)), self.levels])
