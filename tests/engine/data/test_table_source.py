from __future__ import annotations

import runpy
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.data import TensorDataset, random_split

from engine.assembly import assemble
from engine.data import DataRecipe, fixed, make_dataset
from engine.data.gaps import with_means
from engine.data.progress import nobody
from engine.data.readers.guess import guess_options
from engine.data.readers.guess_plan import guess_plans
from engine.data.readers.table_options import ColumnPlan, TableOptions
from engine.data.tables import OPTION_PARAMS, guessed_settings, options_of, plans_of, settings_of
from engine.errors import DataError
from engine.training.shortcuts import epoch_order
from tests.engine.data.test_table_guess import written
from tests.engine.networks import config, dense, stack

if TYPE_CHECKING:
    import numpy.typing as npt

ROOT = Path(__file__).resolve().parents[3]
RULE = ROOT / "resources" / "datasets" / "rule-2000.csv"
FREE = {param.name: param.default for param in OPTION_PARAMS}


def test_the_table_of_the_lesson_is_what_its_script_writes() -> None:
    assert RULE.read_text(encoding="utf-8") == runpy.run_path(str(ROOT / "scripts" / "make_rule_table.py"))["rows"]()


def test_a_path_alone_is_enough_for_a_recipe() -> None:
    data = make_dataset(DataRecipe("table", {"path": str(RULE)}))
    assert (data.columns, data.target, data.classes) == (("x", "y", "z"), "pass", ("false", "true"))
    points = np.loadtxt(RULE, delimiter=",", skiprows=1, usecols=(0, 1, 2))
    assert np.array_equal(data.x, points)
    assert np.array_equal(data.y, (points.mean(axis=1) >= 60) & (points.min(axis=1) >= 40))


def test_guessed_settings_leave_nothing_to_guess_and_mean_the_same() -> None:
    settings = guessed_settings(RULE, nobody)
    assert "auto" not in settings.values()
    assert options_of(settings) == guess_options(RULE)
    assert plans_of(settings, nobody) == guess_plans(RULE, guess_options(RULE))
    one, other = (make_dataset(DataRecipe("table", chosen)) for chosen in (settings, {"path": str(RULE)}))
    assert np.array_equal(one.x, other.x)
    assert np.array_equal(one.y, other.y)


def test_options_and_plans_survive_as_settings() -> None:
    options = TableOptions("delimited", ";", "'", False, "cp949", ",", ("", "없음"))
    plans = (ColumnPlan("a", kind="category"), ColumnPlan("b", "target"))
    settings = settings_of(Path("a.csv"), options, plans)
    assert DataRecipe("table", settings).settings == settings
    assert options_of(settings) == options
    assert plans_of(settings, nobody) == plans


def test_one_option_can_be_changed_while_the_rest_is_guessed(tmp_path: Path) -> None:
    path = written(tmp_path, "a;b\n1;2\n3;4\n")
    assert options_of({**FREE, "path": str(path), "header": "no"}) == TableOptions(separator=";", header=False)
    assert options_of({**FREE, "path": str(path), "separator": "comma"}) == TableOptions()


def test_a_recipe_without_a_file_says_so() -> None:
    with pytest.raises(DataError, match="No table is chosen yet"):
        make_dataset(DataRecipe("table"))


def test_a_column_becomes_windows_in_the_order_of_time(tmp_path: Path) -> None:
    path = written(tmp_path, "day,value\n" + "".join(f"d{n},{n * n}\n" for n in range(10)))
    data = make_dataset(
        DataRecipe("table_series", {"path": str(path), "column": "value", "window": 3, "horizon": 1}, split="time")
    )
    assert data.columns == ("t-2", "t-1", "t")
    assert data.x[:2].tolist() == [[0, 1, 4], [1, 4, 9]]
    assert data.y[:2].tolist() == [9, 16]


