"""All stations of the way as a list: phase, node, number. Choose one to go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from gui.calculation.naming import figure, symbol
from gui.calculation.words import phase_title
from gui.forms.layout import tip
from gui.i18n import translate
from gui.theme import THEME, UNIT, figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.explain import Explanation
    from gui.calculation.stations import Station

ALL_OPEN = 80
"""Up to this many stations are all shown at first; of more, only those beside the present one."""

_PLACE = Qt.ItemDataRole.UserRole


class Outline(QTreeWidget):
    """The stations with their numbers.

    Signals
    -------
    chosen(int)
        The person went to another station: its place in the order of the way.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calculationOutline")
        self.setAccessibleName(translate("calculation", "Stations of the calculation"))
        self.setToolTip(
            tip(translate("calculation", "All numbers of this sample in their order. Choose one to see it."))
        )
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(UNIT + UNIT // 2)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(UNIT)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._stations: tuple[Station, ...] = ()
        self._names: tuple[str, ...] = ()
        self._leaves: list[QTreeWidgetItem] = []
        self._groups: list[QTreeWidgetItem] = []
        self.currentItemChanged.connect(self._on_current)
        THEME.changed.connect(self._recolour)

    def show_stations(self, stations: Sequence[Station], explanation: Explanation, digits: int) -> None:
        """Show the stations of a way; where they are the same as before, only their numbers change."""
        names = tuple(node.name for node in explanation.nodes)
        if (tuple(stations), names) != (self._stations, self._names):
            self._stations, self._names = tuple(stations), names
            self._build(explanation)
        for leaf, station in zip(self._leaves, self._stations, strict=True):
            text = figure(station, explanation, digits)
            if text != leaf.text(1):
                leaf.setText(1, text)

    def _build(self, explanation: Explanation) -> None:
        with QSignalBlocker(self):
            self.clear()
            self._leaves, self._groups = [], []
            phase = node = None
            above, group = self.invisibleRootItem(), self.invisibleRootItem()
            for place, station in enumerate(self._stations):
                if station.phase != phase:
                    phase, node = station.phase, None
                    above = group = self._group(self.invisibleRootItem(), phase_title(station.phase), bold=True)
                if station.node != node and station.phase != "loss":
                    node = station.node
                    group = self._group(above, explanation.node(node).name)
                leaf = QTreeWidgetItem(group, [symbol(station, explanation), ""])
                leaf.setData(0, _PLACE, place)
                leaf.setFont(1, figures(self.font().pointSizeF()))
                leaf.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self._leaves.append(leaf)
            if len(self._stations) <= ALL_OPEN:
                self.expandAll()
        self._recolour()

    def _group(self, above: QTreeWidgetItem, title: str, *, bold: bool = False) -> QTreeWidgetItem:
        group = QTreeWidgetItem(above, [title])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.setFirstColumnSpanned(True)
        group.setToolTip(0, title)
        if bold:
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
        else:
            self._groups.append(group)
        return group

    def _recolour(self) -> None:
        for group in self._groups:
            group.setForeground(0, QBrush(THEME.tokens.muted))

    def go_to(self, place: int) -> None:
        """Mark a station as the present one; `chosen` is not emitted."""
        leaf = self._leaves[place]
        if leaf is not self.currentItem():
            with QSignalBlocker(self):
                self.setCurrentItem(leaf)
            self.viewport().update()
        if not self.viewport().rect().contains(self.visualItemRect(leaf)) or not leaf.parent().isExpanded():
            self.scrollToItem(leaf, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        place = None if item is None else item.data(0, _PLACE)
        if isinstance(place, int):
            self.chosen.emit(place)
