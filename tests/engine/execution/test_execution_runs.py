"""Runs on executors: in any pieces, with settings that change, back and forth to plain PyTorch."""

from __future__ import annotations

import subprocess
import sys
import threading
import tracemalloc
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from engine.assembly import correct_counter
from engine.catalog.losses import LOSS
from engine.execution.interpreted import Interpreted
from engine.execution.program import UnsupportedError, compile_program, interpret, trace
from tests.engine.execution.steps import PlainLoop, Run, far, order, run
from tests.engine.networks import dense, stack, xor_graph

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.execution.program import Executor, Program

pytestmark = pytest.mark.usefixtures("kernels_are_kept")

CIRCLE = (43, 18)
MAKERS = [compile_program, interpret]
make = pytest.mark.parametrize("make", MAKERS, ids=["compiled", "flat"])


def _circle(optimizer: str = "sgd", batch: int | None = 9, **values: object) -> Run:
    return run(stack(dense(4), dense(1, "sigmoid")), CIRCLE, optimizer, batch, **values)


def _bits(prepared: Run) -> tuple[bytes, ...]:
    return (
        prepared.vector.numpy().tobytes(),
        prepared.previous.numpy().tobytes(),
        *(slot.numpy().tobytes() for _, slot in sorted(prepared.memory.items())),
    )


SEED = 2**32 - 2
"""Of the order of epoch 0: soon after it a seed is longer than the 32 bits that are drawn from."""


@make
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_the_same_steps_in_any_pieces_give_the_same_bits(make: Callable[[Program], Executor], optimizer: str) -> None:
    whole, pieces = _circle(optimizer), _circle(optimizer)
    executor = make(trace(whole.step))
    done = whole.go(executor, 100, SEED).rows.tobytes()
    rows = [pieces.go(executor, steps, SEED).rows.tobytes() for steps in (1, 1, 7, 30, 1, 60)]
    assert _bits(whole) == _bits(pieces)
    assert b"".join(rows) == done
    assert (pieces.sums, pieces.batch) == (whole.sums, whole.batch)


@make
def test_rows_of_epochs_hold_what_a_plain_loop_measures(make: Callable[[Program], Executor]) -> None:
    prepared = _circle()
    executor, plain = make(trace(prepared.step)), PlainLoop(prepared)
    count = correct_counter(LOSS["bce"], 1)
    done = prepared.go(executor, 2 * prepared.batches + 1, SEED)
    train = prepared.task.train
    for epoch in range(2):
        right, losses = 0, []
        for batch in torch.split(order(prepared, SEED, epoch), 9):
            with torch.no_grad():
                right += count(prepared.twin(train.x[batch]), train.y[batch])
            losses.append((plain.go(1, SEED).losses[-1], len(batch)))
        mean = sum(loss * n for loss, n in losses) / len(train)
        measured = plain.measure(prepared.task.validation, count)
        wanted = (epoch, (epoch + 1) * prepared.batches, mean, right / len(train), *measured)
        assert done.rows[epoch].tolist() == pytest.approx(wanted, rel=1e-5)
    assert (done.batch, done.sums.samples, len(done.rows)) == (1, 9, 2)


@make
@pytest.mark.parametrize(("loss", "units", "last"), [("cross_entropy", 2, "identity"), ("mse", 2, "softmax")])
def test_right_answers_among_several_units_are_counted(
    make: Callable[[Program], Executor], loss: str, units: int, last: str
) -> None:
    prepared = run(stack(dense(4), dense(units, last), loss=loss), (20, 20))
    with torch.no_grad():
        output = prepared.twin(prepared.task.train.x)
    right = correct_counter(LOSS[loss], units)(output, prepared.task.train.y)
    done = prepared.go(make(trace(prepared.step)), 1)
    assert done.rows[0, 3] == right / len(prepared.task.train)


@make
@pytest.mark.parametrize(
    ("optimizer", "values"), [("sgd", {"momentum": 0.9}), ("adam", {}), ("rmsprop", {"momentum": 0.5}), ("adagrad", {})]
)
def test_a_switch_from_eager_and_back_is_invisible(
    make: Callable[[Program], Executor], optimizer: str, values: dict[str, object]
) -> None:
    """The optimiser of ``torch.optim`` goes on from the memory that the executor leaves, and the other way round."""
    prepared = _circle(optimizer, None, **values)
    wanted = PlainLoop(prepared).go(30)
    executor = make(trace(prepared.step))
    vector = prepared.vector.requires_grad_()
    eager = getattr(torch.optim, prepared.step.optimizer_class)([vector], **prepared.step.arguments)
    losses = []

    def by_hand(steps: int) -> None:
        for _ in range(steps):
            parts = {n: vector[at : at + s.numel()].view(s) for n, (at, s) in prepared.step.slices.items()}
            output = torch.func.functional_call(prepared.module, parts, (prepared.task.train.x,))
            loss = prepared.task.loss(output, prepared.task.train.y)
            (vector.grad,) = torch.autograd.grad(loss, vector)
            eager.step()
            losses.append(loss.item())

    by_hand(10)
    prepared.memory = eager.state[vector]
    with torch.no_grad():
        losses += [prepared.go(executor, 1).batch_loss for _ in range(10)]
    by_hand(10)
    assert losses == pytest.approx(wanted.losses, rel=1e-5)


