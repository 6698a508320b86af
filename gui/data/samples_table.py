"""The samples as a table, as people see and type them; cells are written when they come into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from gui.data.sampling import parts_of
from gui.i18n import translate
from gui.theme import THEME, UNIT, figures, number

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data import Dataset

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
FIRST = 2
"""Columns before those of the inputs: the part and the target."""


def part_titles() -> tuple[str, str, str]:
    """Return what training, validation and test samples are called."""
    return translate("data", "training"), translate("data", "validation"), translate("data", "test")


class SamplesModel(QAbstractTableModel):
    """A row for each sample."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._rows: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._parts: npt.NDArray[np.int8] = np.zeros(0, np.int8)
        self._titles = part_titles()

    def show_samples(self, dataset: Dataset, rows: npt.NDArray[np.int64]) -> None:
        """Show these rows of a data set."""
        self.beginResetModel()
        self._dataset, self._rows, self._parts = dataset, rows, parts_of(dataset)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many samples are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the part, the target and the inputs."""
        return 0 if self._dataset is None or parent.isValid() else FIRST + len(self._dataset.raw_columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        if self._dataset is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= FIRST:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
            return THEME.tokens.muted
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = int(self._rows[index.row()])
        if index.column() == 0:
            return self._titles[self._parts[row]]
        if index.column() == 1:
            return target_in_words(self._dataset, row)
        return number(float(self._dataset.raw[row, index.column() - FIRST]))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column, or the number of a sample."""
        if role != Qt.ItemDataRole.DisplayRole or self._dataset is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return f"{int(self._rows[section]) + 1:,}"
        if section < FIRST:
            return (translate("data", "Part"), self._dataset.target)[section]
        return self._dataset.raw_columns[section - FIRST]


def target_in_words(dataset: Dataset, row: int) -> str:
    """Return the class of a sample, or its number."""
    value = float(dataset.y[row])
    return dataset.classes[int(value)] if dataset.classes else number(value)


def fit_names(view: QTableView) -> None:
    """Make columns wide enough for their names."""
    header = view.horizontalHeader()
    for section in range(header.count()):
        header.resizeSection(section, max(header.defaultSectionSize(), header.sectionSizeHint(section)))


def samples_view(model: SamplesModel) -> QTableView:
    """Return a view of samples that is as fast for a million of them as for ten."""
    view = QTableView()
    view.setModel(model)
    view.setObjectName("samplesTable")
    view.setAccessibleName(translate("data", "Samples"))
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setFont(figures(view.font().pointSizeF()))
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setTabKeyNavigation(False)
    for header in (view.verticalHeader(), view.horizontalHeader()):
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    view.horizontalHeader().setDefaultSectionSize(view.fontMetrics().horizontalAdvance("-0.00000001"))
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + UNIT // 2)
    return view
