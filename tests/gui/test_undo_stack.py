"""What becomes of the undo stack when it is forgotten."""

from __future__ import annotations

import subprocess
import sys

FORGET_A_STACK = """
import gc
from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand
from gui.commands import UndoStack

class Command(QUndoCommand):
    pass

def forget():
    commands = [Command("older than its stack") for _ in range(3)]
    gc.collect()
    owner = QObject()
    owner.stack = UndoStack(owner)
    for command in commands:
        command.owner = owner
        owner.stack.push(command)

forget()
gc.collect()
print("alive", sum(isinstance(thing, (Command, UndoStack)) for thing in gc.get_objects()))
"""


def test_a_forgotten_stack_is_freed_with_its_commands_and_nothing_crashes() -> None:
    done = subprocess.run([sys.executable, "-c", FORGET_A_STACK], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "alive 0\n", "")
