"""Formulas in plain letters, for those who listen and for tooltips."""

from __future__ import annotations

import re

_WORDS = {
    r"\partial": "∂", r"\cdot": "·", r"\eta": "η", r"\alpha": "α", r"\beta": "β", r"\gamma": "γ", r"\mu": "μ",
    r"\lambda": "λ", r"\sigma": "σ", r"\varepsilon": "ε", r"\Phi": "Φ", r"\infty": "∞", r"\pi": "π", r"\sum": "Σ",
    r"\prime": "′", r"\leq": "≤", r"\Rightarrow": "⇒", r"\rightarrow": "→", r"\odot": "⊙", r"\ln": "ln", r"\max": "max",
    r"\min": "min", r"\,": "", r"\left": "", r"\right": "", r"\tanh": "tanh", r"\star": "⋆", r"\ast": "∗",
    r"\times": "×", r"\operatorname": "",
}  # fmt: skip  # a dictionary of its own language
_HATS = {r"\hat": "\u0302", r"\tilde": "\u0303", r"\bar": "\u0304"}
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}]|[^\\{}]")
_SIMPLE = re.compile(r"[\w.∂′\u0300-\u036f]+|\(\d+\)′?|[\w∂]+\^\(\d+\)")


def plain(latex: str) -> str:
    r"""Return a formula of the explanations as one line of plain letters.

    >>> plain(r"\frac{\partial L}{\partial w_{11}} = -0.5 \cdot 2")
    '∂L/∂w11 = -0.5 · 2'
    """
    text, _ = _read(_TOKEN.findall(latex), 0)
    return re.sub(r"\s+", " ", re.sub("∂ ", "∂", text)).strip()


def _read(tokens: list[str], start: int) -> tuple[str, int]:
    """Return what stands up to the end of a group, and where that is."""
    found, place = "", start
    while place < len(tokens) and tokens[place] != "}":
        piece, place = _piece(tokens, place)
        found += piece
    return found, place


def _piece(tokens: list[str], place: int) -> tuple[str, int]:
    token = tokens[place]
    if token == "{":
        inner, end = _read(tokens, place + 1)
        return inner, end + 1
    if token == r"\frac":
        top, place = _argument(tokens, place + 1)
        bottom, place = _argument(tokens, place)
        return f"{_closed(top)}/{_closed(bottom)}", place
    if token in (r"\underset", r"\textcolor"):
        first, place = _argument(tokens, place + 1)
        second, place = _argument(tokens, place)
        return (f"{second} {first}" if token == r"\underset" else second), place
    if token == r"\sqrt":
        inner, place = _argument(tokens, place + 1)
        return f"√{_closed(inner)}", place
    if token in _HATS:
        inner, place = _argument(tokens, place + 1)
        return inner + _HATS[token], place
    if token in (r"\text", r"\mathrm"):
        return _argument(tokens, place + 1)
    if token == "_":
        return _argument(tokens, place + 1)
    if token == "^":
        inner, place = _argument(tokens, place + 1)
        return (inner if inner == "′" else f"^{_closed(inner)}"), place
    return _WORDS.get(token, token.lstrip("\\")), place + 1


def _argument(tokens: list[str], place: int) -> tuple[str, int]:
    while place < len(tokens) and tokens[place] == " ":
        place += 1
    return _piece(tokens, place) if place < len(tokens) else ("", place)


def _closed(inner: str) -> str:
    """Return something as one piece: in parentheses unless it is one already."""
    inner = inner.replace("∂ ", "∂")
    return inner if _SIMPLE.fullmatch(inner) else f"({inner})"
