"""Lessons: texts to follow, and checks that notice by themselves what a person has done."""

from gui.lessons.catalog import Lesson, Step, lessons
from gui.lessons.checks import CHECKS, Situation
from gui.lessons.progress import LessonProgress
from gui.lessons.text import LessonText, read_text

__all__ = ["CHECKS", "Lesson", "LessonProgress", "LessonText", "Situation", "Step", "lessons", "read_text"]
