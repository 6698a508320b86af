from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from engine.data import DataRecipe, make_dataset
from engine.data.readers.guess import guess_options
from engine.data.readers.guess_plan import guess_plans
from engine.data.readers.read_table import read_series, read_table
from engine.data.readers.table import preview
from engine.data.readers.table_options import ColumnPlan, TableOptions
from engine.errors import DataError
from tests.engine.data.test_table_guess import written

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from engine.text import Text

PLANS = (ColumnPlan("x"), ColumnPlan("y", "target"))


def fault_of(path: Path, *plans: ColumnPlan, options: TableOptions | None = None) -> str:
    """Read a table as a person would who changes nothing, and return the sentence of the error."""
    with pytest.raises(DataError) as error:
        read_table(path, options or guess_options(path), plans or guess_plans(path, options or guess_options(path)))
    return str(error.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"\n\r\n\n", "nothing but empty lines"),
        (b"x\n1\n2\n", "one column only, 'x'"),
        (b"x,y\n1,2\n", r"All rows \(1\) are of one class, y = '2'"),
        (b"x,y\n", "There is no row below the names"),
        (b"x,y\n1,0\n2,0\n3,0\n", r"All rows \(3\) are of one class, y = '0'"),
        (
            b"x,y\n1\n2\n3,4,5\n",
            "None of its rows can be used: 3 of them are bad. Line 2: It has 1 cell, but there are 2 columns",
        ),
        (b"x,y\n1,2\n\xff\xfe,4\n", r"Byte 0xFF at offset 8 does not fit the encoding utf-8"),
        (b"x,y\n1,2\n3,\x00\n", "zero byte at offset 10"),
        (b"\x1f\x8b\x08\x00abc", "packed with gzip"),
        (b"PK\x03\x04abc", "packed with zip"),
        (b"PAR1 but nothing else", "Parquet file is missing"),
        (b'[{"x": 1, "y": 2}]', "Line 1 is not a whole JSON object"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    told = fault_of(path, *(PLANS if content == b"x,y\n" else ()))
    assert re.search(sentence, told)
    assert told.startswith(str(path))


def test_a_header_alone_of_many_columns_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, ",".join(f"c{number}" for number in range(100_000)) + "\n")
    assert "The table has 100,000 columns, and no more than 5,000 are read" in fault_of(path)


def test_a_line_without_an_end_is_refused_with_its_number(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\n1,2\n" + "9" * 100_000_000)
    assert f"{path}: Line 3 is longer than 16,777,216 bytes" in fault_of(path, *PLANS, options=TableOptions())


def test_a_folder_a_pipe_and_nothing_at_all_are_refused(tmp_path: Path) -> None:
    assert "is a folder" in fault_of(tmp_path, *PLANS)
    assert "There is no file" in fault_of(tmp_path / "none.csv", *PLANS)
    os.mkfifo(tmp_path / "pipe.csv")
    assert "is a device or a pipe" in fault_of(tmp_path / "pipe.csv", *PLANS)


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "x,y\n1,2\n")

    def refuse(*arguments: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)  # permissions do not stop root, who may run the tests
    assert "permission denied" in fault_of(path, *PLANS, options=TableOptions())


