"""What all plots share: a row with legend, step and tools above the content, and when it is brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from gui.forms.figure import Figure
from gui.forms.layout import tip
from gui.glyphs import glyph
from gui.i18n import translate
from gui.plots.chart import Chart
from gui.plots.legend import Legend
from gui.plots.picture import save_csv, save_png, save_svg
from gui.theme import THEME, UNIT

if TYPE_CHECKING:
    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.plots.picture import Table
    from gui.plots.probe import Probe

SMALL_ICON = QSize(16, 16)
SMALL_POINTS = 9.0


class Plot(QWidget):
    """A view of the run of a document, of the same step as every other view.

    While it is hidden nothing is drawn; once shown it catches up with the newest snapshot. Subclasses call `compose`
    with their content and fill in `begin`, `take`, `recolour` and `table`; `every` is the pace of `Turns.take`.

    Parameters
    ----------
    document : Document
    title : str
        What the plot is called, translated; names the file that an export proposes.
    help : str
        What it shows and what the notes call it, translated.
    """

    every = 0.0

    def __init__(self, document: Document, title: str, help: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.title = title
        self.legend = Legend()
        self.step_label = Figure(translate("plots", "step {step}").format(step="88,888,888"), SMALL_POINTS)
        self.step_label.setObjectName("muted")
        self.watched = False
        self.awaited: Probe | None = None
        """What has to be answered in a look for it to show anything new."""
        self._in_front = True
        self._icons: dict[QAction, str] = {}
        self._tools = QWidget()
        self._tool_row = QHBoxLayout(self._tools)
        self._tool_row.setContentsMargins(0, 0, 0, 0)
        self._tool_row.setSpacing(0)
        self._explanation = QLabel()
        self._explanation.setObjectName("muted")
        self._explanation.setWordWrap(True)
        self._explanation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self.setAutoFillBackground(True)
        self.setToolTip(tip(help))
        self.setAccessibleName(title)
        self.setAccessibleDescription(help)

    def compose(self, content: QWidget) -> None:
        """Lay the plot out around its content and begin to follow the document."""
        self._pages.addWidget(content)
        self._pages.addWidget(self._explanation)
        header = QHBoxLayout()
        header.setContentsMargins(UNIT, 0, 0, 0)
        header.addWidget(self.legend, 1)
        header.addWidget(self.step_label)
        header.addSpacing(UNIT // 2)
        header.addWidget(self._tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, UNIT // 2, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(self._pages, 1)
        self.export_action = self.add_tool(
            "mdi6.tray-arrow-down",
            translate("plots", "Export…"),
            translate("plots", "Save this plot as a picture or as numbers."),
        )
        self.export_action.triggered.connect(self._ask_where)
        self.document.run.snapshot_taken.connect(self._on_snapshot)
        self.document.run.renewed.connect(self._on_renewed)
        THEME.changed.connect(self._on_theme)
        self._on_theme()
        self.begin()

    def add_tool(self, icon: str, text: str, help: str) -> QAction:
        """Add an action with a button at the top right."""
        action = QAction(text, self)
        action.setToolTip(tip(help))
        self._icons[action] = icon
        self.addAction(action)
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        button.setIconSize(SMALL_ICON)
        self._tool_row.addWidget(button)
        self._paint_icon(action)
        return action

    def add_tool_widget(self, widget: QWidget) -> None:
        """Add something else than a button at the top right."""
        self._tool_row.addWidget(widget)

    def set_tool_visible(self, action: QAction, on: bool) -> None:
        """Show or hide the button of an action, and the action with it."""
        action.setVisible(on)
        for button in self._tools.findChildren(QToolButton):
            if button.defaultAction() is action:
                button.setVisible(on)

    def add_fit_tool(self, help: str) -> QAction:
        """Add the action that shows everything again."""
        return self.add_tool("mdi6.fit-to-page-outline", translate("plots", "Fit"), help)

    # -- what subclasses fill in ---------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Another run began, or there is none: show nothing of the last one. A snapshot follows if there is a run."""

    def take(self, snapshot: Snapshot) -> None:
        """Show a snapshot."""

    def on_watched(self) -> None:
        """Begin or end what is needed only while somebody can see the plot: `watched`."""

    def recolour(self) -> None:
        """Take on the colours of the theme."""

    def table(self) -> Table | None:
        """Return the numbers behind the plot, or None if a picture is all there is."""
        return None

    # -- following the document ----------------------------------------------------------------------------------------

    def explain(self, sentence: str) -> None:
        """Show a sentence in the place of the content; an empty one brings the content back."""
        self._explanation.setText(sentence)
        self._pages.setCurrentIndex(1 if sentence else 0)
        self.legend.setVisible(not sentence)
        self.step_label.setVisible(not sentence)
        self._tools.setVisible(not sentence)

    @property
    def explanation(self) -> str:
        """The sentence that is shown in the place of the content, or an empty string."""
        return self._explanation.text()

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        lacks = self.awaited is not None and self.awaited.active and self.awaited.answer(snapshot) is None
        if self.watched and not lacks:
            self.document.run.turns.take(self._catch_up, self.every)

    def _catch_up(self) -> None:
        """Show the newest snapshot."""
        snapshot = self.document.run.last
        if self.watched and snapshot is not None:
            self.show_step(snapshot)
            self.take(snapshot)

    def show_step(self, snapshot: Snapshot) -> None:
        """Write which step the plot belongs to."""
        self.step_label.show_text(translate("plots", "step {step}").format(step=f"{snapshot.step:,}"))

    def _on_renewed(self) -> None:
        if not self.document.run.ready:
            self.step_label.clear()
        self.begin()

    def _on_theme(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, THEME.tokens.panel)
        self.setPalette(palette)
        for action in self._icons:
            self._paint_icon(action)
        self.legend.update()
        self.recolour()

    def _paint_icon(self, action: QAction) -> None:
        tokens = THEME.tokens
        action.setIcon(glyph(self._icons[action], color=tokens.muted, color_on=tokens.accent))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the newest snapshot."""
        super().showEvent(event)
        self._renew_watched()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop what only a plot that is seen needs."""
        super().hideEvent(event)
        self._renew_watched()

    def set_watched(self, in_front: bool) -> None:
        """Take note whether the plot is in front of others: behind the tab of another dock Qt does not hide it."""
        self._in_front = in_front
        self._renew_watched()

    def _renew_watched(self) -> None:
        watched = self.isVisible() and self._in_front
        if watched != self.watched:
            self.watched = watched
            self.on_watched()
            self._catch_up()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the tools as a menu too."""
        if not self.explanation:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self.actions())
            menu.popup(event.globalPos())

    # -- export --------------------------------------------------------------------------------------------------------

    def exported(self) -> QWidget:
        """Return the widget that a picture shows."""
        return self

    def _ask_where(self) -> None:
        filters = [translate("plots", "PNG picture (*.png)"), translate("plots", "SVG drawing (*.svg)")]
        if self.table() is not None:
            filters.append(translate("plots", "CSV table (*.csv)"))
        chosen, _ = QFileDialog.getSaveFileName(
            self, translate("plots", "Export the plot"), f"{self.title}.png", ";;".join(filters)
        )
        if chosen:
            self.export(Path(chosen))

    def export(self, path: Path) -> bool:
        """Write the plot to a file, of the kind that its ending says: PNG, SVG or CSV. Tell whether it was written.

        What went wrong goes to the status bar.
        """
        table = self.table()
        try:
            if path.suffix.lower() == ".csv" and table is not None:
                save_csv(table, path)
            else:
                self._export_picture(path)
        except OSError as error:
            sentence = translate("plots", "{path} could not be written: {reason}. Choose another folder or name.")
            self.document.notice.emit(sentence.format(path=path, reason=str(error).rstrip(".")))
            return False
        self.document.notice.emit(translate("plots", "Saved {path}.").format(path=path))
        return True

    def _export_picture(self, path: Path) -> None:
        self._tools.hide()
        charts = self.findChildren(Chart)
        for chart in charts:
            chart.set_exporting(True)
        try:
            save = save_svg if path.suffix.lower() == ".svg" else save_png
            save(self.exported(), path)
        finally:
            for chart in charts:
                chart.set_exporting(False)
            self._tools.show()
