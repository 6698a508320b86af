"""What all items of a node have in common: Qt knows by itself where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsRectItem

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGraphicsItem


class Placed(QGraphicsRectItem):
    """An item that covers its `rect`, which `setRect` changes.

    With every frame Qt asks every item where it is, to find those that are to be painted. With thousands of them, that
    takes longer than the painting if each answer has to come from Python: do not override `boundingRect`.
    """

    def __init__(self, parent: QGraphicsItem | None = None) -> None:
        super().__init__(parent)
        self.setPen(Qt.PenStyle.NoPen)  # whose width would otherwise be added
