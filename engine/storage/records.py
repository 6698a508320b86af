"""The documents of a project file, as strict models: nothing is missing, nothing is unknown, nothing is converted."""

from __future__ import annotations

import math
import struct
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, field_validator

from engine.storage import limits
from engine.text import Text
from engine.training.timeline import SAVED, SAVED_ORDERS

if TYPE_CHECKING:
    from typing import Any

Count = Annotated[int, Field(ge=0)]
Identity = Annotated[int, Field(ge=0, lt=2**53)]
Settings = dict[str, JsonValue]
"""Checked by the settings' own rules when the project is built."""
Executor = Literal["eager", "flat", "compiled"]
Threads = Annotated[int, Field(ge=1)]
Number = float | Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
"""A float. Infinity and NaN, which a diverging run may have and JSON cannot write, stand as bits in hexadecimal."""


class Record(BaseModel):
    """The common strictness."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class ManifestRecord(Record):
    """``manifest.json``: what kind of file this is, who wrote it, and when (UTC)."""

    format: Literal["layerloom"]
    version: int
    app: str
    saved: str

    @field_validator("saved")
    @classmethod
    def _is_a_time(cls, value: str) -> str:
        datetime.fromisoformat(value)
        return value


class NodeRecord(Record):
    """A node without its place."""

    id: Identity
    kind: str
    name: str
    settings: Settings


class EdgeRecord(Record):
    """A wire; `order` ranks those that share an input."""

    source: Identity
    sink: Identity
    source_port: str
    sink_port: str
    order: Count


class GraphRecord(Record):
    """``graph.json``: the network itself."""

    nodes: Annotated[list[NodeRecord], Field(max_length=limits.NODES)]
    edges: Annotated[list[EdgeRecord], Field(max_length=limits.EDGES)]


class PlaceRecord(Record):
    """Where a node stands."""

    node: Identity
    x: float
    y: float


class LayoutRecord(Record):
    """``layout.json``: the places, one for each node."""

    places: Annotated[list[PlaceRecord], Field(max_length=limits.NODES)]


class FileRecord(Record):
    """A file that samples come from, as it was: where it lay beside the project, and how to know it again."""

    relative: Annotated[str, Field(max_length=limits.PATH)] | None
    size: Count
    modified: int
    digest: Annotated[str, Field(pattern="^(sha256|sampled|folder):[0-9a-f]{64}$")]
    whole: bool


class DataRecord(Record):
    """``data.json``: how the samples are made. What the recipe holds itself is in a member of its own."""

    source: str
    settings: Settings
    validation: float
    test: float
    split: str
    normalisation: str
    features: Annotated[list[str], Field(max_length=limits.FEATURES)]
    seed: int
    files: Annotated[dict[str, FileRecord], Field(max_length=limits.DATA_FILES)]


class PreparedRecord(Record):
    """``prepared.json``: what the samples were that the recipe made. The numbers of a normalisation are in a tensor."""

    columns: Annotated[list[str], Field(max_length=limits.COLUMNS)] | None
    """None: a name for each pixel of the pictures."""
    target: str
    classes: Annotated[list[str], Field(max_length=limits.COLUMNS)]
    image_shape: Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=3, max_length=3)] | None
    normalised: bool


class ConfigRecord(Record):
    """How to train."""

    optimizer: str
    optimizer_settings: Settings
    full_batch: bool
    batch_size: int
    shuffle: bool
    drop_last: bool = False  # unknown to the first versions
    endless: bool
    epochs: int
    seed: int
    executor: str = "fastest"
    threads: int = 0


class SumsRecord(Record):
    """What the epoch under way has gathered."""

    loss: Number
    correct: Number
    samples: Count


class RunRecord(Record):
    """Counters of a run; its tensors are in members of their own."""

    step: Count
    epoch: Count
    batch: Count
    sums: SumsRecord
    history_stride: Annotated[int, Field(ge=1)]


class TableRecord(Record):
    """Rows that several checkpoints share; they are in a tensor of their own."""

    stride: Annotated[int, Field(ge=1)]


class CheckpointRecord(Record):
    """A run at an earlier step; its tensors are in a member of their own."""

    step: Count
    epoch: Count
    batch: Count
    sums: SumsRecord
    batch_loss: Number
    config: ConfigRecord
    orders: Count
    random: Count | None
    table: Count
    rows: Count
    newest: bool
    executor: Executor = "eager"  # the only one of the first versions
    threads: Threads = 1


class SettingsOrderRecord(Record):
    """Other settings that came into force."""

    kind: Literal["settings"]
    step: Count
    config: ConfigRecord


class WeightOrderRecord(Record):
    """A parameter that was changed by hand; where and to what is in tensors."""

    kind: Literal["weight"]
    step: Count
    name: str


class MemoryOrderRecord(Record):
    """A step that diverged."""

    kind: Literal["memory lost"]
    step: Count


class ExecutorOrderRecord(Record):
    """Another executor that made the steps from here on."""

    kind: Literal["executor"]
    step: Count
    executor: Executor
    threads: Threads = 1


OrderRecord = Annotated[
    SettingsOrderRecord | WeightOrderRecord | MemoryOrderRecord | ExecutorOrderRecord, Field(discriminator="kind")
]


class TimeLineRecord(Record):
    """``timeline.json``: where the run stood before, and what was done to it by hand."""

    tables: Annotated[list[TableRecord], Field(max_length=SAVED)]
    checkpoints: Annotated[list[CheckpointRecord], Field(min_length=1, max_length=SAVED)]
    orders: Annotated[list[OrderRecord], Field(max_length=SAVED_ORDERS)]


class TrainingRecord(Record):
    """``training.json``: how to train, and how far it has come."""

    config: ConfigRecord
    run: RunRecord | None
    hand_set: list[str]


def to_number(value: float) -> float | str:
    """Return a float as a `Number`."""
    return float(value) if math.isfinite(value) else struct.pack(">d", value).hex()


def from_number(number: float | str) -> float:
    """Return the float that a `Number` stands for."""
    if isinstance(number, str):
        (number,) = struct.unpack(">d", bytes.fromhex(number))
    return float(number)


def problems(member: str, error: ValidationError) -> list[Text]:
    """Return a sentence for each thing that a model found wrong."""
    return [
        Text("storage", "{member}: {place} is wrong: {problem}.").fill(
            member=member, place=_place(fault["loc"]), problem=fault["msg"]
        )
        for fault in error.errors(include_url=False, include_context=False, include_input=False)
    ]


def _place(location: tuple[Any, ...]) -> str:
    return " > ".join(map(str, location)) or "it"
