"""What a project's network is given: the columns, what they hold, and what is done to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.cli.rows import few
from engine.cli.speaking import say, say_table

if TYPE_CHECKING:
    from engine.data import Dataset
    from engine.storage import Project

MOST_LINES = 64
"""Columns that have a line each; of more, the first ones are named. --json has them all."""


def data_as_json(project: Project, dataset: Dataset) -> dict[str, object]:
    """Return columns, target, classes, features and normalisation as one object."""
    return {
        "source": project.recipe.source,
        "columns": _columns(project, dataset),
        "target": dataset.target,
        "classes": list(dataset.classes),
        "features": list(project.recipe.features),
        "normalisation": project.recipe.normalisation,
    }


def tell_data(project: Project, dataset: Dataset) -> None:
    """Say the same to a person."""
    columns, recipe = _columns(project, dataset), project.recipe
    if len(columns) <= MOST_LINES:
        rows = [[str(each["name"]), str(each["type"]), _categories(each.get("categories"))] for each in columns]
        say_table([["column", "type", "categories"] if any(row[2] for row in rows) else ["column", "type"], *rows])
    else:
        say(f"{len(columns):,} columns: {few(dataset.raw_columns)}")
    classes = f", one of {', '.join(dataset.classes)}" if dataset.classes else ", a number"
    say(f"target: {dataset.target}{classes}")
    if recipe.features:
        say(f"features: {', '.join(recipe.features)}")
    say(f"normalisation: {recipe.normalisation.replace('_', ' ')}")


def _columns(project: Project, dataset: Dataset) -> list[dict[str, object]]:
    from engine.data.wording import Wording

    wording = Wording.of(project.recipe, dataset)
    if wording is None:
        return [{"name": name, "type": "number"} for name in dataset.raw_columns]
    return [
        {"name": plan.name, "type": plan.kind, "categories": list(plan.categories), "encoding": plan.encoding}
        if plan.kind == "category"
        else {"name": plan.name, "type": plan.kind}
        for plan in wording.plans
    ]


def _categories(found: object) -> str:
    return ", ".join(map(str, found)) if isinstance(found, list) else ""
