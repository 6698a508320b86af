"""Takes the pictures of the README from the app as it is: python scripts/pictures.py."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt  # noqa: E402  # the platform is chosen above
from PySide6.QtWidgets import QApplication  # noqa: E402  # the platform is chosen above

from engine.data import DataRecipe  # noqa: E402  # as above
from gui.calculation.panel import CalculationPanel  # noqa: E402  # as above
from gui.languages import install_language  # noqa: E402  # as above
from gui.main_window import MainWindow  # noqa: E402  # as above
from gui.settings import Settings  # noqa: E402  # as above
from gui.theme import THEME  # noqa: E402  # as above

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = ROOT / "docs"
PATIENCE = 60.0  # seconds
HIDDEN = 2
"""Number of the hidden layer's node in the examples."""
CONVOLUTION = 3
"""Number of the convolution's node in its example."""


def until(done: Callable[[], bool]) -> None:
    """Let the window live until something is true, or time is up."""
    end = time.monotonic() + PATIENCE
    while not done() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def nothing(_: MainWindow) -> None:
    """Leave the window as it is."""


def take(
    name: str,
    theme: str,
    prepare: Callable[[MainWindow], None],
    goal: float | None,
    look: Callable[[MainWindow], None] = nothing,
    example: str = "xor",
) -> None:
    """Open an example, prepare it, train to a loss below `goal` if there is one, look, and save a picture."""
    THEME.use(theme)
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(Settings(Path(folder) / "settings.ini"))
        window.furnish()
        document = window.document
        window.show()
        document.torch_is_ready()
        window.files.open_example(example)
        until(lambda: document.run.ready)
        prepare(window)
        QApplication.processEvents()
        window.canvas.fit()
        if goal is not None:
            document.run.train()
            until(lambda: document.run.last is not None and document.run.last.batch_loss < goal)
            document.run.pause()
            until(lambda: not document.run.running)
        look(window)
        until_still = time.monotonic() + 1.5
        until(lambda: time.monotonic() > until_still)
        window.grab().save(str(FOLDER / f"{name}.png"))
        window.files.autosave.close()
        document.run.close()
        window.hide()
        window.deleteLater()


def select_hidden(window: MainWindow) -> None:
    """Show the inspector of the hidden layer."""
    window.document.select({2})


def draw_circle(window: MainWindow) -> None:
    """Take the circle data and a wider hidden layer, and show the weights."""
    document = window.document
    document.set_recipe(DataRecipe().with_source("circle"), "data")
    with document.edit("units") as graph:
        graph.set(2, "units", 4)
    window.docks.by_name["weights"].raise_()
    window.docks.by_name["data"].raise_()


def open_layers(window: MainWindow) -> None:
    """Show the units of every layer, and the calculation behind them."""
    window.actions_by_id["units"].trigger()
    window.canvas.fit()


def walk_back(window: MainWindow) -> None:
    """Walk through the sample (1, 1) as far as the gradient of a weight of the hidden layer."""
    calculation = window.docks.by_name["calculation"]
    calculation.raise_()
    until(lambda: calculation.widget().isVisible())
    document = window.document
    document.attention.pick_row(3)
    panel = calculation.widget()
    assert isinstance(panel, CalculationPanel)
    until(lambda: panel.station is not None)
    until(lambda: _walked(panel))


def _walked(panel: CalculationPanel) -> bool:
    station = panel.station
    if station is not None and station.phase == "backward" and station.node == HIDDEN:
        return True
    panel.controls.forth.click()
    return False


def look_back(window: MainWindow) -> None:
    """Show the run as it was early."""
    window.document.run.visit(150)
    until(lambda: window.document.run.last is not None and window.document.run.last.step == 150)


def show_results(window: MainWindow) -> None:
    """Give the confusion matrix room."""
    window.docks.by_name["results"].raise_()
    window.resizeDocks([window.docks.by_name["results"]], [330], Qt.Orientation.Vertical)


def open_filters(window: MainWindow) -> None:
    """Show the filters of the convolution on its node, and those that it learns as numbers."""
    window.document.select({CONVOLUTION})
    window.actions_by_id["units"].trigger()
    window.docks.by_name["weights"].raise_()


def main() -> None:
    """Take every picture."""
    application = QApplication([])
    FOLDER.mkdir(exist_ok=True)
    take("xor-light", "light", select_hidden, 0.02)
    take("circle-dark", "dark", draw_circle, 0.05)
    take("units-light", "light", nothing, 0.08, open_layers, "circle")
    take("calculation-dark", "dark", nothing, None, walk_back, "forward-backward")
    take("time-line-light", "light", nothing, 0.1, look_back, "circle")
    take("results-light", "light", show_results, 0.9, example="digits")
    take("filters-dark", "dark", open_filters, 0.03, example="digits-convolution")
    translators = install_language(application, "ko")
    take("xor-korean", "light", select_hidden, 0.02)
    del translators


if __name__ == "__main__":
    main()
