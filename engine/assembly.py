"""Brings a drawing and its data together into something that can be trained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from engine.catalog.losses import LOSS, LossSpec
from engine.diagnosis import Severity, survey
from engine.errors import NotTrainableError, StorageError
from engine.lowering import Lowered, lower
from engine.shapes import DataShape, infer
from engine.text import Text
from engine.training.loop import Loop
from engine.training.task import RightAnswers, Samples, Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from torch import Tensor

    from engine.data import Dataset
    from engine.graph import Graph
    from engine.shapes import ShapeReport
    from engine.training.config import TrainingConfig
    from engine.training.state import RunState


@dataclass(frozen=True, slots=True)
class Assembly:
    """A drawing as a module, and the loop that trains it."""

    lowered: Lowered
    loop: Loop


def data_shape(dataset: Dataset) -> DataShape:
    """Return what the drawing needs to know of the data."""
    return DataShape(dataset.columns, len(dataset.classes), dataset.image_shape)


def assemble(
    graph: Graph,
    dataset: Dataset,
    config: TrainingConfig,
    state: RunState | None = None,
    report: ShapeReport | None = None,
) -> Assembly:
    """Build the module with first weights from the config's seed, or where `state` stood, and its loop.

    Where the samples are missing, the loop can be looked at but makes no step.

    Parameters
    ----------
    report : ShapeReport, optional
        The shapes of this drawing with these data, if they are known by now.

    Raises
    ------
    NotTrainableError
        If the drawing cannot be trained as it is; the sentence names the node.
    StorageError
        If the tensors of `state` are not those of this drawing.
    """
    shape = data_shape(dataset)
    report = infer(graph, shape) if report is None else report
    check_trainable(graph, shape, report)
    if not len(dataset) and dataset.missing is None:
        raise NotTrainableError(Text("assembly", "The data have no sample yet. Paint some points, or take other data."))
    lowered = lower(graph, shape, config.seed, report)
    (output,) = graph.of_kind("output")
    loss = LOSS[str(output.settings["loss"])]
    with torch.no_grad():
        units = lowered.module.eval()(torch.zeros(1, len(dataset.columns))).shape[1]
    if state is not None:
        check_state(lowered, state)
    return Assembly(lowered, Loop(lowered.module, make_task(dataset, loss, units), config, state))


def check_trainable(graph: Graph, data: DataShape, report: ShapeReport) -> None:
    """Raise `NotTrainableError`, whose sentence names the node, if the drawing cannot be trained on such data."""
    for finding in survey(graph, report, data):
        if finding.severity is Severity.ERROR:
            raise NotTrainableError(finding.text)


def check_run(graph: Graph, dataset: Dataset, state: RunState) -> None:
    """Raise what `assemble` would raise of the drawing and `state`, without making what takes long."""
    shape = data_shape(dataset)
    report = infer(graph, shape)
    check_trainable(graph, shape, report)
    check_state(lower(graph, shape, None, report), state)


def check_state(lowered: Lowered, state: RunState) -> None:
    """Raise `StorageError` if the tensors of `state` are not those of this drawing."""
    wanted = {name: tensor.shape for name, tensor in lowered.module.state_dict().items()}
    parameters = dict(lowered.module.named_parameters())
    for tensors in (state.weights, state.initial):
        if {name: tensor.shape for name, tensor in tensors.items()} != wanted:
            different = {name for name in {*wanted, *tensors} if name not in tensors or name not in wanted}
            name = min(different or {n for n in wanted if tensors[n].shape != wanted[n]})
            raise _misfit(name)
    for key in state.optimizer:
        if key.rsplit("/", 1)[0] not in parameters:
            raise _misfit(key)


def _misfit(name: str) -> StorageError:
    return StorageError(
        Text("assembly", "The saved weights do not fit the drawing: {name} differs. Open a backup copy.").fill(
            name=name
        )
    )


def make_task(dataset: Dataset, loss: LossSpec, units: int) -> Task:
    """Return the data as tensors, the target in the form that the loss wants for this many output units."""
    x = torch.from_numpy(dataset.x)
    y = encode_target(torch.from_numpy(dataset.y), loss, units)
    train, validation = torch.from_numpy(dataset.train), torch.from_numpy(dataset.validation)
    return Task(
        loss.build(),
        Samples(x[train], y[train]),
        Samples(x[validation], y[validation]),
        correct_counter(loss, units) if dataset.classes else None,
        None if dataset.missing is None else dataset.missing.text,
    )


def encode_target(y: Tensor, loss: LossSpec, units: int) -> Tensor:
    """Return targets as the loss takes them.

    Parameters
    ----------
    y : Tensor
        Class numbers or values, float32, (n,).

    Returns
    -------
    Tensor
        int64 (n,) for an ``index`` loss; float32 (n, 1) for one unit; one-hot float32 (n, units) for several.
    """
    if loss.target == "index":
        return y.long()
    if units == 1:
        return y.unsqueeze(1)
    return torch.nn.functional.one_hot(y.long(), units).float()


def correct_counter(loss: LossSpec, units: int) -> RightAnswers:
    """Return what counts the samples whose class is predicted rightly."""
    if units == 1:
        return RightAnswers("threshold", loss.threshold)
    return RightAnswers("index" if loss.target == "index" else "one_hot")


def right_teller(loss: LossSpec, units: int) -> Callable[[Tensor, Tensor], Tensor]:
    """Return a function that tells of each sample what `correct_counter` counts: bool, (n,)."""
    if units == 1:
        return lambda output, y: (((output > loss.threshold) == (y > 0.5)) & ~output.isnan()).squeeze(1)
    if loss.target == "index":
        return lambda output, y: (output.argmax(1) == y) & ~output.isnan().any(1)
    return lambda output, y: (output.argmax(1) == y.argmax(1)) & ~output.isnan().any(1)
