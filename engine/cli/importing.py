"""The command ``import-weights``: what another program has learned becomes a drawing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from engine.cli.speaking import say, say_table

if TYPE_CHECKING:
    import argparse


def import_weights(options: argparse.Namespace) -> int:
    """Make a project of a pickle of weights, write it, and return the exit status."""
    from engine.cli.writing import check_target
    from engine.importing import chain, draw, read_pickle
    from engine.storage import write_project

    check_target(options.save)
    layers = chain(read_pickle(options.file), options.file.name)
    project = draw(layers, options.activation)
    write_project(project, options.save)
    parameters = sum(value.size for value in project.hand_set.values())
    sizes = [layers[0].weight.shape[1], *(len(layer.weight) for layer in layers)]
    if options.json:
        found = {"file": str(options.save), "units": sizes, "activation": options.activation, "parameters": parameters}
        say(json.dumps(found))
    else:
        say_table(
            [
                ["written", str(options.save)],
                ["units", " - ".join(map(str, sizes))],
                ["activation", options.activation],
                ["parameters", f"{parameters:,}"],
            ]
        )
    return 0
