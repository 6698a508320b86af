"""Which layers are meant by what somebody types, and which of them first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.i18n import show

if TYPE_CHECKING:
    from engine.catalog.spec import LayerSpec


def _names(spec: LayerSpec) -> list[str]:
    return [name.casefold() for name in (str(spec.title), show(spec.title), spec.kind.replace("_", " "), spec.kind)]


def matches(spec: LayerSpec, query: str) -> bool:
    """Tell whether every word of a query is in a layer's title, in English or translated, or among its keywords."""
    text = " ".join((*_names(spec), spec.keywords.casefold()))
    return all(word in text for word in query.casefold().split())


def distance(spec: LayerSpec, query: str) -> int:
    """Return how far a layer that matches is from what was typed.

    Nothing for its very name; then names that begin so, words that begin so, and all others.
    """
    wanted, names = " ".join(query.casefold().split()), _names(spec)
    if not wanted or wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    words = " ".join((*names, spec.keywords.casefold()))
    return 2 if f" {wanted}" in f" {words}" else 3
