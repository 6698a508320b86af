"""The runs of this document side by side, and the training from many starts."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QSaveFile, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.training.snapshot import Status
from gui.forms.layout import NARROWEST, tip, wrapped
from gui.forms.starts_form import StartsForm
from gui.i18n import translate
from gui.plots.overlays import overlaid_colour
from gui.plots.starts_page import StartsPage, text_button
from gui.runs import COLOURS, WITH_WEIGHTS, config_differences, last_known
from gui.theme import THEME, UNIT, figures, number
from gui.turns import READ

if TYPE_CHECKING:
    from engine.training.config import TrainingConfig
    from engine.training.history import Curve
    from engine.training.snapshot import Snapshot
    from engine.training.starts import Starts
    from gui.document import Document
    from gui.runs import PastRun

MEASURES = ("train_loss", "validation_loss", "train_accuracy", "validation_accuracy")
PICTURE = QSize(64, 18)
Role = Qt.ItemDataRole


class RunsPanel(QWidget):
    """A table of the present run and those that were left, and a row that trains from many starts."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._filling = False
        self.setMinimumWidth(NARROWEST)  # or the row above the table would widen the window
        self.starts = document.starts
        self._shown: tuple[Starts | None, str] = (None, "")
        self.form = StartsForm()
        self.table = QTableWidget(0, 0)
        self.table.setObjectName("runsTable")
        self.table.setToolTip(
            tip(
                translate(
                    "runs", "Tick a run to lay its curve over the present one; double-click a name to change it."
                ),
                translate("runs", "Weights are kept of the last {count} runs and of the best; curves of more.").format(
                    count=WITH_WEIGHTS
                ),
            )
        )
        self.lasting = wrapped(
            translate(
                "runs",
                "These runs last until another project is opened. A file keeps the present run, in the first row, "
                "and the curve of the run before it; the others are in no file.",
            ),
            "muted",
        )
        self.page = StartsPage(document)
        self._pages = QStackedWidget()
        self._make_buttons()
        self._arrange()
        self._connect()
        self._fill()
        self._on_starts()

    # -- building --

    def _make_buttons(self) -> None:
        self.restore = text_button(
            "restoreRun",
            translate("runs", "Restore"),
            translate("runs", "Bring drawing, data, settings and weights of the chosen run back."),
            self._restore,
        )
        self.delete = text_button(
            "deleteRun", translate("runs", "Delete"), translate("runs", "Forget the chosen run."), self._delete
        )
        self.export = text_button(
            "exportRuns",
            translate("runs", "Export…"),
            translate("runs", "Save this table as a CSV file."),
            self._ask_where,
        )
        self.again = text_button(
            "showStarts",
            translate("runs", "Starts’ curves"),
            translate("runs", "Show the curves of the many starts again."),
            self._show_starts,
        )

    def _arrange(self) -> None:
        buttons = QVBoxLayout()
        buttons.setSpacing(UNIT // 2)
        for button in (self.restore, self.delete, self.export, self.again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        runs = QWidget()
        beside = QHBoxLayout(runs)
        beside.setContentsMargins(0, 0, 0, 0)
        listed = QVBoxLayout()
        listed.setSpacing(0)
        listed.addWidget(self.table, 1)
        listed.addWidget(self.lasting)
        beside.addLayout(listed, 1)
        beside.addLayout(buttons)
        self._pages.addWidget(runs)
        self._pages.addWidget(self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(UNIT, UNIT // 2, UNIT, 0)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(self.form)
        layout.addWidget(self._pages, 1)
        table = self.table
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(3 * UNIT)
        table.setIconSize(PICTURE)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def _connect(self) -> None:
        document = self._document
        document.runs.changed.connect(self._fill)
        document.config_changed.connect(self._fill)
        document.run.snapshot_taken.connect(self._on_snapshot)
        document.became_ready.connect(self._offer)
        THEME.changed.connect(self._recolour)
        self.table.itemChanged.connect(self._on_changed)
        self.table.itemSelectionChanged.connect(self._offer)
        self.form.begun.connect(self._begin)
        self.form.cancelled.connect(self.starts.cancel)
        self.form.goal_changed.connect(self.page.show_starts)
        self.form.refused.connect(document.notice)
        self.starts.progressed.connect(self.form.progress.setValue)
        self.starts.changed.connect(self._on_starts)
        self.page.closed.connect(self._close_starts)

    # -- the table --

    @staticmethod
    def headings() -> list[str]:
        """Return the titles of the columns."""
        return [
            translate("runs", "Run"),
            translate("runs", "Curve"),
            translate("runs", "Seed"),
            translate("runs", "Differs in"),
            translate("runs", "Steps"),
            translate("runs", "Epochs"),
            translate("runs", "Train loss"),
            translate("runs", "Validation loss"),
            translate("runs", "Train accuracy"),
            translate("runs", "Validation accuracy"),
        ]

    def _fill(self) -> None:
        """Write the whole table anew."""
        chosen = self._chosen()
        past = list(reversed(self._document.runs.past))
        self._filling = True
        titles = self.headings()
        self.table.setColumnCount(len(titles))
        self.table.setHorizontalHeaderLabels(titles)
        self.table.setRowCount(1 + len(past))
        self._fill_present()
        for row, run in enumerate(past, 1):
            self._fill_row(row, run.number, run.name, run.curve, run.config, run.steps, run.epochs)
            self._cell(row, 3).setText(self._differences(run))
            self._cell(row, 0).setCheckState(
                Qt.CheckState.Unchecked if self._document.runs.look_of(run.number) is None else Qt.CheckState.Checked
            )
            if chosen is not None and run.number == chosen.number:
                self.table.selectRow(row)
        self._filling = False
        self.lasting.setVisible(bool(past))
        self._offer()

    def _cell(self, row: int, place: int) -> QTableWidgetItem:
        item = self.table.item(row, place)
        assert item is not None  # the table is full
        return item

    def _new_cell(self, row: int, place: int) -> QTableWidgetItem:
        item = QTableWidgetItem()
        if place != 0:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        if place not in (0, 1, 3):
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFont(figures(self.font().pointSizeF()))
        self.table.setItem(row, place, item)
        return item

    def _fill_present(self) -> None:
        if self.table.rowCount() and self.table.item(0, 0) is not None:
            self._cell(0, 0).setData(Role.CheckStateRole, None)
        run = self._document.run
        name = self._document.runs.name_of(run.number) if run.ready else translate("runs", "No run yet")
        last = run.last
        curve = None if last is None else last.head_curve or last.curve
        epochs = 0 if last is None else last.epoch if curve is None or not len(curve) else int(curve.epoch[-1]) + 1
        self._fill_row(0, run.number, name, curve, self._document.config, run.step_count, epochs)
        self._cell(0, 3).setText(translate("runs", "(this run)"))

    def _fill_row(
        self, row: int, number_: int, name: str, curve: Curve | None, config: TrainingConfig, steps: int, epochs: int
    ) -> None:
        texts = [name, "", str(config.seed), "", f"{steps:,}", f"{epochs:,}"]
        for measure in MEASURES:
            value = float("nan") if curve is None else last_known(curve, measure)
            percent = measure.endswith("accuracy") and not np.isnan(value)
            texts.append(f"{value * 100:.4g} %" if percent else number(value))
        for place, text in enumerate(texts):
            item = self.table.item(row, place) or self._new_cell(row, place)
            item.setText(text)
            item.setData(Role.UserRole, number_)
        self._cell(row, 1).setIcon(self._picture(curve, self._document.runs.look_of(number_)))

    def _picture(self, curve: Curve | None, look: int | None) -> QIcon:
        """Return a small picture of a training loss."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(PICTURE * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        losses = np.empty(0) if curve is None else curve.train_loss[np.isfinite(curve.train_loss)]
        if len(losses) > 1:
            y = losses[np.linspace(0, len(losses) - 1, min(len(losses), PICTURE.width())).astype(int)]
            span = float(y.max() - y.min()) or 1.0
            heights = 2 + (y.max() - y) / span * (PICTURE.height() - 4)
            across = np.linspace(1, PICTURE.width() - 1, len(y))
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(THEME.tokens.muted if look is None else overlaid_colour(look))
            painter.drawPolyline(QPolygonF([QPointF(*at) for at in zip(across, heights, strict=True)]))
            painter.end()
        return QIcon(pixmap)

    def _differences(self, run: PastRun) -> str:
        """Return in a few words what was otherwise than in the present run."""
        document = self._document
        words = config_differences(run.config, document.config)
        if run.recipe != document.recipe:
            words.append(translate("runs", "other data"))
        models = [[(n.kind, dict(n.settings)) for n in graph.nodes.values()] for graph in (run.graph, document.graph)]
        if models[0] != models[1] or set(run.graph.edges) != set(document.graph.edges):
            words.append(translate("runs", "other drawing"))
        if run.kept is None:
            words.append(translate("runs", "weights not kept"))
        return ", ".join(words)

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        if snapshot.status is Status.RUNNING and self.visibleRegion().isEmpty():
            return  # behind the tab of another dock, where Qt does not hide it; the last look is drawn
        if self.isVisible() and self.table.state() != QAbstractItemView.State.EditingState and self.table.rowCount():
            self._document.run.turns.take(self._refresh_present, READ)

    def _refresh_present(self) -> None:
        self._filling = True
        self._fill_present()
        self._filling = False

    def _recolour(self) -> None:
        self.page.chart.recolour_lines()
        self._fill()

    # -- what is done with a run --

    def _chosen(self) -> PastRun | None:
        row = self.table.currentRow()
        item = self.table.item(row, 0) if row > 0 and self.table.selectedItems() else None
        wanted = None if item is None else item.data(Role.UserRole)
        return next((run for run in self._document.runs.past if run.number == wanted), None)

    def _offer(self) -> None:
        chosen = self._chosen()
        bare = chosen is not None and chosen.kept is None
        self.restore.setEnabled(chosen is not None)
        self.restore.setText(translate("runs", "Restore settings") if bare else translate("runs", "Restore"))
        self.restore.setToolTip(
            tip(
                translate(
                    "runs",
                    "Bring drawing, data and settings of the chosen run back. Its weights were given up to save "
                    "memory: it begins from its first ones.",
                )
                if bare
                else translate("runs", "Bring drawing, data, settings and weights of the chosen run back.")
            )
        )
        self.delete.setEnabled(chosen is not None)
        self.form.button.setEnabled(self._document.ready)

    def _on_changed(self, item: QTableWidgetItem) -> None:
        if self._filling or item.column() != 0:
            return
        number_, runs = item.data(Role.UserRole), self._document.runs
        on = item.checkState() == Qt.CheckState.Checked
        if item.row() > 0 and on != (runs.look_of(number_) is not None):
            if not runs.overlay(number_, on):
                sentence = translate("runs", "{count} runs at once can be told apart. Untick another one first.")
                self._document.notice.emit(sentence.format(count=COLOURS))
        else:
            runs.rename(number_, item.text())

    def _restore(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._document.runs.restore(chosen.number)

    def _delete(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._document.runs.delete(chosen.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete the chosen run with the key."""
        if event.key() == Qt.Key.Key_Delete:
            self._delete()
        else:
            super().keyPressEvent(event)

    # -- export --

    def _ask_where(self) -> None:
        title = translate("runs", "Export the table")
        chosen, _ = QFileDialog.getSaveFileName(self, title, "runs.csv", translate("plots", "CSV table (*.csv)"))
        if chosen:
            self.save_table(Path(chosen))

    def save_table(self, path: Path) -> bool:
        """Write the table as CSV; what went wrong goes to the status bar. Tell whether it was written."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        columns = [place for place in range(self.table.columnCount()) if place != 1]
        writer.writerow([self.headings()[place] for place in columns])
        for row in range(self.table.rowCount()):
            writer.writerow([self._cell(row, place).text() for place in columns])
        file = QSaveFile(str(path))
        if (
            not file.open(QSaveFile.OpenModeFlag.WriteOnly)
            or file.write(text.getvalue().encode()) < 0
            or not file.commit()
        ):
            sentence = translate("plots", "{path} could not be written: {reason}. Choose another folder or name.")
            self._document.notice.emit(sentence.format(path=path, reason=file.errorString().rstrip(".")))
            return False
        self._document.notice.emit(translate("plots", "Saved {path}.").format(path=path))
        return True

    # -- many starts --

    def _begin(self) -> None:
        self.starts.begin(self.form.count, self.form.epochs)

    def _show_starts(self, _: object = None) -> None:
        """Show what became of many starts, now that this is known or asked for."""
        self._shown = self.starts.starts, self.starts.problem
        self.page.show_starts(self.form.goal)
        known = self.starts.starts is not None or bool(self.starts.problem)
        self._pages.setCurrentIndex(1 if known else 0)

    def _on_starts(self) -> None:
        if self.starts.busy is not self.form.busy:
            self.form.show_busy(self.starts.busy, self.starts.epochs)
        if not self.starts.busy and (self.starts.starts, self.starts.problem) != self._shown:
            self._show_starts()
        self.page.show_stale()
        self.again.setVisible(self.starts.starts is not None)

    def _close_starts(self) -> None:
        self._pages.setCurrentIndex(0)
