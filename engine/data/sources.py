"""All data sources, in the order in which the window offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.data.clouds import CLOUDS
from engine.data.gates import GATES
from engine.data.images import IMAGES
from engine.data.painted import PAINTED
from engine.data.patterns import PATTERNS
from engine.data.regressions import REGRESSIONS
from engine.data.tables import TABLES
from engine.data.windows import SERIES

if TYPE_CHECKING:
    from engine.data.spec import SourceSpec

SOURCES: tuple[SourceSpec, ...] = (*GATES, *CLOUDS, *PATTERNS, *REGRESSIONS, *SERIES, PAINTED, *TABLES, *IMAGES)

SOURCE: dict[str, SourceSpec] = {spec.kind: spec for spec in SOURCES}
"""Sources by kind."""
