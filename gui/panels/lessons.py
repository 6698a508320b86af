"""The lessons: a list, and the one under way with its steps, which tick themselves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from gui.forms.icons import IconButton, icon
from gui.forms.layout import column, heading, wrapped
from gui.forms.wrap_button import WrapButton
from gui.i18n import translate
from gui.lessons import LessonProgress, lessons, read_text
from gui.theme import ICON, THEME, UNIT

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QResizeEvent

    from gui.document import Document
    from gui.lessons import Lesson

NARROWEST = 160
DONE = "mdi6.check-circle"
OPEN = "mdi6.circle-outline"
READING = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard

FOLLOWING = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


def language() -> str:
    """Return the folder of the texts in the language of the window."""
    return translate("lessons", "en")


class Prose(QTextBrowser):
    """Markdown that is as tall as it needs to be; it can be selected and copied, and leads to examples at the most.

    Signals
    -------
    example_wanted(str)
        A link to this example, as ``example:xor``, was followed.
    """

    example_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(READING | FOLLOWING)
        self.anchorClicked.connect(lambda url: self.example_wanted.emit(url.path()))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self._markdown = ""
        self._recolour()
        THEME.changed.connect(self._recolour)

    def show_markdown(self, markdown: str) -> None:
        """Show another text."""
        self._markdown = markdown
        self.setMarkdown(markdown)
        self._fit()

    def _recolour(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, THEME.tokens.window)
        palette.setColor(QPalette.ColorRole.Text, THEME.tokens.text)
        palette.setColor(QPalette.ColorRole.Link, THEME.tokens.accent)
        self.setPalette(palette)
        self.viewport().setPalette(palette)  # it has its own as soon as the application has a style sheet
        self.setMarkdown(self._markdown)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(math.ceil(self.document().size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Become as tall as the text is at this width."""
        super().resizeEvent(event)
        self._fit()


class StepRow(QFrame):
    """One step, and whether it is done: by a mark and by a word."""

    def __init__(self, number: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.done = False
        self._text = text
        self._icon = QLabel()
        self._icon.setFixedSize(ICON, ICON)
        self.text = QLabel(f"{number}. {text}")
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.MarkdownText)
        self.text.setText(f"{number}\\. {text}")
        self.text.setTextInteractionFlags(READING)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.state = wrapped(" ", "muted")
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.text)
        right.addWidget(self.state)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(right, 1)
        self.set_done(False)
        THEME.changed.connect(self._recolour)

    def set_done(self, done: bool) -> None:
        """Show whether the step is done."""
        self.done = done
        word = translate("lessons", "Done") if done else translate("lessons", "To do")
        self.state.setText(word)
        self.text.setAccessibleName(f"{word}: {self._text}")
        self._recolour()

    def _recolour(self) -> None:
        picture = icon(DONE, THEME.tokens.good) if self.done else icon(OPEN)
        self._icon.setPixmap(picture.pixmap(QSize(ICON, ICON), self.devicePixelRatioF()))


