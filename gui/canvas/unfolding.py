"""Which layers show their units, and the pictures of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from gui.canvas.items import MOST_UNITS, UnitPictures
from gui.canvas.neurons import has_filters, units_of
from gui.plots import unit_pictures
from gui.plots.probe import Probe
from gui.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt
    from pydantic import JsonValue

    from engine.graph import NodeId
    from gui.document import Document

NEAR, FAR = 1.5, 1.25
"""From the first zoom on, layers show their units by themselves; below the second they close again."""


class Unfolding(QObject):
    """Keeps which layers are open: by hand, or else by themselves while the drawing is near.

    Signals
    -------
    changed()
        Other layers are open.
    """

    changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._by_hand: dict[NodeId, bool] = {}
        self._near = False
        self._watched = False
        self._probe = Probe(document.run, "units", inner=True)
        self._pictures: dict[NodeId, UnitPictures] = {}
        self.limits: dict[NodeId, float] = {}
        document.recipe_changed.connect(self._probe.stop)  # the network that goes with these data comes next
        document.run.renewed.connect(self.ask)
        document.replaced.connect(self._begin)

    # -- which are open --------------------------------------------------------------------------------------

    def can_open(self, node_id: NodeId) -> bool:
        """Tell whether a node has units to show."""
        node = self._document.graph.nodes.get(node_id)
        return node is not None and units_of(node) > 0

    def is_open(self, node_id: NodeId) -> bool:
        """Tell whether a layer shows its units."""
        return self._by_hand.get(node_id, self._near) and self.can_open(node_id)

    @property
    def open_nodes(self) -> list[NodeId]:
        """All layers that show their units."""
        candidates = self._document.graph.nodes if self._near else sorted(self._by_hand)
        return [node_id for node_id in candidates if self.is_open(node_id)]

    def toggle(self, nodes: Iterable[NodeId]) -> None:
        """Open layers; close them if all of them are open. Whoever has what the zoom says anyway follows the zoom."""
        chosen = [node_id for node_id in nodes if self.can_open(node_id)]
        wanted = not all(self.is_open(node_id) for node_id in chosen)
        for node_id in chosen:
            self._by_hand.pop(node_id, None)
        if wanted is not self._near:
            self._by_hand.update(dict.fromkeys(chosen, wanted))
        if chosen:
            self._announce()

    def set_zoom(self, zoom: float) -> None:
        """Open what nobody has opened or closed when the drawing comes near, and close it when it goes away."""
        near = zoom >= (FAR if self._near else NEAR)
        if near is not self._near:
            self._near = near
            self._announce()

    def _announce(self) -> None:
        self.ask()
        self.changed.emit()

    # -- kept with the project -------------------------------------------------------------------------------

    def state(self) -> dict[str, JsonValue]:
        """Return which layers were opened and closed by hand."""
        kept = {n: wanted for n, wanted in sorted(self._by_hand.items()) if n in self._document.graph.nodes}
        return {
            "open": [node_id for node_id, wanted in kept.items() if wanted],
            "closed": [node_id for node_id, wanted in kept.items() if not wanted],
        }

    def restore(self, opened: object, closed: object) -> None:
        """Open and close what a kept state says, as far as that makes sense."""
        before, self._by_hand = self._by_hand, {}
        for found, wanted in ((opened, True), (closed, False)):
            if isinstance(found, list):
                ids = [n for n in found if isinstance(n, int) and self.can_open(n)]
                self._by_hand.update(dict.fromkeys(ids, wanted))
        if self._by_hand != before:
            self._announce()
        else:
            self.ask()

    def _begin(self) -> None:
        self.restore([], [])

    # -- pictures --------------------------------------------------------------------------------------------

    def set_watched(self, watched: bool) -> None:
        """Say whether anybody can see the canvas; the network is asked only then."""
        if watched is not self._watched:
            self._watched = watched
            self.ask()

    def ask(self) -> None:
        """Ask the network what its units give, if a layer is open."""
        self._pictures = {}
        if self._watched and any(self._has_pictures(node_id) for node_id in self.open_nodes):
            self._probe.ask(unit_pictures.places(self._document.dataset))
        else:
            self._probe.stop()

    def _has_pictures(self, node_id: NodeId) -> bool:
        node = self._document.graph.node(node_id)
        return units_of(node) <= MOST_UNITS and not has_filters(node)

    def outputs_of(self, node_id: NodeId) -> npt.NDArray[np.float32] | None:
        """Return what the units of an open layer gave at the last look, (places, units)."""
        run = self._document.run
        if run.last is None or node_id not in run.names:
            return None
        outputs = self._probe.inner_answer(run.last).get(run.names[node_id])
        return outputs if outputs is not None and outputs.ndim == 2 else None

    def pictures(self) -> dict[NodeId, UnitPictures]:
        """Return the pictures of all open layers' units; the last ones while newer ones are on their way."""
        found = {n: self.outputs_of(n) for n in self.open_nodes if self._has_pictures(n)}
        outputs = {n: given for n, given in found.items() if given is not None}
        if outputs:
            self._pictures = self._drawn(outputs)
        return self._pictures

    def _drawn(self, outputs: Mapping[NodeId, npt.NDArray[np.float32]]) -> dict[NodeId, UnitPictures]:
        """Draw all layers at once, which takes hardly longer than one."""
        nodes, planar = self._document.graph.nodes, unit_pictures.is_planar(self._document.dataset)
        for node_id, given in outputs.items():
            activation = str(nodes[node_id].settings.get("activation", ""))
            self.limits[node_id] = unit_pictures.limit_of(given, activation)
        widths = [given.shape[1] for given in outputs.values()]
        limits = np.repeat([self.limits[node_id] for node_id in outputs], widths)
        lookup = unit_pictures.packed(THEME.signed_lookup())
        draw = unit_pictures.planar_pictures if planar else unit_pictures.histograms
        unknown = THEME.tokens.border if planar else THEME.tokens.canvas
        atlas = unit_pictures.image_of(draw(np.hstack(list(outputs.values())), limits, lookup, unknown))
        firsts = np.cumsum([0, *widths]).tolist()
        return {
            n: UnitPictures(atlas, first, unit_pictures.SIDE, planar) for n, first in zip(outputs, firsts, strict=False)
        }
