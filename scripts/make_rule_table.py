"""Writes resources/datasets/rule-2000.csv: python scripts/make_rule_table.py.

2,000 people with the points of three tests, ``x``, ``y`` and ``z`` from 0 to 100, and whether they pass. The rule is
that of many Korean qualifications: 60 points on average, and no test below 40. So no single plane parts them.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

TARGET = Path(__file__).resolve().parent.parent / "resources" / "datasets" / "rule-2000.csv"
ROWS, SEED = 2000, 3
MEAN, SPREAD = 66, 19
AVERAGE, LEAST = 60, 40


def rows() -> str:
    """Return the whole file; always the same one."""
    points = np.random.default_rng(SEED).normal(MEAN, SPREAD, (ROWS, 3)).round().clip(0, 100).astype(int)
    passed = (points.mean(axis=1) >= AVERAGE) & (points.min(axis=1) >= LEAST)
    lines = [f"{x},{y},{z},{good}" for (x, y, z), good in zip(points.tolist(), passed.tolist(), strict=True)]
    return "\n".join(["x,y,z,pass", *lines, ""])


if __name__ == "__main__":
    TARGET.write_text(rows(), encoding="utf-8", newline="\n")
