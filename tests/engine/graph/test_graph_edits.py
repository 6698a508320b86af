"""Whatever a person does to a drawing, it stays whole, and every step can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from engine.catalog import CATALOG
from engine.errors import LoomError
from engine.graph import Change, Graph
from engine.graph.traversal import ancestors, descendants, digraph, reaches, topological

if TYPE_CHECKING:
    from engine.graph import Ends

KINDS = ["input", "dense", "output", "add", "concatenate", "batch_norm_1d", "sigmoid"]
ids = st.integers(1, 8)
places = st.tuples(st.floats(-100, 100), st.floats(-100, 100))
names = st.sampled_from(["Dense 1", "a", "b", "  a ", ""]) | st.text(max_size=4)
edits = st.one_of(
    st.tuples(st.just("add"), st.sampled_from([*KINDS, "nonsense"]), names),
    st.tuples(st.just("connect"), ids, ids),
    st.tuples(st.just("disconnect"), ids, ids),
    st.tuples(st.just("remove"), st.lists(ids, max_size=3)),
    st.tuples(st.just("set"), ids, st.sampled_from(["units", "bias", "loss"]), st.sampled_from([1, 0, 5, True, "mse"])),
    st.tuples(st.just("rename"), ids, names),
    st.tuples(st.just("move"), st.dictionaries(ids, places, max_size=2)),
)
Edit = tuple[object, ...]


def attempt(graph: Graph, edit: Edit) -> bool:
    """Make an edit and tell whether the graph took it."""
    from engine.graph import Ends as Joined

    method, *arguments = edit
    try:
        if method == "add":
            graph.add(str(arguments[0]), name=str(arguments[1]))
        elif method == "disconnect":
            graph.disconnect(Joined(*arguments))  # type: ignore[arg-type]  # drawn by hypothesis as two ids
        else:
            getattr(graph, str(method))(*arguments)
    except LoomError:
        return False
    return True


def recorded(graph: Graph) -> list[Change]:
    """Return a list to which every change is added as it is announced."""
    changes: list[Change] = []
    graph.changed.connect(changes.append)
    return changes


def check_ways(graph: Graph) -> None:
    network = digraph(graph)
    assert topological(graph) == list(nx.lexicographical_topological_sort(network))
    odd = [node for node in graph.nodes if node % 2]
    assert topological(graph, odd) == list(nx.lexicographical_topological_sort(network.subgraph(odd)))
    for node in graph.nodes:
        assert ancestors(graph, node) == nx.ancestors(network, node)
        assert descendants(graph, node) == nx.descendants(network, node)
        assert all(reaches(graph, node, other) == nx.has_path(network, node, other) for other in graph.nodes)
        assert sorted(graph.sources(node)) == sorted(network.predecessors(node))
        assert sorted(graph.sinks(node)) == sorted(network.successors(node))


def check_whole(graph: Graph) -> None:
    assert nx.is_directed_acyclic_graph(digraph(graph))
    names = [node.name for node in graph.nodes.values()]
    assert len(set(names)) == len(names)
    assert all(name == " ".join(name.split()) != "" for name in names)
    taken: dict[tuple[int, str], list[Ends]] = {}
    for ends in graph.edges:
        assert ends.source in graph.nodes
        taken.setdefault((ends.sink, ends.sink_port), []).append(ends)
    for (sink, port_name), wires in taken.items():
        port = graph.spec(graph.node(sink)).input(port_name)
        assert port is not None
        assert port.many or len(wires) == 1
    for node_id, node in graph.nodes.items():
        assert node.id == node_id
        assert node.settings == {p.name: p.validated(node.settings[p.name]) for p in CATALOG[node.kind].params}
        orders = [edge.order for edge in graph.edges_into(node_id)]
        assert len(set(orders)) == len(orders)
    order = topological(graph)
    assert all(order.index(ends.source) < order.index(ends.sink) for ends in graph.edges)


@given(st.lists(edits, max_size=30))
def test_any_sequence_of_edits_leaves_a_whole_drawing(sequence: list[Edit]) -> None:
    graph = Graph()
    for edit in sequence:
        before = graph.copy()
        if not attempt(graph, edit):
            assert graph == before
        check_whole(graph)


@given(st.lists(st.tuples(ids, ids), max_size=30))
def test_the_ways_through_any_drawing_are_those_that_networkx_finds(wires: list[tuple[int, int]]) -> None:
    graph = Graph()
    for _ in range(8):
        graph.add("add")
    for source, sink in wires:
        attempt(graph, ("connect", source, sink))
    attempt(graph, ("remove", [3]))
    check_ways(graph)


@given(st.lists(edits, max_size=30))
def test_undoing_every_step_restores_every_drawing_on_the_way_and_redoing_brings_it_back(sequence: list[Edit]) -> None:
    graph = Graph()
    changes = recorded(graph)
    stages = [graph.copy()]
    for edit in sequence:
        count = len(changes)
        attempt(graph, edit)
        stages += [graph.copy()] * (len(changes) - count)
    made = list(changes)
    for change, stage in zip(reversed(made), reversed(stages[:-1]), strict=True):
        graph.apply(change.inverse())
        assert graph == stage
        check_whole(graph)
    for change, stage in zip(made, stages[1:], strict=True):
        graph.apply(change)
        assert graph == stage


@given(st.lists(edits, max_size=15), st.lists(edits, max_size=15))
@examples(max_examples=60)
def test_a_transaction_is_one_change_that_is_announced_once(before: list[Edit], inside: list[Edit]) -> None:
    graph = Graph()
    for edit in before:
        attempt(graph, edit)
    start, changes = graph.copy(), recorded(graph)
    with graph.transaction() as done:
        for edit in inside:
            attempt(graph, edit)
    assert changes == ([done()] if done() else [])
    end = graph.copy()
    graph.apply(done().inverse())
    assert graph == start
    graph.apply(done())
    assert graph == end


@given(st.lists(edits, max_size=15), st.lists(edits, max_size=15))
@examples(max_examples=60)
def test_a_transaction_that_raises_leaves_the_drawing_untouched_and_says_nothing(
    before: list[Edit], inside: list[Edit]
) -> None:
    graph = Graph()
    for edit in before:
        attempt(graph, edit)
    start, changes = graph.copy(), recorded(graph)
    try:
        with graph.transaction():
            for edit in inside:
                attempt(graph, edit)
            raise KeyError("fault")
    except KeyError:
        assert graph == start
    assert changes == []
    assert graph.add("dense").id not in start.nodes


@given(st.lists(edits, min_size=3, max_size=20))
def test_changes_compose(sequence: list[Edit]) -> None:
    graph = Graph()
    changes = recorded(graph)
    for edit in sequence:
        attempt(graph, edit)
    whole = Change()
    for change in changes:
        whole = whole.then(change)
    at_once = Graph()
    at_once.apply(whole)
    assert at_once == graph
    assert not whole.then(whole.inverse())
    third = len(changes) // 3
    parts = [Change(), Change(), Change()]
    for place, change in enumerate(changes):
        part = min(place // third, 2) if third else 0
        parts[part] = parts[part].then(change)
    one, two, three = parts
    assert one.then(two).then(three) == one.then(two.then(three)) == whole
    assert whole.inverse().inverse() == whole
    assert whole.inverse() == three.inverse().then(two.inverse()).then(one.inverse())


@given(st.lists(names, max_size=12))
def test_a_free_name_is_free_and_says_what_was_wanted(wanted: list[str]) -> None:
    graph = Graph()
    for name in wanted:
        free = graph.free_name(name)
        assert free not in {node.name for node in graph.nodes.values()}
        node = graph.add("dense", name=name)
        assert node.name.startswith(" ".join(name.split()).rstrip("0123456789 "))