@make
def test_numbers_of_the_optimiser_change_without_another_program(make: Callable[[Program], Executor]) -> None:
    prepared = _circle("adam", None)
    executor, plain = make(trace(prepared.step)), PlainLoop(prepared).go(3)
    prepared.go(executor, 3)
    changed: dict[str, Any] = {"lr": 0.2, "betas": (0.5, 0.7), "eps": 1e-3}
    plain.optimizer.param_groups[0].update(changed)
    prepared.go(executor, 3, **changed)
    assert far(prepared.vector, plain.go(3).vector, 5e-6) <= 1


def test_a_program_tells_which_settings_it_does_not_fit() -> None:
    program = trace(_circle("sgd", None, momentum=0.5, weight_decay=0.0).step)
    arguments = program.source.arguments
    assert program.fits({**arguments, "momentum": 0.9, "lr": 7.0})
    assert not program.fits({**arguments, "momentum": 0.0})
    assert not program.fits({**arguments, "weight_decay": 0.1})
    assert not program.fits({**arguments, "nesterov": True})


@make
def test_a_step_without_finite_end_is_not_made(make: Callable[[Program], Executor]) -> None:
    prepared = run(stack(dense(3, "identity"), dense(1, "identity"), loss="mse"), 4, "sgd", None, lr=0.1, momentum=0.5)
    executor = make(trace(prepared.step))
    prepared.go(executor, 2)
    before = prepared.vector.clone(), {name: slot.clone() for name, slot in prepared.memory.items()}
    done = prepared.go(executor, 1, lr=1e39)
    assert (done.steps, done.diverged) == (0, True)
    assert torch.equal(prepared.vector, before[0])
    assert torch.equal(prepared.memory["momentum_buffer"], before[1]["momentum_buffer"])
    done = prepared.go(executor, 1000, lr=50.0)
    assert done.diverged
    assert 0 < done.steps < 1000
    assert bool(torch.isfinite(prepared.vector).all())
    assert np.isfinite(done.batch_loss)


@make
def test_what_pytorch_refuses_is_left_to_it(make: Callable[[Program], Executor]) -> None:
    prepared = run(stack(dense(2), dense(1, "relu"), loss="bce"))
    with torch.no_grad():
        prepared.vector.fill_(0.3)
    executor = make(trace(prepared.step))
    prepared.vector[-1] = 2.0
    assert prepared.go(executor, 1).diverged
    classes = run(stack(dense(2, "identity"), loss="cross_entropy"))
    executor = make(trace(classes.step))
    classes.task.train.y[0] = 2
    assert classes.go(executor, 1).diverged


@make
def test_the_parameters_before_the_last_step_are_kept(make: Callable[[Program], Executor]) -> None:
    one, two = _circle("adam", None), _circle("adam", None)
    executor = make(trace(one.step))
    one.go(executor, 6)
    two.go(executor, 5)
    assert torch.equal(one.previous, two.vector)


def test_steps_take_no_more_memory() -> None:
    prepared = run(xor_graph("sigmoid"))
    executor = compile_program(trace(prepared.step))
    prepared.go(executor, 1000)
    tracemalloc.start()
    prepared.go(executor, 1)
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(50):
        prepared.go(executor, 1000)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert after - before < 10_000


def test_samples_of_another_shape_are_refused() -> None:
    prepared = _circle()
    executor = compile_program(trace(prepared.step))
    with pytest.raises(ValueError, match="so many samples"):
        prepared.go(executor, 1, used=1000)
    prepared.vector = torch.zeros(3)
    with pytest.raises(ValueError, match="parameters"):
        prepared.go(executor, 1)


# -- what cannot be done --


@pytest.mark.parametrize("layer", ["dropout", "batch_norm_1d"])
def test_what_draws_or_keeps_more_than_weights_is_named(layer: str) -> None:
    with pytest.raises(UnsupportedError, match=r"random|keeps"):
        trace(run(stack(dense(3), layer, dense(1, "sigmoid"))).step)


def test_an_operation_without_machine_code_is_named_and_runs_as_pytorchs_own() -> None:
    prepared = _with_module(torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Hardswish(), torch.nn.Linear(3, 1)))
    program = trace(prepared.step)
    with pytest.raises(UnsupportedError, match="hardswish"):
        compile_program(program)
    plain = PlainLoop(prepared).go(5)
    prepared.go(interpret(program), 5)
    assert far(prepared.vector, plain.vector) <= 1