class LessonsPanel(QStackedWidget):
    """All lessons, or the one under way.

    Signals
    -------
    example_wanted(str)
        The person wants to open this example.
    begun()
        A lesson is open: it wants room to be read.
    finished(str)
        All steps of this lesson are done.
    """

    example_wanted = Signal(str)
    begun = Signal()
    finished = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(NARROWEST)
        self.progress = LessonProgress(document, self)
        self._finished: set[str] = set()
        self.rows: list[StepRow] = []
        self._build_list()
        self._build_lesson()
        self._fill_list()
        self.progress.changed.connect(self._refresh)
        self.progress.finished.connect(self._on_finished)
        THEME.changed.connect(self._fill_list)

    # -- building ----------------------------------------------------------------------------------------------------

    def _build_list(self) -> None:
        page = QWidget()
        layout = column(page)
        layout.addWidget(wrapped(translate("lessons", "Each lesson ticks its steps as you do them."), "muted"))
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(translate("lessons", "Lessons"))
        self.list.itemClicked.connect(self._open_item)
        self.list.itemActivated.connect(self._open_item)
        layout.addWidget(self.list)
        self.addWidget(page)

    def _build_lesson(self) -> None:
        self.back = IconButton("mdi6.arrow-left", translate("lessons", "All lessons"))
        self.back.clicked.connect(self.show_list)
        self._place = QLabel()
        self._place.setObjectName("muted")
        self._title = heading()
        again = translate("lessons", "You have done this lesson before. Its steps can be done once more.")
        self.done_before = wrapped(again, "muted")
        self._introduction, self._reason = Prose(), Prose()
        self._reason.example_wanted.connect(self.example_wanted)
        self.example = WrapButton(translate("lessons", "Open the example"))
        self.example.setToolTip(translate("lessons", "Open the network that this lesson begins with"))
        self.example.clicked.connect(self._want_example)
        self._steps_title, self._reason_title = heading(), heading()
        self._steps = QVBoxLayout()
        self._steps.setSpacing(UNIT)
        self.all_done = wrapped(translate("lessons", "All steps are done. Well learned!"))
        self.next = WrapButton(translate("lessons", "Next lesson"))
        self.next.clicked.connect(self._open_next)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._page())
        lesson = QWidget()
        layout = QVBoxLayout(lesson)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addWidget(self._area, 1)
        self.addWidget(lesson)

    def _head(self) -> QHBoxLayout:
        """Return the row that stays in sight however far the lesson is scrolled."""
        head = QHBoxLayout()
        head.setContentsMargins(UNIT, UNIT, UNIT, 0)
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self._place)
        return head

    def _page(self) -> QWidget:
        page = QWidget()
        layout = column(page)
        for widget in (self._title, self.done_before, self._introduction, self.example, self._steps_title):
            layout.addWidget(widget)
        layout.addLayout(self._steps)
        for widget in (self.all_done, self._reason_title, self._reason, self.next):
            layout.addWidget(widget)
        layout.addStretch(1)
        return page

    # -- the list ----------------------------------------------------------------------------------------------------

    def show_finished(self, ids: Collection[str]) -> None:
        """Mark these lessons as done."""
        self._finished = set(ids)
        self._fill_list()

    def _fill_list(self) -> None:
        current = max(self.list.currentRow(), 0)
        word = translate("lessons", "Done")
        self.list.clear()
        for number, lesson in enumerate(lessons(), 1):
            done = lesson.id in self._finished
            name = f"{number}. {read_text(lesson.id, language()).title}"
            item = QListWidgetItem(f"{name} ({word})" if done else name)
            item.setIcon(icon(DONE, THEME.tokens.good) if done else icon(OPEN))
            self.list.addItem(item)
        self.list.setCurrentRow(current)

    def _open_item(self, item: QListWidgetItem) -> None:
        if self.currentIndex() == 0:  # a double click says so twice
            self.open(lessons()[self.list.row(item)])

    def show_list(self) -> None:
        """Leave the lesson under way and show all."""
        self.progress.open(None)
        self.take_keyboard()

    # -- a lesson ----------------------------------------------------------------------------------------------------

    def open(self, lesson: Lesson) -> None:
        """Begin a lesson."""
        self.list.setCurrentRow(lessons().index(lesson))
        self.progress.open(lesson)
        self._area.verticalScrollBar().setValue(0)
        self.take_keyboard()
        self.begun.emit()

    def take_keyboard(self) -> None:
        """Have the keyboard where one goes on from: on the list, or at the beginning of the lesson."""
        (self.list if self.progress.lesson is None else self.example).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_over(self, other: LessonsPanel) -> None:
        """Go on with the lesson of another window's panel."""
        self.progress.restore(other.progress.standing())

    def _want_example(self) -> None:
        if self.progress.lesson is not None:
            self.progress.expect_example()
            self.example_wanted.emit(self.progress.lesson.example)

    def _open_next(self) -> None:
        if self.progress.lesson is not None:
            place = lessons().index(self.progress.lesson) + 1
            if place < len(lessons()):
                self.open(lessons()[place])

    def _refresh(self) -> None:
        lesson = self.progress.lesson
        if lesson is None:
            self.setCurrentIndex(0)
            return
        if self._area.property("lesson") != lesson.id:
            self._area.setProperty("lesson", lesson.id)
            self._show(lesson)
        self.setCurrentIndex(1)
        for row, done in zip(self.rows, self.progress.fulfilled, strict=True):
            if row.done != done:
                row.set_done(done)
        self.all_done.setVisible(all(self.progress.fulfilled))
        self.done_before.setVisible(lesson.id in self._finished and not all(self.progress.fulfilled))

    def _show(self, lesson: Lesson) -> None:
        text, place = read_text(lesson.id, language()), lessons().index(lesson) + 1
        self._place.setText(f"{place} / {len(lessons())}")
        for label, title in (
            (self._title, text.title),
            (self._steps_title, text.steps_title),
            (self._reason_title, text.reason_title),
        ):
            label.setText(title)
            label.show()
        self._introduction.show_markdown(text.introduction)
        self._reason.show_markdown(text.reason)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [StepRow(number, step) for number, step in enumerate(text.steps, 1)]
        for row in self.rows:
            self._steps.addWidget(row)
        self.next.setVisible(place < len(lessons()))

    def _on_finished(self, lesson_id: str) -> None:
        self.show_finished({*self._finished, lesson_id})
        self.finished.emit(lesson_id)
