"""What is loaded behind the window once it is there: the numerics, and above all PyTorch."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.text import Text
from gui.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable


class Loading(QObject):
    """How far it is.

    Signals
    -------
    changed()
        `part` or `failure` is another one.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.part = ""
        """What is being loaded just now, for the screen."""
        self.failure: Text | None = None
        """Why PyTorch cannot be loaded."""

    def show_part(self, part: str) -> None:
        """Take note of what is being loaded just now."""
        self.part = part
        self.changed.emit()

    def fail(self, error: Exception) -> None:
        """Take note that it cannot be loaded."""
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        text = Text("app", "PyTorch cannot be loaded: {reason}. Install it anew, then start Layerloom again.")
        self.part, self.failure = "", text.fill(reason=reason.rstrip("."))
        self.changed.emit()


def parts() -> dict[str, str]:
    """Return the modules to load, in their order, with their names for the screen."""
    return {
        "networkx": translate("app", "Loading drawings …"),
        "torch": translate("app", "Loading PyTorch …"),
        "engine.assembly": translate("app", "Loading layers and training …"),
        "engine.storage": translate("app", "Loading files …"),
    }


def load(names: dict[str, str], report: Callable[[str], object]) -> None:
    """Import modules, for the effect of loading them: nobody then waits for it later. Say each before it begins."""
    for module, name in names.items():
        report(name)
        import_module(module)
