"""What the perceptron learning rule can never learn, said once it has tried long enough."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from engine.diagnosis.finding import Finding, Severity
from engine.diagnosis.rosenblatt import corrects, step_layer
from engine.diagnosis.separability import separable
from engine.errors import ShapeError
from engine.graph import traversal
from engine.shapes import column_indices
from engine.text import Text

if TYPE_CHECKING:
    from engine.data import Dataset
    from engine.graph import Graph
    from engine.shapes import ShapeReport
    from engine.training.config import TrainingConfig
    from engine.training.snapshot import Snapshot

PATIENCE = 100
"""Epochs without a single one free of errors after which it is asked whether there can be one at all."""

_PLAIN = {"input", "output", "concatenate", "flatten", "identity", "step"}
"""Kinds that leave it a question of the data's own columns whether the layer can part the classes."""


def explain_perceptron(
    graph: Graph, report: ShapeReport, snapshot: Snapshot, config: TrainingConfig, dataset: Dataset
) -> Finding | None:
    """Return why the perceptron learning rule does not come to rest; None if it does, or may still.

    It is said after `PATIENCE` epochs none of which was free of errors, and only if no straight line (plane, ...) parts
    the training data, which is decided exactly. Data that can be parted are learned in the end, however long it takes.
    """
    if not corrects(config) or snapshot.epoch < PATIENCE:
        return None
    layer = step_layer(graph, report)
    finished = snapshot.curve.train_accuracy[snapshot.curve.epoch < snapshot.epoch]
    if layer is None or not (finished[-PATIENCE:] < 1).all():
        return None
    ancestors = [graph.node(i) for i in traversal.ancestors(graph, layer.id)]
    if any(node.kind not in _PLAIN for node in ancestors):
        return None
    try:
        taken = {i for node in ancestors if node.kind == "input" for i in column_indices(node, dataset.columns)}
    except ShapeError:
        return None
    if _can_be_parted(dataset, tuple(sorted(taken)), bool(layer.settings.get("bias", True))) is not False:
        return None
    return Finding(
        Severity.WARNING,
        Text(
            "diagnosis",
            "None of the last {epochs} epochs of the perceptron learning rule was free of errors, and it will never "
            "come to rest: the data are not linearly separable, so the perceptron convergence theorem does not apply. "
            "Put a hidden layer before {node}, with sigmoid or tanh, and train it by gradient descent.",
        ).fill(epochs=PATIENCE, node=layer.name),
        layer.id,
    )


@lru_cache(maxsize=8)
def _can_be_parted(dataset: Dataset, columns: tuple[int, ...], bias: bool) -> bool | None:
    """Tell whether each class can be parted from the others; None if that takes too long to find out."""
    x, y = dataset.x[dataset.train][:, columns], dataset.y[dataset.train]
    wanted = [1] if len(dataset.classes) == 2 else range(len(dataset.classes))
    answers = [separable(x, np.asarray(y == number), bias=bias) for number in wanted]
    return None if None in answers else all(answers)
