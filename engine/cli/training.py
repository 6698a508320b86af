"""The command ``train``, and what it leaves behind."""

from __future__ import annotations

import csv
import json
import math
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.cli.progress import Interrupt, progress, reading
from engine.cli.speaking import FAILED, INTERRUPTED, CommandError, complain, number, say, say_table, shown
from engine.cli.writing import check_target, write_text
from engine.errors import LoomError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from typing import TextIO

    from engine.assembly import Assembly
    from engine.data import Dataset
    from engine.storage import Project
    from engine.training.config import TrainingConfig
    from engine.training.loop import Loop
    from engine.training.timeline import TimeLine

LONG = 5000
"""Steps from which on it pays to look for the fastest executor; shorter trainings take PyTorch's own operations."""


@dataclass(frozen=True, slots=True)
class _Result:
    """How a training ended; `problem` is why it did before its time."""

    outcome: str
    problem: str
    steps: int
    seconds: float


def train(options: argparse.Namespace) -> int:
    """Train a project, write what was asked for, and return the exit status."""
    from engine.storage import read_project

    _check_targets(options)
    project = _with_seed(read_project(options.file), options.seed)
    ending = _with_end(project.config, options.epochs)  # a refusal comes before the data is read
    project, dataset = _with_data(project, options.data)
    loop = assembled(replace(project, config=ending), dataset).loop
    if project.config.endless and options.epochs is None:
        complain(
            f"In the window this project trains endlessly. Here it trains until {_epochs(ending.epochs)} done, as its "
            "file says; --epochs N asks for another number."
        )
    if loop.finished:
        complain(f"The run already has {loop.epoch:,} epochs, so nothing was trained. Raise --epochs or give --seed.")
    result = _run(loop)
    problems = [result.problem] if result.problem else []
    for write in (_save, _write_history):
        try:
            write(options, project, loop)
        except (CommandError, LoomError) as error:
            problems.append(str(error))
    _report(_summary(loop, result), options.json)
    for problem in problems:
        complain(problem)
    if problems == [result.problem] and result.outcome == "interrupted":
        return INTERRUPTED
    return FAILED if problems else 0


def _with_seed(project: Project, seed: int | None) -> Project:
    """Return the project with a run that has not begun, if a seed was asked for; weights set by hand are given up."""
    if seed is None:
        return project
    return replace(project, config=replace(project.config, seed=seed), run=None, hand_set={})


def _with_data(project: Project, data: str | None) -> tuple[Project, Dataset]:
    """Return the project with the files of ``--data`` as its source, if that was asked for, and its samples."""
    from engine.cli.given import check_weights, with_data
    from engine.cli.own import own_samples
    from engine.data import fixed

    with reading() as progress:
        project = with_data(project, data)
        dataset = own_samples(project, progress)
    project = replace(project, recipe=fixed(project.recipe, dataset), dataset=dataset)
    if data is not None:
        check_weights(data, project, dataset)
    return project, dataset


def _with_end(config: TrainingConfig, epochs: int | None) -> TrainingConfig:
    """Return the settings with `epochs` as the end, or with their own, also if in the window it does not count."""
    return replace(config, endless=False, epochs=config.epochs if epochs is None else epochs)


def assembled(project: Project, dataset: Dataset) -> Assembly:
    """Return a project ready to train, where its run stood, or at its first weights with those set by hand."""
    import torch

    from engine.assembly import assemble
    from engine.training.state import RunState

    assembly = assemble(project.graph, dataset, project.config, project.run)
    if project.run is None and project.hand_set:
        weights = assembly.loop.weights()
        for name, value in project.hand_set.items():
            if name in weights and weights[name].shape == value.shape:  # a layer may have changed its size since
                weights[name] = torch.from_numpy(value.copy())
        assembly.loop.restore(RunState(weights, weights))
    return assembly