def test_importing_the_sources_does_not_load_polars() -> None:
    code = "import sys, engine.data; sys.exit('polars' in sys.modules or 'torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_003_a_table_trains_as_a_hand_written_loop_with_the_same_seeds() -> None:
    recipe = DataRecipe("table", {"path": str(RULE)}, 0.1, 4, 0.1, "random_split", "standard")
    data, epochs = make_dataset(recipe), 3
    training = config("sgd", {"lr": 0.05}, full_batch=False, batch_size=4, shuffle=True, drop_last=True, seed=1)
    assembly = assemble(stack(dense(8, "tanh"), dense(1, "sigmoid")), data, training)
    loop, start = assembly.loop, {name: value.clone() for name, value in assembly.loop.weights().items()}

    table = np.loadtxt(RULE, delimiter=",", skiprows=1, usecols=(0, 1, 2))
    passed = np.loadtxt(RULE, delimiter=",", skiprows=1, usecols=3, dtype=str) == "True"
    everything = TensorDataset(torch.arange(2000))
    parts = random_split(everything, [1600, 200, 200], torch.Generator().manual_seed(4))
    train, _, test = (np.array(piece.indices) for piece in parts)
    scaled = (table - table[train].mean(axis=0)) / table[train].std(axis=0)
    x, y = torch.tensor(scaled, dtype=torch.float32), torch.tensor(passed, dtype=torch.float32).unsqueeze(1)
    module = nn.Sequential(nn.Linear(3, 8), nn.Tanh(), nn.Linear(8, 1), nn.Sigmoid())
    module.load_state_dict(dict(zip(module.state_dict(), start.values(), strict=True)))
    samples, optimizer = TensorDataset(x[train], y[train]), torch.optim.SGD(module.parameters(), lr=0.05)
    losses, mine = [], []
    for epoch in range(epochs):
        order = epoch_order(1600, 1, epoch)
        for first in range(0, len(order) - 3, 4):
            inputs, targets = samples[order[first : first + 4]]
            optimizer.zero_grad()
            loss = nn.functional.binary_cross_entropy(module(inputs), targets)
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
            optimizer.step()
            losses.append(loss.item())
            loop.advance()
            mine.append(loop.batch_loss)
    np.testing.assert_allclose(mine, losses, atol=1e-4)
    with torch.no_grad():
        by_hand = int(((module(x[test]) > 0.5) == (y[test] > 0.5)).sum())
        answers = assembly.lowered.module(torch.from_numpy(data.x[data.test])).squeeze(1) > 0.5
    assert int((answers.numpy() == (data.y[data.test] > 0.5)).sum()) == by_hand > 0.9 * len(test)


def with_gaps(folder: Path, rows: int = 40) -> tuple[DataRecipe, npt.NDArray[np.float64]]:
    """Return a recipe for a table of which every third row lacks its x and the mean stands in, and the column of x."""
    x = np.where(np.arange(rows) % 3 == 1, np.nan, np.arange(rows) ** 2.0)
    cells = [f"{'rb'[n % 2]},{'' if np.isnan(value) else value},{n}" for n, value in enumerate(x)]
    path = written(folder, "c,x,y\n" + "\n".join(cells) + "\n")
    plans = (ColumnPlan("c", kind="category"), ColumnPlan("x", missing="mean"), ColumnPlan("y", "target"))
    columns = tuple(plan.to_plain() for plan in plans)
    return DataRecipe("table", {"path": str(path), "columns": columns}, validation=0.3, test=0.2), x


def test_what_is_missing_becomes_the_mean_of_the_training_samples_alone(tmp_path: Path) -> None:
    recipe, x = with_gaps(tmp_path)
    data = make_dataset(recipe)
    mean = np.nanmean(x[data.train])
    assert mean != np.nanmean(x)
    np.testing.assert_array_equal(data.raw[:, 2], np.where(np.isnan(x), mean, x).astype(np.float32))
    assert f"missing values became the mean, {mean:.6g} (rows: 13)" in " ".join(map(str, data.remarks))


def test_another_split_takes_the_mean_anew_and_another_normalisation_leaves_it(tmp_path: Path) -> None:
    recipe, x = with_gaps(tmp_path)
    known = fixed(recipe, make_dataset(recipe))
    assert make_dataset(known).raw[1, 2] == np.float32(np.nanmean(x[make_dataset(recipe).train]))
    assert known.with_own("normalisation", "standard").settings == known.settings
    for name, value in (("seed", 5), ("validation", 0.1), ("test", 0.0), ("split", "time")):
        other = make_dataset(known.with_own(name, value))
        assert other.raw[1, 2] == np.float32(np.nanmean(x[other.train]))
        assert other.source is not None
    assert make_dataset(known.refreshed()).raw[1, 2] == make_dataset(known).raw[1, 2]


def test_a_mean_that_a_file_remembers_stands_in_whatever_is_trained_on(tmp_path: Path) -> None:
    recipe, _ = with_gaps(tmp_path)
    known = replace(recipe, settings=with_means(recipe.settings, {"x": 7.5}))
    assert make_dataset(known).raw[1, 2] == 7.5
    assert make_dataset(replace(known, seed=3)).raw[1, 2] == 7.5


def test_a_column_without_a_value_to_train_on_has_no_mean(tmp_path: Path) -> None:
    recipe, _ = with_gaps(tmp_path)
    path = written(tmp_path, "c,x,y\nr,,1\nb,,2\nr,,3\nb,8,4\n")
    recipe = replace(recipe, settings={**recipe.settings, "path": str(path)}, split="time", validation=0.25, test=0.0)
    with pytest.raises(DataError, match=r"'x' holds no value in any training sample, so it has no mean"):
        make_dataset(recipe)
