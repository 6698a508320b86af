from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from safetensors.torch import load as load_elsewhere
from safetensors.torch import save as save_elsewhere

from engine.errors import StorageError
from engine.storage import tensors
from engine.storage.checks import run_faults
from engine.training.state import RunState

if TYPE_CHECKING:
    from collections.abc import Mapping

REAL = [torch.float16, torch.bfloat16, torch.float32, torch.float64]
MANY = 100_003
"""Values: more than one loop of vector instructions takes at once, and no multiple of anything."""


def samples() -> dict[str, torch.Tensor]:
    """Return a tensor of every dtype, and of every odd layout and size."""
    whole = [torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool]
    several = {str(dtype): torch.arange(6).to(dtype).reshape(2, 3) for dtype in [*REAL, *whole, torch.complex64]}
    return several | {
        'a "가중치"\n\x01\x7f\\/': torch.tensor(-0.0),
        "transposed": torch.arange(6.0).reshape(2, 3).T,
        "every other": torch.arange(9.0)[::2],
        "expanded": torch.tensor(7).expand(1, 1),
        "thrice the same": torch.tensor(7.5, dtype=torch.bfloat16).expand(3),
        "empty": torch.empty(3, 0, 2),
        "learned": torch.ones(2, requires_grad=True),
    }


def written(contents: Mapping[str, torch.Tensor]) -> bytes:
    return b"".join(tensors.dump(contents))


def loaded(data: bytes) -> dict[str, torch.Tensor]:
    return tensors.load("w.safetensors", memoryview(bytearray(data)))


def equal(one: Mapping[str, torch.Tensor], two: Mapping[str, torch.Tensor]) -> bool:
    """Tell whether both are the same to the last bit."""

    def bits(tensor: torch.Tensor) -> bytes:
        return save_elsewhere({"": tensor.detach().clone(memory_format=torch.contiguous_format)})

    return one.keys() == two.keys() and all(bits(one[name]) == bits(two[name]) for name in one)


# -- the layout --------------------------------------------------------------------------------------------------------


def test_what_is_written_is_byte_for_byte_what_safetensors_writes() -> None:
    plain = {name: tensor.detach().clone(memory_format=torch.contiguous_format) for name, tensor in samples().items()}
    assert written(samples()) == save_elsewhere(plain)
    assert written({}) == save_elsewhere({})


def test_safetensors_reads_what_is_written_and_the_other_way_round() -> None:
    data = written(samples())
    assert equal(load_elsewhere(data), samples())
    assert equal(loaded(data), samples())


def test_texts_that_other_programs_put_into_the_header_are_passed_over() -> None:
    assert equal(loaded(save_elsewhere({"a": torch.ones(2)}, {"format": "pt"})), {"a": torch.ones(2)})


def test_tensors_come_back_in_the_order_of_the_file() -> None:
    """Whoever goes through them does the same sums in the same order each time."""
    names = [f"layer_{number}" for number in range(20)]
    assert list(loaded(written({name: torch.ones(1) for name in reversed(names)}))) == sorted(names)


def test_a_tensor_that_begins_at_an_odd_byte_is_read() -> None:
    header = {
        "a": {"dtype": "U8", "shape": [1], "data_offsets": [0, 1]},
        "b": {"dtype": "F32", "shape": [2], "data_offsets": [1, 9]},
    }
    data = b"\x05" + np.array([0.5, -2], np.float32).tobytes()
    assert equal(
        loaded(headed(header) + data), {"a": torch.tensor([5], dtype=torch.uint8), "b": torch.tensor([0.5, -2])}
    )


def test_neither_way_copies_a_tensor() -> None:
    weight = torch.arange(1000.0)
    _, piece = tensors.dump({"w": weight})
    assert np.shares_memory(np.frombuffer(piece, np.uint8), weight.numpy())
    data = memoryview(bytearray(written({"w": weight})))
    back = tensors.load("w.safetensors", data)["w"]
    assert np.shares_memory(np.frombuffer(data, np.uint8), back.numpy())


def headed(header: object) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text