def _run(loop: Loop) -> _Result:
    """Train until all epochs are done, the numbers leave what is finite, or Ctrl+C."""
    from engine.training.loop import DivergedError
    from engine.training.speed import Pace

    before, outcome, problem, pace = loop.step, "finished", "", Pace()
    with Interrupt() as interrupt, progress(loop) as tick:
        if loop.left >= LONG:
            loop.use(*loop.executors.find(loop.config))
        started = time.perf_counter()
        try:
            while not loop.finished and not interrupt.asked:
                pace.go(loop.advance, loop.left)
                tick()
        except DivergedError as error:
            outcome, problem = "diverged", str(error)
    seconds = time.perf_counter() - started
    if interrupt.asked and outcome == "finished" and not loop.finished:
        outcome, problem = "interrupted", f"Interrupted at step {loop.step:,} of epoch {loop.epoch:,}."
    return _Result(outcome, problem, loop.step - before, seconds)


# -- what it tells --


def _summary(loop: Loop, result: _Result) -> dict[str, object]:
    curve = loop.curve()
    return {
        "outcome": result.outcome,
        "epochs": loop.epoch,
        "steps": loop.step,
        "seed": loop.config.seed,
        "loss": {
            "first": number(curve.train_loss[0]) if len(curve) else None,
            "last": number(curve.train_loss[-1]) if len(curve) else None,
        },
        "metrics": {"train": _metrics(loop, "train"), "validation": _metrics(loop, "validation")},
        "seconds": round(result.seconds, 6),
        "steps_per_second": round(result.steps / result.seconds, 1) if result.steps else 0.0,
        "executor": loop.executor,
        "threads": loop.way.threads,
    }


def _metrics(loop: Loop, name: str) -> dict[str, float | None]:
    """Return loss and accuracy of the present weights; None where there is nothing to measure."""
    loss, accuracy = loop.evaluate(loop.task.train if name == "train" else loop.task.validation)
    return {"loss": number(loss), "accuracy": number(accuracy)}


_CALLED = {"loss": "loss during the {part} epoch", "metrics": "{part} at the end"}
"""What parts of the summary are called: the first is a mean over batches before their updates, the other is not."""


def _report(summary: Mapping[str, object], as_json: bool) -> None:
    if as_json:
        say(json.dumps(summary))
        return
    rows: list[list[str]] = []
    for name, value in summary.items():
        parts = value if isinstance(value, dict) else {"": value}
        called = _CALLED.get(name, "{name} {part}")
        rows.extend(
            [called.format(name=name, part=part).strip().replace("_", " "), shown(entry)]
            for part, entry in parts.items()
        )
    say_table(rows)


# -- what a training leaves behind --


def _check_targets(options: argparse.Namespace) -> None:
    for path in (options.save, options.history):
        if path is not None:
            check_target(path)
    if options.save is not None and options.history is not None and options.save.resolve() == options.history.resolve():
        raise CommandError(f"--save and --history cannot both be {options.save}. Give them different names.")


def _save(options: argparse.Namespace, project: Project, loop: Loop) -> None:
    from engine.storage import write_project

    if options.save is not None:
        write_project(replace(project, run=loop.state(), timeline=_timeline(project, loop)), options.save)
        if not options.json:
            complain(f"The project with its run is in {options.save}.")


def _timeline(project: Project, loop: Loop) -> TimeLine | None:
    """Return the past of the project's run, with what made the steps since."""
    from engine.training.timeline import Switched

    if project.timeline is None or project.run is None:
        return None
    timeline = project.timeline.copy()
    timeline.note(Switched(project.run.step, *loop.way))
    return timeline


def _write_history(options: argparse.Namespace, project: Project, loop: Loop) -> None:
    if options.history is None:
        return
    history = loop.history.curve()
    columns = (history.epoch, history.step, history.train_loss, history.validation_loss)

    def write(stream: TextIO) -> None:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("epoch", "step", "train_loss", "validation_loss"))
        for epoch, step, train, validation in zip(*(column.tolist() for column in columns), strict=True):
            writer.writerow((int(epoch), int(step), train, "" if math.isnan(validation) else validation))

    write_text(options.history, write)
    if len(history) < loop.epoch:
        complain(
            f"The run has {loop.epoch:,} epochs, of which {options.history} holds {len(history):,}: about every "
            f"{_ordinal(loop.history.stride)} one, and the last."
        )


def _epochs(count: int) -> str:
    return "1 epoch is" if count == 1 else f"{count:,} epochs are"


def _ordinal(stride: int) -> str:
    """Write a power of two above 1 as in "every second one"."""
    if stride == 2:
        return "second"
    return f"{stride:,}nd" if stride % 10 == 2 and stride % 100 != 12 else f"{stride:,}th"
