"""Every word on the screen passes through here, so that it can appear in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from engine.text import Text


def translate(context: str, text: str) -> str:
    """Return `text` in the language of the application. Call it with literals, for the translation tool."""
    return QCoreApplication.translate(context, text)


def show(text: Text) -> str:
    """Return a sentence of the engine in the language of the application, with its holes filled."""
    return text.render(translate)
