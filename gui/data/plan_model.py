"""What the columns of a table are for, as a table that can be edited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from engine.data.readers.guess_plan import with_target
from engine.errors import LoomError
from gui.i18n import show, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.data.readers.table import Preview
    from engine.data.readers.table_options import ColumnPlan, TableOptions

Index = QModelIndex | QPersistentModelIndex
FIELDS = ("name", "role", "kind", "encoding", "missing", "constant")
EXAMPLES = 3
LONGEST_EXAMPLE = 60
"""Characters of an example."""
NOWHERE = QModelIndex()


def titles() -> tuple[str, ...]:
    """Return the headings of the columns of the editor."""
    return (
        translate("data", "Column"),
        translate("data", "Role"),
        translate("data", "Holds"),
        translate("data", "Categories as"),
        translate("data", "Missing values"),
        translate("data", "Constant"),
        translate("data", "For example"),
    )


def choices(field: str) -> dict[str, str]:
    """Return the values of a field with their names on the screen; none if it is written and not chosen."""
    return {
        "role": {
            "input": translate("data", "input"),
            "target": translate("data", "target"),
            "ignored": translate("data", "left out"),
        },
        "kind": {
            "number": translate("data", "numbers"),
            "boolean": translate("data", "yes or no"),
            "category": translate("data", "categories"),
        },
        "encoding": {
            "one-hot": translate("data", "one column each"),
            "index": translate("data", "their number"),
        },
        "missing": {
            "drop": translate("data", "drop the row"),
            "mean": translate("data", "mean"),
            "constant": translate("data", "constant"),
        },
    }.get(field, {})


class PlanModel(QAbstractTableModel):
    """The plans of the columns, a row each.

    Signals
    -------
    edited()
        The person changed a plan.
    refused(str)
        A change that is not sound: why.
    """

    edited = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.plans: tuple[ColumnPlan, ...] = ()
        self._preview: Preview | None = None
        self._options: TableOptions | None = None

    def show_plans(self, plans: Sequence[ColumnPlan], preview: Preview, options: TableOptions) -> None:
        """Show the plans of another table, or of the same read in another way."""
        self.beginResetModel()
        self.plans, self._preview, self._options = tuple(plans), preview, options
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns are planned."""
        return 0 if parent.isValid() else len(self.plans)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the fields of a plan, and examples."""
        return 0 if parent.isValid() else len(FIELDS) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a field."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return titles()[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let be edited what has a meaning for the column."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self._matters(index) else flags

    def _matters(self, index: Index) -> bool:
        if not 0 < index.column() < len(FIELDS):
            return False
        plan, field = self.plans[index.row()], FIELDS[index.column()]
        if field == "role":
            return True
        if plan.role == "ignored":
            return False
        if field == "encoding":
            return plan.kind == "category" and plan.role == "input"
        return field != "constant" or plan.missing == "constant"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, holds, and why it was proposed so."""
        plan = self.plans[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return None if plan.reason is None else show(plan.reason)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        if index.column() == len(FIELDS):
            return self._examples(index.row())
        field = FIELDS[index.column()]
        value = str(getattr(plan, field))
        if role == Qt.ItemDataRole.EditRole or field == "name":
            return value
        if not self._matters(index):
            return ""
        offered = choices(field)
        return f"{offered.get(value, value)} ▾" if offered else value

    def _examples(self, row: int) -> str:
        preview = self._preview
        if preview is None or row >= len(preview.columns):
            return ""
        found = dict.fromkeys(cells[row] for cells in preview.rows if cells[row])
        return ", ".join(str(cell)[:LONGEST_EXAMPLE] for cell in list(found)[:EXAMPLES])

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Change one field of a plan, and what follows from it."""
        plan, field = self.plans[index.row()], FIELDS[index.column()]
        if role != Qt.ItemDataRole.EditRole or value == getattr(plan, field):
            return False
        try:
            self.plans = self._changed(index.row(), field, value)
        except LoomError as error:
            self.refused.emit(show(error.text))
            return False
        last = self.index(len(self.plans) - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.edited.emit()
        return True

    def _changed(self, row: int, field: str, value: str) -> tuple[ColumnPlan, ...]:
        plan = self.plans[row]
        if field == "role" and value == "target" and self._preview is not None and self._options is not None:
            return with_target(self.plans, plan.name, self._preview.rows, self._options)
        changes: dict[str, Any] = {field: value, "reason": None, "categories": (), "mean": None}
        if field == "kind" and value == "category" and plan.missing == "mean":
            changes["missing"] = "drop"
        return (*self.plans[:row], replace(plan, **changes), *self.plans[row + 1 :])


class ChoiceDelegate(QStyledItemDelegate):
    """Edits a field with a list of its choices, open at once, or with a line where it is written."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the editor of a field."""
        offered = choices(FIELDS[index.column()])
        if not offered:
            return QLineEdit(parent)
        picker = QComboBox(parent)
        for value, title in offered.items():
            picker.addItem(title, value)
        picker.activated.connect(lambda: self._commit(picker))
        QTimer.singleShot(0, picker, picker.showPopup)  # once it has its place
        return picker

    def updateEditorGeometry(  # noqa: N802  # Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Give the editor the place of its cell, and more where its words need it."""
        place = option.rect
        place.setWidth(max(place.width(), editor.sizeHint().width()))
        editor.setGeometry(place)

    def _commit(self, picker: QComboBox) -> None:
        self.commitData.emit(picker)
        self.closeEditor.emit(picker)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value in the editor."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
        elif isinstance(editor, QLineEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the value from the editor."""
        value = editor.currentData() if isinstance(editor, QComboBox) else None
        model.setData(index, editor.text() if isinstance(editor, QLineEdit) else value)
