"""Files of a window: saving, opening, being asked once, and recovering what a killed session left."""

from __future__ import annotations

import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from engine.data import DataRecipe
from engine.storage import read_project, write_project
from gui import autosave
from gui.document import Document
from gui.files import ProjectFiles
from gui.settings import Settings, autosave_folder
from tests.gui.conftest import draw_xor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

Button = QMessageBox.StandardButton

pytestmark = pytest.mark.usefixtures("complaints")


class Answers:
    """Stands in for the person at a question; remembers how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer = Button.Cancel

    def question(self, _parent: QWidget, _title: str, text: str, *_rest: object) -> Button:
        self.asked.append(text)
        return self.answer


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    answers = Answers()
    monkeypatch.setattr("gui.questions.ask", answers.question)
    return answers


@pytest.fixture
def files(xor: Document, qtbot: QtBot, tmp_path: Path) -> Iterator[ProjectFiles]:
    window = QWidget()
    qtbot.addWidget(window)
    files = ProjectFiles(
        xor, Settings(tmp_path / "settings.ini"), window, lambda: {"canvas": {"zoom": 1.5}}, lambda: b""
    )
    yield files
    files.autosave.close()


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


def saved(files: ProjectFiles) -> bool:
    """Save and wait; tell whether the file was written."""
    return files.save() and files.saving.finish()


def train_some(document: Document, qtbot: QtBot) -> None:
    document.run.train()
    qtbot.waitUntil(lambda: document.run.step_count > 5)


def test_saving_asks_for_a_name_once_and_adds_the_suffix(
    files: ProjectFiles, xor: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "mine")
    assert saved(files)
    assert xor.path == tmp_path / "mine.loom"
    choose(monkeypatch, tmp_path / "never")
    assert saved(files)
    assert not (tmp_path / "never.loom").exists()
    assert read_project(tmp_path / "mine.loom").view["canvas"] == {"zoom": 1.5}


def test_saving_a_running_network_and_opening_it_goes_on_where_it_was(
    files: ProjectFiles, xor: Document, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    train_some(xor, qtbot)
    choose(monkeypatch, tmp_path / "run.loom")
    assert saved(files)
    xor.run.pause()
    qtbot.waitUntil(lambda: not xor.run.running)
    answers.answer = Button.Discard
    files.open(tmp_path / "run.loom")
    written = read_project(tmp_path / "run.loom").run
    assert written is not None
    assert xor.run.step_count == written.step > 0
    assert not xor.modified


def test_leaving_unsaved_work_asks_once_and_cancel_keeps_it(
    files: ProjectFiles, xor: Document, answers: Answers
) -> None:
    with xor.edit("move") as graph:
        graph.move({1: (5, 5)})
    assert not files.new()
    assert len(answers.asked) == 1
    assert len(xor.graph.nodes) == 4
    answers.answer = Button.Discard
    assert files.new()
    assert len(xor.graph.nodes) == 0


def test_leaving_while_it_trains_pauses_asks_and_goes_on_after_cancel(
    files: ProjectFiles, xor: Document, answers: Answers, qtbot: QtBot
) -> None:
    train_some(xor, qtbot)
    assert not files.may_leave()
    assert len(answers.asked) == 1
    step = xor.run.step_count
    qtbot.waitUntil(lambda: xor.run.running and xor.run.step_count > step)


def pause(document: Document, qtbot: QtBot) -> None:
    document.run.pause()
    qtbot.waitUntil(lambda: not document.run.running)


@pytest.mark.parametrize("deed", ["nothing", "new start", "edit", "data", "learning rate", "recovery"])
def test_an_example_that_was_only_trained_is_left_without_a_question(
    files: ProjectFiles, xor: Document, qtbot: QtBot, answers: Answers, deed: str
) -> None:
    assert files.open_example("xor")
    xor.training.train()
    qtbot.waitUntil(lambda: xor.run.step_count > 5)
    pause(xor, qtbot)
    if deed == "new start":
        xor.new_start()
    elif deed == "edit":
        with xor.edit("move") as graph:
            graph.move({1: (5, 5)})
    elif deed == "data":
        xor.set_recipe(DataRecipe("circle"), "data")
    elif deed == "learning rate":
        xor.set_config(xor.config.with_optimizer_setting("lr", 0.01), "lr")
    elif deed == "recovery":
        xor.saved.lose()
    assert xor.modified
    assert files.may_leave() == (deed in ("nothing", "new start"))
    assert len(answers.asked) == (deed not in ("nothing", "new start"))


def test_an_example_that_was_trained_for_long_is_not_left_without_a_question(
    files: ProjectFiles, xor: Document, qtbot: QtBot, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert files.open_example("xor")
    xor.training.train()
    qtbot.waitUntil(lambda: xor.run.step_count > 5)
    pause(xor, qtbot)
    assert files.may_leave()
    monkeypatch.setattr("gui.files.LONG", xor.training.seconds)
    assert not files.may_leave()
    assert answers.asked == ["Save Untitled with what it has learned?"]
    assert files._take(xor.project({}), None)
    assert xor.training.seconds == 0


def test_a_file_of_ones_own_that_was_only_trained_is_not_left_without_a_question(
    files: ProjectFiles, xor: Document, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:
    choose(monkeypatch, tmp_path / "mine.loom")
    assert saved(files)
    train_some(xor, qtbot)
    pause(xor, qtbot)
    assert not files.may_leave()
    assert len(answers.asked) == 1


def test_a_file_that_is_no_project_is_refused_and_the_open_one_stays(
    files: ProjectFiles, xor: Document, tmp_path: Path, complaints: list[str]
) -> None:
    bad = tmp_path / "bad.loom"
    bad.write_bytes(b"this is no project")
    files.open(bad)
    files.open(tmp_path / "missing.loom")
    assert len(complaints) == 2
    assert "bad.loom" in complaints[0]
    assert "missing.loom" in complaints[1]
    assert len(xor.graph.nodes) == 4


def test_a_folder_that_is_gone_is_named_and_nothing_is_lost(
    files: ProjectFiles, xor: Document, tmp_path: Path, complaints: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "gone" / "x.loom")
    with xor.edit("move") as graph:
        graph.move({1: (5, 5)})
    assert not saved(files)
    assert len(complaints) == 1
    assert xor.modified
    assert xor.path is None


def test_recent_files_are_newest_first_without_those_that_are_gone(
    files: ProjectFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        choose(monkeypatch, tmp_path / name)
        assert files.save_as()
        assert files.saving.finish()
    (tmp_path / "b.loom").unlink()
    assert [path.stem for path in Settings(tmp_path / "settings.ini").recent] == ["c", "a"]


def test_opening_before_pytorch_is_loaded_waits_for_it(
    qtbot: QtBot, tmp_path: Path, files: ProjectFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "early.loom")
    assert saved(files)
    document, window = Document(), QWidget()
    qtbot.addWidget(window)
    early = ProjectFiles(document, Settings(tmp_path / "s.ini"), window, dict, lambda: b"")
    early.open(tmp_path / "early.loom")
    assert len(document.graph.nodes) == 0
    document.torch_is_ready()
    assert len(document.graph.nodes) == 4
    early.autosave.close()
    document.run.close()


def test_a_copy_is_kept_while_unsaved_and_removed_once_saved(
    files: ProjectFiles, xor: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with xor.edit("move") as graph:
        graph.move({1: (5, 5)})
    files.autosave.keep()
    files.autosave.finish()
    copies = list(autosave_folder().glob("*.loom"))
    assert len(copies) == 1
    assert read_project(copies[0]).graph == xor.graph
    assert autosave.left_behind() == []  # this session is alive
    choose(monkeypatch, tmp_path / "saved")
    assert saved(files)
    assert list(autosave_folder().glob("*.loom")) == []


KILLED = textwrap.dedent("""
    import os, signal
    from PySide6.QtWidgets import QApplication
    application = QApplication([])
    from gui.autosave import Autosave
    from gui.document import Document
    from tests.gui.conftest import draw_xor
    document = Document()
    document.torch_is_ready()
    draw_xor(document)
    copies = Autosave(document, lambda: document.project({"path": None}))
    copies.keep()
    copies.finish()
    os.kill(os.getpid(), signal.SIGKILL)
