"""How runs look that are laid over the curves of the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.theme import THEME, blend

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from gui.plots.legend import Mark

OVERLAID_MARKS: tuple[Mark, ...] = ("dashed", "dotted", "solid", "dashed")
CATEGORIES = ("data", "activation", "gate", "regularisation")
STRENGTH = 0.75
"""How much of its colour a line has, that the present run stands out."""


def overlaid_colour(look: int) -> QColor:
    """Return the colour of a run in one of the looks that `gui.runs` gives out."""
    return blend(THEME.tokens.panel, THEME.category(CATEGORIES[look]), STRENGTH)
