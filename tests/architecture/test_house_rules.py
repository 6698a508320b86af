"""Files and functions stay small, threads stay in their two places, and nobody's folders are written down."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.architecture.sources import ROOT, parse, project_files, python_files, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOMS = ("main.py", "engine", "gui")
LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60
THREADS = {"Thread", "Timer", "ThreadPoolExecutor", "ProcessPoolExecutor", "QThread", "QThreadPool", "QRunnable"}
PERSONAL_FOLDER = re.compile(r"(?<![\w.])/(?:home|Users)/\w+/|\b[A-Z]:\\Users\\\w+")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(parse(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def creates_a_thread(path: Path) -> bool:
    """Tell whether a file calls, or derives from, something that runs beside the main thread."""
    for node in ast.walk(parse(path)):
        used = [node.func] if isinstance(node, ast.Call) else node.bases if isinstance(node, ast.ClassDef) else []
        names = {name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "") for name in used}
        if names & THREADS:
            return True
    return False


def test_no_file_is_longer_than_a_story() -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(*ROOMS)}
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {f"{shown(path)}:{f.name}": length(f) for path in python_files(*ROOMS) for f in functions(path)}
    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_FUNCTION} == {}


def test_the_engine_creates_threads_only_where_it_trains_and_where_it_waits_for_servers() -> None:
    creators = [path for path in python_files("engine") if creates_a_thread(path)]
    others = [shown(path) for path in creators if ROOT / "engine" / "training" not in path.parents]
    assert others == ["engine/data/download.py", "engine/data/progress.py"]


def test_the_window_creates_threads_in_one_helper_only() -> None:
    assert len([shown(path) for path in python_files("main.py", "gui") if creates_a_thread(path)]) <= 1


def test_no_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    own = [f"{folder}/" for folder in (ROOT, Path.home()) if folder != Path(folder.anchor)]
    found = {}
    for path in project_files():
        text = path.read_bytes().decode("utf-8", errors="replace")
        names = [folder for folder in own if folder in text] + PERSONAL_FOLDER.findall(text)
        if names:
            found[shown(path)] = names
    assert found == {}
