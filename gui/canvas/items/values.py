"""What a node shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Samples = tuple[float, ...]
"""Values of an activation function at evenly spaced places from -3 to 3; empty while they are not known."""


@dataclass(frozen=True, slots=True)
class Control:
    """A setting that can be changed on the node itself."""

    name: str
    title: str
    kind: Literal["integer", "choice"]
    value: str
    help: str = ""
    curve: Samples = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """The worst that is known of a node or wire."""

    error: bool
    text: str


@dataclass(frozen=True, slots=True)
class NodeContent:
    """Everything that a node shows but its weights and its loss, which change with every snapshot.

    Parameters
    ----------
    rows : tuple of str
        Names beside the output, for example of the data's columns.
    curve : Samples
        The function that the whole node is.
    shape, parameters : str
        The footer.
    strip, figure : bool
        Whether there is room for weights, and for a number that changes while training.
    inputs, outputs : tuple of str
        Names of the ports.
    """

    title: str
    icon: str
    category: str
    help: str
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    controls: tuple[Control, ...] = ()
    curve: Samples = ()
    shape: str = ""
    parameters: str = ""
    has_curve: bool = False
    strip: bool = False
    figure: str = ""
    mark: Mark | None = None
