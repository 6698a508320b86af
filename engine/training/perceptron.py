"""The perceptron learning rule, as gradient descent on the perceptron criterion.

Rosenblatt's rule corrects a unit only where its answer is wrong: ``w += lr (y - yhat) x`` and ``b += lr (y - yhat)``,
with yhat = step(w x + b) and y of 0 and 1 [1]_. If any weights part the classes, it finds such weights after finitely
many corrections; that is the perceptron convergence theorem [2]_. If there are none, it never comes to rest.

The rule needs no loop of its own. Take the perceptron criterion ``C = (yhat - y) z`` with z = w x + b and yhat held
fixed: it is 0 where the answer is right and |z| where it is wrong, its gradient by w is ``(yhat - y) x``, and plain SGD
on it is the rule. A step that lets gradients through unchanged gives just this gradient from ``(yhat - y) yhat``, so
network, optimiser, history and files stay what they are. Of a batch the mean is taken, as of every loss here: in
batches of one sample it is Rosenblatt's rule to the letter, with several samples its corrections are averaged.

References
----------
.. [1] F. Rosenblatt, "The perceptron: a probabilistic model for information storage and organization in the brain",
   Psychological Review 65 (6), 1958, pages 386 to 408.
.. [2] A. B. J. Novikoff, "On convergence proofs on perceptrons", Symposium on the Mathematical Theory of Automata 12,
   1962, pages 615 to 622.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch import nn

from engine.catalog.modules import Step
from engine.text import Text
from engine.training.forward import all_leaves, gradients_arrive

if TYPE_CHECKING:
    from torch import Tensor

    from engine.training.task import Task


def criterion(output: Tensor, y: Tensor) -> Tensor:
    """Return what to go down for one correction: the mean over the samples, the sum over the units.

    Parameters
    ----------
    output, y : Tensor
        Answers of step units that let gradients through, and targets, both of 0 and 1, (n, units).

    Returns
    -------
    Tensor
        A scalar, of which only the gradient is of interest: it is n times smaller than the sum of ``(yhat - y) x``.
    """
    error = (output - y).detach()  # (n, units): -1, 0 or 1
    return (error * output).sum() / len(output)


def prepare(module: nn.Module, task: Task, corrects: bool) -> Text | None:
    """Make a module ready for training by the rule or by gradients; return why that would be in vain, or None.

    Parameters
    ----------
    corrects : bool
        Whether by the rule: then step units pass gradients on as it needs it. Otherwise they have none, as it is.
    """
    for part in module.modules():
        if isinstance(part, Step):
            part.passes_gradients = corrects
    if corrects:
        return refusal(module, task)
    if gradients_arrive(module):
        return None
    return Text(
        "training",
        "Nothing can learn here: every weight stands before a step, whose gradient is zero. Use sigmoids or, for a "
        "single layer, the perceptron rule.",
    )


def refusal(module: nn.Module, task: Task) -> Text | None:
    """Return why a module cannot be trained by the rule, or None if it can."""
    leaves = all_leaves(module)
    layers = [leaf for leaf in leaves if any(True for _ in leaf.parameters())]
    if len(layers) != 1:
        return Text(
            "training",
            "The perceptron learning rule trains a single layer, but here are {count} layers with weights: it cannot "
            "say what the layers before the last one should answer. Use sigmoids or tanh, and SGD.",
        ).fill(count=len(layers))
    if not (isinstance(leaves[-1], Step) and leaves[-2] is layers[0] and isinstance(layers[0], nn.Linear)):
        return Text(
            "training",
            "The perceptron learning rule trains a layer of step units right before the output, and here is another "
            "one. Choose the activation step, or another optimiser.",
        )
    return _unfit_target(layers[0].out_features, task)


def _unfit_target(units: int, task: Task) -> Text | None:
    y = task.train.y
    if task.correct is None or y.shape[1:] != (units,) or bool(((y != 0) & (y != 1)).any()):
        return Text(
            "training",
            "The perceptron learning rule compares answers with targets of 0 and 1. Take data with classes and the "
            "loss MSE, or another optimiser.",
        )
    return None
