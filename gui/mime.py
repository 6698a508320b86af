"""Names of what people drag and copy, also from one window to another."""

MIME_KIND = "application/x-layerloom-kind"
"""A kind of the catalogue, as UTF-8 text: dragged from the palette."""

MIME_NODES = "application/x-layerloom"
"""Nodes and the wires among them, as JSON: copied on the canvas."""
