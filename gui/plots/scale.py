"""The bar beside a map of colours, which says what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.forms.layout import tip
from gui.theme import THEME, UNIT, figures

BAR = 10
SMALL = 8.0
LONGEST_NAME = 72


def image_of(picture: npt.NDArray[np.ubyte]) -> QImage:
    """Return colours of shape (rows, columns, 3) as an image of its own memory."""
    rows, columns = picture.shape[:2]
    data = np.ascontiguousarray(picture)
    return QImage(data.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()


@dataclass(frozen=True, slots=True)
class ScaleContent:
    """What a bar shows: one gradient with labels from bottom to top, or one small gradient for each class.

    Parameters
    ----------
    caption : str
        What is measured.
    labels : tuple of str
        Evenly spaced from bottom to top of the one gradient; or the names of the classes.
    gradients : array, shape (n, entries, 3)
        From bottom to top, or from undecided to sure.
    help : str
        The tooltip.
    """

    caption: str = ""
    labels: tuple[str, ...] = ()
    gradients: npt.NDArray[np.ubyte] = field(default_factory=lambda: np.zeros((0, 2, 3), dtype=np.ubyte))
    help: str = ""

    @property
    def of_classes(self) -> bool:
        """Whether each class has a gradient of its own."""
        return len(self.gradients) > 1


class ColourScale(QWidget):
    """A vertical colour bar; as wide as its labels need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = ScaleContent()
        self._images: list[QImage] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @property
    def content(self) -> ScaleContent:
        """What it shows."""
        return self._content

    def set_content(self, content: ScaleContent) -> None:
        """Show another scale."""
        self._content = content
        self.setToolTip(tip(content.help) if content.help else "")
        images = content.gradients if content.of_classes else content.gradients[:, ::-1]
        self._images = [image_of(gradient[None] if content.of_classes else gradient[:, None]) for gradient in images]
        self.setAccessibleName(f"{content.caption}: {', '.join(content.labels)}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the width that bar, labels and caption need."""
        metrics = QFontMetrics(figures(SMALL))
        text = max(
            (metrics.horizontalAdvance(self._elided(label, metrics)) for label in self._content.labels), default=0
        )
        if self._content.of_classes:
            return QSize(max(BAR * 2 + UNIT // 2 + text, metrics.horizontalAdvance(self._content.caption)) + UNIT, 60)
        return QSize(BAR + UNIT + text + metrics.height() + UNIT // 2, 60)

    def minimumSizeHint(self) -> QSize:
        """Return the same width, so that nothing is cut off."""
        return self.sizeHint()

    @staticmethod
    def _elided(label: str, metrics: QFontMetrics) -> str:
        return metrics.elidedText(label, Qt.TextElideMode.ElideRight, LONGEST_NAME)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        painter = QPainter(self)
        painter.setFont(figures(SMALL))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._content.of_classes:
            self._paint_classes(painter)
        elif self._images:
            self._paint_gradient(painter)
        painter.end()

    def _paint_gradient(self, painter: QPainter) -> None:
        metrics, content = painter.fontMetrics(), self._content
        line = metrics.height()
        bar = QRectF(0, line / 2, BAR, self.height() - line)
        painter.drawImage(bar, self._images[0])
        painter.setPen(THEME.tokens.border)
        painter.drawRect(bar)
        painter.setPen(THEME.tokens.muted)
        for number, label in enumerate(content.labels):
            y = bar.bottom() - bar.height() * number / max(len(content.labels) - 1, 1)
            painter.drawText(
                QRectF(BAR + UNIT / 2, y - line / 2, self.width(), line), Qt.AlignmentFlag.AlignVCenter, label
            )
        painter.translate(self.width() - line / 2 - UNIT / 4, self.height() / 2)
        painter.rotate(-90)
        box = QRectF(-self.height() / 2, -line / 2, self.height(), line)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, content.caption)

    def _paint_classes(self, painter: QPainter) -> None:
        metrics, content = painter.fontMetrics(), self._content
        line = metrics.height()
        painter.setPen(THEME.tokens.muted)
        painter.drawText(QRectF(0, 0, self.width(), line), 0, content.caption)
        pitch = min(line + UNIT / 2, (self.height() - line) / max(len(content.labels), 1))
        for number, (label, image) in enumerate(zip(content.labels, self._images, strict=True)):
            y = line + UNIT / 2 + number * pitch
            painter.drawImage(QRectF(0, y + 1, 2 * BAR, min(line, pitch) - 2), image)
            box = QRectF(2 * BAR + UNIT / 2, y, self.width(), min(line, pitch))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._elided(label, metrics))
