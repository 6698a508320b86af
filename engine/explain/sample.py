"""Explaining one sample. PyTorch is loaded when `explain` is called, not when a view imports this."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.catalog.activations import ACTIVATION
from engine.catalog.losses import LOSS
from engine.errors import ExplanationError, NotTrainableError
from engine.explain.explanation import Explanation
from engine.shapes import DataShape
from engine.text import Text
from engine.training.optimizers import OPTIMIZER

if TYPE_CHECKING:
    import numpy.typing as npt
    from torch import Tensor

    from engine.catalog.losses import LossSpec
    from engine.data import Dataset
    from engine.explain.explanation import Array
    from engine.graph import Graph, Node
    from engine.lowering import Lowered
    from engine.training.config import TrainingConfig
    from engine.training.state import RunState


def explain(
    graph: Graph,
    data: Dataset | DataShape,
    config: TrainingConfig,
    x: npt.ArrayLike,
    target: npt.ArrayLike,
    state: RunState | None = None,
) -> Explanation:
    """Run one sample forward and back, and make one step of the optimiser from its gradients alone.

    All of it happens on a module of its own: no module, optimiser or generator of the caller changes.

    Parameters
    ----------
    graph : Graph
        The drawing. It need not be trainable, but its Output must be reached.
    data : Dataset or DataShape
        What the drawing is fed with.
    config : TrainingConfig
        Its optimiser makes the step; its seed gives the weights where there is no `state`.
    x : array_like, shape (p,)
        A value for every column of the data.
    target : array_like
        A class number if the data has classes, else a number; shape () or (1,). For an output of several units whose
        loss compares values, also one value for each unit.
    state : RunState, optional
        The weights and the optimiser's memory. A memory of another kind of optimiser than the config's is left out.

    Raises
    ------
    NotTrainableError
        If there is not exactly one Output, the shapes do not fit on the way to it, or the perceptron rule is to train
        what it cannot.
    ExplanationError
        If the sample does not fit the data, or the loss cannot take what the network gives.
    StorageError
        If the tensors of `state` are not those of this drawing.
    """
    shape = data if isinstance(data, DataShape) else DataShape(data.columns, len(data.classes))
    sample = _input(x, shape)
    return _explained(graph, shape, config, sample, target, state)


def _explained(
    graph: Graph,
    shape: DataShape,
    config: TrainingConfig,
    sample: Array,
    target: npt.ArrayLike,
    state: RunState | None,
) -> Explanation:
    import torch

    from engine.explain import gathering, passes, stepping

    lowered = _module(graph, shape, config, state)
    (end,) = graph.of_kind("output")
    spec = LOSS[str(end.settings["loss"])]
    activations = frozenset(name for i, name in lowered.names.items() if graph.node(i).kind in ACTIVATION)
    with torch.enable_grad():
        entry = torch.from_numpy(sample).unsqueeze(0).requires_grad_()  # (1, p)
        parts = passes.forward(lowered.module, entry, activations)
        output = parts[lowered.names[end.id]].output  # (1, units)
        encoded, shown = _target(target, shape, spec, output.shape[1])
        loss = _loss(spec, output, encoded, end)
        gradients = gathering.Gradients(loss, entry, parts, dict(lowered.module.named_parameters()))
        functions = gathering.activation_numbers(graph, lowered.names, parts, gradients)
    values = {name: tensor.detach().clone() for name, tensor in lowered.module.state_dict().items()}
    memory, made = ({}, 0) if state is None else (state.optimizer, state.step)
    down = gradients.parameters
    if OPTIMIZER[config.optimizer].rule == "perceptron":
        down = _correction(lowered, shape, spec, entry, encoded)
    optimizer, steps = stepping.step(lowered.module, down, config, memory, made)
    nodes = gathering.node_numbers(graph, lowered.names, parts, gradients, functions, values, steps)
    return Explanation(
        columns=shape.columns,
        x=sample,
        x_gradient=gathering.plain(gradients.entry),
        target=shown,
        output=nodes[-1].output,
        output_gradient=nodes[-1].output_gradient,
        loss=float(loss.detach()),
        loss_spec=spec,
        nodes=nodes,
        optimizer=optimizer,
    )


def _module(graph: Graph, shape: DataShape, config: TrainingConfig, state: RunState | None) -> Lowered:
    """Return a module of our own in evaluation mode, with the weights of `state` or the first ones of the seed."""
    from engine.assembly import check_state
    from engine.lowering import lower

    lowered = lower(graph, shape, config.seed if state is None else None)
    if state is not None:
        check_state(lowered, state)
        weights = {name: tensor.detach().clone() for name, tensor in state.weights.items()}
        lowered.module.load_state_dict(weights, assign=True)
    lowered.module.eval()
    return lowered


def _correction(lowered: Lowered, data: DataShape, loss: LossSpec, entry: Tensor, target: Tensor) -> dict[str, Tensor]:
    """Return what the perceptron rule takes as gradients; `NotTrainableError` if it cannot train this network."""
    import torch

    from engine.assembly import correct_counter
    from engine.explain import passes
    from engine.training import perceptron
    from engine.training.task import Samples, Task

    sample = Samples(entry.detach(), target)
    counter = correct_counter(loss, target.shape[-1]) if data.classes else None
    refusal = perceptron.prepare(lowered.module, Task(loss.build(), sample, sample, counter), corrects=True)
    if refusal is not None:
        raise NotTrainableError(refusal)
    with torch.enable_grad():
        return passes.correction(lowered.module, entry, target)


# -- what is asked --


def _input(x: npt.ArrayLike, data: DataShape) -> Array:
    values = _numbers(x)
    if values.shape != (len(data.columns),):
        raise ExplanationError(
            Text(
                "explain",
                "A sample has one number for each column of the data ({names}). Columns: {columns}, numbers given: "
                "{count}.",
            ).fill(count=values.size, columns=len(data.columns), names=", ".join(data.columns))
        )
    if not np.isfinite(values).all():
        raise ExplanationError(
            Text("explain", "The sample holds a number that is too large, NaN or infinite. Give finite numbers.")
        )
    return values


def _numbers(value: npt.ArrayLike) -> Array:
    try:
        with np.errstate(over="ignore"):  # what is too large becomes infinite, which is then refused
            return np.array(value, dtype=np.float64).astype(np.float32)
    except (TypeError, ValueError) as error:
        raise ExplanationError(
            Text("explain", "A sample and its target are numbers, not {value}.").fill(value=value)
        ) from error


def _target(target: npt.ArrayLike, data: DataShape, loss: LossSpec, units: int) -> tuple[Tensor, Array]:
    """Return the target as the loss takes it, and as (units,) numbers."""
    import torch

    from engine.assembly import encode_target

    values = _numbers(target).reshape(-1)
    _check_target(values, data, loss, units)
    if values.size == 1:
        encoded = encode_target(torch.from_numpy(values), loss, units)
    else:
        encoded = torch.from_numpy(values).unsqueeze(0)
    vector = torch.nn.functional.one_hot(encoded, units).float() if loss.target == "index" else encoded
    return encoded, vector[0].numpy()


def _check_target(values: Array, data: DataShape, loss: LossSpec, units: int) -> None:
    if values.size != 1 and (values.size != units or loss.target == "index"):
        raise ExplanationError(
            Text("explain", "The target is one number, but {count} were given.").fill(count=values.size)
        )
    if not np.isfinite(values).all():
        raise ExplanationError(Text("explain", "The target cannot be NaN or infinite. Give a finite number."))
    if not data.classes:
        return
    if values.size > 1:
        if not ((values >= 0) & (values <= 1)).all():
            raise ExplanationError(Text("explain", "The target of several units takes numbers from 0 to 1."))
    elif values[0] not in range(data.classes):
        raise ExplanationError(
            Text("explain", "The target is a class, a whole number from 0 to {last}, not {value}.").fill(
                last=data.classes - 1, value=f"{values[0]:g}"
            )
        )


def _loss(spec: LossSpec, output: Tensor, target: Tensor, end: Node) -> Tensor:
    import torch

    if spec.expects == "probability" and not bool(torch.isfinite(output).all()):
        raise ExplanationError(
            Text(
                "explain",
                "{node} gets {values}: numbers on the way to it have become NaN or infinite, so there is no loss. "
                "Reset the run, or undo what made them so large.",
            ).fill(node=end.name, values=", ".join(f"{value:g}" for value in output[0].tolist()))
        )
    if spec.expects == "probability" and not bool(((output >= 0) & (output <= 1)).all()):
        raise ExplanationError(
            Text(
                "explain",
                "{node} with {loss} takes probabilities from 0 to 1, but the network gives {values}. Put a sigmoid "
                "before it.",
            ).fill(node=end.name, loss=spec.title, values=", ".join(f"{value:g}" for value in output[0].tolist()))
        )
    loss: Tensor = spec.build()(output, target)
    return loss
