from __future__ import annotations

import errno
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from safetensors.numpy import save as save_arrays
from safetensors.torch import save

from engine.errors import StorageError
from engine.storage import VERSION, Project, limits, read_project, write_project
from tests.engine.storage.refusals import details, refusal
from tests.engine.storage.storage_samples import edit, full_project, members, packed, set_key

if TYPE_CHECKING:
    from collections.abc import Callable

fuzz = examples(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def loads_or_refuses(file: Path) -> None:
    """Fail if opening ends in anything but a project or sentences."""
    try:
        project: Project | None = read_project(file)
        said = ""
    except StorageError as error:
        project, said = None, "\n".join(map(str, [error, *error.details]))
    assert project is not None or str(file) in said


def replace_member(file: Path, name: str, data: bytes | None) -> None:
    contents = members(file) | ({} if data is None else {name: data})
    if data is None:
        del contents[name]
    file.write_bytes(packed(contents))


# -- the file as a whole -----------------------------------------------------------------------------------------------


def test_a_missing_file_a_folder_and_an_empty_file_each_have_their_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.loom").touch()
    assert "There is no file" in str(refusal(tmp_path / "nowhere.loom"))
    assert "There is no file" in str(refusal(tmp_path / "empty.loom" / "p.loom"))
    assert "is a folder" in str(refusal(tmp_path))
    assert "is empty" in str(refusal(tmp_path / "empty.loom"))


def test_a_file_of_another_kind_is_not_a_project(tmp_path: Path) -> None:
    text, archive = tmp_path / "notes.txt", tmp_path / "photos.zip"
    text.write_text("hello")
    archive.write_bytes(packed({"photo.jpg": b"jpg"}))
    assert "is not a Layerloom project. Choose a .loom file." in str(refusal(text))
    text.rename(tmp_path / "notes.loom")
    assert "is damaged, or not what its name says" in str(refusal(tmp_path / "notes.loom"))
    assert "may not be a Layerloom project" in str(refusal(archive))


def test_a_device_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is a device" in str(refusal(tmp_path / "pipe"))


@pytest.mark.parametrize(
    ("number", "sentence"), [(errno.EACCES, "do not have the permission"), (errno.EIO, "Check the disk")]
)
def test_a_file_that_the_system_withholds_has_its_sentence(
    file: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    def withhold(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "open", withhold)
    assert sentence in str(refusal(file))


def test_a_truncated_file_is_incomplete_and_its_backup_is_named(file: Path) -> None:
    write_project(full_project(0.2), file)
    file.write_bytes(file.read_bytes()[:-100])
    message = str(refusal(file))
    assert "damaged or incomplete" in message
    assert "The version before it is kept in p.loom.bak." in message


def test_a_lost_file_points_to_its_backup(file: Path) -> None:
    file.rename(file.with_name("p.loom.bak"))
    assert "The version before it is kept in p.loom.bak." in str(refusal(file))


def test_an_error_points_to_the_backup(file: Path) -> None:
    write_project(full_project(0.2), file)
    replace_member(file, "graph.json", b"{")
    assert "The version before it is kept in p.loom.bak." in str(refusal(file))


# -- members and JSON --------------------------------------------------------------------------------------------------


def test_members_that_are_unknown_missing_or_double_are_all_reported(file: Path) -> None:
    replace_member(file, "layout.json", None)
    replace_member(file, "extra.json", b"{}")
    replace_member(file, "notes.txt", b"hello")
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("data.json", b"{}")
    found = details(file)
    for part in (
        "layout.json is missing",
        "extra.json does not belong",
        "notes.txt does not",
        "data.json occurs twice",
    ):
        assert part in found


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (b"[" * 100_000, "nests too deeply"),
        (b'{"a": ' * 80 + b"1" + b"}" * 80, "nests too deeply"),
        (b"{'a': 1}", "not proper JSON"),
        (b'{"a": NaN}', "NaN is not a number"),
        (b'{"a": 1e999}', "a number is too large"),
        (b'{"a": 12345678901234567890}', "does not fit into 64 bits"),
        (b'{"a": 1, "a": 2}', "a key occurs twice"),
        (b'{"a": "\\ud800"}', "surrogates not allowed"),
        (b'{"a": "\xff"}', "can't decode"),
        (b"[]", "no JSON object"),
    ],
)
def test_json_that_is_not_plain_is_refused(file: Path, text: bytes, part: str) -> None:
    replace_member(file, "view.json", text)
    assert part in details(file)
    assert "view.json" in details(file)


