"""What a data set holds, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import LoomError
from gui.data_files import plans_in
from gui.i18n import show, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.data import DataRecipe, Dataset

NAMED = 6
"""Columns and classes that are named; of more, the others are counted."""
REMARKS = 8
"""Remarks that are shown."""


def few(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    if len(names) <= NAMED:
        return ", ".join(names)
    more = translate("data", "{names} and {count} more")
    return more.format(names=", ".join(names[:NAMED]), count=f"{len(names) - NAMED:,}")


def counted(data: Dataset) -> str:
    """Return how many samples there are, of what, and what is to be predicted."""
    text = translate("data", "{train} training and {validation} validation samples; columns {columns}.")
    if len(data.test):
        text = translate(
            "data", "{train} training, {validation} validation and {test} test samples; columns {columns}."
        )
    counts = text.format(
        train=f"{len(data.train):,}",
        validation=f"{len(data.validation):,}",
        test=f"{len(data.test):,}",
        columns=few(data.columns),
    )
    target = translate("data", "The target {target} is a number.")
    if data.classes:
        target = translate("data", "The target {target} has {count} classes: {classes}.")
    return counts + "\n" + target.format(target=data.target, count=len(data.classes), classes=few(data.classes))


def remarks_in_words(data: Dataset) -> str:
    """Return what was left out, assumed or replaced, a line each."""
    lines = [show(remark) for remark in data.remarks[:REMARKS]]
    if len(data.remarks) > REMARKS:
        lines.append(translate("data", "And {count} more remarks.").format(count=len(data.remarks) - REMARKS))
    return "\n".join(lines)


def columns_in_words(recipe: DataRecipe) -> str:
    """Return what is predicted from which columns of a table; nothing while that is not known."""
    try:
        plans = plans_in(recipe)
    except LoomError:  # said where it is read
        return ""
    target = next((plan for plan in plans if plan.role == "target"), None)
    if target is None:
        return ""
    inputs = [plan.name for plan in plans if plan.role == "input"]
    ignored = [plan.name for plan in plans if plan.role == "ignored"]
    text = translate("data", "Predicts the class {target} from {inputs}.")
    if target.kind == "number":
        text = translate("data", "Predicts the number {target} from {inputs}.")
    sentence = text.format(target=target.name, inputs=few(inputs))
    if ignored:
        sentence += " " + translate("data", "Left out: {ignored}.").format(ignored=few(ignored))
    return sentence
