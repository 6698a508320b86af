"""A layer's tensors as a map of coloured cells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.i18n import translate
from gui.plots.palette import readable_on
from gui.plots.scale import image_of
from gui.plots.tints import largest, signed_picture
from gui.theme import RADIUS, THEME, UNIT, figures, number

Matrix = npt.NDArray[np.floating]

MOST_PRINTED = 8
"""Rows and columns up to which the values stand in the cells."""

MOST_PAINTED = 256
"""Cells along an axis; larger tensors show the strongest value of each stretch."""

CELL_WITH_TEXT = (52, 18)
SMALLEST, LARGEST = 2, 20
SMALLEST_KERNEL = 6.0
"""Pixels along a kernel below which lines between them would cover it."""
GAP = UNIT
LINE = 16
SMALL = 8.0


@dataclass(frozen=True, slots=True)
class Block:
    """One tensor: what stands above it, its name within the node, its values as (rows, columns), if it has one axis.

    `inputs` names the columns, as far as they have names. The `kernel` of a convolution is height and width of what a
    filter, in a column, has for each channel, in a row: there, `values` are these images side by side.
    """

    caption: str
    name: str
    values: Matrix
    flat: bool = False
    inputs: tuple[str, ...] = ()
    kernel: tuple[int, int] = (1, 1)


def blocks_of(tensors: dict[str, npt.NDArray[np.generic]], inputs: tuple[str, ...] = ()) -> list[Block]:
    """Return the tensors of a node that have at least one axis; the first axis is that of the units.

    `inputs` names what enters the node; a tensor with another number of columns is without names.
    """
    blocks = []
    for name, tensor in tensors.items():
        if tensor.ndim and tensor.size and np.issubdtype(tensor.dtype, np.floating):
            last = name.rpartition(".")[2]
            caption = {"weight": "W", "bias": "b"}.get(last, last.replace("running_", ""))
            values, kernel = tensor.astype(np.float32, copy=False), (1, 1)
            if tensor.ndim == 4:
                _, channels, height, width = tensor.shape
                values, kernel = values.transpose(1, 2, 0, 3).reshape(channels * height, -1), (height, width)
            values = values.reshape(len(values), -1)
            size = "×".join(map(str, tensor.shape)) if values.shape[1] > 1 else ""
            named = inputs if tensor.ndim == 2 and len(inputs) == values.shape[1] else ()
            blocks.append(Block(f"{caption} {size}".strip(), name, values, tensor.ndim == 1, named, kernel))
    return blocks


def strongest(values: Matrix, most: int) -> Matrix:
    """Return at most `most` rows and columns, each cell the value of largest magnitude in its stretch."""
    sizes = [-(-length // most) for length in values.shape]
    if max(sizes) == 1:
        return values
    starts = [np.arange(0, length, size) for length, size in zip(values.shape, sizes, strict=True)]
    high = np.maximum.reduceat(np.maximum.reduceat(values, starts[0], axis=0), starts[1], axis=1)
    low = np.minimum.reduceat(np.minimum.reduceat(values, starts[0], axis=0), starts[1], axis=1)
    result: Matrix = np.where(np.abs(low) > np.abs(high), low, high)
    return result


class LayerCard(QWidget):
    """The tensors of one node under its name, on one signed scale that is written below.

    Signals
    -------
    chosen()
        The person clicked it, or pressed Enter or Space.
    """

    chosen = Signal()

    def __init__(self, title: str, blocks: list[Block], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._selected = False
        self._blocks: list[Block] = []
        self._images: list[QImage] = []
        self.limit = 0.0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.set_blocks(blocks)

    # -- what is shown -------------------------------------------------------------------------------------------------

    @property
    def blocks(self) -> list[Block]:
        """The tensors as they are shown."""
        return self._blocks

    @property
    def title(self) -> str:
        """The name of the node."""
        return self._title

    @property
    def selected(self) -> bool:
        """Whether the node is selected in the drawing."""
        return self._selected

    def set_title(self, title: str) -> None:
        """Show another name."""
        self._title = title
        self.setAccessibleName(title)
        self.updateGeometry()
        self.update()

    def set_selected(self, selected: bool) -> None:
        """Show whether the node is selected."""
        if selected != self._selected:
            self._selected = selected
            self.update()

    def set_blocks(self, blocks: list[Block]) -> None:
        """Show other values, or the same in the colours of another theme."""
        self._blocks = blocks
        self.limit = largest(*(block.values for block in blocks))
        lookup, unknown = THEME.signed_lookup(), THEME.tokens.error
        scale = self.limit or 1.0
        with np.errstate(over="ignore", invalid="ignore"):  # a diverged network may hold infinities
            scaled = [strongest(block.values, MOST_PAINTED) / scale for block in blocks]
        self._images = [image_of(signed_picture(values, lookup, unknown)) for values in scaled]
        self.update()

    # -- geometry ------------------------------------------------------------------------------------------------------

    @property
    def printed(self) -> bool:
        """Whether the values stand in the cells."""
        return all(max(block.values.shape) <= MOST_PRINTED for block in self._blocks)

    def _cell(self) -> tuple[int, int]:
        if self.printed:
            return CELL_WITH_TEXT
        most = max((max(block.values.shape) for block in self._blocks), default=1)
        side = max(SMALLEST, min(LARGEST, MOST_PAINTED // most))
        return side, side

    @property
    def named(self) -> bool:
        """Whether the inputs are named above the cells."""
        return self.printed and any(block.inputs for block in self._blocks)

    def block_rectangles(self) -> list[QRectF]:
        """Return where each tensor is painted."""
        width, height = self._cell()
        x, y, found = float(GAP), float(GAP + (2 + self.named) * LINE), []
        for block in self._blocks:
            rows, columns = block.values.shape
            box = QRectF(x, y, min(columns * width, 2 * MOST_PAINTED), min(rows * height, 2 * MOST_PAINTED))
            found.append(box)
            x += max(box.width(), self._caption_width(block)) + GAP
        return found

    def _caption_width(self, block: Block) -> float:
        return float(QFontMetrics(figures(SMALL)).horizontalAdvance(block.caption))

    def sizeHint(self) -> QSize:
        """Return what title, tensors and scale need."""
        boxes = self.block_rectangles()
        widths = [max(box.width(), self._caption_width(b)) for box, b in zip(boxes, self._blocks, strict=True)]
        right = max((box.left() + width for box, width in zip(boxes, widths, strict=True)), default=0)
        bottom = max((box.bottom() for box in boxes), default=0)
        width = max(right + GAP, QFontMetrics(figures(9)).horizontalAdvance(self._title) + 3 * GAP, 120)
        return QSize(int(width), int(bottom + LINE + 1.5 * GAP))

    def at(self, x: float, y: float) -> str:
        """Return what is at a place of the card: unit, input and value; empty where there is no cell."""
        for block, box in zip(self._blocks, self.block_rectangles(), strict=True):
            if box.contains(x, y):
                rows, columns = block.values.shape
                row = min(int((y - box.top()) / box.height() * rows), rows - 1)
                column = min(int((x - box.left()) / box.width() * columns), columns - 1)
                return self._describe(block, row, column)
        return ""

    @staticmethod
    def _describe(block: Block, row: int, column: int) -> str:
        value = number(float(block.values[row, column]))
        if block.flat:
            return translate("plots", "unit {unit}, {name}: {value}").format(
                unit=row + 1, name=block.name.rpartition(".")[2], value=value
            )
        if block.kernel != (1, 1):
            (channel, i), (filter_, j) = divmod(row, block.kernel[0]), divmod(column, block.kernel[1])
            return translate("plots", "filter {filter}, channel {channel}, row {row}, column {column}: {value}").format(
                filter=filter_ + 1, channel=channel + 1, row=i + 1, column=j + 1, value=value
            )
        return translate("plots", "unit {unit}, input {input}: {value}").format(
            unit=row + 1, input=block.inputs[column] if block.inputs else column + 1, value=value
        )

    # -- events --------------------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the value under the mouse."""
        position = event.position()
        QToolTip.showText(event.globalPosition().toPoint(), self.at(position.x(), position.y()), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the node."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the node from the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    # -- painting ------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = THEME.tokens
        marked = self._selected or self.hasFocus()
        painter.setPen(QPen(tokens.accent if marked else tokens.border, 2 if marked else 1))
        painter.setBrush(tokens.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._text(painter, 9, tokens.text, QRectF(GAP, GAP / 2, self.width() - 2 * GAP, LINE + 2), self._title)
        for block, image, box in zip(self._blocks, self._images, self.block_rectangles(), strict=True):
            self._paint_block(painter, block, image, box)
        self._paint_scale(painter)
        painter.end()

    @staticmethod
    def _text(
        painter: QPainter, size: float, colour: QColor, box: QRectF, text: str, where: Qt.AlignmentFlag | None = None
    ) -> None:
        painter.setFont(figures(size))
        painter.setPen(colour)
        painter.drawText(box, where or (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_block(self, painter: QPainter, block: Block, image: QImage, box: QRectF) -> None:
        tokens = THEME.tokens
        caption = QRectF(box.left(), box.top() - (1 + self.named) * LINE, self.width(), LINE)
        self._text(painter, SMALL, tokens.muted, caption, block.caption)
        painter.drawImage(box, image)
        painter.setPen(tokens.border)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        if lines := _between_kernels(block, box):
            painter.setPen(QPen(tokens.panel, 2))
            painter.drawLines(lines)
        if self.printed:
            self._print_values(painter, block.values, box)
            self._print_names(painter, block.inputs, box)

    def _print_names(self, painter: QPainter, names: tuple[str, ...], box: QRectF) -> None:
        """Name the inputs above their columns; pointing at a cell reads the whole name."""
        width = CELL_WITH_TEXT[0]
        metrics = QFontMetrics(figures(SMALL))
        for column, name in enumerate(names):
            cell = QRectF(box.left() + column * width, box.top() - LINE, width, LINE)
            text = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, width - 4)
            self._text(painter, SMALL, THEME.tokens.muted, cell, text, Qt.AlignmentFlag.AlignCenter)

    def _print_values(self, painter: QPainter, values: Matrix, box: QRectF) -> None:
        width, height = CELL_WITH_TEXT
        scale = self.limit or 1.0
        for (row, column), value in np.ndenumerate(values):
            cell = QRectF(box.left() + column * width, box.top() + row * height, width, height)
            share = float(value) / scale
            background = THEME.tokens.error if np.isnan(share) else THEME.tokens.signed(share)
            self._text(painter, SMALL, readable_on(background), cell, short(float(value)), Qt.AlignmentFlag.AlignCenter)

    def _paint_scale(self, painter: QPainter) -> None:
        """Paint the scale with its ends, symmetric about zero."""
        tokens = THEME.tokens
        box = QRectF(GAP, self.height() - LINE - GAP / 2, self.width() - 2 * GAP, LINE)
        painter.setFont(figures(SMALL))
        low, high = f"-{number(self.limit)}", number(self.limit)
        room = painter.fontMetrics().horizontalAdvance(low) + GAP / 2
        bar = box.adjusted(room, 4, -room, -4)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(bar, image_of(THEME.signed_lookup()[None]))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        centre = Qt.AlignmentFlag.AlignVCenter
        self._text(painter, SMALL, tokens.muted, box, low, Qt.AlignmentFlag.AlignLeft | centre)
        self._text(painter, SMALL, tokens.muted, box, high, Qt.AlignmentFlag.AlignRight | centre)


def _between_kernels(block: Block, box: QRectF) -> list[QLineF]:
    """Return the lines that part the kernels of a convolution, as far as they leave room for these."""
    (rows, columns), (height, width) = block.values.shape, block.kernel
    if (height, width) == (1, 1) or box.width() / columns * width < SMALLEST_KERNEL:
        return []
    down = (box.left() + box.width() * at / columns for at in range(width, columns, width))
    across = (box.top() + box.height() * at / rows for at in range(height, rows, height))
    return [
        *(QLineF(x, box.top(), x, box.bottom()) for x in down),
        *(QLineF(box.left(), y, box.right(), y) for y in across),
    ]


def short(value: float) -> str:
    """Write a value so that it fits a cell: four significant digits where that takes few characters."""
    text = number(value)
    return text if len(text) <= 7 else f"{value:.2g}"
