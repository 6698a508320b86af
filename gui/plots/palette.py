"""The colours of regions, points and curves, made from those of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QColor

from gui.theme import THEME, blend

if TYPE_CHECKING:
    import numpy.typing as npt

STRENGTH = 0.62
"""A region's share of the full colour, so that the points upon it stand out."""

PALE = 0.12
"""The share that is left where two classes are as good as equal."""

MORE_CLASSES = (
    ("#2E9E6B", "#56C596"),
    ("#B5487E", "#E884A6"),
    ("#A58A00", "#F0DC4A"),
    ("#5B4BB5", "#A99BF0"),
    ("#8A4B2A", "#C98A66"),
    ("#4F5D6B", "#B4C0CC"),
    ("#B03A2E", "#FF9A8C"),
    ("#14808F", "#63C7D9"),
)
"""Light and dark, from class 2 on; neighbours also differ in lightness, for eyes that see few hues."""


def class_colours(classes: int) -> list[QColor]:
    """Return a colour for each class; the first two are those of negative and positive values everywhere."""
    tokens = THEME.tokens
    more = [QColor(pair[tokens.dark]) for pair in MORE_CLASSES]
    colours = [tokens.negative, tokens.positive, *more]
    return [colours[number % len(colours)] for number in range(classes)]


def region_lookup(entries: int = 256) -> npt.NDArray[np.ubyte]:
    """Return the map of signed values for areas, (entries, 3): the theme's, weaker."""
    canvas = THEME.tokens.canvas
    background = np.array([canvas.red(), canvas.green(), canvas.blue()])
    weaker = background + (THEME.signed_lookup(entries) - background) * STRENGTH
    lookup: npt.NDArray[np.ubyte] = np.rint(weaker).astype(np.ubyte)
    return lookup


def class_ramps(classes: int, entries: int = 64) -> npt.NDArray[np.ubyte]:
    """Return for each class the map from undecided to sure, (classes, entries, 3)."""
    canvas = THEME.tokens.canvas
    shares = PALE + (STRENGTH - PALE) * np.linspace(0, 1, entries)
    steps = [[blend(canvas, colour, float(share)) for share in shares] for colour in class_colours(classes)]
    return np.array([[(c.red(), c.green(), c.blue()) for c in row] for row in steps], dtype=np.ubyte)


def readable_on(background: QColor) -> QColor:
    """Return black or white, whichever contrasts more with an area."""
    red, green, blue = (_linear(c) for c in (background.redF(), background.greenF(), background.blueF()))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue  # as in WCAG 2.2, "relative luminance"
    return QColor("#FFFFFF") if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else QColor("#000000")


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
