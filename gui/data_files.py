"""Recipes for the files that a person gives: which source reads them, and a plan for a table that nobody has planned.

Nothing here knows Qt, and all but `are_data` may read files: it belongs on a thread of its own.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.catalog.spec import text
from engine.data import DataRecipe, fixed, make_dataset
from engine.data.tables import TABLE_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.catalog.spec import SettingValue
    from engine.data import Dataset, Progress
    from engine.data.readers.table_options import ColumnPlan

FEW_ROWS = 20
"""Of a table with fewer rows nothing is held out, unless the person says so."""
SMALL = 1 << 16
"""Bytes; a Parquet file that is larger is taken to have more rows than a few."""
_IDX = re.compile(r".*(idx\d?|ubyte)[^/]*", re.IGNORECASE)
_IDX_LABELS = re.compile(r".*(label|idx1)[^/]*", re.IGNORECASE)


def takes_long(recipe: DataRecipe) -> bool:
    """Tell whether samples are read from files, and not calculated at once."""
    return recipe.spec.is_read


def lacks_file(recipe: DataRecipe) -> bool:
    """Tell whether a file is still to be chosen."""
    return recipe.settings.get("path") == ""


def are_data(paths: Sequence[Path]) -> bool:
    """Tell by the names whether files may be samples: one file, or the pictures and labels of an IDX set."""
    if len(paths) == 2:
        return all(_is_idx(path) for path in paths)
    if len(paths) != 1:
        return False
    path = paths[0]
    return path.suffix.lower() in (*TABLE_NAMES, ".npz") or _is_idx(path) or os.path.isdir(path)


def recipe_of(paths: Sequence[Path], seed: int = 0) -> DataRecipe:
    """Return a recipe that reads these files; it is not complete yet."""
    kind, settings = _source_of(paths)
    recipe = replace(DataRecipe(), seed=seed).with_source(kind)
    return replace(recipe, settings=settings)


def _source_of(paths: Sequence[Path]) -> tuple[str, dict[str, SettingValue]]:
    path = paths[0]
    if os.path.isdir(path):
        return "image_folder", {"path": str(path)}
    if path.suffix.lower() == ".npz":
        return "npz", {"path": str(path)}
    if not _is_idx(path):
        return "table", {"path": str(path)}
    ordered = sorted(paths, key=lambda path: bool(_IDX_LABELS.fullmatch(path.name)))
    labels = {"labels": str(ordered[1])} if len(ordered) > 1 else {}
    return "idx", {"path": str(ordered[0]), **labels}


def _is_idx(path: Path) -> bool:
    return path.suffix.lower() not in TABLE_NAMES and bool(_IDX.fullmatch(path.name))


def completed(recipe: DataRecipe, progress: Progress) -> DataRecipe:
    """Return a recipe that leaves nothing to guess: files are remembered, a table's options and columns are planned.

    Of a table of few rows, all are there to train on.

    Raises
    ------
    DataError
        If a table cannot be read.
    """
    recipe = recipe.noted()
    if recipe.source == "table" and not recipe.settings["columns"]:
        recipe = replace(recipe, settings=planned(recipe.settings, progress))
        if _has_few_rows(recipe.settings, progress):
            recipe = replace(recipe, validation=0.0, test=0.0)
    return recipe


def _has_few_rows(settings: Mapping[str, SettingValue], progress: Progress) -> bool:
    from engine.data.readers.table import preview
    from engine.data.tables import options_of

    path, options = Path(text(settings, "path")), options_of(settings)
    if options.format == "parquet" and path.stat().st_size > SMALL:  # to look at one takes a process of its own
        return False
    return len(preview(path, options, FEW_ROWS, progress).rows) < FEW_ROWS


def planned(settings: Mapping[str, SettingValue], progress: Progress) -> dict[str, SettingValue]:
    """Return the settings of a table with guesses wherever they leave something open."""
    from engine.data.readers.guess_plan import guess_plans
    from engine.data.tables import options_of, settings_of

    path, options = Path(text(settings, "path")), options_of(settings)
    return settings_of(path, options, guess_plans(path, options, progress))


def made(recipe: DataRecipe, progress: Progress, folder: Path | None = None) -> tuple[DataRecipe, Dataset]:
    """Return a complete recipe and its samples; raises what `make_dataset` raises.

    The recipe holds the categories and classes that were found: other files that it reads have the same.
    """
    whole = completed(recipe, progress)
    dataset = make_dataset(whole, progress, folder)
    return fixed(whole, dataset), dataset


def plans_in(recipe: DataRecipe) -> tuple[ColumnPlan, ...]:
    """Return the plans of a table's columns; none while they are not guessed yet."""
    from engine.data.readers.table_options import ColumnPlan

    lines = recipe.settings.get("columns", ())
    return tuple(ColumnPlan.from_plain(line) for line in lines) if isinstance(lines, tuple) else ()
