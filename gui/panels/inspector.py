"""Everything about what is selected: settings, shapes, the activation's curve, and the weights."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QScrollArea, QWidget

from engine.catalog import CATALOG, show_shape
from engine.catalog.activations import ACTIVATION
from engine.errors import LoomError
from gui.columns import input_names
from gui.forms import SettingsForm
from gui.forms.curve_view import CurveView
from gui.forms.layout import column, heading, scroll, set_text, wrapped
from gui.forms.node_header import NodeHeader
from gui.forms.weight_table import Array, WeightSection
from gui.i18n import show, translate
from gui.turns import READ

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from engine.graph import Node
    from gui.document import Document


class InspectorPanel(QScrollArea):
    """Follows the document's selection."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._described: tuple[object, ...] = ()
        self._inspected: tuple[int, ...] = ()
        self._weighed: tuple[int, ...] = ()  # those whose weights are shown
        self.form: SettingsForm | None = None
        self.sections: dict[str, WeightSection] = {}
        self.header = NodeHeader()
        self.message = wrapped()
        self.hint = wrapped(style="muted")
        self.curve = CurveView()
        self.shapes = wrapped()
        self._weights_title = heading(translate("inspector", "Weights"))
        self._weights_note = wrapped(
            translate("inspector", "A row for each unit, a column for each input. Double-click a number to change it."),
            "muted",
        )
        content = QWidget()
        self._layout = column(content)
        self._weights = QWidget()
        self._weights_layout = column(self._weights, 0)
        self._weights_layout.addWidget(self._weights_title)
        self._weights_layout.addWidget(self._weights_note)
        for widget in (self.header, self.message, self.hint, self._weights, self.curve, self.shapes):
            self._layout.addWidget(widget)
        self._layout.addStretch(1)
        scroll(self, content)
        self._connect()
        self._refresh()

    def _connect(self) -> None:
        document = self._document
        for signal in (document.selection_changed, document.analysed, document.recipe_changed, document.replaced):
            signal.connect(self._refresh)
        document.graph_changed.connect(self._refresh)
        document.run.snapshot_taken.connect(self._on_snapshot)
        document.run.status_changed.connect(self._refresh_weights)
        self.header.name.committed.connect(self._rename)

    # -- showing ---------------------------------------------------------------------------------------------------

    def _nodes(self) -> list[Node]:
        nodes = self._document.graph.nodes
        return [nodes[node_id] for node_id in sorted(self._document.selection) if node_id in nodes]

    def _refresh(self, _: object = None) -> None:
        nodes = self._nodes()
        kinds = {node.kind for node in nodes}
        one_kind = len(kinds) == 1
        self._begin(tuple(node.id for node in nodes))
        self.header.setVisible(one_kind)
        set_text(self.message, "" if one_kind else self._several(nodes, len(kinds)) if nodes else self._summary())
        hint = translate("inspector", "Select a node on the canvas to see and change its settings and weights.")
        set_text(self.hint, "" if nodes else hint)
        if one_kind:
            self.header.show_kind(CATALOG[nodes[0].kind], nodes[0].name, len(nodes))
        self._refresh_form(nodes if one_kind else [])
        self._refresh_curve(nodes if one_kind else [])
        set_text(self.shapes, self._shapes(nodes[0]) if len(nodes) == 1 else "")
        self._refresh_weights()

    def _on_snapshot(self) -> None:
        if self.isVisible():
            self._document.run.turns.take(self._refresh_weights, READ)

    def _begin(self, inspected: tuple[int, ...]) -> None:
        """Forget what was typed about other nodes."""
        if inspected != self._inspected:
            self._inspected = inspected
            self.header.name.restore()
            set_text(self.header.complaint, "")
            if self.form is not None:
                self.form.drop_typing()

    def _summary(self) -> str:
        nodes, shapes = self._document.graph.nodes, self._document.shapes
        text = translate("inspector", "The drawing has {nodes} nodes, {wires} wires and {parameters} parameters.")
        return text.format(nodes=len(nodes), wires=len(self._document.graph.edges), parameters=f"{shapes.parameters:,}")

    def _several(self, nodes: Sequence[Node], kinds: int) -> str:
        text = translate(
            "inspector",
            "{nodes} nodes of {kinds} kinds are selected. Select nodes of one kind to change their settings together.",
        )
        return text.format(nodes=len(nodes), kinds=kinds)

    def _refresh_form(self, nodes: Sequence[Node]) -> None:
        columns = self._document.dataset.columns
        wanted = (nodes[0].kind, columns) if nodes else ()
        if wanted != self._described:
            self._described = wanted
            if self.form is not None:
                self.form.hide()
                self.form.deleteLater()
                self.form = None
            if nodes and CATALOG[nodes[0].kind].params:
                self.form = SettingsForm(CATALOG[nodes[0].kind].params, self._change, columns)
                self.form.refused.connect(self._document.notice)
                self._layout.insertWidget(self._layout.indexOf(self._weights), self.form)
                self.form.follow(self.header.name)
        if self.form is not None:
            first = nodes[0].settings
            mixed = [name for name in first if any(node.settings[name] != first[name] for node in nodes)]
            self.form.set_values(first, mixed)

    def _refresh_curve(self, nodes: Sequence[Node]) -> None:
        """Show the activation that all selected nodes share. Nothing is analysed before PyTorch is there, nor drawn."""
        found = {_activation(node) for node in nodes}
        kind = found.pop() if len(found) == 1 else None
        torch_is_there = bool(self._document.findings or self._document.shapes.nodes)
        self.curve.setVisible(kind is not None and torch_is_there)
        if kind is not None and torch_is_there:
            settings = nodes[0].settings if nodes[0].kind == kind else {}
            self.curve.show_activation(kind, show(ACTIVATION[kind].title), settings)

    def _shapes(self, node: Node) -> str:
        shape = self._document.shapes.nodes.get(node.id)
        if shape is None:
            return translate("inspector", "Its shapes are not known until its input is wired and fits.")
        inputs = ", ".join(show_shape(each) for each in shape.inputs)
        lines = [
            translate("inspector", "Input: {shape}").format(shape=inputs) if inputs else "",
            translate("inspector", "Output: {shape}").format(shape=show_shape(shape.output)),
            translate("inspector", "Parameters: {count}").format(count=f"{shape.parameters:,}"),
        ]
        return "\n".join(line for line in lines if line)

    # -- weights ---------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up: nothing is drawn while nobody sees it."""
        super().showEvent(event)
        self._refresh_weights()

    def _refresh_weights(self, _: object = None) -> None:
        if not self.isVisible():
            return
        nodes = self._nodes()
        wanted = tuple(node.id for node in nodes)
        if self._document.run.building and wanted == self._weighed:
            return  # all stays where it is until the new network brings its weights
        self._weighed = wanted
        tensors = self._document.run.weights_of(nodes[0].id) if len(nodes) == 1 else {}
        for name in [name for name in self.sections if name not in tensors]:
            section = self.sections.pop(name)
            section.hide()
            section.deleteLater()
        for name, tensor in tensors.items():
            if name not in self.sections:
                self.sections[name] = self._section(name)
            last = name.rpartition(".")[2]
            own = translate("inspector", "bias") if last == "bias" else last
            names = input_names(self._document, nodes[0].id, tensor.shape) if tensor.ndim > 1 else (own,)
            self.sections[name].set_tensor(tensor, names)
        self._weights.setVisible(bool(tensors))

    def _section(self, tensor: str) -> WeightSection:
        titles = {
            "linear.weight": translate("inspector", "Weights W"),
            "linear.bias": translate("inspector", "Biases b"),
            "conv.weight": translate("inspector", "Filters W"),
            "conv.bias": translate("inspector", "Biases b"),
        }
        section = WeightSection(
            titles.get(tensor, tensor), partial(self._set_weight, tensor), self._document.notice.emit
        )
        self._weights_layout.addWidget(section)
        return section

    # -- editing ---------------------------------------------------------------------------------------------------

    def _change(self, name: str, value: object) -> None:
        nodes = self._nodes()
        setting = show(CATALOG[nodes[0].kind].param(name).title)
        knob = f"{name} of {[node.id for node in nodes]}"
        with self._document.edit(translate("undo", "Change {setting}").format(setting=setting), knob) as graph:
            for node in nodes:
                graph.set(node.id, name, value)

    def _rename(self, name: str) -> None:
        (node,) = self._nodes()
        try:
            with self._document.edit(translate("undo", "Rename {node}").format(node=node.name)) as graph:
                graph.rename(node.id, name)
        except LoomError as error:
            set_text(self.header.complaint, show(error.text))
            self._document.notice.emit(show(error.text))
        else:
            set_text(self.header.complaint, "")

    def _set_weight(self, tensor: str, value: Array) -> None:
        if self._document.run.building:
            self._document.notice.emit(
                translate("inspector", "The network is being built anew: set its weights once they are there.")
            )
            return
        (node,) = self._nodes()
        title = translate("undo", "Set a weight of {node}").format(node=node.name)
        self._document.set_weight(node.id, tensor, value.astype(np.float32), title)


def _activation(node: Node) -> str | None:
    kind = str(node.settings.get("activation", node.kind))
    return kind if kind in ACTIVATION else None
