"""The numbers behind the plots: ticks, thinned curves, contours, and what outputs mean."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from PySide6.QtGui import QColor

from engine.catalog.losses import LOSS
from engine.data import DataRecipe, make_dataset
from engine.evaluation import Reading, sigmoid, softmax
from gui.plots import plane
from gui.plots.contour import zero_line
from gui.plots.matrix import short, strongest
from gui.plots.palette import readable_on
from gui.plots.polyline import drawn_length, extent, logarithm, thinned, window
from gui.plots.ticks import labels, linear_ticks, log_labels, log_ticks
from gui.plots.tints import class_picture, nice_limit, signed_picture


def test_ticks_are_round_and_not_too_many() -> None:
    assert linear_ticks(0.0, 0.73, 4) == pytest.approx([0.0, 0.2, 0.4, 0.6])
    assert linear_ticks(-5.8, 5.8, 3) == pytest.approx([-5.0, 0.0, 5.0])
    assert linear_ticks(0.0, math.inf, 4) == []
    assert linear_ticks(1.0, 1.0, 4) == []


def test_labels_have_as_many_decimals_as_they_need_and_no_negative_zero() -> None:
    assert labels([-0.5, -0.0, 0.5]) == ["-0.5", "0.0", "0.5"]
    assert labels([0.0, 0.25, 0.5]) == ["0.00", "0.25", "0.50"]
    assert labels([0.0, 1000.0, 2000.0]) == ["0", "1,000", "2,000"]
    assert labels([0.0, 2e30]) == ["0", "2e+30"]


def test_a_logarithmic_axis_shows_powers_of_ten_or_round_numbers_between_them() -> None:
    assert log_labels(log_ticks(-4.2, 0.1, 5)) == ["0.0001", "0.001", "0.01", "0.1", "1"]
    assert log_labels(log_ticks(-1.2, 0.1, 5)) == ["0.1", "0.2", "0.5", "1"]
    assert log_labels(log_ticks(math.log10(0.61), math.log10(0.67), 4)) == ["0.62", "0.64", "0.66"]
    assert log_labels([math.log10(0.00225), math.log10(0.000225), -9.0]) == ["0.00225", "2.25e-4", "1e-09"]


def test_a_thinned_curve_keeps_its_ends_and_every_extreme() -> None:
    x = np.arange(8192.0)
    y = np.sin(x / 50)
    y[4321] = 9.0
    y[1234] = -7.0
    thin_x, thin_y = thinned(x, y, 600)
    assert len(thin_x) < 700
    assert (thin_x[0], thin_x[-1]) == (0.0, 8191.0)
    assert thin_y.max() == 9.0
    assert thin_y.min() == -7.0
    assert (np.diff(thin_x) >= 0).all()
    np.testing.assert_array_equal(thin_y, y[thin_x.astype(int)])


def test_a_short_curve_is_not_touched_and_gaps_stay_gaps() -> None:
    x = np.arange(100.0)
    y = np.where(x > 50, np.nan, x)
    assert thinned(x, y, 600)[1] is y
    thin_x, thin_y = thinned(np.arange(8000.0), np.full(8000, np.nan), 500)
    assert len(thin_x) < 600
    assert np.isnan(thin_y).all()


def test_only_the_visible_part_of_a_curve_is_drawn_and_one_point_beyond() -> None:
    x = np.arange(10.0)
    assert x[window(x, 2.5, 5.5)].tolist() == [2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
    assert window(np.empty(0), 0.0, 1.0) == slice(0, 2)


def test_logarithms_of_what_has_none_are_gaps_and_give_no_warning() -> None:
    result = logarithm(np.array([100.0, 0.0, -1.0, np.nan, np.inf]))
    assert result[0] == 2.0
    assert np.isnan(result[1:]).all()


def test_the_extent_leaves_out_what_is_not_finite() -> None:
    assert extent(np.array([np.nan, 1.0]), np.array([np.inf, 3.0])) == (1.0, 3.0)
    assert extent(np.array([np.nan])) is None
    assert extent() is None


def test_the_drawn_length_counts_pixels() -> None:
    assert drawn_length(np.array([0.0, 10.0]), np.array([0.0, 1.0]), (1.0, 0.1)) == 20.0


def test_the_zero_line_of_a_plane_is_the_exact_straight_line() -> None:
    x, y = np.meshgrid(np.arange(20.0), np.arange(20.0), indexing="ij")
    points = zero_line(2 * x - y - 3.3)
    assert len(points) > 20
    np.testing.assert_allclose(2 * points[:, 0] - points[:, 1], 3.3, atol=1e-12)


def test_the_zero_line_of_a_disc_is_closed() -> None:
    x, y = np.meshgrid(np.arange(30.0), np.arange(30.0), indexing="ij")
    pieces = zero_line(np.hypot(x - 14.3, y - 15.1) - 9.0)
    ends, counts = np.unique(np.round(pieces, 9), axis=0, return_counts=True)
    assert (counts == 2).all()
    np.testing.assert_allclose(np.hypot(ends[:, 0] - 14.3, ends[:, 1] - 15.1), 9.0, atol=0.02)


@pytest.mark.parametrize(("middle", "around"), [(1.0, 0.0), (-1.0, 1.0)])
def test_at_a_saddle_the_middle_decides_which_corners_belong_together(middle: float, around: float) -> None:
    field = np.array([[1.0, -1.0], [-1.0, 1.0]]) + 0.5 * middle
    pieces = zero_line(field).reshape(-1, 2, 2)
    assert len(pieces) == 2
    centres = pieces.mean(axis=1)
    # Positive corners are (0, 0) and (1, 1). If the middle is positive, the lines cut off the other two.
    cut_off = np.abs(centres[:, 0] - centres[:, 1]) > 0.3
    assert cut_off.all() == (around == 0.0)


def test_cells_without_numbers_have_no_line_and_give_no_warning() -> None:
    field = np.full((5, 5), np.nan)
    field[2, 2] = np.inf
    assert zero_line(field).shape == (0, 2)


def test_probabilities_are_those_of_pytorch_and_never_overflow() -> None:
    z = torch.tensor([[-1000.0, 0.3, 1000.0], [1.0, 2.0, 3.0]])
    np.testing.assert_allclose(sigmoid(z.numpy()), torch.sigmoid(z).numpy(), atol=1e-7)
    np.testing.assert_allclose(softmax(z.numpy()), torch.softmax(z, -1).numpy(), atol=1e-7)
    assert np.isnan(softmax(np.array([[np.nan, 1.0]]))).all()


@pytest.mark.parametrize(
    ("loss", "output", "level"),
    [("bce", 0.7, 0.7), ("bce_with_logits", 0.0, 0.5), ("mse", 1.2, 1.2)],
)
def test_a_single_output_is_read_as_its_loss_means_it(loss: str, output: float, level: float) -> None:
    reading = Reading(LOSS[loss], 2)
    assert reading.level(np.array([[output]]))[0, 0] == pytest.approx(level)
    assert reading.boundaries(np.array([[[output]]]))[0][0, 0] == pytest.approx(output - LOSS[loss].threshold)


def test_logarithms_of_probabilities_are_read_as_probabilities() -> None:
    log = np.log(np.array([[0.2, 0.8]]))
    np.testing.assert_allclose(Reading(LOSS["nll"], 2).level(log), [[0.2, 0.8]])


def test_with_several_units_the_boundary_is_where_the_largest_changes() -> None:
    output = np.array([[[3.0, 1.0, 2.5]]])
    fields = Reading(LOSS["cross_entropy"], 3).boundaries(output)
    assert [field[0, 0] for field in fields] == [0.5, -2.0, -0.5]
    assert Reading(LOSS["mse"], 0).boundaries(output) == []


def test_colours_go_from_negative_over_neutral_to_positive_and_unknown_is_marked() -> None:
    lookup = np.array([[0, 0, 0], [1, 1, 1], [2, 2, 2]], dtype=np.ubyte)
    picture = signed_picture(np.array([-9.0, 0.0, np.inf, np.nan]), lookup, QColor(7, 8, 9))
    assert picture.tolist() == [[0, 0, 0], [1, 1, 1], [2, 2, 2], [7, 8, 9]]


def test_a_class_is_the_paler_the_less_it_leads() -> None:
    ramps = np.array([[[10] * 3, [11] * 3], [[20] * 3, [21] * 3]], dtype=np.ubyte)
    level = np.array([[[1.0, 0.0], [0.45, 0.55], [np.nan, 0.0]]])
    assert class_picture(level, ramps, QColor(1, 1, 1))[0, :, 0].tolist() == [11, 20, 1]


def test_the_end_of_a_scale_is_round_and_not_below_the_value() -> None:
    assert nice_limit(0.93) == 1.0
    assert nice_limit(1.0) == 1.0
    assert nice_limit(0.0131) == pytest.approx(0.015)
    assert nice_limit(0.0) == nice_limit(math.nan) == 1.0


def test_a_large_tensor_shows_the_strongest_value_of_each_stretch() -> None:
    values = np.zeros((1000, 3), dtype=np.float32)
    values[501, 1] = -8.0
    small = strongest(values, 256)
    assert small.shape == (250, 3)
    assert small[125, 1] == -8.0


def test_values_in_cells_are_short() -> None:
    assert [short(v) for v in (0.12345, -12.3456, -0.0123456, 123456.0, math.nan)] == [
        "0.1235", "-12.35", "-0.012", "1.2e+05", "—",
    ]  # fmt: skip  # one line of values, one of texts


@pytest.mark.parametrize("colour", ["#2F7FD1", "#F28E2B", "#FFFFFF", "#171A1E", "#5AA9F5", "#808080"])
def test_figures_on_any_cell_have_a_contrast_of_at_least_four_and_a_half(colour: str) -> None:
    def luminance(c: QColor) -> float:
        parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in (c.redF(), c.greenF(), c.blueF())]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    background = QColor(colour)
    low, high = sorted([luminance(background), luminance(readable_on(background))])
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_the_grid_covers_the_view_and_one_cell_beyond() -> None:
    grid = plane.grid_over((0.0, 94.0), (-1.0, 1.0), 96)
    points = grid.points()
    assert points.shape == (96 * 96, 2)
    assert points.dtype == np.float32
    assert points[:2].tolist() == [[-0.5, pytest.approx(-1.0 - 1 / 94)], [-0.5, pytest.approx(-1.0 + 1 / 94)]]
    field = grid.field(points)
    assert field[3, 5].tolist() == points[3 * 96 + 5].tolist()
    np.testing.assert_allclose(grid.place(np.array([[3.0, 5.0]]))[0], field[3, 5], rtol=1e-6)


def test_the_plane_shows_all_samples_as_a_square() -> None:
    for source in ("xor", "circle", "spiral", "blobs_002"):
        dataset = make_dataset(DataRecipe(source))
        (left, right), (bottom, top) = plane.extent_of(dataset.x)
        assert right - left == pytest.approx(top - bottom)
        assert left < dataset.x[:, 0].min()
        assert top > dataset.x[:, 1].max()
