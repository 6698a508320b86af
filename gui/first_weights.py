"""What a run begins with, where that is not what its seed gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.kept import numbered, renamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.graph import Graph, NodeId
    from engine.shapes import DataShape
    from engine.training.loop import Loop
    from gui.building import HandSet, Resized


def set_by_hand(loop: Loop, names: Mapping[NodeId, str], hand_set: HandSet) -> None:
    """Give a loop that has not begun the weights that a person set by hand, where they still fit."""
    import torch

    shapes = {name: tuple(tensor.shape) for name, tensor in loop.weights().items()}
    for (node_id, tensor), value in hand_set.items():
        name = f"{names.get(node_id)}.{tensor}"
        if shapes.get(name) == value.shape:
            loop.set_weight(name, torch.from_numpy(value.copy()))


def keep_units(loop: Loop, resized: Resized, graph: Graph, data: DataShape) -> None:
    """Let a loop that has not begun begin with the weights of units that were there before."""
    from engine.carrying import carried
    from engine.lowering import module_names
    from engine.training.state import RunState

    names = module_names(graph)
    learned = renamed(resized.run.state, numbered(graph), names).weights
    weights = carried(resized.graph, graph, data, names, learned, loop.weights())
    loop.restore(RunState(weights, weights))
