"""A run's past from its record and its tensors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import StorageError
from engine.storage import names, tensors
from engine.storage.build_run import build_config
from engine.storage.checks import table_faults
from engine.storage.records import ExecutorOrderRecord, SettingsOrderRecord, WeightOrderRecord, from_number
from engine.storage.timeline_checks import timeline_faults
from engine.text import Text
from engine.training.history import History, Row
from engine.training.state import EpochSums, RunState
from engine.training.timeline import Checkpoint, MemoryLost, Reconfigured, Switched, TimeLine, WeightSet

if TYPE_CHECKING:
    from torch import Tensor

    from engine.storage.archive import Members
    from engine.storage.records import CheckpointRecord, OrderRecord, TimeLineRecord
    from engine.training.timeline import Order


def build_timeline(
    record: TimeLineRecord | None, run: RunState | None, members: Members, faults: list[Text]
) -> TimeLine | None:
    """Return the time line; None if there is none, or if something is wrong, which `faults` then tells."""
    data = members.get(names.CHECKPOINTS)
    if record is None or data is None or run is None:
        present = [name for name in (names.TIMELINE, names.CHECKPOINTS) if name in members]
        if len(present) == 1:
            both = Text("storage", "{member} is there without {other}.")
            (other,) = {names.TIMELINE, names.CHECKPOINTS} - {*present}
            faults.append(both.fill(member=present[0], other=other))
        elif present and run is None and not faults:
            faults.append(Text("storage", "{member} is there, but no run.").fill(member=names.TIMELINE))
        return None
    reader = _Reader(run, faults)
    try:
        reader.tensors = tensors.load(names.CHECKPOINTS, data)
        return reader.read(record)
    except StorageError as error:
        faults.append(error.text)
        return None


class _Reader:
    def __init__(self, run: RunState, faults: list[Text]) -> None:
        self.tensors: dict[str, Tensor] = {}
        self._run = run
        self._faults = faults
        self._used: set[str] = set()

    def read(self, record: TimeLineRecord) -> TimeLine | None:
        before = len(self._faults)
        histories = [self._history(number, table.stride) for number, table in enumerate(record.tables)]
        checkpoints = [self._checkpoint(number, each, histories) for number, each in enumerate(record.checkpoints)]
        orders = [self._order(number, each) for number, each in enumerate(record.orders)]
        unknown = Text("storage", "{member} holds {name}, which {document} does not name.")
        for name in sorted(self.tensors.keys() - self._used):
            self._faults.append(unknown.fill(member=names.CHECKPOINTS, name=name, document=names.TIMELINE))
        if len(self._faults) > before:
            return None
        timeline = TimeLine(filter(None, checkpoints), filter(None, orders))
        self._faults.extend(timeline_faults(timeline, self._run))
        return timeline

    def _take(self, name: str) -> Tensor:
        if name not in self.tensors:
            raise StorageError(
                Text("storage", "{member} lacks {name}, which {document} names.").fill(
                    member=names.CHECKPOINTS, name=name, document=names.TIMELINE
                )
            )
        self._used.add(name)
        return self.tensors[name]

    def _folder(self, prefix: str) -> dict[str, Tensor]:
        found = {name: tensor for name, tensor in self.tensors.items() if name.startswith(prefix)}
        self._used |= found.keys()
        return {name.removeprefix(prefix): tensor for name, tensor in found.items()}

    def _history(self, number: int, stride: int) -> History:
        rows = self._take(f"table/{number}").numpy()
        wrong = list(table_faults(f"table {number}", rows))
        self._faults.extend(wrong)
        return History() if wrong else History(rows.astype("float64"), stride)

    def _checkpoint(self, number: int, record: CheckpointRecord, histories: list[History]) -> Checkpoint | None:
        config = build_config(record.config, self._faults)
        newest = self._newest(number) if record.newest else None
        weights, memory = self._folder(f"{number}/weights/"), self._folder(f"{number}/optimiser/")
        if record.table >= len(histories) or record.rows > histories[record.table].stretch[1]:
            self._faults.append(
                Text("storage", "{document}: checkpoint {number} has more rows than there are.").fill(
                    document=names.TIMELINE, number=number
                )
            )
            return None
        state = RunState(
            weights=weights,
            initial=self._run.initial,
            optimizer=memory,
            random=None if record.random is None else self._take(f"random/{record.random}"),
            step=record.step,
            epoch=record.epoch,
            batch=record.batch,
            sums=EpochSums(from_number(record.sums.loss), from_number(record.sums.correct), record.sums.samples),
            history=histories[record.table].beginning(record.rows, newest),
        )
        loss = from_number(record.batch_loss)
        if config is None:
            return None
        return Checkpoint(state, config, loss, record.orders, record.executor, record.threads)

    def _newest(self, number: int) -> Row:
        row = self._take(f"{number}/newest")
        if row.shape != (len(Row._fields),):
            raise StorageError(
                Text("storage", "{member}: the newest row of checkpoint {number} is no row.").fill(
                    member=names.CHECKPOINTS, number=number
                )
            )
        return Row(*row.double().tolist())

    def _order(self, number: int, record: OrderRecord) -> Order | None:
        if isinstance(record, SettingsOrderRecord):
            config = build_config(record.config, self._faults)
            return None if config is None else Reconfigured(record.step, config)
        if isinstance(record, WeightOrderRecord):
            places, values = self._take(f"order/{number}/places"), self._take(f"order/{number}/values")
            return WeightSet(record.step, record.name, places, values)
        if isinstance(record, ExecutorOrderRecord):
            return Switched(record.step, record.executor, record.threads)
        return MemoryLost(record.step)
