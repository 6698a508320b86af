"""What a node shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

MOST_UNITS = 64
"""Units of the largest layer that shows them one by one."""

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
    columns : int
        How many columns these stand for; where they are more than the names, the last row stands for all others.
    curve : Samples
        The function that the whole node is.
    shape, parameters : str
        The footer.
    strip, figure : bool
        Whether there is room for weights, and for a number that changes while training.
    units : int
        How many units a layer has that can show them; 0 for all other nodes.
    open : bool
        Whether it shows them.
    filters : bool
        Whether these units are the filters of a convolution.
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
    columns: int = 0
    controls: tuple[Control, ...] = ()
    curve: Samples = ()
    shape: str = ""
    parameters: str = ""
    has_curve: bool = False
    strip: bool = False
    units: int = 0
    open: bool = False
    filters: bool = False
    figure: str = ""
    mark: Mark | None = None


class UnitPictures(NamedTuple):
    """The pictures of all units of a layer, one below the other in an image that may hold those of other layers too.

    Parameters
    ----------
    atlas : QImage
    first : int
        How many pictures of other layers are above them.
    size : int
        Width and height of one, in pixels of the image.
    smooth : bool
        Whether they may be smoothed when they are drawn larger.
    """

    atlas: QImage
    first: int
    size: int
    smooth: bool


class Spot(NamedTuple):
    """A place of an open layer that can be read: a unit's picture, its bias, or one of its weights.

    Units and inputs are counted from 0; the inputs of a filter over its channels, rows and columns.
    """

    kind: Literal["unit", "bias", "weight"]
    node: int
    unit: int
    input: int = 0
