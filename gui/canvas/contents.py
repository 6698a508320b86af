"""What nodes and wires show by now: after an edit, only those are told again of which something is another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.canvas.describe import Texts, content_of, edge_texts, faults_of, marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.graph import Ends, Node, NodeId
    from gui.canvas.items import Mark, NodeContent
    from gui.canvas.unfolding import Unfolding
    from gui.document import Document


class Contents:
    """Describes nodes and wires, those in a large drawing only when what their words depend on has changed.

    Attributes
    ----------
    curves_known : bool
        Whether PyTorch is loaded, so that functions can be drawn.
    """

    def __init__(self, document: Document, unfolding: Unfolding) -> None:
        self._document = document
        self._unfolding = unfolding
        self.curves_known = False
        self._nodes: dict[NodeId, tuple[object, ...]] = {}
        self._edges: dict[Ends, tuple[object, ...]] = {}
        self._marked: tuple[tuple[object, object], dict[NodeId, Mark]] = ((None, None), {})

    def of(self, node: Node) -> NodeContent:
        """Return what a node shows."""
        mark = self._marks().get(node.id)
        self._nodes[node.id] = self._reasons(node, mark)
        return self._content(node, mark)

    def forget(self, node_id: NodeId) -> None:
        """Take note that a node is gone."""
        self._nodes.pop(node_id, None)

    def forget_wire(self, ends: Ends) -> None:
        """Take note that a wire is gone."""
        self._edges.pop(ends, None)

    def news(self) -> Iterator[tuple[NodeId, NodeContent]]:
        """Yield what nodes show that may show something else than last time."""
        marks = self._marks()
        for node_id, node in self._document.graph.nodes.items():
            mark = marks.get(node_id)
            reasons = self._reasons(node, mark)
            if self._nodes.get(node_id) != reasons:
                self._nodes[node_id] = reasons
                yield node_id, self._content(node, mark)

    def wire_news(self) -> Iterator[tuple[Ends, Texts]]:
        """Yield the texts of wires that may have others than last time."""
        document = self._document
        faults, shapes = faults_of(document), document.shapes.nodes
        for ends in document.graph.edges:
            reasons = (shapes.get(ends.source), faults.get(ends))
            if self._edges.get(ends) != reasons:
                self._edges[ends] = reasons
                yield ends, edge_texts(document, ends, faults.get(ends))

    def _marks(self) -> dict[NodeId, Mark]:
        findings = self._document.findings, self._document.health.findings
        if not all(now is then for now, then in zip(findings, self._marked[0], strict=True)):
            self._marked = findings, marks_of(self._document)
        return self._marked[1]

    def _reasons(self, node: Node, mark: Mark | None) -> tuple[object, ...]:
        """Return all that decides what a node shows."""
        document = self._document
        columns = document.dataset.columns if node.kind == "input" else None
        shape = document.shapes.nodes.get(node.id)
        return node, shape, mark, columns, self.curves_known, self._unfolding.is_open(node.id)

    def _content(self, node: Node, mark: Mark | None) -> NodeContent:
        return content_of(self._document, node, self.curves_known, self._unfolding.is_open(node.id), mark)
