"""Tensors and tables in and out of safetensors, bit for bit. None is copied that lies in memory in one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.errors import StorageError
from engine.storage import layout
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import numpy.typing as npt
    from torch import Tensor

    from engine.storage.archive import Pieces


def dump(tensors: Mapping[str, Tensor]) -> Pieces:
    """Return what is to be written for tensors under their names. They must stay as they are until it is."""
    kinds = {name: (str(tensor.dtype).removeprefix("torch."), tensor.shape) for name, tensor in tensors.items()}
    header, order = layout.arrange(kinds)
    return [header, *(_bytes(_as_array(tensors[name])) for name in order)]


def _as_array(tensor: Tensor) -> npt.NDArray[np.generic]:
    """Return an array with a tensor's bits."""
    import torch

    values = tensor.detach().cpu()
    if values.dtype == torch.bfloat16:  # which NumPy does not have
        values = values.view(torch.int16)
    array: npt.NDArray[np.generic] = values.numpy()
    return array


def _bytes(array: npt.NDArray[np.generic]) -> memoryview:
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8).data


def load(member: str, data: memoryview) -> dict[str, Tensor]:
    """Return tensors that lie in `data`; `StorageError` if that is no proper safetensors."""
    try:
        return {name: _tensor(data, place) for name, place in layout.locate(member, data).items()}
    except (ValueError, TypeError, RuntimeError, OverflowError) as error:
        raise _damaged(member, error) from error


def _tensor(data: memoryview, place: layout.Place) -> Tensor:
    import torch

    dtype = getattr(torch, place.dtype)
    if place.start == place.stop:  # PyTorch takes no empty buffer
        return torch.empty(place.shape, dtype=dtype)
    return torch.frombuffer(data[place.start : place.stop], dtype=dtype).reshape(place.shape)


def dump_tables(tables: Mapping[str, npt.NDArray[Any]]) -> Pieces:
    """Return what is to be written for arrays under their names. They must stay as they are until it is."""
    header, order = layout.arrange({name: (table.dtype.name, table.shape) for name, table in tables.items()})
    return [header, *(_bytes(tables[name]) for name in order)]


def load_tables(member: str, data: memoryview) -> dict[str, npt.NDArray[np.generic]]:
    """Return arrays that lie in `data`; `StorageError` if that is no proper safetensors."""
    try:
        return {
            name: np.frombuffer(data[start:stop], dtype).reshape(shape)
            for name, (dtype, shape, start, stop) in layout.locate(member, data).items()
        }
    except (ValueError, TypeError, OverflowError) as error:
        raise _damaged(member, error) from error


def _damaged(member: str, error: Exception) -> StorageError:
    return StorageError(
        Text("storage", "{member} is no proper safetensors: {reason}.").fill(member=member, reason=str(error))
    )
