"""What is said of runs that go wrong, each provoked by real training, and the silence about those that do not."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from engine.assembly import data_shape
from engine.data import DataRecipe, make_dataset
from engine.diagnosis import Finding, FreshStart, Repair, Severity, survey
from engine.diagnosis.health import Case, Record, examine
from engine.lowering import module_names
from engine.shapes import infer
from engine.training.vitals import Vitals
from tests.engine.diagnosis.health_runs import Candidate, cases, follow, healthy, last_case
from tests.engine.networks import config, dense, named, stack, xor_graph

if TYPE_CHECKING:
    from engine.graph import Graph
    from engine.training.config import TrainingConfig

CIRCLE = DataRecipe("circle", {"samples": 100})
PLANE = DataRecipe("plane", {"samples": 100})


def sgd(rate: float, **run: object) -> TrainingConfig:
    return config("sgd", {"lr": rate}, **run)


def only(case: Case, beginning: str) -> Finding:
    """Return the one finding that calls for action."""
    (found,) = [finding for finding in examine(case) if finding.severity < Severity.HINT]
    assert str(found.text).startswith(beginning)
    return found


def titles(finding: Finding) -> list[str]:
    return [str(way.title) for way in finding.ways_out]


# -- runs that go wrong --


def test_xor_with_two_hidden_units_that_is_stuck_is_said_to_be_and_gets_a_new_start() -> None:
    training = sgd(0.5, seed=1)
    finding = only(last_case(Candidate(xor_graph(), DataRecipe("xor"), training), 1500, 50), "The loss rests at 0.3")
    assert "this start is stuck. With two hidden units that happens to XOR" in str(finding.text)
    start = finding.fresh_start
    assert start is not None
    assert (str(start.title), start.new_weights, start.config) == ("New start", True, replace(training, seed=2))


def test_a_run_that_rests_for_a_reason_that_is_named_already_is_not_called_stuck() -> None:
    candidate = Candidate(stack(dense(4, "tanh"), dense(1, "sigmoid"), loss="mse"), DataRecipe("sine"), sgd(0.1))
    case = last_case(candidate, 3000, 50)
    assert any("is probably stuck" in str(finding.text) for finding in examine(case))
    data = data_shape(make_dataset(candidate.recipe))
    known = survey(candidate.graph, infer(candidate.graph, data), data, candidate.config)
    assert any("cannot give every number" in str(finding.text) for finding in known)
    assert examine(replace(case, known=known)) == ()


def test_a_single_measurement_of_a_run_that_was_brought_back_does_not_call_it_stuck() -> None:
    case = last_case(Candidate(xor_graph(), DataRecipe("xor"), sgd(0.5, seed=1)), 1500, 50)
    assert examine(case)
    assert examine(replace(case, vitals=case.vitals[-1:])) == ()
    assert examine(replace(case, vitals=[replace(case.vitals[-1], step=1400 + step) for step in (0, 50, 99)])) == ()


def test_xor_without_a_hidden_layer_is_told_why_it_cannot_be_learned_and_gets_one() -> None:
    graph = stack(dense(1, "sigmoid"))
    finding = only(last_case(Candidate(graph, DataRecipe("xor"), sgd(0.5)), 1400, 50), "The loss rests at 0.693.")
    assert "no straight line parts XOR" in str(finding.text)
    assert finding.repair is not None
    finding.repair.apply(graph)
    case = last_case(Candidate(graph, DataRecipe("xor"), sgd(0.5, seed=0)), 1500, 50)
    assert case.loss < 0.1


def test_other_data_that_a_line_does_not_part_are_said_to_need_more_probably() -> None:
    finding = only(
        last_case(Candidate(stack(dense(1, "sigmoid")), CIRCLE, sgd(0.1)), 1200, 50), "The loss rests at 0.6"
    )
    assert "these probably need more" in str(finding.text)


def test_a_deep_network_of_sigmoids_has_a_vanishing_gradient_and_gets_relu() -> None:
    graph = stack(*[dense(6, "sigmoid") for _ in range(5)], dense(1, "sigmoid"))
    case = last_case(Candidate(graph, CIRCLE, sgd(0.1)), 200)
    finding = only(case, "The gradient vanishes on its way to the input: of what pulls at Dense 6 only 0.0")
    assert finding.node == named(graph, "Dense 1").id
    assert titles(finding)[1:] == ["New start"]
    assert finding.repair is not None
    finding.repair.apply(graph)
    activations = [node.settings["activation"] for node in graph.of_kind("dense")]
    assert activations == ["relu"] * 5 + ["sigmoid"]
    better = examine(last_case(Candidate(graph, CIRCLE, sgd(0.1)), 200))
    assert [finding for finding in better if finding.severity < Severity.HINT] == []


def test_an_exploding_gradient_is_found_where_it_is_steep() -> None:
    graph = stack(dense(8, "relu"), dense(8, "relu"), dense(1, "identity"), loss="mse")
    steep = {"dense_3.linear.weight": [[500.0] * 8]}
    finding = only(last_case(Candidate(graph, PLANE, sgd(1e-8)), 100, weights=steep), "The gradient explodes: its norm")
    assert finding.node == named(graph, "Dense 1").id
    assert titles(finding) == ["Reset with a learning rate of 1e-09"]


@pytest.mark.parametrize(
    ("graph", "recipe", "training", "steps", "beginning", "rate"),
    [
        (stack(dense(4), dense(1, "sigmoid")), CIRCLE, sgd(1000.0), 200, "The loss is parked at ", "100"),
        (stack(dense(8, "relu"), dense(1, "sigmoid")), CIRCLE, sgd(100.0), 200, "The loss is parked at 50,", "10"),
        (
            stack(dense(4), dense(1, "sigmoid")),
            CIRCLE,
            sgd(10.0, full_batch=False),
            800,
            "The loss leaps up and down between ",
            "1",
        ),
        (stack(dense(1, "identity"), loss="mse"), PLANE, sgd(0.08), 200, "The loss has climbed from ", "0.008"),
    ],
)
def test_a_learning_rate_that_is_too_large_is_divided_by_ten(
    graph: Graph, recipe: DataRecipe, training: TrainingConfig, steps: int, beginning: str, rate: str
) -> None:
    finding = only(last_case(Candidate(graph, recipe, training), steps), beginning)
    assert titles(finding) == [f"Reset with a learning rate of {rate}"]
    assert finding.fresh_start is not None
    assert not finding.fresh_start.new_weights
    assert finding.fresh_start.config.optimizer_settings["lr"] == float(rate)


def test_a_layer_whose_units_are_all_dead_stops_everything_before_it() -> None:
    graph = stack(dense(3), dense(4, "relu"), dense(1, "sigmoid"))
    dead = {"dense_2.linear.bias": [-100.0] * 4}
    finding = only(last_case(Candidate(graph, CIRCLE, sgd(0.1)), 200, weights=dead), "All units of Dense 2 are dead")
    assert finding.node == named(graph, "Dense 2").id
    assert titles(finding) == ["New start", "Change the activation of Dense 2 to LeakyReLU"]


def test_units_that_training_killed_are_named_with_the_step_since_when() -> None:
    graph = stack(dense(4, "relu"), dense(1, "sigmoid"))
    case = last_case(Candidate(graph, CIRCLE, sgd(1.0, seed=2)), 300)
    assert case.vitals[0].layers["dense_1"].dead == ()
    assert next(vitals.step for vitals in case.vitals if vitals.layers["dense_1"].dead == (1,)) == 20
    (finding,) = examine(case)
    assert str(finding.text).startswith("Unit 2 of Dense 1 is dead: since step 20 it gives 0")


def test_when_most_units_of_a_layer_are_dead_and_the_run_is_stuck_they_are_to_blame() -> None:
    graph = stack(dense(4, "relu"), dense(1, "sigmoid"))
    dead = {"dense_1.linear.bias": [0.0, -100.0, -100.0, -100.0]}
    finding = only(
        last_case(Candidate(graph, CIRCLE, sgd(0.5)), 1000, 50, dead), "3 of the 4 units of Dense 1 are dead"
    )
    assert "(2, 3, 4): since step 0 they give 0" in str(finding.text)
    assert titles(finding) == ["Change the activation of Dense 1 to LeakyReLU", "New start"]


def test_one_dead_unit_in_a_run_that_learns_is_a_hint() -> None:
    graph = stack(dense(4, "relu"), dense(1, "sigmoid"))
    dead = {"dense_1.linear.bias": [0.0, -100.0, 0.0, 0.0]}
    (finding,) = examine(last_case(Candidate(graph, CIRCLE, sgd(0.1)), 200, weights=dead))
    assert finding.severity is Severity.HINT
    assert str(finding.text) == (
        "Unit 2 of Dense 1 is dead: since step 0 it gives 0 for every training sample, so that no gradient reaches its "
        "weights."
    )
    assert finding.repair is not None
    finding.repair.apply(graph)
    assert named(graph, "Dense 1").settings["activation"] == "leaky_relu"


def test_units_that_are_saturated_from_the_start_get_another_start_first() -> None:
    graph = stack(dense(3), dense(1, "sigmoid"))
    flat = {"dense_1.linear.bias": [50.0, 50.0, -50.0]}
    finding = only(last_case(Candidate(graph, DataRecipe("xor"), sgd(0.5)), 300, weights=flat), "3 of the 3 units of")
    assert finding.node == named(graph, "Dense 1").id
    assert "their tanh is flat" in str(finding.text)
    assert titles(finding) == ["New start", "Reset with a learning rate of 0.05"]


def test_samples_learned_by_heart_are_noticed_and_weight_decay_offered() -> None:
    recipe = DataRecipe("xor_cloud", {"samples": 60, "noise": 35.0}, validation=0.5)
    training = config("adam", {"lr": 0.02})
    case = last_case(Candidate(stack(dense(8), dense(8), dense(1, "sigmoid")), recipe, training), 300)
    finding = only(case, "The network learns the training samples by heart: since epoch ")
    assert titles(finding) == ["Reset with a weight decay of 0.001"]
    assert finding.fresh_start is not None
    decayed = last_case(
        Candidate(case.graph, recipe, finding.fresh_start.config.with_optimizer_setting("weight_decay", 0.1)), 300
    )
    assert "by heart" not in " ".join(str(each.text) for each in examine(decayed))


def test_a_diverged_run_names_the_first_node_whose_numbers_broke() -> None:
    graph = stack(dense(8, "relu"), dense(8, "relu"), dense(1, "identity"), loss="mse")
    case = last_case(Candidate(graph, PLANE, sgd(20.0)), 200)
    assert case.step < 200  # it ended early
    (finding,) = examine(case)
    assert finding.severity is Severity.ERROR
    assert str(finding.text).startswith("The numbers broke first in Dense 2:")
    assert finding.node == named(graph, "Dense 2").id
    assert titles(finding) == ["Reset with a learning rate of 2", "New start"]


# -- silence --


@pytest.mark.parametrize(("seed", "rate"), [(0, 0.1), (12, 0.1), (0, 0.5)])
def test_xor_that_is_learned_is_left_in_peace_on_its_plateau_and_after(seed: int, rate: float) -> None:
    outcome = follow(Candidate(xor_graph(), DataRecipe("xor"), sgd(rate, seed=seed)), 1600)
    assert outcome.accuracy == 1
    assert outcome.alarms == []


def test_healthy_runs_raise_no_alarm() -> None:
    assert [(chosen.title, outcome.alarms) for chosen, outcome in healthy(20, 400) if outcome.alarms] == []


def test_without_vitals_and_before_the_first_step_there_is_nothing_to_say() -> None:
    case = next(iter(cases(Candidate(xor_graph(), DataRecipe("xor"), sgd(0.5)), 1, 1)))
    assert examine(replace(case, vitals=())) == ()
    assert examine(replace(case, vitals=case.vitals[:1])) == ()


def test_a_network_with_a_step_is_not_blamed_for_what_its_drawing_says_already() -> None:
    graph = stack(dense(2, "step"), dense(1, "sigmoid"))
    assert examine(last_case(Candidate(graph, DataRecipe("xor"), sgd(0.5)), 600, 50)) == ()


def test_what_stands_beside_the_network_does_not_matter() -> None:
    graph = xor_graph()
    case = last_case(Candidate(graph, DataRecipe("xor"), sgd(0.5, seed=1)), 1000, 50)
    said = [str(finding.text) for finding in examine(case)]
    assert said
    graph.add("step")
    fresh = Case(graph, module_names(graph), case.config, case.curve, case.vitals, case.source)
    assert [str(finding.text) for finding in examine(fresh)] == said


def test_the_perceptron_rule_follows_no_gradient_that_could_vanish() -> None:
    candidate = Candidate(stack(dense(1, "step"), loss="mse"), DataRecipe("xor"), config("perceptron"))
    assert examine(last_case(candidate, 500, 50)) == ()


# -- the record --


def at(step: int) -> Vitals:
    return Vitals(step, 0.5, 0.7)


def test_the_record_stays_short_and_reaches_from_the_first_step_to_the_newest() -> None:
    record = Record()
    for step in range(0, 100_000, 7):
        assert record.add(at(step))
        steps = [vitals.step for vitals in record.vitals]
        assert (steps[0], steps[-1]) == (0, step)
    assert 30 < len(record) <= 128
    gaps = [later - sooner for sooner, later in pairwise(steps[:-1])]
    assert max(gaps) <= 3 * min(gaps)


def test_the_record_takes_a_measurement_once_and_forgets_what_came_after_the_step_that_a_run_goes_back_to() -> None:
    record = Record()
    for step in (0, 10, 20, 30):
        record.add(at(step))
    assert not record.add(record.vitals[-1])
    assert not record.add(None)
    assert record.add(at(10))
    assert [vitals.step for vitals in record.vitals] == [0, 10]
    record.clear()
    assert len(record) == 0


def test_ways_out_are_edits_or_fresh_starts() -> None:
    graph = stack(dense(4, "relu"), dense(1, "sigmoid"))
    dead = {"dense_1.linear.bias": [-100.0] * 4}
    (finding,) = examine(last_case(Candidate(graph, CIRCLE, sgd(0.1)), 200, weights=dead))
    assert [type(way) for way in finding.ways_out] == [FreshStart, Repair]
