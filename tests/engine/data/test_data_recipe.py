from __future__ import annotations

import math
from typing import Any

import pytest

from engine.data import RECIPE_PARAMS, SOURCES, DataRecipe, SourceSpec
from engine.errors import SettingError


def test_a_recipe_completes_its_settings_with_the_defaults_of_the_source() -> None:
    assert DataRecipe("spiral", {"noise": 10}).settings == {"samples": 500, "noise": 10.0, "classes": 2}


def test_the_first_recipe_is_the_xor_table_without_validation() -> None:
    assert DataRecipe() == DataRecipe("xor", {}, 0.0, 0)


def test_choosing_a_source_brings_its_defaults_and_keeps_the_seed() -> None:
    recipe = DataRecipe("spiral", {"noise": 10}, 0.2, 7).with_source("circle")
    assert recipe == DataRecipe("circle", {"samples": 500, "noise": 0.0}, 0.5, 7)


TOYS = [spec for spec in SOURCES if spec.category in ("gate", "classes", "regression")]


@pytest.mark.parametrize("spec", TOYS, ids=lambda spec: spec.kind)
def test_only_the_random_sources_hold_samples_out_by_default(spec: SourceSpec) -> None:
    assert DataRecipe().with_source(spec.kind).validation == (
        0.5 if any(param.name == "samples" for param in spec.params) else 0.0
    )


def test_the_last_windows_of_a_series_are_held_out_by_default() -> None:
    recipe = DataRecipe().with_source("sine_series")
    assert (recipe.validation, recipe.split) == (0.2, "time")


def test_one_setting_can_be_changed() -> None:
    recipe = DataRecipe("spiral").with_setting("samples", 100)
    assert recipe.settings == {"samples": 100, "noise": 0.0, "classes": 2}


@pytest.mark.parametrize(
    ("name", "value"), [("samples", 9), ("samples", 5001), ("noise", 51), ("noise", math.nan), ("colour", 1)]
)
def test_a_setting_that_does_not_fit_is_refused(name: str, value: float) -> None:
    with pytest.raises(SettingError):
        DataRecipe("spiral").with_setting(name, value)


def test_an_unknown_source_is_named_together_with_those_there_are() -> None:
    with pytest.raises(SettingError, match=r"no data source named planets.*xor"):
        DataRecipe("planets")
    with pytest.raises(SettingError, match="planets"):
        DataRecipe().with_source("planets")


@pytest.mark.parametrize(("validation", "seed"), [(0.95, 0), (-0.1, 0), (math.nan, 0), (0.0, -1), (0.0, 2**31)])
def test_a_share_or_seed_out_of_range_is_refused(validation: float, seed: int) -> None:
    with pytest.raises(SettingError):
        DataRecipe(validation=validation, seed=seed)


def test_the_table_of_settings_names_fields_and_defaults_of_the_recipe() -> None:
    defaults = {"validation": 0.0, "test": 0.0, "split": "stratified", "normalisation": "none", "seed": 0}
    assert {param.name: param.default for param in RECIPE_PARAMS} == defaults
    assert all(getattr(DataRecipe(), param.name) == param.default for param in RECIPE_PARAMS)


def test_shares_that_together_take_nearly_all_are_refused_with_both_numbers() -> None:
    with pytest.raises(SettingError, match=r"cannot be 0\.5 and 0\.45: together they take at most 0\.9"):
        DataRecipe(validation=0.5, test=0.45)
    assert DataRecipe(validation=0.8, test=0.1).test == 0.1


@pytest.mark.parametrize(
    ("features", "part"),
    [
        (("x1", " x1 "), "x1 is there twice"),
        (("x1", "  "), "Feature 2 is empty"),
        (("x",) * 1001, "1000 features"),
        (("x" * 5000,), "4096 characters"),
        ("x1", "must be a list"),
        ((1,), "must be a list"),
    ],
)
def test_features_that_are_no_list_of_different_texts_are_refused(features: Any, part: str) -> None:
    with pytest.raises(SettingError, match=part):
        DataRecipe("circle", features=features)
