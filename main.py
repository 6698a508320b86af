"""The door: reads the command line and opens the window, or runs a command without one."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

COMMANDS = ("train", "predict", "evaluate", "explain", "info", "import-weights")
"""Words that run without a window; a file of such a name is opened as ``./train``."""


def main() -> int:
    """Start Layerloom and return the exit status of the process."""
    if sys.argv[1:2] and sys.argv[1] in COMMANDS:
        from engine import cli

        return cli.main(sys.argv[1:])
    if (missing := _missing(sys.argv[1:2])) is not None:  # before the words behind it are called wrong
        return _refuse(missing)
    options = _parser().parse_args()
    if options.file is not None and not _is_there(options.file):
        return _refuse(f"There is no file {options.file}.")
    if not _has_screen():
        sys.stderr.write(
            "layerloom: there is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are not set).\n"
            "On a machine without a screen, use a virtual one: xvfb-run -a make run   (Debian packages: xvfb xauth)\n"
        )
        return 2
    from gui import app

    return app.run(sys.argv[:1], options.file, options.language, options.theme)


def _missing(words: list[str]) -> str | None:
    """Return what is wrong with a first word that is neither an option nor the name of a file."""
    if not words or words[0].startswith("-") or _is_there(Path(words[0])):
        return None
    (word,) = words
    if Path(word).suffix or len(Path(word).parts) > 1:
        return f"There is no file {word}."
    import difflib

    near = difflib.get_close_matches(word, COMMANDS, 1)
    advice = f"Did you mean the command {near[0]}?" if near else "See: layerloom --help"
    return f"There is no command or file {word}. {advice}"


def _is_there(path: Path) -> bool:
    """Tell whether there is a file, as far as may be told: reading one in a locked folder says what is wrong."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"layerloom: {sentence}\n")
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="layerloom", description="Draw a neural network, train it, watch it learn.")
    parser.epilog = (
        "Without a window: layerloom train FILE, layerloom predict FILE --input '[[0,0],[0,1]]', layerloom explain "
        "FILE --input '[1,1]' --target '[0]', layerloom evaluate FILE, layerloom info FILE, layerloom import-weights "
        "PICKLE --save FILE; each tells more with --help."
    )
    parser.add_argument("file", nargs="?", type=Path, help="a project (.loom) to open, or data such as a CSV file")
    parser.add_argument("--language", choices=("en", "ko"), help="for this session (default: the system's)")
    parser.add_argument("--theme", choices=("light", "dark"), help="for this session (default: the system's)")
    return parser


def _has_screen() -> bool:
    """Whether Qt can open a window: without a display its plugin would abort the interpreter."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "xcb").split(":")[0] not in (
        "xcb",
        "wayland",
    ):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
