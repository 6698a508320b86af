"""Where the labels of wires stand: beside them, where no node covers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF

from gui.canvas.geometry import overlapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from gui.canvas.geometry import Box
    from gui.canvas.items import EdgeItem


FEW = 8
"""Boxes up to which it is worth asking of each what it covers: to settle a label takes little longer."""


def numbers_of(box: QRectF) -> Box:
    """Return left, top, width and height."""
    return box.x(), box.y(), box.width(), box.height()


def near(edges: Iterable[EdgeItem], boxes: Sequence[QRectF]) -> set[EdgeItem]:
    """Return the wires whose labels something in one of the boxes could cover."""
    if not boxes:
        return set()
    around = _around(boxes)
    close = {edge for edge in edges if edge.label_span.intersects(around)}
    if len(boxes) > FEW:
        return close
    return {edge for edge in close if any(edge.label_span.intersects(box) for box in boxes)}


def _around(boxes: Iterable[QRectF]) -> QRectF:
    found = QRectF()
    for box in boxes:
        found = found.united(box)
    return found


def settle(edges: Iterable[EdgeItem], nodes: Sequence[Box]) -> None:
    """Put the labels of wires where no node covers them; where all places are covered, at the best one."""
    chosen = [edge for edge in edges if edge.label_boxes()]
    if not chosen:
        return
    others = np.array(nodes).reshape(-1, 4)  # (nodes, 4)
    others = others[overlapping(others, np.array([numbers_of(_around(edge.label_span for edge in chosen))]))]
    best = [numbers_of(edge.label_boxes()[0]) for edge in chosen]
    for edge, hidden in zip(chosen, overlapping(best, others), strict=True):
        edge.set_label_place(_first_free(edge, others) if hidden else 0)


def _first_free(edge: EdgeItem, nodes: npt.NDArray[np.float64]) -> int:
    """Return which place of a label is the first that no node covers; 0 if there is none."""
    free = np.flatnonzero(~overlapping([numbers_of(box) for box in edge.label_boxes()], nodes))
    return int(free[0]) if len(free) else 0
