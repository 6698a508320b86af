"""The zip around a project: unpacked within limits, whatever its headers claim."""

from __future__ import annotations

import os
import stat
import struct
import sys
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from engine.errors import StorageError
from engine.storage import limits, sentences
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Members = dict[str, memoryview | None]
"""Contents by name; None stands for a member whose content was refused."""

Pieces = Sequence[bytes | memoryview]
"""What a member is written from, one piece after the other."""

CHUNK = 2**20
"""Bytes that are summed up and passed on at a time: few enough to stay in the processor's cache in between."""

# All that the zipfile module raises on bytes that are not what they should be.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
SIGNATURE = b"PK\x03\x04"
ENCRYPTED = 0x1


def unpack(path: Path, faults: list[Text]) -> Members:
    """Read all members into memory.

    Nothing is written anywhere. Members that are refused are reported in `faults`.

    Raises
    ------
    StorageError
        If there is no readable archive at all.
    """
    try:
        if stat.S_ISDIR(mode := path.stat().st_mode):
            raise sentences.is_folder(path)
        if not stat.S_ISREG(mode):
            raise StorageError(Text("storage", "{file} is a device, not a project file.").fill(file=path))
        with path.open("rb") as file:
            _check_start(path, file)
            return _members(path, file, faults)
    except OSError as error:
        raise sentences.unreadable(path, error) from error


def _check_start(path: Path, file: BinaryIO) -> None:
    start = file.read(len(SIGNATURE))
    size = file.seek(0, 2)
    if not start:
        raise StorageError(Text("storage", "{file} is empty. Saving it may have been interrupted.").fill(file=path))
    if start != SIGNATURE and path.suffix.lower() == ".loom":
        text = Text("storage", "{file} is damaged, or not what its name says: a project begins otherwise. Open a copy.")
        raise StorageError(text.fill(file=path))
    if start != SIGNATURE:
        raise StorageError(Text("storage", "{file} is not a Layerloom project. Choose a .loom file.").fill(file=path))
    if size > limits.FILE:
        raise StorageError(
            Text("storage", "{file} is too large for a project: {size}. At most {limit} are read.").fill(
                file=path, size=limits.show(size), limit=limits.show(limits.FILE)
            )
        )


def _members(path: Path, file: BinaryIO, faults: list[Text]) -> Members:
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        raise StorageError(
            Text(
                "storage", "{file} is damaged or incomplete: its table of contents is missing. Open a copy of it."
            ).fill(file=path)
        ) from error
    with archive:
        entries = archive.infolist()
        if len(entries) > limits.MEMBERS:
            raise StorageError(
                Text("storage", "{file} holds {count} members; a project has at most {limit}.").fill(
                    file=path, count=len(entries), limit=limits.MEMBERS
                )
            )
        members: Members = {}
        for entry in entries:
            _add(members, archive, entry, faults)
        return members


def _add(members: Members, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, faults: list[Text]) -> None:
    name, content = entry.filename, None
    left = limits.TOTAL - sum(len(data) for data in members.values() if data)
    packed = entry.compress_type != zipfile.ZIP_STORED
    limit = min(limits.member(name, packed), left)
    try:
        if PurePosixPath(name).name != name or "\\" in name:
            fault = Text("storage", "{member} names a folder; a project has none.")
        elif name in members:
            fault = Text("storage", "{member} occurs twice.")
        elif entry.flag_bits & ENCRYPTED or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            fault = Text("storage", "{member} is encrypted or packed in a way that projects are not.")
        elif entry.file_size > limit:
            fault = Text("storage", "{member} is larger than {limit} once unpacked, so it is not read.")
        else:
            fault, content = None, _content(archive, entry)
    except BROKEN as error:
        fault = Text("storage", "{member} is damaged: {reason}.").fill(reason=str(error) or type(error).__name__)
    members[name] = content
    if fault is not None:
        faults.append(fault.fill(member=name, limit=limits.show(limit)))


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> memoryview:
    """Read a member; never more than it claims to have, however it is packed."""
    if entry.compress_type == zipfile.ZIP_STORED and entry.file_size != entry.compress_size:
        raise zipfile.BadZipFile("its size is told in two ways")
    content = np.empty(entry.file_size, np.uint8).data  # not a bytearray, whose zeros cost more than the reading
    filled = 0
    with archive.open(entry) as member:
        while chunk := member.read(CHUNK):
            content[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
    if filled < len(content):
        raise EOFError("it is shorter than it claims to be")
    return content


def pack(file: BinaryIO, members: Mapping[str, Pieces]) -> None:
    """Write an archive. Tensors and pictures are stored as they are, since packing gains next to nothing there."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, pieces in members.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, so that the same project gives the same bytes
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED if name.endswith(".json") else zipfile.ZIP_STORED
            entry.file_size = size_of(pieces)
            with archive.open(entry, "w") as member:
                for chunk in _chunks(pieces):
                    member.write(chunk)
                    if len(chunk) == CHUNK:
                        _begin_flush(file, CHUNK)


def _begin_flush(file: BinaryIO, size: int) -> None:
    """Let the disk begin with the bytes that were written last, so that a flush at the end has little left to wait for.

    Linux begins to write what it is told that nobody needs in memory, and the call does not wait for it. A fault of the
    disk is told by the flush.
    """
    if sys.platform == "linux":
        os.posix_fadvise(file.fileno(), file.tell() - size, size, os.POSIX_FADV_DONTNEED)


def _chunks(pieces: Pieces) -> Iterator[memoryview]:
    for piece in pieces:
        view = memoryview(piece)
        yield from (view[start : start + CHUNK] for start in range(0, len(view), CHUNK))


def size_of(pieces: Pieces) -> int:
    """Return the bytes that a member will have."""
    return sum(map(len, pieces))


def oversized(members: Mapping[str, Pieces]) -> list[Text]:
    """Return a fault for every member that `unpack` would refuse for its size."""
    too_large = Text("storage", "{member} would have {size}; at most {limit} are read back.")
    faults, total = [], 0
    for name, pieces in members.items():
        limit, size = limits.member(name, packed=name.endswith(".json")), size_of(pieces)
        total += size
        if size > limit:
            faults.append(too_large.fill(member=name, size=limits.show(size), limit=limits.show(limit)))
    if not faults and total > limits.TOTAL:
        faults.append(
            Text("storage", "The project would have {size}; at most {limit} are read back.").fill(
                size=limits.show(total), limit=limits.show(limits.TOTAL)
            )
        )
    return faults
