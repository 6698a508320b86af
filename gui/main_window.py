"""The window: a frame that is there at once, then canvas, panels and plots in their places, and the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QMainWindow,
    QWidget,
)

from engine.training.snapshot import Status
from gui import action_making, actions, help_dialogs, menus
from gui.docks import Docks
from gui.file_kinds import data_in, project_in
from gui.files import ProjectFiles
from gui.i18n import show, translate
from gui.laying_out import lay_out
from gui.mime import MIME_KIND
from gui.orders import Orders
from gui.pages import Pages
from gui.standing import ending, facts, facts_help
from gui.status_line import StatusLine
from gui.theme import THEME
from gui.undoing import UndoActions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from pydantic import JsonValue
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent

    from engine.graph import Ends, NodeId
    from engine.training.snapshot import Snapshot
    from gui.canvas.view import CanvasView
    from gui.document import Document
    from gui.furniture import Furniture
    from gui.settings import Settings


class MainWindow(QMainWindow):
    """One open project on the screen.

    At first it is a frame: menus, toolbar, welcome page and empty docks, each at its place. `furnish` makes the rest,
    for which numerics, plots and the engine must be loaded; it is called once the frame has been painted. Whoever
    chooses something before has it furnished at once.

    Parameters
    ----------
    settings : Settings

    Signals
    -------
    furnished()
        `document`, `canvas` and `files` are there, and the docks have their contents.
    language_chosen(str)
        The person wants ``"system"``, ``"en"`` or ``"ko"``; another window can then take this one over.
    """

    document: Document
    canvas: CanvasView
    files: ProjectFiles
    orders: Orders
    furnished = Signal()
    language_chosen = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.setAcceptDrops(True)
        self.setObjectName("mainWindow")
        self._is_furnished = False
        self._pages = Pages()
        self.welcome = self._pages.welcome
        self.setCentralWidget(self._pages)
        self.docks = Docks(self)
        self.actions_by_id = action_making.build(actions.all_actions(), self._perform, self)
        self._build_menus()
        self._build_status_bar()
        self._connect_frame()
        self.setWindowTitle("Layerloom")
        self.restoreGeometry(settings.layout("geometry"))
        self.docks.restore(settings.layout("docks"))
        self._recolour()
        self._offer(running=False, begun=False)

    # -- building --

    def furnish(self) -> None:
        """Put the document, the canvas and what the docks hold into the frame, the first time this is called."""
        if not self._is_furnished:
            self._furnish(None, None)

    def take_over(self, other: MainWindow) -> None:
        """Show what another window shows, where and as it does; nothing is asked, and a run goes on meanwhile.

        The other window is of no use afterwards: its document and files are here.
        """
        self._furnish(other.document, other.files)
        self.orders.waiting = other.orders.waiting
        self.restoreGeometry(other.saveGeometry())  # maximised or not, and where otherwise
        if not (other.isMaximized() or other.isFullScreen()):
            self.setGeometry(other.geometry())
        self._pages.take_over(other._pages)
        self.show()
        self.docks.take_over(other.docks)
        self.canvas.restore_view(other.canvas.view_state())
        self._pages.currentWidget().setFocus()

    def _furnish(self, document: Document | None, files: ProjectFiles | None) -> None:
        from gui.furniture import Furniture

        furniture = Furniture(self, self.settings, document)
        self.document, self.canvas = furniture.document, furniture.canvas
        self.document.keeps_timeline = self.settings.keeps_timeline
        self.canvas.setObjectName("canvasView")
        self.docks.furnish(furniture)
        self._toolbar.addWidget(furniture.run_bar)
        furniture.run_bar.limit.remember(self.settings)
        self.files = files or ProjectFiles(self.document, self.settings, self, self._view_state, self.canvas.thumbnail)
        self.files.serve(self, self._view_state, self.canvas.thumbnail)
        self.orders = Orders(self.document, self.docks.show_problems, self)  # hears after the files do
        action_making.hand_over(self.actions_by_id, self.canvas)
        self.undo_actions.serve(self.document)
        self._slots = self._make_slots()
        self._connect_furniture(furniture)
        self._pages.serve(self.document, self.canvas)  # hears of PyTorch after the files do
        self._show_title()
        self._show_run()
        self._is_furnished = True
        self.furnished.emit()

    def _make_slots(self) -> Mapping[str, Callable[[], object]]:
        canvas, document, files = self.canvas, self.document, self.files
        order = self.orders.give
        return {
            "new": self._new,
            "open": files.open_dialog,
            "save": files.save,
            "save_as": files.save_as,
            "quit": self.close,
            "cut": canvas.cut,
            "copy": canvas.copy,
            "paste": canvas.paste,
            "duplicate": canvas.duplicate,
            "delete": canvas.delete_selection,
            "select_all": canvas.select_all,
            "rename": canvas.rename_selected,
            "zoom_in": canvas.zoom_in,
            "zoom_out": canvas.zoom_out,
            "zoom_reset": canvas.zoom_reset,
            "fit": canvas.fit,
            "add_layer": self._ask_layer,
            "tidy": canvas.tidy,
            "units": canvas.toggle_units,
            "train": lambda: order(document.training.train),
            "pause": document.run.pause,
            "step": lambda: order(document.training.step),
            "epoch": lambda: order(document.training.epoch),
            "stop": lambda: order(document.run.stop),
            "reset": lambda: order(document.reset_run),
            "new_start": lambda: order(document.new_start),
            "welcome": self._pages.show_welcome,
            "lessons": self.docks.show_lessons,
            "shortcuts": lambda: help_dialogs.show_shortcuts(self, list(self.actions_by_id.values())),
            "about": lambda: help_dialogs.show_about(self),
        }

    def _build_menus(self) -> None:
        self.undo_actions = UndoActions(self)
        self.menus = menus.Menus(self, self.actions_by_id, self.undo_actions)
        self.menus.add_panels([dock.toggleViewAction() for dock in self.docks.by_name.values()], self.docks.put_back)
        self.menus.add_timeline_option(self.settings.keeps_timeline, self._keep_timeline)
        as_system = translate("menu", "As the system")
        themes = {"system": as_system, "light": translate("menu", "Light"), "dark": translate("menu", "Dark")}
        self.menus.add_choice(translate("menu", "&Theme"), themes, self.settings.theme, self._use_theme)
        languages = {"system": as_system, "en": "English", "ko": "한국어"}
        self.menus.add_choice(translate("menu", "&Language"), languages, self.settings.language, self._use_language)
        self._toolbar = menus.build_toolbar(self, self.actions_by_id, self.undo_actions)

    def _build_status_bar(self) -> None:
        self._status = StatusLine(self)
        self.setStatusBar(self._status)

    # -- connecting --

    def _connect_frame(self) -> None:
        self.welcome.example_chosen.connect(self._open_example)
        self.welcome.lessons_chosen.connect(lambda: self._perform("lessons"))
        self.welcome.empty_chosen.connect(self._begin_empty)
        self.welcome.browse_chosen.connect(lambda: self._perform("open"))
        self.welcome.file_chosen.connect(self._open)
        THEME.changed.connect(self._recolour)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
        self._show_recent()

    def _connect_furniture(self, furniture: Furniture) -> None:
        document = self.document
        document.notice.connect(self._say)
        document.title_changed.connect(self._show_title)
        document.undo_stack.indexChanged.connect(self._lay_out)  # the last that an edit tells
        document.analysed.connect(self._show_facts)
        document.run.status_changed.connect(self._show_run)
        document.run.snapshot_taken.connect(self._on_snapshot)
        document.run.renewed.connect(self._show_run)
        self.files.opened.connect(self._on_opened)
        self.files.data_chosen.connect(self._take_samples)
        self.files.waiting.connect(self._pages.show_waiting)
        self.files.recent_changed.connect(self._show_recent)
        furniture.layer_wanted.connect(self._add_layer)
        furniture.place_wanted.connect(self._jump)
        furniture.example_wanted.connect(self._open_lesson_example)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Space presses a focused button or ticks a list; everywhere else it trains."""
        takes_space = isinstance(new, QAbstractButton | QComboBox | QAbstractItemView)
        keys = [QKeySequence(key) for key in (["F5"] if takes_space else ["Space", "F5"])]
        for name in ("train", "pause"):  # one of the two is always invisible
            self.actions_by_id[name].setShortcuts(keys)

    def _recolour(self) -> None:
        for spec in actions.all_actions():
            if spec.icon:
                on_accent = spec.id in ("train", "pause")
                self.actions_by_id[spec.id].setIcon(action_making.icon(spec.icon, on_accent=on_accent))
        for action, name in zip(self.undo_actions, ("mdi6.undo", "mdi6.redo"), strict=True):
            action.setIcon(action_making.icon(name))

    # -- what is shown --

    def _lay_out(self) -> None:
        lay_out(self)

    def _say(self, sentence: str) -> None:
        self._status.showMessage(sentence, 8000)

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.document.name}[*] — Layerloom")
        self.setWindowModified(self.document.modified)

    def _show_run(self) -> None:
        run = self.document.run
        self._show_facts()
        self._offer(running=run.running, begun=run.step_count > 0)
        if run.last is not None and run.last.problem is not None:
            self.document.notice.emit(show(run.last.problem))
            self.docks.show_problems()
        elif run.last is not None and run.status is Status.FINISHED:
            self.document.notice.emit(ending(run.last, self.document.config))

    def _offer(self, *, running: bool, begun: bool) -> None:
        self.actions_by_id["train"].setVisible(not running)
        self.actions_by_id["pause"].setVisible(running)
        self.actions_by_id["stop"].setEnabled(running)
        self.actions_by_id["reset"].setEnabled(begun)

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        self.actions_by_id["reset"].setEnabled(snapshot.step > 0)
        if self.isWindowModified() != self.document.modified:
            self._show_title()

    def _show_facts(self) -> None:
        run = self.document.run
        text = facts(self.document.shapes.parameters, run.last, late=run.late)
        self._status.show_facts(text, facts_help(run.last))

    def _show_recent(self) -> None:
        recent = self.settings.recent
        self.welcome.show_recent(recent)
        self.menus.show_recent(recent, self._open, self._forget_recent)

    def _forget_recent(self) -> None:
        self.settings.forget_recent()
        self._show_recent()

    def _use_theme(self, name: str) -> None:
        self.settings.theme = name
        THEME.use(name)

    def _keep_timeline(self, on: bool) -> None:
        self.settings.keeps_timeline = on
        if self._is_furnished:
            self.document.keeps_timeline = on

    def _use_language(self, name: str) -> None:
        self.furnish()
        self.language_chosen.emit(name)

    # -- what is done --

    def _perform(self, name: str) -> None:
        self.furnish()
        self._slots[name]()

    def _open(self, path: Path) -> None:
        self.furnish()
        self.files.open(path)

    def _open_example(self, name: str) -> None:
        self.furnish()
        self.files.open_example(name)

    def _open_lesson_example(self, name: str) -> None:
        if not self.files.open_example(name):
            self.docks.lessons.progress.give_up_example()

    def _take_samples(self, paths: list[Path]) -> None:
        self.furnish()
        self.show_canvas()
        self.docks.show_data()
        self.document.data_loading.take_files(paths)

    def show_canvas(self) -> None:
        """Leave the welcome page."""
        self._pages.show_canvas()
        self.canvas.setFocus()

    def _begin_empty(self) -> None:
        """Show an empty canvas. Where nothing is drawn yet it is there already, with the data that was just loaded."""
        self.furnish()
        if self.document.graph.nodes or self.document.path is not None:
            self._new()
        else:
            self.show_canvas()

    def _new(self) -> None:
        if self.files.new():
            self.show_canvas()

    def _on_opened(self, view: Mapping[str, JsonValue]) -> None:
        self.show_canvas()
        canvas = view.get("canvas")
        if isinstance(canvas, dict):
            self.canvas.restore_view(canvas)
        else:
            self.canvas.fit()
        self.document.attention.restore(view)

    def _add_layer(self, kind: str) -> None:
        self.show_canvas()
        self.canvas.add_at_centre(kind)

    def _ask_layer(self) -> None:
        self.show_canvas()
        self.canvas.prompts.ask_what_follows()

    def _jump(self, nodes: Sequence[NodeId], edge: Ends | None) -> None:
        self.show_canvas()
        self.canvas.reveal(nodes, edge)

    def _view_state(self) -> dict[str, JsonValue]:
        return {"canvas": dict(self.canvas.view_state()), **self.document.attention.view_state()}

    # -- Qt --

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome project files, and files of samples; for a layer, which belongs on the canvas, show that."""
        if event.mimeData().hasFormat(MIME_KIND):
            self._pages.leave_welcome()
        elif project_in(event) is not None or data_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a project file that is dropped on the window; take samples into the open project."""
        event.acceptProposedAction()
        path = project_in(event)
        if path is not None:
            self._open(path)
        else:
            self._take_samples(data_in(event))

    def showEvent(self, event: QShowEvent) -> None:
        """Show what belongs to the present layout only."""
        super().showEvent(event)
        self.docks.hide_strays()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once about unsaved work, end the thread, remember the layout."""
        if self._is_furnished and not self.files.may_leave():
            event.ignore()
            return
        self.settings.set_layout("geometry", self.saveGeometry())
        self.settings.set_layout("docks", self.docks.layout())
        if self._is_furnished:
            self.files.autosave.close()
            self.document.starts.close()
            self.document.run.close()
        event.accept()
