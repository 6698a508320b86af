from __future__ import annotations

import numpy as np
import pytest

from engine.diagnosis import Severity, explain_stop
from engine.text import Text
from engine.training.config import TrainingConfig
from engine.training.history import History
from engine.training.snapshot import Snapshot, Status


def snapshot(problem: Text | None, *, diverged: bool) -> Snapshot:
    status = Status.PAUSED if problem is None else Status.FAILED
    return Snapshot(status, problem, 3, 3, np.nan, History().curve(None), {}, {}, 0.0, diverged)


def test_a_run_that_did_not_stop_by_itself_needs_no_word() -> None:
    assert explain_stop(snapshot(None, diverged=False), TrainingConfig()) is None


@pytest.mark.parametrize(("rate", "slower"), [(1000.0, 100.0), (0.3, 0.03), (0.007, 0.0007)])
def test_a_divergence_is_repaired_by_a_tenth_of_the_learning_rate(rate: float, slower: float) -> None:
    config = TrainingConfig().with_optimizer_setting("lr", rate)
    finding = explain_stop(snapshot(Text("test", "Too fast."), diverged=True), config)
    assert finding is not None
    assert (finding.severity, str(finding.text)) == (Severity.ERROR, "Too fast.")
    assert finding.fresh_start is not None
    assert finding.fresh_start.config == config.with_optimizer_setting("lr", slower)
    assert str(finding.fresh_start.title) == f"Reset with a learning rate of {slower:g}"


def test_other_faults_have_nothing_to_do_with_the_learning_rate() -> None:
    finding = explain_stop(snapshot(Text("test", "Out of paper."), diverged=False), TrainingConfig())
    assert finding is not None
    assert finding.fresh_start is None
