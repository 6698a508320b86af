"""The orders of epochs: drawn by machine code, and torch's to the last number."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from engine.execution import orders as drawing
from engine.execution.orders import orders
from engine.training.batches import Batches
from engine.training.config import TrainingConfig


def by_torch(samples: int, seed: int, count: int) -> torch.Tensor:
    drawn = [torch.randperm(samples, generator=torch.Generator().manual_seed(seed + place)) for place in range(count)]
    return torch.stack(drawn)


@given(samples=st.integers(1, 3000), seed=st.integers(0, 2**63), count=st.integers(1, 4))
def test_orders_are_those_of_torch(samples: int, seed: int, count: int) -> None:
    assert torch.equal(orders(samples, seed, count), by_torch(samples, seed, count))


@pytest.mark.parametrize("samples", [1, 2, 226, 227, 228, 623, 624, 625, 1248, 10_000])
def test_orders_are_those_of_torch_where_the_twister_begins_anew(samples: int) -> None:
    assert torch.equal(orders(samples, 2**32 - 2, 3), by_torch(samples, 2**32 - 2, 3))


def test_this_machine_draws_them_itself() -> None:
    assert drawing._agrees()


def test_torch_draws_where_machine_code_does_not_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_by_machine", lambda samples, seed, count: torch.zeros(count, samples))
    drawing._agrees.cache_clear()
    try:
        assert not drawing._agrees()
        assert torch.equal(orders(50, 7, 2), by_torch(50, 7, 2))
    finally:
        drawing._agrees.cache_clear()


@pytest.mark.parametrize("shuffle", [False, True])
@pytest.mark.parametrize("drop_last", [False, True])
def test_many_epochs_at_once_take_what_single_batches_take(shuffle: bool, drop_last: bool) -> None:
    config = TrainingConfig(full_batch=False, batch_size=4, shuffle=shuffle, drop_last=drop_last, seed=3)
    batches = Batches(21, config)
    whole = batches.orders(5, 3)
    for place in range(3):
        one_by_one = torch.cat([batches.chosen(5 + place, batch) for batch in range(batches.count)])
        assert torch.equal(whole[place], one_by_one)