def _with_module(module: torch.nn.Module) -> Run:
    from tests.engine.execution.steps import start

    base = run(stack(dense(1, "identity"), loss="mse"))
    return start(module, base.task, "threshold", 0.5, "SGD", {"lr": 0.1}, None)


@pytest.mark.parametrize("pool", [torch.nn.MaxPool2d(2), torch.nn.AvgPool2d(2)], ids=["max", "average"])
def test_convolutions_work_with_channels_last_and_give_what_pytorch_gives(pool: torch.nn.Module) -> None:
    torch.manual_seed(1)
    prepared = _with_module(
        torch.nn.Sequential(
            torch.nn.Linear(2, 100),
            torch.nn.Unflatten(1, (1, 10, 10)),
            torch.nn.Conv2d(1, 4, 3),
            torch.nn.ReLU(),
            pool,
            torch.nn.Conv2d(4, 6, 3, padding=1),
            torch.nn.ReLU(),
            torch.nn.Flatten(),
            torch.nn.Linear(96, 1),
        )
    )
    executor = Interpreted(trace(prepared.step))
    plain = PlainLoop(prepared).go(30)
    prepared.go(executor, 30)
    assert far(prepared.vector, plain.vector) <= 8
    laid_out = [
        part.is_contiguous(memory_format=torch.channels_last)
        for call in executor.step(4)._calls
        for part in call.arguments
        if isinstance(part, torch.Tensor) and part.dim() == 4 and part.shape[:2] == (4, 4)
    ]
    assert laid_out
    assert all(laid_out)


def test_an_executor_that_is_wrong_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.execution.machine import elementwise

    monkeypatch.setitem(elementwise.ELEMENTWISE, "tanh", lambda do, self: do.mul(self, 0.9))
    with pytest.raises(UnsupportedError, match="loss"):
        compile_program(trace(_circle().step))


def test_tracing_leaves_module_mode_weights_and_random_numbers_alone() -> None:
    prepared = _circle()
    weights, random = prepared.vector.clone(), torch.get_rng_state()
    prepared.module.eval()
    compile_program(trace(prepared.step))
    assert not prepared.module.training
    assert torch.equal(prepared.vector, weights)
    assert torch.equal(torch.get_rng_state(), random)


def test_no_compiler_is_imported_before_it_is_needed() -> None:
    code = "import sys, engine.execution.program; print([m for m in ('torch', 'llvmlite') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@make
def test_an_order_may_leave_samples_out(make: Callable[[Program], Executor]) -> None:
    prepared = _circle("sgd", 9)
    executor = make(trace(prepared.step))
    done = prepared.go(executor, 4, SEED, 36)
    assert (len(done.rows), done.batch) == (1, 0)
    train = prepared.task.train
    optimizer = torch.optim.SGD(prepared.twin.parameters(), lr=0.1)
    for chosen in torch.split(order(prepared, SEED, 0)[:36], 9):
        optimizer.zero_grad()
        prepared.task.loss(prepared.twin(train.x[chosen]), train.y[chosen]).backward()
        optimizer.step()
    wanted = torch.cat([parameter.detach().flatten() for parameter in prepared.twin.parameters()])
    assert far(prepared.vector, wanted) <= 1


def test_what_reads_values_out_of_a_tensor_is_named() -> None:
    class Decides(torch.nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return x if x.sum().item() > 0 else -x

    with pytest.raises(UnsupportedError, match="number"):
        trace(_with_module(torch.nn.Sequential(torch.nn.Linear(2, 1), Decides())).step)


# -- interruption --


@make
def test_nothing_is_done_while_an_interruption_stands(make: Callable[[Program], Executor]) -> None:
    prepared = _circle()
    executor, before = make(trace(prepared.step)), prepared.vector.clone()
    prepared.interruption.ask()
    done = prepared.go(executor, 10)
    assert (done.steps, done.diverged, len(done.rows)) == (0, False, 0)
    assert torch.equal(prepared.vector, before)
    prepared.interruption.withdraw()
    assert prepared.go(executor, 10).steps == 10


@make
def test_an_interruption_from_another_thread_ends_a_call_between_two_steps(make: Callable[[Program], Executor]) -> None:
    whole, cut = _circle(), _circle()
    executor = make(trace(whole.step))
    asking = threading.Timer(0.05, cut.interruption.ask)
    asking.start()
    done = cut.go(executor, 10**9, SEED)
    asking.join()
    assert 0 < done.steps < 10**9
    assert not done.diverged
    whole.go(executor, done.steps, SEED)
    assert _bits(whole) == _bits(cut)
