"""Training a drawing from many seeds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from engine.assembly import assemble, data_shape, right_teller
from engine.catalog.losses import LOSS
from engine.errors import NotTrainableError
from engine.lowering import first_weights
from engine.training.starts import train_starts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.data import Dataset
    from engine.graph import Graph
    from engine.training.config import TrainingConfig
    from engine.training.starts import Starts


def train_from_starts(
    graph: Graph,
    dataset: Dataset,
    config: TrainingConfig,
    seeds: Sequence[int],
    epochs: int,
    report: Callable[[int], bool] = lambda done: True,
) -> Starts:
    """Train a drawing from the first weights of every seed, as separate runs would, but all in one go.

    Parameters
    ----------
    graph, dataset, config
        As for `engine.assembly.assemble`; the seed and the number of epochs of the config are not looked at.
    seeds : sequence of int
        At least one. Each gives the weights that `engine.lowering.lower` draws from it, and the order of the samples.
    epochs : int
    report : callable
        Told after every epoch, on the calling thread, how many are done; answers whether to go on.

    Returns
    -------
    Starts
        Of the epochs that were done.

    Raises
    ------
    NotTrainableError
        If the drawing cannot be trained, or not from several starts at once; the sentence says why.
    """
    if dataset.missing is not None:
        raise NotTrainableError(dataset.missing.text)
    loop = assemble(graph, dataset, config).loop
    drawn = list(first_weights(graph, data_shape(dataset), seeds))
    stacked = {name: torch.stack([each[name] for each in drawn]) for name in loop.module.state_dict()}
    (output,) = graph.of_kind("output")
    right = None
    if dataset.classes:
        right = right_teller(LOSS[str(output.settings["loss"])], loop.outputs(loop.task.train.x[:1]).shape[1])
    return train_starts(loop.module, stacked, loop.task, config, seeds, epochs, report, right)
