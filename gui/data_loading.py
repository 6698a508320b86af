"""Takes other data into a document: at once what is calculated, and on a thread what is read from files."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Signal

from engine.data import DataRecipe, fixed, make_dataset
from engine.data.gaps import means_in, with_means
from engine.data.kept import forget
from engine.data.readers.faults import listed
from engine.errors import CancelledError, DataError, DownloadNeededError, LoomError, MovedDataError
from engine.text import Text
from gui.background import BackgroundTask
from gui.data_files import lacks_file, made, recipe_of, takes_long
from gui.i18n import show, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from engine.data import Dataset, Progress
    from gui.document import Document

    Result = tuple[DataRecipe, Dataset]

SHELF = 1 << 28
"""Bytes of samples that stay in memory so that undo brings them back at once."""
PACE = 0.03
"""Seconds between two reports of how far it is."""
CANCELLED = Text("data", "Reading was cancelled. The data is what it was.")


@dataclass(eq=False)
class Wish:
    """Other data that a person wants, until it is there.

    Parameters
    ----------
    recipe : DataRecipe
        As the person has chosen it so far.
    prepare : callable, optional
        What is done first, on the thread: it gives the recipe to read.
    """

    recipe: DataRecipe
    title: str
    knob: str = ""
    prepare: Callable[[Progress], DataRecipe] | None = None
    given_up: threading.Event = field(default_factory=threading.Event)

    def fulfilled(self, progress: Progress) -> Result:
        """Return the complete recipe and its samples; on the thread."""
        recipe = self.recipe if self.prepare is None else self.prepare(progress)
        return made(recipe, progress)


class DataLoading(QObject):
    """What becomes of the data that is wanted for a document. The old data stays until the new is there.

    Attributes
    ----------
    share : float
        How much of the work is done, from 0 to 1.
    what : str
        What is being done, for the screen.

    Signals
    -------
    changed()
        `wanted`, `busy` or `error` is another one.
    progressed()
        `share` and `what` are others.
    """

    changed = Signal()
    progressed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._wish: Wish | None = None
        self._task: BackgroundTask | None = None
        self._shelf: deque[Result] = deque()
        self._error: LoomError | None = None
        self.share = 0.0
        self.what = ""
        document.recipe_changed.connect(self.give_up)

    # -- reading --

    @property
    def wanted(self) -> DataRecipe:
        """The recipe that is to be: that of the document, unless another one is wanted and not there yet."""
        return self._document.recipe if self._wish is None else self._wish.recipe

    @property
    def error(self) -> LoomError | None:
        """Why the wanted data cannot be had: the document's own, if nothing else is wanted and it has no samples."""
        return self._document.dataset.missing if self._wish is None else self._error

    @property
    def is_draft(self) -> bool:
        """Whether what is wanted is not what the document has."""
        return self._wish is not None

    @property
    def busy(self) -> bool:
        """Whether samples are being read."""
        return self._task is not None

    # -- wishing --

    def take(self, recipe: DataRecipe, title: str, knob: str = "") -> None:
        """Take other data; arguments as for `Document.set_recipe`.

        What is calculated is there at once, and `DataError` is raised if it cannot be made. What is read from files
        comes later, or `error` tells why it does not.
        """
        if takes_long(recipe):
            self._begin(Wish(recipe, title, knob))
        else:
            self._document.set_recipe(recipe, title, knob)
            self.give_up()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take the data in files that were dropped; everything about it is guessed."""
        name = paths[0].name
        recipe = recipe_of(paths, self._document.recipe.seed)
        self._begin(Wish(recipe, translate("undo", "Take the data {source}").format(source=name)))

    def locate(self, path: Path) -> None:
        """Say where the file is that was not there; another one than it was is refused."""
        wish, error = self._pending, self.error
        if isinstance(error, MovedDataError):
            recipe, setting = wish.recipe, error.setting
            self._begin(replace_wish(wish, lambda _: recipe.located(path, setting)))

    def read_again(self) -> None:
        """Read the files anew as they are now, whatever they were."""
        forget()
        title = translate("undo", "Read the data again")
        self._begin(Wish(self.wanted.unread(), title))

    def download(self) -> None:
        """Fetch what is missing of the wanted data, and then take it."""
        wish, error = self._pending, self.error
        if isinstance(error, DownloadNeededError):
            recipe, dataset = wish.recipe, error.dataset
            self._begin(replace_wish(wish, lambda progress: _fetched(recipe, dataset, progress)))

    def give_up(self) -> None:
        """Leave the data as it is, whatever was wanted."""
        if self._wish is not None:
            self._wish.given_up.set()
            self._wish = self._task = self._error = None
            self.changed.emit()

    def cancel(self) -> None:
        """Give up what is being read, and say so."""
        if self.busy:
            self.give_up()
            self._document.notice.emit(show(CANCELLED))

    @property
    def _pending(self) -> Wish:
        """What is wanted, if nothing else the samples that the document lacks."""
        return self._wish or Wish(self._document.recipe, translate("undo", "Locate the data"))

    # -- on the way --

    def _begin(self, wish: Wish) -> None:
        if self._wish is not None:
            self._wish.given_up.set()
        self._wish, self._task, self._error = wish, None, None
        if not lacks_file(wish.recipe):
            self.share, self.what = 0.0, ""
            self._task = task = in_background(wish.fulfilled, wish.given_up, self._hear, self)
            task.succeeded.connect(lambda result: self._end(wish, result))
            task.failed.connect(lambda error: self._fail(wish, error))
            task.start()
        self.changed.emit()

    def _hear(self, news: tuple[float, Text]) -> None:
        if self.busy:
            self.share, self.what = news[0], show(news[1])
            self.progressed.emit()

    def _end(self, wish: Wish, result: Result) -> None:
        if wish is not self._wish:
            return
        self._wish = self._task = None
        recipe, dataset = result
        if self._lacks(recipe, dataset):
            self._document.supply(recipe, dataset)
            self._shelf = deque(entry for entry in self._shelf if entry[1].missing is None)
            self._document.notice.emit(translate("data", "The data is here again. The run goes on where it stood."))
        else:
            self._replace(wish, recipe, dataset)
        self.changed.emit()

    def _lacks(self, recipe: DataRecipe, dataset: Dataset) -> bool:
        """Tell whether these are the very samples that the document has none of."""
        if self._document.dataset.missing is None:
            return False
        own = self._document.recipe
        same = fixed(own, dataset)  # but for means, of which those that the network has learned with count
        return recipe.is_elsewhere(replace(same, settings=with_means(same.settings, means_in(own.settings))))

    def _replace(self, wish: Wish, recipe: DataRecipe, dataset: Dataset) -> None:
        lost = self._lost_features(recipe)
        self._document.set_recipe(recipe, wish.title, wish.knob, dataset)
        if lost:
            sentence = translate("data", "These features of the former data were given up: {features}.")
            self._document.notice.emit(sentence.format(features=listed(lost)))

    def _lost_features(self, recipe: DataRecipe) -> tuple[str, ...]:
        """Return the expressions that the document gives up for other data, or the choice of columns if that is all."""
        before, columns = self._document.recipe, self._document.dataset.raw_columns
        if recipe.features or (recipe.source, recipe.settings) == (before.source, before.settings):
            return ()
        return tuple(name for name in before.features if name not in columns) or before.features

    def _fail(self, wish: Wish, error: Exception) -> None:
        if wish is not self._wish:
            return
        self._task = None
        self._error = as_loom_error(error)
        self._document.notice.emit(show(self._error.text))
        self.changed.emit()

    # -- going back and forth --

    def shelve(self, recipe: DataRecipe, dataset: Dataset) -> None:
        """Keep samples that would have to be read again, as long as there is room."""
        if takes_long(recipe):
            self._shelf = deque(entry for entry in self._shelf if entry[1] is not dataset)
            self._shelf.append((recipe, dataset))
            while len(self._shelf) > 1 and sum(_nbytes(entry[1]) for entry in self._shelf) > SHELF:
                self._shelf.popleft()

    def clear(self) -> None:
        """Forget everything: another project is opened."""
        self._shelf.clear()
        self.give_up()

    def again(self, recipe: DataRecipe) -> Dataset | None:
        """Return the samples of a step that is taken back or made again.

        Where they have to be read from a file, the window goes on being painted but hears no one. If they cannot be
        had any more, the person is told and None is returned.
        """
        try:
            return self._again(recipe)
        except LoomError as error:
            self._document.notice.emit(show(error.text))
            return None

    def _again(self, recipe: DataRecipe) -> Dataset:
        if not takes_long(recipe):
            return make_dataset(recipe)
        there = [*self._shelf, (self._document.recipe, self._document.dataset)]
        kept = next((dataset for known, dataset in there if known.is_elsewhere(recipe)), None)
        if kept is not None:
            return kept
        self._document.notice.emit(translate("data", "Reading the data again …"))
        return waited_for(lambda: make_dataset(recipe), self)


def in_background(
    work: Callable[[Progress], object],
    given_up: threading.Event,
    hear: Callable[[tuple[float, Text]], object],
    parent: QObject,
) -> BackgroundTask:
    """Return a task that reports to `hear`, not too often, and ends with `CancelledError` once `given_up` is set."""
    last = [0.0]

    def progress(share: float, what: Text) -> None:
        if given_up.is_set():
            raise CancelledError(CANCELLED)
        now = time.monotonic()
        if now - last[0] >= PACE:
            last[0] = now
            task.report((share, what))

    task = BackgroundTask(lambda: work(progress), parent)
    task.reported.connect(hear)
    return task


def waited_for(work: Callable[[], Dataset], parent: QObject) -> Dataset:
    """Do work on a thread and wait for it; the window is painted meanwhile. Raises what the work raised."""
    task, loop = BackgroundTask(work, parent), QEventLoop()
    results: list[Dataset] = []
    errors: list[Exception] = []
    task.succeeded.connect(results.append)
    task.failed.connect(errors.append)
    for signal in (task.succeeded, task.failed):
        signal.connect(loop.quit)
    task.start()
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if errors:
        raise as_loom_error(errors[0])
    return results[0]


def as_loom_error(error: Exception) -> LoomError:
    """Return an error with a sentence for people, also for one that nobody foresaw."""
    if isinstance(error, LoomError):
        return error
    reason = str(error).rstrip(".") or type(error).__name__
    if isinstance(error, MemoryError):
        return DataError(Text("data", "There is not enough memory for this data. Choose fewer columns, or other data."))
    return DataError(Text("data", "The data could not be read: {reason}. Choose other data.").fill(reason=reason))


def replace_wish(wish: Wish, prepare: Callable[[Progress], DataRecipe]) -> Wish:
    """Return the same wish with something to do before it."""
    return Wish(wish.recipe, wish.title, wish.knob, prepare)


def _fetched(recipe: DataRecipe, dataset: str, progress: Progress) -> DataRecipe:
    from engine.data.download import REMOTE, download

    download(REMOTE[dataset], progress)
    return recipe


def _nbytes(dataset: Dataset) -> int:
    raw = 0 if dataset.raw is dataset.x else dataset.raw.nbytes
    return dataset.x.nbytes + raw + dataset.y.nbytes
