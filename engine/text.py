"""Sentences for people, kept as a template and its values so that the screen can translate them first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in English with named holes.

    ``str()`` fills the holes in English. The window looks the template up in the translations before it fills them.
    Write the two arguments as literals: the translation tool reads them from the source.

    Parameters
    ----------
    context : str
        The group in the translation files, for example ``"graph"``.
    template : str
        The sentence, with holes as in ``str.format``.
    values : mapping
        What goes into the holes; a value may be a `Text` itself.
    """

    context: str
    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def fill(self, **values: object) -> Text:
        """Return the same sentence with these holes filled."""
        return replace(self, values={**self.values, **values})

    def render(self, translate: Callable[[str, str], str]) -> str:
        """Translate the template with ``translate(context, template)``, then fill the holes."""
        template = translate(self.context, self.template)
        if not self.values:
            return template
        shown = {k: v.render(translate) if isinstance(v, Text) else v for k, v in self.values.items()}
        return template.format(**shown)

    def __str__(self) -> str:
        return self.render(lambda _, template: template)
