"""The arrows between the rooms, and what an import costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

IMPORT_ALL = """
import importlib, pkgutil, sys

def import_all(name):
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(module.name)
"""

BLOCK_QT = """
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "pyqtgraph", "qtpy", "qtawesome", "superqt"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocker())
"""


def run_python(code: str) -> str:
    """Run `code` in a new interpreter, in which nothing is imported yet, and return what it prints."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def heavy_modules_after(imports: str) -> str:
    return run_python(f"{IMPORT_ALL}\n{imports}\nprint(*sorted({{'torch', 'sklearn'}} & set(sys.modules)))")


def test_the_window_appears_before_torch_and_scikit_learn_are_imported() -> None:
    assert heavy_modules_after("import main; import_all('gui')") == ""


def test_the_frame_of_the_window_appears_before_numerics_plots_and_the_engine_are_imported() -> None:
    later = {"numpy", "pyqtgraph", "pydantic", "psygnal", "gui.document", "gui.furniture"}
    assert run_python(f"import sys, gui.app; print(*sorted({later} & set(sys.modules)))") == ""


def test_panels_and_plots_are_imported_only_when_somebody_looks_at_them() -> None:
    later = {"pyqtgraph", "gui.plots.curves", "gui.plots.results", "gui.calculation.panel", "gui.panels.data"}
    later |= {"engine.data.readers.read_table", "engine.data.readers.guess"}
    assert run_python(f"import sys, gui.furniture; print(*sorted({later} & set(sys.modules)))") == ""


def test_the_window_is_furnished_without_opening_a_library_which_would_wait_for_those_of_pytorch() -> None:
    furnish = """
from importlib.machinery import ExtensionFileLoader
from PySide6.QtWidgets import QApplication
from gui import loading, main_window, settings

application = QApplication([])
window = main_window.MainWindow(settings.Settings())
window.show()
loading.open_libraries()
before = set(sys.modules)
window.furnish()
late = [module for name, module in sys.modules.items() if name not in before]
print("Libraries:", *(m.__name__ for m in late if isinstance(m.__spec__.loader, ExtensionFileLoader)), flush=True)
os._exit(0)
"""
    assert run_python(f"import os, sys{furnish}") == "Libraries:"


def test_a_file_and_its_graph_can_be_read_without_waiting_for_torch() -> None:
    assert heavy_modules_after("import engine.catalog, engine.graph, engine.data, engine.storage") == ""


def test_the_engine_works_where_qt_is_not_installed() -> None:
    assert run_python(f"{IMPORT_ALL}{BLOCK_QT}import_all('engine'); print('PySide6' in sys.modules)") == "False"


def test_every_import_follows_the_contracts_between_the_rooms() -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache', '--no-logo'])"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
