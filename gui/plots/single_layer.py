"""The one layer that several layers without anything nonlinear between them amount to, as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from engine.diagnosis import Collapse, single_layer
from gui.forms.layout import set_text, wrapped
from gui.forms.wrap_button import WrapButton
from gui.i18n import translate
from gui.plots.matrix import LayerCard, blocks_of
from gui.theme import THEME, UNIT
from gui.turns import READ

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from PySide6.QtGui import QShowEvent

    from gui.document import Document


class SingleLayer(QWidget):
    """A button that unfolds matrix and bias of the single layer, for the present weights; kept up to date while shown.

    Parameters
    ----------
    document : Document
    collapse : Collapse
        The layers, which are in the drawing.
    """

    def __init__(self, document: Document, collapse: Collapse, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._collapse = collapse
        self.button = WrapButton(translate("problems", "Show the single layer"))
        self.button.setCheckable(True)
        self.button.setToolTip(
            translate("problems", "Matrix W and bias b of the one layer that gives the same as all of these together.")
        )
        self.card = LayerCard(translate("problems", "Together: z = W x + b"), [])
        self.card.setCursor(Qt.CursorShape.ArrowCursor)
        self._absent = wrapped("", "muted")
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.card)
        self._area.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._absent)
        layout.addWidget(self._area)
        self.button.toggled.connect(self._unfold)
        document.run.snapshot_taken.connect(self._on_snapshot)
        document.run.renewed.connect(self._catch_up)
        THEME.changed.connect(self._catch_up)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the present weights."""
        super().showEvent(event)
        self._catch_up()

    def _unfold(self, on: bool) -> None:
        if not on:
            self._area.hide()
            set_text(self._absent, "")
        self._catch_up()
        if on:
            QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        """Scroll what this stands in, once there is room for the card, to where the card is seen."""
        around = self.parentWidget()
        while around is not None and not (isinstance(around, QScrollArea) and around is not self._area):
            around = around.parentWidget()
        if isinstance(around, QScrollArea) and self._area.isVisible():
            around.ensureWidgetVisible(self._area, 0, UNIT)

    def _on_snapshot(self) -> None:
        if self.button.isChecked():
            self._document.run.turns.take(self._catch_up, READ)

    def _catch_up(self) -> None:
        if not self.button.isChecked() or not self.isVisible():
            return
        tensors = self._tensors()
        if tensors:
            self.card.set_blocks(blocks_of(tensors))
            self.card.resize(self.card.sizeHint())
            bar = self._area.horizontalScrollBar().sizeHint().height()
            self._area.setFixedHeight(self.card.height() + (bar if self.card.width() > self.width() else 0))
        self._area.setVisible(bool(tensors))
        absent = translate("plots", "There are no weights yet: they appear once the drawing can be trained.")
        set_text(self._absent, "" if tensors else absent)

    def _tensors(self) -> dict[str, npt.NDArray[np.generic]]:
        """Return weight and bias of the single layer; nothing while there is no run of the drawing."""
        document, last = self._document, self._document.run.last
        known = set(self._collapse.nodes) <= set(document.run.names) & set(document.graph.nodes)
        if last is None or not known:
            return {}
        matrix, bias = single_layer(document.graph, self._collapse, last.weights, document.run.names)
        return {"weight": matrix, "bias": bias}
