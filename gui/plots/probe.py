"""A question to the network that changes over time, whose answers never get mixed up."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt

    from engine.training.snapshot import Snapshot
    from gui.run import Run

_serial = count(1)


class Probe:
    """Asks a run for the network's outputs at some points.

    A snapshot says which probe an output belongs to by name only, and one that is still on its way may hold the answer
    to the question before. So every question gets a name of its own.

    Parameters
    ----------
    run : Run
    name : str
        What the names of the questions begin with.
    inner : bool
        Whether to ask for the outputs of all parts of the network too.
    every : float
        Seconds for which looks may lack the answer while the run trains.
    """

    def __init__(self, run: Run, name: str, *, inner: bool = False, every: float = 0.0) -> None:
        self._inner, self._every = inner, every
        self._run = run
        self._name = name
        self._key: str | None = None

    @property
    def active(self) -> bool:
        """Whether answers are to come with snapshots."""
        return self._key is not None

    def ask(self, x: npt.NDArray[np.float32]) -> None:
        """Ask for the outputs at `x`, (n, p), in place of what was asked before."""
        self.stop()
        self._key = f"{self._name} {next(_serial)}"
        self._run.probe(self._key, x, inner=self._inner, every=self._every)

    def stop(self) -> None:
        """Ask no longer."""
        if self._key is not None:
            self._run.probe(self._key, None)
            self._key = None

    def answer(self, snapshot: Snapshot) -> npt.NDArray[np.float32] | None:
        """Return the outputs, (n, units), or None if this snapshot lacks the answer, perhaps as it was taken before."""
        return None if self._key is None else snapshot.outputs.get(self._key)

    def inner_answer(self, snapshot: Snapshot) -> Mapping[str, npt.NDArray[np.float32]]:
        """Return the outputs of all parts by submodule name, each (n, units); nothing where the answer is lacking."""
        return {} if self._key is None else snapshot.inner.get(self._key, {})
