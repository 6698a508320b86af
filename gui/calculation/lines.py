"""The formulas of a station: those of one number, or of a whole layer as matrices with one of its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.explain.latex import LARGE, Pen, index, slope
from gui.calculation.stations import ranges
from gui.i18n import show, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.explain import Explanation, NodeNumbers, ParameterNumbers
    from engine.explain.formulas import Formula, Formulas
    from engine.explain.naming import Naming
    from gui.calculation.stations import Station

_CAPITALS = {"weight": "W", "bias": "b", "slope": r"\alpha", "scale": r"\gamma", "shift": "b"}


class Line(NamedTuple):
    """A formula with its title, in the language of the application.

    Parameters
    ----------
    title : str
    symbolic, numeric : str
        LaTeX; `numeric` is empty where there are only shapes.
    """

    title: str
    symbolic: str
    numeric: str


def lines_of(
    station: Station, explanation: Explanation, formulas: Formulas, digits: int, choice: tuple[int, ...]
) -> list[Line]:
    """Return what the page of a station shows.

    Parameters
    ----------
    choice : tuple of int
        Of a whole layer: which of its numbers is written out too, within `ranges`.
    """
    node = explanation.node(station.node)
    if station.kind == "sample":
        return _sample(node, explanation, Pen(digits))
    if not station.whole:
        return _of(_single(station, station.unit or 0, station.place, formulas))
    within = ranges(station, explanation)
    if not within:
        return _matrix(station, node, explanation, formulas)
    place = tuple(min(wanted, size - 1) for wanted, size in zip((*choice, 0, 0), within, strict=False))
    one = _single(station, place[0], place, formulas)
    return [*_matrix(station, node, explanation, formulas), *_of(one)]


def _of(found: Sequence[Formula]) -> list[Line]:
    return [Line(show(formula.title), formula.symbolic, formula.numeric) for formula in found]


def _single(station: Station, unit: int, place: tuple[int, ...], formulas: Formulas) -> Sequence[Formula]:
    node = station.node
    if station.kind == "update":
        return formulas.update(node, station.parameter, place)
    if station.kind == "arriving":
        return formulas.output_gradient(node, unit)
    if station.kind == "gradient":
        return [formulas.gradient(node, station.parameter, place)]
    if station.kind == "loss":
        return [formulas.loss()]
    if station.kind == "loss_slope":
        return [formulas.loss_gradient(unit)]
    write = {
        "sum": formulas.weighted_sum,
        "activation": formulas.activation,
        "value": formulas.output,
        "slope": formulas.derivative,
        "delta": formulas.delta,
    }[station.kind]
    return [write(node, unit)]


def _sample(node: NodeNumbers, explanation: Explanation, pen: Pen) -> list[Line]:
    """Return what the Input gives, and the target."""
    x, y = node.output, explanation.target
    given = _vector("x", x.tolist(), pen)
    wanted = _vector("y", y.tolist(), pen)
    return [
        Line(translate("calculation", "What the network is given"), *given),
        Line(translate("calculation", "What it should answer: the target"), *wanted),
    ]


def _vector(name: str, values: Sequence[float], pen: Pen) -> tuple[str, str]:
    """Return a vector with symbols and with numbers; a long one with its size instead."""
    if len(values) > LARGE:
        return _under(name, 1, len(values)), ""
    if len(values) == 1:
        return "", f"{name} = {pen.number(values[0])}"
    symbols = ",\\, ".join(f"{name}{index(k)}" for k in range(len(values)))
    numbers = ",\\, ".join(pen.number(value) for value in values)
    return rf"{name} = \left({symbols}\right)", rf"{name} = \left({numbers}\right)"


# -- whole layers, as matrices with their shapes --


def _under(name: str, *shape: int) -> str:
    return rf"\underset{{({', '.join(map(str, shape))})}}{{{name}}}"


def _matrix(station: Station, node: NodeNumbers, explanation: Explanation, formulas: Formulas) -> list[Line]:
    shape = node.output.shape
    if station.kind == "sum":
        found = formulas.shapes(station.node)
        return [Line(show(found.title), found.symbolic, found.numeric)]
    if station.parameter:
        parameter = next(p for p in node.parameters if p.name == station.parameter)
        return [_of_tensor(station, node, parameter, formulas.naming)]
    of_a, of_z = formulas.naming.letter("a", node), formulas.naming.letter("z", node)
    a, z = _under(of_a, 1, *shape), _under(of_z, 1, *shape)
    back, forth = _under(slope("L", of_a), 1, *shape), _under(slope("L", of_z), 1, *shape)
    title = translate("calculation", "All units of {node} at once, with the shapes").format(node=node.name)
    if station.kind == "activation":
        return [Line(title, rf"{a} = f\left({z}\right)", "")]
    if station.kind == "slope":
        return [Line(title, rf"{_under(slope(of_a, of_z), 1, *shape)} = f^{{\prime}}\left({z}\right)", "")]
    if station.kind == "delta":
        return [Line(title, f"{forth} = {back} {_local(node, slope(of_a, of_z))}", "")]
    if station.kind == "arriving":
        return [Line(title, f"{back} = {_returned(node, explanation, formulas.naming)}", "")]
    return [Line(title, back if station.kind == "loss_slope" else _made(node, a, formulas.naming), "")]


def _made(node: NodeNumbers, a: str, naming: Naming) -> str:
    """Return how a node of one input makes images, or rows of them; for any other only what it gives."""
    if len(node.inputs) != 1 or node.inputs[0].value.ndim == node.output.ndim == 1:
        return a
    x = _under(naming.arriving(node), 1, *node.inputs[0].value.shape)
    size = node.settings.get("kernel_size")
    taken = {
        "max_pool_2d": rf"\max_{{{size} \times {size}}}",
        "avg_pool_2d": rf"\operatorname{{mean}}_{{{size} \times {size}}}",
    }
    return f"{a} = {taken.get(node.kind, '')} {x}"


def _local(node: NodeNumbers, inner: str) -> str:
    """Return what the gradient is multiplied by on its way through an activation function."""
    assert node.activation is not None
    shape = node.output.shape
    if node.activation.jacobian is not None:
        return rf"\cdot {_under(inner, *shape, *shape)}"
    return rf"\odot {_under(inner, 1, *shape)}"


def _returned(node: NodeNumbers, explanation: Explanation, naming: Naming) -> str:
    """Return what comes back from the layers behind a node, added up."""
    terms = []
    for consumer, wire in explanation.consumers(node.id):
        weight = consumer.parameter("weight")
        if weight is not None and len(consumer.inputs) == 1:
            z, weights = naming.letter("z", consumer), naming.letter("W", consumer)
            sign = r"\ast" if consumer.kind == "conv_2d" else r"\cdot"
            back = _under(slope("L", z), 1, *consumer.output.shape)
            terms.append(f"{back} {sign} {_under(weights, *weight.value.shape)}")
        else:
            terms.append(_under(slope("L", naming.letter("x", consumer)), 1, *wire.value.shape))
    return " + ".join(terms)


def _of_tensor(station: Station, node: NodeNumbers, parameter: ParameterNumbers, naming: Naming) -> Line:
    letter, shape = _CAPITALS[parameter.role], parameter.value.shape
    name = naming.letter(letter, node)
    if station.kind == "update":
        title = translate("calculation", "All {count} numbers change by the same rule").format(
            count=f"{parameter.value.size:,}"
        )
        new = _under(naming.letter(letter, node, prime=True), *shape)
        return Line(title, rf"{_under(name, *shape)} \rightarrow {new}", "")
    title = translate("calculation", "All gradients of {node} at once, with the shapes").format(node=node.name)
    left, units, z = _under(slope("L", name), *shape), len(node.output), naming.letter("z", node)
    if node.hangs_together:
        return Line(title, _over_places(node, parameter, left, slope("L", z), naming), "")
    if parameter.role == "weight":
        delta = rf"\underset{{({units}, 1)}}{{\left({slope('L', z)}\right)^{{T}}}}"
        return Line(title, rf"{left} = {delta} \cdot {_under(naming.arriving(node), 1, shape[1])}", "")
    if parameter.role == "bias":
        return Line(title, f"{left} = {_under(slope('L', z), 1, units)}", "")
    return Line(title, left, "")


def _over_places(node: NodeNumbers, parameter: ParameterNumbers, left: str, back: str, naming: Naming) -> str:
    """Return the gradient of a tensor that is used at every place of an image: what comes from all of them."""
    back = _under(back, 1, *node.output.shape)
    if parameter.role == "bias":
        return rf"{left} = \sum_{{i,j}} {back}"
    if node.kind == "conv_2d" and node.settings["stride"] == 1:
        return rf"{left} = {_under(naming.arriving(node), 1, *node.inputs[0].value.shape)} \star {back}"
    return left


def continued(line: Line) -> tuple[str, str]:
    """Return what both halves of a formula have before their first equals sign, and how the second goes on from there.

    Where they do not begin alike, the first is empty and the second is whole.
    """
    left, sign, rest = line.numeric.partition(" = ")
    alike = sign and line.symbolic.startswith(f"{left} = ")
    return (left, f"= {rest}") if alike else ("", line.numeric)


def emphasised(latex: str, colour: str) -> str:
    """Return a formula with its result, what stands behind the last equals sign, in a colour."""
    start, sign, result = latex.rpartition("= ")
    return rf"{start}= \textcolor{{{colour}}}{{{result}}}" if sign else latex
