"""Data from files comes in the background, can be cancelled, found again and taken back."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

import gui.data_loading
from engine.data import DataRecipe
from engine.data.download import MNIST
from engine.errors import DownloadNeededError, MovedDataError
from engine.text import Text
from tests.gui.data.bench import ROWS, wait_for_data, write_table

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from engine.data import Dataset, Progress
    from gui.document import Document


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_table(tmp_path / "animals.csv")


def test_a_dropped_table_is_planned_and_is_one_step_back(qtbot: QtBot, xor: Document, table: Path) -> None:
    before = xor.dataset
    xor.data_loading.take_files([table])
    assert xor.dataset is before  # until the new data is there
    wait_for_data(qtbot, xor)
    assert xor.recipe.source == "table"
    assert xor.dataset.columns == ("width", "height", "colour=blue", "colour=red")
    assert xor.dataset.classes == ("cat", "dog")
    assert len(xor.dataset) == ROWS
    assert xor.undo_stack.count() == 1
    xor.undo_stack.undo()
    assert xor.recipe.source == "xor"
    xor.undo_stack.redo()
    assert xor.dataset.classes == ("cat", "dog")


def test_a_small_table_is_kept_whole_in_the_recipe(qtbot: QtBot, xor: Document, table: Path) -> None:
    xor.data_loading.take_files([table])
    wait_for_data(qtbot, xor)
    assert xor.recipe.files["path"].content == table.read_bytes()


def test_what_cannot_be_read_is_said_and_nothing_changes(qtbot: QtBot, xor: Document, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("", encoding="utf-8")
    with qtbot.waitSignal(xor.notice) as notice:
        xor.data_loading.take_files([empty])
        wait_for_data(qtbot, xor)
    assert "The file is empty" in notice.args[0]
    assert xor.recipe.source == "xor"
    assert xor.undo_stack.count() == 0
    assert xor.data_loading.wanted.source == "table"  # so that the person can go on from here
    xor.data_loading.give_up()
    assert xor.data_loading.wanted is xor.recipe


def test_reading_can_be_cancelled(qtbot: QtBot, xor: Document, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()

    def endless(recipe: DataRecipe, progress: Progress) -> object:
        try:
            while True:
                progress(0.5, Text("table", "Reading the table"))
        finally:
            ended.set()

    monkeypatch.setattr(gui.data_loading, "made", endless)
    with qtbot.waitSignal(xor.data_loading.progressed):
        xor.data_loading.take_files([table])
    assert xor.data_loading.share == 0.5
    with qtbot.waitSignal(xor.notice) as notice:
        xor.data_loading.cancel()
    assert "cancelled" in notice.args[0]
    assert not xor.data_loading.busy
    assert xor.recipe.source == "xor"
    assert ended.wait(10)


def test_the_last_wish_counts(qtbot: QtBot, xor: Document, table: Path, tmp_path: Path) -> None:
    other = write_table(tmp_path / "other.csv", rows=20)
    xor.data_loading.take_files([table])
    xor.data_loading.take_files([other])
    wait_for_data(qtbot, xor)
    assert len(xor.dataset) == 20
    assert xor.undo_stack.count() == 1


def test_data_that_is_calculated_ends_the_wish_for_a_file(qtbot: QtBot, xor: Document, table: Path) -> None:
    xor.data_loading.take_files([table])
    xor.set_recipe(xor.recipe.with_source("circle"), "circle")
    assert not xor.data_loading.busy
    assert xor.recipe.source == "circle"


@pytest.fixture
def large_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is small enough to be kept whole."""
    monkeypatch.setattr("engine.data.files.KEPT", 0)


@pytest.mark.usefixtures("large_files")
def test_a_file_that_moved_is_located(qtbot: QtBot, xor: Document, table: Path, tmp_path: Path) -> None:
    xor.data_loading.take_files([table])
    wait_for_data(qtbot, xor)
    moved = table.rename(tmp_path / "moved.csv")
    xor.data_loading.take(xor.recipe.with_setting("header", "no").with_setting("header", "yes"), "nothing")
    wait_for_data(qtbot, xor)
    assert isinstance(xor.data_loading.error, MovedDataError)
    xor.data_loading.locate(moved)
    wait_for_data(qtbot, xor)
    assert xor.recipe.settings["path"] == str(moved)
    assert len(xor.dataset) == ROWS


@pytest.mark.usefixtures("large_files")
def test_undo_to_data_whose_file_is_gone_says_so_and_keeps_what_is_there(
    qtbot: QtBot, xor: Document, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gui.data_loading, "SHELF", 0)
    xor.data_loading.take_files([table])
    wait_for_data(qtbot, xor)
    xor.set_recipe(DataRecipe("circle"), "circle")
    xor.set_recipe(DataRecipe("spiral"), "spiral")
    xor.data_loading._shelf.clear()
    table.unlink()
    xor.undo_stack.undo()
    with qtbot.waitSignal(xor.notice, check_params_cb=lambda sentence: "not there any more" in sentence):
        xor.undo_stack.undo()
    assert xor.recipe.source == "circle"
    assert xor.run.ready
    xor.undo_stack.redo()
    assert xor.recipe.source == "circle"


def test_a_data_set_is_downloaded_on_request(qtbot: QtBot, xor: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    there: list[str] = []
    samples: Dataset = xor.dataset

    def made(recipe: DataRecipe, progress: Progress) -> tuple[DataRecipe, Dataset]:
        if not there:
            raise DownloadNeededError(Text("data", "Download it once"), "mnist")
        return recipe, samples

    monkeypatch.setattr(gui.data_loading, "made", made)
    monkeypatch.setattr("engine.data.download.download", lambda remote, progress: there.append(remote.kind))
    xor.data_loading.take(xor.recipe.with_source("mnist"), "MNIST")
    wait_for_data(qtbot, xor)
    assert isinstance(xor.data_loading.error, DownloadNeededError)
    assert xor.recipe.source == "xor"
    xor.data_loading.download()
    wait_for_data(qtbot, xor)
    assert there == [MNIST.kind]
    assert xor.recipe.source == "mnist"
