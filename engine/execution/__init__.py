"""Executors: ways to make a training step faster than one operation of PyTorch after the other."""

from engine.execution.program import (
    Done,
    Executor,
    Program,
    StepInput,
    Sums,
    UnsupportedError,
    Work,
    compile_program,
    interpret,
    trace,
)

__all__ = [
    "Done",
    "Executor",
    "Program",
    "StepInput",
    "Sums",
    "UnsupportedError",
    "Work",
    "compile_program",
    "interpret",
    "trace",
]
