from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.data.readers.guess import guess_options
from engine.data.readers.guess_plan import guess_plans
from engine.data.readers.read_table import read_table
from engine.data.readers.table import preview
from engine.data.readers.table_options import TableOptions

if TYPE_CHECKING:
    from pathlib import Path

    from engine.data.readers.table_options import ColumnPlan


def written(folder: Path, text: str, encoding: str = "utf-8", name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def planned(folder: Path, text: str) -> dict[str, ColumnPlan]:
    path = written(folder, text)
    return {plan.name: plan for plan in guess_plans(path, guess_options(path))}


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_the_separator_is_seen_even_where_text_holds_others(tmp_path: Path, separator: str) -> None:
    rows = [["name", "size", "kind"], ['"a, b; c"', "1.5", "x"], ["d", "2.5", "y"], ["e", "3", "x"]]
    path = written(tmp_path, "\n".join(separator.join(row) for row in rows))
    assert guess_options(path) == TableOptions(separator=separator)


def test_a_comma_between_digits_is_a_decimal_sign_if_another_separator_parts_the_cells(tmp_path: Path) -> None:
    path = written(tmp_path, "länge;breite\n1,5;2,25\n3,5;4\n-1,5;0,5\n")
    assert guess_options(path) == TableOptions(separator=";", decimal=",")
    plans = guess_plans(path, guess_options(path))
    assert read_table(path, guess_options(path), plans).samples.x[:, 0].tolist() == [1.5, 3.5, -1.5]


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp949", "cp949"),
    ],
)
def test_the_encoding_of_a_korean_table_is_seen_and_its_names_are_read(
    tmp_path: Path, encoding: str, guessed: str
) -> None:
    path = written(tmp_path, "weight,키,결과\n60,170,합격\n70,180,불합격\n50,160,합격\n", encoding)
    options = guess_options(path)
    assert options.encoding == guessed
    found = preview(path, options)
    assert found.columns == ("weight", "키", "결과")
    assert found.rows[1] == ("70", "180", "불합격")


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("a,b\n1,2\n3,4\n", True),
        ("1,2\n3,4\n", False),
        ("red,small\nblue,large\nred,large\n", False),
        ("colour,size\nblue,large\nred,large\n", True),
        (",a,b\n0,1,2\n1,3,4\n", True),
    ],
)
def test_the_first_row_is_a_header_if_it_differs_from_those_below(tmp_path: Path, text: str, header: bool) -> None:
    assert guess_options(written(tmp_path, text)).header is header


def test_quotation_marks_may_be_single(tmp_path: Path) -> None:
    path = written(tmp_path, "name,size\n'a, b',1\n'c, d',2\n")
    assert guess_options(path).quote == "'"
    assert preview(path, guess_options(path)).rows[0] == ("a, b", "1")


def test_json_lines_and_parquet_are_told_from_text_by_their_content(tmp_path: Path) -> None:
    import polars as pl

    assert guess_options(written(tmp_path, '{"a": 1}\n', name="x.txt")).format == "json_lines"
    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "x.bin")
    assert guess_options(tmp_path / "x.bin").format == "parquet"


def test_columns_are_proposed_with_a_reason_for_what_is_ignored(tmp_path: Path) -> None:
    rows = [f"{n},7,{n / 8},{'yes' if n % 3 else 'no'},word {n},{'rgb'[n % 3]},{n % 2}" for n in range(60)]
    plans = planned(tmp_path, "\n".join(["id,same,size,member,note,colour,class", *rows]))
    assert {name: (plan.role, plan.kind) for name, plan in plans.items()} == {
        "id": ("ignored", "number"),
        "same": ("ignored", "number"),
        "size": ("input", "number"),
        "member": ("input", "boolean"),
        "note": ("ignored", "category"),
        "colour": ("input", "category"),
        "class": ("target", "category"),
    }
    assert str(plans["id"].reason) == "It numbers the rows."
    assert str(plans["same"].reason) == "It is the same in every row."
    assert str(plans["note"].reason) == "It holds 60 different texts in 60 rows, too many for categories."


@pytest.mark.parametrize(
    ("columns", "target"),
    [
        ("a,target,b", "target"),
        ("Species,a,b", "Species"),
        ("a,b,c", "c"),
        ("x,y,z", "z"),
        ("a,y,b", "y"),
        ("a,합격,b", "합격"),
    ],
)
def test_the_target_is_known_by_its_name_or_is_the_last(tmp_path: Path, columns: str, target: str) -> None:
    rows = [f"{n / 4},{n / 2},{n / 8}" for n in range(30)]
    plans = planned(tmp_path, "\n".join([columns, *rows]))
    assert [name for name, plan in plans.items() if plan.role == "target"] == [target]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([0, 1], "category"),
        ([1, 2, 3], "category"),
        (["a", "b", "c"], "category"),
        (["true", "false"], "boolean"),
        ([0.5, 1.5], "number"),
        (list(range(30)), "number"),
    ],
)
def test_few_whole_numbers_or_words_make_classes_and_other_numbers_a_regression(
    tmp_path: Path, values: list[object], kind: str
) -> None:
    rows = [f"{n / 4},{values[n % len(values)]}" for n in range(60)]
    assert planned(tmp_path, "\n".join(["a,b", *rows]))["b"].kind == kind


def test_a_large_file_sorted_by_its_classes_is_seen_to_have_several(tmp_path: Path) -> None:
    rows = [f"{n / 4:.2f},some more text to make it long,{n // 10_000}" for n in range(30_000)]
    assert planned(tmp_path, "\n".join(["a,note,b", *rows]))["b"].kind == "category"


def test_a_few_bad_cells_do_not_make_a_column_of_numbers_text(tmp_path: Path) -> None:
    rows = [f"{'oops' if n == 7 else n / 4},{n % 2}" for n in range(20)]
    assert planned(tmp_path, "\n".join(["a,b", *rows]))["a"].kind == "number"
