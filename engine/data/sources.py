"""All data sources, in the order in which the window offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.data.clouds import CLOUDS
from engine.data.gates import GATES
from engine.data.regressions import REGRESSIONS

if TYPE_CHECKING:
    from engine.data.spec import SourceSpec

SOURCES: tuple[SourceSpec, ...] = (*GATES, *CLOUDS, *REGRESSIONS)

SOURCE: dict[str, SourceSpec] = {spec.kind: spec for spec in SOURCES}
"""Sources by kind."""
