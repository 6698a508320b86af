"""Samples that have been read stay at hand: preparing them otherwise does not read their files again.

Nothing is kept for its own sake. As long as a data set lives, the samples that it was made of live with it, and are
found again by what was read, where, and how the files were then.
"""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import numpy as np

from engine.catalog.spec import text
from engine.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from engine.catalog.spec import SettingValue
    from engine.data.progress import Progress
    from engine.data.raw import RawSamples
    from engine.data.spec import SourceSpec
    from engine.text import Text

    Stamp = tuple[str, int, int, int, int]

RESTLESS = 2 * 10**9
"""Nanoseconds: a file that was written so short a time ago may change again without its time of change telling."""
MOST_FILES = 50_000
"""Of a folder with more, nothing is kept: to look at them would take as long as to read them."""
BLOCK = 4 * 2**20
"""Bytes that are hashed between two reports."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Loaded:
    """Samples that have been read, and their fingerprint."""

    raw: RawSamples
    fingerprint: str


_LOADED: WeakValueDictionary[Hashable, Loaded] = WeakValueDictionary()


def look_up(key: Hashable | None) -> Loaded | None:
    """Return samples that were read under this key, if they still live."""
    return None if key is None else _LOADED.get(key)


def keep(key: Hashable | None, loaded: Loaded) -> None:
    """Remember samples as long as they live; under no key they are not found again."""
    if key is not None:
        _LOADED[key] = loaded


def forget() -> None:
    """Let everything be read again that is asked for from now on."""
    _LOADED.clear()


def key_of(spec: SourceSpec, settings: Mapping[str, SettingValue], copies: Mapping[str, str]) -> Hashable | None:
    """Return what tells the samples of a source from all others, as long as its files stay as they are.

    Parameters
    ----------
    settings : mapping
        Those of the source; its files are where they say.
    copies : mapping
        By the names of settings whose files are copies: the digests of their contents. Their place does not matter.

    Returns
    -------
    hashable or None
        None if the samples are calculated, a file cannot be looked at, is a folder where there should be a file, or
        was written a moment ago.
    """
    if not spec.is_read:
        return None
    plain = tuple(sorted((name, value) for name, value in settings.items() if name not in copies))
    paths = [Path(text(settings, name)) for name in spec.path_settings if name not in copies and text(settings, name)]
    if spec.keeps and any(os.path.isdir(path) for path in paths):  # whose reader says so without looking into it
        return None
    try:
        found = list(islice(_stamps((*paths, *spec.beside(settings))), MOST_FILES + 1))
    except (OSError, ValueError, DataError):  # reading them says what is wrong
        return None
    if len(found) > MOST_FILES or any(time.time_ns() - modified < RESTLESS for _, _, modified, *_ in found):
        return None
    return spec.kind, repr(plain), tuple(sorted(copies.items())), tuple(found)


def _stamps(paths: Iterable[Path]) -> Iterator[Stamp]:
    """Yield what tells whether files have changed; of a folder, that of all files and folders below it."""
    for path in paths:
        yield _stamp(str(path))
        for place, _, files in os.walk(path, followlinks=True):  # which yields nothing for a file
            yield _stamp(place)
            for name in sorted(files):
                yield _stamp(os.path.join(place, name))


def _stamp(name: str) -> Stamp:
    status = os.stat(name)
    return name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def fingerprint_of(raw: RawSamples, progress: Progress, what: Text) -> str:
    """Return what is the same for the same samples; reports while it is worked out."""
    found = hashlib.blake2b(digest_size=16)
    found.update(repr((raw.columns, raw.target, raw.classes, raw.x.shape, raw.image_shape)).encode())
    done, total = 0, max(1, raw.x.nbytes + raw.y.nbytes)
    for array in (raw.x, raw.y):
        data = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
        for start in range(0, len(data), BLOCK):
            progress(done / total, what)
            found.update(data[start : start + BLOCK].data)
            done += min(BLOCK, len(data) - start)
    return found.hexdigest()