def one(**changes: object) -> dict[str, Any]:
    return {"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]} | changes}


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "ends before its header"),
        (b"\x02\0\0\0\0\0\0", "ends before its header"),
        (b"\xff" * 8 + b"{}", "ends before its header"),
        ((3).to_bytes(8, "little") + b"{}", "ends before its header"),
        (headed(b"{"), "not proper JSON"),
        (headed(b"\xff{}"), "not proper JSON"),
        (headed(b'{"w": 1, "w": 2}'), "a key occurs twice"),
        (headed(b'{"a":' * 100 + b"1" + b"}" * 100), "nests too deeply"),
        (headed([]), "should be a valid dictionary"),
        (headed({"w": 1}), "w is wrong"),
        (headed(one(dtype="F8")) + bytes(8), "dtype is wrong"),
        (headed(one(shape=[-2])) + bytes(8), "shape > 0 is wrong"),
        (headed(one(shape=[2.0])) + bytes(8), "shape > 0 is wrong"),
        (headed(one(data_offsets=[0, 8, 16])) + bytes(8), "data_offsets is wrong"),
        (headed(one(colour="red")) + bytes(8), "colour is wrong"),
        (headed(one()) + bytes(7), "bytes, but it has"),
        (headed(one()) + bytes(9), "bytes, but it has"),
        (headed(one(shape=[3])) + bytes(8), "w does not lie where it should"),
        (headed(one(shape=[2**62, 2**62])) + bytes(8), "w does not lie where it should"),
        (headed(one(data_offsets=[8, 0])) + bytes(8), "w does not lie where it should"),
        (headed(one(data_offsets=[4, 12])) + bytes(12), "w does not lie where it should"),
        (headed(one() | {"v": one()["w"]}) + bytes(8), "does not lie where it should"),
        (headed(one() | {"v": one(data_offsets=[4, 12])["w"]}) + bytes(12), "does not lie where it should"),
        (headed(one(shape=[2**62, 2**62, 0], data_offsets=[0, 0])), "no proper safetensors"),
    ],
)  # fmt: skip
def test_a_member_that_does_not_keep_to_the_layout_is_refused(data: bytes, part: str) -> None:
    for load in (tensors.load, tensors.load_tables):
        with pytest.raises(StorageError, match=r"^w\.safetensors") as caught:
            load("w.safetensors", memoryview(bytearray(data)))
        assert part in str(caught.value)


@examples(max_examples=300, deadline=None)
@given(st.binary(max_size=40), st.data())
def test_whatever_is_accepted_safetensors_accepts_too(noise: bytes, data: st.DataObject) -> None:
    good = bytearray(written({"a": torch.arange(3), "b": torch.ones(2, 2), "c": torch.empty(0)}))
    for value in noise:
        good[data.draw(st.integers(0, len(good) - 1))] = value
    try:
        ours = loaded(bytes(good))
    except StorageError:
        return
    assert equal(ours, load_elsewhere(bytes(good)))


# -- values that are not finite ----------------------------------------------------------------------------------------


def faults(tensor: torch.Tensor) -> str:
    fine = torch.zeros_like(tensor)
    both = [RunState({"w": tensor}, {"w": fine}), RunState({"w": fine}, {"w": tensor})]
    now, first = ("\n".join(map(str, run_faults(run))) for run in both)
    assert now == first
    return now


@pytest.mark.parametrize("dtype", REAL, ids=str)
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("place", [0, 1, 63, 4095, MANY // 2, MANY - 1])
def test_one_value_among_many_that_is_not_finite_is_found(dtype: torch.dtype, value: float, place: int) -> None:
    tensor = torch.ones(MANY, dtype=dtype)
    tensor[place] = value
    assert "w holds values that are not finite" in faults(tensor)
    assert "w holds values that are not finite" in faults(tensor.expand(2, MANY).T)


@pytest.mark.parametrize("dtype", REAL, ids=str)
def test_infinities_that_cancel_out_are_found(dtype: torch.dtype) -> None:
    assert "w holds values that are not finite" in faults(torch.tensor([math.inf, -math.inf], dtype=dtype))


@pytest.mark.parametrize("dtype", REAL, ids=str)
def test_the_largest_and_the_smallest_numbers_are_finite(dtype: torch.dtype) -> None:
    """Their sum or their square would not be."""
    limits = torch.finfo(dtype)
    assert not faults(torch.tensor([limits.max, limits.max, limits.min, limits.min, limits.tiny, -0.0], dtype=dtype))
    assert not faults(torch.empty(0, dtype=dtype))
    assert not faults(torch.tensor(1, dtype=dtype))


def test_whole_numbers_are_finite() -> None:
    for dtype in (torch.int64, torch.uint8, torch.bool):
        assert not faults(torch.ones(3, dtype=dtype))
