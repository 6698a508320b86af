"""What the Help menu opens."""

from __future__ import annotations

import platform
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QTextBrowser, QVBoxLayout

from gui.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget


def gestures() -> list[tuple[str, str]]:
    """Return what the mouse and the keys do on the canvas, besides the actions."""
    return [
        (
            translate("gesture", "Drag from the palette"),
            translate("gesture", "Add a layer; on a wire, insert it there"),
        ),
        (
            translate("gesture", "Double-click the canvas, or Tab"),
            translate("gesture", "Type the name of a layer to add"),
        ),
        (
            translate("gesture", "Drag from a port"),
            translate("gesture", "Draw a wire; on the empty canvas, add a layer behind it"),
        ),
        (translate("gesture", "C, then arrows and Enter"), translate("gesture", "Draw a wire with the keyboard")),
        (translate("gesture", "Drag the empty canvas"), translate("gesture", "Select with a rubber band")),
        (translate("gesture", "Ctrl and wheel"), translate("gesture", "Zoom under the cursor")),
        (
            translate("gesture", "Zoom in on a layer, or its arrow"),
            translate("gesture", "Show its units and weights; point at them to read them"),
        ),
        (translate("gesture", "Click a weight or a bias"), translate("gesture", "Type another value")),
        (translate("gesture", "Middle button"), translate("gesture", "Pan")),
        (translate("gesture", "Arrow keys"), translate("gesture", "Move the selected nodes")),
        (
            translate("gesture", "Alt+Left, Alt+Right"),
            translate("gesture", "Time line: one step back, or forward"),
        ),
        (translate("gesture", "Alt+P"), translate("gesture", "Time line: play the run, or stop playing")),
        (translate("gesture", "Alt+End"), translate("gesture", "Time line: show the run as it is now")),
        (translate("gesture", "Alt+Enter"), translate("gesture", "Time line: train on from the step that is shown")),
        (
            translate("gesture", "P in the decision region"),
            translate("gesture", "Paint samples: drag, or erase with the right button; 0 to 9 and E choose"),
        ),
        (translate("gesture", "Escape"), translate("gesture", "Give up the gesture under way")),
    ]


def shortcuts_html(actions: Iterable[QAction]) -> str:
    """Return the list of all shortcuts and gestures, as it is shown."""
    native = QKeySequence.SequenceFormat.NativeText
    keys = [
        (", ".join(key.toString(native) for key in action.shortcuts()), action.toolTip())
        for action in actions
        if action.shortcuts()
    ]
    rows = "".join(
        f"<tr><td style='padding: 4px 24px 4px 0'><b>{escape(key)}</b></td><td>{escape(what)}</td></tr>"
        for key, what in [*keys, *gestures()]
    )
    return f"<table>{rows}</table>"


def show_shortcuts(parent: QWidget, actions: Iterable[QAction]) -> None:
    """Open the list of keys and gestures."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(translate("help", "Keys and mouse"))
    dialog.resize(640, 520)
    text = QTextBrowser()
    text.setHtml(shortcuts_html(actions))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(text)
    layout.addWidget(buttons)
    dialog.exec()
    dialog.deleteLater()


def show_about(parent: QWidget) -> None:
    """Open the versions that a fault report needs."""
    from importlib import metadata  # which takes longer to load than all the rest here

    lines = [
        f"Layerloom {metadata.version('layerloom')}",
        f"Python {platform.python_version()}",
        f"PyTorch {metadata.version('torch')}",
        f"Qt {qVersion()}",
    ]
    QMessageBox.about(parent, translate("help", "About Layerloom"), "<br>".join(lines))
