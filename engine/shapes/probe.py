"""One layer, made and run by PyTorch for what comes in: its shapes, or why it refuses them."""

from __future__ import annotations

from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING, Literal, NamedTuple

from engine.catalog import CATALOG
from engine.errors import LoomError, MissingInputError
from engine.shapes.report import NodeShape
from engine.text import Text

if TYPE_CHECKING:
    from torch import Tensor, nn

    from engine.catalog import SettingValue, Shape

PROBE_BATCH = 2
"""Samples in a probe: the smallest batch that batch normalisation accepts in every mode."""

MOST_WORK = 2**26
"""Products for a sample up to which a layer is run in memory, of which mostly the addresses are taken: see `_run`."""

Settings = tuple[tuple[str, "SettingValue"], ...]


class Refusal(NamedTuple):
    """Why a layer cannot be made for what comes in.

    Parameters
    ----------
    text : Text
    whose : {"torch", "layer", "nobody"}
        Who says so: PyTorch in its own words, or the layer's entry in ours. Nobody's fault it is if another wire is
        still to come.
    """

    text: Text
    whose: Literal["torch", "layer", "nobody"]


@lru_cache(maxsize=4096)
def probe(kind: str, settings: Settings, inputs: tuple[Shape, ...]) -> NodeShape | Refusal:
    """Build a layer and run it on `PROBE_BATCH` samples; return the reason if that fails.

    Parameters
    ----------
    kind : str
        Key of the catalogue.
    settings : tuple of pairs
        Name and value of each setting, sorted.
    inputs : tuple of Shape
        What its wires bring, in their order.
    """
    import torch

    try:
        with torch.no_grad():
            with torch.device("meta"):
                module = CATALOG[kind].build(dict(settings), inputs).eval()
            output = _run(module, inputs)
    except MissingInputError as error:
        return Refusal(error.text, "nobody")
    except LoomError as error:
        return Refusal(error.text, "layer")
    except (RuntimeError, ValueError, IndexError) as error:
        reason = Text("shape", "PyTorch says: {reason}").fill(reason=str(error).splitlines()[0])
        return Refusal(reason, "torch")
    return NodeShape(inputs, tuple(output.shape[1:]), _numbers(module))


def _run(module: nn.Module, inputs: tuple[Shape, ...]) -> Tensor:
    """Return what a module without values gives.

    It gets memory that nobody has written to, which the system does not hand out before somebody does. To run it where
    it is, on the meta device, would need no memory either, but meta kernels written in Python import PyTorch's
    compiler: two seconds. That is left to the very large ones.
    """
    import torch

    device = "cpu" if _work(module, inputs) <= MOST_WORK else "meta"
    places = {
        name: torch.empty(tensor.shape, dtype=tensor.dtype, device=device)
        for name, tensor in module.state_dict().items()
    }
    module.load_state_dict(places, assign=True)
    output: Tensor = module(*(torch.empty(PROBE_BATCH, *shape, device=device) for shape in inputs))
    return output


def _numbers(module: nn.Module) -> int:
    return sum(parameter.numel() for parameter in module.parameters())


def _work(module: nn.Module, inputs: tuple[Shape, ...]) -> int:
    """Return about how many products a layer takes of a sample: all its parameters at every place of the input."""
    return max((prod(shape[1:]) * max(_numbers(module), shape[0]) for shape in inputs if shape), default=0)