# -- documents ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("member", "change", "part"),
    [
        ("manifest.json", set_key("format", to="zip"), "not a Layerloom project"),
        ("manifest.json", set_key("version", to="1"), "does not say which version"),
        ("manifest.json", set_key("version", to=True), "does not say which version"),
        ("manifest.json", set_key("version", to=-(10**15)), "cannot read"),
        ("manifest.json", set_key("saved", to="yesterday"), "manifest.json: saved is wrong"),
        ("graph.json", set_key("nodes", 0, "id", to="1"), "nodes > 0 > id is wrong"),
        ("graph.json", set_key("nodes", 0, "colour", to="red"), "nodes > 0 > colour is wrong"),
        ("graph.json", set_key("nodes", 1, "kind", to="teapot"), "kind teapot"),
        ("graph.json", set_key("nodes", 1, "settings", "units", to=0), "Units cannot be 0"),
        ("graph.json", set_key("nodes", 1, "settings", "activation", to={}), "Activation cannot be {}"),
        ("graph.json", set_key("nodes", 1, "settings", "speed", to=1), "no setting named speed"),
        ("graph.json", set_key("nodes", 1, "id", to=1), "Two nodes have the number 1"),
        ("graph.json", set_key("nodes", 0, "name", to="Output"), "Two nodes are called Output"),
        ("graph.json", set_key("nodes", 0, "name", to=""), "Two nodes are called"),
        ("graph.json", set_key("edges", 0, "source", to=77), "There is no node number 77"),
        ("graph.json", set_key("edges", 0, "source_port", to="top"), "has no output"),
        ("graph.json", set_key("edges", 1, "sink", to=2), "cannot feed itself"),
        ("graph.json", lambda d: d["edges"].append(d["edges"][0]), "It occurs twice"),
        ("graph.json", set_key("nodes", to=[None] * 2000), "nodes is wrong"),
        ("layout.json", lambda d: d["places"].pop(), "Node number 4 has no place"),
        ("layout.json", set_key("places", 0, "node", to=9), "place for node number 9"),
        ("layout.json", lambda d: d["places"].append(d["places"][0]), "Node number 1 has two places"),
        ("data.json", set_key("source", to="planets"), "no data source named planets"),
        ("data.json", set_key("settings", "noise", to=[1]), "Noise (%) cannot be [1]"),
        ("data.json", set_key("validation", to=0.99), "Validation share cannot be 0.99"),
        ("training.json", set_key("config", "optimizer", to="lion"), "no optimiser named lion"),
        ("training.json", set_key("config", "epochs", to=0), "Epochs cannot be 0"),
        ("training.json", set_key("config", "shuffle", to=1), "shuffle is wrong"),
        ("training.json", set_key("run", "step", to=-1), "run > step is wrong"),
        ("training.json", set_key("run", "sums", "loss", to="lots"), "loss"),
        ("training.json", set_key("run", "history_stride", to=2), "does not hold every epoch"),
        ("training.json", set_key("run", to=None), "weights.safetensors is there, but training.json tells of no run"),
    ],
)  # fmt: skip
def test_a_fault_in_a_document_is_told(file: Path, member: str, change: Callable[[Any], object], part: str) -> None:
    edit(file, member, change)
    assert part in details(file)


def test_a_cycle_is_refused_with_the_graphs_own_words(file: Path) -> None:
    def close(document: Any) -> None:
        document["edges"][0] = document["edges"][1] | {"source": 3, "sink": 2}

    edit(file, "graph.json", close)
    assert "would close a cycle" in details(file)


def test_faults_of_all_documents_are_gathered(file: Path) -> None:
    edit(file, "graph.json", set_key("nodes", 1, "kind", to="teapot"))
    edit(file, "data.json", set_key("seed", to=-1))
    edit(file, "training.json", set_key("config", "epochs", to=0))
    replace_member(file, "view.json", b"{")
    replace_member(file, "initial.safetensors", b"rubbish")
    error = refusal(file)
    assert len(error.details) == 5
    assert "It has 5 faults" in str(error)


