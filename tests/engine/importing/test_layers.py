"""Which array is whose weight, and what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.errors import WeightsError
from engine.importing import chain
from tests.engine.importing.pickles import weights

if TYPE_CHECKING:
    import numpy.typing as npt

    Arrays = dict[str, npt.NDArray[np.generic]]


def zeros(**shapes: tuple[int, ...]) -> Arrays:
    return {name.replace("_", "."): np.zeros(shape, np.float32) for name, shape in shapes.items()}


def test_weights_are_taken_in_the_order_of_their_numbers_however_the_dictionary_is_sorted() -> None:
    arrays = weights((2, 3, 4, 3, 4, 3, 4, 3, 4, 3, 4, 5))
    backwards = dict(sorted(arrays.items(), reverse=True))
    layers = chain(backwards, "w.pkl")
    assert [layer.weight.shape for layer in layers][-2:] == [(4, 3), (5, 4)]
    for number, layer in enumerate(layers, 1):
        assert np.array_equal(layer.weight, arrays[f"W{number}"].T)
        assert layer.bias is not None
        assert np.array_equal(layer.bias, arrays[f"b{number}"])
        assert layer.weight.flags.c_contiguous


def test_names_of_pytorch_are_taken_with_their_own_order_of_axes() -> None:
    rng = np.random.default_rng(1)
    first, second = rng.normal(size=(3, 2)), rng.normal(size=(1, 3))
    layers = chain({"layer10.weight": second, "layer2.weight": first, "layer2.bias": np.ones(3)}, "w.pkl")
    assert [layer.weight.shape for layer in layers] == [(3, 2), (1, 3)]
    assert layers[0].weight.dtype == np.float32
    assert [layer.bias is None for layer in layers] == [False, True]


def test_names_without_numbers_go_in_the_order_of_the_dictionary() -> None:
    layers = chain(zeros(hidden_weight=(3, 2), out_weight=(1, 3)), "w.pkl")
    assert [layer.weight.shape for layer in layers] == [(3, 2), (1, 3)]


def test_a_bias_may_be_a_row_or_a_column() -> None:
    for shape in ((3,), (1, 3), (3, 1)):
        (layer,) = chain(zeros(W1=(2, 3), b1=shape), "w.pkl")
        assert layer.bias is not None
        assert layer.bias.shape == (3,)


@pytest.mark.parametrize(
    ("arrays", "reason"),
    [
        (zeros(W1=(784, 50), W2=(60, 10)), "W1, 784 x 50, gives 50 values, but W2, 60 x 10, takes 60"),
        (zeros(a1_weight=(3, 2), a2_weight=(1, 4)), "a1.weight, 3 x 2, gives 3 values, but a2.weight, 1 x 4, takes 4"),
        (zeros(W1=(2, 3), b1=(4,)), "b1 has the shape 4, but W1, 2 x 3, gives 3 values"),
        (zeros(W1=(2, 3), b1=(3, 1, 1)), "b1 has the shape 3 x 1 x 1"),
        (zeros(W1=(2, 3), W3=(3, 1)), "has W3, but no W2"),
        (zeros(W0=(2, 3), W1=(3, 1)), "has W0, but no W1"),
        (zeros(W1=(6,)), "W1 has the shape 6; a weight has two axes"),
        (zeros(W1=()), "W1 has the shape ()"),
        (zeros(W1=(0, 3)), "W1 has the shape 0 x 3"),
        (zeros(W1=(2, 3), gamma1=(3,)), "not known what gamma1 is"),
        (zeros(W1=(2, 3), b2=(3,)), "not known what b2 is"),
        (zeros(W1=(2, 3), conv1_weight=(3, 3, 3, 3)), "not known what conv1.weight is"),
        (zeros(conv1_weight=(3, 3, 3, 3)), "conv1.weight has the shape 3 x 3 x 3 x 3"),
        (zeros(b1=(3,)), "not known what b1 is"),
        ({"\ud800\n.weight": np.zeros((2, 2))}, "not known what \\ud800\\n.weight is"),
        ({}, "holds no weights"),
        ({"W1": np.array([[1.0, np.nan]])}, "W1 holds 1 values that are NaN"),
        ({"W1": np.array([[1e300, 1.0]])}, "W1 holds 1 values that are NaN, infinite or beyond float32"),
        ({f"W{i}": np.zeros((1, 1)) for i in range(1, 202)}, "201 layers; at most 200"),
        ({"W1": np.broadcast_to(np.float32(0), (2**14, 2**14))}, "268,435,456 weights; at most 134,217,728"),
    ],
)
def test_what_does_not_fit_is_told_with_both_shapes(arrays: Arrays, reason: str) -> None:
    with pytest.raises(WeightsError) as caught:
        chain(arrays, "w.pkl")
    assert reason in str(caught.value)
    assert str(caught.value).startswith("w.pkl")
