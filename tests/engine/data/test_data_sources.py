from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from sklearn.datasets import make_blobs

from engine.data import SOURCES, DataRecipe, SourceSpec, make_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

TOYS = [spec for spec in SOURCES if spec.category in ("gate", "classes", "regression")]
RANDOM = [spec.kind for spec in TOYS if any(param.name == "samples" for param in spec.params)]
CLASSES = [spec.kind for spec in TOYS if spec.params and spec.category == "classes"]
MANY = [spec.kind for spec in TOYS if any(param.name == "classes" for param in spec.params)]
LINES = ["sine", "step", "polynomial"]


@pytest.mark.parametrize(
    ("kind", "outputs"),
    [
        ("and", [0, 0, 0, 1]),
        ("or", [0, 1, 1, 1]),
        ("nand", [1, 1, 1, 0]),
        ("xor", [0, 1, 1, 0]),
        ("xnor", [1, 0, 0, 1]),
    ],
)
def test_a_gate_is_its_truth_table_in_counting_order(kind: str, outputs: list[int]) -> None:
    data = make_dataset(DataRecipe(kind))
    assert data.x.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert data.y.tolist() == outputs
    assert data.train.tolist() == [0, 1, 2, 3]
    assert data.validation.size == 0


def test_the_two_blobs_are_those_of_the_note() -> None:
    data = make_dataset(DataRecipe("blobs_002"))
    first = [[-0.1372, -0.0715], [0.8044, -0.3706], [-0.6022, -0.6194], [0.5709, -0.5120], [0.0064, 0.1533]]
    assert len(data) == 100
    np.testing.assert_allclose(data.x[:5], first, atol=5e-5)
    assert data.y[:5].tolist() == [0, 1, 0, 1, 0]
    assert data.validation.size == 0


def test_the_two_blobs_are_what_scikit_learn_draws_to_the_last_bit() -> None:
    x, y = make_blobs(n_samples=100, random_state=123, centers=[[-0.5, 0.5], [0.5, -0.5]], cluster_std=0.4)
    data = make_dataset(DataRecipe("blobs_002"))
    assert (data.x == x.astype(np.float32)).all()
    assert (data.y == y.astype(np.float32)).all()


def test_drawing_the_two_blobs_does_not_wait_for_scikit_learn() -> None:
    code = "import sys; from engine.data import *; make_dataset(DataRecipe('blobs_002'))"
    code += "; sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("kind", "ones"),
    [
        ("and", {"1111"}),
        ("or", {f"{row:04b}" for row in range(1, 16)}),
        ("nand", {f"{row:04b}" for row in range(15)}),
        ("xor", {"0001", "0010", "0100", "1000", "0111", "1011", "1101", "1110"}),
        ("xnor", {"0000", "0011", "0101", "0110", "1001", "1010", "1100", "1111"}),
    ],
)
def test_a_gate_of_four_inputs_is_its_truth_table_in_counting_order(kind: str, ones: set[str]) -> None:
    data = make_dataset(DataRecipe(kind, {"inputs": 4}))
    assert data.columns == ("x1", "x2", "x3", "x4")
    rows = ["".join(f"{value:g}" for value in row) for row in data.x]
    assert rows == [f"{row:04b}" for row in range(16)]
    assert {row for row, wanted in zip(rows, data.y, strict=True) if wanted} == ones


def test_a_gate_of_three_inputs_has_eight_rows() -> None:
    data = make_dataset(DataRecipe("xor", {"inputs": 3}))
    assert data.y.tolist() == [0, 1, 1, 0, 1, 0, 0, 1]


@pytest.mark.parametrize("spec", TOYS, ids=lambda spec: spec.kind)
def test_every_source_gives_float32_samples_of_its_columns_and_classes(spec: SourceSpec) -> None:
    data = make_dataset(DataRecipe().with_source(spec.kind))
    assert data.x.dtype == data.y.dtype == np.float32
    assert data.train.dtype == data.validation.dtype == np.int64
    assert data.x.shape == (len(data), data.n_columns) == (len(data.y), 1 if spec.kind in LINES else 2)
    assert np.isfinite(data.x).all()
    assert data.is_regression == (spec.category == "regression")
    if data.classes:
        assert set(data.y.tolist()) == set(range(data.n_classes))


@pytest.mark.parametrize("spec", TOYS, ids=lambda spec: spec.kind)
def test_the_natural_plot_of_a_source_shows_its_points(spec: SourceSpec) -> None:
    x = make_dataset(DataRecipe().with_source(spec.kind)).x
    assert spec.extent is not None
    for centre in (spec.centre, (0.0, 0.0)):
        assert (np.abs(x - centre) <= spec.extent).all(axis=1).mean() > 0.995


@pytest.mark.parametrize("kind", RANDOM)
@pytest.mark.parametrize("samples", [10, 11, 5000])
def test_a_source_gives_as_many_samples_as_asked(kind: str, samples: int) -> None:
    assert len(make_dataset(DataRecipe(kind, {"samples": samples, "noise": 50}))) == samples


@pytest.mark.parametrize("kind", CLASSES)
def test_the_classes_are_of_similar_size_and_mixed(kind: str) -> None:
    data = make_dataset(DataRecipe(kind))
    for part in (data.y, data.y[:50]):
        shares = np.bincount(part.astype(int), minlength=data.n_classes) / len(part) * data.n_classes
        assert (shares > 0.4).all()
        assert (shares < 1.6).all()


@pytest.mark.parametrize("kind", MANY)
@pytest.mark.parametrize("classes", [2, 3, 4])
def test_a_pattern_has_as_many_classes_as_asked(kind: str, classes: int) -> None:
    data = make_dataset(DataRecipe(kind, {"classes": classes}))
    assert data.classes == tuple("0123"[:classes])
    assert set(data.y.tolist()) == set(range(classes))


