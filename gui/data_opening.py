"""The samples of a project that is opened: read while the window is painted, with a question where a file has moved."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QPushButton, QWidget

from engine.data import DataRecipe, fixed, make_dataset
from engine.data.files import FOLDER
from engine.data.gaps import without_means
from engine.errors import CancelledError, DataError, DownloadNeededError, MovedDataError
from gui.data.standing import ask_where, download_title
from gui.data_files import takes_long
from gui.data_loading import CANCELLED, as_loom_error, in_background
from gui.i18n import show, translate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.data import Dataset, Progress
    from engine.storage import Project
    from engine.text import Text

STEPS = 1000


class Opened(NamedTuple):
    """A project and its samples; its recipe may name other places than the file did."""

    project: Project
    dataset: Dataset


class Opening(NamedTuple):
    """A project whose samples are looked for.

    Parameters
    ----------
    path : Path or None
        Its file.
    window : QWidget
        Parent of the questions.
    """

    project: Project
    path: Path | None
    window: QWidget

    def without(self, recipe: DataRecipe, error: DataError) -> Opened | None:
        """Return the project without samples; None if its file does not tell what they were."""
        known = self.project.dataset
        return None if known is None else Opened(replace(self.project, recipe=recipe), known.lacking(error))


def with_data(project: Project, path: Path | None, window: QWidget) -> Opened | None:
    """Return a project with its samples, or without them if the person wants that, or None if it was given up.

    Parameters
    ----------
    path : Path, optional
        The file of the project; relative places of data begin in its folder.

    Raises
    ------
    DataError
        If the samples cannot be had, and nobody can help.
    """
    if not takes_long(project.recipe):
        return Opened(project, make_dataset(project.recipe))
    opening = Opening(project, path, window)
    result: DataRecipe | Opened | None = project.recipe.noted(None if path is None else path.parent)
    while isinstance(result, DataRecipe):
        result = _tried(opening, result)
    return result


def _tried(opening: Opening, recipe: DataRecipe) -> DataRecipe | Opened | None:
    """Return the project with the samples of a recipe, or what else to try, or None if the person gives up."""
    try:
        dataset = _made(recipe, opening.window)
    except CancelledError:
        return None
    except MovedDataError as error:
        return _located(opening, recipe, error)
    except DownloadNeededError as error:
        return _fetched(opening, recipe, error)
    except DataError as error:
        without = opening.without(recipe, error)
        if without is None:
            raise
        return without if _asked(opening, show(error.text), []) == _bare() else None
    return Opened(replace(opening.project, recipe=fixed(recipe, dataset)), dataset)


def _made(recipe: DataRecipe, window: QWidget) -> Dataset:
    made: list[Dataset] = []
    with_progress(window, lambda progress: made.append(make_dataset(recipe, progress)))
    return made[0]


def _located(opening: Opening, recipe: DataRecipe, error: MovedDataError) -> DataRecipe | Opened | None:
    """Ask where a file is until it is found; None if the person gives up."""
    text, chosen = show(error.text), None
    if opening.path is not None:
        folder = translate("data", "It does not lie beside the project either, in {folder}.")
        text = f"{text} {folder.format(folder=opening.path.absolute().parent)}"
    while True:
        others = [translate("data", "Locate file …")]
        if chosen is not None:
            others.append(translate("data", "Use this file"))
        answer = _asked(opening, text, others)
        if answer is None or answer == _bare():
            return None if answer is None else opening.without(recipe, error)
        if answer == others[-1] and chosen is not None:
            other = recipe.with_setting(error.setting, str(chosen))
            return replace(other, settings=without_means(other.settings)).noted()
        file = recipe.files.get(error.setting)
        place = ask_where(opening.window, error, is_folder=file is not None and file.digest.startswith(FOLDER))
        if place is None:
            continue
        try:
            return recipe.located(place, error.setting)
        except MovedDataError as another:
            text, chosen = show(another.text), place


def _fetched(opening: Opening, recipe: DataRecipe, error: DownloadNeededError) -> DataRecipe | Opened | None:
    """Offer to fetch a data set; None if the person does not want it."""
    from engine.data.download import REMOTE, download

    answer = _asked(opening, show(error.text), [download_title(error)])
    if answer is None or answer == _bare():
        return None if answer is None else opening.without(recipe, error)
    try:
        with_progress(opening.window, lambda progress: download(REMOTE[error.dataset], progress))
    except CancelledError:
        return None
    return recipe


def _bare() -> str:
    return translate("data", "Open without the data")


def _asked(opening: Opening, text: str, answers: list[str]) -> str | None:
    """Ask a question with these answers, that of `_bare` if the data can be done without, or Cancel: None."""
    hint = ""
    if opening.project.dataset is not None:
        answers = [*answers, _bare()]
        hint = translate(
            "data",
            "Without its data the project has its network, weights and history, and the steps of its run that were "
            "kept. It cannot be trained.",
        )
    box = QMessageBox(QMessageBox.Icon.Question, translate("data", "Data of the project"), text, parent=opening.window)
    box.setInformativeText(hint)
    buttons: list[QPushButton] = [box.addButton(answer, QMessageBox.ButtonRole.AcceptRole) for answer in answers]
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(buttons[0])
    box.exec()
    clicked = box.clickedButton()
    return next((answer for answer, button in zip(answers, buttons, strict=True) if button is clicked), None)


def with_progress(window: QWidget, work: Callable[[Progress], object]) -> None:
    """Do work on a thread while a dialog shows how far it is. Raises what it raised, also if it was cancelled."""
    given_up, errors, loop = threading.Event(), list[Exception](), QEventLoop()
    dialog = QProgressDialog(translate("data", "Reading the data …"), translate("data", "Cancel"), 0, STEPS, window)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setWindowTitle(translate("data", "Data of the project"))
    dialog.setObjectName("openingData")
    dialog.setMinimumDuration(0)
    dialog.setAutoReset(False)
    dialog.setAutoClose(False)

    def hear(news: tuple[float, Text]) -> None:
        dialog.setLabelText(show(news[1]))
        dialog.setValue(round(STEPS * news[0]))

    def fail(error: Exception) -> None:
        errors.append(error)
        loop.quit()

    task = in_background(work, given_up, hear, dialog)
    task.succeeded.connect(lambda _: loop.quit())
    task.failed.connect(fail)
    dialog.canceled.connect(given_up.set)
    dialog.canceled.connect(loop.quit)
    task.start()
    dialog.setValue(0)
    loop.exec()
    dialog.deleteLater()
    dialog.hide()
    if given_up.is_set():
        raise CancelledError(CANCELLED)
    if errors:
        raise as_loom_error(errors[0])
