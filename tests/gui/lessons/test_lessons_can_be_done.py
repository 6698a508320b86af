"""Every lesson can be done: whoever follows its steps sees them turn green, with the numbers that it promises."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.graph import Ends
from gui.files import EXAMPLES
from gui.lessons import LessonProgress, lessons

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gui.document import Document

SOON = 30_000


class Learner:
    """Follows a lesson."""

    def __init__(self, document: Document, qtbot: QtBot, number: int) -> None:
        from engine.storage import read_project

        self.document = document
        self._qtbot = qtbot
        self.progress = LessonProgress(document)
        lesson = lessons()[number - 1]
        self.progress.open(lesson)
        self.progress.expect_example()
        document.open(read_project(EXAMPLES / f"{lesson.example}.loom"), None)
        self.id = {node.name: node.id for node in document.graph.nodes.values()}

    def wait(self, until: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(until, timeout=SOON)

    def done(self, place: int) -> bool:
        """Tell whether a step, counted from 1 as in the text, is done."""
        return self.progress.fulfilled[place - 1]

    def train_until_done(self, place: int) -> None:
        self.document.run.train()
        self.wait(lambda: self.done(place))
        self.document.run.pause()
        self.wait(lambda: not self.document.run.running)

    def one(self, order: Callable[[], object], until: int) -> None:
        order()
        self.wait(lambda: self.document.run.step_count >= until)

    def look(self, panel: str) -> None:
        self.progress.show_panel(panel, True)

    def set(self, node: str, name: str, value: object) -> None:
        with self.document.edit("set") as graph:
            graph.set(self.id[node], name, value)

    def configure(self, **changes: object) -> None:
        self.document.set_config(replace(self.document.config, **changes), "set")  # type: ignore[arg-type]  # fields

    def take_data(self, source: str) -> None:
        self.document.set_recipe(self.document.recipe.with_source(source), "data")

    def output(self, *x: float) -> float:
        """Return what the network gives for one input."""
        run = self.document.run
        run.probe("test", np.array([x], dtype=np.float32))
        self.wait(lambda: run.last is not None and "test" in run.last.outputs)
        assert run.last is not None
        return float(run.last.outputs["test"][0, 0])


def lesson_1(learner: Learner) -> None:
    document, neuron = learner.document, learner.id["Neuron"]
    assert learner.output(10) == pytest.approx(0.9213998, abs=1e-6)
    document.select({neuron})
    document.set_weight(neuron, "linear.weight", np.zeros((1, 1), dtype=np.float32), "set")
    document.undo_stack.undo()
    learner.one(document.run.step, 1)


def lesson_2(learner: Learner) -> None:
    learner.look("activations")
    learner.set("Hidden", "activation", "relu")
    learner.train_until_done(4)
    learner.set("Hidden", "activation", "step")


def lesson_3(learner: Learner) -> None:
    learner.document.select({learner.id["First"]})
    assert learner.output(1, 1, 1) == pytest.approx(0.74614674, abs=1e-6)
    learner.look("truth")
    learner.set("Second", "activation", "identity")
    learner.set("Second", "activation", "sigmoid")


def lesson_4(learner: Learner) -> None:
    learner.look("activations")
    learner.set("Decision", "units", 2)
    learner.set("Decision", "activation", "identity")
    learner.set("Output", "loss", "cross_entropy")
    learner.train_until_done(6)


def lesson_5(learner: Learner) -> None:
    document = learner.document
    learner.one(document.run.step, 1)
    assert document.run.last is not None
    assert document.run.last.batch_loss == pytest.approx(0.6185116, abs=1e-6)
    learner.train_until_done(3)
    assert document.run.last.curve.train_loss[-1] == pytest.approx(0.2561522, abs=1e-6)
    assert learner.output(1, -1) == pytest.approx(0.9424, abs=1e-4)
    document.reset_run()
    document.set_config(document.config.with_optimizer_setting("lr", 0.1), "lr")
    learner.train_until_done(6)


def lesson_6(learner: Learner) -> None:
    document = learner.document
    learner.look("samples")
    recipe = replace(document.recipe, split="random_split", validation=0.1, test=0.1, seed=4)
    document.set_recipe(recipe, "split")
    parts = (document.dataset.train, document.dataset.validation, document.dataset.test)
    assert [len(rows) for rows in parts] == [1600, 200, 200]
    learner.configure(batch_size=4)
    learner.one(document.run.epoch, 400)
    assert document.run.last is not None
    assert document.run.last.curve.train_loss[-1] == pytest.approx(64, abs=1)
    document.set_recipe(replace(recipe, normalisation="standard"), "normalisation")
    learner.train_until_done(6)


def lesson_7(learner: Learner) -> None:
    assert learner.output(1, 1) == pytest.approx(0.4154, abs=1e-4)
    learner.look("calculation")
    learner.one(learner.document.run.step, 1)
    assert learner.done(3)
    learner.document.reset_run()
    learner.train_until_done(5)


def lesson_8(learner: Learner) -> None:
    learner.train_until_done(2)
    start, end = learner.id["Input"], learner.id["Decision"]
    with learner.document.edit("insert") as graph:
        graph.disconnect(Ends(start, end))
        hidden = graph.add("dense", (100, 0), settings={"units": 2, "activation": "tanh"})
        graph.connect(start, hidden.id)
        graph.connect(hidden.id, end)
    learner.train_until_done(4)
    learner.look("truth")


def lesson_9(learner: Learner) -> None:
    document = learner.document
    learner.look("truth")
    (nand,), (both,) = document.graph.of_kind("nand"), document.graph.of_kind("and")
    document.select({nand.id})
    assert learner.output(0, 1) == 1
    learner.take_data("xnor")
    with document.edit("insert") as graph:
        graph.disconnect(Ends(both.id, learner.id["Output"]))
        turned = graph.add("not", (500, 0))
        graph.connect(both.id, turned.id)
        graph.connect(turned.id, learner.id["Output"])
    learner.wait(lambda: learner.output(0, 1) == 0)


def lesson_10(learner: Learner) -> None:
    learner.set("Hidden", "activation", "identity")
    learner.look("problems")
    assert any("together can do no more than" in finding.text.template for finding in learner.document.findings)
    learner.train_until_done(4)
    learner.set("Hidden", "activation", "tanh")
    learner.train_until_done(6)


def lesson_11(learner: Learner) -> None:
    learner.set("Decision", "activation", "identity")
    assert learner.document.findings
    learner.set("Output", "loss", "bce_with_logits")
    learner.take_data("plane")
    learner.set("Output", "loss", "mse")
    learner.train_until_done(6)


def lesson_12(learner: Learner) -> None:
    document = learner.document
    assert document.shapes.parameters == 45360
    learner.one(document.run.epoch, 20)
    learner.wait(lambda: learner.done(2))
    assert document.run.step_count == 20
    learner.train_until_done(3)
    learner.look("results")
    learner.configure(batch_size=1)
    before = document.run.step_count
    learner.one(document.run.epoch, before + 2000)
    assert document.run.step_count == before + 2000


FOLLOWED: tuple[Callable[[Learner], None], ...] = (
    lesson_1, lesson_2, lesson_3, lesson_4, lesson_5, lesson_6,
    lesson_7, lesson_8, lesson_9, lesson_10, lesson_11, lesson_12,
)  # fmt: skip  # in their order


@pytest.mark.parametrize("number", range(1, 13))
def test_a_lesson_can_be_done(document: Document, qtbot: QtBot, number: int) -> None:
    learner = Learner(document, qtbot, number)
    FOLLOWED[number - 1](learner)
    learner.wait(lambda: all(learner.progress.fulfilled))
