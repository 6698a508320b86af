"""What the units of a layer look like: over the plane of two columns, or how often each takes which value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from gui.plots import plane
from gui.plots.tints import largest, nice_limit

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from engine.data import Dataset

Floats = npt.NDArray[np.floating]
Colours = npt.NDArray[np.uint32]
"""Packed: alpha, red, green, blue."""

SIDE = 24
"""Points along each axis of the plane, and bars of a histogram."""

MOST_SAMPLES = 256

BOUNDED = frozenset({"sigmoid", "tanh", "step", "softmax", "softmin"})
"""Activation functions whose values stay within 1 of zero: their pictures keep one scale."""


def is_planar(dataset: Dataset) -> bool:
    """Tell whether pictures are over the plane of the data's two columns, whatever features are made of them."""
    return len(dataset.raw_columns) == 2


def places(dataset: Dataset, side: int = SIDE) -> npt.NDArray[np.float32]:
    """Return what to ask the network about, (n, columns): a grid over the plane, or some of the training samples."""
    if is_planar(dataset):
        return dataset.preparation.apply(plane.Grid(*plane.extent_of(dataset.raw), side).points())
    chosen = dataset.train if len(dataset.train) else np.arange(len(dataset))
    step = -(-len(chosen) // MOST_SAMPLES)
    result: npt.NDArray[np.float32] = dataset.x[chosen[::step]]
    return result


def limit_of(outputs: Floats, activation: str) -> float:
    """Return the value that gets the full colour, the same for all units of a layer."""
    return 1.0 if activation in BOUNDED else nice_limit(largest(outputs))


def packed(colours: npt.NDArray[np.ubyte]) -> Colours:
    """Return colours, (..., 3), as the numbers of which an image of 32 bits consists."""
    red, green, blue = (colours[..., channel].astype(np.uint32) for channel in range(3))
    return (0xFF000000 | red << 16 | green << 8 | blue).astype(np.uint32)


def image_of(picture: Colours) -> QImage:
    """Return packed colours, (rows, columns), as an image of its own memory."""
    rows, columns = picture.shape
    data = np.ascontiguousarray(picture)
    return QImage(data.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()


def planar_pictures(outputs: Floats, limits: Floats, lookup: Colours, unknown: QColor) -> Colours:
    """Return the pictures of all units one below the other, (units * side, side).

    Parameters
    ----------
    outputs : array, shape (side * side, units)
        At the points of a `plane.Grid`.
    limits : array, shape (units,)
        What gets the full colour.
    lookup : array, shape (entries,)
        Packed colours from -limit to limit.
    """
    units, side = outputs.shape[1], round(len(outputs) ** 0.5)
    half = (len(lookup) - 1) / 2
    with np.errstate(invalid="ignore", over="ignore"):  # a diverged network may give infinities
        place = outputs * (half / limits).astype(outputs.dtype)
        place += half + 0.5
    known = ~np.isnan(place)
    all_known = bool(known.all())
    if not all_known:
        place[~known] = 0
    picture = lookup.take(np.clip(place, 0, len(lookup) - 1, out=place).astype(np.intp))  # y upwards fastest
    if not all_known:
        picture[~known] = np.uint32(unknown.rgb())
    upright = picture.reshape(side, side, units)[:, ::-1].transpose(2, 1, 0)  # (units, rows from the top, columns)
    return upright.reshape(units * side, side)


def histograms(outputs: Floats, limits: Floats, lookup: Colours, ground: QColor) -> Colours:
    """Return histograms of all units one below the other, (units * SIDE, SIDE), from -limit to limit.

    Parameters
    ----------
    outputs : array, shape (samples, units)
    limits, lookup
        As of `planar_pictures`.
    """
    units, entries = outputs.shape[1], len(lookup)
    counts = counted(outputs, limits)
    heights = np.ceil(counts / np.maximum(counts.max(axis=1, keepdims=True), 1) * (SIDE - 2))  # (units, bars)
    filled = heights[:, None, :] >= (SIDE - np.arange(SIDE))[None, :, None]  # (units, rows from the top, bars)
    places = np.linspace(0, entries - 1, SIDE).astype(np.intp)
    strong = lookup[np.where(places < entries / 2, places // 2, (places + entries) // 2)]  # none too pale to be seen
    picture: Colours = np.where(filled, strong, np.uint32(ground.rgb()))
    return picture.reshape(units * SIDE, SIDE)


def counted(outputs: Floats, limits: Floats) -> npt.NDArray[np.intp]:
    """Return how many samples fall on each bar, (units, SIDE); what is not finite falls on none."""
    units = outputs.shape[1]
    with np.errstate(invalid="ignore"):
        bars = np.clip((outputs / limits * 0.5 + 0.5) * SIDE, 0, SIDE - 1)
    finite = np.isfinite(outputs)
    flat = (np.where(finite, bars, 0).astype(np.intp) + SIDE * np.arange(units))[finite]
    return np.bincount(flat, minlength=units * SIDE).reshape(units, SIDE)
