"""Brings the Korean words up to date with the source. Run it after a change of a sentence: make translations.

The catalogue resources/translations/layerloom_ko.ts is a text file to translate in, by hand or with Qt Linguist; the
.qm beside it is what the window reads. New sentences are marked as unfinished, those that are gone are dropped.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources" / "translations" / "layerloom_ko.ts"


def sources() -> list[Path]:
    """Return the Python files whose words appear on the screen."""
    return [ROOT / "main.py", *(path for room in ("engine", "gui") for path in sorted((ROOT / room).rglob("*.py")))]


def update(catalogue: Path) -> None:
    """Make the messages of a catalogue those of the source; translations that still fit are kept."""
    options = ["-tr-function-alias", "translate+=Text", "-locations", "none", "-no-obsolete", "-sort-messages"]
    # A translation guessed from a similar sentence would look like one that somebody has read.
    options += ["-disable-heuristic", "sametext", "-disable-heuristic", "similartext"]
    files = [str(path) for path in sources()]
    _run("pyside6-lupdate", *options, "-target-language", "ko", *files, "-ts", str(catalogue))


def release(catalogue: Path, compiled: Path) -> None:
    """Write what Qt reads from a catalogue."""
    _run("pyside6-lrelease", str(catalogue), "-qm", str(compiled))


def _run(tool: str, *arguments: str) -> None:
    """Run a tool of the PySide6 that this Python has."""
    program = shutil.which(tool, path=str(Path(sys.executable).parent))
    if program is None:
        raise SystemExit(f"{tool} is not there; it comes with PySide6-Essentials. Run: make setup")
    result = subprocess.run([program, *arguments], check=False, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"{tool} failed:\n{result.stdout}{result.stderr}")


def main() -> None:
    """Update the catalogue and compile it."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    update(CATALOGUE)
    release(CATALOGUE, CATALOGUE.with_suffix(".qm"))
    sys.stdout.write(f"{CATALOGUE.relative_to(ROOT)} is up to date.\n")


if __name__ == "__main__":
    main()
