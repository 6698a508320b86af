"""Projects to save, and ways to spoil their files."""

from __future__ import annotations

import io
import itertools
import json
import math
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from hypothesis import strategies as st

from engine.catalog import CATALOG
from engine.data import PAINTED, SOURCES, DataRecipe, PaintedPoints
from engine.graph import Ends, Graph
from engine.storage import Project
from engine.training.config import TrainingConfig
from engine.training.history import History, Row
from engine.training.optimizers import OPTIMIZERS
from engine.training.state import EpochSums, RunState
from engine.training.timeline import Checkpoint, MemoryLost, Reconfigured, TimeLine, WeightSet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from engine.catalog import ParamSpec, SettingValue

PNG = b"\x89PNG\r\n\x1a\n and a picture"


def xor_graph() -> Graph:
    graph = Graph()
    chain = [
        graph.add("input", (0, 0)),
        graph.add("dense", (100.5, -20.25)),
        graph.add("dense", (200, 0), name="출력층", settings={"units": 1, "activation": "sigmoid"}),
        graph.add("output", (300, 0)),
    ]
    for source, sink in itertools.pairwise(chain):
        graph.connect(source.id, sink.id)
    return graph


def run_state(weight: float = 0.1) -> RunState:
    history = History()
    for epoch in range(5):
        history.append(Row(epoch, epoch + 1, 0.7 / (epoch + 1), 0.5, float("nan"), float("nan")))
    return RunState(
        weights={"dense_1.linear.weight": torch.full((2, 2), weight), "norm.count": torch.tensor(3)},
        initial={"dense_1.linear.weight": torch.eye(2), "norm.count": torch.tensor(0)},
        optimizer={
            "dense_1.linear.weight/exp_avg": torch.full((2, 2), -0.0),
            "dense_1.linear.weight/step": torch.tensor(5.0),
        },
        random=torch.Generator().manual_seed(3).get_state(),
        step=5,
        epoch=5,
        batch=0,
        sums=EpochSums(0.1 + 0.2, 3.0, 4),
        history=history,
    )


def full_project(weight: float = 0.1) -> Project:
    return Project(
        graph=xor_graph(),
        recipe=DataRecipe("spiral", {"noise": 12.5}, 0.3, 9),
        config=TrainingConfig("adam", {"lr": 0.1 + 0.2}, full_batch=False, seed=4),
        run=run_state(weight),
        view={"zoom": 1.5, "centre": [0.1, -3], "log": True, "title": "가중치", "nothing": None, "deep": {"a": [{}]}},
        ghost=np.array([[0, 1, 0.5, np.nan, np.inf, -0.0]]),
        thumbnail=PNG,
        hand_set={"dense_1.linear.weight": np.eye(2, dtype=np.float32), "gone.linear.bias": np.ones(3, np.float32)},
        timeline=time_line(),
    )


def time_line() -> TimeLine:
    """Return the past of `run_state`, with every kind of order."""
    now, line = run_state(), TimeLine()
    training = TrainingConfig("adam", {"lr": 0.3}, full_batch=False, seed=4)
    history = History(stride=2)
    for step in range(4):
        past = now.history.beginning(step, None) if step < 2 else history.copy()
        line.add(Checkpoint(replace(now, step=step, epoch=step, history=past), training, math.nan, len(line.orders)))
        if step == 1:
            line.note(Reconfigured(1, training))
            line.note(WeightSet(1, "dense_1.linear.weight", torch.tensor([3]), torch.tensor([0.5])))
        if step == 2:
            line.note(MemoryLost(2))
        history.append(Row(step, step + 1, 0.7, 0.5, math.nan, math.nan))
    return line


# -- random projects ---------------------------------------------------------------------------------------------------


def values(param: ParamSpec) -> st.SearchStrategy[SettingValue]:
    low, high = param.minimum or 0, param.maximum or 0
    kinds: dict[str, Callable[[], st.SearchStrategy[Any]]] = {
        "flag": st.booleans,
        "choice": lambda: st.sampled_from([choice.value for choice in param.choices]),
        "columns": lambda: st.lists(st.text(), max_size=3).map(tuple),
        "integer": lambda: st.integers(int(low), int(high)),
        "real": lambda: st.floats(low, high),
        "text": lambda: st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
        "path": lambda: st.just(""),  # none is chosen yet
    }
    return kinds[param.kind]()


