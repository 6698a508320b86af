"""A check is grey before a thing is done, and green exactly from then on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.data import DataRecipe
from engine.training.config import TrainingConfig
from gui.files import EXAMPLES
from gui.lessons import CHECKS, Lesson, LessonProgress, Step, lessons

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gui.document import Document


class Watch:
    """One check, watched as the step of a lesson."""

    def __init__(self, document: Document, check: str, **arguments: object) -> None:
        self.progress = LessonProgress(document)
        self.progress.open(Lesson("test", "xor", (Step(check, arguments), Step("has_node", {"kind": "nobody"}))))

    @property
    def green(self) -> bool:
        return self.progress.fulfilled[0]


def open_project(document: Document, name: str) -> None:
    from engine.storage import read_project

    document.open(read_project(EXAMPLES / f"{name}.loom"), None)


def settle(document: Document, qtbot: QtBot, order: Callable[[], object], steps: int) -> None:
    """Give the run an order and wait until it has made so many updates, and rests."""
    order()
    qtbot.waitUntil(lambda: document.run.step_count >= steps, timeout=20_000)
    document.run.pause()
    qtbot.waitUntil(lambda: not document.run.running)


def set_on(document: Document, node: int, name: str, value: object) -> None:
    with document.edit("set") as graph:
        graph.set(node, name, value)


def split_anew(document: Document) -> None:
    recipe = replace(document.recipe, split="random_split", validation=0.25, test=0.25, seed=4)
    document.set_recipe(recipe, "split")


DEEDS: dict[str, tuple[dict[str, object], Callable[[Document], object]]] = {
    "selected": ({"kind": "dense"}, lambda document: document.select({2})),
    "layers": ({"units": [3, 1]}, lambda document: set_on(document, 2, "units", 3)),
    "activation_is": ({"layer": -1, "activation": "identity"}, lambda d: set_on(d, 3, "activation", "identity")),
    "loss_is": ({"loss": "mse"}, lambda document: set_on(document, 4, "loss", "mse")),
    "parameter_count": ({"count": 13}, lambda document: set_on(document, 2, "units", 3)),
    "told": ({"words": "whose gradient is zero everywhere"}, lambda d: set_on(d, 2, "activation", "step")),
    "weight_close": (
        {"layer": 0, "tensor": "bias", "values": [1.0, 2.0]},
        lambda d: d.set_weight(2, "linear.bias", np.array([1, 2], dtype=np.float32), "set"),
    ),
    "data_is": ({"source": "circle"}, lambda d: d.set_recipe(DataRecipe("circle"), "data")),
    "split_is": ({"how": "random_split", "validation": 0.25, "test": 0.25, "seed": 4}, split_anew),
    "normalised": (
        {"by": "standard"},
        lambda d: d.set_recipe(replace(d.recipe, normalisation="standard"), "normalisation"),
    ),
    "batch_size": (
        {"size": 3},
        lambda d: d.set_config(replace(d.config, full_batch=False, batch_size=3), "batch"),
    ),
    "learning_rate_changed": ({}, lambda d: d.set_config(d.config.with_optimizer_setting("lr", 0.01), "lr")),
}


@pytest.mark.parametrize("check", DEEDS)
def test_a_check_turns_green_by_the_deed_and_stays_green_when_it_is_undone(xor: Document, check: str) -> None:
    arguments, deed = DEEDS[check]
    watch = Watch(xor, check, **arguments)
    assert not watch.green
    deed(xor)
    assert watch.green
    xor.undo_stack.undo()
    xor.select(())
    assert watch.green


def test_a_node_counts_once_there_are_enough_of_its_kind(xor: Document) -> None:
    watch = Watch(xor, "has_node", kind="dense", count=3)
    with xor.edit("add") as graph:
        graph.add("relu", (0, 0))
    assert not watch.green
    with xor.edit("add") as graph:
        graph.add("dense", (0, 0))
    assert watch.green


def test_layers_count_only_where_a_way_leads_to_an_output(xor: Document) -> None:
    watch = Watch(xor, "layers", units=[2, 1, 5])
    with xor.edit("add") as graph:
        graph.add("dense", (0, 300), settings={"units": 5})
    assert not watch.green


def test_only_the_example_that_was_asked_for_counts(document: Document) -> None:
    watch = Watch(document, "example_opened")
    open_project(document, "xor")
    assert not watch.green
    watch.progress.expect_example()
    watch.progress.give_up_example()
    open_project(document, "xor")
    assert not watch.green
    watch.progress.expect_example()
    open_project(document, "xor")
    assert watch.green


def test_a_panel_counts_when_it_is_in_front_now_or_later(document: Document) -> None:
    watch = Watch(document, "panel_opened", panel="truth")
    watch.progress.show_panel("loss", True)
    assert not watch.green
    watch.progress.show_panel("truth", True)
    assert watch.green
    assert watch.progress.lesson is not None
    watch.progress.open(watch.progress.lesson)
    assert watch.green, "it still is in front"
    watch.progress.show_panel("truth", False)
    watch.progress.open(watch.progress.lesson)
    assert not watch.green


def test_a_button_to_be_pressed_counts_where_its_panel_is_in_front_already_but_not_before(document: Document) -> None:
    progress = LessonProgress(document)
    progress.show_panel("samples", True)
    progress.open(Lesson("test", "xor", (Step("panel_asked_for", {"panel": "samples"}),)))
    assert progress.fulfilled == [False], "nobody has pressed anything"
    progress.ask_for_panel("samples")
    assert progress.fulfilled == [True]


def test_steps_count_from_the_opening_of_the_lesson(xor: Document, qtbot: QtBot) -> None:
    settle(xor, qtbot, xor.run.step, 1)
    watch = Watch(xor, "stepped", count=2)
    settle(xor, qtbot, xor.run.step, 2)
    assert not watch.green
    settle(xor, qtbot, xor.run.step, 3)
    assert watch.green


def test_epochs_count_once_something_was_trained(xor: Document, qtbot: QtBot) -> None:
    settle(xor, qtbot, xor.run.epoch, 1)
    settle(xor, qtbot, xor.run.epoch, 2)
    watch = Watch(xor, "epochs_done", count=2)
    xor.select({2})
    assert not watch.green
    settle(xor, qtbot, xor.run.epoch, 3)
    assert watch.green


def test_a_reset_counts_but_no_edit_that_begins_another_run(xor: Document, qtbot: QtBot) -> None:
    watch = Watch(xor, "reset")
    xor.reset_run()
    assert not watch.green, "nothing was learned yet"
    settle(xor, qtbot, xor.run.step, 1)
    set_on(xor, 2, "activation", "relu")
    assert xor.run.step_count == 0
    assert not watch.green
    settle(xor, qtbot, xor.run.step, 1)
    xor.reset_run()
    assert watch.green


def test_training_counts_by_its_loss_and_its_accuracy(document: Document, qtbot: QtBot) -> None:
    open_project(document, "xor")
    low, right = Watch(document, "trained", loss_below=0.1), Watch(document, "accuracy", at_least=1.0)
    settle(document, qtbot, document.run.step, 1)
    assert (low.green, right.green) == (False, False)
    settle(document, qtbot, document.run.train, 300)
    qtbot.waitUntil(lambda: low.green and right.green)


def test_what_another_drawing_has_learned_does_not_count(document: Document, qtbot: QtBot) -> None:
    open_project(document, "xor")
    settle(document, qtbot, document.run.train, 400)
    assert document.run.last is not None
    assert document.run.last.curve.train_loss[-1] < 0.1
    watch = Watch(document, "trained", loss_below=0.1)
    set_on(document, 2, "activation", "sigmoid")
    document.set_recipe(DataRecipe("xnor"), "data")
    assert not watch.green


def test_a_loss_that_rests_counts_after_the_steps_asked_for(document: Document, qtbot: QtBot) -> None:
    open_project(document, "xor-single-neuron")
    watch = Watch(document, "stuck", loss_near=0.6931, within=0.001, steps=200)
    settle(document, qtbot, document.run.step, 1)
    assert not watch.green
    settle(document, qtbot, document.run.train, 201)
    qtbot.waitUntil(lambda: watch.green)


def test_validation_counts_by_finished_epochs(document: Document, qtbot: QtBot) -> None:
    open_project(document, "circle")
    document.set_config(TrainingConfig("adam", {"lr": 0.03}, full_batch=False), "adam")
    watch = Watch(document, "accuracy", at_least=0.8, of="validation")
    settle(document, qtbot, document.run.step, 1)
    assert not watch.green
    document.run.train()
    qtbot.waitUntil(lambda: watch.green, timeout=20_000)


def test_every_check_was_tried_here() -> None:
    tried = {"has_node", "example_opened", "panel_opened", "stepped", "epochs_done", "reset", "trained", "accuracy"}
    assert {*DEEDS, *tried, "stuck", "panel_asked_for"} == set(CHECKS)


def test_a_step_that_waits_counts_only_after_the_one_before(xor: Document) -> None:
    progress = LessonProgress(xor)
    steps = (
        Step("activation_is", {"layer": 0, "activation": "relu"}),
        Step("activation_is", {"layer": 0, "activation": "tanh"}, after_previous=True),
    )
    finished: list[str] = []
    progress.finished.connect(finished.append)
    progress.open(Lesson("test", "xor", steps))
    assert progress.fulfilled == [False, False]
    set_on(xor, 2, "activation", "relu")
    assert progress.fulfilled == [True, False]
    assert finished == []
    set_on(xor, 2, "activation", "tanh")
    assert progress.fulfilled == [True, True]
    assert finished == ["test"]


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.id)
def test_opening_the_example_alone_fulfils_no_other_step(document: Document, lesson: Lesson) -> None:
    progress = LessonProgress(document)
    progress.open(lesson)
    assert not any(progress.fulfilled)
    progress.expect_example()
    open_project(document, lesson.example)
    assert progress.fulfilled == [True] + [False] * (len(lesson.steps) - 1)
