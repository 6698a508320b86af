"""From autograd's tensors to the plain arrays of an `Explanation`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.catalog.activations import ACTIVATION
from engine.catalog.spec import defaults
from engine.explain import passes
from engine.explain.explanation import ActivationNumbers, NodeNumbers, ParameterNumbers, Wire

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor

    from engine.explain.explanation import Array, Role
    from engine.explain.passes import Part
    from engine.explain.stepping import Slots, Step
    from engine.graph import Graph, NodeId

_OF_LAYERS: dict[str, Role] = {
    "linear.weight": "weight",
    "linear.bias": "bias",
    "conv.weight": "weight",
    "conv.bias": "bias",
    "activation.weight": "slope",
}
"""Of a Dense layer, of a convolution, and of a gate, which is a Dense layer of a single unit."""
_ROLES: dict[tuple[str, str], Role] = {
    ("prelu", "weight"): "slope",
    ("batch_norm_1d", "weight"): "scale",
    ("batch_norm_1d", "bias"): "shift",
    ("batch_norm_2d", "weight"): "scale",
    ("batch_norm_2d", "bias"): "shift",
}


def plain(tensor: Tensor) -> Array:
    """Return a tensor with a batch of one as an array of its own, without the batch axis."""
    return _array(tensor[0])


def _array(tensor: Tensor) -> Array:
    return np.array(tensor.detach().numpy(), dtype=np.float32)


class Gradients:
    """What the loss says to every tensor of a pass: one question to autograd for all.

    Attributes
    ----------
    entry : Tensor
        dL/dx, (1, p).
    parameters : dict
        By name.
    wires, outputs, z : dict
        By the submodule's name; `z` of those that apply an activation function.
    """

    def __init__(
        self, loss: Tensor, entry: Tensor, parts: Mapping[str, Part], parameters: Mapping[str, Tensor]
    ) -> None:
        z = {name: part.z for name, part in parts.items() if part.z is not None}
        wires = [wire for part in parts.values() for wire in part.wires]
        outputs = [part.output for part in parts.values()]
        found = iter(passes.gradients(loss, [entry, *parameters.values(), *wires, *outputs, *z.values()]))
        self.entry = next(found)
        self.parameters = {name: next(found) for name in parameters}
        self.wires = {name: [next(found) for _ in part.wires] for name, part in parts.items()}
        self.outputs = {name: next(found) for name in parts}
        self.z = {name: next(found) for name in z}


def activation_numbers(
    graph: Graph, names: Mapping[NodeId, str], parts: Mapping[str, Part], gradients: Gradients
) -> dict[str, ActivationNumbers]:
    """Return the activation functions at work, by the submodule's name, with the derivatives that autograd gives."""
    found = {}
    for node_id, name in names.items():
        part, node = parts[name], graph.node(node_id)
        if part.z is None:
            continue
        on_layer = node.kind not in ACTIVATION
        spec = ACTIVATION[str(node.settings["activation"]) if on_layer else node.kind]
        found[name] = ActivationNumbers(
            spec=spec,
            settings=defaults(spec.params) if on_layer else node.settings,
            z=plain(part.z),
            a=plain(part.output),
            z_gradient=plain(gradients.z[name]),
            derivative=None if spec.joins_units else plain(passes.derivative(part)),
            jacobian=_array(passes.jacobian(part)) if spec.joins_units and part.z.dim() == 2 else None,
        )
    return found


def node_numbers(
    graph: Graph,
    names: Mapping[NodeId, str],
    parts: Mapping[str, Part],
    gradients: Gradients,
    functions: Mapping[str, ActivationNumbers],
    values: Mapping[str, Tensor],
    steps: Mapping[str, Step],
) -> tuple[NodeNumbers, ...]:
    """Return all nodes in order of calculation; `values` are the tensors before the step."""
    ids = {name: node_id for node_id, name in names.items()}
    found = []
    for name, part in parts.items():
        node = graph.node(ids[name])
        own = {key.removeprefix(f"{name}."): tensor for key, tensor in values.items() if key.startswith(f"{name}.")}
        parameters = {
            key: role for key in own if (role := _OF_LAYERS.get(key) or _ROLES.get((node.kind, key))) is not None
        }
        found.append(
            NodeNumbers(
                id=node.id,
                name=node.name,
                kind=node.kind,
                settings=node.settings,
                module=name,
                inputs=_wires(graph, node.id, part, gradients.wires[name]),
                output=plain(part.output),
                output_gradient=plain(gradients.outputs[name]),
                activation=functions.get(name),
                parameters=tuple(
                    _parameter(f"{name}.{key}", role, own[key], gradients, steps) for key, role in parameters.items()
                ),
                buffers={key: _array(tensor) for key, tensor in own.items() if key.startswith("running_")},
            )
        )
    return tuple(found)


def _wires(graph: Graph, node_id: NodeId, part: Part, gradients: list[Tensor]) -> tuple[Wire, ...]:
    sources = [graph.node(edge.ends.source) for edge in graph.edges_into(node_id)]
    if not sources:  # an Input takes the data itself
        return ()
    return tuple(
        Wire(source.id, source.name, plain(value), plain(gradient))
        for source, value, gradient in zip(sources, part.wires, gradients, strict=True)
    )


def _parameter(
    name: str, role: Role, value: Tensor, gradients: Gradients, steps: Mapping[str, Step]
) -> ParameterNumbers:
    made = steps[name]
    return ParameterNumbers(
        name=name,
        role=role,
        value=_array(value),
        gradient=_array(gradients.parameters[name]),
        updated=_array(made.updated),
        before=_arrays(made.before),
        after=_arrays(made.after),
        terms=_arrays(made.terms),
    )


def _arrays(tensors: Slots) -> dict[str, Array]:
    return {name: _array(tensor) for name, tensor in tensors.items()}
