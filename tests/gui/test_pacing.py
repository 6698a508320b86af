"""How often the window looks at a run."""

from __future__ import annotations

import math

import pytest

from engine.training.config import COMPILED, EAGER
from gui.pacing import FRAME, SLOWEST, Frames


def rest_after(took: float, executor: str = COMPILED, *, limited: bool = True) -> int:
    """Return the milliseconds of rest after a first look that took so many to be drawn."""
    return Frames().rest(5.0, 5.0 + took / 1000, executor, limited=limited)


@pytest.mark.parametrize("took", [1, 5, 12])
def test_what_draws_quickly_is_looked_at_in_every_frame(took: int) -> None:
    assert took + rest_after(took) == FRAME


def test_a_look_that_comes_late_does_not_put_off_the_next() -> None:
    frames, frame = Frames(), FRAME / 1000
    frames.rest(0.0, 0.005, COMPILED, limited=True)
    late = frame + 0.004
    assert late + 0.005 + frames.rest(late, late + 0.005, COMPILED, limited=True) / 1000 == pytest.approx(2 * frame)


def test_frames_that_were_missed_are_not_made_up_for() -> None:
    frames = Frames()
    frames.rest(0.0, 0.005, COMPILED, limited=True)
    assert frames.rest(1.0, 1.005, COMPILED, limited=True) == FRAME - 5


def test_over_many_looks_sixty_come_in_a_second_however_the_clock_dawdles() -> None:
    frames, now, looks = Frames(), 0.0, 0
    while now < 10.0:
        drawn = now + 0.006
        now = drawn + frames.rest(now, drawn, COMPILED, limited=True) / 1000 + 0.003 * math.sin(looks) ** 2
        looks += 1
    assert 60 <= looks / 10 <= 1000 / FRAME + 1


def test_what_takes_longer_than_a_frame_still_rests() -> None:
    assert 0 < rest_after(30.0) < FRAME


def test_a_run_at_full_speed_is_looked_at_less_often_than_one_that_is_watched() -> None:
    assert rest_after(12.0, limited=False) > rest_after(12.0)


def test_an_eager_run_that_shares_the_interpreter_is_looked_at_least_often() -> None:
    assert rest_after(12.0, EAGER) > rest_after(12.0, limited=False)


def test_however_long_a_look_takes_the_next_one_comes_soon() -> None:
    assert rest_after(10_000.0, EAGER, limited=False) == SLOWEST
