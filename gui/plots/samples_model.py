"""Samples with what the network answers to them, for Qt: rows of a table, or pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QImage, QPixmap

from engine.evaluation import NO_ANSWER
from gui.forms.layout import tip
from gui.i18n import translate
from gui.theme import number

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtCore import QObject

    from engine.data import Dataset
    from engine.evaluation import Judged

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
MOST = 300
"""Samples that are listed."""
MOST_COLUMNS = 8
FIRST = 4
"""Number of the first column that the data have, behind what is said of the sample."""
PICTURE = 44
CELL = (72, PICTURE + 22)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SamplesModel(QAbstractTableModel):
    """Lists samples; the first column of pictures has the picture and what is answered."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._judged: Judged | None = None
        self._places: npt.NDArray[np.intp] = np.zeros(0, np.intp)
        self._pixmaps: dict[int, QPixmap] = {}

    def show_samples(self, judged: Judged | None, places: npt.NDArray[np.intp]) -> None:
        """List samples, by their places among the rows that were judged; no more than `MOST`."""
        places = places[:MOST]
        if judged is not None and self._judged is not None and self._judged.dataset is not judged.dataset:
            self._pixmaps.clear()
        self.beginResetModel()
        self._judged, self._places = judged, places
        self.endResetModel()

    @property
    def rows(self) -> npt.NDArray[np.int64]:
        """The rows of the data that are listed."""
        if self._judged is None:
            return np.zeros(0, np.int64)
        rows: npt.NDArray[np.int64] = self._judged.rows[self._places]
        return rows

    @property
    def pictures(self) -> bool:
        """Whether the samples are pictures."""
        return self._judged is not None and self._judged.dataset.image_shape is not None

    def _titles(self) -> list[str]:
        if self._judged is None:
            return []
        names = list(self._judged.dataset.raw_columns[:MOST_COLUMNS])
        return [
            translate("results", "sample"),
            translate("results", "true class"),
            translate("results", "answer"),
            translate("results", "confidence"),
            *names,
        ]

    # -- Qt's questions ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many samples are listed."""
        return 0 if parent is not None and parent.isValid() else len(self._places)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._titles())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> object:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.ToolTipRole and section == 0:
            return tip(
                translate("results", "Samples are counted from 1 as they were read."),
                translate("results", "Lines that were left out, and one with the names of the columns, do not count."),
            )
        return self._titles()[section] if role == _ROLE.DisplayRole else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """Return what a cell shows."""
        if self._judged is None:
            return None
        place = int(self._places[index.row()])
        row = int(self._judged.rows[place])
        if role == _ROLE.DisplayRole:
            return self.caption(place) if self.pictures else self._cell(place, row, index.column())
        if role in (_ROLE.ToolTipRole, _ROLE.AccessibleTextRole):
            return self._sentence(place, row)
        if role == _ROLE.DecorationRole and self.pictures:
            return self._pixmap(row)
        if role == _ROLE.SizeHintRole and self.pictures:
            return QSize(*CELL)  # as wide as the longest caption
        if role == _ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter if self.pictures else _RIGHT
        return None

    def caption(self, place: int) -> str:
        """Return true class, answer and confidence of a sample, as short as can be."""
        assert self._judged is not None
        target, answer, confidence = self._verdict(place)
        if not self._answered(place):
            return f"{target}: {answer}"
        return f"{target}→{answer} {confidence}" if target != answer else f"{target} {confidence}"

    def _answered(self, place: int) -> bool:
        assert self._judged is not None
        return int(self._judged.evaluation.predicted[place]) != NO_ANSWER

    def _verdict(self, place: int) -> tuple[str, str, str]:
        assert self._judged is not None
        found, classes = self._judged.evaluation, self._judged.dataset.classes
        if not self._answered(place):
            return classes[int(found.targets[place])], translate("results", "no answer"), "—"
        confidence = f"{self._judged.confidence[place]:.0%}"
        return classes[int(found.targets[place])], classes[int(found.predicted[place])], confidence

    def _sentence(self, place: int, row: int) -> str:
        target, answer, confidence = self._verdict(place)
        text = translate("results", "Sample {row}: class {target}, answered {answer} with confidence {confidence}.")
        if not self._answered(place):
            text = translate("results", "Sample {row}: class {target}, without an answer: the output is not a number.")
        return text.format(row=f"{row + 1:,}", target=target, answer=answer, confidence=confidence)

    def _cell(self, place: int, row: int, column: int) -> str:
        assert self._judged is not None
        if column == 0:
            return f"{row + 1:,}"
        if column < FIRST:
            return self._verdict(place)[column - 1]
        return number(float(self._judged.dataset.raw[row, column - FIRST]))

    def _pixmap(self, row: int) -> QPixmap:
        assert self._judged is not None
        if row not in self._pixmaps:
            image = image_of_row(self._judged.dataset, row)
            keep = Qt.AspectRatioMode.KeepAspectRatio
            self._pixmaps[row] = QPixmap.fromImage(image.scaled(PICTURE, PICTURE, keep))
        return self._pixmaps[row]


def image_of_row(dataset: Dataset, row: int) -> QImage:
    """Return a sample as a picture; the data have an `image_shape`."""
    assert dataset.image_shape is not None
    return image_of(dataset.raw[row], dataset.image_shape)


def image_of(values: npt.NDArray[np.floating], shape: tuple[int, int, int]) -> QImage:
    """Return values from 0 to 1, flattened channels, rows and columns, as a picture."""
    channels, rows, columns = shape
    planes = values.reshape(channels, rows, columns)
    planes = np.repeat(planes[:1], 3, axis=0) if channels < 3 else planes[:3]
    pixels = np.ascontiguousarray(np.rint(np.clip(planes, 0, 1) * 255).astype(np.ubyte).transpose(1, 2, 0))
    return QImage(pixels.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()
