"""Every lesson is whole: a text in both languages, a step for each check, an example that opens, checks that exist."""

from __future__ import annotations

import inspect
import re

import pytest

from engine.catalog import CATALOG
from engine.data import SOURCE
from engine.storage import read_project
from gui.lessons import CHECKS, Lesson, Situation, Step, lessons, read_text
from gui.lessons.catalog import FOLDER
from tests.architecture.sources import ROOT
from tests.gui.test_korean_terms import OTHERS

LANGUAGES = ("en", "ko")
HANGUL = re.compile("[가-힣]")
LINK = re.compile(r"https?:|\]\((?!example:)|<a ")
EXAMPLE = re.compile(r"\]\(example:([\w-]+)\)")
DOCK = re.compile(r'\("(\w+)", translate\("dock"')


def each_lesson() -> list[Lesson]:
    return list(lessons())


def by_id(lesson: Lesson) -> str:
    return lesson.id


def test_there_are_twelve_lessons_each_with_a_text_in_every_language_and_no_text_is_left_over() -> None:
    names = [f"{lesson.id}.md" for lesson in lessons()]
    assert len(set(names)) == 12
    for language in LANGUAGES:
        assert sorted(path.name for path in (FOLDER / language).iterdir()) == names


@pytest.mark.parametrize("lesson", each_lesson(), ids=by_id)
def test_a_lesson_has_as_many_steps_as_checks_in_both_languages(lesson: Lesson) -> None:
    assert 3 <= len(lesson.steps) <= 6
    for language in LANGUAGES:
        text = read_text(lesson.id, language)
        assert len(text.steps) == len(lesson.steps), language
        assert all((text.title, text.introduction, text.steps_title, text.reason_title, text.reason))


@pytest.mark.parametrize("lesson", each_lesson(), ids=by_id)
def test_the_example_of_a_lesson_opens(lesson: Lesson) -> None:
    project = read_project(ROOT / "resources" / "examples" / f"{lesson.example}.loom")
    assert project.graph.nodes
    for language in LANGUAGES:
        for name in EXAMPLE.findall(read_text(lesson.id, language).reason):
            assert (ROOT / "resources" / "examples" / f"{name}.loom").exists()


@pytest.mark.parametrize("lesson", each_lesson(), ids=by_id)
def test_every_check_is_known_and_can_be_asked(lesson: Lesson) -> None:
    for step in lesson.steps:
        inspect.signature(CHECKS[step.check]).bind(Situation, **step.arguments)
    assert lesson.steps[0] == Step("example_opened")


@pytest.mark.parametrize("lesson", each_lesson(), ids=by_id)
def test_what_a_check_names_exists(lesson: Lesson) -> None:
    docks = set(DOCK.findall((ROOT / "gui" / "docks.py").read_text(encoding="utf-8")))
    diagnosis = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "engine" / "diagnosis").rglob("*.py"))
    choices = {
        "panel": docks,
        "kind": {spec.kind for spec in CATALOG},
        "source": set(SOURCE),
        "activation": {choice.value for choice in CATALOG["dense"].param("activation").choices},
        "loss": {choice.value for choice in CATALOG["output"].param("loss").choices},
    }
    assert len(docks) > 8
    for step in lesson.steps:
        for name, value in step.arguments.items():
            assert name not in choices or value in choices[name], (step, value)
        assert str(step.arguments.get("words", "")) in diagnosis


@pytest.mark.parametrize("lesson", each_lesson(), ids=by_id)
def test_a_text_is_short_leads_to_nothing_but_examples_and_is_in_its_language(lesson: Lesson) -> None:
    english, korean = ((FOLDER / language / f"{lesson.id}.md").read_text(encoding="utf-8") for language in LANGUAGES)
    assert 150 <= len(english.split()) <= 300
    assert not HANGUL.search(english)
    assert len(HANGUL.findall(korean)) > 300
    assert not LINK.search(english + korean)
    assert [word for word in OTHERS if word in korean] == []


@pytest.mark.parametrize("lesson", each_lesson(), ids=by_id)
def test_both_languages_give_the_same_numbers(lesson: Lesson) -> None:
    texts = [(FOLDER / language / f"{lesson.id}.md").read_text(encoding="utf-8") for language in LANGUAGES]
    english, korean = (set(re.findall(r"\d+\.\d{2,}", text)) for text in texts)
    assert english == korean
