"""A tensor as a table: a row for each unit, a column for each input, coloured by sign and strength, to edit by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QStyledItemDelegate, QTableView, QWidget

from gui.forms.ladder import parsed, written
from gui.forms.layout import column, wrapped
from gui.i18n import translate
from gui.theme import THEME, figures, number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QColor

Index = QModelIndex | QPersistentModelIndex
Array = npt.NDArray[np.generic]

STRENGTH = 0.45
"""How far the strongest weight's cell goes towards the pure colour; further, and its figures would be hard to read."""

CELL_WIDTH = 72
ROWS_IN_SIGHT = 8
_ROLE = Qt.ItemDataRole


class WeightModel(QAbstractTableModel):
    """The numbers of one tensor.

    Signals
    -------
    edited(numpy.ndarray)
        The person typed a number: the whole tensor with it, in its own shape.
    refused(str)
        What was typed is no number: the sentence to show.
    """

    edited = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tensor: Array = np.zeros((0, 0), np.float32)
        self._table: Array = self._tensor
        self._inputs: tuple[str, ...] = ()
        self._scale = 0.0

    @property
    def tensor(self) -> Array:
        """What is shown."""
        return self._tensor

    @property
    def scale(self) -> float:
        """The strongest number: it and its negative have the full colours."""
        return self._scale

    def set_tensor(self, tensor: Array, inputs: Sequence[str] = ()) -> None:
        """Show a tensor: (units,), (units, inputs), or more axes laid out in a row. `inputs` names the columns."""
        table = tensor.reshape(len(tensor), -1) if tensor.ndim else tensor.reshape(1, 1)
        names = tuple(inputs) if len(inputs) == table.shape[1] else ()
        if table.shape != self._table.shape or names != self._inputs:
            self.beginResetModel()
            self._take(tensor, table, names)
            self.endResetModel()
        elif not np.array_equal(table, self._table, equal_nan=True):
            self._take(tensor, table, names)
            self.dataChanged.emit(self.index(0, 0), self.index(table.shape[0] - 1, table.shape[1] - 1))

    def _take(self, tensor: Array, table: Array, inputs: tuple[str, ...]) -> None:
        self._tensor, self._table, self._inputs = tensor, table, inputs
        finite = np.abs(table[np.isfinite(table)])
        self._scale = float(finite.max()) if finite.size else 0.0

    # -- Qt's questions --------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many units there are."""
        return 0 if parent is not None and parent.isValid() else int(self._table.shape[0])

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many inputs each unit has."""
        return 0 if parent is not None and parent.isValid() else int(self._table.shape[1])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> object:
        """Return an input's name or number, or a unit's number."""
        if role not in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal and self._inputs:
            return self._inputs[section]
        return str(section + 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every number be edited that training works on; counters are only shown."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = np.issubdtype(self._table.dtype, np.floating)
        return base | Qt.ItemFlag.ItemIsEditable if editable else base

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """Return what a cell shows: four digits, every digit to edit, its colour."""
        value = float(self._table[index.row(), index.column()])
        if role == _ROLE.DisplayRole:
            return number(value)
        if role == _ROLE.EditRole:
            return self._exact(index)
        if role == _ROLE.ToolTipRole:
            return self._in_words(index)
        if role == _ROLE.BackgroundRole:
            return self._colour(value)
        if role == _ROLE.ForegroundRole:
            return THEME.tokens.text
        if role == _ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _exact(self, index: Index) -> str:
        text = str(self._table[index.row(), index.column()])
        return written(float(text)) if np.isfinite(float(text)) else text

    def _in_words(self, index: Index) -> str:
        text = translate("weights", "Unit {unit}, input {input}: {value}")
        return text.format(
            unit=index.row() + 1,
            input=self.headerData(index.column(), Qt.Orientation.Horizontal),
            value=self._exact(index),
        )

    def _colour(self, value: float) -> QColor:
        if not np.isfinite(value) or not self._scale:
            return THEME.tokens.canvas
        return THEME.tokens.signed(STRENGTH * value / self._scale)

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:
        """Take what was typed, if it is a number that the tensor can hold."""
        if role != _ROLE.EditRole or str(value) == self._exact(index):
            return False
        try:
            wanted = float(parsed(str(value)))
        except ValueError:
            wanted = np.nan
        if not abs(wanted) <= float(np.finfo(np.float32).max):
            self.refused.emit(self._refusal(str(value), index))
            return False
        table = self._table.copy()
        table[index.row(), index.column()] = wanted
        self.edited.emit(table.reshape(self._tensor.shape))
        return True

    def _refusal(self, typed: str, index: Index) -> str:
        text = translate(
            "weights", "A weight cannot be “{typed}”; it stays {value}. Type a number such as 0.5 or 1e-3."
        )
        return text.format(typed=typed, value=self._exact(index))

    def recolour(self) -> None:
        """Show the colours of another theme."""
        if self._table.size:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))


class _CellDelegate(QStyledItemDelegate):
    """Opens a plain text field, and never writes into one that is open: training goes on beneath it."""

    def createEditor(self, parent: QWidget, option: object, index: Index) -> QWidget:
        """Return a text field for one cell."""
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAccessibleName(translate("weights", "Weight"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the field when it opens, and only then."""
        if isinstance(editor, QLineEdit) and not editor.property("filled"):
            editor.setProperty("filled", True)
            editor.setText(str(index.data(_ROLE.EditRole)))
            editor.selectAll()


