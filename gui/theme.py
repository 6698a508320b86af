"""Colours and sizes, all in one place; the light and the dark set change together."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

UNIT = 8  # spacing comes in steps of this; half inside controls
RADIUS = 8
NODE_HEADER = 28
NODE_STRIPE = 4
PORT = 10
PORT_HIT = 24
WIRE = 2
WIRE_SELECTED = 3
FOCUS_RING = 2
ICON = 20
GRID = 16


@dataclass(frozen=True)
class Tokens:
    """The named colours of one look."""

    window: QColor
    panel: QColor
    canvas: QColor
    dots: QColor
    text: QColor
    muted: QColor
    accent: QColor
    positive: QColor
    negative: QColor
    error: QColor
    warning: QColor
    good: QColor
    border: QColor

    @property
    def dark(self) -> bool:
        """Whether the text is lighter than what it stands on."""
        return self.text.lightness() > self.panel.lightness()

    def signed(self, value: float) -> QColor:
        """Return the colour of a signed value: -1 fully negative, 0 the canvas, 1 fully positive; clipped beyond."""
        end = self.positive if value >= 0 else self.negative
        return blend(self.canvas, end, min(abs(value), 1.0))


def _tokens(*names: str) -> Tokens:
    return Tokens(*[QColor(name) for name in names])


LIGHT = _tokens(
    "#F7F8FA", "#FFFFFF", "#FFFFFF", "#DDE1E7", "#1F2933", "#667085", "#3B6FE0",
    "#2F7FD1", "#F28E2B", "#D64545", "#B7791F", "#2E9E6B", "#D5DAE1",
)  # fmt: skip  # in the order of the fields of Tokens
DARK = _tokens(
    "#1E2227", "#23282E", "#171A1E", "#2A2F36", "#E6E9EE", "#98A2B3", "#6EA0FF",
    "#5AA9F5", "#FFAE57", "#FF7B7B", "#F0C04A", "#56C596", "#39404A",
)  # fmt: skip  # in the order of the fields of Tokens

CATEGORY_COLOURS = {
    "data": ("#5B8C5A", "#7DB37C"),
    "layer": ("#3B6FE0", "#6EA0FF"),
    "activation": ("#8B5FBF", "#B08AE0"),
    "regularisation": ("#B7791F", "#F0C04A"),
    "shape": ("#667085", "#98A2B3"),
    "merge": ("#C2557A", "#E884A6"),
    "gate": ("#0F8B8D", "#4DC4C4"),
}
"""Stripe of a node by its category, light and dark; the icon says the same without colour."""


def blend(start: QColor, end: QColor, share: float) -> QColor:
    """Return the opaque colour at `share` (0 to 1) of the way; drawing opaque is many times faster than with alpha."""
    return QColor(
        round(start.red() + (end.red() - start.red()) * share),
        round(start.green() + (end.green() - start.green()) * share),
        round(start.blue() + (end.blue() - start.blue()) * share),
    )


class Theme(QObject):
    """The look in force. `changed` fires when the other one takes over: repaint then."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self._lookups: dict[tuple[bool, int], npt.NDArray[np.ubyte]] = {}

    def use(self, name: str) -> None:
        """Switch to ``"light"``, ``"dark"``, or ``"system"``: whatever the desktop asks for."""
        if name == "system":
            scheme = QGuiApplication.styleHints().colorScheme()
            name = "dark" if scheme == Qt.ColorScheme.Dark else "light"
        self.tokens = DARK if name == "dark" else LIGHT
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setStyle("Fusion")
            application.setPalette(_palette(self.tokens))
            application.setStyleSheet(_style_sheet(self.tokens))
        self.changed.emit()

    def category(self, category: str) -> QColor:
        """Return the stripe colour of a catalogue category."""
        light, dark = CATEGORY_COLOURS[category]
        return QColor(dark if self.tokens.dark else light)

    def signed_lookup(self, entries: int = 256) -> npt.NDArray[np.ubyte]:
        """Return the diverging map, (entries, 3): fully negative, over the canvas, to fully positive."""
        import numpy as np  # not before the window is painted

        key = (self.tokens.dark, entries)
        if key not in self._lookups:
            colours = [self.tokens.signed(2 * i / (entries - 1) - 1) for i in range(entries)]
            self._lookups[key] = np.array([(c.red(), c.green(), c.blue()) for c in colours], dtype=np.ubyte)
        return self._lookups[key]


THEME = Theme()
"""The one look of the application."""


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for colour, roles in (
        (tokens.window, (role.Window, role.Button, role.AlternateBase)),
        (tokens.panel, (role.Base, role.ToolTipBase, role.HighlightedText)),
        (tokens.text, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
        (tokens.accent, (role.Highlight, role.Link, role.Accent)),
        (tokens.muted, (role.PlaceholderText,)),
        (tokens.border, (role.Mid, role.Light, role.Midlight)),
    ):
        for each in roles:
            palette.setColor(each, colour)
    palette.setColor(role.Shadow, tokens.border)
    palette.setColor(role.Dark, tokens.border)
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, blend(tokens.panel, tokens.text, 0.45))
    return palette


def _style_sheet(tokens: Tokens) -> str:
    return (
        f"QToolTip {{ background: {tokens.panel.name()}; color: {tokens.text.name()}; "
        f"border: 1px solid {tokens.border.name()}; padding: {UNIT // 2}px; }}"
        f"QToolButton#primary {{ background: {tokens.accent.name()}; color: {tokens.panel.name()}; border: none; "
        f"border-radius: {UNIT // 2}px; padding: {UNIT // 2}px {UNIT + UNIT // 2}px; font-weight: 600; }}"
        f"QToolButton#primary:hover {{ background: {blend(tokens.accent, tokens.text, 0.15).name()}; }}"
        f"QLabel#muted {{ color: {tokens.muted.name()}; }}"
        f"QLabel#error {{ color: {tokens.error.name()}; }}"
        # The style's own pictures are made for light dialogs.
        "QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }" + _tabs(tokens)
    )


def _tabs(tokens: Tokens) -> str:
    """Return how tabs look: the chosen one is told by its ground, its line and its text, in either look."""
    chosen = blend(tokens.panel, tokens.accent, 0.2).name()
    return (
        f"QTabBar::tab {{ color: {tokens.muted.name()}; padding: {UNIT // 2 - 1}px {UNIT}px; "
        f"border: 1px solid {tokens.border.name()}; border-bottom: 2px solid {tokens.border.name()}; "
        f"margin-right: 1px; }}"
        f"QTabBar::tab:hover {{ color: {tokens.text.name()}; }}"
        f"QTabBar::tab:selected {{ color: {tokens.text.name()}; background: {chosen}; "
        f"border-bottom: 2px solid {tokens.accent.name()}; }}"
        f"QTabBar::tab:selected:focus {{ border: 1px solid {tokens.accent.name()}; "
        f"border-bottom: 2px solid {tokens.accent.name()}; }}"
        # All names stand below the canvas, beside a lesson too.
        f"QMainWindow > QTabBar::tab {{ padding: {UNIT // 2}px {UNIT // 4}px; }}"
    )


@lru_cache(maxsize=8)
def figures(points: float) -> QFont:
    """Return the interface font with tabular figures, so that numbers people compare stay aligned."""
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(points)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def number(value: float) -> str:
    """Write a number with four significant digits, as everywhere on the screen."""
    return "—" if math.isnan(value) else f"{value:.4g}"
