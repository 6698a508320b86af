"""Icons from one font of QtAwesome's twelve, which are loaded together otherwise: a third of a start's first window."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import qtawesome

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QIcon

PREFIX = "mdi6"


def glyph(name: str, **colours: QColor | str) -> QIcon:
    """Return an icon.

    Parameters
    ----------
    name : str
        ``"mdi6."`` and a name of the Material Design Icons.
    **colours : QColor or str
        As `qtawesome.icon` takes them: ``color``, ``color_disabled``, ``color_selected``, ``color_on`` and so on.
    """
    found: QIcon = _font().icon(name, **colours)
    return found


@cache
def _font() -> qtawesome.IconicFont:
    folder = Path(qtawesome.__file__).parent / "fonts"
    letters, names = (next(folder.glob(f"materialdesignicons6-webfont-{part}")) for part in ("[0-9]*", "charmap-*"))
    return qtawesome.IconicFont((PREFIX, letters.name, names.name))
