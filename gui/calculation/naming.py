"""What a station is called in plain letters, and its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from engine.explain import Explanation, NodeNumbers
    from gui.calculation.stations import Station

FIGURE_SPACE, POINT_SPACE = "\N{FIGURE SPACE}", "\N{PUNCTUATION SPACE}"
"""As wide as a digit, and as a decimal point."""

_LOW = str.maketrans("0123456789,", "₀₁₂₃₄₅₆₇₈₉,")
_LETTERS = {"weight": "w", "bias": "b", "slope": "α", "scale": "γ", "shift": "b"}
_CAPITALS = {**_LETTERS, "weight": "W"}


def low(*places: int) -> str:
    """Return places, counted from 0, as small figures below the line, counted from 1."""
    numbers = [str(place + 1) for place in places]
    return ("" if all(len(number) == 1 for number in numbers) else ",").join(numbers).translate(_LOW)


def symbol(station: Station, explanation: Explanation) -> str:
    """Return a station's symbol, as the formulas have it."""
    node = explanation.node(station.node)
    place = "" if station.unit is None else low(station.unit)
    if station.kind == "sample":
        return "x, y"
    if station.kind == "loss":
        return "L"
    if station.kind == "loss_slope":
        several = place if len(explanation.output) > 1 else ""
        return f"∂L/∂ŷ{several}"
    if station.parameter:
        name = _parameter(station, node)
        return f"∂L/∂{name}" if station.kind == "gradient" else f"{name}′"
    return {
        "sum": f"z{place}",
        "activation": f"a{place}",
        "value": f"a{place}",
        "arriving": f"∂L/∂a{place}",
        "slope": f"∂a{place}/∂z{place}",
        "delta": f"∂L/∂z{place}",
    }[station.kind]


def _parameter(station: Station, node: NodeNumbers) -> str:
    role = next(p.role for p in node.parameters if p.name == station.parameter)
    if role == "slope":
        return _LETTERS[role]
    return _CAPITALS[role] if station.whole else _LETTERS[role] + low(*station.place)


def numbers(station: Station, explanation: Explanation) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Return the result of a station: one number, or those of a whole layer."""
    node = explanation.node(station.node)
    if station.parameter:
        parameter = next(p for p in node.parameters if p.name == station.parameter)
        whole = parameter.gradient if station.kind == "gradient" else parameter.updated
        return np.asarray(whole[station.place]) if station.place else whole
    if station.kind == "loss":
        return np.asarray(explanation.loss, dtype=np.float32)
    if station.kind == "sample":
        return node.output
    found = _of_units(station, node)
    return found if station.unit is None else np.asarray(found[station.unit])


def _of_units(station: Station, node: NodeNumbers) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    if station.kind in ("value", "activation"):
        return node.output
    if station.kind in ("arriving", "loss_slope"):
        return node.output_gradient
    assert node.activation is not None
    if station.kind == "sum":
        return node.activation.z
    if station.kind == "delta":
        return node.activation.z_gradient
    assert node.activation.derivative is not None
    return node.activation.derivative


def written(value: float, digits: int) -> str:
    """Write a number in plain letters with the digits that the formulas have."""
    from engine.explain.latex import Pen

    text = Pen(digits).number(float(value))
    power = text.partition(r" \cdot 10^{")
    if power[1]:
        text = f"{power[0]}e{int(power[2].rstrip('}'))}"
    return text.replace(r"\text{NaN}", "NaN").replace(r"\infty", "∞").replace("-", "−")


def aligned(value: float, digits: int) -> str:
    """Write a number as `written`, with as much room behind it that its point stands below those of the others."""
    text = written(value, digits)
    if not text[-1].isdecimal() or "e" in text:
        return text
    whole, point, behind = text.partition(".")
    return whole + (point or POINT_SPACE) + behind + FIGURE_SPACE * (digits - len(behind))


def figure(station: Station, explanation: Explanation, digits: int) -> str:
    """Return what stands behind a station's symbol in a list: its number, or the shape of its numbers."""
    found = numbers(station, explanation)
    if station.kind == "sample":
        return ""
    if np.ndim(found) == 0:
        return aligned(float(found), digits)
    return "(" + " × ".join(map(str, found.shape)) + ")"
