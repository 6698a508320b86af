"""The window: puts canvas, panels and plots in their places and connects the actions. Nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDockWidget,
    QLabel,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolBar,
    QWidget,
)

from engine.training.snapshot import Status
from gui import actions, help_dialogs
from gui.canvas.view import CanvasView
from gui.files import SUFFIX, ProjectFiles
from gui.i18n import show, translate
from gui.panels.data import DataPanel
from gui.panels.inspector import InspectorPanel
from gui.panels.palette import PalettePanel
from gui.panels.problems import ProblemsPanel
from gui.panels.run_bar import RunBar
from gui.panels.training import TrainingPanel
from gui.plots.curves import AccuracyPlot, LossPlot
from gui.plots.region import RegionPlot
from gui.plots.weights import WeightsPlot
from gui.theme import THEME
from gui.welcome import WelcomePage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import JsonValue
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from engine.graph import Ends, NodeId
    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.settings import Settings

LAYOUT_VERSION = 1
Area = Qt.DockWidgetArea


class MainWindow(QMainWindow):
    """One open project on the screen.

    Parameters
    ----------
    document : Document
    settings : Settings
    """

    def __init__(self, document: Document, settings: Settings) -> None:
        super().__init__()
        self.document = document
        self.settings = settings
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(True)
        self.canvas = CanvasView(document)
        self.welcome = WelcomePage()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.canvas)
        self.setCentralWidget(self._pages)
        self.files = ProjectFiles(document, settings, self, self._view_state, self.canvas.thumbnail)
        self.docks: dict[str, QDockWidget] = {}
        self._build_docks()
        self.actions_by_id = actions.build(actions.all_actions(), self._slots(), self, self.canvas)
        self._build_menus()
        self._build_toolbar()
        self._build_status_bar()
        self._connect()
        self._arrange()
        self._show_title()
        self._show_run()

    # -- building --

    def _build_docks(self) -> None:
        document = self.document
        self.palette_panel = PalettePanel(document)
        self.problems_panel = ProblemsPanel(document)
        self.loss_plot, self.accuracy_plot = LossPlot(document), AccuracyPlot(document)
        self.region_plot, self.weights_plot = RegionPlot(document), WeightsPlot(document)
        self.inspector_panel, self.data_panel = InspectorPanel(document), DataPanel(document)
        self.training_panel = TrainingPanel(document)
        for name, title, widget in (
            ("palette", translate("dock", "Layers"), self.palette_panel),
            ("loss", translate("dock", "Loss"), self.loss_plot),
            ("accuracy", translate("dock", "Accuracy"), self.accuracy_plot),
            ("weights", translate("dock", "Weights"), self.weights_plot),
            ("problems", translate("dock", "Problems"), self.problems_panel),
            ("region", translate("dock", "Decision region"), self.region_plot),
            ("inspector", translate("dock", "Inspector"), self.inspector_panel),
            ("data", translate("dock", "Data"), self.data_panel),
            ("training", translate("dock", "Training"), self.training_panel),
        ):
            dock = QDockWidget(title, self)
            dock.setObjectName(name)
            dock.setWidget(widget)
            self.docks[name] = dock

    def _arrange(self) -> None:
        """Put the docks at their first places, then at those of last time."""
        docks = self.docks
        self.setCorner(Qt.Corner.BottomRightCorner, Area.RightDockWidgetArea)
        self.setCorner(Qt.Corner.BottomLeftCorner, Area.LeftDockWidgetArea)
        self.addDockWidget(Area.LeftDockWidgetArea, docks["palette"])
        for name in ("loss", "accuracy", "weights", "problems"):
            self.addDockWidget(Area.BottomDockWidgetArea, docks[name])
        for name in ("region", "inspector", "data", "training"):
            self.addDockWidget(Area.RightDockWidgetArea, docks[name])
        for first, second in (("loss", "accuracy"), ("accuracy", "weights"), ("weights", "problems")):
            self.tabifyDockWidget(docks[first], docks[second])
        self.tabifyDockWidget(docks["inspector"], docks["data"])
        self.tabifyDockWidget(docks["data"], docks["training"])
        docks["loss"].raise_()
        docks["inspector"].raise_()
        self.resizeDocks([docks["palette"], docks["region"]], [168, 320], Qt.Orientation.Horizontal)
        self.resizeDocks([docks["loss"]], [200], Qt.Orientation.Vertical)
        self.resizeDocks([docks["region"], docks["inspector"]], [290, 330], Qt.Orientation.Vertical)
        self._first_layout = self.saveState(LAYOUT_VERSION)
        self.resize(1280, 720)
        self.restoreGeometry(self.settings.layout("geometry"))
        self.restoreState(self.settings.layout("docks"), LAYOUT_VERSION)

    def _slots(self) -> Mapping[str, Callable[[], object]]:
        canvas, document, files = self.canvas, self.document, self.files
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
            "add_layer": canvas.open_quick_menu,
            "tidy": canvas.tidy,
            "train": self._train,
            "step": lambda: self._order(document.run.step),
            "epoch": lambda: self._order(document.run.epoch),
            "stop": lambda: self._order(document.run.stop),
            "reset": lambda: self._order(document.reset_run),
            "new_start": lambda: self._order(document.new_start),
            "welcome": lambda: self._pages.setCurrentWidget(self.welcome),
            "shortcuts": lambda: help_dialogs.show_shortcuts(self, list(self.actions_by_id.values())),
            "about": lambda: help_dialogs.show_about(self),
        }

    def _build_menus(self) -> None:
        menus = {name: self.menuBar().addMenu(title) for name, title in actions.menu_titles().items()}
        self._add_undo(menus["edit"])
        for spec in actions.all_actions():
            menu = menus[spec.menu]
            if spec.separated:
                menu.addSeparator()
            menu.addAction(self.actions_by_id[spec.id])
            if spec.id == "open":
                self._recent_menu = menu.addMenu(translate("menu", "Open &recent"))
        self._add_view_choices(menus["view"])

    def _add_undo(self, menu: QMenu) -> None:
        stack = self.document.undo_stack
        undo = stack.createUndoAction(self, translate("action", "Undo"))
        redo = stack.createRedoAction(self, translate("action", "Redo"))
        undo.setShortcuts(QKeySequence.keyBindings(QKeySequence.StandardKey.Undo))
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.undo_action, self.redo_action = undo, redo
        menu.addActions([undo, redo])

    def _add_view_choices(self, menu: QMenu) -> None:
        menu.addSeparator()
        panels = menu.addMenu(translate("menu", "&Panels"))
        for dock in self.docks.values():
            panels.addAction(dock.toggleViewAction())
        panels.addSeparator()
        restore = panels.addAction(translate("action", "Put all back"))
        restore.triggered.connect(lambda: self.restoreState(self._first_layout, LAYOUT_VERSION))
        themes = (
            ("system", translate("menu", "As the system")),
            ("light", translate("menu", "Light")),
            ("dark", translate("menu", "Dark")),
        )
        self._add_choice(menu.addMenu(translate("menu", "&Theme")), themes, self.settings.theme, self._use_theme)
        languages = (("system", translate("menu", "As the system")), ("en", "English"), ("ko", "한국어"))
        self._add_choice(
            menu.addMenu(translate("menu", "&Language")), languages, self.settings.language, self._use_language
        )

    def _add_choice(
        self, menu: QMenu, choices: tuple[tuple[str, str], ...], current: str, use: Callable[[str], None]
    ) -> None:
        group = QActionGroup(self)
        for value, title in choices:
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(value == current)
            action.triggered.connect(lambda _checked=False, value=value: use(value))
            group.addAction(action)

    def _build_toolbar(self) -> None:
        bar = QToolBar(translate("dock", "Training controls"), self)
        bar.setObjectName("controls")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        bar.addAction(self.undo_action)
        bar.addAction(self.redo_action)
        bar.addSeparator()
        for name in ("train", "step", "epoch", "stop", "reset", "new_start"):
            bar.addAction(self.actions_by_id[name])
        train = bar.widgetForAction(self.actions_by_id["train"])
        train.setObjectName("train")
        train.setProperty("toolButtonStyle", Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addSeparator()
        self.run_bar = RunBar(self.document)
        bar.addWidget(self.run_bar)
        self.addToolBar(bar)
        self._recolour()

    def _build_status_bar(self) -> None:
        self._facts = QLabel()
        self._facts.setObjectName("muted")
        self.statusBar().addPermanentWidget(self._facts)

    # -- connecting --

    def _connect(self) -> None:
        document, welcome = self.document, self.welcome
        document.notice.connect(lambda text: self.statusBar().showMessage(text, 8000))
        document.title_changed.connect(self._show_title)
        document.analysed.connect(self._show_facts)
        document.run.status_changed.connect(self._show_run)
        document.run.snapshot_taken.connect(self._on_snapshot)
        document.run.renewed.connect(self._show_run)
        self.files.opened.connect(self._on_opened)
        self.files.recent_changed.connect(self._show_recent)
        welcome.example_chosen.connect(self.files.open_example)
        welcome.empty_chosen.connect(self._new)
        welcome.browse_chosen.connect(self.files.open_dialog)
        welcome.file_chosen.connect(self.files.open)
        self.palette_panel.chosen.connect(self._add_layer)
        self.problems_panel.jump.connect(self._jump)
        self.problems_panel.count_changed.connect(self._show_problem_count)
        THEME.changed.connect(self._recolour)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
        self._show_recent()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Space presses a focused button or ticks a list; everywhere else it trains."""
        takes_space = isinstance(new, QAbstractButton | QComboBox | QAbstractItemView)
        self.actions_by_id["train"].setShortcuts([QKeySequence(key) for key in (["F5"] if takes_space else ["Space", "F5"])])

    def _recolour(self) -> None:
        for spec in actions.all_actions():
            if spec.icon and spec.id != "train":
                self.actions_by_id[spec.id].setIcon(actions.icon(spec.icon))
        self.undo_action.setIcon(actions.icon("mdi6.undo"))
        self.redo_action.setIcon(actions.icon("mdi6.redo"))
        self._show_run()

    # -- what is shown --

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.document.name}[*] — Layerloom")
        self.setWindowModified(self.document.modified)

    def _show_run(self) -> None:
        run = self.document.run
        action = self.actions_by_id["train"]
        action.setText(translate("action", "Pause") if run.running else translate("action", "&Train"))
        action.setIcon(actions.icon("mdi6.pause" if run.running else "mdi6.play"))
        for name in ("stop",):
            self.actions_by_id[name].setEnabled(run.running)
        self.actions_by_id["reset"].setEnabled(run.step_count > 0)
        if run.last is not None and run.last.problem is not None:
            self.document.notice.emit(show(run.last.problem))
            self.docks["problems"].raise_()
        elif run.status is Status.FINISHED:
            self._say_finished()

    def _say_finished(self) -> None:
        text = translate("window", "The run has ended at step {step}. Its result is kept; Train goes on from here.")
        config = self.document.config
        if not config.endless and self.document.run.last and self.document.run.last.epoch >= config.epochs:
            text = translate("window", "All {epochs} epochs are done. Raise Epochs or choose Endless to go on.")
        self.document.notice.emit(text.format(step=f"{self.document.run.step_count:,}", epochs=f"{config.epochs:,}"))

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        self.actions_by_id["reset"].setEnabled(snapshot.step > 0)
        if self.isWindowModified() != self.document.modified:
            self._show_title()

    def _show_facts(self) -> None:
        facts = translate("window", "{count} parameters · CPU, 1 thread")
        self._facts.setText(facts.format(count=f"{self.document.shapes.parameters:,}"))

    def _show_problem_count(self, errors: int, warnings: int) -> None:
        title = translate("dock", "Problems")
        count = errors + warnings
        self.docks["problems"].setWindowTitle(f"{title} ({count})" if count else title)

    def _show_recent(self) -> None:
        recent = self.settings.recent
        self.welcome.show_recent(recent)
        self._recent_menu.clear()
        self._recent_menu.setEnabled(bool(recent))
        for path in recent:
            action = QAction(str(path), self._recent_menu)
            action.triggered.connect(lambda _checked=False, path=path: self.files.open(path))
            self._recent_menu.addAction(action)

    def _use_theme(self, name: str) -> None:
        self.settings.theme = name
        THEME.use(name)

    def _use_language(self, name: str) -> None:
        self.settings.language = name
        self.document.notice.emit(translate("window", "The language changes when Layerloom starts the next time."))

    # -- what is done --

    def _new(self) -> None:
        if self.files.new():
            self._pages.setCurrentWidget(self.canvas)
            self.canvas.setFocus()

    def _on_opened(self, view: Mapping[str, JsonValue]) -> None:
        self._pages.setCurrentWidget(self.canvas)
        self.canvas.setFocus()
        canvas = view.get("canvas")
        if isinstance(canvas, dict):
            self.canvas.restore_view({k: float(v) for k, v in canvas.items() if isinstance(v, int | float)})
        else:
            self.canvas.fit()

    def _add_layer(self, kind: str) -> None:
        self._pages.setCurrentWidget(self.canvas)
        self.canvas.add_at_centre(kind)

    def _jump(self, node: NodeId | None, edge: Ends | None) -> None:
        self._pages.setCurrentWidget(self.canvas)
        self.canvas.reveal([] if node is None else [node], edge)

    def _train(self) -> None:
        run = self.document.run
        if run.running:
            run.pause()
        else:
            self._order(run.train)

    def _order(self, order: Callable[[], object]) -> None:
        """Give the run an order, or say why there is no run."""
        document = self.document
        if not document.ready:
            document.notice.emit(translate("window", "PyTorch is still loading. Try again in a moment."))
        elif document.obstacle is not None:
            reason = show(document.obstacle)
            document.notice.emit(translate("window", "Training cannot start: {reason}").format(reason=reason))
            self.docks["problems"].show()
            self.docks["problems"].raise_()
        else:
            order()

    def _view_state(self) -> dict[str, JsonValue]:
        return {"canvas": dict(self.canvas.view_state())}

    # -- Qt --

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome project files."""
        if _project_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a project file that is dropped on the window."""
        path = _project_in(event)
        if path is not None:
            event.acceptProposedAction()
            self.files.open(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once about unsaved work, end the thread, remember the layout."""
        if not self.files.may_leave():
            event.ignore()
            return
        self.settings.set_layout("geometry", self.saveGeometry())
        self.settings.set_layout("docks", self.saveState(LAYOUT_VERSION))
        self.files.autosave.close()
        self.document.run.close()
        event.accept()


def _project_in(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix == SUFFIX else None
