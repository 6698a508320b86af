"""How well 784-50-100-10 learns handwritten digits with the app's own loop and settings. Not part of ``make bench``.

Run from a checkout: ``python tests/benchmarks/mnist.py``. It ends with status 1 if the settings that the goal is stated
for miss it.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[2]))  # the script is run from a checkout, not from an installation

import numpy as np

from engine.assembly import assemble
from engine.catalog.losses import LOSS
from engine.data import Dataset
from engine.data.progress import nobody
from engine.data.readers.idx_set import read_idx_set
from engine.evaluation import evaluate, outputs_of
from tests.engine.networks import config, dense, stack

if TYPE_CHECKING:
    from engine.training.config import TrainingConfig

ROOT = Path(__file__).resolve().parents[2]
EPOCHS = 30
AT_LEAST = 0.935
HIDDEN = (50, 100)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is trained, and how; the optimiser's own settings are the app's defaults but for the rate."""

    activation: str
    optimizer: str
    rate: float | None
    batch: int | None
    note: str = ""
    goal: bool = False

    @property
    def config(self) -> TrainingConfig:
        """The same as the app keeps it; without a batch size, all samples are one batch."""
        rate = {} if self.rate is None else {"lr": self.rate}
        batches = {} if self.batch is None else {"full_batch": False, "batch_size": self.batch}
        return config(self.optimizer, rate, endless=False, epochs=EPOCHS, **batches)


SETTINGS = (
    Setting("tanh", "sgd", None, None, "a new project's defaults, which suit four points"),
    Setting("tanh", "sgd", None, 10, "the same in batches of the default size", goal=True),
    Setting("relu", "sgd", None, 10),
    Setting("sigmoid", "sgd", None, 10),
    Setting("sigmoid", "adam", None, 100, "Adam at its default rate"),
    Setting("relu", "adam", None, 100, "Adam at its default rate"),
    Setting("sigmoid", "adam", 1e-3, 100, goal=True),
    Setting("relu", "adam", 1e-3, 100, goal=True),
    Setting("tanh", "adam", 1e-3, 100, goal=True),
)


class Result(NamedTuple):
    """Accuracy on the test digits after the last epoch, the best after any, and the seconds of training."""

    accuracy: float
    best: float
    best_epoch: int
    train_accuracy: float
    seconds: float


def digits(folder: Path) -> Dataset:
    """Return train10k to train with and t10k as test samples."""
    parts = [
        read_idx_set(
            folder / f"{name}-images-idx3-ubyte.gz",
            folder / f"{name}-labels-idx1-ubyte.gz",
            nobody,
            classes=10,
            with_test=False,
        )
        for name in ("train10k", "t10k")
    ]
    train, test = parts
    rows = np.arange(len(train.y) + len(test.y))
    return Dataset(
        train.columns,
        train.target,
        train.classes,
        np.concatenate([train.x, test.x]),
        np.concatenate([train.y, test.y]),
        rows[: len(train.y)],
        rows[:0],
        rows[len(train.y) :],
    )


def run(setting: Setting, dataset: Dataset) -> Result:
    """Train for all epochs, and ask about the test digits after each; that time is not counted."""
    graph = stack(*[dense(units, setting.activation) for units in HIDDEN], dense(10, "identity"), loss="cross_entropy")
    loop = assemble(graph, dataset, setting.config).loop
    x, y = dataset.x[dataset.test], dataset.y[dataset.test]
    accuracies, seconds = [], 0.0
    for epoch in range(EPOCHS):
        started = time.perf_counter()
        while loop.epoch == epoch:
            loop.advance()
        seconds += time.perf_counter() - started
        found = evaluate(outputs_of(loop.module, x), y, LOSS["cross_entropy"], dataset.classes)
        accuracies.append(found.accuracy)
    best = int(np.argmax(accuracies))
    return Result(accuracies[-1], accuracies[best], best + 1, loop.evaluate(loop.task.train)[1], seconds)


def main() -> int:
    """Train with every setting and print a line for each."""
    parser = argparse.ArgumentParser(description="Train 784-50-100-10 on train10k, test on t10k.")
    parser.add_argument("--mnist", type=Path, default=ROOT.parent / "shared" / "data" / "mnist", help="the IDX files")
    dataset = digits(parser.parse_args().mnist)
    sys.stdout.write(f"784-50-100-10, {EPOCHS} epochs of {len(dataset.train):,} digits, seed 0\n")
    missed = 0
    for setting in SETTINGS:
        found = run(setting, dataset)
        rate = setting.config.optimizer_settings["lr"]
        batch = "all" if setting.batch is None else str(setting.batch)
        missed += setting.goal and found.accuracy < AT_LEAST
        sys.stdout.write(
            f"{setting.activation:8} {setting.optimizer:5} lr {rate:<6g} batch {batch:4} test {found.accuracy:.4f} "
            f"(best {found.best:.4f}, epoch {found.best_epoch:2})  train {found.train_accuracy:.4f}  "
            f"{found.seconds:5.1f} s  {f'goal {AT_LEAST}; ' if setting.goal else ''}{setting.note}\n"
        )
        sys.stdout.flush()
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
