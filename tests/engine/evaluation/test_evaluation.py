"""Numbers of an evaluation: the same as PyTorch's loss and scikit-learn's metrics, whatever the batches."""

from __future__ import annotations

import tracemalloc
import warnings
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from sklearn import metrics
from torch import nn

from engine.catalog.losses import LOSS
from engine.data import Dataset
from engine.errors import CancelledError
from engine.evaluation import (
    NO_ANSWER,
    Reading,
    evaluate,
    judge,
    outputs_of,
    regression_residuals,
    threshold_curve,
)
from engine.text import Text

if TYPE_CHECKING:
    import numpy.typing as npt

RNG = np.random.default_rng(5)
NAMES = ("ant", "bee", "cow", "dog")


def of_classes(rows: int = 300, classes: int = 4) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    y = RNG.integers(0, classes, rows)
    outputs = RNG.normal(size=(rows, classes)) + 1.5 * np.eye(classes)[y]
    return outputs.astype(np.float32), y.astype(np.float32)


def test_accuracy_confusion_and_scores_are_those_of_scikit_learn() -> None:
    outputs, y = of_classes()
    found = evaluate(outputs, y, LOSS["cross_entropy"], NAMES)
    assert len(found) == 300
    assert found.accuracy == metrics.accuracy_score(y, outputs.argmax(1))
    assert np.array_equal(found.confusion, metrics.confusion_matrix(y, outputs.argmax(1)))
    assert found.right.sum() == np.trace(found.confusion)
    wanted = metrics.classification_report(y, outputs.argmax(1), target_names=NAMES, output_dict=True)
    scores = found.scores()
    for place, name in enumerate(NAMES):
        assert wanted[name] == {
            "precision": scores.precision[place],
            "recall": scores.recall[place],
            "f1-score": scores.f1[place],
            "support": scores.support[place],
        }


@pytest.mark.parametrize("loss", sorted(LOSS))
@pytest.mark.parametrize("units", [1, 2, 4])
def test_the_mean_of_the_losses_is_the_loss_of_pytorch(loss: str, units: int) -> None:
    spec = LOSS[loss]
    if spec.target == "index" and units == 1:
        units = 3
    outputs, y = of_classes(classes=max(units, 2))
    outputs = outputs[:, :units]
    if spec.expects == "probability":
        outputs = (1 / (1 + np.exp(-outputs))).astype(np.float32)
    elif spec.expects == "log-distribution":
        outputs = nn.functional.log_softmax(torch.from_numpy(outputs), 1).numpy()
    target = torch.from_numpy(y)
    if spec.target == "index":
        target = target.long()
    else:
        target = target[:, None] if units == 1 else nn.functional.one_hot(target.long(), units).float()
    found = evaluate(outputs, y, spec, tuple(map(str, range(max(units, 2)))))
    assert found.loss == pytest.approx(spec.build()(torch.from_numpy(outputs), target).item(), rel=1e-5)
    assert found.losses.shape == (300,)


def test_one_unit_takes_class_1_above_the_threshold_of_its_loss() -> None:
    y = np.array([0, 1], np.float32)
    for loss, output in (("bce", [[0.5], [0.51]]), ("bce_with_logits", [[0.0], [0.01]])):
        found = evaluate(np.array(output, np.float32), y, LOSS[loss], ("no", "yes"))
        assert found.predicted.tolist() == [0, 1]
        assert found.confusion.tolist() == [[1, 0], [0, 1]]


