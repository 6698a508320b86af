"""Runs commands as at a terminal."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engine.cli import main
from tests.architecture.sources import ROOT

EXAMPLES = ROOT / "resources" / "examples"
XOR, CIRCLE = str(EXAMPLES / "xor.loom"), str(EXAMPLES / "circle.loom")
Capture = pytest.CaptureFixture[str]


def answer(capsys: Capture, *arguments: object) -> dict[str, Any]:
    """Run a command that must succeed, and return the object that it prints last."""
    assert main([*map(str, arguments), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return found


def refusal(capsys: Capture, *arguments: object) -> str:
    """Run a command that must fail, and return the one sentence that it gives."""
    try:
        status = main([*map(str, arguments)])
    except SystemExit as left:
        status = int(str(left.code))
    captured = capsys.readouterr()
    assert (status, captured.out) == (1, "")
    (line,) = captured.err.splitlines()
    assert line.startswith("layerloom")
    return line
