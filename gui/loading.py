"""What is loaded behind the window once it is there: the numerics, and above all PyTorch."""

from __future__ import annotations

import builtins
import ctypes
import gc
import linecache
import os
import sys
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.text import Text
from gui.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Loading(QObject):
    """How far it is.

    Signals
    -------
    changed()
        `part`, `failure` or `done` is another one.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.part = ""
        """What is being loaded just now, for the screen."""
        self.failure: Text | None = None
        """Why PyTorch cannot be loaded."""
        self.done = False
        """Whether all is there."""

    def show_part(self, part: str) -> None:
        """Take note of what is being loaded just now."""
        self.part = part
        self.changed.emit()

    def finish(self) -> None:
        """Take note that all is there."""
        self.part, self.done = "", True
        self.changed.emit()

    def fail(self, error: Exception) -> None:
        """Take note that it cannot be loaded."""
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        text = Text("app", "PyTorch cannot be loaded: {reason}. Install it anew, then start Layerloom again.")
        self.part, self.failure = "", text.fill(reason=reason.rstrip("."))
        self.changed.emit()


def parts() -> dict[str, str]:
    """Return the modules to load, in their order, with their names for the screen."""
    layers_and_training = translate("app", "Loading layers and training …")
    return {
        "networkx": translate("app", "Loading drawings …"),
        "torch": translate("app", "Loading PyTorch …"),
        "engine.assembly": layers_and_training,
        "engine.training.trainer": layers_and_training,
        "engine.storage": translate("app", "Loading files …"),
    }


def load(names: dict[str, str], report: Callable[[str], object]) -> None:
    """Import modules, for the effect of loading them: nobody then waits for it later. Say each before it begins."""
    with uncollected(), unwatched():
        for module, name in names.items():
            report(name)
            import_module(module)
        gc.freeze()  # before anybody looks for garbage among a million objects, which stops the window for 0.3 seconds


OPENED_FIRST = (
    "numpy.random",
    "psygnal",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtSvg",
    "PySide6.QtTest",
    "cProfile",
    "decimal",
    "mmap",
    "multiprocessing.connection",
    "unicodedata",
    "xml.etree.ElementTree",
)
"""Whatever has a library of its own among what the window is furnished with."""


def open_libraries() -> None:
    """Open all small libraries that are needed soon. The system opens one at a time: they would wait for PyTorch's."""
    for name in OPENED_FIRST:
        import_module(name)


def prepare() -> None:
    """Bring PyTorch's libraries into memory while others go on importing what has no libraries.

    Python would hold everybody up meanwhile; called like this, the system's loader does not. Where it cannot be called
    so, nothing is lost: to import PyTorch then does it.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # spinning threads would starve the window on two cores
    torch = find_spec("torch")
    if sys.platform.startswith("linux") and torch is not None and torch.origin is not None:
        library = Path(torch.origin).parent / "lib" / "libtorch_python.so"
        open_library = ctypes.CDLL(None).dlopen
        open_library.argtypes, open_library.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
        open_library(os.fsencode(library), os.RTLD_NOW)


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for garbage only afterwards: what is imported and made meanwhile is to stay."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@contextmanager
def unwatched() -> Iterator[None]:
    """Import as Python does by itself.

    PySide looks into the source of whatever is imported for a mention of itself. PyTorch has a thousand modules without
    one: a third of the time, and 30 MB, as Python remembers each line that was looked at.
    """
    watched = builtins.__import__
    builtins.__import__ = getattr(builtins, "__orig_import__", watched)
    try:
        yield
    finally:
        builtins.__import__ = watched
        linecache.clearcache()
