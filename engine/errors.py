"""Every exception that a caller of the engine may meet. Each carries a sentence for the person at the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.text import Text


class LoomError(Exception):
    """The common base: what is wrong, with what, and the way out, as one translatable `Text`."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


class GraphError(LoomError):
    """An edit that would break the drawing: an unknown node, a cycle, a second wire into a single port."""


class SettingError(LoomError):
    """A setting outside of its range or of the wrong kind."""


class ShapeError(LoomError):
    """Tensors that do not fit where a wire brings them."""


class MissingInputError(ShapeError):
    """Too little reaches a node: every wire fits, and another one may complete it."""


class NotTrainableError(LoomError):
    """Training cannot start; the sentence says why and what to do."""


class ExplanationError(LoomError):
    """A sample whose numbers cannot be worked out; the sentence says what does not fit."""


class DataError(LoomError):
    """Data that cannot be made or read as the recipe asks."""


class MovedDataError(DataError):
    """A file of samples that is not where it was, or not what it was. A person may say where it is now.

    Parameters
    ----------
    setting : str
        Name of the setting of the source that holds the path.
    path : str
        Where the file was.
    """

    kind = "moved"

    def __init__(self, text: Text, setting: str, path: str) -> None:
        super().__init__(text)
        self.setting = setting
        self.path = path


class DownloadNeededError(DataError):
    """Samples that are not on this machine yet, and that the person may ask to be fetched.

    Parameters
    ----------
    dataset : str
        Kind of the source, for `engine.data.download.download`.
    """

    kind = "download"

    def __init__(self, text: Text, dataset: str) -> None:
        super().__init__(text)
        self.dataset = dataset


class CancelledError(LoomError):
    """Something that took long was given up, because the person asked for it. Nothing has changed."""


class StorageError(LoomError):
    """A file that cannot be read or written. `details` lists every fault that was found in it."""

    def __init__(self, text: Text, details: tuple[Text, ...] = ()) -> None:
        super().__init__(text)
        self.details = details


class WeightsError(LoomError):
    """Weights from elsewhere that cannot be taken over; the sentence names the file or the array."""