""")


def test_work_of_a_killed_session_is_offered_and_recovered(
    qtbot: QtBot, tmp_path: Path, answers: Answers, document: Document
) -> None:
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", KILLED], cwd=root, check=False)
    assert len(autosave.left_behind()) == 1
    window = QWidget()
    qtbot.addWidget(window)
    files = ProjectFiles(document, Settings(tmp_path / "s.ini"), window, dict, lambda: b"")
    answers.answer = Button.Yes
    files.offer_recovery()
    assert len(answers.asked) == 1
    assert [node.kind for node in document.graph.nodes.values()] == ["input", "dense", "dense", "output"]
    assert document.modified
    assert autosave.left_behind() == []
    files.autosave.close()


@pytest.fixture
def left_behind(xor: Document) -> Path:
    """Return a copy that a killed session left: XOR, unfinished."""
    copy = autosave_folder() / "killed.loom"
    copy.parent.mkdir(parents=True, exist_ok=True)
    project = xor.project({"path": None})
    project.graph.remove([4])
    write_project(project, copy)
    return copy


@pytest.fixture
def early(qtbot: QtBot, tmp_path: Path) -> Iterator[ProjectFiles]:
    """Return the files of a window whose PyTorch is still loading."""
    window = QWidget()
    qtbot.addWidget(window)
    document = Document(window)
    files = ProjectFiles(document, Settings(tmp_path / "s.ini"), window, dict, lambda: b"")
    yield files
    files.autosave.close()
    document.run.close()


@pytest.mark.parametrize(
    ("answer", "nodes", "copies_left"), [(Button.Yes, 3, 0), (Button.Discard, 4, 0), (Button.Cancel, 4, 1)]
)
def test_recovery_is_offered_before_the_file_of_the_command_line_is_opened(
    early: ProjectFiles,
    xor: Document,
    left_behind: Path,
    answers: Answers,
    tmp_path: Path,
    answer: Button,
    nodes: int,
    copies_left: int,
) -> None:
    write_project(xor.project({}), tmp_path / "given.loom")
    document = early._document
    said: list[str] = []
    document.notice.connect(said.append)
    answers.answer = answer
    early.begin(tmp_path / "given.loom")
    assert answers.asked == []
    document.torch_is_ready()
    assert len(answers.asked) == 1
    assert len(document.graph.nodes) == nodes
    assert document.modified == (answer == Button.Yes)
    assert document.path == (None if answer == Button.Yes else tmp_path / "given.loom")
    assert ("Save it before you open another file" in said[-1]) == (answer == Button.Yes)
    assert len(autosave.left_behind()) == copies_left


def test_a_session_without_a_file_offers_recovery_too_and_only_once(
    early: ProjectFiles, left_behind: Path, answers: Answers
) -> None:
    early.begin(None)
    early._document.torch_is_ready()
    early._document.torch_is_ready()
    assert len(answers.asked) == 1
    assert left_behind.exists()


def test_a_damaged_copy_is_set_aside_and_not_offered_again(
    files: ProjectFiles, answers: Answers, complaints: list[str], xor: Document
) -> None:
    copy = autosave_folder() / "old.loom"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"half a file")
    answers.answer = Button.Yes
    files.offer_recovery()
    files.offer_recovery()
    assert len(answers.asked) == 1
    assert len(complaints) == 1
    assert copy.with_suffix(".damaged").exists()
    assert len(xor.graph.nodes) == 4


def test_a_saved_project_opens_from_a_read_only_folder(
    files: ProjectFiles, xor: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "readonly"
    folder.mkdir()
    choose(monkeypatch, folder / "p.loom")
    draw = xor.graph.copy()
    assert saved(files)
    folder.chmod(0o555)
    try:
        files.open(folder / "p.loom")
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
    assert xor.graph == draw


def test_weights_of_another_drawing_are_refused_by_name(
    files: ProjectFiles, xor: Document, tmp_path: Path, complaints: list[str]
) -> None:
    project = xor.project({})
    project.graph.set(2, "units", 3)
    write_project(project, tmp_path / "mixed.loom")
    files.open(tmp_path / "mixed.loom")
    assert "dense_1.linear" in complaints[0]
    assert xor.graph.node(2).settings["units"] == 2


def test_draw_xor_is_what_the_other_tests_rely_on(document: Document) -> None:
    assert draw_xor(document) == {"Input": 1, "Dense 1": 2, "Dense 2": 3, "Output": 4}
