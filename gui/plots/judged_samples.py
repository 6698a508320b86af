"""What is said of samples that were judged: the true class, the answer, and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.evaluation import NO_ANSWER
from gui.i18n import translate
from gui.plots.samples import Column, Listing

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from engine.evaluation import Judged


def judged_listing(judged: Judged, places: npt.NDArray[np.intp]) -> Listing:
    """Return a listing of samples, by their places among the rows that were judged."""
    verdicts = Verdicts(judged, places)
    columns = (
        Column(translate("results", "true class"), verdicts.target),
        Column(translate("results", "answer"), verdicts.answer),
        Column(translate("results", "confidence"), verdicts.confidence),
    )
    return Listing(judged.dataset, judged.rows[places], columns, verdicts.caption, verdicts.sentence)


class Verdicts:
    """Puts answers into words; `at` is the place of a sample in the list, from 0."""

    def __init__(self, judged: Judged, places: npt.NDArray[np.intp]) -> None:
        self._judged, self._places = judged, places

    def _answered(self, at: int) -> bool:
        return int(self._judged.evaluation.predicted[self._places[at]]) != NO_ANSWER

    def target(self, at: int) -> str:
        """Return the true class."""
        return self._judged.dataset.classes[int(self._judged.evaluation.targets[self._places[at]])]

    def answer(self, at: int) -> str:
        """Return the class that the network answers."""
        if not self._answered(at):
            return translate("results", "no answer")
        return self._judged.dataset.classes[int(self._judged.evaluation.predicted[self._places[at]])]

    def confidence(self, at: int) -> str:
        """Return how sure the network is."""
        return f"{self._judged.confidence[self._places[at]]:.0%}" if self._answered(at) else "—"

    def caption(self, at: int) -> str:
        """Return true class, answer and confidence, as short as can be."""
        target, answer = self.target(at), self.answer(at)
        if not self._answered(at):
            return f"{target}: {answer}"
        said = f"{target}→{answer}" if target != answer else target
        return f"{said} {self.confidence(at)}"

    def sentence(self, at: int) -> str:
        """Return all of it, with the number of the sample."""
        text = translate("results", "Sample {row}: class {target}, answered {answer} with confidence {confidence}.")
        if not self._answered(at):
            text = translate("results", "Sample {row}: class {target}, without an answer: the output is not a number.")
        row = f"{int(self._judged.rows[self._places[at]]) + 1:,}"
        return text.format(row=row, target=self.target(at), answer=self.answer(at), confidence=self.confidence(at))
