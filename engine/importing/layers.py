"""From named arrays to layers in a row: which weight is whose, and whether each fits the one before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.errors import WeightsError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Arrays = Mapping[str, npt.NDArray[np.generic]]
    Floats = npt.NDArray[np.float32]

MOST_LAYERS = 200
MOST_NUMBERS = 2**27
"""All weights together; as float32 they take half a gigabyte."""

_SHORT = re.compile(r"([Wb])(\d{1,9})")
_LONG = re.compile(r"([\w./-]{0,100})\.(weight|bias)")
_DIGITS = re.compile(r"\d{1,9}")


class _Pair(NamedTuple):
    """The names of a layer's arrays; `flipped` where the weight is (outputs, inputs), as PyTorch has it."""

    weight: str
    bias: str
    flipped: bool


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """The weights of a Dense layer.

    Parameters
    ----------
    weight : array of float32, shape (outputs, inputs)
        As PyTorch has it.
    bias : array of float32, shape (outputs,), or None
    """

    weight: Floats
    bias: Floats | None


def chain(arrays: Arrays, file: str) -> tuple[Layer, ...]:
    """Return the layers of a network from the input on.

    Parameters
    ----------
    arrays : mapping
        Either ``W1`` to ``Wn`` of shape (inputs, outputs) with ``b1`` to ``bn``, or pairs such as ``layer1.weight`` of
        shape (outputs, inputs) and ``layer1.bias``, by their numbers or else in the order of the mapping. Biases may
        be missing.
    file : str
        What the sentences call the source of the arrays.

    Raises
    ------
    WeightsError
        If a name is none of these, a number is missing, or shapes do not fit; the sentence has both shapes.
    """
    pairs = _short_pairs(arrays, file) or _long_pairs(arrays)
    known = {name for pair in pairs for name in (pair.weight, pair.bias)}
    unknown = [name for name in arrays if name not in known]
    if not pairs or unknown:
        raise _unnamed(file, unknown)
    _check_sizes(arrays, pairs, file)
    layers, before = [], None
    for pair in pairs:
        layer = _layer(arrays, pair, file)
        if before is not None and before[1].weight.shape[0] != layer.weight.shape[1]:
            raise _unchained(arrays, before[0], pair, file)
        layers.append(layer)
        before = pair, layer
    return tuple(layers)


def _short_pairs(arrays: Arrays, file: str) -> list[_Pair]:
    """Return W1, b1 to Wn, bn; nothing if there is none of the first."""
    numbers = sorted({int(m[2]) for name in arrays if (m := _SHORT.fullmatch(name)) and m[1] == "W"})
    for wanted, number in enumerate(numbers, 1):
        if number != wanted:
            raise WeightsError(
                Text("importing", "{file} has {found}, but no {missing}. Weights are counted from W1 on.").fill(
                    file=file, found=f"W{number}", missing=f"W{wanted}"
                )
            )
    return [_Pair(f"W{number}", f"b{number}", flipped=False) for number in numbers]


def _long_pairs(arrays: Arrays) -> list[_Pair]:
    """Return pairs such as layer1.weight and layer1.bias."""
    stems = [match[1] for name in arrays if (match := _LONG.fullmatch(name)) and match[2] == "weight"]
    if len({_DIGITS.sub("#", stem) for stem in stems}) == 1:  # only numbers differ, so these are the order
        stems.sort(key=lambda stem: [int(digits) for digits in _DIGITS.findall(stem)])
    return [_Pair(f"{stem}.weight", f"{stem}.bias", flipped=True) for stem in stems]


def _unnamed(file: str, unknown: list[str]) -> WeightsError:
    if not unknown:
        return WeightsError(Text("importing", "{file} holds no weights. Save at least W1.").fill(file=file))
    return WeightsError(
        Text(
            "importing",
            "{file}: it is not known what {names} is. Weights are called W1, b1, W2, b2 and so on, or layer1.weight, "
            "layer1.bias and so on.",
        ).fill(file=file, names=", ".join(ascii(name[:40])[1:-1] for name in unknown[:5]))
    )


def _check_sizes(arrays: Arrays, pairs: list[_Pair], file: str) -> None:
    if len(pairs) > MOST_LAYERS:
        raise WeightsError(
            Text("importing", "{file} has {count} layers; at most {limit} can be drawn.").fill(
                file=file, count=len(pairs), limit=MOST_LAYERS
            )
        )
    numbers = sum(array.size for array in arrays.values())
    if numbers > MOST_NUMBERS:
        raise WeightsError(
            Text("importing", "{file} has {count} weights; at most {limit} are taken.").fill(
                file=file, count=f"{numbers:,}", limit=f"{MOST_NUMBERS:,}"
            )
        )


def _layer(arrays: Arrays, pair: _Pair, file: str) -> Layer:
    weight = arrays[pair.weight]
    if weight.ndim != 2 or 0 in weight.shape:
        raise WeightsError(
            Text("importing", "{file}: {name} has the shape {shape}; a weight has two axes, inputs and units.").fill(
                file=file, name=pair.weight, shape=_shape(weight)
            )
        )
    own = _finite(weight if pair.flipped else weight.T, pair.weight, file)
    if pair.bias not in arrays:
        return Layer(own, None)
    bias = arrays[pair.bias]
    if bias.size != len(own) or bias.shape not in ((len(own),), (1, len(own)), (len(own), 1)):
        raise WeightsError(
            Text(
                "importing", "{file}: {bias} has the shape {shape}, but {weight}, {other}, gives {units} values."
            ).fill(
                file=file, bias=pair.bias, shape=_shape(bias), weight=pair.weight, other=_shape(weight), units=len(own)
            )
        )
    return Layer(own, _finite(bias.reshape(-1), pair.bias, file))


def _finite(array: npt.NDArray[np.generic], name: str, file: str) -> Floats:
    with np.errstate(over="ignore"):  # what float32 cannot hold becomes infinite and is told as that
        values = np.ascontiguousarray(array, np.float32)
    if not np.isfinite(values).all():
        raise WeightsError(
            Text("importing", "{file}: {name} holds {count} values that are NaN, infinite or beyond float32.").fill(
                file=file, name=name, count=int((~np.isfinite(values)).sum())
            )
        )
    return values


def _unchained(arrays: Arrays, before: _Pair, pair: _Pair, file: str) -> WeightsError:
    one, two = arrays[before.weight].shape, arrays[pair.weight].shape
    return WeightsError(
        Text(
            "importing",
            "{file}: {first}, {shape}, gives {given} values, but {second}, {other}, takes {taken}. Check which of the "
            "two belongs to another network.",
        ).fill(
            file=file,
            first=before.weight,
            shape=_shape(arrays[before.weight]),
            given=one[0 if before.flipped else 1],
            second=pair.weight,
            other=_shape(arrays[pair.weight]),
            taken=two[1 if pair.flipped else 0],
        )
    )


def _shape(array: npt.NDArray[np.generic]) -> str:
    return " x ".join(map(str, array.shape)) or "()"
