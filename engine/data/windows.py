"""Series of numbers cut into windows: some values in a row, and a later one to predict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.catalog.spec import ParamSpec, real, whole
from engine.data.params import NOISE, noise_share
from engine.data.raw import RawSamples
from engine.data.spec import SourceSpec
from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data.progress import Progress
    from engine.data.spec import Settings

WINDOW_PARAMS: tuple[ParamSpec, ...] = (
    ParamSpec(
        "window",
        Text("data", "Window"),
        "integer",
        4,
        Text("data", "How many values in a row the network sees."),
        1,
        256,
    ),
    ParamSpec(
        "horizon",
        Text("data", "Horizon"),
        "integer",
        1,
        Text("data", "How many places behind the window the value to predict stands."),
        1,
        1000,
    ),
    ParamSpec(
        "stride",
        Text("data", "Stride"),
        "integer",
        1,
        Text("data", "By how many places one window begins after the other."),
        1,
        1000,
    ),
)
"""The settings that `windows` takes."""


def windows(series: npt.NDArray[np.float32], settings: Settings) -> RawSamples:
    """Cut a series into windows, in the order of time.

    Parameters
    ----------
    series : array of float32, shape (length,)
        All finite.
    settings : mapping
        `WINDOW_PARAMS` among them.

    Returns
    -------
    RawSamples
        Columns ``t-3``, ``t-2``, ``t-1``, ``t`` for a window of 4, and the target ``t+1`` for a horizon of 1.

    Raises
    ------
    DataError
        If the series is shorter than a window and what follows it.
    """
    window, horizon, stride = (whole(settings, param.name) for param in WINDOW_PARAMS)
    last = len(series) - window - horizon  # where the last window may begin
    if last < 0:
        raise DataError(
            Text(
                "data",
                "A window of {window} values and a horizon of {horizon} need {needed} values, but the series has "
                "{length}. Take a smaller window or horizon, or a longer series.",
            ).fill(window=window, horizon=horizon, needed=window + horizon, length=len(series))
        )
    begins = np.arange(0, last + 1, stride)
    x = np.lib.stride_tricks.sliding_window_view(series, window)[begins]  # (n, window)
    columns = (*(f"t-{back}" for back in range(window - 1, 0, -1)), "t")
    y = series[begins + window - 1 + horizon]
    return RawSamples(columns, np.ascontiguousarray(x, np.float32), f"t+{horizon}", y.astype(np.float32), ())


def _sine_series(settings: Settings, rng: np.random.Generator, progress: Progress) -> RawSamples:
    time = np.arange(whole(settings, "length"))
    values = np.sin(2 * np.pi * time / real(settings, "period")) + rng.normal(0, noise_share(settings), len(time))
    return windows(values.astype(np.float32), settings)


SERIES: tuple[SourceSpec, ...] = (
    SourceSpec(
        "sine_series",
        Text("data", "Sine in time"),
        "sequence",
        Text("data", "A wave, cut into windows: from some values in a row the network predicts a later one."),
        _sine_series,
        params=(
            ParamSpec(
                "length",
                Text("data", "Length"),
                "integer",
                400,
                Text("data", "How many values the series has."),
                10,
                100_000,
            ),
            ParamSpec(
                "period",
                Text("data", "Period"),
                "real",
                25.0,
                Text("data", "After how many values the wave begins again."),
                2.0,
                1000.0,
            ),
            NOISE,
            *WINDOW_PARAMS,
        ),
        validation=0.2,
        split="time",
    ),
)
