"""What an entry of the catalogue is made of: ports, settings and how to build it. Knows nobody else."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from engine.errors import SettingError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from torch import nn

Shape = tuple[int, ...]
"""Sizes of a tensor without the batch axis: ``(2,)`` is written (N, 2) on the screen."""

SettingValue = bool | int | float | str | tuple[str, ...]
_LARGEST = sys.float_info.max  # a whole number in a file may be larger, which is then refused like an infinite one
SettingKind = Literal["integer", "real", "flag", "choice", "columns", "text", "path"]
LONGEST_TEXT = 4096


def show_shape(shape: Shape) -> str:
    """Write a shape with its batch axis, as in ``(N, 2)``."""
    return f"({', '.join(['N', *map(str, shape)])})"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a setting that offers a list."""

    value: str
    title: Text
    help: Text | None = None


@dataclass(frozen=True, slots=True)
class ParamSpec:
    """A setting that a person may choose: of a layer, a data source or an optimiser.

    Parameters
    ----------
    name : str
        Key in the settings and in files.
    kind : {"integer", "real", "flag", "choice", "columns", "text", "path"}
        ``columns`` is a tuple of names of data columns; the empty tuple means all of them. A ``path`` is the place of a
        file or folder as text; the empty text means that none is chosen yet.
    minimum, maximum : float, optional
        The closed range of an ``integer`` or ``real``.
    choices : tuple of Choice
        What a ``choice`` offers.
    logarithmic : bool
        Whether equal steps of an editor multiply the value (a learning rate) instead of adding to it.
    """

    name: str
    title: Text
    kind: SettingKind
    default: SettingValue
    help: Text
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Choice, ...] = ()
    logarithmic: bool = False

    def validated(self, value: object) -> SettingValue:
        """Return `value` in this setting's own type.

        Raises
        ------
        SettingError
            If it is of another kind or outside of the range; the sentence names the setting and both values.
        """
        if self.kind == "flag" and isinstance(value, bool):
            return value
        if self.kind == "choice" and value in [choice.value for choice in self.choices]:
            return str(value)
        if self.kind == "columns" and isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
            return tuple(value)
        if (
            self.kind in ("text", "path")
            and isinstance(value, str)
            and len(value) <= LONGEST_TEXT
            and "\0" not in value
        ):
            return value
        if self.kind in ("integer", "real") and isinstance(value, int | float) and not isinstance(value, bool):
            return self._number(value)
        raise SettingError(
            Text("setting", "{setting} cannot be {value}. It takes {allowed}.").fill(
                setting=self.title, value=_shown(value), allowed=self.allowed
            )
        )

    def _number(self, value: float) -> int | float:
        low = -math.inf if self.minimum is None else self.minimum
        high = math.inf if self.maximum is None else self.maximum
        whole = self.kind == "real" or isinstance(value, int) or value.is_integer()
        if not (low <= value <= high and whole and -_LARGEST <= value <= _LARGEST):
            raise SettingError(
                Text("setting", "{setting} cannot be {value}. It takes {allowed}.").fill(
                    setting=self.title, value=f"{value:g}" if isinstance(value, float) else value, allowed=self.allowed
                )
            )
        return int(value) if self.kind == "integer" else float(value)

    @property
    def allowed(self) -> Text:
        """What the setting takes, in words."""
        if self.kind == "flag":
            return Text("setting", "on or off")
        if self.kind == "columns":
            return Text("setting", "names of data columns")
        if self.kind == "text":
            return Text("setting", "text of at most {limit} characters").fill(limit=LONGEST_TEXT)
        if self.kind == "path":
            return Text("setting", "the path of a file or folder")
        if self.kind == "choice":
            return Text("setting", "one of {values}").fill(values=", ".join(c.value for c in self.choices))
        whole = self.kind == "integer"
        if self.minimum is not None and self.maximum is not None:
            between = Text("setting", "a whole number from {low} to {high}")
            text = between if whole else Text("setting", "a number from {low} to {high}")
            return text.fill(low=_limit(self.minimum), high=_limit(self.maximum))
        if self.minimum is not None:
            at_least = Text("setting", "a whole number of at least {low}")
            text = at_least if whole else Text("setting", "a number of at least {low}")
            return text.fill(low=_limit(self.minimum))
        return Text("setting", "a whole number") if whole else Text("setting", "a number")


