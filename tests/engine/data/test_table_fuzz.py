from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from engine.data.progress import nobody
from engine.data.readers.guess import guess_options
from engine.data.readers.guess_plan import guess_plans
from engine.data.readers.read_table import read_table
from engine.errors import DataError
from tests.benchmarks.decoder_farm import farm
from tests.benchmarks.fuzz_data import is_proper, mutated, outcome
from tests.benchmarks.fuzz_tables import parquet_targets

if TYPE_CHECKING:
    from pathlib import Path

FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CELLS = st.one_of(
    st.integers().map(str), st.floats().map(str), st.sampled_from(["", "NA", '"a,b"', '"', "a", "yes", "no"])
)


def read_or_refuse(path: Path) -> None:
    try:
        options = guess_options(path)
        found = read_table(path, options, guess_plans(path, options, nobody)).samples
    except DataError as error:
        assert str(error)  # noqa: PT017  # a refusal is one of two good ends
        return
    assert is_proper(found)


@FEW
@given(data=st.binary(max_size=300))
@example(data=b"x\x01,1\n2,3\n")
@example(data=b"\xff\xfea\x00")
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    read_or_refuse(path)


@FEW
@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=12),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp949"]),
)
def test_any_cells_are_read_or_refused(tmp_path: Path, rows: list[list[str]], separator: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\n".join(separator.join(row) for row in rows).encode(encoding))
    read_or_refuse(path)


@FEW
@given(text=st.lists(st.sampled_from(['{"x":1,"y":0}', '{"x":1e999,"y":1}', '{"x":"\\ud800"}', "{", "[[", "{}", "1"])))
def test_any_json_lines_are_read_or_refused(tmp_path: Path, text: list[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(text))
    read_or_refuse(path)


def test_hostile_parquet_files_are_read_or_refused(tmp_path: Path) -> None:
    """Changed files by the dozen; each is decoded by a process of its own, as always."""
    random = Random(5)
    with farm():
        for target in parquet_targets():
            for _ in range(12):
                data = target.wrap(mutated(random, target.seeds))
                assert outcome(target, tmp_path, data) in ("read", "refused"), data
