"""The files of the project, for the tests that read them."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
MADE_BY_TOOLS = {"__pycache__", "build", "dist"}


def project_files() -> Iterator[Path]:
    """Yield every file that somebody wrote: not those of tools, which live in hidden and in well-known folders."""
    for folder, names, files in os.walk(ROOT):
        names[:] = [name for name in names if name == ".ci" or not _is_made_by_tools(name)]
        yield from (Path(folder, file) for file in files if file != ".coverage")


def _is_made_by_tools(name: str) -> bool:
    return name.startswith(".") or name in MADE_BY_TOOLS or name.endswith(".egg-info")


def python_files(*rooms: str) -> list[Path]:
    """Return the Python files of some top-level folders, or files."""
    wanted = {ROOT / room for room in rooms}
    return sorted(p for p in project_files() if p.suffix == ".py" and wanted & {p, *p.parents})


def parse(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def shown(path: Path) -> str:
    """Return a path as it is written in the project."""
    return path.relative_to(ROOT).as_posix()
