"""The IDX format of the MNIST files: a magic number, the sizes of the axes, then the numbers; plain or in gzip.

Layout as Y. LeCun describes it: two zero bytes, a byte for the type, a byte for the count of axes, then a big-endian
32-bit size for each axis.
"""

from __future__ import annotations

import gzip
import math
import os
import zlib
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.data.readers.files import CHUNK, LARGEST_EXPANSION, check_values, opened
from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from io import BufferedReader
    from pathlib import Path

    from engine.data.progress import Progress

GZIP_MAGIC = b"\x1f\x8b"
TYPES: dict[int, np.dtype[np.generic]] = {
    0x08: np.dtype(">u1"),
    0x09: np.dtype(">i1"),
    0x0B: np.dtype(">i2"),
    0x0C: np.dtype(">i4"),
    0x0D: np.dtype(">f4"),
    0x0E: np.dtype(">f8"),
}
MOST_AXES = 4


def read_idx(path: Path, progress: Progress) -> npt.NDArray[np.generic]:
    """Read an IDX file, in gzip or not.

    Returns
    -------
    array
        With the shape and the type of the file, in the byte order of this machine.

    Raises
    ------
    DataError
        If the file is not exactly what an IDX header promises.
    """
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        packed = file.read(2) == GZIP_MAGIC
        file.seek(0)
        if not packed:
            return _read(file, path.name, size, progress)
        try:
            with gzip.GzipFile(fileobj=file) as unpacked:
                # The size that a gzip file claims to unpack to is never asked for: the IDX header says how far to read.
                return _read(unpacked, path.name, size * LARGEST_EXPANSION, progress)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise _broken_gzip(path.name, error, file.tell()) from error


def _read(stream: BufferedReader | gzip.GzipFile, name: str, most: int, progress: Progress) -> npt.NDArray[np.generic]:
    """Read header and body; `most` is how many bytes the file can hold at all."""
    dtype, shape = _header(stream, name)
    values = math.prod(shape)  # of Python's whole numbers, which do not overflow
    check_values(name, values)
    start, promised = 4 + 4 * len(shape), values * dtype.itemsize
    if start + promised > most:
        raise _short(name, shape, promised, most - start)
    body = np.empty(promised, np.uint8)
    _fill(stream, body.data, name, shape, progress)
    if stream.read(1):
        raise DataError(
            Text(
                "data",
                "{file} goes on after byte {end}, where its header ({shape}) says that it ends. "
                "It is damaged or not an IDX file: get it again.",
            ).fill(file=name, end=start + promised, shape=_show(shape))
        )
    return body.view(dtype).reshape(shape).astype(dtype.newbyteorder("="), copy=False)


def _header(stream: BufferedReader | gzip.GzipFile, name: str) -> tuple[np.dtype[np.generic], tuple[int, ...]]:
    magic = stream.read(4)
    if not magic:
        raise DataError(Text("data", "{file} is empty. An IDX file begins with 00 00 08.").fill(file=name))
    if len(magic) < 4 or magic[:2] != b"\0\0" or magic[2] not in TYPES:
        raise DataError(
            Text(
                "data",
                "{file} begins with the bytes {found} and an IDX file with 00 00, then one of {types}, then the "
                "number of axes. Choose a file such as train-images-idx3-ubyte.gz.",
            ).fill(file=name, found=magic.hex(" "), types=", ".join(f"{code:02x}" for code in TYPES))
        )
    axes = magic[3]
    if not 1 <= axes <= MOST_AXES:
        raise DataError(
            Text("data", "{file} has {axes} axes at byte 3; 1 to {most} are read. Choose another file.").fill(
                file=name, axes=axes, most=MOST_AXES
            )
        )
    sizes = stream.read(4 * axes)
    if len(sizes) < 4 * axes:
        raise DataError(
            Text(
                "data",
                "{file} ends at byte {end}, within a header of {wanted} bytes. It is cut off: get it again.",
            ).fill(file=name, end=4 + len(sizes), wanted=4 + 4 * axes)
        )
    return TYPES[magic[2]], tuple(int(size) for size in np.frombuffer(sizes, ">u4"))


def _fill(
    stream: BufferedReader | gzip.GzipFile, body: memoryview, name: str, shape: tuple[int, ...], progress: Progress
) -> None:
    done = 0
    what = Text("data", "Reading {file}").fill(file=name)
    while done < len(body):
        progress(done / len(body), what)
        count = stream.readinto(body[done : done + CHUNK])
        if not count:
            raise _short(name, shape, len(body), done)
        done += count
    progress(1.0, what)


def _short(name: str, shape: tuple[int, ...], promised: int, there: int) -> DataError:
    return DataError(
        Text(
            "data",
            "{file} is too short: its header ({shape}) promises {promised} bytes of data, and there are at most "
            "{there}. It is cut off or damaged: get it again.",
        ).fill(file=name, shape=_show(shape), promised=f"{promised:,}", there=f"{max(there, 0):,}")
    )


def _broken_gzip(name: str, error: Exception, offset: int) -> DataError:
    return DataError(
        Text(
            "data",
            "{file} is a damaged gzip file before byte {offset}: {reason}. It is cut off or changed: get it again.",
        ).fill(file=name, offset=f"{offset:,}", reason=str(error).rstrip("."))
    )


def _show(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape))
