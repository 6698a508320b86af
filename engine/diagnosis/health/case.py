"""Everything a diagnosis of a run may look at, and how its loss has been going."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from engine.catalog.losses import LOSS
from engine.diagnosis.finding import Severity
from engine.diagnosis.head import activation_of, last_layers
from engine.graph import traversal
from engine.training.optimizers import OPTIMIZER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from engine.diagnosis.finding import Finding
    from engine.graph import Graph, Node, NodeId
    from engine.training.config import TrainingConfig
    from engine.training.history import Curve
    from engine.training.vitals import LayerVitals, Vitals

SMALL = 0.3
"""A loss below this share of what answering always the same would cost has plainly been learned from the inputs."""
ACCURATE = 0.9
"""A share of right answers above which a loss that rests is taken for as good as the data allow."""
FLAT = 0.01
"""A fall of the loss over the later half of the run, as a share of chance, that nobody would call progress."""
SMOOTH = 0.1
"""The share of a stretch over whose rows a median is taken, against the noise of single batches."""


@dataclass(frozen=True)
class Case:
    """A run to be examined.

    Parameters
    ----------
    graph : Graph
    names : mapping
        The name of each node's submodule, as in `Lowered.names`.
    config : TrainingConfig
        With which it is trained now.
    curve : Curve
        As in `Snapshot.curve`.
    vitals : sequence of Vitals
        As in `Record.vitals`.
    source : str
        Kind of the data's source, if it is one of `engine.data.SOURCES`.
    known : sequence of Finding
        What is known of the drawing already, as `engine.diagnosis.survey` tells it.
    """

    graph: Graph
    names: Mapping[NodeId, str]
    config: TrainingConfig
    curve: Curve
    vitals: Sequence[Vitals] = field(default_factory=tuple)
    source: str = ""
    known: Sequence[Finding] = field(default_factory=tuple)

    # -- the drawing --

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """The nodes that lead to the output, by their submodules' names."""
        outputs = [output.id for output in self.graph.of_kind("output")]
        leading = set(outputs).union(*(traversal.ancestors(self.graph, output) for output in outputs))
        return {name: self.graph.node(node_id) for node_id, name in self.names.items() if node_id in leading}

    @cached_property
    def head_names(self) -> frozenset[str]:
        """The submodules whose values the loss is given."""
        return heads(self.graph, self.names)

    @cached_property
    def bends(self) -> bool:
        """Whether anything nonlinear comes before the last Dense layer: without it, a straight line is all there is."""
        return any(
            self._is_hidden(node) and (node.kind == "max_pool_2d" or not activation_of(node).linear)
            for node in self.nodes.values()
        )

    @cached_property
    def has_known_cause(self) -> bool:
        """Whether a warning about the drawing itself says already why training disappoints."""
        outputs = {output.id for output in self.graph.of_kind("output")}
        leading = outputs.union(*(traversal.ancestors(self.graph, output) for output in outputs))
        return any(each.severity < Severity.HINT and each.node in leading for each in self.known)

    @property
    def follows_gradient(self) -> bool:
        """Whether the weights follow the gradient of the loss, and everything in the network has one."""
        steps = any(not activation_of(node).has_gradient for node in self.nodes.values())
        return OPTIMIZER[self.config.optimizer].rule == "loss" and not steps

    def _is_hidden(self, node: Node) -> bool:
        after = traversal.descendants(self.graph, node.id)
        return any(self.graph.node(node_id).kind == "dense" for node_id in after)

    # -- the loss --

    @property
    def step(self) -> int:
        """Steps made."""
        return int(self.curve.step[-1]) if len(self.curve) else 0

    @property
    def chance(self) -> float:
        """What always giving the same best answer would cost; NaN if it is not known."""
        return self.vitals[-1].chance if self.vitals else math.nan

    @cached_property
    def loss(self) -> float:
        """Where the loss stands, without the noise of the last rows; NaN before the first step."""
        return middle(self.later_half.train_loss, end=True)

    @cached_property
    def learned(self) -> bool:
        """Whether the loss is small by now, or nearly all answers are right."""
        accuracy = middle(self.later_half.train_accuracy, end=True)
        return self.loss < SMALL * self.chance or accuracy > ACCURATE

    @cached_property
    def rests(self) -> bool:
        """Whether the loss has not fallen for the later half of the run."""
        half = self.later_half.train_loss
        return len(half) > 1 and middle(half) - middle(half, end=True) < FLAT * self.chance

    @cached_property
    def later_half(self) -> Curve:
        """The rows of the later half of all steps."""
        first = int(np.searchsorted(self.curve.step, self.step / 2))
        return type(self.curve)(*(getattr(self.curve, column.name)[first:] for column in fields(self.curve)))

    # -- the vitals --

    @cached_property
    def lately(self) -> Sequence[Vitals]:
        """The measurements of the later half of all steps."""
        return [vitals for vitals in self.vitals if vitals.step >= self.vitals[-1].step / 2]

    def hidden_layers(self, vitals: Vitals) -> dict[str, LayerVitals]:
        """Return the layers but those whose values the loss is given."""
        return {
            name: layer for name, layer in vitals.layers.items() if name not in self.head_names and name in self.nodes
        }


def heads(graph: Graph, names: Mapping[NodeId, str]) -> frozenset[str]:
    """Return the submodules whose values the loss is given; arguments as for `Case`."""
    found = {
        node.id
        for output in graph.of_kind("output")
        for node in last_layers(graph, output, LOSS[str(output.settings["loss"])])
    }
    return frozenset(name for node_id, name in names.items() if node_id in found)


def middle(values: npt.NDArray[np.float64], *, end: bool = False) -> float:
    """Return the median of the first or the last values of a stretch; NaN of an empty one."""
    count = max(1, round(SMOOTH * len(values)))
    chosen = values[-count:] if end else values[:count]
    return float(np.median(chosen)) if len(chosen) else math.nan
