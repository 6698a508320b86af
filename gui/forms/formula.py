"""A formula as it stands in a book."""

from __future__ import annotations

import math
import re
import warnings
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import THEME

MEMORY = 512
"""Formulas that stay typeset."""

SMALLEST = 40
"""Pixels that a formula may be squeezed into at the least; a narrow panel shows it smaller, never cut off."""

_VIEW_BOX = re.compile(r'viewBox="(\S+) (\S+) (\S+) (\S+)"')


@dataclass(frozen=True, slots=True)
class Typeset:
    """A formula as an SVG drawing.

    Parameters
    ----------
    svg : bytes
    width, height : float
        In pixels of the screen, as the size it was set in.
    ascent : float
        From the top to the line that letters stand on.
    """

    svg: bytes
    width: float
    height: float
    ascent: float


@lru_cache(maxsize=MEMORY)
def typeset(latex: str, pixels: float, colour: str) -> Typeset:
    """Typeset a formula; what was typeset before is there at once.

    Parameters
    ----------
    latex : str
        In LaTeX's mathematical notation, without dollar signs.
    pixels : float
        Height of its letters, as of a font.
    colour : str
        For example ``"#1F2933"``.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # ziamath opens its fonts in the old way
        from ziafont.config import config  # here, because both take a fifth of a second to come
        from ziamath.zmath import Latex

    config.svg2 = False  # the plain SVG that Qt can read
    svg = Latex(latex, size=pixels, color=colour).svg()
    box = _VIEW_BOX.search(svg)
    assert box is not None
    _left, top, width, height = map(float, box.groups())
    return Typeset(svg.encode(), width, height, -top)


class FormulaView(QWidget):
    """Shows a formula in the colour of text, sharp on every screen.

    It is as large as the formula; where there is less room, the formula becomes smaller.

    Parameters
    ----------
    points : float
        Size of the letters.
    muted : bool
        Whether it has the colour of what is less important.
    """

    def __init__(self, points: float = 13.0, parent: QWidget | None = None, *, muted: bool = False) -> None:
        super().__init__(parent)
        self._points = points
        self._muted = muted
        self._latex = ""
        self._typeset: Typeset | None = None
        self._renderer = QSvgRenderer(self)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        THEME.changed.connect(self._render)

    @property
    def latex(self) -> str:
        """What is shown; an empty string for nothing."""
        return self._latex

    @property
    def ascent(self) -> float:
        """Pixels from the top to the line that the letters stand on, to place words beside it."""
        return self._typeset.ascent if self._typeset else 0.0

    def set_formula(self, latex: str, plain: str) -> None:
        """Show a formula.

        Parameters
        ----------
        latex : str
            In LaTeX's mathematical notation; an empty string shows nothing.
        plain : str
            The same in plain letters, for those who listen and for the tooltip.
        """
        self.setAccessibleName(plain)
        self.setToolTip(plain)
        if latex != self._latex:
            self._latex = latex
            self._render()

    def _render(self) -> None:
        self._typeset = None
        if self._latex:
            colour = THEME.tokens.muted if self._muted else THEME.tokens.text
            self._typeset = typeset(self._latex, self._points * self.logicalDpiY() / 72, colour.name())
            self._renderer.load(QByteArray(self._typeset.svg))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the size of the formula."""
        if self._typeset is None:
            return QSize(0, 0)
        return QSize(math.ceil(self._typeset.width), math.ceil(self._typeset.height))

    def minimumSizeHint(self) -> QSize:
        """Ask for its height; it may become smaller in width."""
        wanted = self.sizeHint()
        return QSize(min(wanted.width(), SMALLEST), wanted.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it at the left, in the middle of the height, smaller if there is too little room."""
        if self._typeset is None:
            return
        width, height = self._typeset.width, self._typeset.height
        scale = min(1.0, self.width() / width, self.height() / height)
        top = (self.height() - height * scale) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(0, top, width * scale, height * scale))
        painter.end()
