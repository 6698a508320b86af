"""What may be written into a network by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from engine.errors import SettingError
from engine.text import Text

if TYPE_CHECKING:
    from torch import Tensor


def check_value(name: str, own: Tensor, value: Tensor) -> None:
    """Raise `SettingError` if a value has another shape than the tensor that it is for, or is not finite."""
    if own.shape != value.shape:
        raise SettingError(
            Text("training", "{name} has the shape {own} and cannot take values of the shape {other}.").fill(
                name=name, own=tuple(own.shape), other=tuple(value.shape)
            )
        )
    if not bool(torch.isfinite(value).all()):
        raise SettingError(Text("training", "{name} cannot be NaN or infinite.").fill(name=name))
