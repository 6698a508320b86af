"""Values as JSON has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.storage.records import to_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.training.config import TrainingConfig
    from engine.training.state import EpochSums

Plain = dict[str, object]


def plain_settings(settings: Mapping[str, object]) -> Plain:
    """Return settings as `engine.storage.records.Settings`."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in settings.items()}


def plain_config(config: TrainingConfig) -> Plain:
    """Return a config as a `ConfigRecord`."""
    return {
        "optimizer": config.optimizer,
        "optimizer_settings": plain_settings(config.optimizer_settings),
        "full_batch": config.full_batch,
        "batch_size": config.batch_size,
        "shuffle": config.shuffle,
        "drop_last": config.drop_last,
        "endless": config.endless,
        "epochs": config.epochs,
        "seed": config.seed,
        "executor": config.executor,
        "threads": config.threads,
    }


def plain_sums(sums: EpochSums) -> Plain:
    """Return what an epoch has gathered as a `SumsRecord`."""
    return {"loss": to_number(sums.loss), "correct": to_number(sums.correct), "samples": sums.samples}
