"""What nodes and wires show by now: after an edit, only those are told again of which something is another."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from gui.canvas.describe import content_of, edge_texts, faults_of, marks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from engine.graph import Ends, Node, NodeId
    from engine.shapes import Fault, NodeShape
    from gui.canvas.describe import Texts
    from gui.canvas.items import Mark, NodeContent
    from gui.canvas.unfolding import Unfolding
    from gui.document import Document

K = TypeVar("K")


class _Grounds(NamedTuple):
    """What decides, besides their own settings, what nodes show."""

    curves_known: bool = False
    columns: tuple[str, ...] = ()
    opened: frozenset[NodeId] = frozenset()
    shapes: Mapping[NodeId, NodeShape] = MappingProxyType({})
    marks: Mapping[NodeId, Mark] = MappingProxyType({})


class Contents:
    """Describes nodes and wires; in a large drawing only those that something has changed at, of what they depend on.

    Parameters
    ----------
    document : Document
        Whoever hears of its edits asks `of` for each node that an edit changes, and announces new wires.
    unfolding : Unfolding

    Attributes
    ----------
    curves_known : bool
        Whether PyTorch is loaded, so that functions can be drawn.
    """

    def __init__(self, document: Document, unfolding: Unfolding) -> None:
        self._document = document
        self._unfolding = unfolding
        self.curves_known = False
        self._marked: tuple[tuple[object, object], dict[NodeId, Mark]] = ((None, None), {})
        self._told = _Grounds()
        self._wires_told: tuple[Mapping[NodeId, NodeShape], Mapping[Ends, Fault]] = ({}, {})
        self._new_wires: set[Ends] = set()

    def of(self, node: Node) -> NodeContent:
        """Return what a node shows."""
        return content_of(
            self._document, node, self.curves_known, self._unfolding.is_open(node.id), self._marks().get(node.id)
        )

    def expect_wire(self, ends: Ends) -> None:
        """Take note that there is a wire that has said nothing yet."""
        self._new_wires.add(ends)

    def news(self) -> Iterator[tuple[NodeId, NodeContent]]:
        """Yield what nodes show that may show something else than last time, whatever their own settings are."""
        before, self._told = self._told, self._grounds()
        nodes = self._document.graph.nodes
        for node_id in nodes.keys() & self._concerned(before, self._told):
            yield node_id, self.of(nodes[node_id])

    def _grounds(self) -> _Grounds:
        document = self._document
        opened = frozenset(self._unfolding.open_nodes)
        return _Grounds(self.curves_known, document.dataset.columns, opened, document.shapes.nodes, self._marks())

    def _concerned(self, before: _Grounds, now: _Grounds) -> Iterable[NodeId]:
        """Return the nodes whose share in the grounds is another one."""
        graph = self._document.graph
        if now.curves_known != before.curves_known:
            return graph.nodes
        inputs = () if now.columns == before.columns else (node.id for node in graph.of_kind("input"))
        found = _differing(before.shapes, now.shapes) | _differing(before.marks, now.marks)
        return found.union(before.opened ^ now.opened, inputs)

    def wire_news(self) -> Iterator[tuple[Ends, Texts]]:
        """Yield the texts of wires that may have others than last time."""
        document, (shapes, faults) = self._document, self._wires_told
        present = document.shapes.nodes, faults_of(document)
        self._wires_told = present
        reshaped = _differing(shapes, present[0])
        concerned = {edge.ends for node_id in reshaped for edge in document.graph.wires.out_of(node_id)}
        concerned |= _differing(faults, present[1]) | self._new_wires
        self._new_wires = set()
        for ends in document.graph.edges.keys() & concerned:
            yield ends, edge_texts(document, ends, present[1].get(ends))

    def _marks(self) -> dict[NodeId, Mark]:
        findings = self._document.findings, self._document.health.findings
        if not all(now is then for now, then in zip(findings, self._marked[0], strict=True)):
            self._marked = findings, marks_of(self._document)
        return self._marked[1]


def _differing(before: Mapping[K, object], now: Mapping[K, object]) -> set[K]:
    """Return all keys that have not the same value in both, or are in one of them only."""
    if before is now:
        return set()
    other = {key for key, value in now.items() if (then := before.get(key)) is not value and then != value}
    return other.union(before.keys() - now.keys())
