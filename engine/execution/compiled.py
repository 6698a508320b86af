"""Runs machine code of whole epochs on the tensors of a run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import torch

from engine.execution import optimiser
from engine.execution.machine import driver
from engine.execution.machine.build import Built, build
from engine.execution.program import Done, Sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    from torch import Tensor

    from engine.execution.machine.body import Room
    from engine.execution.program import Program, Work

PADDING = 32
"""Elements behind every array that loops in vectors may touch."""
NOTHING = -1
"""The seed of no order."""


class Compiled:
    """Machine code made from a program, with its memory. Belongs to one thread at a time.

    Parameters
    ----------
    program : Program

    Raises
    ------
    UnsupportedError
        If an operation of the program has no machine code.
    """

    name = "compiled"

    def __init__(self, program: Program) -> None:
        self.program = program
        self._plan = driver.plan(program)
        self._built: Built = build(self._plan.text)
        total = program.source.vector.numel()
        self._vector, self._previous = _padded(total), _padded(total)
        self._slots = {name: _padded(total) for name in program.slots}
        self._whole = np.zeros(driver.OKAY + 1, np.int64)
        self._double = np.zeros(driver.NUMBERS + len(self._plan.numbers) + self._plan.formulas + 1)
        self._addresses = np.zeros(driver.INTERRUPTION + 1, np.int64)
        self._step = _Table(self._plan.step_rooms, 3 + len(program.slots))
        self._evaluation = _Table(self._plan.evaluation_rooms, 3)
        self._batch = (_padded(0), _padded(0))
        self._rows = np.empty((0, driver.ROW))
        self._order = np.empty(0, np.int64)
        self._drawn = NOTHING
        self._copies: dict[str, tuple[object, npt.NDArray[np.uint8]]] = {}

    @property
    def cached(self) -> bool:
        """Whether the machine code was on disk."""
        return self._built.cached

    def run(self, work: Work) -> Done:
        """Make steps."""
        work.check(self.program.source)
        self._take(work)
        x, y = work.x.contiguous(), work.y.contiguous()
        n = work.used
        size = min(work.batch_size, n)
        if work.shuffle is not None and len(self._order) != len(x):
            self._order, self._drawn = np.empty(len(x), np.int64), NOTHING
        shuffled = work.shuffle is not None
        gathered = shuffled or size < n
        rows = self._room_for((work.first_batch + work.steps) // work.batches + 1)
        self._make_room(work, x, y, size, gathered=gathered)
        whole, double = self._whole, self._double
        whole[:] = (n, len(x), size, work.first_batch, work.steps, shuffled, work.shuffle or 0, self._drawn, gathered,
                    len(work.vx), 0, 0, work.epoch, work.step, 1)  # fmt: skip  # as driver.py counts its places
        double[: driver.NUMBERS] = (work.sums.loss, work.sums.correct, work.sums.samples, math.nan)
        self._addresses[:] = (
            x.data_ptr(),
            y.data_ptr(),
            self._order.ctypes.data,
            rows.ctypes.data,
            self._previous.ctypes.data,
            self._step.address,
            self._evaluation.address,
            work.interruption.address,
        )
        self._built.run(whole.ctypes.data, double.ctypes.data, self._addresses.ctypes.data)
        self._drawn = int(whole[driver.DRAWN])
        self._give(work)
        return Done(
            steps=int(whole[driver.DONE]),
            batch_loss=float(double[driver.BATCH_LOSS]),
            sums=Sums(float(double[driver.LOSS]), float(double[driver.CORRECT]), int(double[driver.COUNT])),
            batch=int(whole[driver.BATCH]),
            rows=rows[: whole[driver.EPOCHS]],
            diverged=not whole[driver.OKAY],
        )

    def _room_for(self, epochs: int) -> npt.NDArray[np.float64]:
        """Return where so many rows can be written: the same memory while it suffices, since new one is slow."""
        if len(self._rows) < epochs:
            self._rows = np.empty((epochs + epochs // 4, driver.ROW))
        return self._rows

    def _take(self, work: Work) -> None:
        """Copy parameters, memory and numbers to where the machine code finds them."""
        total = self.program.source.vector.numel()
        self._vector[:total] = work.vector.numpy()
        for name, slot in self._slots.items():
            known = work.memory.get(name)
            slot[:total] = 0.0 if known is None else known.numpy()
        numbers = optimiser.live_numbers(work.hyper)
        if self.program.counts:
            numbers["step"] = work.count()
        for place, name in enumerate(self._plan.numbers):
            self._double[driver.NUMBERS + place] = numbers[name]

    def _give(self, work: Work) -> None:
        """Copy what has changed back to the tensors."""
        if not self._whole[driver.DONE]:
            return
        total = self.program.source.vector.numel()
        work.vector.numpy()[:] = self._vector[:total]
        work.previous.numpy()[:] = self._previous[:total]
        for name, slot in self._slots.items():
            if work.memory.get(name) is None:
                work.memory[name] = torch.empty_like(work.vector)
            work.memory[name].numpy()[:] = slot[:total]
        if self.program.counts:
            if "step" not in work.memory:
                work.memory["step"] = torch.zeros(())
            work.memory["step"].fill_(self._double[driver.NUMBERS + self._plan.numbers.index("step")])

    def _make_room(self, work: Work, x: Tensor, y: Tensor, size: int, *, gathered: bool) -> None:
        """Lay out memory for batches of a size, and write the addresses down."""
        self._step.make_room(size)
        table = self._step.table
        table[0] = self._vector.ctypes.data
        for place, slot in enumerate(self._slots.values()):
            table[3 + place] = slot.ctypes.data
        if gathered:
            wanted = [size * tensor[0].numel() * tensor.element_size() // 4 for tensor in (x, y)]
            if any(len(own) < new + PADDING for own, new in zip(self._batch, wanted, strict=True)):
                self._batch = (_padded(wanted[0]), _padded(wanted[1]))
            table[1], table[2] = (part.ctypes.data for part in self._batch)
        else:
            table[1], table[2] = self._copy("x", x), self._copy("y", y)
        if len(work.vx):
            self._evaluation.make_room(len(work.vx))
            table = self._evaluation.table
            table[0] = self._step.table[self._plan.next_vector]
            table[1], table[2] = self._copy("vx", work.vx.contiguous()), self._copy("vy", work.vy.contiguous())

    def _copy(self, name: str, tensor: Tensor) -> int:
        """Return the address of a copy with room behind it; it is made again when the tensor has changed."""
        state = (tensor.data_ptr(), tuple(tensor.shape), tensor._version)
        known = self._copies.get(name)
        if known is None or known[0] != state:
            copy = np.zeros(tensor.numel() * tensor.element_size() + 4 * PADDING, np.uint8)
            copy[: tensor.numel() * tensor.element_size()] = tensor.reshape(-1).numpy().view(np.uint8)
            known = self._copies[name] = (state, copy)
        return known[1].ctypes.data


class _Table:
    """The addresses that a body is given: its inputs, and its own memory."""

    def __init__(self, rooms: Sequence[Room], inputs: int) -> None:
        self.inputs = inputs
        self.table = np.zeros(inputs + len(rooms), np.int64)
        self._rooms = rooms
        self._capacity = -1
        self._memory = _padded(0)

    @property
    def address(self) -> int:
        """Where the table is."""
        return self.table.ctypes.data

    def make_room(self, rows: int) -> None:
        """Lay out memory for a batch."""
        if rows == self._capacity:
            return
        sizes = [-(-(room.per_row * rows + room.fixed) // 16) * 16 + PADDING for room in self._rooms]
        self._memory, self._capacity = _padded(sum(sizes)), rows
        starts = np.cumsum([0, *sizes[:-1]]) if sizes else np.zeros(0, np.int64)
        self.table[self.inputs :] = self._memory.ctypes.data + 4 * starts


def _padded(elements: int) -> npt.NDArray[np.float32]:
    return np.zeros(elements + PADDING, np.float32)
