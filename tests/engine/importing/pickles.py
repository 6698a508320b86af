"""Pickles of weights, honest and not, that the tests of importing share."""

from __future__ import annotations

import os
import pickle
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tests.architecture.sources import ROOT

if TYPE_CHECKING:
    import numpy.typing as npt

    Arrays = dict[str, npt.NDArray[np.float32]]

SIZES = (784, 50, 100, 10)


def shared_data() -> Path | None:
    """Return the folder with the book's weights and MNIST's digits, where there is one."""
    folder = Path(os.environ.get("LAYERLOOM_DATA", ROOT.parent / "shared" / "data"))
    return folder if (folder / "sample_weight.pkl").is_file() else None


def kinds() -> tuple[str, ...]:
    """Return which weights the tests of a book's network take: made here, and where they are there the book's own.

    A test takes them as its parameter, so that the list of what was tested says whether the book's were among them.
    """
    return ("made here",) if shared_data() is None else ("made here", "the book's")


def weights(sizes: tuple[int, ...] = SIZES, seed: int = 0) -> Arrays:
    """Return W1, b1 to Wn, bn for layers of these sizes."""
    rng = np.random.default_rng(seed)
    found: Arrays = {}
    for number, (inputs, units) in enumerate(pairwise(sizes), 1):
        found[f"W{number}"] = rng.normal(0, 0.3, (inputs, units)).astype(np.float32)
        found[f"b{number}"] = rng.normal(0, 0.3, units).astype(np.float32)
    return found


def learned(x: npt.NDArray[np.float32], y: npt.NDArray[np.float32]) -> Arrays:
    """Return weights of the book's form that know most digits: two layers by chance, the third by least squares."""
    arrays = weights()
    arrays["W1"] *= np.float32(0.3)
    arrays["W2"] *= np.float32(4)
    inner = {name: array for name, array in arrays.items() if name[1] != "3"}
    hidden = 1 / (1 + np.exp(-answers(inner, x).astype(np.float64)))
    hidden = np.column_stack([hidden, np.ones(len(x))])
    best = np.linalg.solve(hidden.T @ hidden + 0.01 * np.eye(hidden.shape[1]), hidden.T @ np.eye(10)[y.astype(int)])
    return {**arrays, "W3": best[:-1].astype(np.float32), "b3": best[-1].astype(np.float32)}


def written(folder: Path, content: object, protocol: int | None = None) -> Path:
    """Write a pickle, or bytes as they are."""
    path = folder / "weights.pkl"
    path.write_bytes(content if isinstance(content, bytes) else pickle.dumps(content, protocol))
    return path


def answers(arrays: Arrays, x: npt.NDArray[np.float32], hidden: str = "sigmoid") -> npt.NDArray[np.float32]:
    """Return what the network of these weights gives before its softmax, as a book writes it."""
    values = x
    layers = len(arrays) // 2
    for number in range(1, layers + 1):
        values = values @ arrays[f"W{number}"] + arrays[f"b{number}"]
        if number < layers and hidden == "sigmoid":
            values = np.float32(1) / (np.float32(1) + np.exp(-values))
    return values
