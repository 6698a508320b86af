"""The commands ``predict`` and ``info``, which leave a project as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from engine.cli.progress import reading
from engine.cli.speaking import CommandError, complain, number, of_first_weights, say, say_table, shown
from engine.cli.training import assembled

if TYPE_CHECKING:
    import argparse


def predict(options: argparse.Namespace) -> int:
    """Show what the network gives for the rows of ``--input``, and return the exit status.

    A row has the values that the source of the data has; features and normalisation are applied to it here.
    """
    import numpy as np
    import torch

    from engine.cli.own import known_samples
    from engine.storage import read_project

    if options.data is not None:
        return _predict_given(options)
    rows = _rows(options.input)
    project = read_project(options.file)
    dataset = known_samples(project)
    assembly = assembled(project, dataset)
    columns = len(dataset.raw_columns)
    samples = [dataset.preparation.whole(row) for row in rows]
    for place, (row, sample) in enumerate(zip(rows, samples, strict=True), 1):
        if len(sample) != columns:
            noun = "value" if len(row) == 1 else "values"
            raise CommandError(
                f"Row {place} of --input has {len(row)} {noun}, but the network takes {columns}. Write each sample as "
                "a row of its own, as in '[[0,0],[0,1]]' for two values each."
            )
    raw = np.array(samples, np.float64).reshape(len(rows), columns)
    if not np.isfinite(raw).all() or np.abs(raw).max(initial=0) > np.finfo(np.float32).max:
        raise CommandError("--input holds a number that is too large, NaN or infinite. Give finite numbers.")
    x = torch.from_numpy(dataset.preparation.apply(raw.astype(np.float32)))
    for place, fine in enumerate(torch.isfinite(x).all(dim=1).tolist(), 1):
        if not fine:
            raise CommandError(f"A feature of the data has no finite value for row {place} of --input.")
    if project.run is None:
        complain(of_first_weights("outputs", project, assembly.loop))
    outputs = [[number(value) for value in row] for row in assembly.loop.outputs(x).tolist()]
    if options.json:
        say(json.dumps({"outputs": outputs}))
    else:
        say_table(
            [[*(f"{value:g}" for value in row), "->", *map(shown, out)] for row, out in zip(rows, outputs, strict=True)]
        )
    return 0


def _predict_given(options: argparse.Namespace) -> int:
    """Show what the network gives for all samples of ``--data``, by their rows in the file, counted from 1."""
    from engine.cli.given import given_dataset
    from engine.evaluation import outputs_of
    from engine.storage import read_project

    project = read_project(options.file)
    with reading() as progress:
        dataset = given_dataset(options.data, project, progress, answers=False)
        assembly = assembled(project, dataset)
        found = outputs_of(assembly.loop.module, dataset.x, progress=progress)
    if project.run is None:
        complain(of_first_weights("outputs", project, assembly.loop))
    outputs = [[number(value) for value in row] for row in found.tolist()]
    rows = range(1, len(outputs) + 1) if dataset.source is None else dataset.source.raw.rows().tolist()
    if options.json:
        say(json.dumps({"outputs": outputs, "rows": list(rows)}))
    else:
        say_table([[str(row), "->", *map(shown, out)] for row, out in zip(rows, outputs, strict=True)])
    return 0


def _rows(text: str) -> list[list[float]]:
    """Return the rows that `--input` holds, which may be a single one without the outer brackets.

    `CommandError` if it is anything else than rows of numbers.
    """
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CommandError(f"--input is no JSON ({error}). Write rows of numbers, such as '[[0,0],[0,1]]'.") from error
    if isinstance(rows, list) and rows and all(map(is_number, rows)):
        rows = [rows]
    if not isinstance(rows, list) or not all(isinstance(row, list) and all(map(is_number, row)) for row in rows):
        raise CommandError("--input must be a list of rows of numbers, such as '[[0,0],[0,1]]'.")
    if not rows:
        raise CommandError("--input holds no row. Write at least one, such as '[[0,0]]'.")
    try:
        return [[float(value) for value in row] for row in rows]
    except OverflowError as error:
        raise CommandError("--input holds a number that is too large. Give finite numbers.") from error


def is_number(value: object) -> bool:
    """Tell whether something that JSON brought is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def info(options: argparse.Namespace) -> int:
    """List the nodes and the problems of a project, and return the exit status."""
    from engine.assembly import data_shape
    from engine.cli.own import known_samples
    from engine.diagnosis import survey
    from engine.shapes import infer
    from engine.storage import read_project

    project = read_project(options.file)
    shape = data_shape(known_samples(project))
    report = infer(project.graph, shape)
    nodes = []
    for node_id, node in sorted(project.graph.nodes.items()):
        known = report.nodes.get(node_id)
        entry = {"id": node_id, "kind": node.kind, "name": node.name}
        entry["shape"] = list(known.output) if known else None
        nodes.append({**entry, "parameters": known.parameters if known else None})
    problems = [
        {"severity": finding.severity.name.lower(), "text": str(finding.text), "node": finding.node}
        for finding in survey(project.graph, report, shape, project.config)
    ]
    if options.json:
        say(json.dumps({"nodes": nodes, "total_parameters": report.parameters, "problems": problems}))
        return 0
    heading = ["id", "kind", "name", "shape", "parameters"]
    say_table([heading, *[[shown(value) for value in node.values()] for node in nodes]])
    say(f"{report.parameters:,} parameters")
    for problem in problems:
        say(f"{problem['severity']}: {problem['text']}")
    return 0
