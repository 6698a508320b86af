"""Training, predicting and looking into a project without a window: the same engine, told by a command line."""

from engine.cli.command_line import main

__all__ = ["main"]
