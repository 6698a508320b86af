"""Feeds the readers of data with broken and hostile files.

``python tests/benchmarks/fuzz_data.py [--inputs N] [NAME ...]``

A reader may give proper samples or refuse with `DataError`, within two seconds of work; anything else is a failure,
which is printed and kept in ``build/fuzz``. Prints a table, and ends with status 1 if there was a failure.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import resource
import shutil
import sys
import tempfile
import time
import traceback
import warnings
from contextlib import nullcontext
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))  # the script is run from a checkout, not from an installation

import numpy as np

from engine.data.progress import nobody
from engine.data.readers.idx_set import read_idx_set
from engine.data.readers.image_folder import Size, read_image_folder
from engine.data.readers.npz_set import read_npz_set
from engine.errors import DataError
from tests.benchmarks.decoder_farm import farm
from tests.benchmarks.fuzz_pickles import pickle_targets
from tests.benchmarks.fuzz_tables import Target, parquet_targets, table_targets
from tests.engine.data import image_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.data.raw import RawSamples

ROOT = Path(__file__).resolve().parents[2]
SLOW = 2.0
"""Seconds of work, without waiting for other programs, after which an input of a few kilobytes counts as a failure."""
NUMBERS = (0, 1, 2, 3, 4, 7, 8, 9, 0x7F, 0x80, 0xFE, 0xFF)


def mutated(random: Random, seeds: Sequence[bytes]) -> bytes:
    """Return a seed with one to six changes, or rarely nothing but chance."""
    if random.random() < 0.03:
        return random.randbytes(random.randrange(300))
    data = bytearray(random.choice(seeds))
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        random.choice(CHANGES)(random, data, seeds)
    return bytes(data)


def _flip(random: Random, data: bytearray, seeds: Sequence[bytes]) -> None:
    if data:
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _set(random: Random, data: bytearray, seeds: Sequence[bytes]) -> None:
    if data:
        data[_place(random, data)] = random.choice(NUMBERS)


def _number(random: Random, data: bytearray, seeds: Sequence[bytes]) -> None:
    """Write a small, a large or a huge whole number over some bytes."""
    width = random.choice((2, 4, 8))
    value = random.choice((0, 1, 255, 2**15, 2**31 - 1, 2**31, 2**32 - 1, 2**63, 2**64 - 1)) % 2 ** (8 * width)
    place = _place(random, data)
    data[place : place + width] = value.to_bytes(width, random.choice(("big", "little")))


def _cut(random: Random, data: bytearray, seeds: Sequence[bytes]) -> None:
    del data[random.randrange(len(data) + 1) :]


def _drop(random: Random, data: bytearray, seeds: Sequence[bytes]) -> None:
    start = random.randrange(len(data) + 1)
    del data[start : start + random.randrange(1, 20)]


def _insert(random: Random, data: bytearray, seeds: Sequence[bytes]) -> None:
    place = random.randrange(len(data) + 1)
    data[place:place] = random.randbytes(random.randrange(1, 20))


def _repeat(random: Random, data: bytearray, seeds: Sequence[bytes]) -> None:
    start = random.randrange(len(data) + 1)
    data[start:start] = bytes(data[start : start + random.randrange(1, 200)]) * random.randrange(1, 4)


def _graft(random: Random, data: bytearray, seeds: Sequence[bytes]) -> None:
    other = random.choice(seeds)
    start = random.randrange(len(data) + 1)
    data[start:] = other[random.randrange(len(other) + 1) :]


def _place(random: Random, data: bytearray) -> int:
    """Choose a place, more often near the start, where the headers are."""
    end = max(1, len(data))
    return random.randrange(min(end, 64)) if random.random() < 0.5 else random.randrange(end)


CHANGES = (_flip, _set, _number, _cut, _drop, _insert, _repeat, _graft)


def _feed_idx(folder: Path, data: bytes) -> RawSamples:
    images = folder / "x-images"
    images.write_bytes(data)
    (folder / "x-labels").write_bytes(image_files.idx(np.array([0, 1, 2], np.uint8)))
    return read_idx_set(images, folder / "x-labels", nobody)


def _feed_idx_labels(folder: Path, data: bytes) -> RawSamples:
    (folder / "x-labels").write_bytes(data)
    (folder / "x-images").write_bytes(image_files.idx(image_files.pictures(3)))
    return read_idx_set(folder / "x-images", folder / "x-labels", nobody)


def _feed_npz(folder: Path, data: bytes) -> RawSamples:
    (folder / "x.npz").write_bytes(data)
    return read_npz_set(folder / "x.npz", nobody)


def _feed_picture(folder: Path, data: bytes) -> RawSamples:
    """Read it as the third picture beside two good ones."""
    good = image_files.encoded(image_files.drawing("L"), "PNG")
    for name, content in {"a/good.png": good, "b/good.png": good, "b/x.png": data}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return read_image_folder(folder, Size(5, 6, colour=True), nobody)


def idx_targets() -> list[Target]:
    """IDX files with all types, plain and in gzip, as pictures and as labels."""
    whole = [image_files.idx(image_files.pictures(3).astype(kind)) for kind in ("u1", "i2", "i4", "f4", "f8")]
    colour = image_files.idx(np.zeros((3, 2, 4, 3), np.uint8))
    plain = [*whole, colour]
    labels = [image_files.idx(np.array([0, 1, 2], kind)) for kind in ("u1", "i1", "i2", "i4")]
    return [
        Target("idx", plain, _feed_idx),
        Target("idx in gzip", plain, _feed_idx, image_files.packed),
        Target("gzip around idx", [image_files.packed(data) for data in plain], _feed_idx),
        Target("idx labels", labels, _feed_idx_labels),
    ]


def npz_targets() -> list[Target]:
    """Whole ``.npz`` files, and single arrays in a zip that is right."""
    import io
    import zipfile

    x, y = image_files.pictures(4), np.array([0, 1, 2, 1])
    files = [
        image_files.npz(x=x, y=y),
        image_files.npz(images=x / 255.0, labels=np.array(["a", "b", "b", "a"])),
        image_files.npz(x_train=x, y_train=y, x_test=x[:2], y_test=y[:2]),
        image_files.npz(data=np.ones((4, 5)), target=np.linspace(0.0, 1.0, 4)),
        image_files.npz(x=np.array([{}, 1], object), y=y),
    ]

    def array(values: object) -> bytes:
        target = io.BytesIO()
        np.save(target, np.asarray(values))
        return target.getvalue()

    def as_inputs(data: bytes) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("x.npy", data)
            archive.writestr("y.npy", array(y))
        return target.getvalue()

    arrays = [array(x), array(x / 255.0), array(np.asfortranarray(x[:, :, 0])), array(y), array(["a", "b"])]
    return [Target("npz", files, _feed_npz), Target("npy in npz", arrays, _feed_npz, as_inputs)]


def picture_targets() -> list[Target]:
    """Pictures of every format that is opened; PNG also with the right check sums."""
    draw, encode = image_files.drawing, image_files.encoded
    png = [encode(draw(mode), "PNG") for mode in ("L", "RGB", "RGBA", "P", "1", "LA")]
    png.append(encode(draw("L").convert("I;16"), "PNG"))
    others = {
        "jpeg": [encode(draw(mode), "JPEG") for mode in ("L", "RGB", "CMYK")]
        + [encode(draw("RGB", (40, 40)), "JPEG", progressive=True)],
        "bmp": [encode(draw(mode), "BMP") for mode in ("L", "RGB", "1", "P", "RGBA")],
        "gif": [encode(draw("P"), "GIF"), encode(draw("L"), "GIF", save_all=True, append_images=[draw("P")])],
    }
    return [
        Target("png", png, _feed_picture),
        Target("png, right sums", png, _feed_picture, image_files.with_right_sums),
        *(Target(name, seeds, _feed_picture) for name, seeds in others.items()),
    ]


def is_proper(samples: RawSamples) -> bool:
    """Tell whether samples keep what `RawSamples` promises."""
    n, p = samples.x.shape
    classes = len(samples.classes)
    return bool(
        n > 0
        and p == len(samples.columns) == len(set(samples.columns))
        and samples.x.dtype == samples.y.dtype == np.float32
        and samples.y.shape == (n,)
        and np.isfinite(samples.x).all()
        and np.isfinite(samples.y).all()
        and (not classes or (0 <= samples.y.min() and samples.y.max() < classes))
        and (samples.image_shape is None or (np.prod(samples.image_shape) == p and 0 <= samples.x.min()))
        and (samples.image_shape is None or samples.x.max() <= 1)
        and (samples.test is None or (samples.test < n).all())
    )


def outcome(target: Target, folder: Path, data: bytes) -> str:
    """Feed one input, and return ``"read"``, ``"refused"`` or what went wrong."""
    start = time.thread_time()
    try:
        told = "read" if is_proper(target.feed(folder, data)) else "improper samples"
    except DataError as error:
        told = "refused" if str(error) else "no sentence"
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001  # what else it can raise, even beyond Exception, is looked for
        told = "".join(traceback.format_exception_only(error)).strip() + f" ({_where(error)})"
    return told if time.thread_time() - start < SLOW else f"slow: {time.thread_time() - start:.1f} s, {told}"


def _where(error: BaseException) -> str:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "engine" in f.filename]
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


def fuzz(target: Target, inputs: int, seed: int, folder: Path) -> collections.Counter[str]:
    """Feed a reader with so many inputs, and count the outcomes; what failed is kept."""
    random = Random(f"{seed} {target.name}")
    counts: collections.Counter[str] = collections.Counter()
    for _ in range(inputs):
        data = target.wrap(mutated(random, target.seeds))
        told = outcome(target, folder, data)
        if told not in ("read", "refused") and counts[told] == 0:
            kept = ROOT / "build" / "fuzz" / f"{target.name}-{hashlib.sha256(data).hexdigest()[:8]}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data)
            print(f"{target.name}: {told}; kept as {kept.relative_to(ROOT)}", flush=True)  # noqa: T201  # its output
        counts[told] += 1
    return counts


TARGETS = (idx_targets, npz_targets, picture_targets, table_targets, parquet_targets, pickle_targets)
"""One function for each reader."""


def main() -> int:
    """Feed the readers that the command line names, or all."""
    parser = argparse.ArgumentParser(description="Feed the readers of data with broken and hostile files.")
    parser.add_argument("names", nargs="*", help="readers, by the first letters of their names (default: all)")
    parser.add_argument("--inputs", type=int, default=10_000, help="for each reader (default: 10,000)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    warnings.simplefilter("error")  # a warning would be printed on the person's terminal
    targets = [target for make in TARGETS for target in make()]
    chosen = [t for t in targets if not arguments.names or any(t.name.startswith(name) for name in arguments.names)]
    shared = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=shared if shared.is_dir() else None))
    total: collections.Counter[str] = collections.Counter()
    print(f"{'reader':<20} {'inputs':>8} {'read':>8} {'refused':>8} {'failures':>8} {'seconds':>8}")  # noqa: T201  # its output
    try:
        for target in chosen:
            place = folder / target.name
            place.mkdir()
            start = time.perf_counter()
            with farm() if target.name.startswith("parquet") else nullcontext():
                counts = fuzz(target, arguments.inputs, arguments.seed, place)
            _show(target.name, counts, time.perf_counter() - start)
            total += counts
    finally:
        shutil.rmtree(folder)
    _show("all", total, time.process_time())
    own, of_children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"peak memory: {own / 1024:.0f} MB, of a decoder: {of_children / 1024:.0f} MB")  # noqa: T201  # as above
    return int(set(total) - {"read", "refused"} != set())


def _show(name: str, counts: collections.Counter[str], seconds: float) -> None:
    inputs = sum(counts.values())
    failures = inputs - counts["read"] - counts["refused"]
    row = f"{name:<20} {inputs:>8,} {counts['read']:>8,} {counts['refused']:>8,} {failures:>8,} {seconds:>8.1f}"
    print(row, flush=True)  # noqa: T201  # its output


if __name__ == "__main__":
    sys.exit(main())
