"""Columns of the data that no Input of the network takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.diagnosis import repairs
from engine.diagnosis.finding import Finding, Severity
from engine.shapes import column_indices
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.graph import Graph, NodeId
    from engine.shapes import DataShape, ShapeReport

NAMED = 5
"""Columns that the sentence names at most; a picture has hundreds."""


def check_columns(graph: Graph, report: ShapeReport, data: DataShape, leading: set[NodeId]) -> Iterator[Finding]:
    """Yield a hint if the network cannot see some of the data."""
    inputs = [node for node in graph.of_kind("input") if node.id in leading and node.id in report.nodes]
    used = {index for node in inputs for index in column_indices(node, data.columns)}
    unused = [name for index, name in enumerate(data.columns) if index not in used]
    if not inputs or not unused:
        return
    names = ", ".join(unused[:NAMED]) + (", …" if len(unused) > NAMED else "")
    yield Finding(
        Severity.HINT,
        Text("diagnosis", "The network does not see these columns of the data ({unused} of {count}): {names}.").fill(
            unused=len(unused), count=len(data.columns), names=names
        ),
        inputs[0].id,
        repair=repairs.take_all_columns(inputs[0]) if len(inputs) == 1 else None,
        more_nodes=tuple(node.id for node in inputs[1:]),
    )
