"""NumPy's ``.npz``: a zip of arrays. Read without numpy's own loader, so that nothing in it is ever evaluated.

The header of each array is taken apart by patterns, its size is checked against what the zip says and what the limits
allow, and only then is there memory for it. Layout as in numpy's "A simple file format for NumPy arrays".
"""

from __future__ import annotations

import math
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.data.readers.files import CHUNK, LARGEST_EXPANSION, check_values, opened
from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path
    from typing import IO, BinaryIO

    from engine.data.progress import Progress

    Choose = Callable[[Mapping[str, "Header"]], Iterable[str]]

MAGIC = b"\x93NUMPY"
LONGEST_HEADER = 10_000
MOST_MEMBERS = 1_000
MOST_AXES = 4
DESCR = re.compile(r"""['"]descr['"]\s*:\s*['"]([^'"]*)['"]""")
ORDER = re.compile(r"""['"]fortran_order['"]\s*:\s*(True|False)""")
SHAPE = re.compile(r"""['"]shape['"]\s*:\s*\(([\dL,\s]*)\)""")
SIZE = re.compile(r"\d{1,19}L?")
READABLE = re.compile(r"[<>|=]?(?:b1|[iu][1248]|f[248]|[US][1-9]\d{0,2})")


@dataclass(frozen=True, slots=True)
class Header:
    """What an array of a file says about itself before its numbers.

    Parameters
    ----------
    descr : str
        The type, as numpy writes it.
    start : int
        Offset of the first number within the member.
    """

    descr: str
    fortran_order: bool
    shape: tuple[int, ...]
    start: int

    @property
    def readable(self) -> bool:
        """Whether it holds plain numbers or short texts."""
        return READABLE.fullmatch(self.descr) is not None


