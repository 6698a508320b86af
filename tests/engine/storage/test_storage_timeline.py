"""The past of a run in a file: to the last bit, within its limits, and refused where it is not what it says."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import torch
from safetensors.torch import load, save

from engine.errors import StorageError
from engine.storage import Project, read_project, write_project
from engine.training import recorder as recording
from engine.training.recorder import Recorder
from engine.training.timeline import (
    SAVED,
    SAVED_ORDERS,
    Checkpoint,
    MemoryLost,
    Reconfigured,
    TimeLine,
    WeightSet,
)
from engine.training.trainer import Trainer
from tests.engine.networks import advance, config, dense, same_state, stack, start
from tests.engine.storage.refusals import details
from tests.engine.storage.storage_samples import edit, fingerprint, full_project, members, packed, set_key, time_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.training.loop import Loop

GRAPH = stack(dense(3), "dropout", dense(1, "sigmoid"))


@pytest.fixture(autouse=True)
def a_checkpoint_at_every_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "SPACING", 0.0)
    monkeypatch.setattr(recording, "SHARE", math.inf)


def a_loop() -> Loop:
    return start(GRAPH, training=config("adam", full_batch=False, batch_size=3))


def trained(steps: int) -> tuple[Loop, Recorder]:
    loop = a_loop()
    recorder = Recorder(loop)
    for step in range(steps):
        loop.advance()
        recorder.advanced()
        if step == 9:
            loop.reconfigure(config("sgd", {"momentum": 0.5}))
            recorder.reconfigured()
            loop.set_weight("dense_2.linear.bias", torch.tensor([0.25]))
            recorder.weight_set("dense_2.linear.bias", None)
    return loop, recorder


def reopened(project: Project, folder: Path) -> Project:
    write_project(project, folder / "p.loom")
    return read_project(folder / "p.loom")


def seen(checkpoint: Checkpoint) -> tuple[object, ...]:
    return fingerprint(checkpoint.state), checkpoint.config, repr(checkpoint.batch_loss), checkpoint.orders


def told(order: object) -> object:
    if isinstance(order, WeightSet):
        return order.step, order.name, order.places.tolist(), order.values.tolist()
    assert isinstance(order, Reconfigured | MemoryLost)
    return order


def test_a_time_line_survives_to_the_last_bit(tmp_path: Path) -> None:
    line, back = time_line(), reopened(full_project(), tmp_path).timeline
    assert back is not None
    assert [seen(each) for each in back.checkpoints] == [seen(each) for each in line.checkpoints]
    assert [told(order) for order in back.orders] == [told(order) for order in line.orders]


@pytest.mark.parametrize("step", [0, 9, 10, 333, 499])
def test_a_run_that_was_opened_again_can_be_gone_back_in_to_any_step(tmp_path: Path, step: int) -> None:
    loop, recorder = trained(500)
    project = Project(GRAPH, config=loop.config, run=loop.state(), timeline=recorder.timeline())
    back = reopened(project, tmp_path)
    assert back.timeline is not None
    assert back.run is not None
    assert 20 < len(back.timeline) <= SAVED
    opened = start(GRAPH, training=back.config, state=back.run)
    trainer = Trainer(opened, back.timeline)
    trainer.visit(step)
    while not (snapshot := trainer.snapshot()).arrived:
        pass
    trainer.branch(snapshot.config).result()
    state = trainer.state()
    trainer.close()
    assert same_state(state, trained(step)[0].state())


def test_what_checkpoints_share_is_written_once(tmp_path: Path) -> None:
    loop = advance(start(stack(dense(3), dense(1, "sigmoid"))), 3000)
    recorder = Recorder(loop)
    for _ in range(60):
        loop.advance()
        recorder.advanced()
    project = Project(GRAPH, run=loop.state(), timeline=recorder.timeline())
    back = reopened(project, tmp_path).timeline
    assert len(members(tmp_path / "p.loom")["timeline.safetensors"]) < 3060 * 48 + 61 * 2000
    assert back is not None
    assert back.nbytes < 3060 * 48 + 61 * 8000


def test_a_run_without_its_past_and_a_past_without_a_run_can_be_saved(tmp_path: Path) -> None:
    assert reopened(replace(full_project(), timeline=None), tmp_path).timeline is None
    assert "timeline.json" not in members(tmp_path / "p.loom")
    assert reopened(replace(full_project(), run=None), tmp_path).timeline is None


def test_too_many_orders_let_the_past_begin_later(tmp_path: Path) -> None:
    loop, recorder = trained(3)
    for number in range(SAVED_ORDERS + 500):
        loop.reconfigure(config("sgd", {"lr": 0.001 * number + 0.001}))
        recorder.reconfigured()
    advance(loop, 1)
    recorder.advanced()
    back = reopened(Project(GRAPH, config=loop.config, run=loop.state(), timeline=recorder.timeline()), tmp_path)
    assert back.timeline is not None
    assert SAVED_ORDERS // 2 < len(back.timeline.orders) <= SAVED_ORDERS
    assert (back.timeline.first, back.timeline.checkpoints[0].orders) == (3, 0)


# -- damage ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (set_key("checkpoints", 0, "config", "optimizer", to="lion"), "no optimiser named lion"),
        (set_key("orders", 0, "config", "epochs", to=0), "Epochs cannot be 0"),
        (set_key("orders", 0, "kind", to="dance"), "timeline.json: orders > 0"),
        (set_key("orders", 1, "name", to="other"), "at step 1: other cannot take what was set by hand"),
        (set_key("checkpoints", 1, "step", to=0), "not in the order in which things happened"),
        (set_key("checkpoints", 3, "step", to=99), "not in the order in which things happened"),
        (set_key("checkpoints", 2, "orders", to=7), "not in the order in which things happened"),
        (set_key("checkpoints", 2, "orders", to=1), "not in the order in which things happened"),
        (set_key("orders", 2, "step", to=0), "not in the order in which things happened"),
        (set_key("checkpoints", 1, "rows", to=500), "checkpoint 1 has more rows than there are"),
        (set_key("checkpoints", 1, "table", to=9), "checkpoint 1 has more rows than there are"),
        (set_key("checkpoints", 1, "random", to=9), "lacks random/9"),
        (set_key("checkpoints", 1, "newest", to=True), "lacks 1/newest"),
        (set_key("tables", 1, "stride", to=1), "In the time line at step 3: The history does not hold every epoch"),
        (set_key("checkpoints", to=[]), "checkpoints is wrong"),
        (lambda d: d.update(checkpoints=d["checkpoints"] * 20), "checkpoints is wrong"),
    ],
)  # fmt: skip
def test_a_fault_in_the_document_is_told(file: Path, change: Callable[[Any], object], part: str) -> None:
    edit(file, "timeline.json", change)
    assert part in details(file)


WEIGHT = "dense_1.linear.weight"


@pytest.mark.parametrize(
    ("name", "tensor", "part"),
    [
        (f"1/weights/{WEIGHT}", torch.ones(2, 3), "In the time line at step 1: The tensor dense_1.linear.weight"),
        (f"1/weights/{WEIGHT}", torch.full((2, 2), math.nan), "at step 1: The tensor dense_1.linear.weight holds"),
        (f"2/optimiser/{WEIGHT}/exp_avg", torch.ones(7), "at step 2: The optimiser's"),
        ("random/0", torch.zeros(16, dtype=torch.uint8), "none that this PyTorch takes"),
        ("table/0", torch.zeros(3, 2), "The table 0 is float32 (3, 2)"),
        ("table/0", torch.full((1, 6), math.nan, dtype=torch.float64), "epochs or steps that are no numbers"),
        ("order/1/places", torch.tensor([4]), "cannot take what was set by hand"),
        ("order/1/places", torch.tensor([-1]), "cannot take what was set by hand"),
        ("order/1/places", torch.tensor([0.5]), "cannot take what was set by hand"),
        ("order/1/values", torch.tensor([math.inf]), "cannot take what was set by hand"),
        ("order/1/values", torch.ones(2), "cannot take what was set by hand"),
        ("something", torch.ones(2), "holds something, which timeline.json does not name"),
    ],
)  # fmt: skip
def test_a_fault_in_the_tensors_is_told(file: Path, name: str, tensor: torch.Tensor, part: str) -> None:
    contents = members(file)
    tensors = load(contents["timeline.safetensors"]) | {name: tensor}
    file.write_bytes(packed(contents | {"timeline.safetensors": save(tensors)}))
    assert part in details(file)


@pytest.mark.parametrize(
    ("gone", "part"),
    [
        ("timeline.json", "timeline.safetensors is there without timeline.json"),
        ("timeline.safetensors", "timeline.json is there without timeline.safetensors"),
    ],
)
def test_half_a_time_line_is_refused(file: Path, gone: str, part: str) -> None:
    contents = members(file)
    del contents[gone]
    file.write_bytes(packed(contents))
    assert part in details(file)


def test_rubbish_in_the_place_of_tensors_is_refused(file: Path) -> None:
    file.write_bytes(packed(members(file) | {"timeline.safetensors": b"rubbish"}))
    assert "timeline.safetensors is no proper safetensors" in details(file)


def test_a_past_that_is_not_of_this_run_is_not_saved(tmp_path: Path) -> None:
    loop, _ = trained(5)
    with pytest.raises(StorageError, match="was not saved"):
        write_project(Project(GRAPH, run=loop.state(), timeline=time_line()), tmp_path / "p.loom")


def test_a_checkpoint_that_cannot_be_gone_to_leaves_the_head_of_the_run_as_it_was() -> None:
    loop, recorder = trained(8)
    line = recorder.timeline()
    spoilt = [replace(c, state=replace(c.state, optimizer={"x/exp_avg": torch.ones(1)})) for c in line.checkpoints]
    trainer = Trainer(loop, TimeLine(spoilt, line.orders))
    trainer.visit(3)
    snapshot = trainer.snapshot()
    assert (snapshot.step, snapshot.visiting) == (8, None)
    assert snapshot.problem is not None
    state = trainer.state()
    trainer.close()
    assert same_state(state, trained(8)[0].state())
