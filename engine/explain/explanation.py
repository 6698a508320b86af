"""The numbers of one sample as plain arrays: what a view of the calculation reads. Nothing here computes.

Arrays are float32 and have no batch axis: a layer of h units over p inputs has z (h,), weights (h, p). Where (units,)
is written, a layer of images has (channels, height, width).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.catalog.activations import ActivationSpec
    from engine.catalog.losses import LossSpec
    from engine.catalog.spec import SettingValue
    from engine.graph import NodeId

Array = npt.NDArray[np.float32]
Role = Literal["weight", "bias", "slope", "scale", "shift"]
_PLACE_BY_PLACE = {"flatten", "unflatten", "dropout", "concatenate", "output"}
"""Kinds that lay images, number by number, in a row, or rows in images, or pass each number on."""


@dataclass(frozen=True, slots=True, eq=False)
class Wire:
    """What a wire brings into a node, and how the loss changes with it.

    Parameters
    ----------
    source : int
        The node that it comes from.
    name : str
        That node's name.
    value : array, shape (p,)
    gradient : array, shape (p,)
        dL/dx through this wire alone. The dL/da of the source is the sum over all of its wires.
    """

    source: NodeId
    name: str
    value: Array
    gradient: Array

    def in_rows(self) -> Wire:
        """Return the same with images laid out as rows."""
        return replace(self, value=self.value.ravel(), gradient=self.gradient.ravel())


@dataclass(frozen=True, slots=True, eq=False)
class ActivationNumbers:
    """An activation function at work; `z` goes in, `a` comes out.

    Parameters
    ----------
    spec : ActivationSpec
    settings : mapping
        Its settings, such as the slope of a LeakyReLU.
    z, a : array, shape (units,)
    z_gradient : array, shape (units,)
        dL/dz, also written delta.
    derivative : array, shape (units,), optional
        f'(z), for a function that works on each unit by itself: then dL/dz = dL/da * f'(z).
    jacobian : array, shape (units, units), optional
        da_k/dz_i in row k and column i, for softmax and its kin: then dL/dz_i = sum over k of dL/da_k * da_k/dz_i.
        Not of images.
    """

    spec: ActivationSpec
    settings: Mapping[str, SettingValue]
    z: Array
    a: Array
    z_gradient: Array
    derivative: Array | None
    jacobian: Array | None

    def in_rows(self) -> ActivationNumbers:
        """Return the same with images laid out as rows."""
        derivative = None if self.derivative is None else self.derivative.ravel()
        z, a, z_gradient = self.z.ravel(), self.a.ravel(), self.z_gradient.ravel()
        return replace(self, z=z, a=a, z_gradient=z_gradient, derivative=derivative)


@dataclass(frozen=True, slots=True, eq=False)
class ParameterNumbers:
    """A learned tensor, its gradient, and one step of the optimiser. All arrays have the tensor's own shape.

    Parameters
    ----------
    name : str
        As in the module's ``state_dict``, for example ``"dense_1.linear.weight"``.
    role : {"weight", "bias", "slope", "scale", "shift"}
        What it is in its node; no node has two of one role.
    value, gradient, updated : array
        Before the step, of this sample's loss, and after the step.
    before, after : mapping of arrays
        The optimiser's memory around the step by torch's names (``"momentum_buffer"``, ``"exp_avg"`` ...); zeros where
        it had none yet.
    terms : mapping of arrays
        What the optimiser makes of the gradient on the way, see `engine.explain.stepping`. The perceptron rule does not
        look at the loss: its ``"gradient"`` is another than `gradient`.
    """

    name: str
    role: Role
    value: Array
    gradient: Array
    updated: Array
    before: Mapping[str, Array] = field(default_factory=dict)
    after: Mapping[str, Array] = field(default_factory=dict)
    terms: Mapping[str, Array] = field(default_factory=dict)


class ChainRule(NamedTuple):
    """The factors of a weight's gradient: ``gradient = delta * incoming``, for a bias with an `incoming` of 1.

    ``delta = sum(upstream * local)``: one summand for a function of each unit by itself, where `upstream` is dL/da_i
    and `local` f'(z_i); one for each unit k with softmax and its kin, where they are dL/da_k and da_k/dz_i.
    """

    upstream: Array
    local: Array
    delta: float
    incoming: float
    gradient: float


@dataclass(frozen=True, slots=True, eq=False)
class NodeNumbers:
    """One node, forward and backward.

    Parameters
    ----------
    id : int
    name, kind : str
        As in the drawing.
    settings : mapping
        As in the drawing.
    module : str
        Name of its submodule.
    inputs : tuple of Wire
        In the order in which the node takes them; none for an Input.
    output : array, shape (units,)
        What it gives: a.
    output_gradient : array, shape (units,)
        dL/da.
    activation : ActivationNumbers, optional
        Of a Dense layer, of a gate, or of a node that is an activation function.
    parameters : tuple of ParameterNumbers
    buffers : mapping of arrays
        What a layer remembers without learning it: ``"running_mean"`` and ``"running_var"`` of a batch normalisation.
    """

    id: NodeId
    name: str
    kind: str
    settings: Mapping[str, SettingValue]
    module: str
    inputs: tuple[Wire, ...]
    output: Array
    output_gradient: Array
    activation: ActivationNumbers | None
    parameters: tuple[ParameterNumbers, ...]
    buffers: Mapping[str, Array]

    @property
    def weighs(self) -> bool:
        """Whether it takes weighted sums: a Dense layer, a convolution, or a gate."""
        return any(parameter.role == "weight" for parameter in self.parameters)

    @property
    def hangs_together(self) -> bool:
        """Whether its numbers cannot be told one by one: many places of an image share what they are made of."""
        values = [self.output, *(wire.value for wire in self.inputs)]
        if all(value.ndim == 1 for value in values) or self.kind in _PLACE_BY_PLACE:
            return False
        if self.kind in ("add", "multiply"):
            return any(value.shape != self.output.shape for value in values)
        return self.weighs or self.activation is None or self.activation.derivative is None

    def in_rows(self) -> NodeNumbers:
        """Return the same with images laid out as rows, as Flatten does it: a unit is then one number."""
        return replace(
            self,
            inputs=tuple(wire.in_rows() for wire in self.inputs),
            output=self.output.ravel(),
            output_gradient=self.output_gradient.ravel(),
            activation=None if self.activation is None else self.activation.in_rows(),
        )

    @property
    def incoming(self) -> Array:
        """All that comes in, side by side in the order of the wires: what the weights of a layer multiply, (p,)."""
        return np.concatenate([wire.value for wire in self.inputs])

    def parameter(self, role: Role) -> ParameterNumbers | None:
        """Return the learned tensor of a role, or None."""
        return next((parameter for parameter in self.parameters if parameter.role == role), None)

    def chain_rule(self, unit: int, column: int | None) -> ChainRule:
        """Return the factors of dL/dw of a layer, counted from 0; of the unit's bias if `column` is None.

        Raises
        ------
        KeyError
            If the node has no such parameter.
        """
        activation, parameter = self.activation, self.parameter("bias" if column is None else "weight")
        if activation is None or parameter is None:
            raise KeyError(f"{self.name} has no such weight")
        if activation.jacobian is not None:
            upstream, local = self.output_gradient, activation.jacobian[:, unit]
        else:
            assert activation.derivative is not None
            upstream, local = self.output_gradient[[unit]], activation.derivative[[unit]]
        incoming = 1.0 if column is None else float(self.incoming[column])
        gradient = parameter.gradient[unit] if column is None else parameter.gradient[unit, column]
        return ChainRule(upstream, local, float(activation.z_gradient[unit]), incoming, float(gradient))


@dataclass(frozen=True, slots=True)
class OptimizerNumbers:
    """The optimiser that makes the step.

    Parameters
    ----------
    kind : str
        Key in `engine.training.optimizers`.
    settings : mapping
        Its settings, ``lr`` among them.
    step : int
        The number of this step, from 1: in the optimiser's own count if it has one, else in the run.
    terms : mapping
        What it works out once for all parameters, see `engine.explain.stepping`.
    """

    kind: str
    settings: Mapping[str, SettingValue]
    step: int
    terms: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """One sample through a network and back, and the step that the optimiser would make from it alone.

    The network is in evaluation mode: Dropout passes everything on, batch normalisation uses its running mean and
    variance.

    Parameters
    ----------
    columns : tuple of str
        Names of the data's columns, p of them.
    x : array, shape (p,)
        The sample; of its columns that no Input takes, `x_gradient` is 0.
    x_gradient : array, shape (p,)
        dL/dx.
    target : array, shape (units,)
        As the loss compares it with the output; for a loss of class numbers, one-hot.
    output : array, shape (units,)
    output_gradient : array, shape (units,)
        dL/d(output).
    loss : float
    loss_spec : LossSpec
    nodes : tuple of NodeNumbers
        All that lead to the Output, in order of calculation; the last one is the Output.
    optimizer : OptimizerNumbers
    """

    columns: tuple[str, ...]
    x: Array
    x_gradient: Array
    target: Array
    output: Array
    output_gradient: Array
    loss: float
    loss_spec: LossSpec
    nodes: tuple[NodeNumbers, ...]
    optimizer: OptimizerNumbers

    def node(self, node_id: NodeId) -> NodeNumbers:
        """Return a node's numbers; ``KeyError`` if it does not lead to the Output."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)

    def in_rows(self) -> Explanation:
        """Return the same with images laid out as rows."""
        return replace(self, nodes=tuple(node.in_rows() for node in self.nodes))

    def consumers(self, node_id: NodeId) -> list[tuple[NodeNumbers, Wire]]:
        """Return the nodes that take a node's output, each with the wire that brings it."""
        return [(node, wire) for node in self.nodes for wire in node.inputs if wire.source == node_id]
