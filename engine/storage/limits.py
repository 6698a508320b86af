"""How large a project file may be. A larger one is refused before it fills the memory; the writer keeps to it too."""

from __future__ import annotations

KIB, MIB, GIB = 2**10, 2**20, 2**30

FILE = 2 * GIB
MEMBERS = 32
JSON = 4 * MIB
PICTURE = 4 * MIB
TENSORS = 1 * GIB
PACKED_TENSORS = 32 * MIB
"""For tensors that someone has compressed: bytes that cost nothing in the file must not cost a gigabyte in memory."""
TOTAL = 2 * GIB
DEPTH = 64
"""Lists within lists in a JSON document."""
NODES = 1000
EDGES = 2000
FEATURES = 1000
COLUMNS = 2**20
"""Columns of samples, and classes, whose names are kept."""
DATA_FILES = 8
"""Files that samples come from."""
PATH = 4096
DETAILS = 100
"""Faults that an error lists."""


def member(name: str, packed: bool) -> int:
    """Return how many bytes a member of the archive may have once unpacked."""
    if name.endswith(".safetensors"):
        return PACKED_TENSORS if packed else TENSORS
    return PICTURE if name.endswith(".png") else JSON


def show(size: int) -> str:
    """Write a number of bytes for people, as in ``4 MiB``."""
    for unit, name in ((GIB, "GiB"), (MIB, "MiB"), (KIB, "KiB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size} B"
