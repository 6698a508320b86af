"""Small valid files of every format, built byte by byte or by the libraries that people use."""

from __future__ import annotations

import gzip
import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

CODES = {"u1": 0x08, "i1": 0x09, "i2": 0x0B, "i4": 0x0C, "f4": 0x0D, "f8": 0x0E}


def idx(array: npt.NDArray[Any]) -> bytes:
    """Return an IDX file of an array of one of the six types."""
    code = CODES[array.dtype.str[1:]]
    sizes = b"".join(struct.pack(">I", size) for size in array.shape)
    return bytes((0, 0, code, array.ndim)) + sizes + array.astype(array.dtype.newbyteorder(">")).tobytes()


def packed(data: bytes) -> bytes:
    """Return it in gzip, always the same."""
    return gzip.compress(data, mtime=0)


def npz(**arrays: Any) -> bytes:
    """Return what numpy.savez_compressed writes."""
    target = io.BytesIO()
    np.savez_compressed(target, **arrays)
    return target.getvalue()


def pictures(count: int, height: int = 4, width: int = 3) -> npt.NDArray[np.uint8]:
    """Return bytes, (count, height, width), of which the first is 255."""
    values = np.arange(count * height * width, dtype=np.uint32).reshape(count, height, width)
    return ((values * 37 + 255) % 256).astype(np.uint8)


def encoded(picture: Image.Image, form: str, **options: Any) -> bytes:
    """Return the bytes of a picture file."""
    target = io.BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()


def drawing(mode: str = "RGB", size: tuple[int, int] = (9, 7)) -> Image.Image:
    """Return a picture with something in every corner."""
    width, height = size
    values = (np.arange(width * height * 4, dtype=np.uint32) * 29 % 256).astype(np.uint8).reshape(height, width, 4)
    return Image.fromarray(values, "RGBA").convert(mode)


def with_right_sums(png: bytes) -> bytes:
    """Return a PNG whose chunks have the check sums of their contents, so that what is within is looked at."""
    out, place = png[:8], 8
    while place + 12 <= len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        body = png[place + 4 : place + 8 + length]
        if len(body) < 4 + length:
            break
        out += png[place : place + 4] + body + struct.pack(">I", zlib.crc32(body))
        place += 12 + length
    return out + png[place:]


def save_idx_set(folder: Path, count: int = 6, name: str = "train", packed_files: bool = True) -> Path:
    """Write pictures with labels 0, 1, 2 in turn, and return the file of the pictures."""
    pack = packed if packed_files else bytes
    ending = ".gz" if packed_files else ""
    images = folder / f"{name}-images-idx3-ubyte{ending}"
    images.write_bytes(pack(idx(pictures(count))))
    labels = folder / f"{name}-labels-idx1-ubyte{ending}"
    labels.write_bytes(pack(idx((np.arange(count) % 3).astype(np.uint8))))
    return images