def settings(params: tuple[ParamSpec, ...]) -> st.SearchStrategy[dict[str, SettingValue]]:
    return st.fixed_dictionaries({param.name: values(param) for param in params})


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any graph that a person can reach by adding, wiring, renaming, moving and deleting."""
    graph = Graph()
    coordinate = st.floats(-1e6, 1e6)
    for edit in draw(st.lists(st.sampled_from(["add", "add", "connect", "connect", "rename", "remove"]), max_size=25)):
        ids = st.sampled_from(sorted(graph.nodes) or [0])
        if edit == "add":
            spec = draw(st.sampled_from(list(CATALOG)))
            graph.add(spec.kind, (draw(coordinate), draw(coordinate)), settings=draw(settings(spec.params)))
        elif not graph.nodes:
            continue
        elif edit == "connect":
            source, sink = draw(ids), draw(ids)
            if graph.refusal(Ends(source, sink)) is None:
                graph.connect(source, sink)
        elif edit == "rename":
            if name := " ".join(draw(st.text(max_size=12)).split()):
                graph.rename(draw(ids), graph.free_name(name))
        else:
            graph.remove([draw(ids)])
    return graph


@st.composite
def recipes(draw: st.DrawFn) -> DataRecipe:
    source = draw(st.sampled_from(SOURCES))
    chosen = draw(settings(source.params))
    points = PaintedPoints()
    if source is PAINTED:
        places = draw(st.lists(st.tuples(st.floats(-9, 9, width=32), st.floats(-9, 9, width=32)), max_size=5))
        points = points.with_points_added(places, draw(st.integers(0, 1)))
    validation = draw(st.floats(0, 0.9))
    words = st.text(st.characters(exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc"]), min_size=1, max_size=9)
    return DataRecipe(
        source.kind,
        chosen,
        validation,
        draw(st.integers(0, 2**31 - 1)),
        draw(st.floats(0, 0.9 - validation)),
        draw(st.sampled_from(["stratified", "shuffled", "random_split", "time"])),
        draw(st.sampled_from(["none", "standard", "min_max"])),
        tuple(draw(st.lists(words, unique=True, max_size=3))),
        points,
    )


@st.composite
def configs(draw: st.DrawFn) -> TrainingConfig:
    optimizer = draw(st.sampled_from(OPTIMIZERS))
    return TrainingConfig(
        optimizer.kind,
        draw(settings(optimizer.params)),
        full_batch=draw(st.booleans()),
        batch_size=draw(st.integers(1, 1_000_000)),
        shuffle=draw(st.booleans()),
        drop_last=draw(st.booleans()),
        endless=draw(st.booleans()),
        epochs=draw(st.integers(1, 1_000_000_000)),
        seed=draw(st.integers(0, 2**31 - 1)),
    )


@st.composite
def tensors(draw: st.DrawFn, shape: tuple[int, ...], dtype: torch.dtype) -> torch.Tensor:
    if dtype == torch.int64:
        return torch.tensor(draw(st.integers(-(2**63), 2**63 - 1))).expand(shape)  # not contiguous where it has a size
    numbers = st.floats(allow_nan=False, allow_infinity=False, width=32 if dtype == torch.float32 else 64)
    count = int(np.prod(shape))
    return torch.tensor(draw(st.lists(numbers, min_size=count, max_size=count)), dtype=dtype).reshape(shape)


@st.composite
def runs(draw: st.DrawFn) -> RunState:
    names = draw(st.lists(st.text(max_size=8).map(lambda stem: f"{stem}.weight"), unique=True, max_size=3))
    weights, initial, memory = {}, {}, {}
    for name in names:
        shape = tuple(draw(st.lists(st.integers(0, 3), max_size=3)))
        dtype = draw(st.sampled_from([torch.float32, torch.float64, torch.int64]))
        weights[name], initial[name] = draw(tensors(shape, dtype)), draw(tensors(shape, dtype))
        memory[f"{name}/momentum_buffer"] = draw(tensors(shape, torch.float32))
    history = History(stride=draw(st.sampled_from([1, 2, 8])))
    anything = st.floats()
    for epoch in range(draw(st.integers(0, 20))):
        history.append(Row(epoch, epoch, draw(anything), draw(anything), draw(anything), draw(anything)))
    seed = draw(st.none() | st.integers(0, 2**32))
    return RunState(
        weights,
        initial,
        memory,
        None if seed is None else torch.Generator().manual_seed(seed).get_state(),
        draw(st.integers(0, 2**53)),
        draw(st.integers(0, 2**53)),
        draw(st.integers(0, 1000)),
        EpochSums(draw(anything), draw(anything), draw(st.integers(0, 10**9))),
        history,
    )


# -- comparing ---------------------------------------------------------------------------------------------------------


def bits(tensors: Mapping[str, torch.Tensor]) -> dict[str, tuple[torch.dtype, torch.Size, bytes]]:
    return {name: (t.dtype, t.shape, t.contiguous().numpy().tobytes()) for name, t in tensors.items()}


def fingerprint(run: RunState) -> tuple[object, ...]:
    """Everything in a run, so that equal means equal to the last bit."""
    random = {} if run.random is None else {"random": run.random}
    sums = np.array([run.sums.loss, run.sums.correct]).tobytes()
    maps = [bits(tensors) for tensors in (run.weights, run.initial, run.optimizer, random)]
    counters = (run.step, run.epoch, run.batch, run.sums.samples, run.history.stride)
    return (*maps, counters, sums, run.history.table().tobytes())


# -- spoiling ----------------------------------------------------------------------------------------------------------


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return stream.getvalue()


def edit(path: Path, member: str, change: Callable[[Any], object]) -> None:
    """Change one JSON document of a file; `change` alters it in place."""
    contents = members(path)
    document = json.loads(contents[member])
    change(document)
    contents[member] = json.dumps(document).encode()
    path.write_bytes(packed(contents))


def set_key(*path: str | int, to: object) -> Callable[[Any], None]:
    """Return what puts a value into a parsed JSON document, at a path of keys and places."""

    def change(document: Any) -> None:
        *way, last = path
        for key in way:
            document = document[key]
        document[last] = to

    return change
