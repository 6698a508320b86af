"""A faster way to run a lowered module, and what has to be known of one before it is trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch import fx, nn

from engine.catalog.modules import Step as StepUnit

if TYPE_CHECKING:
    from collections.abc import Callable

    from torch import Tensor

    Step = tuple[Callable[..., Tensor], tuple[int, ...], int]


def leaf_calls(module: nn.Module) -> Callable[[Tensor], Tensor]:
    """Return a function that calls the innermost layers of a module one after the other.

    A network of few units spends most of a step between its layers: in nested containers and calls that pass a
    tensor on. The layers called are the very ones of the module, in the same order and on the same tensors, so the
    result is the same bits; hooks on them are passed by. A module that is not a graph of modules is returned as it is.
    """
    if not isinstance(module, fx.GraphModule):
        return module
    steps: list[Step] = []
    places: dict[fx.Node, int] = {}  # where each value lies
    size = 0
    for node in module.graph.nodes:
        if node.op == "output":
            return _runner(steps, size, places[node.args[0]])
        if node.op == "placeholder":
            places[node], size = size, size + 1
            continue
        if node.op != "call_module":
            return module
        inputs = tuple(places[value] for value in node.args)
        for leaf in _leaves(module.get_submodule(str(node.target))):
            steps.append((leaf.forward, inputs, size))
            inputs, size = (size,), size + 1
        places[node] = inputs[0]
    return module


def _leaves(module: nn.Module) -> list[nn.Module]:
    if isinstance(module, nn.Sequential):
        return [leaf for child in module for leaf in _leaves(child)]
    return [] if isinstance(module, nn.Identity) else [module]


def _runner(steps: list[Step], size: int, last: int) -> Callable[[Tensor], Tensor]:
    def run(x: Tensor) -> Tensor:
        values = [x] * size
        for call, inputs, place in steps:
            values[place] = call(*[values[i] for i in inputs])
        return values[last]

    return run


def all_leaves(module: nn.Module) -> list[nn.Module]:
    """Return the innermost layers of a module in the order in which they are calculated, without identities."""
    if not isinstance(module, fx.GraphModule):
        return _leaves(module)
    calls = [node for node in module.graph.nodes if node.op == "call_module"]
    return [leaf for call in calls for leaf in _leaves(module.get_submodule(str(call.target)))]


def gradients_arrive(module: nn.Module) -> bool:
    """Tell whether there is a way from the output back to any parameter that no step, whose gradient is zero, bars."""
    if not isinstance(module, fx.GraphModule):
        return True
    waiting = [node for node in module.graph.nodes if node.op == "output"]
    seen = set(waiting)
    while waiting:
        node = waiting.pop()
        if node.op == "call_module":
            leaves = _leaves(module.get_submodule(str(node.target)))
            bars = [place for place, leaf in enumerate(leaves) if isinstance(leaf, StepUnit)]
            reached = leaves[bars[-1] + 1 :] if bars else leaves
            if any(True for leaf in reached for _ in leaf.parameters()):
                return True
            if bars:
                continue
        new = [source for source in node.all_input_nodes if source not in seen]
        seen.update(new)
        waiting.extend(new)
    return False


def draws_at_random(module: nn.Module) -> bool:
    """Tell whether a module draws random numbers while it is trained."""
    return any(isinstance(part, nn.modules.dropout._DropoutNd) for part in module.modules())


def normalises_batches(module: nn.Module) -> bool:
    """Tell whether a module takes means over the samples of a batch."""
    return any(isinstance(part, nn.modules.batchnorm._BatchNorm) for part in module.modules())
