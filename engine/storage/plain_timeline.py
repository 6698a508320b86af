"""From a time line to a document and tensors. What checkpoints share in memory is written once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.storage.plain import plain_config, plain_sums
from engine.storage.records import to_number
from engine.training.timeline import Reconfigured, Switched, WeightSet

if TYPE_CHECKING:
    from torch import Tensor

    from engine.storage.plain import Plain
    from engine.training.history import History
    from engine.training.timeline import Checkpoint, Order, TimeLine


def plain_timeline(timeline: TimeLine) -> tuple[Plain, dict[str, Tensor]]:
    """Return a time line as a `TimeLineRecord` and the tensors that belong to it."""
    writer = _Writer()
    document: Plain = {
        "checkpoints": [writer.checkpoint(number, each) for number, each in enumerate(timeline.checkpoints)],
        "orders": [writer.order(number, each) for number, each in enumerate(timeline.orders)],
    }
    return document | {"tables": writer.write_tables()}, writer.tensors


class _Writer:
    def __init__(self) -> None:
        self.tensors: dict[str, Tensor] = {}
        self._buffers: dict[int, History] = {}  # the longest history of each buffer
        self._randoms: dict[int, int] = {}

    def checkpoint(self, number: int, checkpoint: Checkpoint) -> Plain:
        import torch

        state, (buffer, rows) = checkpoint.state, checkpoint.state.history.stretch
        self.tensors |= {f"{number}/weights/{name}": tensor for name, tensor in state.weights.items()}
        self.tensors |= {f"{number}/optimiser/{name}": tensor for name, tensor in state.optimizer.items()}
        if buffer not in self._buffers or self._buffers[buffer].stretch[1] < rows:
            self._buffers[buffer] = state.history
        newest = state.history.newest
        if newest is not None:
            self.tensors[f"{number}/newest"] = torch.tensor(newest, dtype=torch.float64)
        return {
            "step": state.step,
            "epoch": state.epoch,
            "batch": state.batch,
            "sums": plain_sums(state.sums),
            "batch_loss": to_number(checkpoint.batch_loss),
            "config": plain_config(checkpoint.config),
            "orders": checkpoint.orders,
            "random": None if state.random is None else self._random(state.random),
            "table": list(self._buffers).index(buffer),
            "rows": rows,
            "newest": newest is not None,
            "executor": checkpoint.executor,
            "threads": checkpoint.threads,
        }

    def _random(self, random: Tensor) -> int:
        number = self._randoms.setdefault(id(random), len(self._randoms))
        self.tensors[f"random/{number}"] = random
        return number

    def write_tables(self) -> list[Plain]:
        import torch

        for number, history in enumerate(self._buffers.values()):
            table = history.table()[: history.stretch[1]]
            self.tensors[f"table/{number}"] = torch.from_numpy(table)
        return [{"stride": history.stride} for history in self._buffers.values()]

    def order(self, number: int, order: Order) -> Plain:
        if isinstance(order, Reconfigured):
            return {"kind": "settings", "step": order.step, "config": plain_config(order.config)}
        if isinstance(order, WeightSet):
            self.tensors |= {f"order/{number}/places": order.places, f"order/{number}/values": order.values}
            return {"kind": "weight", "step": order.step, "name": order.name}
        if isinstance(order, Switched):
            return {"kind": "executor", "step": order.step, "executor": order.executor, "threads": order.threads}
        return {"kind": "memory lost", "step": order.step}
