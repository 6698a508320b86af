"""A view may be gone while the document lives on: what it connects to the document must end with it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.architecture.sources import parse, python_files, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG_LIVED = {"document", "_document", "run", "_run", "THEME", "signal"}
"""What outlives a window; ``signal`` is what a loop over signals of these calls each."""


def connections_that_stay(path: Path) -> Iterator[str]:
    """Yield where a function without an owner is connected to something long-lived: Qt never ends such a connection."""
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect":
            named = {part.id for part in ast.walk(node.func) if isinstance(part, ast.Name)}
            named |= {part.attr for part in ast.walk(node.func) if isinstance(part, ast.Attribute)}
            if named & LONG_LIVED and isinstance(node.args[0], ast.Lambda | ast.Call):
                yield f"{shown(path)}:{node.lineno}"


def test_views_connect_methods_of_their_own_to_what_outlives_them() -> None:
    paths = [path for path in python_files("gui") if path.name not in ("document.py", "run.py")]
    assert len(paths) > 40
    assert [place for path in paths for place in connections_that_stay(path)] == []
