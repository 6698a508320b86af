"""A run from its record and its tensors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import LoomError, StorageError
from engine.storage import names, tensors
from engine.storage.checks import hand_set_faults, run_faults, table_faults
from engine.storage.records import from_number
from engine.text import Text
from engine.training.config import TrainingConfig
from engine.training.history import History
from engine.training.state import EpochSums, RunState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import numpy.typing as npt
    from torch import Tensor

    from engine.storage.archive import Members
    from engine.storage.records import ConfigRecord, RunRecord

Tables = dict[str, "npt.NDArray[np.float64]"]
HandSet = dict[str, "npt.NDArray[np.float32]"]

REQUIRED = (names.WEIGHTS, names.INITIAL, names.OPTIMISER)
STRAY = Text("storage", "{member} is there, but {training} tells of no run.").fill(training=names.TRAINING)
MISSING = Text("storage", "{member} is missing, though {training} tells of a run.").fill(training=names.TRAINING)


def build_config(record: ConfigRecord, faults: list[Text]) -> TrainingConfig | None:
    """Return how to train; None if a setting is none that there is."""
    try:
        return TrainingConfig(**record.model_dump())
    except LoomError as error:
        faults.append(error.text)
        return None


def build_tables(record: RunRecord | None, members: Members, faults: list[Text]) -> Tables:
    """Return the rows of the run and of the ghost, as far as they are there and sound."""
    data = members.get(names.HISTORY)
    found: Mapping[str, npt.NDArray[np.generic]] = {}
    try:
        found = tensors.load_tables(names.HISTORY, data) if data is not None else {}
    except StorageError as error:
        faults.append(error.text)
    else:
        refused = names.HISTORY in members and data is None
        if not refused and ("rows" in found) != (record is not None):
            faults.append((STRAY if record is None else MISSING).fill(member=f"{names.HISTORY} > rows"))
    tables: Tables = {}
    for name, table in found.items():
        wrong = list(table_faults(name, table))
        if name not in ("rows", "ghost"):
            wrong = [Text("storage", "{member} holds an unknown table, {name}.").fill(member=names.HISTORY, name=name)]
        faults.extend(wrong)
        if not wrong:
            tables[name] = table.astype("float64", copy=False)
    return tables


def build_run(record: RunRecord | None, members: Members, tables: Tables, faults: list[Text]) -> RunState | None:
    """Return the run; None if there is none, or if something is missing, which `faults` then tells."""
    there = [name for name in (*REQUIRED, names.RANDOM) if name in members]
    absent = [name for name in REQUIRED if name not in members]
    found = [MISSING.fill(member=n) for n in absent] if record else [STRAY.fill(member=n) for n in there]
    loaded = {name: _load(name, members, found) for name in (*REQUIRED, names.RANDOM)} if record else {}
    random = loaded.get(names.RANDOM)
    if random is not None and random.keys() != {"state"}:
        found.append(Text("storage", "{member} holds something else than one state.").fill(member=names.RANDOM))
    faults.extend(found)
    weights, initial, optimizer = (loaded.get(name) for name in REQUIRED)
    if found or record is None or weights is None or initial is None or optimizer is None or "rows" not in tables:
        return None
    run = RunState(
        weights=weights,
        initial=initial,
        optimizer=optimizer,
        random=None if random is None else random["state"],
        step=record.step,
        epoch=record.epoch,
        batch=record.batch,
        sums=EpochSums(from_number(record.sums.loss), from_number(record.sums.correct), record.sums.samples),
        history=History(tables["rows"], record.history_stride),
    )
    faults.extend(run_faults(run))
    return run


def build_hand_set(listed: Sequence[str], run: RunState | None, members: Members, faults: list[Text]) -> HandSet:
    """Return the weights that were set by hand: those in a member of their own, the others from the run's start.

    Without a run, earlier programs kept the names alone: of those nothing comes back.
    """
    data, found = members.get(names.HAND_SET), []
    apart: Mapping[str, npt.NDArray[np.generic]] = {}
    try:
        apart = tensors.load_tables(names.HAND_SET, data) if data is not None else {}
    except StorageError as error:
        found.append(error.text)
    stray = Text("storage", "{member} holds {name}, which {training} does not list as set by hand.")
    for name in sorted(apart.keys() - set(listed)):
        found.append(stray.fill(member=names.HAND_SET, name=name, training=names.TRAINING))
    found.extend(hand_set_faults(apart))
    faults.extend(found)
    if found:
        return {}
    return {name: value.astype("float32") for name, value in {**_first_weights(run, listed), **apart}.items()}


def _first_weights(run: RunState | None, listed: Sequence[str]) -> Mapping[str, npt.NDArray[np.generic]]:
    """Return those tensors at the run's start that are listed and of the kind that can be set by hand."""
    if run is None:
        return {}
    import torch

    first = {name: run.initial[name] for name in listed if name in run.initial}
    return {name: tensor.numpy() for name, tensor in first.items() if tensor.dtype == torch.float32}


def _load(member: str, members: Members, faults: list[Text]) -> Mapping[str, Tensor] | None:
    """Return the tensors of a member; None if it is not there or is refused."""
    data = members.get(member)
    if data is None:
        return None
    try:
        return tensors.load(member, data)
    except StorageError as error:
        faults.append(error.text)
        return None
