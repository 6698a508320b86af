"""A pytest plugin for a run in which nothing of Qt can be imported, as where it is not installed.

``python -m pytest tests/engine -p no:pytest-qt -p tests.no_qt``
"""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

BLOCKED = frozenset({"PySide6", "shiboken6", "pyqtgraph", "qtawesome", "qtpy", "superqt", "pytestqt", "gui"})


class Blocker(MetaPathFinder):
    """Finds everything that needs a window to be missing."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        if name.partition(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Block what is not imported yet, and refuse to go on if anything is."""
    there = sorted(BLOCKED & set(sys.modules))
    assert not there, f"imported before it could be blocked: {', '.join(there)}"
    sys.meta_path.insert(0, Blocker())
