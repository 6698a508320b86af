"""What an executor says when it is not made for a step."""

from __future__ import annotations


class UnsupportedError(Exception):
    """A step that an executor cannot run. It never reaches a person: the eager step does the work instead.

    Its text tells a developer what is missing.
    """
