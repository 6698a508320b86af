"""The command ``train``, and what it leaves behind."""

from __future__ import annotations

import csv
import json
import math
import os
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.cli.progress import Interrupt, progress
from engine.cli.speaking import FAILED, INTERRUPTED, CommandError, complain, number, say, say_table, shown
from engine.errors import LoomError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from engine.assembly import Assembly
    from engine.storage import Project
    from engine.training.loop import Loop


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
    loop = assembled(_with_end(project, options.epochs)).loop
    if loop.finished:
        complain(f"The run already has {loop.epoch:,} epochs, so nothing was trained. Raise --epochs or give --seed.")
    result = _run(loop)
    problems = [result.problem] if result.problem else []
    for write in (_save, _write_history):
        try:
            write(options, project, loop)
        except LoomError as error:
            problems.append(str(error))
        except OSError as error:
            problems.append(f"{error.filename} was not written: {error.strerror}.")
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


def _with_end(project: Project, epochs: int | None) -> Project:
    """Return the project with `epochs` as its end, or with its own; `CommandError` if it has none."""
    config = project.config
    if epochs is not None:
        config = replace(config, endless=False, epochs=epochs)
    elif config.endless:
        raise CommandError("This project trains endlessly: say with --epochs N how many epochs the run is to have.")
    return replace(project, config=config)


def assembled(project: Project) -> Assembly:
    """Return a project ready to train, where its run stood, or at its first weights with those set by hand."""
    import torch

    from engine.assembly import assemble
    from engine.data import make_dataset

    assembly = assemble(project.graph, make_dataset(project.recipe), project.config, project.run)
    shapes = {name: tuple(tensor.shape) for name, tensor in assembly.loop.weights().items()}
    for name, value in project.hand_set.items() if project.run is None else ():
        if shapes.get(name) == value.shape:  # a layer may have changed its size since
            assembly.loop.set_weight(name, torch.from_numpy(value.copy()))
    return assembly


def _run(loop: Loop) -> _Result:
    """Train until all epochs are done, the numbers leave what is finite, or Ctrl+C."""
    from engine.training.loop import DivergedError

    before, outcome, problem = loop.step, "finished", ""
    started = time.perf_counter()
    with Interrupt() as interrupt, progress(loop) as tick:
        try:
            while not loop.finished and not interrupt.asked:
                loop.advance()
                tick()
        except DivergedError as error:
            outcome, problem = "diverged", str(error)
    seconds = time.perf_counter() - started
    if interrupt.asked and outcome == "finished" and not loop.finished:
        outcome, problem = "interrupted", f"Interrupted at step {loop.step:,} of epoch {loop.epoch:,}."
    return _Result(outcome, problem, loop.step - before, seconds)


# -- what it tells --


def _summary(loop: Loop, result: _Result) -> dict[str, object]:
    import torch

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
        "threads": torch.get_num_threads(),
    }


def _metrics(loop: Loop, name: str) -> dict[str, float | None]:
    """Return loss and accuracy of the present weights; None where there is nothing to measure."""
    loss, accuracy = loop.evaluate(loop.task.train if name == "train" else loop.task.validation)
    return {"loss": number(loss), "accuracy": number(accuracy)}


def _report(summary: Mapping[str, object], as_json: bool) -> None:
    if as_json:
        say(json.dumps(summary))
        return
    rows: list[list[str]] = []
    for name, value in summary.items():
        parts = value if isinstance(value, dict) else {"": value}
        rows.extend([f"{name} {part}".strip().replace("_", " "), shown(entry)] for part, entry in parts.items())
    say_table(rows)


# -- what a training leaves behind --


def _check_targets(options: argparse.Namespace) -> None:
    """Say now, and not after an hour of training, that a result could not be written."""
    for path in (options.save, options.history):
        if path is None:
            continue
        if path.is_dir():
            raise CommandError(f"{path} is a folder. Give the name of a file.")
        if not path.absolute().parent.is_dir():
            raise CommandError(f"The folder {path.absolute().parent} does not exist. Make it, or choose another one.")
        if not os.access(path if path.exists() else path.absolute().parent, os.W_OK):
            raise CommandError(f"{path} cannot be written: you may not write there. Choose another name.")
    if options.save is not None and options.history is not None and options.save.resolve() == options.history.resolve():
        raise CommandError(f"--save and --history cannot both be {options.save}. Give them different names.")


def _save(options: argparse.Namespace, project: Project, loop: Loop) -> None:
    from engine.storage import write_project

    if options.save is not None:
        write_project(replace(project, run=loop.state()), options.save)


def _write_history(options: argparse.Namespace, project: Project, loop: Loop) -> None:
    if options.history is None:
        return
    curve = loop.history.curve()
    columns = (curve.epoch, curve.step, curve.train_loss, curve.validation_loss)
    with options.history.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("epoch", "step", "train_loss", "validation_loss"))
        for epoch, step, train, validation in zip(*(column.tolist() for column in columns), strict=True):
            writer.writerow((int(epoch), int(step), train, "" if math.isnan(validation) else validation))
