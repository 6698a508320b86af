"""What is said of samples as the person knows them: their part and their target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.data.sampling import parts_of
from gui.i18n import translate
from gui.plots.samples import Column, Listing
from gui.theme import number

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from engine.data import Dataset


def part_titles() -> tuple[str, str, str]:
    """Return what training, validation and test samples are called."""
    return translate("data", "training"), translate("data", "validation"), translate("data", "test")


def recipe_listing(dataset: Dataset, rows: npt.NDArray[np.int64], *, say_part: bool) -> Listing:
    """Return a listing of samples.

    Parameters
    ----------
    dataset : Dataset
    rows : array of int64
        Which samples, in this order.
    say_part : bool
        Whether the captions of pictures tell validation and test samples from those for training.
    """
    parts, titles = parts_of(dataset), part_titles()
    about = translate("data", "Sample {number}, {part}: {column} {target}")

    def part(at: int) -> str:
        return titles[parts[rows[at]]]

    def target(at: int) -> str:
        value = float(dataset.y[rows[at]])
        return dataset.classes[int(value)] if dataset.classes else number(value)

    def caption(at: int) -> str:
        return f"{target(at)} · {part(at)}" if say_part and parts[rows[at]] else target(at)

    def sentence(at: int) -> str:
        return about.format(number=f"{int(rows[at]) + 1:,}", part=part(at), column=dataset.target, target=target(at))

    columns = Column(translate("data", "Part"), part, muted=True), Column(dataset.target, target)
    return Listing(dataset, rows, columns, caption, sentence)
