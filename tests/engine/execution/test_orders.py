"""The orders in which machine code takes the samples are torch's, to the last number."""

from __future__ import annotations

import ctypes
from functools import cache

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from llvmlite import ir

from engine.execution.machine.build import Built, build
from engine.execution.machine.code import POINTER, Code
from engine.execution.machine.permutations import write_permutation


@cache
def built() -> Built:
    """Return a function that takes the places of an order, the number of samples and the seed."""
    module = ir.Module("test")
    permute = write_permutation(module)
    code = Code(module, "run", ir.VoidType(), (POINTER, POINTER, POINTER))
    order, numbers, _ = code.function.args
    code.builder.call(permute, (order, *(code.load(numbers, place, kind=ir.IntType(64)) for place in range(2))))
    code.builder.ret_void()
    return build(str(module))


def drawn(samples: int, seed: int) -> list[int]:
    order, numbers = np.full(samples, -1, np.int64), np.array((samples, ctypes.c_int64(seed).value), np.int64)
    built().run(order.ctypes.data, numbers.ctypes.data, 0)
    return order.tolist()


def by_torch(samples: int, seed: int) -> list[int]:
    return torch.randperm(samples, generator=torch.Generator().manual_seed(seed)).tolist()


@given(samples=st.integers(1, 3000), seed=st.integers(0, 2**63))
def test_an_order_is_that_of_torch(samples: int, seed: int) -> None:
    assert drawn(samples, seed) == by_torch(samples, seed)


@pytest.mark.parametrize("samples", [1, 2, 226, 227, 228, 623, 624, 625, 1248, 10_000])
@pytest.mark.parametrize("seed", [0, 2**32 - 1, 2**32])
def test_an_order_is_that_of_torch_where_the_twister_begins_anew(samples: int, seed: int) -> None:
    assert drawn(samples, seed) == by_torch(samples, seed)
