"""What became of many starts: their curves, how many of them learned, and a run from one of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui.forms.layout import set_text, tip, wrapped
from gui.i18n import translate
from gui.plots.picture import save_csv, save_png, save_svg
from gui.plots.starts_chart import StartsChart
from gui.theme import UNIT, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.training.starts import Starts
    from gui.document import Document
    from gui.plots.picture import Table


def text_button(name: str, text: str, help: str, action: Callable[[], object]) -> QToolButton:
    """Return a button beside a table or chart."""
    button = QToolButton()
    button.setObjectName(name)
    button.setText(text)
    button.setToolTip(tip(help))
    button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    button.clicked.connect(action)
    return button


class StartsPage(QWidget):
    """A sentence, the chart, and buttons beside it.

    Signals
    -------
    closed()
        The person wants to see the table of runs again.
    """

    closed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._goal = 1.0
        self.outcome = wrapped()
        self.stale = wrapped("", "muted")
        self.chart = StartsChart()
        self._shown = QWidget()  # what a picture of it shows
        self.export = text_button(
            "exportStarts",
            translate("runs", "Export…"),
            translate("runs", "Save these curves as a picture or as numbers."),
            self._ask_where,
        )
        self.close_button = text_button(
            "closeStarts",
            translate("runs", "Back to the runs"),
            translate("runs", "Show the table of runs; the curves of the starts are kept."),
            self.closed.emit,
        )
        self._arrange()
        self.chart.pointed.connect(self._describe)
        self.chart.chosen.connect(self._use)

    def _arrange(self) -> None:
        left = QVBoxLayout(self._shown)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        for widget in (self.outcome, self.stale):
            left.addWidget(widget)
        left.addWidget(self.chart, 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(UNIT // 2)
        for button in (self.close_button, self.export):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._shown, 1)
        layout.addLayout(buttons)

    # -- showing --

    def show_starts(self, goal: float) -> None:
        """Show what the document's starts have become, against a loss to get below."""
        starts, self._goal = self._document.starts.starts, goal
        self.chart.setVisible(starts is not None)
        self.export.setEnabled(starts is not None)
        self.chart.show_starts(starts, goal)
        self.show_stale()
        self._describe(None)

    def show_stale(self) -> None:
        """Say whether the starts are of what is drawn now."""
        text = translate("runs", "Drawing, data or settings are others now; a click on a curve brings these back too.")
        set_text(self.stale, text if self._document.starts.stale else "")

    def _describe(self, start: int | None) -> None:
        starts = self._document.starts.starts
        if starts is None:
            set_text(self.outcome, self._document.starts.problem)
        elif start is None:
            text = translate("runs", "{solved} of {count} starts got below {goal}. Click a curve to use its start.")
            count = len(starts.seeds)
            solved = round(starts.share_solved(self._goal) * count) if starts.loss.size else 0
            set_text(self.outcome, text.format(solved=solved, count=count, goal=f"{self._goal:g}"))
        else:
            losses = starts.loss[start]
            text = translate("runs", "Seed {seed}: loss {loss} after {epochs} epochs.")
            set_text(
                self.outcome,
                text.format(seed=starts.seeds[start], loss=number(float(losses[-1])), epochs=f"{len(losses):,}"),
            )

    def _use(self, start: int) -> None:
        seed = self._document.starts.use(start)
        if seed is not None:
            text = translate("runs", "The run begins from seed {seed}. Press Space to train.")
            self._document.notice.emit(text.format(seed=seed))

    # -- export --

    def _ask_where(self) -> None:
        filters = (
            translate("plots", "PNG picture (*.png)"),
            translate("plots", "SVG drawing (*.svg)"),
            translate("plots", "CSV table (*.csv)"),
        )
        title = translate("plots", "Export the plot")
        chosen, _ = QFileDialog.getSaveFileName(self, title, "starts.png", ";;".join(filters))
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> bool:
        """Write the curves to a file, of the kind that its ending says: PNG, SVG or CSV. Tell whether it was written.

        What went wrong goes to the status bar.
        """
        starts = self._document.starts.starts
        if starts is None:
            return False
        self.chart.set_exporting(True)
        try:
            if path.suffix.lower() == ".csv":
                save_csv(table_of(starts), path)
            else:
                save = save_svg if path.suffix.lower() == ".svg" else save_png
                save(self._shown, path)
        except OSError as error:
            sentence = translate("plots", "{path} could not be written: {reason}. Choose another folder or name.")
            self._document.notice.emit(sentence.format(path=path, reason=str(error).rstrip(".")))
            return False
        finally:
            self.chart.set_exporting(False)
        self._document.notice.emit(translate("plots", "Saved {path}.").format(path=path))
        return True


def table_of(starts: Starts) -> Table:
    """Return the losses of all starts: a row for each epoch, a column for each seed."""
    epochs = np.arange(starts.loss.shape[1], dtype=np.float64)[:, np.newaxis]
    return ["epoch", *(f"seed {seed}" for seed in starts.seeds)], np.hstack([epochs, starts.loss.T])
