"""Small pieces from which panels are put together."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import UNIT

NARROWEST = 260
"""Width of a panel in which every form has room, with its scroll bar."""


def tip(*lines: str) -> str:
    """Return a tooltip that wraps, one paragraph for each line that is not empty."""
    return "<qt>" + "<br>".join(html.escape(line) for line in lines if line) + "</qt>"


def wrapped(text: str = "", style: str = "") -> QLabel:
    """Return a label that wraps and never asks for more width than there is.

    Parameters
    ----------
    style : {"", "muted", "error"}
        Which colour of the theme it has.
    """
    label = QLabel(text)
    label.setObjectName(style)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    if not text:
        label.hide()  # showing it here, without a parent yet, would open a window of its own
    return label


def set_text(label: QLabel, text: str) -> None:
    """Give a label another text; it takes no room while it has none."""
    if label.text() != text:
        label.setText(text)
    label.setHidden(not text)


def heading(text: str = "") -> QLabel:
    """Return the title of a section."""
    label = wrapped(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def column(parent: QWidget, margin: int = UNIT) -> QVBoxLayout:
    """Give a widget a vertical layout with the usual air."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(UNIT)
    return layout


def scroll(area: QScrollArea, content: QWidget) -> None:
    """Put a panel's content into its scroll area: as wide as the dock, as tall as it likes."""
    area.setMinimumWidth(NARROWEST)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    content.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # what grows at its end stays as it is above
    area.setWidget(content)
