"""The parameters of every layer as maps of coloured cells, in the order in which data flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from engine.graph.traversal import topological
from gui.columns import input_names
from gui.i18n import translate
from gui.plots.matrix import Block, LayerCard, blocks_of
from gui.plots.plot import Plot
from gui.theme import UNIT
from gui.turns import READ

if TYPE_CHECKING:
    from engine.graph import Change, NodeId
    from engine.training.snapshot import Snapshot
    from gui.document import Document

Structure = tuple[tuple[object, ...], ...]


class WeightsPlot(Plot):
    """One card for each node that holds tensors."""

    every = READ

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(
            document,
            translate("plots", "Weights"),
            translate(
                "plots",
                "The weights W and biases b of each layer. "
                "A row belongs to a unit (neuron), a column to one of its inputs.\n"
                "Blue is positive, orange negative, both on the scale below the cells. "
                "Point at a cell to read it; click a layer to select it.",
            ),
            parent,
        )
        self.cards: dict[NodeId, LayerCard] = {}
        self._structure: Structure = ()
        self._row = QWidget()
        self._cards_layout = QHBoxLayout(self._row)
        self._cards_layout.setContentsMargins(UNIT, UNIT // 2, UNIT, UNIT // 2)
        self._cards_layout.setSpacing(UNIT)
        self._cards_layout.addStretch()
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setWidget(self._row)
        self._row.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)  # the colour of the plot shows through
        document.graph_changed.connect(self._on_graph)
        document.selection_changed.connect(self._on_selection)
        self.compose(self.area)

    # -- following the document ----------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Say why there is nothing to see, if there is no run; otherwise a snapshot follows."""
        if not self.document.run.ready:
            self._rebuild({})
            self.explain(translate("plots", "There are no weights yet: they appear once the drawing can be trained."))

    def take(self, snapshot: Snapshot) -> None:
        """Show the tensors; cards are made anew only if there are others."""
        self.explain("")
        found = {
            node_id: blocks_of(self.document.run.weights_of(node_id), input_names(self.document, node_id))
            for node_id in topological(self.document.graph)
        }
        found = {node_id: blocks for node_id, blocks in found.items() if blocks}
        if _structure(found) == self._structure:
            for node_id, blocks in found.items():
                self.cards[node_id].set_blocks(blocks)
        else:
            self._rebuild(found)

    def _rebuild(self, found: dict[NodeId, list[Block]]) -> None:
        self._structure = _structure(found)
        for card in self.cards.values():
            self._cards_layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {}
        for node_id, blocks in found.items():
            card = LayerCard(self.document.graph.node(node_id).name, blocks)
            card.chosen.connect(lambda node_id=node_id: self.document.select({node_id}))
            card.set_selected(node_id in self.document.selection)
            self.cards[node_id] = card
            self._cards_layout.insertWidget(len(self.cards) - 1, card, 0, Qt.AlignmentFlag.AlignTop)

    def _on_graph(self, change: Change) -> None:
        for node_id, card in self.cards.items():
            if node_id in self.document.graph.nodes:
                card.set_title(self.document.graph.node(node_id).name)

    def _on_selection(self) -> None:
        for node_id, card in self.cards.items():
            card.set_selected(node_id in self.document.selection)
            if card.selected and len(self.document.selection) == 1:
                self.area.ensureWidgetVisible(card)

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        for card in self.cards.values():
            card.set_blocks(card.blocks)

    def exported(self) -> QWidget:
        """Return all cards, also those that are scrolled out of sight."""
        return self._row


def _structure(found: dict[NodeId, list[Block]]) -> Structure:
    return tuple(
        (node_id, *((block.name, block.values.shape, block.inputs) for block in blocks))
        for node_id, blocks in found.items()
    )
