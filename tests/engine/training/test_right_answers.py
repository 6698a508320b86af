"""What counts as a right answer while a network trains."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.assembly import right_teller
from engine.catalog.losses import LOSS
from engine.training.task import NO_ANSWER, RightAnswers, decided

NAN = float("nan")


def test_one_unit_answers_class_1_above_the_threshold_and_several_the_largest() -> None:
    assert decided(np.array([[0.5], [0.6]]), 0.5).tolist() == [0, 1]
    assert decided(np.array([[0.0, 2.0, 1.0], [3.0, 3.0, 0.0]]), 0.5).tolist() == [1, 0]
    assert decided(np.empty((0, 3)), 0.5).tolist() == []


def test_an_output_with_nan_answers_nothing() -> None:
    assert decided(np.array([[NAN], [0.1]]), 0.5).tolist() == [NO_ANSWER, 0]
    assert decided(np.array([[NAN, 0.0], [0.0, NAN], [0.0, 1.0]]), 0.5).tolist() == [NO_ANSWER, NO_ANSWER, 1]


@pytest.mark.parametrize(
    ("loss", "output", "y", "right"),
    [
        ("bce", [[NAN], [NAN], [0.9], [0.1]], [[0.0], [1.0], [1.0], [1.0]], [False, False, True, False]),
        ("cross_entropy", [[NAN, 0.0], [0.0, NAN], [0.0, 1.0]], [0, 1, 1], [False, False, True]),
        ("mse", [[NAN, 0.0], [1.0, 0.0]], [[1.0, 0.0], [1.0, 0.0]], [False, True]),
    ],
)
def test_what_is_nan_is_never_right(loss: str, output: list[list[float]], y: list[float], right: list[bool]) -> None:
    how = "threshold" if len(output[0]) == 1 else "index" if loss == "cross_entropy" else "one_hot"
    given, wanted = torch.tensor(output), torch.tensor(y)
    assert RightAnswers(how)(given, wanted) == sum(right)  # type: ignore[arg-type]  # one of its three words
    assert right_teller(LOSS[loss], given.shape[1])(given, wanted).tolist() == right
