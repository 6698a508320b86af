"""The samples of a project that is opened: read while the window is painted, with a question where a file has moved."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QPushButton, QWidget

from engine.data import make_dataset
from engine.data.files import FOLDER
from engine.errors import CancelledError, DownloadNeededError, MovedDataError
from gui.data.standing import ask_where, download_title
from gui.data_files import takes_long
from gui.data_loading import CANCELLED, as_loom_error, in_background
from gui.i18n import show, translate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.data import DataRecipe, Dataset, Progress
    from engine.storage import Project
    from engine.text import Text

STEPS = 1000


class Opened(NamedTuple):
    """A project and its samples; its recipe may name other places than the file did."""

    project: Project
    dataset: Dataset


def with_data(project: Project, path: Path | None, window: QWidget) -> Opened | None:
    """Return a project with its samples, or None if the person gave it up.

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
    recipe: DataRecipe | None = project.recipe.noted(None if path is None else path.parent)
    while recipe is not None:
        try:
            dataset = _made(recipe, window)
        except CancelledError:
            return None
        except MovedDataError as error:
            recipe = _located(recipe, error, window)
        except DownloadNeededError as error:
            recipe = _fetched(recipe, error, window)
        else:
            return Opened(replace(project, recipe=recipe), dataset)
    return None


def _made(recipe: DataRecipe, window: QWidget) -> Dataset:
    made: list[Dataset] = []
    with_progress(window, lambda progress: made.append(make_dataset(recipe, progress)))
    return made[0]


def _located(recipe: DataRecipe, error: MovedDataError, window: QWidget) -> DataRecipe | None:
    """Ask where a file is until it is found; None if the person gives up."""
    text, chosen = show(error.text), None
    while True:
        others = [translate("data", "Locate file …")]
        if chosen is not None:
            others.append(translate("data", "Use this file"))
        answer = _asked(window, text, others)
        if answer is None:
            return None
        if answer == others[-1] and chosen is not None:
            return recipe.with_setting(error.setting, str(chosen)).noted()
        file = recipe.files.get(error.setting)
        place = ask_where(window, error, is_folder=file is not None and file.digest.startswith(FOLDER))
        if place is None:
            continue
        try:
            return recipe.located(place, error.setting)
        except MovedDataError as other:
            text, chosen = show(other.text), place


def _fetched(recipe: DataRecipe, error: DownloadNeededError, window: QWidget) -> DataRecipe | None:
    """Offer to fetch a data set; None if the person does not want it."""
    from engine.data.download import REMOTE, download

    if _asked(window, show(error.text), [download_title(error)]) is None:
        return None
    try:
        with_progress(window, lambda progress: download(REMOTE[error.dataset], progress))
    except CancelledError:
        return None
    return recipe


def _asked(window: QWidget, text: str, answers: list[str]) -> str | None:
    """Ask a question with these answers, or Cancel: None."""
    box = QMessageBox(QMessageBox.Icon.Question, translate("data", "Data of the project"), text, parent=window)
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