def test_three_arms_of_a_spiral_are_a_third_of_a_turn_apart() -> None:
    data = make_dataset(DataRecipe("spiral", {"classes": 3, "samples": 600}))
    arms = [data.x[data.y == number] for number in range(3)]
    ends = [arm[np.hypot(*arm.T).argmax()] for arm in arms]
    turned = [np.arctan2(*end) for end in ends]
    apart = np.mod(np.subtract(turned, np.roll(turned, 1)), 2 * np.pi)
    np.testing.assert_allclose(apart, 4 * np.pi / 3, atol=1e-5)


def test_the_fields_of_the_checkerboard_take_turns() -> None:
    data = make_dataset(DataRecipe("checkerboard"))
    assert (data.y == np.floor(data.x / 2.5).sum(axis=1) % 2).all()


def test_without_noise_the_rings_lie_within_each_other_with_gaps() -> None:
    data = make_dataset(DataRecipe("rings", {"classes": 4}))
    radius = np.hypot(*data.x.T)
    for inner in range(3):
        assert radius[data.y == inner].max() < radius[data.y == inner + 1].min()


def test_the_moons_are_half_circles_of_one_size() -> None:
    data = make_dataset(DataRecipe("moons"))
    for number, turned in ((0, 1), (1, -1)):
        moon = data.x[data.y == number] * turned + (1.5, 0.75)
        np.testing.assert_allclose(np.hypot(*moon.T), 3, atol=1e-5)
        assert moon[:, 1].min() >= -1e-5


@pytest.mark.parametrize(
    ("kind", "curve"),
    [
        ("sine", np.sin),
        ("step", lambda x: np.where(x < 0, -1.0, 1.0)),
        ("polynomial", lambda x: 4 * (x / 6) ** 3 - 3 * (x / 6)),
    ],
)
def test_without_noise_a_line_is_its_curve(kind: str, curve: Callable[[Any], Any]) -> None:
    data = make_dataset(DataRecipe(kind))
    assert data.columns == ("x",)
    np.testing.assert_allclose(data.y, curve(data.x[:, 0].astype(float)), atol=1e-5)


def test_without_noise_the_xor_cloud_is_one_where_the_signs_agree_and_leaves_a_gap() -> None:
    data = make_dataset(DataRecipe("xor_cloud"))
    assert (data.y == (data.x[:, 0] * data.x[:, 1] >= 0)).all()
    assert 0.3 <= np.abs(data.x).min()
    assert np.abs(data.x).max() <= 5.3


def test_without_noise_the_circle_is_a_disc_in_a_ring() -> None:
    data = make_dataset(DataRecipe("circle"))
    radius = np.hypot(*data.x.T)
    assert radius[data.y == 1].max() <= 2.5
    assert radius[data.y == 0].min() >= 3.5 - 1e-6
    assert radius.max() <= 5 + 1e-6


def test_without_noise_the_arms_of_the_spiral_are_half_a_turn_apart() -> None:
    data = make_dataset(DataRecipe("spiral"))
    one, zero = data.x[data.y == 1], data.x[data.y == 0]
    by_radius = [arm[np.argsort(np.hypot(*arm.T))] for arm in (one, zero)]
    np.testing.assert_allclose(by_radius[0], -by_radius[1], atol=1e-5)
    outermost = by_radius[0][-1]
    turns = 1.75 * 249 / 250
    np.testing.assert_allclose(
        outermost, 5 * 249 / 250 * np.array([np.sin(turns * 2 * np.pi), np.cos(turns * 2 * np.pi)]), atol=1e-5
    )


@pytest.mark.parametrize(("noise", "variance"), [(0, 0.5), (50, 4.0)])
def test_the_gaussians_spread_with_the_noise(noise: float, variance: float) -> None:
    data = make_dataset(DataRecipe("gaussians", {"samples": 5000, "noise": noise}))
    for number, centre in ((1, 2.0), (0, -2.0)):
        cloud = data.x[data.y == number]
        np.testing.assert_allclose(cloud.mean(axis=0), centre, atol=0.15)
        np.testing.assert_allclose(cloud.var(axis=0), variance, rtol=0.1)


def test_the_plane_is_a_tenth_of_the_sum() -> None:
    data = make_dataset(DataRecipe("plane"))
    np.testing.assert_allclose(data.y, data.x.sum(axis=1) / 10, atol=1e-6)
    assert data.classes == ()


def test_the_hills_fall_off_linearly_from_their_peaks() -> None:
    data = make_dataset(DataRecipe("multi_gaussian", {"samples": 5000}))
    on_hill, in_hollow = np.array([-4.0, 2.5]), np.array([0.0, 2.5])
    for peak, sign in ((on_hill, 1), (in_hollow, -1)):
        distance = np.linalg.norm(data.x - peak, axis=1)
        near = distance < 1.9
        np.testing.assert_allclose(data.y[near], sign * (1 - distance[near] / 2), atol=1e-5)
    assert (data.y[np.abs(data.x[:, 1]) < 0.4] == 0).all()


@pytest.mark.parametrize("kind", RANDOM)
def test_noise_changes_the_samples(kind: str) -> None:
    clean, noisy = (make_dataset(DataRecipe(kind, {"noise": noise})) for noise in (0, 30))
    assert not (np.array_equal(clean.x, noisy.x) and np.array_equal(clean.y, noisy.y))


def test_importing_the_data_loads_neither_torch_nor_scikit_learn() -> None:
    code = "import sys, engine.data; sys.exit('torch' in sys.modules or 'sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
