"""A sample as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gui.plots.scale import image_of

if TYPE_CHECKING:
    import numpy.typing as npt
    from PySide6.QtGui import QImage


def sample_image(values: npt.NDArray[np.floating], shape: tuple[int, int, int]) -> QImage:
    """Return a sample as a picture: of three channels or more in colours, else in greys.

    Parameters
    ----------
    values : array, shape (channels * height * width,)
        From 0 to 1; what is beyond is cut.
    shape : tuple
        Channels, height and width.
    """
    planes = np.rint(np.clip(values.reshape(shape), 0, 1) * 255).astype(np.ubyte)
    colours = planes[:3] if shape[0] >= 3 else np.repeat(planes[:1], 3, axis=0)
    return image_of(np.moveaxis(colours, 0, 2))