def _limit(value: float) -> str:
    """Write the end of a range; whole numbers in full, for whom ``2.14748e+09`` would be another number."""
    return f"{int(value):,}" if float(value).is_integer() and abs(value) < 1e15 else f"{value:g}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 100 else f"{text[:100]}…"


def whole(settings: Mapping[str, SettingValue], name: str) -> int:
    """Return an ``integer`` setting; ``TypeError`` if it is of another kind."""
    value = settings[name]
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} is not a whole number: {value!r}")
    return value


def real(settings: Mapping[str, SettingValue], name: str) -> float:
    """Return a ``real`` setting; ``TypeError`` if it is of another kind."""
    value = settings[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{name} is not a number: {value!r}")
    return float(value)


def text(settings: Mapping[str, SettingValue], name: str) -> str:
    """Return a ``text``, ``path`` or ``choice`` setting; ``TypeError`` if it is of another kind."""
    value = settings[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is no text: {value!r}")
    return value


def flag(settings: Mapping[str, SettingValue], name: str) -> bool:
    """Return a ``flag`` setting; ``TypeError`` if it is of another kind."""
    value = settings[name]
    if not isinstance(value, bool):
        raise TypeError(f"{name} is neither on nor off: {value!r}")
    return value


def defaults(params: tuple[ParamSpec, ...]) -> dict[str, SettingValue]:
    """Return the default of every setting by its name."""
    return {param.name: param.default for param in params}


def validated(params: tuple[ParamSpec, ...], settings: Mapping[str, object]) -> dict[str, SettingValue]:
    """Return complete settings: defaults overlaid with `settings`, each checked.

    Raises
    ------
    SettingError
        If a name is unknown or a value does not fit.
    """
    known = {param.name: param for param in params}
    for name in settings:
        if name not in known:
            raise SettingError(
                Text("setting", "There is no setting named {name}. There are: {known}.").fill(
                    name=name, known=", ".join(known) or "-"
                )
            )
    return {name: p.validated(settings[name]) if name in settings else p.default for name, p in known.items()}


@dataclass(frozen=True, slots=True)
class PortSpec:
    """A place where wires end. An input port takes one wire, or several if `many` is set."""

    name: str
    title: Text
    many: bool = False


IN = PortSpec("in", Text("catalog", "input"))
MANY = PortSpec("in", Text("catalog", "inputs"), many=True)
OUT = PortSpec("out", Text("catalog", "output"))


@dataclass(frozen=True, slots=True)
class LayerSpec:
    """One entry of the catalogue: everything that the canvas, inspector, files and lowering need to know of a kind.

    Parameters
    ----------
    kind : str
        Key in graphs and files; also the stem of the names of new nodes' modules.
    title, help : Text
        Name on the screen and what it does, in a sentence or two.
    category : str
        Group in the palette: ``"data"``, ``"layer"``, ``"activation"``, ``"regularisation"``, ``"shape"``, ``"merge"``,
        ``"gate"``.
    icon : str
        A QtAwesome icon name.
    build : callable
        ``build(settings, shapes)`` makes the ``torch.nn`` module for inputs of these shapes. It imports torch
        itself, so that the catalogue can be read before torch is loaded. Raises `ShapeError` if inputs cannot fit, and
        `MissingInputError` if more of them could.
    formula : str
        What it computes, in plain mathematical notation.
    keywords : str
        Other words by which a person may look for it, in any language.
    weighing : str
        Name of the part of its module that takes the weighted sums, whose weights are ``"<node>.<part>.weight"``; empty
        if it takes none.
    """

    kind: str
    title: Text
    category: str
    icon: str
    help: Text
    build: Callable[[Mapping[str, SettingValue], tuple[Shape, ...]], nn.Module]
    formula: str
    inputs: tuple[PortSpec, ...] = (IN,)
    outputs: tuple[PortSpec, ...] = (OUT,)
    params: tuple[ParamSpec, ...] = field(default=())
    keywords: str = ""
    weighing: str = ""

    def param(self, name: str) -> ParamSpec:
        """Return the setting called `name`; ``KeyError`` if there is none."""
        for param in self.params:
            if param.name == name:
                return param
        raise KeyError(name)

    def input(self, name: str) -> PortSpec | None:
        """Return the input port called `name`, or None."""
        return next((port for port in self.inputs if port.name == name), None)

    def output(self, name: str) -> PortSpec | None:
        """Return the output port called `name`, or None."""
        return next((port for port in self.outputs if port.name == name), None)
