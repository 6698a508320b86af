"""Which letters the bytes of a text file are: guessed from its head, then decoded strictly, piece by piece."""

from __future__ import annotations

import codecs
import os
from typing import TYPE_CHECKING

from engine.data.readers.faults import fault
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from engine.data.readers.table_options import Encoding
    from engine.errors import DataError

PIECE = 2**20
"""How many bytes are read at a time: some 20 ms of work."""
_MARKS: tuple[tuple[bytes, Encoding], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip", b"\x28\xb5\x2f\xfd": "zstd", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}


def guess_encoding(head: bytes) -> Encoding:
    """Guess from the first bytes of a file.

    A mark at the start decides. Without one, zero bytes at every other place mean UTF-16; then what is valid UTF-8 is
    UTF-8, and what is not but is valid in the Korean code page is CP949. What fits nothing is called UTF-8, so that
    reading it complains about the first wrong byte.
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    zeros = (head[0::2].count(0), head[1::2].count(0))
    if max(zeros) > 0.3 * len(head) / 2 and min(zeros) < 0.1 * len(head) / 2:
        return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    return "cp949" if not _fits(head, "utf-8") and _fits(head, "cp949") else "utf-8"


def likely_encoding(head: bytes, before: Encoding) -> Encoding:
    """Guess from the first bytes of a file, when a file like it was of the encoding `before`.

    What these bytes say for sure decides: a mark, valid UTF-8 that is no plain ASCII, the zero bytes of UTF-16. Else it
    is the encoding of the other file, if they are valid in it.
    """
    guessed = guess_encoding(head)
    sure = guessed.startswith("utf-16") or head.startswith(codecs.BOM_UTF8) or before.startswith("utf-16")
    if sure or (not head.isascii() and _fits(head, "utf-8")):
        return guessed
    return before if _fits(head, before) else guessed


def _fits(head: bytes, encoding: Encoding) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        decoder.decode(head)  # the last letter may be cut off
    except UnicodeDecodeError:
        return False
    return True


def check_plain_text(path: Path, head: bytes) -> None:
    """Refuse what is packed, by the first bytes of the file."""
    for magic, name in _PACKED.items():
        if head.startswith(magic):
            raise fault(
                path,
                Text("table", "The file is packed with {packer}. Unpack it first, then open it.").fill(packer=name),
            )


def decode_head(head: bytes, encoding: Encoding) -> str:
    """Return the letters at the start of a file, without a mark; what cannot be decoded is replaced."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(head).removeprefix("\ufeff")


def utf8_pieces(path: Path, file: BinaryIO, encoding: Encoding, size: int = PIECE) -> Iterator[bytes]:
    """Yield the file from where it stands as UTF-8, in pieces that never part a letter.

    Raises
    ------
    DataError
        At the first byte that does not fit the encoding, or the first zero character; the sentence tells its offset.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    offset, ended = file.tell(), False
    end = os.fstat(file.fileno()).st_size  # a file that grows all the time would never end
    while not ended:
        raw = file.read(min(size, end - offset))
        ended = not raw
        waiting = len(decoder.getstate()[0])
        try:
            letters = decoder.decode(raw, final=ended)
        except UnicodeDecodeError as error:
            raise _misfit(path, encoding, offset - waiting + error.start, error.object[error.start]) from error
        except UnicodeError as error:  # the codec for UTF-16 says so if there is no mark
            raise _no_mark(path, encoding) from error
        zero = letters.find("\0")
        if zero >= 0:
            raise _zero(path, offset - waiting + _bytes_before(letters[:zero], encoding, first=offset == 0))
        offset += len(raw)
        yield letters.encode()


def _bytes_before(letters: str, encoding: Encoding, first: bool) -> int:
    """Return how many bytes these letters take in the file, with its mark if they are the first of it."""
    mark = {"utf-8-sig": 3, "utf-16": 2}.get(encoding, 0) if first else 0
    plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    return mark + len(letters.encode(plain))


def _misfit(path: Path, encoding: Encoding, offset: int, byte: int) -> DataError:
    return fault(
        path,
        Text(
            "table", "Byte {byte} at offset {offset} does not fit the encoding {encoding}. Choose another encoding."
        ).fill(byte=f"0x{byte:02X}", offset=f"{offset:,}", encoding=encoding),
    )


def _no_mark(path: Path, encoding: Encoding) -> DataError:
    return fault(
        path,
        Text("table", "At offset 0 the mark is missing that {encoding} starts with. Choose another encoding.").fill(
            encoding=encoding
        ),
    )


def _zero(path: Path, offset: int) -> DataError:
    return fault(
        path,
        Text(
            "table",
            "There is a zero byte at offset {offset}, which no text holds. Choose another encoding, or another file.",
        ).fill(offset=f"{offset:,}"),
    )
