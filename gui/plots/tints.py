"""What a network's outputs are for the eye: colours, and how far a scale of them reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

Floats = npt.NDArray[np.floating]
Picture = npt.NDArray[np.ubyte]

NICE = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""Ends of a colour scale, times a power of ten: few, so that the colours do not flicker while the output grows."""


def nice_limit(value: float) -> float:
    """Return a round number that is not below `value`; 1 if there is nothing to go by."""
    if not np.isfinite(value) or value <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(next((step * power for step in NICE if step * power >= value * (1 - 1e-9)), value))


def largest(*arrays: npt.NDArray[np.generic]) -> float:
    """Return the largest finite magnitude in the arrays, or 0."""
    sizes = (np.abs(array[np.isfinite(array)]) for array in arrays)
    return max((float(size.max()) for size in sizes if size.size), default=0.0)


def signed_picture(signed: Floats, lookup: Picture, unknown: QColor) -> Picture:
    """Return colours, (..., 3), for values from -1 to 1; what is beyond gets the end's colour, NaN gets `unknown`."""
    known = ~np.isnan(signed)
    all_known = bool(known.all())
    place = (signed if all_known else np.where(known, signed, 0.0)) * 0.5 + 0.5
    np.clip(place, 0.0, 1.0, out=place)
    place *= len(lookup) - 1
    picture: Picture = lookup.take(np.rint(place, out=place).astype(np.intp), axis=0)
    if not all_known:
        picture[~known] = unknown.red(), unknown.green(), unknown.blue()
    return picture


def class_picture(level: Floats, ramps: Picture, unknown: QColor) -> Picture:
    """Return colours, (columns, rows, 3): those of the likeliest class, paler the less it leads.

    Parameters
    ----------
    level : array, shape (columns, rows, units)
        Probabilities, or what comes nearest.
    ramps : array, shape (classes, entries, 3)
        For each class from as good as undecided to sure.
    """
    units = level.shape[-1]
    known = np.asarray(np.isfinite(level).all(axis=-1))
    safe = np.where(known[..., None], level, 0.0)
    sure = (safe.max(axis=-1) - 1 / units) / (1 - 1 / units)
    place = np.rint(np.clip(sure, 0.0, 1.0) * (ramps.shape[1] - 1)).astype(np.intp)
    picture: Picture = ramps[safe.argmax(axis=-1) % len(ramps), place]
    if not known.all():
        picture[~known] = unknown.red(), unknown.green(), unknown.blue()
    return picture
