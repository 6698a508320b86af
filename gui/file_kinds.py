"""Which files the window can open, by their names: for its dialogs, and for what is dropped on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gui.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDropEvent

SUFFIX = ".loom"


def projects() -> str:
    """Return the filter of a file dialog for projects."""
    return _filter(translate("files", "Layerloom project"), [SUFFIX])


def to_open() -> str:
    """Return the filters of a file dialog for everything that can be opened: a project, or its samples."""
    both = _filter(translate("files", "Projects and data"), [SUFFIX, *_data_names()])
    data = _filter(translate("files", "Data"), _data_names())
    return ";;".join([both, projects(), data, _all_files()])


def of_source(source: str) -> str:
    """Return the filters of a file dialog for what a source of data reads."""
    from engine.data.tables import TABLE_NAMES

    names = {"table": TABLE_NAMES, "npz": (".npz",)}.get(source)
    return _all_files() if names is None else ";;".join([_filter(translate("files", "Data"), names), _all_files()])


def is_samples(path: Path) -> bool:
    """Tell by its name whether a file, or a folder, holds samples and is no project."""
    from gui.data_files import are_data

    return path.suffix != SUFFIX and are_data([path])


def _data_names() -> list[str]:
    from engine.data.tables import TABLE_NAMES

    return [*TABLE_NAMES, ".npz"]


def _all_files() -> str:
    return translate("files", "All files") + " (*)"


def _filter(what: str, suffixes: Sequence[str]) -> str:
    return f"{what} ({' '.join(f'*{suffix}' for suffix in suffixes)})"


def project_in(event: QDropEvent) -> Path | None:
    """Return the project file that is dragged over a window."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix == SUFFIX else None


def data_in(event: QDropEvent) -> list[Path]:
    """Return the files of samples, or the folder, that are dragged over a window."""
    from gui.data_files import are_data

    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return paths if len(paths) == len(urls) and are_data(paths) else []
