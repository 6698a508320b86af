"""What the application remembers between two starts."""

from __future__ import annotations

import math
import os
from pathlib import Path

from platformdirs import user_config_path, user_state_path
from PySide6.QtCore import QByteArray, QSettings

NAME = "layerloom"
RECENT_FILES = 8


SPEED_LIMITS = (1.0, 10.0, 100.0, 1000.0, 10000.0, math.inf)
"""Steps in a second that a person may choose as the most."""
SPEED_LIMIT = 1000.0
"""The first choice: a small network learns at a speed at which one can watch it, a large one as fast as it can."""


class Settings:
    """Preferences and recent files, in an INI file in the person's configuration folder."""

    def __init__(self, path: Path | None = None) -> None:
        self._store = QSettings(str(path or user_config_path(NAME) / "settings.ini"), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """``"system"``, ``"light"`` or ``"dark"``."""
        value = str(self._store.value("theme", "system"))
        return value if value in ("system", "light", "dark") else "system"

    @theme.setter
    def theme(self, value: str) -> None:
        self._store.setValue("theme", value)

    @property
    def language(self) -> str:
        """``"system"``, ``"en"`` or ``"ko"``."""
        value = str(self._store.value("language", "system"))
        return value if value in ("system", "en", "ko") else "system"

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("language", value)

    @property
    def keeps_timeline(self) -> bool:
        """Whether files hold the past of their run."""
        return str(self._store.value("keeps_timeline", "true")) == "true"

    @keeps_timeline.setter
    def keeps_timeline(self, value: bool) -> None:
        self._store.setValue("keeps_timeline", "true" if value else "false")

    @property
    def speed_limit(self) -> float:
        """Steps in a second at the most while it trains; infinity for no limit."""
        value = str(self._store.value("speed_limit", SPEED_LIMIT))
        return float(value) if value in map(str, SPEED_LIMITS) else SPEED_LIMIT

    @speed_limit.setter
    def speed_limit(self, value: float) -> None:
        self._store.setValue("speed_limit", str(value))

    def layout(self, name: str) -> QByteArray:
        """Return a stored geometry or dock layout; empty if there is none."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_layout(self, name: str, value: QByteArray) -> None:
        """Store a geometry or dock layout."""
        self._store.setValue(f"layout/{name}", value)

    @property
    def finished_lessons(self) -> set[str]:
        """The lessons of which every step was done."""
        value = self._store.value("lessons/finished", [])
        return {str(name) for name in (value if isinstance(value, list) else [value]) if name}

    def add_finished_lesson(self, lesson_id: str) -> None:
        """Remember a lesson as done."""
        self._store.setValue("lessons/finished", sorted({*self.finished_lessons, lesson_id}))

    @property
    def recent(self) -> list[Path]:
        """Files opened or saved lately, the newest first; those that are gone are left out."""
        value = self._store.value("recent", [])
        names = value if isinstance(value, list) else [value]
        return [Path(str(name)) for name in names if name and os.path.isfile(str(name))]

    def add_recent(self, path: Path) -> None:
        """Put a file at the top of the recent ones."""
        path = path.resolve()
        kept = [path, *(p for p in self.recent if p != path)][:RECENT_FILES]
        self._store.setValue("recent", [str(p) for p in kept])

    def forget_recent(self) -> None:
        """Empty the list of recent files."""
        self._store.setValue("recent", [])


def autosave_folder() -> Path:
    """Return the folder for copies of unsaved work, which may be missing."""
    return user_state_path(NAME) / "autosave"
