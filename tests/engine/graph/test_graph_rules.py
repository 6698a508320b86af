from __future__ import annotations

import pytest

from engine.errors import GraphError, SettingError
from engine.graph import Change, Edge, Ends, Graph, Node
from engine.graph.traversal import ancestors, descendants, reaches, topological


@pytest.fixture
def graph() -> Graph:
    """Return Input 1, Dense 2 and 3, Add 4, Output 5; wired 1-2-4-5 and 1-3-4."""
    graph = Graph()
    for kind in ("input", "dense", "dense", "add", "output"):
        graph.add(kind)
    for source, sink in ((1, 2), (1, 3), (2, 4), (3, 4), (4, 5)):
        graph.connect(source, sink)
    return graph


@pytest.mark.parametrize(
    ("source", "sink", "why"),
    [
        (4, 2, "Add to Dense 1 would close a cycle: Dense 1 already leads to Add."),
        (2, 2, "Dense 1 cannot feed itself."),
        (3, 2, "The input of Dense 1 already comes from Input. Delete that wire first, or merge both with Add."),
        (2, 4, "Dense 1 already feeds Add."),
        (5, 2, "Output has no output to draw a wire from."),
        (2, 1, "Input has no input to draw a wire to."),
        (2, 99, "There is no node number 99."),
    ],
)
def test_a_wire_that_may_not_be_is_refused_with_the_reason(graph: Graph, source: int, sink: int, why: str) -> None:
    before = graph.copy()
    if sink == 2 and source == 4:
        graph.disconnect(Ends(1, 2))
        before = graph.copy()
    assert str(graph.refusal(Ends(source, sink))) == why
    with pytest.raises(GraphError, match=why.split(":")[0].replace(".", r"\.")):
        graph.connect(source, sink)
    assert graph == before


def test_a_wire_that_may_be_is_not_refused(graph: Graph) -> None:
    assert graph.refusal(Ends(1, 4)) is None
    graph.connect(1, 4)
    assert [edge.ends.source for edge in graph.edges_into(4)] == [2, 3, 1]


def test_a_wire_drawn_anew_comes_last(graph: Graph) -> None:
    graph.disconnect(Ends(2, 4))
    graph.connect(2, 4)
    assert [edge.ends.source for edge in graph.edges_into(4)] == [3, 2]


def test_ways_through_a_drawing(graph: Graph) -> None:
    assert topological(graph) == [1, 2, 3, 4, 5]
    assert ancestors(graph, 4) == {1, 2, 3}
    assert descendants(graph, 2) == {4, 5}
    assert reaches(graph, 1, 5)
    assert not reaches(graph, 2, 3)


def test_removing_a_node_removes_its_wires_and_one_step_back_brings_all_of_it(graph: Graph) -> None:
    before = graph.copy()
    changes: list[Change] = []
    graph.changed.connect(changes.append)
    graph.remove([2, 4])
    assert set(graph.nodes) == {1, 3, 5}
    assert set(graph.edges) == {Ends(1, 3)}
    graph.apply(changes[0].inverse())
    assert graph == before


def test_an_id_is_never_used_again(graph: Graph) -> None:
    graph.remove([5])
    assert graph.add("output").id == 6


def test_nodes_are_named_after_their_kind_and_counted() -> None:
    graph = Graph()
    kinds = ("dense", "dense", "relu", "relu", "input")
    assert [graph.add(kind).name for kind in kinds] == ["Dense 1", "Dense 2", "ReLU", "ReLU 2", "Input"]
    assert graph.add("dense", name="  two\n words ").name == "two words"
    assert graph.add("dense", name="   ").name == "Dense 3"


def test_a_name_is_unique_and_not_empty(graph: Graph) -> None:
    with pytest.raises(GraphError, match="Another node is already called Add"):
        graph.rename(2, " Add ")
    with pytest.raises(GraphError, match="A node needs a name"):
        graph.rename(2, "  ")
    graph.rename(2, " hidden \t layer ")
    assert graph.node(2).name == "hidden layer"


def test_a_setting_out_of_range_is_refused_with_both_values(graph: Graph) -> None:
    with pytest.raises(SettingError, match=r"Units cannot be 0\. It takes a whole number from 1 to 4,096"):
        graph.set(2, "units", 0)
    with pytest.raises(SettingError, match="There is no setting named size"):
        graph.set(2, "size", 3)
    assert graph.node(2).settings["units"] == 2


def test_what_changes_nothing_is_not_announced(graph: Graph) -> None:
    changes: list[Change] = []
    graph.changed.connect(changes.append)
    graph.set(2, "units", 2)
    graph.rename(2, "Dense 1")
    graph.move({2: (0.0, 0.0)})
    graph.remove([])
    with graph.transaction():
        graph.set(2, "units", 3)
        graph.set(2, "units", 2)
    assert changes == []


def test_a_change_tells_whether_it_touches_the_network(graph: Graph) -> None:
    changes: list[Change] = []
    graph.changed.connect(changes.append)
    graph.move({2: (5.0, 5.0)})
    graph.rename(2, "a")
    graph.set(2, "units", 7)
    graph.disconnect(Ends(1, 2))
    assert [change.affects_model for change in changes] == [False, False, True, True]
    assert [change.renames for change in changes] == [False, True, False, False]


def test_a_step_that_no_longer_fits_is_refused(graph: Graph) -> None:
    changes: list[Change] = []
    graph.changed.connect(changes.append)
    graph.rename(2, "a")
    graph.rename(2, "b")
    before = graph.copy()
    with pytest.raises(GraphError, match="The drawing has changed since"):
        graph.apply(changes[0].inverse())
    assert graph == before


@pytest.mark.parametrize(
    "change",
    [
        Change(nodes={9: (None, Node(9, "unknown", "x"))}),
        Change(nodes={9: (None, Node(9, "dense", "x", {"units": 3}))}),
        Change(nodes={9: (None, Node(9, "add", "Add"))}),
        Change(edges={Ends(4, 1): (None, Edge(Ends(4, 1)))}),
        Change(edges={Ends(3, 2): (None, Edge(Ends(3, 2)))}),
        Change(edges={Ends(1, 77): (None, Edge(Ends(1, 77)))}),
    ],
)
def test_a_change_made_by_hand_obeys_the_rules_too(graph: Graph, change: Change) -> None:
    before = graph.copy()
    with pytest.raises(GraphError):
        graph.apply(change)
    assert graph == before


def test_a_removed_node_may_not_leave_a_wire_behind(graph: Graph) -> None:
    before = graph.copy()
    with pytest.raises(GraphError):
        graph.apply(Change(nodes={2: (graph.node(2), None)}))
    assert graph == before


def test_a_cycle_within_one_change_is_found() -> None:
    graph = Graph()
    graph.add("dense")
    graph.add("dense")
    with pytest.raises(GraphError, match="cycle"):
        graph.apply(Change(edges={ends: (None, Edge(ends)) for ends in (Ends(1, 2), Ends(2, 1))}))
    assert graph.edges == {}


def test_a_copy_is_independent(graph: Graph) -> None:
    other = graph.copy()
    other.set(2, "units", 9)
    assert graph.node(2).settings["units"] == 2
    assert other != graph


def test_transactions_do_not_nest(graph: Graph) -> None:
    with graph.transaction(), pytest.raises(RuntimeError, match="nest"), graph.transaction():
        pass
