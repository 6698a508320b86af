"""Makes Qt's actions out of the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence

from gui.actions import ActionSpec, all_actions
from gui.glyphs import glyph
from gui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget


def build(specs: list[ActionSpec], perform: Callable[[str], object], window: QWidget) -> dict[str, QAction]:
    """Make the actions; each calls `perform` with its id."""
    actions: dict[str, QAction] = {}
    for spec in specs:
        action = QAction(spec.text, window)
        head, *rest = spec.id.split("_")
        action.setObjectName(head + "".join(part.title() for part in rest) + "Action")
        action.setIconText(spec.short or spec.tip)
        action.setToolTip(spec.tip)
        action.setShortcuts([QKeySequence(key) for key in spec.shortcuts])
        action.triggered.connect(lambda _checked=False, name=spec.id: perform(name))
        if spec.on_canvas:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            window.addAction(action)
        actions[spec.id] = action
    return actions


def hand_over(by_id: Mapping[str, QAction], canvas: QWidget) -> None:
    """Give the canvas the actions whose shortcuts work only there."""
    for spec in all_actions():
        if spec.on_canvas:
            canvas.addAction(by_id[spec.id])


def icon(name: str, *, on_accent: bool = False) -> QIcon:
    """Return an icon in the colours of the look in force, or for the one button that stands out."""
    tokens = THEME.tokens
    colour = tokens.panel if on_accent else tokens.text
    return glyph(name, color=colour, color_disabled=tokens.border)
