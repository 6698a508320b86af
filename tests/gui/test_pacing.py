"""How often the window looks at a run."""

from __future__ import annotations

from engine.training.config import COMPILED, EAGER
from gui.pacing import FRAME, SLOWEST, interval


def test_what_draws_quickly_is_looked_at_in_every_frame() -> None:
    for took in (1, 5, 12):
        assert took + interval(took, COMPILED, limited=True) == FRAME


def test_what_takes_longer_than_a_frame_still_rests() -> None:
    assert 0 < interval(30.0, COMPILED, limited=True) < FRAME


def test_a_run_at_full_speed_is_looked_at_less_often_than_one_that_is_watched() -> None:
    assert interval(12.0, COMPILED, limited=False) > interval(12.0, COMPILED, limited=True)


def test_an_eager_run_that_shares_the_interpreter_is_looked_at_least_often() -> None:
    assert interval(12.0, EAGER, limited=True) > interval(12.0, COMPILED, limited=False)


def test_however_long_a_look_takes_the_next_one_comes_soon() -> None:
    assert interval(10_000.0, EAGER, limited=False) == SLOWEST