class Arrays:
    """The arrays of an open ``.npz`` file; headers at once, numbers when asked for."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name = name
        self._archive = archive
        self._members = {info.filename.removesuffix(".npy"): info for info in archive.infolist()}
        self.headers = {key: self._header(info) for key, info in self._members.items()}

    def read(self, key: str, progress: Progress) -> npt.NDArray[np.generic]:
        """Return the array called `key`, in the byte order of this machine.

        Raises
        ------
        DataError
            If it holds objects, is too large, or does not have the length that its header promises.
        """
        header, info = self.headers[key], self._members[key]
        if not header.readable:
            raise self._unreadable(key, header)
        if len(header.shape) > MOST_AXES:
            raise DataError(
                Text("data", "The array {array} in {file} has {axes} axes; at most {most} are read.").fill(
                    array=key, file=self._name, axes=len(header.shape), most=MOST_AXES
                )
            )
        dtype = np.dtype(header.descr)
        values = math.prod(header.shape)
        check_values(f"{self._name}: {key}", values * max(1, dtype.itemsize // 8))
        promised = values * dtype.itemsize
        there = min(info.file_size, info.compress_size * LARGEST_EXPANSION) - header.start
        if promised != there:
            raise self._wrong_length(key, header, promised, there)
        body = np.empty(promised, np.uint8)
        with self._archive.open(info) as stream:
            stream.read(header.start)
            self._fill(stream, body.data, key, header, progress)
        array = body.view(dtype).reshape(header.shape, order="F" if header.fortran_order else "C")
        return array.astype(dtype.newbyteorder("="), copy=False)

    def _fill(self, stream: IO[bytes], body: memoryview, key: str, header: Header, progress: Progress) -> None:
        what = Text("data", "Reading {array} of {file}").fill(array=key, file=self._name)
        done = 0
        while done < len(body):
            progress(done / len(body), what)
            part = stream.read(min(CHUNK, len(body) - done))
            if not part:
                raise self._wrong_length(key, header, len(body), done)
            body[done : done + len(part)] = part
            done += len(part)
        if stream.read(1):
            raise self._wrong_length(key, header, len(body), len(body) + 1)
        progress(1.0, what)

    def _header(self, info: zipfile.ZipInfo) -> Header:
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.flag_bits & 1:
            raise DataError(
                Text(
                    "data",
                    "{member} in {file} is packed in a way that numpy does not write (method {method}). "
                    "Save the arrays again with numpy.savez_compressed.",
                ).fill(member=info.filename, file=self._name, method=info.compress_type)
            )
        with self._archive.open(info) as stream:
            start = stream.read(12)
            long = start[6:7] in (b"\2", b"\3")
            if start[:6] != MAGIC or len(start) < 12 or not (long or start[6:7] == b"\1"):
                raise self._no_array(info, 0)
            first = 12 if long else 10
            length = int.from_bytes(start[8:first], "little")
            if length > LONGEST_HEADER:
                raise self._no_array(info, 8)
            rest = start[first:] + stream.read(max(0, length - len(start[first:])))
        if len(rest) < length:
            raise self._no_array(info, first + len(rest))
        return self._parsed(info, rest[:length].decode("latin-1"), first + length)

    def _parsed(self, info: zipfile.ZipInfo, text: str, start: int) -> Header:
        order, shape = ORDER.search(text), SHAPE.search(text)
        sizes = [size.strip() for size in shape[1].split(",")] if shape else []
        if sizes and not sizes[-1]:
            sizes.pop()  # (5,) ends with a comma, and () is the shape of a single number
        if order is None or shape is None or not all(SIZE.fullmatch(size) for size in sizes):
            raise self._no_array(info, 10)
        descr = DESCR.search(text)  # of a table of records it is a list, which is not looked into
        numbers = tuple(int(size.rstrip("L")) for size in sizes)
        return Header(descr[1] if descr else "records", order[1] == "True", numbers, start)

    def _no_array(self, info: zipfile.ZipInfo, offset: int) -> DataError:
        return DataError(
            Text(
                "data",
                "{member} in {file} is no array of numpy: its header is not understood at byte {offset}. "
                "Save the arrays again with numpy.savez_compressed.",
            ).fill(member=info.filename, file=self._name, offset=offset)
        )

    def _unreadable(self, key: str, header: Header) -> DataError:
        if header.descr.endswith("O"):
            return DataError(
                Text(
                    "data",
                    "The array {array} in {file} holds Python objects. They could run anything when they are read and "
                    "are refused: save numbers, for example {array}.astype('float32').",
                ).fill(array=key, file=self._name)
            )
        return DataError(
            Text(
                "data",
                "The array {array} in {file} is of type {type}; whole numbers, real numbers up to 64 bits, booleans "
                "and short texts are read. Convert it and save it again.",
            ).fill(array=key, file=self._name, type=header.descr)
        )

    def _wrong_length(self, key: str, header: Header, promised: int, there: int) -> DataError:
        return DataError(
            Text(
                "data",
                "The array {array} in {file} should have {promised} bytes for {shape} values of type {type}, "
                "and has {there}. The file is damaged: get it again.",
            ).fill(
                array=key,
                file=self._name,
                promised=f"{promised:,}",
                shape=" x ".join(map(str, header.shape)) or "1",
                type=header.descr,
                there=f"{max(there, 0):,}",
            )
        )


def read_npz(path: Path, choose: Choose, progress: Progress) -> dict[str, npt.NDArray[np.generic]]:
    """Read those arrays of a file that `choose` picks by their headers.

    Parameters
    ----------
    choose : callable
        Takes the headers by the names of the arrays, and returns the names to read; may raise `DataError`.

    Raises
    ------
    DataError
        If the file is no ``.npz``, or one of the chosen arrays cannot be read.
    """
    with opened(path) as file:
        try:
            return _read(file, path.name, choose, progress)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            ValueError,  # a member's name or extra field that cannot be decoded; a seek before the start
            OverflowError,
            NotImplementedError,  # a version of zip that is not known
            RuntimeError,  # a member with a password
        ) as error:
            raise DataError(
                Text(
                    "data",
                    "{file} is no readable .npz file: {reason}. Save the arrays again with numpy.savez_compressed.",
                ).fill(file=path.name, reason=str(error).rstrip(".") or type(error).__name__)
            ) from error


def _read(file: BinaryIO, name: str, choose: Choose, progress: Progress) -> dict[str, npt.NDArray[np.generic]]:
    if not file.read(1):
        raise DataError(Text("data", "{file} is empty. Save arrays in it with numpy.savez.").fill(file=name))
    with zipfile.ZipFile(file) as archive:
        if len(archive.infolist()) > MOST_MEMBERS:
            raise DataError(
                Text("data", "{file} holds {count} files; at most {most} are read. Keep only the arrays.").fill(
                    file=name, count=len(archive.infolist()), most=MOST_MEMBERS
                )
            )
        arrays = Arrays(name, archive)
        return {key: arrays.read(key, progress) for key in choose(arrays.headers)}
