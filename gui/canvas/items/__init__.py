"""What is painted: nodes, ports and wires. Items get plain values and know neither the document nor its commands."""

from gui.canvas.items.edge_item import EdgeItem
from gui.canvas.items.node_item import NodeItem
from gui.canvas.items.port_item import Light, PortItem, PortKey
from gui.canvas.items.values import MOST_UNITS, Control, Mark, NodeContent, Samples, Spot, UnitPictures

__all__ = [
    "MOST_UNITS",
    "Control",
    "EdgeItem",
    "Light",
    "Mark",
    "NodeContent",
    "NodeItem",
    "PortItem",
    "PortKey",
    "Samples",
    "Spot",
    "UnitPictures",
]
