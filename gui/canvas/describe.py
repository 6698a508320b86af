"""What nodes and wires of a document show, as plain values for the items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog import show_shape
from engine.catalog.activations import ACTIVATION
from engine.diagnosis import Severity
from engine.errors import ShapeError
from engine.shapes import column_indices
from gui.canvas.curves import samples
from gui.canvas.items import Control, Mark, NodeContent
from gui.canvas.neurons import has_filters, units_of
from gui.i18n import show, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.catalog import LayerSpec, ParamSpec
    from engine.diagnosis import Finding
    from engine.graph import Ends, Node, NodeId
    from engine.shapes import Fault
    from gui.document import Document

ON_NODE = ("units", "filters", "kernel_size", "activation", "loss")
"""Settings that are changed on the node itself, in this order, wherever the catalogue has them."""
MOST_ROWS = 10
"""Columns up to which an Input names them all."""
NAMED_ROWS = 5
"""Columns that it names of more."""


Texts = tuple[str, str, str]
"""A wire's label, its fault in short, and the fault as a sentence."""


def content_of(
    document: Document, node: Node, curves: bool, opened: bool = False, mark: Mark | None = None
) -> NodeContent:
    """Return what a node shows.

    Parameters
    ----------
    curves : bool
        Whether PyTorch is loaded, so that functions can be drawn.
    opened : bool
        Whether it is to show its units.
    mark : Mark, optional
        The one that `marks_of` has for it.
    """
    spec = document.graph.spec(node)
    shape = document.shapes.nodes.get(node.id)
    is_function = spec.category == "activation"
    controls = _controls(spec, node, curves)
    rows, columns = _rows(document, node)
    return NodeContent(
        title=node.name,
        icon=spec.icon,
        category=spec.category,
        help=show(spec.help),
        inputs=tuple(port.name for port in spec.inputs),
        outputs=tuple(port.name for port in spec.outputs),
        rows=rows,
        columns=columns,
        controls=controls,
        curve=samples(node.kind) if is_function and curves else (),
        shape="" if shape is None else show_shape(shape.output),
        parameters="" if shape is None else parameters_text(shape.parameters),
        has_curve=is_function,
        strip=units_of(node) > 0,
        units=units_of(node),
        open=opened,
        filters=has_filters(node),
        figure=translate("canvas", "Epoch loss") if node.kind == "output" else "",
        mark=mark,
    )


def preview_of(document: Document, kind: str, curves: bool) -> NodeContent:
    """Return what a node of a kind would show, while it is dragged from the palette."""
    from engine.catalog.spec import defaults
    from engine.graph import Node

    spec = document.graph.catalog[kind]
    return content_of(document, Node(0, kind, show(spec.title), defaults(spec.params)), curves)


def parameters_text(count: int) -> str:
    """Write how many parameters a node has; nothing for none."""
    if count == 0:
        return ""
    if count == 1:
        return translate("canvas", "1 parameter")
    return translate("canvas", "{count} parameters").format(count=f"{count:,}")


def setting_text(param: ParamSpec, value: object) -> str:
    """Return a setting's value as people read it; of a long title, the part before the brackets."""
    for choice in param.choices:
        if choice.value == value:
            return show(choice.title).split(" (")[0]
    return str(value)


def _controls(spec: LayerSpec, node: Node, curves: bool) -> tuple[Control, ...]:
    found = []
    for param in sorted((p for p in spec.params if p.name in ON_NODE), key=lambda p: ON_NODE.index(p.name)):
        if param.kind == "integer" or param.kind == "choice":
            value = node.settings[param.name]
            curve = samples(str(value)) if curves and param.name == "activation" and value in ACTIVATION else ()
            title, text = show(param.title), setting_text(param, value)
            found.append(Control(param.name, title, param.kind, text, show(param.help), curve))
    return tuple(found)


def _rows(document: Document, node: Node) -> tuple[tuple[str, ...], int]:
    """Return the columns that an Input takes, and how many; of many, the first ones and how many more there are."""
    if node.kind != "input":
        return (), 0
    columns = document.dataset.columns
    try:
        names = tuple(columns[index] for index in column_indices(node, columns))
    except ShapeError:
        return (), 0
    if len(names) > MOST_ROWS:
        more = translate("canvas", "… {count} more").format(count=len(names) - NAMED_ROWS)
        return (*names[:NAMED_ROWS], more), len(names)
    return names, len(names)


def marks_of(document: Document) -> dict[NodeId, Mark]:
    """Return the worst finding about each node and its run, with the sentences of all."""
    found: dict[NodeId, list[Finding]] = {}
    for each in sorted((*document.findings, *document.health.findings), key=lambda each: each.severity):
        if each.severity is not Severity.HINT:
            for node_id in each.nodes:
                found.setdefault(node_id, []).append(each)
    return {
        node_id: Mark(findings[0].severity is Severity.ERROR, "\n".join(show(finding.text) for finding in findings))
        for node_id, findings in found.items()
    }


def faults_of(document: Document) -> dict[Ends, Fault]:
    """Return the first fault that each wire brings about, as far as there are any."""
    return {fault.edge: fault for fault in reversed(document.shapes.faults) if fault.edge is not None}


def fault_label(document: Document, fault: Fault) -> str:
    """Write both shapes that do not fit: what comes, and what would be expected where that can be said."""
    got = fault.text.values.get("got", "")
    expected = fault.text.values.get("expected") or fault.text.values.get("shape")
    return f"{got} ≠ {expected}" if expected else f"{got} ✕"


def edge_texts(document: Document, ends: Ends, fault: Fault | None) -> Texts:
    """Return what a wire says, given the fault that it brings about."""
    shape = document.shapes.on_edge(ends)
    label = "" if shape is None else show_shape(shape)
    if fault is None:
        return label, "", ""
    return label, fault_label(document, fault), show(fault.text)


def spoken(nodes: Sequence[NodeContent]) -> str:
    """Return what a screen reader says about the selected nodes."""
    texts = [" ".join(filter(None, (n.title, n.shape, n.parameters, n.mark.text if n.mark else ""))) for n in nodes]
    return "; ".join(texts) or translate("canvas", "Nothing is selected.")
