"""What the formulas of all kinds share: names of quantities, and the templates of sums and products."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.explain.latex import index, product, total

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.explain.explanation import ActivationNumbers, NodeNumbers, ParameterNumbers, Role
    from engine.explain.latex import Quantity
    from engine.text import Text

Value = tuple[str, float]
"""A symbol and its number."""

_SYMBOLS: dict[Role, str] = {"weight": "w", "bias": "b", "slope": r"\alpha", "scale": r"\gamma", "shift": "b"}


def about(title: Text, node: NodeNumbers, unit: int) -> Text:
    """Return a title with its node and its unit, counted from 1, filled in."""
    return title.fill(node=node.name, unit=unit + 1)


def function_of(node: NodeNumbers) -> ActivationNumbers:
    """Return a node's activation function; ``KeyError`` if it has none."""
    if node.activation is None:
        raise KeyError(f"{node.name} has no activation function")
    return node.activation


def named(node: NodeNumbers, name: str) -> ParameterNumbers:
    """Return a node's parameter; ``KeyError`` if it has none of this name."""
    for parameter in node.parameters:
        if parameter.name == name:
            return parameter
    raise KeyError(name)


def parameter_symbol(role: Role, place: tuple[int, ...]) -> str:
    """Return the symbol of one learned number; PReLU's slope is one for all units."""
    return _SYMBOLS[role] if role == "slope" else _SYMBOLS[role] + index(*place)


def entry(node: NodeNumbers, wire: int, unit: int) -> Value:
    """Return one number that a wire brings; one that brings a single number brings it to all units."""
    value = node.inputs[wire].value
    place = min(unit, len(value) - 1)
    number = f"^{{({wire + 1})}}" if len(node.inputs) > 1 else ""
    return f"x{number}{index(place)}", float(value[place])


def pairs(quadruples: Iterable[tuple[str, float, str, float]]) -> list[Value]:
    """Return the values of a sum of products: symbol and number of each factor, one after the other."""
    return [value for a, x, b, y in quadruples for value in ((a, float(x)), (b, float(y)))]


def sum_of_products(*quantities: Quantity) -> str:
    """Return the sum of the products of each two quantities; one that is left over is added."""
    last = len(quantities) - len(quantities) % 2
    terms = [product(quantities[i], quantities[i + 1]) for i in range(0, last, 2)]
    return total(*terms, *[quantity.plain for quantity in quantities[last:]])


def added(*quantities: Quantity) -> str:
    """Return quantities added up."""
    return total(*(quantity.plain for quantity in quantities))


def by_dots(*quantities: Quantity) -> str:
    """Return quantities multiplied, with a dot between symbols too, as the chain rule is written."""
    return r" \cdot ".join([quantities[0].plain, *(quantity.factor for quantity in quantities[1:])])


def normalised(x: Quantity, mean: Quantity, variance: Quantity, epsilon: Quantity) -> str:
    """Return what batch normalisation makes of an input before it scales it."""
    return rf"\frac{{{x.plain} - {mean.factor}}}{{\sqrt{{{variance.plain} + {epsilon.plain}}}}}"


def normalised_values(node: NodeNumbers, unit: int) -> list[Value]:
    """Return the values that `normalised` takes."""
    epsilon = node.settings["eps"]
    assert isinstance(epsilon, float)
    return [
        entry(node, 0, unit),
        (rf"\mu{index(unit)}", float(node.buffers["running_mean"][unit])),
        (rf"\sigma{index(unit)}^{{2}}", float(node.buffers["running_var"][unit])),
        (r"\varepsilon", epsilon),
    ]
