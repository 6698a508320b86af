"""What holds for every test: no screen, a quiet machine, and folders of its own instead of the person's."""

from __future__ import annotations

import itertools
import os
import sys
from typing import TYPE_CHECKING

# Qt reads the first when it starts, OpenMP the others when torch is imported: all must be set before either is.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # waiting threads sleep, so that a busy machine stays fast
os.environ.setdefault("OMP_NUM_THREADS", "1")  # sums are made in one order: the same numbers on every machine

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from pathlib import Path

# Examples may take long on a shared machine; on a gate the same ones are tried every time.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

_numbers = itertools.count()


@pytest.fixture(scope="session")
def all_user_folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that holds the user folders of all tests."""
    return tmp_path_factory.mktemp("user")


@pytest.fixture(autouse=True)
def user_folder(all_user_folders: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test empty folders for configuration, data, cache and state, which appear when something is written."""
    folder = all_user_folders / str(next(_numbers))
    for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
    _keep_qt_settings_in(folder / "config")
    return folder


@pytest.fixture(autouse=True)
def steps_are_eager(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep runs from looking for a faster executor, which costs seconds; the mark ``executors`` allows it."""
    if request.node.get_closest_marker("executors") is None:
        monkeypatch.setattr("engine.training.executors.Executors.seek", lambda executors, config: None)


def _keep_qt_settings_in(folder: Path) -> None:
    """Do for `QSettings`, which remembers its folders, what the variables do for everything else."""
    if "PySide6.QtCore" not in sys.modules:  # the engine's tests pass without Qt
        return
    from PySide6.QtCore import QSettings

    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(folder))