class WeightTable(QTableView):
    """A `WeightModel` on the screen; only the cells in sight are asked for, so its size does not matter."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.weights = WeightModel(self)
        self.setModel(self.weights)
        self.setItemDelegate(_CellDelegate(self))
        self.setObjectName(name)
        self.setAccessibleName(name)
        self.setFont(figures(self.font().pointSizeF()))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)  # Tab leaves the table; arrows move within it
        self._fix_sizes()
        self.weights.modelReset.connect(self.updateGeometry)
        THEME.changed.connect(self.weights.recolour)

    def _fix_sizes(self) -> None:
        """Give all cells one size: measuring thousands of numbers in every frame would stall the window."""
        height = self.fontMetrics().height() + 8
        for header, size in ((self.horizontalHeader(), CELL_WIDTH), (self.verticalHeader(), height)):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(height)
            header.setDefaultSectionSize(size)
            header.setHighlightSections(False)
        self.horizontalHeader().setFixedHeight(height)

    def sizeHint(self) -> QSize:
        """Ask for all rows, up to `ROWS_IN_SIGHT`."""
        rows = min(self.weights.rowCount(), ROWS_IN_SIGHT)
        height = (rows + 1) * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth()
        wide = self.weights.columnCount() * CELL_WIDTH > self.width() - self.verticalHeader().width()
        return QSize(120, height + (self.horizontalScrollBar().sizeHint().height() if wide else 0))

    def minimumSizeHint(self) -> QSize:
        """Ask for the same height: the panel scrolls, so that there is always room."""
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Make room for the scroll bar when it becomes needed."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt passes a QResizeEvent
        self.updateGeometry()


class WeightSection(QWidget):
    """A table with its title and its range of colours. Signals as of the model.

    Parameters
    ----------
    title : str
        What the tensor is called on the screen.
    on_edit : callable
        ``on_edit(tensor)`` takes the tensor as the person wants it.
    on_refusal : callable
        ``on_refusal(sentence)`` shows why something cannot be.
    """

    def __init__(
        self,
        title: str,
        on_edit: Callable[[Array], None],
        on_refusal: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = title
        self.caption = wrapped(title)
        self.table = WeightTable(title, self)
        layout = column(self, 0)
        layout.setSpacing(4)
        layout.addWidget(self.caption)
        layout.addWidget(self.table)
        self.table.weights.edited.connect(on_edit)
        self.table.weights.refused.connect(on_refusal)

    def set_tensor(self, tensor: Array, inputs: Sequence[str]) -> None:
        """Show the tensor as it is now."""
        model = self.table.weights
        model.set_tensor(tensor, inputs)
        size = " × ".join(str(length) for length in tensor.shape) or "1"
        text = translate("weights", "{title}, {size}, colours ±{scale}")
        text = text.format(title=self._title, size=size, scale=number(model.scale))
        if text != self.caption.text():
            self.caption.setText(text)
