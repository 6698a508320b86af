"""Tensors and tables in and out of safetensors, bit for bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import StorageError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import numpy as np
    import numpy.typing as npt
    from torch import Tensor


def dump(tensors: Mapping[str, Tensor]) -> bytes:
    """Write tensors under their names."""
    import torch
    from safetensors.torch import save

    # Clones, because safetensors refuses tensors that share memory, as tied weights do.
    return save({k: v.detach().cpu().clone(memory_format=torch.contiguous_format) for k, v in tensors.items()})


def load(member: str, data: bytes) -> dict[str, Tensor]:
    """Read tensors; `StorageError` if `data` is no proper safetensors."""
    from safetensors import SafetensorError
    from safetensors.torch import load

    try:
        return load(data)
    except (SafetensorError, LookupError, ValueError, TypeError, RuntimeError, OverflowError) as error:
        raise _damaged(member, error) from error


def dump_tables(tables: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """Write arrays under their names."""
    import numpy as np
    from safetensors.numpy import save

    return save({name: np.ascontiguousarray(table) for name, table in tables.items()})


def load_tables(member: str, data: bytes) -> dict[str, npt.NDArray[np.generic]]:
    """Read arrays; `StorageError` if `data` is no proper safetensors."""
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        return {name: table.copy() for name, table in load(data).items()}
    except (SafetensorError, LookupError, ValueError, TypeError, OverflowError) as error:
        raise _damaged(member, error) from error


def _damaged(member: str, error: Exception) -> StorageError:
    return StorageError(
        Text("storage", "{member} is no proper safetensors: {reason}.").fill(member=member, reason=str(error))
    )
