"""A project file that has all there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.storage import write_project
from tests.engine.storage.storage_samples import full_project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_project(full_project(), tmp_path / "p.loom")
    return tmp_path / "p.loom"
