"""One Korean word for each term of the field, wherever it stands."""

from __future__ import annotations

import re

import pytest

from tests.gui.test_translations import CATALOGUE, messages

TERMS = {
    r"epochs?": "에포크",
    r"(at|each|every|training|last|one) &?steps?": "스텝",
    r"weights?": "가중치",
    r"bias(es)?": "편향",
    r"loss(es)?": "손실",
    r"learning rate": "학습률",
    r"(the|earlier|same|of a|no) run": "실행",
    r"train(ing)?": "학습",
    r"samples?": "표본",
}
"""English words as they stand in a sentence, not in the holes of one, and the only Korean word for each."""

OTHERS = ("에폭", "웨이트", "바이어스", "로스", "훈련", "샘플", "스탭")
"""Other Korean words for the same."""


@pytest.mark.parametrize("english", TERMS)
def test_a_term_has_one_korean_word(english: str) -> None:
    term = re.compile(rf"(?<![{{\w]){english}(?![}}\w])", re.IGNORECASE)
    using = [message for message in messages(CATALOGUE).values() if term.search(message.english)]
    assert len(using) > 1
    assert [message for message in using if TERMS[english] not in message.korean] == []


@pytest.mark.parametrize("word", OTHERS)
def test_no_other_word_for_a_term_is_used(word: str) -> None:
    assert [message for message in messages(CATALOGUE).values() if word in message.korean] == []