def test_classes_that_never_occur_have_zeros_and_no_warning() -> None:
    found = evaluate(
        np.eye(3, dtype=np.float32)[[0, 1]], np.array([0, 1], np.float32), LOSS["cross_entropy"], NAMES[:3]
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        scores = found.scores()
    assert [values[2] for values in scores] == [0, 0, 0, 0]
    assert found.confusion.shape == (3, 3)


def test_outputs_that_are_not_finite_spoil_only_their_own_losses() -> None:
    outputs = np.array([[0.9], [np.nan], [0.2]], np.float32)
    found = evaluate(outputs, np.array([1, 0, 0], np.float32), LOSS["bce"], ("no", "yes"))
    assert np.isnan(found.losses).tolist() == [False, True, False]
    assert np.isnan(found.loss)


def test_outputs_that_are_nan_are_no_answer_and_never_right() -> None:
    y = np.array([0, 0, 1, 1], np.float32)
    one = np.array([[np.nan], [0.1], [np.nan], [0.9]], np.float32)
    two = np.array([[np.nan, 0], [1, 0], [0, np.nan], [0, 1]], np.float32)
    for outputs, loss in ((one, "bce"), (two, "cross_entropy")):
        for cut in (None, 0.3):
            found = evaluate(outputs, y, LOSS[loss], ("no", "yes"), cut)
            assert found.predicted.tolist() == [NO_ANSWER, 0, NO_ANSWER, 1]
            assert found.accuracy == 0.5
            assert found.confusion.tolist() == [[1, 0], [0, 1]]
            assert found.unanswered.tolist() == [1, 1]
            assert found.scores().recall.tolist() == [0.5, 0.5]
            assert found.scores().support.tolist() == [2, 2]


@pytest.mark.parametrize("cut", [0.2, 0.9])
@pytest.mark.parametrize("units", [1, 2])
def test_another_threshold_is_on_the_probability_of_the_second_class(units: int, cut: float) -> None:
    outputs, y = of_classes(classes=2)
    loss = "bce_with_logits" if units == 1 else "cross_entropy"
    outputs = outputs[:, :units]
    tensor = torch.from_numpy(outputs)
    chance = torch.sigmoid(tensor[:, 0]) if units == 1 else torch.softmax(tensor, 1)[:, 1]
    found = evaluate(outputs, y, LOSS[loss], ("no", "yes"), cut)
    assert found.predicted.tolist() == (chance.numpy() > cut).astype(int).tolist()


def test_judged_answers_say_how_sure_they_are_and_nan_is_not_sure_at_all() -> None:
    y = np.array([0, 1, 1], np.float32)
    rows = np.arange(3)
    dataset = Dataset(("x",), "kind", ("no", "yes"), np.zeros((3, 1), np.float32), y, rows, rows[:0])
    outputs = np.array([[0.9], [np.nan], [0.8]], np.float32)
    judged = judge(dataset, Reading(LOSS["bce"], 2, 0.7), rows, outputs, 5)
    assert not judged.scored
    assert judged.scores is None
    assert judged.confidence == pytest.approx([0.9, 0, 0.8])
    assert judged.worst().tolist() == [0, 1]
    assert judged.in_cell(1, NO_ANSWER).tolist() == [1]
    assert (judged.cut, judged.usual) == (0.7, 0.5)
    whole = judged.with_scores()
    assert whole.scored
    assert whole.scores is not None
    assert whole.scores.recall.tolist() == [0, 0.5]


def test_nothing_to_evaluate_gives_nan_and_empty_arrays() -> None:
    found = evaluate(np.empty((0, 4), np.float32), np.empty(0, np.float32), LOSS["cross_entropy"], NAMES)
    assert np.isnan([found.loss, found.accuracy]).all()
    assert found.confusion.sum() == 0


def test_a_regression_has_losses_and_no_classes() -> None:
    outputs, y = RNG.normal(size=(50, 1)).astype(np.float32), RNG.normal(size=50).astype(np.float32)
    found = evaluate(outputs, y, LOSS["mse"])
    assert found.loss == pytest.approx(metrics.mean_squared_error(y, outputs[:, 0]), rel=1e-6)
    assert np.isnan(found.accuracy)
    assert (found.predicted.size, found.right.size, found.confusion.size) == (0, 0, 0)


# -- batches --


def test_batches_of_any_size_give_the_same_answers_and_leave_the_network_in_its_mode() -> None:
    torch.manual_seed(0)
    module = nn.Sequential(nn.Linear(20, 30), nn.Sigmoid(), nn.BatchNorm1d(30), nn.Dropout(0.5), nn.Linear(30, 4))
    x = RNG.normal(size=(101, 20)).astype(np.float32)
    whole = outputs_of(module, x, 1000)
    for batch in (1, 7, 100, 101):
        found = outputs_of(module, x, batch)
        assert found == pytest.approx(whole, abs=1e-6)
        assert np.array_equal(found.argmax(1), whole.argmax(1))
    assert module.training
    assert outputs_of(module.eval(), x[:0]).shape == (0, 4)
    assert not module.training


def test_ten_thousand_pictures_take_the_memory_of_one_batch() -> None:
    module = nn.Sequential(nn.Linear(784, 50), nn.Sigmoid(), nn.Linear(50, 10))
    seen: list[int] = []
    module[1].register_forward_hook(lambda _module, _inputs, output: seen.append(output.numel()))
    x = np.zeros((10_000, 784), np.float32)
    tracemalloc.start()
    try:
        outputs_of(module, x)
        assert tracemalloc.get_traced_memory()[1] < 2**20, "no copy of the pictures"
    finally:
        tracemalloc.stop()
    assert max(seen) == 250 * 50


def test_it_tells_how_far_it_is_and_can_be_cancelled() -> None:
    shares: list[float] = []

    def progress(share: float, what: Text) -> None:
        shares.append(share)
        if share >= 0.5:
            raise CancelledError(Text("test", "Enough."))

    module = nn.Linear(2, 1)
    with pytest.raises(CancelledError):
        outputs_of(module, np.zeros((100, 2), np.float32), 25, progress)
    assert shares == [0, 0.25, 0.5]
    assert module.training


def test_a_batch_has_at_least_one_sample() -> None:
    with pytest.raises(ValueError, match="at least one sample"):
        outputs_of(nn.Linear(2, 1), np.zeros((1, 2), np.float32), 0)


# -- thresholds --


@pytest.mark.parametrize("ties", [False, True])
def test_the_curves_of_all_thresholds_are_those_of_scikit_learn(ties: bool) -> None:
    y = RNG.integers(0, 2, 500)
    scores = RNG.normal(size=500) + y
    if ties:
        scores = scores.round(1)
    curve = threshold_curve(scores, y)
    false_rate, true_rate, thresholds = metrics.roc_curve(y, scores, drop_intermediate=False)
    assert np.array_equal(curve.thresholds, thresholds)
    assert curve.true_positive_rate == pytest.approx(true_rate)
    assert curve.false_positive_rate == pytest.approx(false_rate)
    assert curve.area == pytest.approx(metrics.roc_auc_score(y, scores))
    precision, recall, _ = metrics.precision_recall_curve(y, scores)
    assert curve.precision[::-1] == pytest.approx(precision)
    assert curve.recall[::-1] == pytest.approx(recall)
    for place in (1, 50, -1):
        taken = scores >= curve.thresholds[place]
        assert curve.f1[place] == pytest.approx(metrics.f1_score(y, taken))


def test_any_threshold_counts_what_lies_above_it() -> None:
    y, scores = np.array([0, 0, 1, 1, 1]), np.array([0.1, 0.5, 0.5, 0.7, 0.9])
    curve = threshold_curve(scores, y)
    for threshold in (-1.0, 0.1, 0.3, 0.5, 0.6, 0.9, 2.0):
        point, taken = curve.at(threshold), scores > threshold
        assert point[1:5] == ((y & taken).sum(), (~y & 1 & taken).sum(), ((y == 0) & ~taken).sum(), (y & ~taken).sum())
        assert point.recall == pytest.approx(metrics.recall_score(y, taken))
        assert point.f1 == pytest.approx(metrics.f1_score(y, taken, zero_division=0))
    assert curve.at(0.5).precision == 1
    assert curve.at(2.0).precision == 1, "no answer is wrong"


def test_a_single_class_and_no_samples_have_curves_without_an_area() -> None:
    for scores, y in ((np.array([0.2, 0.4]), np.array([1, 1])), (np.empty(0), np.empty(0))):
        curve = threshold_curve(scores, y)
        assert np.isnan(curve.area)
        assert np.isfinite([curve.precision, curve.recall, curve.f1, curve.false_positive_rate]).all()
        assert curve.at(0.3).true_positives == len(y) // 2


# -- regressions --


def test_the_errors_of_a_regression_are_those_of_scikit_learn() -> None:
    y = RNG.normal(size=200).astype(np.float32)
    outputs = (y + RNG.normal(0, 0.3, 200)).astype(np.float32)[:, None]
    found = regression_residuals(outputs, y)
    assert found.residuals == pytest.approx(y - outputs[:, 0], abs=1e-6)
    assert found.mse == pytest.approx(metrics.mean_squared_error(y, outputs))
    assert found.mae == pytest.approx(metrics.mean_absolute_error(y, outputs))
    assert found.r2 == pytest.approx(metrics.r2_score(y, outputs[:, 0]), rel=1e-5)


def test_too_little_for_a_number_gives_nan_and_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        one = regression_residuals(np.array([[1.0]], np.float32), np.array([2.0], np.float32))
        none = regression_residuals(np.empty((0, 1), np.float32), np.empty(0, np.float32))
        broken = regression_residuals(np.array([[np.inf]], np.float32), np.array([2.0], np.float32))
    assert (one.mse, one.mae, np.isnan(one.r2)) == (1.0, 1.0, True)
    assert np.isnan([none.mse, none.r2, broken.mse]).all()