@pytest.mark.parametrize(("source", "name"), [("table", "t.csv"), ("table_series", "t.csv"), ("npz", "t.npz")])
def test_a_file_in_a_folder_that_may_not_be_entered_is_refused(
    source: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.stat

    def locked(path: int | str | os.PathLike[str], **more: Any) -> os.stat_result:
        if str(path).startswith(str(tmp_path / "locked")):
            raise PermissionError(13, "Permission denied")
        return really(path, **more)

    monkeypatch.setattr("os.stat", locked)  # permissions do not stop root, who may run the tests
    with pytest.raises(DataError, match=r"may not be read: permission denied"):
        make_dataset(DataRecipe(source, {"path": str(tmp_path / "locked" / name)}))


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\n" + "1,2\n" * 10)

    def grow(share: float, what: Text) -> None:
        with path.open("a") as file:
            file.write("3,4\n")

    with pytest.raises(DataError, match=r"table\.csv changed while it was being read: it had \d+ bytes and now has"):
        read_table(path, TableOptions(), PLANS, grow)


def test_a_wrong_encoding_is_refused_with_the_offset_of_the_byte(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\n1,2\n가,3\n", "cp949")
    assert "Byte 0xB0 at offset 8 does not fit the encoding utf-8" in fault_of(path, *PLANS, options=TableOptions())
    far = written(tmp_path, "x,y\n" + "1,2\n" * 600_000 + "가,3\n", "cp949")
    assert "at offset 2,400,004 does not fit" in fault_of(far, *PLANS, options=TableOptions())


def test_nested_json_is_refused_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, '{"x": 1, "y": 2}\n{"x": {"a": 1}, "y": 3}\n', name="a.jsonl")
    assert fault_of(path, *PLANS).startswith(f"{path}: On line 2, column 'x' holds an object")
    whole = written(tmp_path, '{\n "x": 1\n}\n', name="b.json")
    assert "Line 1 is not a whole JSON object" in fault_of(whole)


def test_a_column_that_is_gone_is_named_with_those_there_are(tmp_path: Path) -> None:
    path = written(tmp_path, "a,y\n1,2\n")
    assert fault_of(path, *PLANS) == f"{path}: There is no column 'x'. There are: a, y. Choose the columns again."


def test_too_many_categories_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\n" + "".join(f"word {number},1\n" for number in range(1001)))
    told = fault_of(path, ColumnPlan("x", kind="category"), PLANS[1])
    assert "Column 'x' holds more than 1,000 different values" in told


def test_a_column_without_any_value_has_no_mean(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\n,1\n,2\n")
    columns = tuple(plan.to_plain() for plan in (ColumnPlan("x", missing="mean"), PLANS[1]))
    with pytest.raises(DataError, match="Column 'x' holds no value at all"):
        make_dataset(DataRecipe("table", {"path": str(path), "columns": columns}))
    assert "Every row lacks a value; 2 of them lack 'x'" in fault_of(path, *PLANS)


def test_a_series_without_numbers_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "x,y\na,b\nc,d\n")
    with pytest.raises(DataError, match="No column holds numbers"):
        read_series(path, TableOptions(), "")


def test_damaged_parquet_files_are_refused_and_harm_nobody(tmp_path: Path) -> None:
    import polars as pl

    path = tmp_path / "a.parquet"
    pl.DataFrame({"x": [1.0, 2.0] * 500, "y": ["a", "b"] * 500}).write_parquet(path)
    sound = path.read_bytes()
    damaged = [sound[:60], sound[:-1], b"PAR1", b"PAR1" + b"\xff" * 40 + b"PAR1", b"PAR1\x01\x00\x00\x00PAR1"]
    damaged += [sound[:place] + b"\xff" * 12 + sound[place + 12 :] for place in range(4, len(sound) - 20, 150)]
    for content in damaged:
        path.write_bytes(content)
        with suppress(DataError):  # some changes hit nothing that matters
            read_table(path, TableOptions("parquet"), (PLANS[0], ColumnPlan("y", "target", "category")))


def test_the_comma_cannot_be_separator_and_decimal_sign() -> None:
    with pytest.raises(DataError, match="cannot part the columns and be the decimal sign"):
        TableOptions(separator=",", decimal=",")


@pytest.mark.parametrize("change", [{"separator": "x"}, {"quote": "q"}, {"encoding": "latin-2"}, {"format": "xml"}])
def test_options_that_are_none_are_refused_with_those_there_are(change: dict[str, str]) -> None:
    with pytest.raises(DataError, match="It takes one of"):
        TableOptions(**change)  # type: ignore[arg-type]  # wrong on purpose


def test_no_english_word_is_left_in_these_sentences_once_they_are_translated(tmp_path: Path) -> None:
    path = written(tmp_path, '{"1": 1, "2": 2}\n{"1": [1], "2": 3}\n', name="3.jsonl")
    with pytest.raises(DataError) as nested:
        read_table(path, TableOptions("json_lines"), (ColumnPlan("1"), ColumnPlan("2", "target")))
    with pytest.raises(DataError) as option:
        TableOptions(separator="9")
    for error in (nested, option):
        holes = re.compile(r"\{[a-z]+\}")
        told = error.value.text.render(lambda context, template, holes=holes: " ".join(holes.findall(template)))  # type: ignore[misc]  # bound early
        assert not re.search("[a-z]", told.replace(str(path), "").replace(r"\t", "")), told


def test_the_preview_of_a_bad_file_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is empty"):
        preview(written(tmp_path, ""), TableOptions())
