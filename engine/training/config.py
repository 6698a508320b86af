"""How to train: the optimiser, the batches, how long, and from which seed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from engine.catalog.spec import Choice, ParamSpec, defaults, validated
from engine.errors import SettingError
from engine.text import Text
from engine.training.optimizers import OPTIMIZER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.catalog.spec import SettingValue

EAGER, FLAT, COMPILED = "eager", "flat", "compiled"
FASTEST = "fastest"
MEASURED = 0
"""As a number of threads: as many as are fastest."""

MANY = 1000
"""Training samples of which one step for all would make a new project learn very slowly."""

RUN_PARAMS: tuple[ParamSpec, ...] = (
    ParamSpec(
        "full_batch",
        Text("training", "Full batch"),
        "flag",
        True,
        Text("training", "Take all training samples in every step, so that one epoch is one step."),
    ),
    ParamSpec(
        "batch_size",
        Text("training", "Batch size"),
        "integer",
        10,
        Text("training", "How many samples each step takes, when it does not take all."),
        1,
        1_000_000,
    ),
    ParamSpec(
        "shuffle",
        Text("training", "Shuffle"),
        "flag",
        True,
        Text("training", "Draw the samples in a new order in every epoch. The seed decides the orders."),
    ),
    ParamSpec(
        "drop_last",
        Text("training", "Drop last"),
        "flag",
        False,
        Text(
            "training",
            "Leave out the last batch of an epoch where too few samples are left to fill it. A batch size above the "
            "number of samples gives one batch of them all, which stays.",
        ),
    ),
    ParamSpec(
        "endless",
        Text("training", "Endless"),
        "flag",
        True,
        Text("training", "Train until you pause."),
    ),
    ParamSpec(
        "epochs",
        Text("training", "Epochs"),
        "integer",
        1000,
        Text("training", "After how many passes over the training samples it stops, when it is not endless."),
        1,
        1_000_000_000,
    ),
    ParamSpec(
        "seed",
        Text("training", "Seed"),
        "integer",
        0,
        Text("training", "Decides the first weights and the order of the samples. The same seed gives the same run."),
        0,
        2**31 - 1,
    ),
    ParamSpec(
        "executor",
        Text("training", "Executor"),
        "choice",
        FASTEST,
        Text("training", "What makes the steps. All make the same ones, to the last digits that float32 can hold."),
        choices=(
            Choice(FASTEST, Text("training", "Fastest"), Text("training", "Measured on this machine while it trains.")),
            Choice(EAGER, Text("training", "Eager"), Text("training", "PyTorch, one operation after the other.")),
            Choice(FLAT, Text("training", "Flat"), Text("training", "PyTorch's operations of one step, traced once.")),
            Choice(COMPILED, Text("training", "Compiled"), Text("training", "The traced step as machine code.")),
        ),
    ),
    ParamSpec(
        "threads",
        Text("training", "Threads"),
        "integer",
        MEASURED,
        Text(
            "training",
            "How many threads calculate a step; 0: as many as are fastest, measured on this machine. A compiled step "
            "always has one.",
        ),
        MEASURED,
        256,
    ),
)
"""The settings of a run, besides those of its optimiser; names are those of `TrainingConfig`."""


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """Everything about a run that is neither drawing nor data.

    Parameters
    ----------
    optimizer : str
        Kind of an entry in `engine.training.optimizers`.
    optimizer_settings : mapping
        Complete settings of that optimiser.
    full_batch, batch_size, shuffle, drop_last, endless, epochs, seed, executor, threads
        As in `RUN_PARAMS`.
    """

    optimizer: str = "sgd"
    optimizer_settings: Mapping[str, SettingValue] = field(default_factory=lambda: defaults(OPTIMIZER["sgd"].params))
    full_batch: bool = True
    batch_size: int = 10
    shuffle: bool = True
    drop_last: bool = False
    endless: bool = True
    epochs: int = 1000
    seed: int = 0
    executor: str = FASTEST
    threads: int = MEASURED

    def __post_init__(self) -> None:
        if self.optimizer not in OPTIMIZER:
            raise SettingError(
                Text("training", "There is no optimiser named {name}. There are: {known}.").fill(
                    name=self.optimizer, known=", ".join(OPTIMIZER)
                )
            )
        settings = validated(OPTIMIZER[self.optimizer].params, self.optimizer_settings)
        object.__setattr__(self, "optimizer_settings", settings)
        for param in RUN_PARAMS:
            param.validated(getattr(self, param.name))

    def suited_to(self, samples: int) -> TrainingConfig:
        """Return the same, but in batches if these are the untouched settings of a new project and samples are many."""
        if samples > MANY and self == TrainingConfig():
            return replace(self, full_batch=False)
        return self

    def with_optimizer(self, kind: str) -> TrainingConfig:
        """Return the same with another optimiser at its default settings."""
        return replace(self, optimizer=kind, optimizer_settings={})

    def with_optimizer_setting(self, name: str, value: object) -> TrainingConfig:
        """Return the same with one setting of the optimiser changed; `SettingError` if it does not fit."""
        return replace(
            self,
            optimizer_settings=validated(OPTIMIZER[self.optimizer].params, {**self.optimizer_settings, name: value}),
        )
