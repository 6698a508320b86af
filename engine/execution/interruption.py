"""How one thread ends early what another one calculates."""

from __future__ import annotations

import numpy as np


class Interruption:
    """Lets executors that were given it end after the step under way. Any thread may ask at any time.

    It stands until it is withdrawn: whoever asks while no steps are made ends the next call before its first step.

    Attributes
    ----------
    address : int
        Where a whole number of 64 bits is in memory, which is not 0 while it stands; for machine code.
    """

    def __init__(self) -> None:
        self._flag = np.zeros(1, np.int64)
        self.address = int(self._flag.ctypes.data)

    @property
    def asked(self) -> bool:
        """Whether it stands."""
        return bool(self._flag[0])

    def ask(self) -> None:
        """Have no further step made."""
        self._flag[0] = 1

    def withdraw(self) -> None:
        """Have steps made again."""
        self._flag[0] = 0
