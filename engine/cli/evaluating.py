"""The command ``evaluate``: how good a network is on the samples that it has, or on others."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from engine.cli.progress import reading
from engine.cli.speaking import CommandError, complain, number, of_first_weights, say, say_table, shown

if TYPE_CHECKING:
    import argparse

    import numpy as np
    import numpy.typing as npt

    from engine.assembly import Assembly
    from engine.data import Dataset
    from engine.evaluation import Evaluation
    from engine.storage import Project

MOST_COLUMNS = 20
"""A confusion matrix of more classes does not fit on a line; --json has it all."""


class _Measured(NamedTuple):
    """What was found; `seconds` is the time that the network took, `part` says which samples they were."""

    evaluation: Evaluation
    seconds: float
    part: str


def evaluate(options: argparse.Namespace) -> int:
    """Tell how good a network is, and return the exit status."""
    from engine.cli.given import given_dataset
    from engine.cli.own import own_samples
    from engine.cli.training import assembled
    from engine.storage import read_project

    if options.batch < 1:
        raise CommandError(f"--batch must be at least 1, not {options.batch}.")
    project = read_project(options.file)
    with reading() as progress:
        given = options.data is not None
        dataset = given_dataset(options.data, project, progress) if given else own_samples(project, progress)
        assembly = assembled(project, dataset)
        part, rows = ("all", dataset.train) if given else _rows(dataset)
        measured = _measure(assembly, project, dataset, rows, options.batch, part)
    if project.run is None:
        complain(of_first_weights("results", project, assembly.loop))
    problems = _problems(project, dataset)
    summary = _summary(options, measured)
    if options.json:
        say(json.dumps({**summary, "problems": problems}))
        return 0
    _tell(summary, measured.evaluation)
    for problem in problems:
        say(f"{problem['severity']}: {problem['text']}")
    return 0


def _rows(dataset: Dataset) -> tuple[str, npt.NDArray[np.int64]]:
    """Return which samples tell most about a network: those that it has not learned from, if there are any."""
    if len(dataset.test):
        return "test", dataset.test
    return ("validation", dataset.validation) if len(dataset.validation) else ("train", dataset.train)


def _measure(
    assembly: Assembly, project: Project, dataset: Dataset, rows: npt.NDArray[np.int64], batch: int, part: str
) -> _Measured:
    from engine.catalog.losses import LOSS
    from engine.evaluation import evaluate as compared
    from engine.evaluation import outputs_of

    module, x = assembly.loop.module, dataset.x[rows]
    outputs_of(module, x[:batch], batch)  # what PyTorch prepares at the first call is no part of the speed
    started = time.perf_counter()
    outputs = outputs_of(module, x, batch)
    seconds = time.perf_counter() - started
    (output,) = project.graph.of_kind("output")
    loss = LOSS[str(output.settings["loss"])]
    return _Measured(compared(outputs, dataset.y[rows], loss, dataset.classes), seconds, part)


def _problems(project: Project, dataset: Dataset) -> list[dict[str, object]]:
    from engine.assembly import data_shape
    from engine.diagnosis import survey
    from engine.shapes import infer

    shape = data_shape(dataset)
    findings = survey(project.graph, infer(project.graph, shape), shape, project.config)
    return [
        {"severity": finding.severity.name.lower(), "text": str(finding.text), "node": finding.node}
        for finding in findings
    ]


def _summary(options: argparse.Namespace, measured: _Measured) -> dict[str, object]:
    evaluation = measured.evaluation
    results = _of_classes(evaluation) if evaluation.classes else _of_values(evaluation)
    return {
        "file": str(options.file),
        "part": measured.part,
        "samples": len(evaluation),
        "loss": number(evaluation.loss),
        **results,
        "samples_per_second": round(len(evaluation) / measured.seconds, 1) if measured.seconds else None,
        "batch": options.batch,
    }


def _of_classes(evaluation: Evaluation) -> dict[str, object]:
    scores = evaluation.scores()
    classes = {
        name: {
            "precision": float(scores.precision[place]),
            "recall": float(scores.recall[place]),
            "f1": float(scores.f1[place]),
            "samples": int(scores.support[place]),
        }
        for place, name in enumerate(evaluation.classes)
    }
    confusion = {"labels": list(evaluation.classes), "matrix": evaluation.confusion.tolist()}
    results: dict[str, object] = {"accuracy": number(evaluation.accuracy), "confusion": confusion, "classes": classes}
    missing = int(evaluation.unanswered.sum())
    return {**results, "without_an_answer": missing} if missing else results


def _of_values(evaluation: Evaluation) -> dict[str, object]:
    from engine.evaluation import regression_residuals

    found = regression_residuals(evaluation.outputs, evaluation.targets)
    return {"mse": number(found.mse), "mae": number(found.mae), "r2": number(found.r2)}


# -- for a person --


def _tell(summary: dict[str, object], evaluation: Evaluation) -> None:
    plain = {name: value for name, value in summary.items() if name not in ("confusion", "classes")}
    plain["samples_per_second"] = _roughly(plain["samples_per_second"])
    say_table([[name.replace("_", " "), shown(value)] for name, value in plain.items()])
    if not evaluation.classes:
        return
    _tell_table("Classes", *_class_rows(evaluation))
    if len(evaluation.classes) <= MOST_COLUMNS:
        rows = [
            [name, *map(str, counts)]
            for name, counts in zip(evaluation.classes, evaluation.confusion.tolist(), strict=True)
        ]
        _tell_table("Confusion: rows are the true classes, columns the answers", ["", *evaluation.classes], rows)
    else:
        say(f"The confusion matrix has {len(evaluation.classes)} columns; --json lists it.")


def _roughly(value: object) -> str:
    """Return a speed with two digits: no two runs agree on more."""
    return f"{float(f'{value:.2g}'):,.6g}" if isinstance(value, float) else shown(value)


def _class_rows(evaluation: Evaluation) -> tuple[list[str], list[list[str]]]:
    scores = evaluation.scores()
    rows = [
        [name, *(f"{values[place]:.4f}" for values in scores[:3]), str(scores.support[place])]
        for place, name in enumerate(evaluation.classes)
    ]
    return ["class", "precision", "recall", "F1", "samples"], rows


def _tell_table(title: str, heading: list[str], rows: list[list[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Plain

    table = Table(box=box.SIMPLE)
    for place, column in enumerate(heading):
        table.add_column(Plain(column), justify="right" if place else "left", no_wrap=True)
    for row in rows:
        table.add_row(*map(Plain, row))
    say("")
    say(title)
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else 200).print(table)
