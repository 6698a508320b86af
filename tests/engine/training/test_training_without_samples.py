"""A run whose samples are missing can be looked at and gone back in, but makes no step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from engine.assembly import assemble
from engine.data import DataRecipe, make_dataset
from engine.errors import DataError, NotTrainableError
from engine.starts import train_from_starts
from engine.text import Text
from engine.training.snapshot import Status
from engine.training.trainer import Trainer
from tests.engine.networks import advance, config, dense, same_tensors, stack
from tests.engine.training.looks import until

if TYPE_CHECKING:
    from engine.training.loop import Loop
    from engine.training.state import RunState
    from engine.training.timeline import TimeLine

WHY = Text("data", "The file is gone.")
FULL = make_dataset(DataRecipe("gaussians", {}, 0.2))
BARE = FULL.lacking(DataError(WHY))
GRAPH = stack(dense(3), "batch_norm_1d", dense(1, "sigmoid"))
CONFIG = config("adam", full_batch=False, batch_size=16, endless=False, epochs=2)


def a_past(trainers: list[Trainer]) -> tuple[RunState, TimeLine]:
    """Return a finished run, with its time line, of which only the start was kept."""
    trainer = Trainer(assemble(GRAPH, FULL, CONFIG).loop)
    trainers.append(trainer)
    trainer.run()
    until(trainer, lambda snapshot: snapshot.status is not Status.RUNNING)
    return trainer.state_and_timeline()


def bare(state: RunState | None = None) -> Loop:
    return assemble(GRAPH, BARE, CONFIG, state).loop


def test_it_answers_as_it_did_and_says_why_it_makes_no_step() -> None:
    before = advance(assemble(GRAPH, FULL, CONFIG).loop, 7)
    loop = bare(before.state())
    x = torch.from_numpy(FULL.x)
    assert torch.equal(loop.outputs(x), before.outputs(x))
    with pytest.raises(NotTrainableError, match="The file is gone"):
        loop.advance()
    assert same_tensors(loop.state().weights, before.state().weights)
    assert loop.step == 7


def test_with_its_samples_again_it_goes_on_as_if_they_had_never_been_away() -> None:
    before = advance(assemble(GRAPH, FULL, CONFIG).loop, 7)
    after = assemble(GRAPH, FULL, CONFIG, bare(before.state()).state()).loop
    assert same_tensors(advance(after, 5).state().weights, advance(before, 5).state().weights)


def test_checkpoints_are_visited_in_the_place_of_the_steps_after_them(trainers: list[Trainer]) -> None:
    state, timeline = a_past(trainers)
    trainer = Trainer(bare(state), timeline)
    trainers.append(trainer)
    places = [each.step for each in timeline.checkpoints]
    for step in (0, 1, state.step - 1):
        trainer.visit(step)
        shown = until(trainer, lambda snapshot: snapshot.arrived)
        nearest = max(place for place in places if place <= step)
        assert (shown.step, shown.status, shown.problem) == (nearest, Status.PAUSED, None)
        for name, value in timeline.before(step).state.weights.items():
            np.testing.assert_array_equal(shown.weights[name], value.numpy())
    trainer.leave()
    assert trainer.snapshot().step == state.step


def test_what_is_done_by_hand_does_not_need_samples(trainers: list[Trainer]) -> None:
    trainer = Trainer(bare(a_past(trainers)[0]))
    trainers.append(trainer)
    trainer.watch()
    trainer.reconfigure(replace(CONFIG, batch_size=7, drop_last=True, epochs=9))
    trainer.set_weight("dense_1.linear.bias", np.ones(3, np.float32))
    trainer.probe("x", FULL.x[:4])
    shown = trainer.snapshot()
    assert (shown.status, shown.problem, shown.vitals) == (Status.PAUSED, None, None)
    assert shown.outputs["x"].shape == (4, 1)
    trainer.step()
    assert until(trainer, lambda snapshot: snapshot.status is Status.FAILED).problem == WHY
    trainer.reset()
    assert trainer.snapshot().step == 0


def test_many_starts_say_why_too() -> None:
    with pytest.raises(NotTrainableError, match="The file is gone"):
        train_from_starts(GRAPH, BARE, CONFIG, [0, 1], 1)
