from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from engine.training.history import CAPACITY, Curve, History, Row


def row(epoch: int) -> Row:
    return Row(epoch, epoch + 1, 1 / (epoch + 1), 0.5, 2 / (epoch + 1), 0.25)


def filled(epochs: int, interruptions: frozenset[int] = frozenset()) -> History:
    history = History()
    for epoch in range(epochs):
        if epoch in interruptions:
            history = History(history.table(), history.stride)
        history.append(row(epoch))
    return history


@pytest.mark.parametrize("epochs", [1, 2, CAPACITY, CAPACITY + 1, CAPACITY + 2, 2 * CAPACITY, 5 * CAPACITY + 3])
def test_a_long_run_keeps_its_start_even_steps_and_the_newest_epoch(epochs: int) -> None:
    history = filled(epochs)
    kept = history.table()[:, 0].astype(int).tolist()
    assert len(history) <= CAPACITY
    assert sorted({*range(0, epochs, history.stride), epochs - 1}) == kept
    assert len(kept) >= min(epochs, CAPACITY // 2)
    assert all(np.array_equal(values, row(epoch)) for epoch, values in zip(kept, history.table(), strict=True))


@given(stops=st.frozensets(st.integers(0, CAPACITY + 40), max_size=4))
@examples(max_examples=8)
def test_thinning_does_not_depend_on_interruptions(stops: frozenset[int]) -> None:
    whole, parts = filled(CAPACITY + 40), filled(CAPACITY + 40, stops | {CAPACITY, CAPACITY + 1})
    assert whole.stride == parts.stride
    assert np.array_equal(whole.table(), parts.table())


def test_a_short_run_keeps_everything() -> None:
    history = filled(500)
    assert history.stride == 1
    assert history.table()[:, 0].tolist() == list(range(500))


def test_the_epoch_under_way_is_shown_but_not_kept() -> None:
    history = filled(3)
    curve = history.curve(row(3))
    assert curve.epoch.tolist() == [0, 1, 2, 3]
    assert len(history) == 3
    assert len(history.curve()) == 3


def test_a_table_and_its_curve_are_the_same() -> None:
    table = filled(10).table()
    curve = Curve.of_table(table)
    assert np.array_equal(curve.table(), table)
    assert curve.validation_accuracy.tolist() == [0.25] * 10


def test_what_was_handed_out_does_not_change_when_the_run_goes_on() -> None:
    history = filled(4)
    curve, copy, table = history.curve(), history.copy(), history.table()
    history.append(row(4))
    assert len(curve) == len(copy) == len(table) == 4
    table[:] = -1
    assert history.table()[0].tolist() == list(row(0))
