"""The commands ``predict`` and ``info``, which leave a project as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from engine.cli.columns import data_as_json, tell_data
from engine.cli.progress import reading
from engine.cli.rows import Asker, rows_of, written
from engine.cli.speaking import CommandError, complain, number, of_first_weights, say, say_table, shown
from engine.cli.training import assembled

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt

    from engine.data import Dataset
    from engine.storage import Project

    Floats = npt.NDArray[np.floating]


def predict(options: argparse.Namespace) -> int:
    """Show what the network gives for the rows of ``--input``, and return the exit status.

    A row has the values that the source of the data has; features and normalisation are applied to it here.
    """
    import torch

    from engine.cli.own import known_samples
    from engine.storage import read_project

    if options.data is not None:
        return _predict_given(options)
    rows = rows_of(options.input)
    project = read_project(options.file)
    dataset = known_samples(project)
    assembly = assembled(project, dataset)
    x = torch.from_numpy(dataset.preparation.apply(Asker.of(project, dataset).raw(rows)))
    for place, fine in enumerate(torch.isfinite(x).all(dim=1).tolist(), 1):
        if not fine:
            raise CommandError(f"A feature of the data has no finite value for row {place} of --input.")
    if project.run is None:
        complain(of_first_weights("outputs", project, assembly.loop))
    found = assembly.loop.outputs(x).numpy()
    _tell(options, found, _answers(project, dataset, found), [[written(cell) for cell in row] for row in rows])
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
    rows = list(range(1, len(found) + 1)) if dataset.source is None else dataset.source.raw.rows().tolist()
    _tell(options, found, _answers(project, dataset, found), [[str(row)] for row in rows], {"rows": rows})
    return 0


def _answers(project: Project, dataset: Dataset, outputs: Floats) -> list[str | None]:
    """Return the class that each row of outputs means, None where it means none; nothing for a regression."""
    from engine.evaluation.reading import Reading

    classes = dataset.classes
    if not classes:
        return []
    numbers = Reading.of(project.graph, dataset).predicted(outputs).tolist()
    return [classes[number] if 0 <= number < len(classes) else None for number in numbers]


def _tell(
    options: argparse.Namespace,
    outputs: Floats,
    answers: list[str | None],
    rows: list[list[str]],
    more: Mapping[str, object] | None = None,
) -> None:
    """Say what the network gives for each row, and which class that is."""
    plain = [[number(value) for value in row] for row in outputs.tolist()]
    if options.json:
        named = {"answers": answers} if answers else {}
        say(json.dumps({"outputs": plain, **named, **(more or {})}))
        return
    classes = [[f"class {shown(answer)}"] for answer in answers] or [[]] * len(rows)
    say_table([[*row, "->", *map(shown, out), *name] for row, out, name in zip(rows, plain, classes, strict=True)])


def info(options: argparse.Namespace) -> int:
    """List the nodes, the columns of the data and the problems of a project, and return the exit status."""
    from engine.assembly import data_shape
    from engine.cli.own import known_samples
    from engine.diagnosis import survey
    from engine.shapes import infer
    from engine.storage import read_project

    project = read_project(options.file)
    dataset = known_samples(project)
    shape = data_shape(dataset)
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
        about = data_as_json(project, dataset)
        say(json.dumps({"nodes": nodes, "total_parameters": report.parameters, "data": about, "problems": problems}))
        return 0
    heading = ["id", "kind", "name", "shape", "parameters"]
    say_table([heading, *[[shown(value) for value in node.values()] for node in nodes]])
    say(f"{report.parameters:,} parameters")
    tell_data(project, dataset)
    for problem in problems:
        say(f"{problem['severity']}: {problem['text']}")
    return 0
