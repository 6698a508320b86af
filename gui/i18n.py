"""Every word on the screen passes through here, so that it can appear in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.text import Text


class Spoken(str):
    """Words in the language of the application, which can be said again once that is another one.

    Attributes
    ----------
    say : callable
        Says them in the language that the application has when it is called.
    """

    say: Callable[[], str]

    def format(self, *fillings: object, **holes: object) -> str:
        """Fill the holes; what is put into them is said again too."""

        def say() -> str:
            return self.say().format(*map(said_again, fillings), **{n: said_again(hole) for n, hole in holes.items()})

        return _spoken(super().format(*fillings, **holes), say)


def _spoken(words: str, say: Callable[[], str]) -> str:
    spoken = Spoken(words)
    spoken.say = say
    return spoken


def said_again(words: object) -> object:
    """Return words in the language that the application has now; anything else as it is."""
    return words.say() if isinstance(words, Spoken) else words


def translate(context: str, text: str) -> str:
    """Return `text` in the language of the application. Call it with literals, for the translation tool."""
    return _spoken(QCoreApplication.translate(context, text), lambda: QCoreApplication.translate(context, text))


def show(text: Text) -> str:
    """Return a sentence of the engine in the language of the application, with its holes filled."""
    return _spoken(text.render(QCoreApplication.translate), lambda: text.render(QCoreApplication.translate))
