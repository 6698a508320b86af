"""A pass through a lowered module, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from torch import Tensor, fx, nn


def walk(module: fx.GraphModule, x: Tensor, call: Callable[[str, nn.Module, list[Tensor]], Tensor]) -> None:
    """Call every part of a module in order of calculation.

    Parameters
    ----------
    module : torch.fx.GraphModule
        As `engine.lowering.lower` makes it.
    x : Tensor
        All data columns, (n, p).
    call : callable
        Takes the name of a part, the part, and what reaches it, one tensor for each wire; returns what the part gives.
    """
    values: dict[fx.Node, Tensor] = {}
    for node in module.graph.nodes:
        if node.op == "placeholder":
            values[node] = x
        elif node.op == "call_module":
            name = str(node.target)
            values[node] = call(name, module.get_submodule(name), [values[source] for source in node.args])