def test_an_unreadable_training_document_accuses_no_tensors(file: Path) -> None:
    replace_member(file, "training.json", b"{")
    assert len(refusal(file).details) == 1


def test_the_list_of_faults_has_an_end(file: Path) -> None:
    edit(file, "training.json", set_key("hand_set", to=[1] * 5000))
    assert len(refusal(file).details) == limits.DETAILS


def test_a_newer_version_is_refused_before_anything_else(file: Path) -> None:
    edit(file, "manifest.json", set_key("version", to=VERSION + 1))
    replace_member(file, "graph.json", b"{")
    replace_member(file, "new.json", b"{}")
    found = refusal(file)
    assert len(found.details) <= 1
    assert "saved by a newer Layerloom" in str(found)
    assert str(found).endswith(f"version {VERSION + 1}, and this program knows {VERSION}. Update Layerloom.")


# -- tensors -----------------------------------------------------------------------------------------------------------

WEIGHT = "dense_1.linear.weight"
GOOD = {WEIGHT: torch.ones(2, 2), "norm.count": torch.tensor(0)}


@pytest.mark.parametrize(
    ("member", "tensors", "part"),
    [
        ("weights", GOOD | {WEIGHT: torch.tensor([[1, 2], [3, float("nan")]])}, "values that are not finite"),
        ("weights", GOOD | {WEIGHT: torch.full((2, 2), float("inf"))}, "values that are not finite"),
        ("initial", GOOD | {WEIGHT: torch.ones(2, 3)}, "is float32 (2, 2), but was float32 (2, 3) at the start"),
        ("initial", GOOD | {WEIGHT: torch.ones(2, 2).double()}, "but was float64"),
        ("initial", {WEIGHT: torch.ones(2, 2)}, "norm.count has no initial value"),
        ("initial", GOOD | {"other": torch.ones(1)}, "other has an initial value, but no present one"),
        ("weights", GOOD | {WEIGHT: torch.ones(2, 2).to(torch.complex64)}, "complex64 (2, 2), which no layer has"),
        ("optimiser", {"other/exp_avg": torch.ones(1)}, "there is no such parameter"),
        ("optimiser", {WEIGHT: torch.ones(2, 2)}, "there is no such parameter"),
        ("optimiser", {f"{WEIGHT}/exp_avg": torch.ones(5)}, "exp_avg is float32 (5,), but the parameter is"),
        ("random", {"state": torch.zeros(16, dtype=torch.uint8)}, "none that this PyTorch takes"),
        ("random", {"other": torch.zeros(16, dtype=torch.uint8)}, "something else than one state"),
    ],
)
def test_a_fault_in_the_tensors_is_told(file: Path, member: str, tensors: dict[str, torch.Tensor], part: str) -> None:
    replace_member(file, f"{member}.safetensors", save(tensors))
    assert part in details(file)


@pytest.mark.parametrize("name", ["weights", "initial", "optimiser", "history"])
def test_a_run_without_its_tensors_is_refused(file: Path, name: str) -> None:
    replace_member(file, f"{name}.safetensors", None)
    found = details(file)
    assert f"{name}.safetensors" in found
    assert "is missing, though training.json tells of a run" in found


