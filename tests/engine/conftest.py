"""What tests of the engine share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def kernels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for machine code that several tests use."""
    return tmp_path_factory.mktemp("kernels")


@pytest.fixture
def kernels_are_kept(kernels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Find machine code that another test built: building it takes most of the time of such a test."""
    monkeypatch.setattr("engine.execution.machine.build.folder", lambda: kernels)
