"""Tidy places for a whole drawing: layers from left to right, few crossings, straight wires. Deterministic."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from gui.canvas.geometry import STEP, Point, snapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx

COLUMN_GAP = 96
ROW_GAP = 32
SWEEPS = 12
_BEND_HEIGHT = 16
"""Room that a wire takes where it passes a layer."""

Bend = tuple[int, int, int]
"""A wire (source, sink) where it passes a layer: a place that keeps other nodes off it."""
Place = int | Bend


def tidy(sizes: Mapping[int, Point], wires: Iterable[tuple[int, int]]) -> dict[int, Point]:
    """Return a top left corner for every node.

    Layers are longest paths (networkx), their order follows the barycentres of the neighbours, and within that order
    each node comes as close as it can to the middle of its neighbours. Nodes without wires stand in a row below.

    Parameters
    ----------
    sizes : mapping
        Width and height of each node, by id.
    wires : iterable of (source, sink)
        Without cycles.
    """
    import networkx as nx

    network = nx.DiGraph()
    network.add_nodes_from(sorted(sizes))
    network.add_edges_from(sorted(set(wires)))
    loose = [node for node in sorted(sizes) if network.degree(node) == 0]
    network.remove_nodes_from(loose)
    columns, links = _columns(network)
    columns = _ordered(columns, links)
    middles = _middles(columns, links, sizes)
    places = _corners(columns, middles, sizes)
    below = max((places[n][1] + sizes[n][1] for n in places), default=-ROW_GAP) + ROW_GAP
    places.update(_row(loose, sizes, below))
    return places


def _columns(network: nx.DiGraph) -> tuple[list[list[Place]], list[tuple[Place, Place]]]:
    """Return the layers, with bends for wires that pass some, and the links between neighbouring layers."""
    import networkx as nx

    level: dict[int, int] = {}
    for index, generation in enumerate(nx.topological_generations(network)):
        level.update(dict.fromkeys(generation, index))
    for node in network:
        if network.in_degree(node) == 0:  # what nothing feeds stands right before what it feeds
            level[node] = min(level[after] for after in network.successors(node)) - 1
    columns: list[list[Place]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for node in sorted(level):
        columns[level[node]].append(node)
    links: list[tuple[Place, Place]] = []
    for source, sink in sorted(network.edges):
        chain: list[Place] = [source, *((source, sink, k) for k in range(level[source] + 1, level[sink])), sink]
        for offset, bend in enumerate(chain[1:-1], level[source] + 1):
            columns[offset].append(bend)
        links.extend(pairwise(chain))
    return columns, links


def _neighbours(links: Iterable[tuple[Place, Place]]) -> tuple[dict[Place, list[Place]], dict[Place, list[Place]]]:
    before: dict[Place, list[Place]] = {}
    after: dict[Place, list[Place]] = {}
    for source, sink in links:
        before.setdefault(sink, []).append(source)
        after.setdefault(source, []).append(sink)
    return before, after


def _ordered(columns: list[list[Place]], links: list[tuple[Place, Place]]) -> list[list[Place]]:
    """Sweep to and fro, sorting each layer by the barycentres of its neighbours; return the best order met."""
    before, after = _neighbours(links)
    best, fewest = [list(column) for column in columns], _crossings(columns, links)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        for index in range(len(columns)) if forward else reversed(range(len(columns))):
            beside = index - 1 if forward else index + 1
            if 0 <= beside < len(columns):
                columns[index] = _sorted(columns[index], columns[beside], before if forward else after)
        crossings = _crossings(columns, links)
        if crossings < fewest:
            best, fewest = [list(column) for column in columns], crossings
    return best


def _sorted(column: list[Place], beside: list[Place], neighbours: Mapping[Place, list[Place]]) -> list[Place]:
    rank = {place: index for index, place in enumerate(beside)}

    def centre(item: tuple[int, Place]) -> float:
        index, place = item
        ranks = [rank[other] for other in neighbours.get(place, ()) if other in rank]
        return sum(ranks) / len(ranks) if ranks else index

    return [place for _, place in sorted(enumerate(column), key=centre)]


def _crossings(columns: Sequence[list[Place]], links: Iterable[tuple[Place, Place]]) -> int:
    rank = {place: (layer, index) for layer, column in enumerate(columns) for index, place in enumerate(column)}
    by_layer: dict[int, list[tuple[int, int]]] = {}
    for source, sink in links:
        by_layer.setdefault(rank[source][0], []).append((rank[source][1], rank[sink][1]))
    count = 0
    for pairs in by_layer.values():
        pairs.sort()
        count += sum(a[0] < b[0] and a[1] > b[1] for i, a in enumerate(pairs) for b in pairs[i + 1 :])
    return count


def _height(place: Place, sizes: Mapping[int, Point]) -> float:
    return sizes[place][1] if isinstance(place, int) else _BEND_HEIGHT


def _middles(
    columns: list[list[Place]], links: list[tuple[Place, Place]], sizes: Mapping[int, Point]
) -> dict[Place, float]:
    """Return the vertical middle of each place: first stacked around 0, then drawn towards the neighbours."""
    before, after = _neighbours(links)
    middle: dict[Place, float] = {}
    for column in columns:
        middle.update(_settled(column, dict.fromkeys(column, 0.0), sizes))
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else columns[::-1]:
            wanted = {}
            for place in column:
                near = [*before.get(place, ()), *after.get(place, ())]
                wanted[place] = sum(middle[other] for other in near) / len(near)
            middle.update(_settled(column, wanted, sizes))
    return middle


def _settled(column: list[Place], wanted: Mapping[Place, float], sizes: Mapping[int, Point]) -> dict[Place, float]:
    """Return middles as near to the wanted ones as order and gaps allow: least squares (pool adjacent violators)."""
    offsets, total = [], 0.0
    for index, place in enumerate(column):
        if index:
            total += (_height(column[index - 1], sizes) + _height(place, sizes)) / 2 + ROW_GAP
        offsets.append(total)
    pools: list[tuple[float, float, int]] = []  # (mean, weight, members)
    for place, offset in zip(column, offsets, strict=True):
        pool = (wanted[place] - offset, 1.0 if isinstance(place, int) else 0.2, 1)
        while pools and pools[-1][0] > pool[0]:
            mean, weight, members = pools.pop()
            joint = weight + pool[1]
            pool = ((mean * weight + pool[0] * pool[1]) / joint, joint, members + pool[2])
        pools.append(pool)
    bases = [mean for mean, _, members in pools for _ in range(members)]
    return {place: base + offset for place, base, offset in zip(column, bases, offsets, strict=True)}


def _corners(
    columns: list[list[Place]], middles: Mapping[Place, float], sizes: Mapping[int, Point]
) -> dict[int, Point]:
    corners: dict[int, Point] = {}
    left = 0.0
    for column in columns:
        nodes = [place for place in column if isinstance(place, int)]
        width = max(sizes[node][0] for node in nodes)
        for node in nodes:
            corners[node] = snapped((left + (width - sizes[node][0]) / 2, middles[node] - sizes[node][1] / 2))
        left += width + COLUMN_GAP
    return corners


def _row(nodes: Iterable[int], sizes: Mapping[int, Point], top: float) -> dict[int, Point]:
    corners, left = {}, 0.0
    for node in nodes:
        corners[node] = snapped((left, top + STEP))
        left += sizes[node][0] + COLUMN_GAP  # they will be wired
    return corners