def rows(*epochs: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array([[epoch, 1, 0, 0, 0, 0] for epoch in epochs], dtype=np.float64)


@pytest.mark.parametrize(
    ("tables", "part"),
    [
        ({"rows": rows(0, 1).astype(np.float32)}, "float32 (2, 6) instead of float64 (rows, 6)"),
        ({"rows": rows(0)[:, :5]}, "float64 (1, 5)"),
        ({"rows": rows(*range(9000))}, "9000 rows; there are at most 8192"),
        ({"rows": rows(0, float("nan"))}, "epochs or steps that are no numbers"),
        ({"rows": rows(0, 2, 3)}, "does not hold every epoch"),
        ({"rows": rows(0, 1, 1)}, "does not hold every epoch"),
        ({"rows": rows(-1, 0)}, "does not hold every epoch"),
        ({"rows": rows(0.5)}, "does not hold every epoch"),
        ({"ghost": rows(0)}, "history.safetensors > rows is missing"),
        ({}, "history.safetensors > rows is missing"),
        ({"rows": rows(0), "spirit": rows(0)}, "unknown table, spirit"),
        ({"rows": rows(0), "ghost": np.zeros(6)}, "The ghost is float64 (6,)"),
    ],
)
def test_a_fault_in_the_history_is_told(
    file: Path, tables: dict[str, np.ndarray[Any, np.dtype[Any]]], part: str
) -> None:
    replace_member(file, "history.safetensors", save_arrays({k: np.ascontiguousarray(v) for k, v in tables.items()}))
    assert part in details(file)


def test_a_history_without_a_run_is_refused(file: Path) -> None:
    for name in ("weights", "initial", "optimiser", "random"):
        replace_member(file, f"{name}.safetensors", None)
    edit(file, "training.json", set_key("run", to=None))
    assert details(file) == "history.safetensors > rows is there, but training.json tells of no run."


def test_a_thumbnail_that_is_no_png_is_refused(file: Path) -> None:
    replace_member(file, "thumbnail.png", b"MZ")
    assert "not a PNG" in details(file)


# -- chance ------------------------------------------------------------------------------------------------------------


@fuzz
@given(data=st.data())
def test_flipped_bytes_load_or_are_refused(file: Path, data: st.DataObject) -> None:
    content = bytearray(good := file.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    file.write_bytes(content)
    loads_or_refuses(file)
    file.write_bytes(good)


@fuzz
@given(data=st.data())
def test_a_cut_file_is_refused(file: Path, data: st.DataObject) -> None:
    good = file.read_bytes()
    file.write_bytes(good[: data.draw(st.integers(0, len(good) - 1))])
    assert refusal(file)
    file.write_bytes(good)


@fuzz
@given(data=st.data())
def test_flipped_bytes_inside_of_a_sound_zip_load_or_are_refused(file: Path, data: st.DataObject) -> None:
    good = file.read_bytes()
    contents = members(file)
    name = data.draw(st.sampled_from(sorted(contents)))
    content = bytearray(contents[name])
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, min(len(content), 600) - 1))] = data.draw(st.integers(0, 255))
    file.write_bytes(packed(contents | {name: bytes(content)}))
    loads_or_refuses(file)
    file.write_bytes(good)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@fuzz
@given(data=st.data(), value=json_values)
def test_any_value_anywhere_in_a_document_loads_or_is_refused(file: Path, data: st.DataObject, value: object) -> None:
    good = file.read_bytes()

    def replace_somewhere(document: Any) -> None:
        while isinstance(document, dict | list) and document:
            key = data.draw(st.sampled_from(sorted(document) if isinstance(document, dict) else range(len(document))))
            if not isinstance(document[key], dict | list) or not document[key] or data.draw(st.booleans()):
                document[key] = value
                return
            document = document[key]

    name = data.draw(st.sampled_from(["manifest", "graph", "layout", "training", "data", "view", "timeline"]))
    edit(file, f"{name}.json", replace_somewhere)
    loads_or_refuses(file)
    file.write_bytes(good)


@pytest.mark.parametrize(
    ("arrays", "part"),
    [
        ({"gone.linear.bias": np.zeros(3)}, "is float64 instead of float32"),
        ({"gone.linear.bias": np.full(3, np.nan, np.float32)}, "not finite"),
        ({"other.linear.bias": np.zeros(3, np.float32)}, "other.linear.bias, which training.json does not list"),
    ],
)
def test_a_fault_in_the_weights_set_by_hand_is_told(
    file: Path, arrays: dict[str, np.ndarray[Any, np.dtype[Any]]], part: str
) -> None:
    replace_member(file, "hand-set.safetensors", save_arrays(arrays))
    assert part in details(file)


def test_weights_set_by_hand_that_are_no_safetensors_are_refused(file: Path) -> None:
    replace_member(file, "hand-set.safetensors", b"nothing")
    assert "hand-set.safetensors is no proper safetensors" in details(file)
