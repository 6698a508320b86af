"""A sample can be read and given in the words of its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.data import DataRecipe, make_dataset
from engine.data.progress import nobody
from engine.data.tables import guessed_settings
from engine.data.wording import Wording
from engine.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from engine.data import Dataset

ROWS = "반,성별,나이,회원,결과\n1반,남,2.5,yes,합격\n2반,여,,no,불합격\n3반,남,4,yes,합격\n2반,남,1,no,불합격\n"


@pytest.fixture
def made(tmp_path: Path) -> tuple[DataRecipe, Dataset]:
    path = tmp_path / "class.csv"
    path.write_text(ROWS, encoding="utf-8")
    recipe = DataRecipe("table", guessed_settings(path, nobody), normalisation="standard")
    return recipe, make_dataset(recipe)


def wording_of(made: tuple[DataRecipe, Dataset]) -> Wording:
    found = Wording.of(*made)
    assert found is not None
    return found


def test_every_sample_is_said_as_the_table_has_it_and_means_the_same_numbers_again(
    made: tuple[DataRecipe, Dataset],
) -> None:
    wording, dataset = wording_of(made), made[1]
    assert wording.columns == ("반", "성별", "나이", "회원")
    assert wording.said(dataset.raw[0]) == ("1반", "남", "2.5", "true")
    assert [dataset.raw_columns[column] for column in wording.measured] == ["나이"]
    for row in dataset.raw:
        np.testing.assert_allclose(wording.raw(wording.said(row)), row, rtol=1e-6)


def test_cells_of_a_row_may_be_words_or_numbers_and_what_stands_in_for_a_missing_one_is_known(
    made: tuple[DataRecipe, Dataset],
) -> None:
    wording = wording_of(made)
    assert wording.raw(["2반", " 여 ", 3, True])[:3] == [0.0, 1.0, 0.0]
    assert wording.raw(["2반", "여", "3", "no"])[3:] == wording.raw(["2반", "여", 3.0, False])[3:]
    mean = made[1].raw[1, 5]  # the second row has no age
    assert wording.raw(["2반", "여", None, "no"])[5] == pytest.approx(mean)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (["4반", "여", 3, "no"], "Column '반' has no category '4반'. It has: 1반, 2반, 3반."),
        (["2반", "여", "old", "no"], "Column '나이' holds 'old', which is no number."),
        (["2반", "여", 3, 7], "Column '회원' holds '7', which is neither true nor false."),
        ([None, "여", 3, "no"], "There is no value for column '반', and nothing stands in for one. Give one."),
    ],
)
def test_a_cell_that_cannot_be_is_refused_by_its_column(
    made: tuple[DataRecipe, Dataset], cells: list[str | float | None], sentence: str
) -> None:
    with pytest.raises(DataError, match=sentence.replace(".", r"\.")):
        wording_of(made).raw(cells)


def test_points_of_the_plane_have_no_words() -> None:
    recipe = DataRecipe("xor")
    assert Wording.of(recipe, make_dataset(recipe)) is None
