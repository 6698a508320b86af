"""Where the labels of wires stand: beside them, where no node covers them."""

from __future__ import annotations

from itertools import compress
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
    chosen = [(edge, places) for edge in edges if (places := edge.label_boxes())]
    if not chosen:
        return
    others = np.array(nodes).reshape(-1, 4)  # (nodes, 4)
    others = others[overlapping(others, np.array([numbers_of(_around(edge.label_span for edge, _ in chosen))]))]
    hidden = overlapping([places[0] for _, places in chosen], others)
    for edge, _ in compress(chosen, ~hidden):
        edge.set_label_place(0)
    _make_way(list(compress(chosen, hidden)), others)


def _make_way(hidden: list[tuple[EdgeItem, list[Box]]], nodes: npt.NDArray[np.float64]) -> None:
    """Put labels at the first of their places that no node covers, or at the best one if there is none."""
    taken = overlapping([box for _, places in hidden for box in places], nodes)
    ends = np.cumsum([len(places) for _, places in hidden])
    for (edge, places), end in zip(hidden, ends.tolist(), strict=True):
        free = np.flatnonzero(~taken[end - len(places) : end])
        edge.set_label_place(int(free[0]) if len(free) else 0)
