"""What happens at a station, in plain words, and what the notes call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.i18n import translate

if TYPE_CHECKING:
    from engine.explain import Explanation, NodeNumbers
    from gui.calculation.stations import Kind, Phase, Station


def phase_title(phase: Phase) -> str:
    """Return what a part of the way is called."""
    return {
        "forward": translate("calculation", "Forward propagation"),
        "loss": translate("calculation", "Loss"),
        "backward": translate("calculation", "Back propagation"),
        "update": translate("calculation", "Update"),
    }[phase]


def sentence_of(station: Station, explanation: Explanation) -> str:
    """Return what happens at a station."""
    node = explanation.node(station.node)
    of_images = _of_images(station, node)
    if of_images:
        return of_images
    if station.kind == "gradient":
        return _gradient(node, station)
    if station.kind == "update":
        return _update(explanation)
    if station.kind == "activation" and node.activation is not None and node.activation.jacobian is not None:
        return translate(
            "calculation",
            "The activation function looks at the weighted sums of all units together, so that its values belong "
            "together.",
        )
    if station.kind == "delta" and node.activation is not None and node.activation.jacobian is not None:
        return translate(
            "calculation",
            "This sum has an effect on the value of every unit, so the chain rule adds up one product for each.",
        )
    return _plain(station.kind)


def _of_images(station: Station, node: NodeNumbers) -> str:
    """Return what happens to images, where that is something of its own; else nothing."""
    if station.kind == "sum" and node.kind == "conv_2d":
        return translate(
            "calculation",
            "Each filter slides over the image: at every place, the pixels below it times its weights, all added up, "
            "plus its bias.",
        )
    if station.kind == "gradient" and node.hangs_together:
        return translate(
            "calculation",
            "The same number is used at every place of the image, so its gradient adds up what comes back from all "
            "of them.",
        )
    if station.kind != "value":
        return ""
    return {
        "max_pool_2d": translate("calculation", "Of each window of pixels only the largest value stays."),
        "avg_pool_2d": translate("calculation", "Of each window of pixels the mean stays."),
        "batch_norm_2d": translate(
            "calculation",
            "Each channel is centred and scaled by its running mean and variance, then by learned values.",
        ),
        "unflatten": translate("calculation", "The row of numbers becomes an image, row by row; no number changes."),
        "flatten": translate("calculation", "All numbers are laid out in one row; none of them changes."),
    }.get(node.kind, "")


def _plain(kind: Kind) -> str:
    return {
        "sample": translate(
            "calculation", "The numbers of the sample enter the network. From here they go from layer to layer."
        ),
        "sum": translate("calculation", "Each input times its weight, all added up, plus the bias: the weighted sum."),
        "activation": translate(
            "calculation", "The activation function turns the weighted sum into what the unit passes on."
        ),
        "value": translate("calculation", "This node passes its inputs on, or joins them, without a weighted sum."),
        "loss": translate(
            "calculation",
            "The loss function compares the answer with the target: the farther away, the larger. "
            "All learning is to make this number smaller.",
        ),
        "loss_slope": translate(
            "calculation",
            "Back propagation begins: how much would the loss grow if the answer grew a little? "
            "From here it goes back, layer by layer.",
        ),
        "arriving": translate(
            "calculation",
            "What the layers behind it pass back through the wires is added up: how much the loss would grow with "
            "this output.",
        ),
        "slope": translate(
            "calculation",
            "The derivative of the activation function at this place: how strongly the output follows the weighted "
            "sum. Near 0, hardly anything gets back: the gradient vanishes.",
        ),
        "delta": translate(
            "calculation", "By the chain rule, the slope of the loss by the output times that of the activation."
        ),
    }[kind]


def _gradient(node: NodeNumbers, station: Station) -> str:
    role = next(p.role for p in node.parameters if p.name == station.parameter)
    if role == "weight":
        return translate(
            "calculation",
            "The chain rule: the slope of the loss by the output, that of the output by the sum, and that of the sum "
            "by this weight, which is the input that it multiplies.",
        )
    if role == "bias":
        return translate(
            "calculation",
            "The chain rule again; the sum grows exactly as much as its bias, so the last factor is 1.",
        )
    return translate("calculation", "How much would the loss grow with this learned number? Again by the chain rule.")


def _update(explanation: Explanation) -> str:
    if explanation.optimizer.kind == "perceptron":
        return translate(
            "calculation",
            "The perceptron rule: if the answer is right nothing changes, else the weight moves by the learning rate "
            "times the input.",
        )
    if explanation.optimizer.kind == "sgd":
        return translate(
            "calculation",
            "Gradient descent: a small step against the gradient, as long as the learning rate says. "
            "With this sample alone the loss becomes smaller.",
        )
    return translate(
        "calculation",
        "The optimiser first makes a step of the gradient and of what it remembers, then goes as far as the learning "
        "rate says.",
    )
