"""Writes resources/datasets/mnist_sample: python scripts/make_datasets.py FOLDER.

FOLDER holds MNIST, or a part of it, in IDX files: train*-images-idx3-ubyte.gz and t10k-images-idx3-ubyte.gz with their
labels. Of each digit the first 200 are taken to train with and the first 100 to test, in the order of the files.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.data.progress import nobody  # noqa: E402  # the project is found through the line above
from engine.data.readers.idx import read_idx  # noqa: E402  # as above
from engine.data.readers.idx_set import held_out_beside, labels_beside  # noqa: E402  # as above

if TYPE_CHECKING:
    import numpy.typing as npt

TARGET = ROOT / "resources" / "datasets" / "mnist_sample"
PER_DIGIT = {"train": 200, "t10k": 100}
ATTRIBUTION = """\
A sample of the MNIST database of handwritten digits: of each digit 200 from the training set and 100 from the test set,
in the order of the originals. Apart from this choice nothing was changed.

The MNIST database is by Yann LeCun (Courant Institute, NYU), Corinna Cortes (Google Labs, New York) and
Christopher J.C. Burges (Microsoft Research, Redmond). It is a subset of a larger set of the NIST.
It is made available under the Creative Commons licence Attribution-Share Alike 3.0:
https://creativecommons.org/licenses/by-sa/3.0/
This sample is made available under the same licence.

Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition.
Proceedings of the IEEE 86 (11), pages 2278-2324, November 1998.
"""


def idx_bytes(array: npt.NDArray[Any]) -> bytes:
    """Return unsigned bytes in the IDX format, packed; the same array always gives the same bytes."""
    header = bytes((0, 0, 0x08, array.ndim)) + b"".join(size.to_bytes(4, "big") for size in array.shape)
    return gzip.compress(header + array.astype(np.uint8).tobytes(), 9, mtime=0)


def first_of_each(labels: npt.NDArray[Any], count: int) -> npt.NDArray[np.int64]:
    """Return the places of the first `count` samples of every digit, ascending."""
    places = [np.flatnonzero(labels == digit)[:count] for digit in range(10)]
    if any(len(place) < count for place in places):
        raise SystemExit(f"there are fewer than {count} of some digit")
    return np.sort(np.concatenate(places))


def main() -> None:
    """Write the four files and who made them."""
    parser = argparse.ArgumentParser(description="Make the sample of MNIST that comes with the application.")
    parser.add_argument(
        "folder", type=Path, help="folder with train*-images-idx3-ubyte.gz and t10k-images-idx3-ubyte.gz"
    )
    folder = parser.parse_args().folder
    images = next(iter(sorted(folder.glob("train*-images-idx3-ubyte.gz"))), None)
    test = held_out_beside(images) if images is not None else None
    if images is None or test is None:
        raise SystemExit(f"there is no MNIST in {folder}")
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, (pictures, labels) in {"train": (images, labels_beside(images)), "t10k": test}.items():
        numbers = read_idx(labels, nobody)
        rows = first_of_each(numbers, PER_DIGIT[name])
        (TARGET / f"{name}-images-idx3-ubyte.gz").write_bytes(idx_bytes(read_idx(pictures, nobody)[rows]))
        (TARGET / f"{name}-labels-idx1-ubyte.gz").write_bytes(idx_bytes(numbers[rows]))
    (TARGET / "ATTRIBUTION.txt").write_text(ATTRIBUTION, encoding="utf-8")


if __name__ == "__main__":
    main()
