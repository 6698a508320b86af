"""Archives that lie, burst, point elsewhere, or have suffered."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
import torch

from engine.storage import Project, limits, write_project
from engine.storage.archive import CHUNK
from engine.training.state import RunState
from tests.engine.storage.refusals import said
from tests.engine.storage.storage_samples import members, packed, xor_graph

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["view.json", "weights.safetensors", "thumbnail.png"])
def test_a_zip_bomb_is_refused_unread(file: Path, name: str) -> None:
    bomb = packed(members(file) | {name: bytes(limits.PACKED_TENSORS + 1)}, zipfile.ZIP_DEFLATED)
    assert len(bomb) < limits.MIB
    file.write_bytes(bomb)
    assert f"{name} is larger than" in said(file)


def test_a_bomb_that_lies_about_its_size_is_refused(file: Path) -> None:
    size = limits.JSON + 1
    bomb = packed(members(file) | {"view.json": bytes(size)}, zipfile.ZIP_DEFLATED)
    assert bomb.count(size.to_bytes(4, "little")) == 2
    file.write_bytes(bomb.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert "view.json is damaged" in said(file)


def test_the_sum_of_all_members_is_limited(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TOTAL", 6000)
    assert "is larger than" in said(file)


def test_too_many_members_are_refused(file: Path) -> None:
    file.write_bytes(packed({f"{number}.json": b"{}" for number in range(limits.MEMBERS + 1)}))
    assert "holds 33 members" in said(file)


@pytest.mark.parametrize("name", ["../evil.json", "/etc/evil", "folder/", "a\\b.json", ".."])
def test_a_member_with_a_path_is_refused_and_nothing_is_written(file: Path, name: str) -> None:
    before = sorted(file.parent.parent.rglob("*"))
    file.write_bytes(packed(members(file) | {name: b"{}"}))
    assert "names a folder" in said(file) or "does not belong" in said(file)
    assert sorted(file.parent.parent.rglob("*")) == before


def claims(file: Path, name: str, **lies: int) -> None:
    """Let the table of contents lie about a member."""
    with zipfile.ZipFile(file, "a") as archive:
        for field, value in lies.items():
            setattr(archive.getinfo(name), field, value)
        archive.comment = b"written anew"


@pytest.mark.parametrize(
    ("lies", "part"),
    [
        ({"file_size": 100 * limits.MIB}, "its size is told in two ways"),
        ({"compress_size": 1}, "its size is told in two ways"),
        ({"file_size": 100 * limits.MIB, "compress_size": 100 * limits.MIB}, "damaged"),
        ({"file_size": 100, "compress_size": 100}, "Bad CRC-32"),
        ({"file_size": limits.TENSORS + 1, "compress_size": limits.TENSORS + 1}, "larger than 1 GiB"),
        ({"CRC": 0}, "Bad CRC-32"),
    ],
)
def test_a_member_that_lies_about_itself_is_refused(file: Path, lies: dict[str, int], part: str) -> None:
    claims(file, "weights.safetensors", **lies)
    assert "weights.safetensors is" in said(file)
    assert part in said(file)


def test_a_packed_member_that_is_shorter_than_it_claims_is_refused(file: Path) -> None:
    file.write_bytes(packed(members(file), zipfile.ZIP_DEFLATED))
    claims(file, "weights.safetensors", file_size=10_000)
    assert "weights.safetensors is damaged: it is shorter than it claims to be" in said(file)


@pytest.mark.parametrize("place", [0, CHUNK - 1, CHUNK, 2 * CHUNK + 5, -1])
def test_one_wrong_bit_in_large_weights_is_found(tmp_path: Path, place: int) -> None:
    file, weights = tmp_path / "p.loom", torch.zeros(700_000)
    write_project(Project(xor_graph(), run=RunState({"w": weights}, {"w": weights})), file)
    with zipfile.ZipFile(file) as archive:
        begin = archive.getinfo("weights.safetensors").header_offset + 30 + len("weights.safetensors")
        size = archive.getinfo("weights.safetensors").file_size
    content = bytearray(file.read_bytes())
    content[begin + place % size] ^= 1
    file.write_bytes(content)
    assert "weights.safetensors is damaged: Bad CRC-32" in said(file)
