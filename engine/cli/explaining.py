"""The command ``explain``: every number of one sample, forward, backward, and after one step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from engine.cli.looking import is_number
from engine.cli.speaking import CommandError, complain, number, of_first_weights, say, say_table
from engine.cli.training import assembled

if TYPE_CHECKING:
    import argparse

    import numpy as np
    import numpy.typing as npt

    from engine.data import Dataset
    from engine.explain import Explanation, NodeNumbers, ParameterNumbers

MOST_LINES = 64
"""A tensor of more numbers than this is told by its shape; --json has them all."""


def explain(options: argparse.Namespace) -> int:
    """Show the numbers of one sample, and return the exit status."""
    from engine.cli.own import known_samples
    from engine.explain import explain as explained
    from engine.explain.latex import LEAST_DIGITS, MOST_DIGITS
    from engine.storage import read_project

    if not LEAST_DIGITS <= options.digits <= MOST_DIGITS:
        raise CommandError(f"--digits must be from {LEAST_DIGITS} to {MOST_DIGITS}, not {options.digits}.")
    x, target = _numbers("--input", options.input, "[1,1]"), _numbers("--target", options.target, "[0]")
    project = read_project(options.file)
    dataset = known_samples(project)
    loop = assembled(project, dataset).loop
    found = explained(project.graph, dataset, loop.config, _prepared(x, dataset), target, loop.state())
    if project.run is None:
        complain(of_first_weights("numbers", project, loop))
    if options.json:
        say(json.dumps(_as_json(found)))
    else:
        _tell(found, options.digits)
    return 0


def _prepared(values: list[float], dataset: Dataset) -> npt.ArrayLike:
    """Return what the network gets for a sample as the source of the data gives it."""
    import numpy as np

    if dataset.preparation.is_identity:
        return values
    sample = dataset.preparation.whole(values)
    if len(sample) != len(dataset.raw_columns):
        names, count = ", ".join(dataset.raw_columns), len(dataset.raw_columns)
        noun = "value" if count == 1 else "values"
        raise CommandError(f"A sample has {count} {noun} ({names}), but --input has {len(values)}.")
    prepared: npt.NDArray[np.float32] = dataset.preparation.apply(np.array([sample], np.float64))[0]
    return prepared


def _numbers(name: str, text: str, example: str) -> list[float]:
    """Return the numbers of an option; `CommandError` if it is no list of numbers, nor one number."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{name} is no JSON ({error}). Write a list of numbers, such as '{example}'.") from error
    values = found if isinstance(found, list) else [found]
    if not (isinstance(found, list) or name == "--target") or not all(map(is_number, values)):
        raise CommandError(f"{name} must be a list of numbers, such as '{example}'.")
    try:
        return [float(value) for value in values]
    except OverflowError as error:
        raise CommandError(f"{name} holds a number that is too large. Give finite numbers.") from error


# -- as one object --


def _as_json(found: Explanation) -> dict[str, object]:
    return {
        "input": _list(found.x),
        "target": _list(found.target),
        "output": _list(found.output),
        "loss": number(found.loss),
        "loss_kind": found.loss_spec.kind,
        "optimizer": {
            "kind": found.optimizer.kind,
            "settings": dict(found.optimizer.settings),
            "step": found.optimizer.step,
            "terms": {name: number(value) for name, value in found.optimizer.terms.items()},
        },
        "nodes": [_node_as_json(node) for node in found.nodes],
    }


def _node_as_json(node: NodeNumbers) -> dict[str, object]:
    function = node.activation
    return {
        "id": node.id,
        "name": node.name,
        "kind": node.kind,
        "activation": None if function is None else function.spec.kind,
        "inputs": [
            {"node": wire.source, "name": wire.name, "value": _list(wire.value), "gradient": _list(wire.gradient)}
            for wire in node.inputs
        ],
        "z": None if function is None else _list(function.z),
        "a": _list(node.output),
        "dz": None if function is None else _list(function.z_gradient),
        "da": _list(node.output_gradient),
        "derivative": None if function is None or function.derivative is None else _list(function.derivative),
        "jacobian": None if function is None or function.jacobian is None else _list(function.jacobian),
        "parameters": {parameter.role: _parameter_as_json(parameter) for parameter in node.parameters},
    }


def _parameter_as_json(parameter: ParameterNumbers) -> dict[str, object]:
    return {
        "name": parameter.name,
        "value": _list(parameter.value),
        "gradient": _list(parameter.gradient),
        "updated": _list(parameter.updated),
        "memory_before": {slot: _list(values) for slot, values in parameter.before.items()},
        "memory_after": {slot: _list(values) for slot, values in parameter.after.items()},
        "terms": {name: _list(values) for name, values in parameter.terms.items()},
    }


def _list(values: npt.NDArray[np.float32]) -> object:
    """Return an array as nested lists that JSON can write."""
    if values.ndim > 1:
        return [_list(row) for row in values]
    return [number(value) for value in values.tolist()]


# -- for a person --


def _tell(found: Explanation, digits: int) -> None:
    sample = ", ".join(f"{name} = {value:g}" for name, value in zip(found.columns, found.x.tolist(), strict=True))
    target = ", ".join(f"{value:g}" for value in found.target.tolist())
    say(f"{sample}; target {target}")
    for node in found.nodes:
        say("")
        say(f"{node.name} ({_described(node)})")
        _tell_units(node, digits)
        for parameter in node.parameters:
            _tell_parameter(parameter, digits)
    say("")
    say(f"Loss, {found.loss_spec.title}: {_shown(found.loss, digits)}")
    settings = ", ".join(f"{name} {value:g}" for name, value in found.optimizer.settings.items())
    say(f"Updated by {found.optimizer.kind} ({settings}), step {found.optimizer.step}, from this sample alone")


def _described(node: NodeNumbers) -> str:
    function = node.activation
    return node.kind if function is None or not node.weighs else f"{node.kind}, {function.spec.kind}"


def _tell_units(node: NodeNumbers, digits: int) -> None:
    if node.output.size > MOST_LINES:
        say(f"{node.output.size:,} units; --json lists them")
        return
    columns = {"a": node.output, "dL/da": node.output_gradient}
    function = node.activation
    if function is not None:
        slope = {} if function.derivative is None else {"da/dz": function.derivative}
        columns = {"z": function.z, **columns, **slope, "dL/dz": function.z_gradient}
    rows = [
        [str(place + 1), *(_shown(value[place], digits) for value in columns.values())]
        for place in range(node.output.size)
    ]
    say_table([["unit", *columns], *rows])


def _tell_parameter(parameter: ParameterNumbers, digits: int) -> None:
    if parameter.value.size > MOST_LINES:
        shape = " x ".join(map(str, parameter.value.shape))
        say(f"{parameter.role}: {shape} numbers; --json lists them")
        return
    rows = [
        [
            f"{parameter.role} {','.join(str(i + 1) for i in place)}",
            *(_shown(values[place], digits) for values in (parameter.value, parameter.gradient, parameter.updated)),
        ]
        for place in _places(parameter.value.shape)
    ]
    say_table([["parameter", "value", "gradient", "updated"], *rows])


def _places(shape: tuple[int, ...]) -> list[tuple[int, ...]]:
    import numpy as np

    return list(np.ndindex(*shape))


def _shown(value: float, digits: int) -> str:
    """Return a number with this many digits behind the point, or with a power of ten if it is too small for that."""
    if value and abs(value) < 10.0 ** (1 - digits):
        return f"{value:.{digits - 1}e}"
    return f"{value:.{digits}f}"
