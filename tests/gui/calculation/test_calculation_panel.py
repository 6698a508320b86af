"""Walking with a sample through the network and back, by mouse and keys."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from engine.catalog.activations import ACTIVATION
from engine.data import DataRecipe
from engine.data.progress import nobody
from engine.data.tables import guessed_settings
from engine.graph import Ends
from engine.training.snapshot import Status
from gui.calculation.panel import CalculationPanel
from gui.canvas.view import CanvasView
from gui.plots.region import RegionPlot
from tests.gui.calculation.bench import LEFT, ByHand, Walker, open_example
from tests.gui.panels.panel_bench import type_into
from tests.gui.whole_window import click_tab, open_window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.document import Document

Key = Qt.Key


@pytest.fixture
def notes(qtbot: QtBot, document: Document) -> Walker:
    """The example of the notes, at the sample (1, 1) with the target 0."""
    open_example(document, "forward-backward")
    walker = Walker(qtbot, document)
    type_into(walker.panel.sample_bar.row, "4")
    walker.settle()
    walker.panel.setFocus()
    return walker


def test_a_walk_by_key_shows_every_number_of_the_notes_as_pytorch_has_it(notes: Walker) -> None:
    by_hand = ByHand([1.0, 1.0], 0.0).numbers()
    seen = {}
    for _ in range(len(notes.panel.stations) - 1):
        notes.press(Key.Key_Period)
        assert notes.panel.station is not None
        node = notes.panel.source.explanation.node(notes.panel.station.node).name  # type: ignore[union-attr]  # settled
        seen[node, notes.here] = notes.result
    # What comes back to the last layer is the slope of the loss, which has a station of its own.
    assert set(seen) == set(by_hand) - {("Decision", "∂L/∂a₁")}
    wrong = {key: (text, by_hand[key]) for key, text in seen.items() if text != f"{by_hand[key]:.4f}".rstrip("0")}
    assert wrong == {}
    printed = [seen["Hidden", "z₁"], seen["Hidden", "z₂"], seen["Hidden", "a₁"], seen["Hidden", "a₂"]]
    assert printed == ["0.6478", "0.7225", "0.6565", "0.6732"]
    assert [seen["Decision", "z₁"], seen["Decision", "a₁"], seen["Output", "L"]] == ["-0.3415", "0.4154", "0.5369"]
    assert [seen["Decision", "∂L/∂w₁₁"], seen["Decision", "∂L/∂w₁₂"]] == ["0.2727", "0.2797"]
    assert [seen["Hidden", "∂L/∂w₁₁"], seen["Hidden", "∂L/∂w₂₂"]] == ["-0.0162", "0.0103"]
    assert [seen["Decision", "w₁₁′"], seen["Decision", "b₁′"], seen["Hidden", "w₁₁′"]] == [
        "-0.4452", "-0.7197", "0.4514",
    ]  # fmt: skip  # as the notes print them


def test_each_gradient_is_written_as_the_product_of_its_factors(notes: Walker) -> None:
    notes.go_to("∂L/∂w₁₁", "Decision")
    (line,) = notes.panel.page.lines
    assert line.symbolic.accessibleName() == "∂L/∂w11^(2) = ∂L/∂a1^(2) · ∂a1^(2)/∂z1^(2) · ∂z1^(2)/∂w11^(2)"
    assert line.numeric.accessibleName() == "∂L/∂w11^(2) = 1.7107 · 0.2428 · 0.6565 = 0.2727"


def test_keys_and_buttons_go_one_station_on_and_back(notes: Walker) -> None:
    notes.press(Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    notes.press(Key.Key_Period)
    notes.click(notes.panel.controls.forth)
    assert notes.here == "a₁"
    notes.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    notes.press(Key.Key_Comma)
    assert notes.here == "z₁"
    notes.click(notes.panel.controls.back)
    assert notes.here == "x, y"
    assert not notes.panel.controls.back.isEnabled()


def test_the_arrow_keys_in_the_list_go_to_any_number(notes: Walker) -> None:
    notes.go_to("z₁", "Hidden")
    notes.press(Key.Key_Down)
    assert (notes.here, notes.result) == ("z₂", "0.7225")


def test_the_list_shows_the_numbers_of_all_stations_below_each_other(notes: Walker) -> None:
    leaves = notes.panel.outline._leaves
    assert [leaf.text(1) for leaf in leaves[1:8]] == [
        "0.6478", "0.7225", "0.6565", "0.6732", "−0.3415", "0.4154", "0.5369",
    ]  # fmt: skip  # one column


def test_digits_are_shown_as_many_as_one_likes(notes: Walker) -> None:
    notes.go_to("L", "Output")
    type_into(notes.panel.controls.digits, "7")
    notes.settle()
    assert notes.result == f"{ByHand([1.0, 1.0], 0.0).loss.item():.7f}"
    assert notes.here == "L"


def test_slow_motion_walks_by_itself_until_somebody_takes_over(notes: Walker) -> None:
    type_into(notes.panel.controls.pace, "0.5")
    QTest.mouseClick(notes.panel.controls.play, LEFT)
    assert notes.panel.controls.playing
    notes.qtbot.waitUntil(lambda: notes.panel.position >= 2)
    notes.panel.setFocus()
    notes.press(Key.Key_Comma)
    assert not notes.panel.controls.playing


def test_slow_motion_ends_at_the_last_station(notes: Walker) -> None:
    notes.go_to("w₂₂′", "Hidden")
    type_into(notes.panel.controls.pace, "0.5")
    notes.click(notes.panel.controls.play)
    notes.qtbot.waitUntil(lambda: not notes.panel.controls.playing)
    assert notes.panel.position == len(notes.panel.stations) - 1


# -- the sample ------------------------------------------------------------------------------------------------------


def test_a_click_on_a_point_of_the_region_picks_this_sample_everywhere(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path)
    open_example(window.document, "forward-backward")
    window.show_canvas()
    click_tab(window, "calculation")
    panel, region = window.findChild(CalculationPanel), window.findChild(RegionPlot)
    assert isinstance(panel, CalculationPanel)
    assert isinstance(region, RegionPlot)
    viewport, chart = region.chart.viewport(), region.chart
    qtbot.waitUntil(lambda: panel.source.explanation is not None)
    for row, (x1, x2) in enumerate([(0, 0), (0, 1), (1, 0), (1, 1)]):
        place = chart.mapFromScene(chart.view.mapViewToScene(QPointF(x1 + 0.02, x2)))
        QTest.mouseMove(viewport, place)
        QTest.mouseClick(viewport, LEFT, pos=place)
        qtbot.waitUntil(lambda: not panel.source.busy)
        assert panel.sample_bar.row.value() == row + 1
        assert panel.source.explanation is not None
        assert panel.source.explanation.x.tolist() == [x1, x2]
        assert [float(value[0]) for value in region.picked.ring.getData()] == [x1, x2]
    empty = chart.mapFromScene(chart.view.mapViewToScene(QPointF(0.5, 0.5)))
    QTest.mouseClick(viewport, LEFT, pos=empty)
    assert window.document.attention.sample is not None
    assert window.document.attention.sample.row == 3
    window.document.saved.mark(None)


def test_behind_the_tab_of_another_dock_nothing_is_calculated_and_nothing_shines(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path)
    open_example(window.document, "forward-backward")
    window.show_canvas()
    panel, attention = window.docks.panel("calculation"), window.document.attention
    assert isinstance(panel, CalculationPanel)
    click_tab(window, "weights")
    qtbot.waitUntil(lambda: not panel.source.busy)
    assert panel.source.explanation is None
    assert attention.sample is None
    click_tab(window, "calculation")
    qtbot.waitUntil(lambda: attention.spotlight is not None)
    click_tab(window, "loss")
    assert attention.spotlight is None
    window.document.saved.mark(None)


def test_typed_numbers_are_calculated_like_a_row(notes: Walker) -> None:
    bar = notes.panel.sample_bar
    notes.click(bar.type_button)
    assert (bar.inputs.text(), bar.target.text()) == ("1, 1", "0")
    type_into(bar.inputs, "0.5, -2")
    notes.settle()
    type_into(bar.target, "1")
    notes.settle()
    notes.go_to("L", "Output")
    assert notes.result == f"{ByHand([0.5, -2.0], 1.0).loss.item():.4f}"


@pytest.mark.parametrize(
    ("inputs", "target", "sentence"),
    [
        ("1", "0", "There must be 2 numbers, one for each column (x1, x2), not 1."),
        ("1, 2, 3", "0", "There must be 2 numbers, one for each column (x1, x2), not 3."),
        (" ", "0", "There must be 2 numbers, one for each column (x1, x2), not 0."),
        ("1, nan", "0", "nan cannot be calculated with. Type a finite number such as 0.5."),
        ("inf, 1", "0", "inf cannot be calculated with. Type a finite number such as 0.5."),
        ("1, two", "0", "'two' is not a number. Type numbers such as 0.5, with commas between them."),
        ("1, 1", "7", "'7' is no class of these data. The target is one of 0, 1."),
        ("1, 1", "", "Type a target too, one of 0, 1."),
        ("1, 1e300", "0", "The sample holds a number that is too large, NaN or infinite. Give finite numbers."),
    ],
)
def test_what_cannot_be_calculated_is_refused_in_words(notes: Walker, inputs: str, target: str, sentence: str) -> None:
    bar = notes.panel.sample_bar
    notes.click(bar.type_button)
    bar.target.setText(target)
    bar.target.setModified(True)
    type_into(bar.inputs, inputs)
    notes.settle()
    assert sentence in (notes.panel.complaint.text(), notes.panel.page.complaint.text())
    assert notes.panel.complaint.isVisible() or notes.panel.page.complaint.isVisible()
    type_into(bar.target, "1")
    type_into(bar.inputs, "1, 0")
    notes.settle()
    assert not notes.panel.complaint.isVisible()
    assert notes.panel.source.explanation is not None
    assert notes.panel.source.explanation.x.tolist() == [1, 0]


def test_other_data_bring_another_sample(notes: Walker) -> None:
    notes.document.set_recipe(notes.document.recipe.with_source("circle"), "take circles")
    notes.settle()
    assert notes.panel.source.explanation is not None
    row = notes.document.dataset.x[notes.panel.sample_bar.row.value() - 1]
    assert np.array_equal(notes.panel.source.explanation.x, row)


# -- in step with the run --------------------------------------------------------------------------------------------


def test_the_numbers_follow_a_step_and_say_of_which_one_they_are(notes: Walker) -> None:
    notes.go_to("z₁", "Hidden")
    assert notes.panel.step_label.text() == "step 0"
    notes.document.run.step()
    notes.qtbot.waitUntil(lambda: notes.panel.source.step == 1)
    notes.settle()
    assert notes.panel.step_label.text() == "step 1"
    weights = notes.document.run.weights_of(2)
    z = weights["linear.weight"].astype(np.float64).sum(axis=1) + weights["linear.bias"]
    assert notes.result == f"{z[0]:.4f}"


def test_while_it_trains_the_numbers_stay_those_of_one_step_until_it_pauses(notes: Walker) -> None:
    notes.document.run.train()
    notes.qtbot.waitUntil(lambda: notes.document.run.step_count > 100 and notes.panel.renew_button.isVisible())
    step = notes.panel.source.step
    assert notes.panel.step_label.text() == f"step {step:,}"
    notes.click(notes.panel.renew_button)
    assert notes.panel.source.step > step
    notes.document.run.pause()
    notes.qtbot.waitUntil(lambda: not notes.document.run.running and not notes.panel.renew_button.isVisible())
    notes.settle()
    assert notes.panel.source.step == notes.document.run.step_count


def test_the_rule_of_the_chosen_optimiser_is_shown_line_by_line(notes: Walker) -> None:
    notes.document.set_config(notes.document.config.with_optimizer("adam"), "take Adam")
    notes.settle()
    notes.go_to("w₁₁′", "Decision")
    assert len(notes.panel.page.lines) == 5
    assert [line.title.text() for line in notes.panel.page.lines][1] == "The mean of their squares"
    weight = torch.nn.Parameter(torch.tensor([-0.1725]))
    weight.grad = torch.tensor([ByHand([1.0, 1.0], 0.0).gradients[2][0, 0]])  # type: ignore[index]  # backward was run
    torch.optim.Adam([weight], lr=float(notes.document.config.optimizer_settings["lr"])).step()  # type: ignore[arg-type]  # a real setting
    assert notes.result == f"{weight.item():.4f}"


def test_nothing_is_worked_out_while_nobody_looks(notes: Walker) -> None:
    notes.panel.hide()
    before = notes.panel.source.explanation
    notes.document.run.step()
    notes.qtbot.waitUntil(lambda: notes.document.run.step_count == 1)
    assert notes.panel.source.explanation is before
    assert notes.document.attention.spotlight is None
    notes.panel.show()
    notes.qtbot.waitUntil(lambda: notes.panel.source.step == 1)


def test_a_visited_step_of_the_past_is_calculated_with_the_weights_of_that_time(notes: Walker) -> None:
    notes.go_to("z₁", "Hidden")
    for step in (1, 2):
        notes.document.run.step()
        notes.qtbot.waitUntil(lambda step=step: notes.panel.source.step == step)  # type: ignore[misc]  # bound at once
    notes.document.run.visit(0)
    notes.qtbot.waitUntil(lambda: notes.panel.source.step == 0)
    notes.settle()
    assert notes.panel.step_label.text() == "step 0"
    assert notes.result == "0.6478"


# -- large layers ----------------------------------------------------------------------------------------------------


def test_a_large_layer_is_shown_as_matrices_with_shapes_and_any_of_its_numbers(notes: Walker) -> None:
    with notes.document.edit("more units") as graph:
        graph.set(2, "units", 50)
    notes.settle()
    notes.go_to("z", "Hidden")
    matrix, one = notes.panel.page.lines
    assert matrix.numeric.accessibleName() == "x (1, 2) · W^((1) T) (2, 50) + b^(1) (50) = z^(1) (1, 50)"
    unit = notes.panel.page._choice[0][1]
    type_into(unit, "37")
    notes.settle()
    weights = notes.document.run.weights_of(2)
    z = float(weights["linear.weight"][36].sum() + weights["linear.bias"][36])
    assert one.symbolic.accessibleName().startswith("z37^(1) = ") or "z37" in notes.shown
    assert float(notes.result) == pytest.approx(z, abs=6e-5)
    notes.go_to("∂L/∂W", "Hidden")
    assert notes.panel.page.lines[0].symbolic.accessibleName() == "∂L/∂W^(1) (50, 2) = (∂L/∂z^(1))^T (50, 1) · x (1, 2)"


# -- unhappy ends ----------------------------------------------------------------------------------------------------


def test_a_drawing_that_cannot_be_trained_says_why(qtbot: QtBot, document: Document) -> None:
    open_example(document, "xor")
    walker = Walker(qtbot, document)
    with document.edit("cut") as graph:
        graph.disconnect(Ends(2, 3))
    walker.settle()
    assert walker.panel.page.complaint.isVisible()
    assert document.obstacle is not None
    assert str(document.obstacle) in walker.panel.page.complaint.text()
    assert not walker.panel.controls.forth.isEnabled()
    document.undo_stack.undo()
    walker.settle()
    assert walker.panel.stations


def test_a_loss_that_cannot_take_what_the_network_gives_says_so(notes: Walker) -> None:
    with notes.document.edit("no sigmoid") as graph:
        graph.set(3, "activation", "identity")
    notes.settle()
    assert notes.panel.page.complaint.isVisible()
    assert "It expects probabilities from 0 to 1." in notes.panel.page.complaint.text()


def test_before_pytorch_is_there_it_says_so(qtbot: QtBot) -> None:
    from gui.document import Document

    document = Document()
    walker = Walker(qtbot, document)
    assert walker.panel.page.complaint.text() == "PyTorch is being loaded. The calculation appears in a moment."


def test_a_network_that_diverged_shows_what_is_no_number_as_such(notes: Walker) -> None:
    with notes.document.edit("linear") as graph:
        graph.set(2, "activation", "relu")
        graph.set(3, "activation", "identity")
        graph.set(4, "loss", "mse")
    config = notes.document.config.with_optimizer_setting("lr", 10.0)
    notes.document.set_config(config, "far too fast")
    notes.document.run.train()
    notes.qtbot.waitUntil(lambda: notes.document.run.status is Status.FAILED)
    notes.settle()
    notes.go_to("L", "Output")
    assert notes.result in ("NaN", "∞")


# -- on the canvas ---------------------------------------------------------------------------------------------------


def test_the_canvas_shows_where_the_walk_is_and_which_way_it_goes(notes: Walker) -> None:
    canvas = CanvasView(notes.document)
    notes.qtbot.addWidget(canvas)
    canvas.show()
    notes.go_to("z₁", "Hidden")
    pulse = canvas.canvas.shining.pulse
    assert pulse is not None
    assert len(pulse.scenery.paths) == 2
    assert not pulse.scenery.backward
    assert pulse.travelling
    (tag,) = (pulse.scenery.tags or {}).values()
    assert tag == ("z  0.6478",)
    start = pulse.dot_boxes()[0].center().x()
    notes.qtbot.waitUntil(lambda: pulse.dot_boxes()[0].center().x() > start + 5)
    notes.go_to("∂L/∂w₁₂", "Hidden")
    assert len(pulse.scenery.paths) == 1
    assert pulse.scenery.backward
    tags = list((pulse.scenery.tags or {}).values())
    assert ("z  0.6478,  0.7225", "a  0.6565,  0.6732", "∂L/∂a  −0.0717", "∂L/∂z  −0.0162") in tags
    notes.panel.hide()
    assert canvas.canvas.shining.pulse is None


def test_the_dots_come_to_rest(notes: Walker) -> None:
    canvas = CanvasView(notes.document)
    notes.qtbot.addWidget(canvas)
    canvas.show()
    notes.go_to("z₁", "Hidden")
    pulse = canvas.canvas.shining.pulse
    assert pulse is not None
    notes.qtbot.waitUntil(lambda: not pulse.travelling)


@pytest.mark.parametrize("activation", sorted(ACTIVATION))
@pytest.mark.parametrize("units", [2, 12])
def test_every_activation_and_size_can_be_walked_from_end_to_end(
    qtbot: QtBot, document: Document, activation: str, units: int
) -> None:
    open_example(document, "xor")
    with document.edit("change") as graph:
        graph.set(2, "units", units)
        graph.set(2, "activation", activation)
    walker = Walker(qtbot, document)
    assert walker.panel.page.complaint.isHidden(), walker.panel.page.complaint.text()
    for place in range(len(walker.panel.stations)):
        walker.panel._go_to(place)
        assert walker.panel.page.lines
    walker.settle()  # a page that is still being filled would outlive the test


def test_the_perceptron_rule_is_walked_without_a_way_back(qtbot: QtBot, document: Document) -> None:
    open_example(document, "xor-single-neuron")
    node = next(node for node in document.graph.nodes.values() if node.kind == "dense")
    with document.edit("change") as graph:
        graph.set(node.id, "activation", "step")
    document.set_config(replace(document.config.with_optimizer("perceptron")), "take the rule")
    walker = Walker(qtbot, document)
    assert {station.phase for station in walker.panel.stations} == {"forward", "loss", "update"}


def test_a_row_of_a_table_is_told_in_its_own_words_before_its_numbers(
    qtbot: QtBot, document: Document, tmp_path: Path
) -> None:
    open_example(document, "forward-backward")
    table = tmp_path / "class.csv"
    table.write_text("반,성별,공부시간,결과\n1반,남,2.4,합격\n2반,여,3,불합격\n3반,남,5,합격\n")
    document.set_recipe(DataRecipe("table", guessed_settings(table, nobody), normalisation="standard"), "data")
    walker = Walker(qtbot, document)
    walker.settle()
    assert walker.panel.page.note.text() == "Sample 1: 반 = 1반, 성별 = 남, 공부시간 = 2.4 → encoded, normalised"
    bar = walker.panel.sample_bar
    assert bar.values.shown == "반 = 1반, 성별 = 남, 공부시간 = 2.4 → 결과 = 합격"
    room = bar.values.fontMetrics().horizontalAdvance(bar.values.text())
    bar.values.setFixedWidth(room - 1)
    assert bar.values.shown == "1반 / 남 / 2.4 → 결과 = 합격"
    bar.values.setFixedWidth(room // 2)
    assert bar.values.shown.endswith("… → 결과 = 합격")
    walker.panel.setFocus()
    walker.press(Key.Key_Period)
    assert not walker.panel.page.note.isVisible()


def test_a_walk_through_images_shows_their_shapes_and_the_rows_made_of_them_number_by_number(
    qtbot: QtBot, document: Document
) -> None:
    document.set_recipe(DataRecipe("xor"), "data")
    with document.edit("images") as graph:
        settings: list[tuple[str, dict[str, object]]] = [
            ("input", {}),
            ("dense", {"units": 9}),
            ("unflatten", {"height": 3, "width": 3}),
            ("conv_2d", {"filters": 2, "kernel_size": 2}),
            ("batch_norm_2d", {}),
            ("max_pool_2d", {"stride": 1}),
            ("flatten", {}),
            ("dense", {"units": 1, "activation": "sigmoid"}),
            ("output", {}),
        ]
        ids = [graph.add(kind, (200.0 * place, 0.0), settings=given).id for place, (kind, given) in enumerate(settings)]
        for one, other in pairwise(ids):
            graph.connect(one, other)
    walker = Walker(qtbot, document)
    walker.panel.setFocus()
    seen = {}
    for _ in range(len(walker.panel.stations) - 1):
        walker.press(Key.Key_Period)
        assert walker.panel.station is not None
        name = document.graph.node(walker.panel.station.node).name
        seen[name, walker.here, walker.panel.station.phase] = [
            line.symbolic.accessibleName() for line in walker.panel.page.lines
        ]
    assert seen["Conv2d 1", "z", "forward"] == ["z^(3) = a^(2) ⋆ W^(3) + b^(3)"]
    assert seen["MaxPool2d 1", "a", "forward"] == ["a^(5) (1, 2, 1, 1) = max2 × 2 a^(4) (1, 2, 2, 2)"]
    assert seen["Conv2d 1", "∂L/∂W", "backward"] == [
        "∂L/∂W^(3) (2, 1, 2, 2) = a^(2) (1, 1, 3, 3) ⋆ ∂L/∂z^(3) (1, 2, 2, 2)"
    ]
    assert seen["Flatten", "a₁", "forward"] == ["a1^(6) = a1^(5)"]
    assert seen["Unflatten", "∂L/∂a", "backward"] == [
        "∂L/∂a^(2) (1, 1, 3, 3) = ∂L/∂z^(3) (1, 2, 2, 2) ∗ W^(3) (2, 1, 2, 2)"
    ]
