"""One step as a tutorial writes it, one operation of PyTorch after the other: what every executor is held to."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch

from engine.errors import LoomError, NotTrainableError
from engine.text import Text
from engine.training import perceptron
from engine.training.flat import FlatParameters
from engine.training.forward import draws_at_random, leaf_calls
from engine.training.optimizers import OPTIMIZER
from engine.training.shortcuts import default_generator, run_backward, update

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor, nn

    from engine.training.config import TrainingConfig
    from engine.training.task import Samples, Task


class DivergedError(LoomError):
    """The loss or a weight became NaN or infinite. The module has the last finite weights."""


class EagerStep:
    """Makes updates of a module's parameters, and takes back those that go wrong.

    Parameters
    ----------
    module : torch.nn.Module
        With at least one parameter; its parameters become views of one vector.
    task : Task
    config : TrainingConfig

    Attributes
    ----------
    vector, before : Tensor
        All parameters end to end, (total,): the module's own memory, out of autograd's sight; and as they were before
        the last step.
    random : Tensor
        State of torch's default generator as this run sees it (uint8); replaced, never written to.
    """

    def __init__(self, module: nn.Module, task: Task, config: TrainingConfig) -> None:
        self.module, self.task, self.config = module, task, config
        self.flat = FlatParameters(module)
        self.vector = self.flat.vector.detach()
        self.before = torch.empty_like(self.vector)
        self._changing = [self.vector, *module.buffers()]  # by a step
        self._previous = [self.before, *(torch.empty_like(buffer) for buffer in module.buffers())]
        self._one = torch.ones(())
        self._forward = leaf_calls(module)
        self._draws = draws_at_random(module)
        self.begin()
        self.configure(config)

    def begin(self) -> None:
        """Be as before the first step: without memory, with the random numbers of the seed to come."""
        self.forget()
        self.random = torch.Generator().manual_seed(self.config.seed).get_state()
        self.keep()

    # -- the optimiser --

    @property
    def slots(self) -> dict[str, Tensor]:
        """What the optimiser remembers of the whole vector, by its own names: its very memory."""
        slots: dict[str, Tensor] = self.optimizer.state[self.flat.vector]
        return slots

    def memory(self) -> dict[str, Tensor]:
        """Return copies of what the optimiser remembers, by ``"<parameter>/<slot>"``."""
        return self.flat.memory(self.optimizer)

    def recall(self, memory: Mapping[str, Tensor]) -> None:
        """Give the optimiser what `memory` returned."""
        self.flat.recall(self.optimizer, memory)

    def forget(self) -> None:
        """Let the optimiser begin without memory."""
        spec = OPTIMIZER[self.config.optimizer]
        self.optimizer = spec.build([self.flat.vector], self.config.optimizer_settings)

    def configure(self, config: TrainingConfig) -> None:
        """Follow other settings. Another kind of optimiser starts without memory."""
        previous, self.config = self.config, config
        spec = OPTIMIZER[config.optimizer]
        self._corrects = spec.rule == "perceptron"
        self._in_vain = perceptron.prepare(self.module, self.task, self._corrects)
        if config.optimizer != previous.optimizer:
            self.forget()
            return
        for group in self.optimizer.param_groups:
            group.update(spec.arguments(config.optimizer_settings))
        spec.complete(self.optimizer)

    # -- the step --

    def keep(self) -> None:
        """Take note of what the next step begins with."""
        torch._foreach_copy_(self._previous, self._changing)

    def check(self) -> None:
        """Raise `NotTrainableError` if no step would move anything."""
        if self._in_vain is not None:
            raise NotTrainableError(self._in_vain)

    def make(self, samples: Samples, step: int) -> tuple[float, Tensor]:
        """Make an update and return the loss and the output, (n, units), before it.

        Parameters
        ----------
        step : int
            Updates made so far, for the sentence that says where the run stopped.

        Raises
        ------
        DivergedError
            If the loss or a weight became NaN or infinite; the optimiser then starts without memory. Like any fault of
            a step it leaves the weights as they were before, and the random numbers to come.
        """
        self.keep()
        random = self.random
        try:
            return self._attempt(samples)
        except Exception as error:
            torch._foreach_copy_(self._changing, self._previous)
            self.random = random
            if isinstance(error, _NotFiniteError):
                self.forget()  # its memory may be huge or NaN, and would throw the next step off too
                raise self._divergence(error.text, step) from None
            raise

    def _attempt(self, samples: Samples) -> tuple[float, Tensor]:
        if not self.module.training:
            self.module.train()
        self.flat.gradient.zero_()
        output = self._output(samples.x)  # (batch, units)
        loss = self._loss(output, samples.y)  # ()
        value = loss.item()
        if not math.isfinite(value):
            raise _NotFiniteError(Text("training", "the loss became {value}").fill(value=value))
        run_backward(perceptron.criterion(output, samples.y) if self._corrects else loss, self._one)
        update(self.optimizer)
        self._check_finite()
        return value, output

    def _output(self, x: Tensor) -> Tensor:
        """Run the module; what it draws at random comes from the run's own state, and the caller's stays as it was."""
        if not self._draws:
            return self._forward(x)
        with default_generator, torch.random.fork_rng(devices=[]):
            torch.set_rng_state(self.random)
            output = self._forward(x)
            self.random = torch.get_rng_state()
        return output

    def _loss(self, output: Tensor, y: Tensor) -> Tensor:
        try:
            loss: Tensor = self.task.loss(output, y)
        except RuntimeError:  # torch's own check of probabilities, which NaN does not pass either
            if bool(torch.isfinite(output).all()):
                raise
            raise _NotFiniteError(Text("training", "the output of the network became NaN or infinite")) from None
        return loss

    def _check_finite(self) -> None:
        if math.isfinite(sum(tensor.sum().item() for tensor in self._changing)):
            return
        broken = next((n for n, t in self.module.state_dict().items() if not bool(torch.isfinite(t).all())), None)
        if broken is None:
            return  # only the sum overflowed; every number is still finite
        raise _NotFiniteError(Text("training", "{name} became NaN or infinite").fill(name=broken))

    def _divergence(self, what: Text, step: int) -> DivergedError:
        rate = self.config.optimizer_settings["lr"]
        return DivergedError(
            Text(
                "training",
                "Stopped at step {step}: {what}. The last finite weights are kept. The likely cause is the learning "
                "rate of {rate}: lower it, then reset or go on.",
            ).fill(step=step, what=what, rate=f"{rate:g}")
        )


class _NotFiniteError(LoomError):
    """Says what is no longer finite."""
