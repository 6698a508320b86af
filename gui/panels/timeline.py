"""The time line: goes back to any step of the run, plays it, and goes on from there."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from gui.commands import RUN_MEMORY, held_bytes
from gui.forms.figure import Figure
from gui.forms.layout import tip
from gui.forms.time_slider import TimeSlider
from gui.glyphs import glyph
from gui.i18n import translate
from gui.theme import THEME, UNIT, blend, figures
from gui.turns import READ

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.training.snapshot import Snapshot
    from gui.document import Document

TICK = 50
"""Milliseconds between two looks while it plays, at the least; how far it is by then depends on the time alone."""
DURATION = 15
"""Seconds that a whole run takes to play at normal speed."""
SPEEDS = (0.5, 1.0, 2.0, 4.0)
WIDEST = "88,888,888"
MEGABYTE = 2**20
ICON = QSize(18, 18)


class TimelineBar(QWidget):
    """Shows where in the run's past the window looks, and goes elsewhere.

    All views follow, since all of them show the run's last snapshot. The scale is even for short runs and logarithmic
    for long ones: most happens at the beginning.
    """

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._icons: dict[QToolButton, str] = {}
        self._asked: int | None = None  # the step that the person wants to see, until it is shown
        self._played_at = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._play_on)
        self._make_buttons()
        self.slider = TimeSlider()
        self.slider.setObjectName("timeSlider")
        self.slider.setAccessibleName(translate("time", "Time line"))
        self.edit = QLineEdit()
        self.edit.setObjectName("stepEdit")
        self.edit.setFont(figures(self.font().pointSizeF()))
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setFixedWidth(self.edit.fontMetrics().horizontalAdvance(WIDEST) + 2 * UNIT)
        self.edit.setAccessibleName(translate("time", "Step shown"))
        self.edit.setToolTip(tip(translate("time", "The step that is shown. Type another one and press Enter.")))
        self._make_labels()
        self._arrange()
        self._connect()
        self._recolour()
        self._refresh()

    def _make_buttons(self) -> None:
        self.back = self._button(
            "stepBackButton", "mdi6.step-backward", translate("time", "One step back"), "Alt+Left", self._go_back
        )
        self.play = self._button(
            "playBackButton",
            "mdi6.play-outline",
            translate("time", "Play the run from here"),
            "Alt+P",
            self._toggle_play,
        )
        self.forward = self._button(
            "stepForwardButton",
            "mdi6.step-forward",
            translate("time", "One step forward"),
            "Alt+Right",
            self._go_forward,
        )
        self.newest = self._button(
            "newestButton", "mdi6.skip-next-outline", translate("time", "Show the run as it is now"), "Alt+End",
            self.go_to_newest, translate("time", "Back to the newest"),
        )  # fmt: skip
        help = translate(
            "time", "Train on from this step. What came later stays as a faint curve; undo brings it back."
        )
        self.branch = self._button(
            "continueButton", "mdi6.source-branch", help, "Alt+Return",
            self._document.training.continue_from_here, translate("time", "Continue from here"),
        )  # fmt: skip
        for button in (self.newest, self.branch):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # the slider must not change its length in the hand
            button.setSizePolicy(policy)
        self.speed = QComboBox()
        self.speed.setObjectName("playSpeed")
        for speed in SPEEDS:
            self.speed.addItem(f"{speed:g}×", speed)
        self.speed.setCurrentIndex(1)
        self.speed.setAccessibleName(translate("time", "Speed"))
        self.speed.setToolTip(tip(translate("time", "How fast the run is played.")))

    def _button(
        self, name: str, icon: str, help: str, keys: str, action: Callable[[], object], text: str = ""
    ) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setIconSize(ICON)
        button.setToolTip(tip(help, keys))
        button.setAccessibleName(help)
        button.setText(text)  # before the keys, which it would take away
        button.setShortcut(QKeySequence(keys))
        button.clicked.connect(action)
        self._icons[button] = icon
        return button

    def _make_labels(self) -> None:
        self._step_label = QLabel(translate("time", "step"))
        self._step_label.setBuddy(self.edit)
        texts = (*(self._of(WIDEST, visiting=visiting) for visiting in (True, False)), *self._under_way(WIDEST))
        widest = max(texts, key=self.fontMetrics().horizontalAdvance)
        self.of_label = Figure(widest, self.font().pointSizeF())
        self.of_label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.of_label.setObjectName("timeMark")
        self.memory = Figure(self._memory_text(8888, 8888), self.font().pointSizeF())
        self.memory.setObjectName("muted")
        self.memory.setToolTip(self._memory_tip())
        self.memory.installEventFilter(self)

    def _arrange(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(UNIT, 2, UNIT, 2)
        layout.setSpacing(UNIT // 2)
        for widget in (self.back, self.play, self.forward, self.speed):
            layout.addWidget(widget)
        layout.addWidget(self.slider, 1)
        for part in (self._step_label, self.edit, self.of_label, self.branch, self.newest, self.memory):
            layout.addWidget(part)

    def _connect(self) -> None:
        self.slider.wanted.connect(self._visit)
        self.slider.sliderPressed.connect(self.stop)
        self.edit.returnPressed.connect(self._take_typed)
        self.edit.editingFinished.connect(self._refresh)
        run = self._document.run
        run.snapshot_taken.connect(self._on_snapshot)
        run.renewed.connect(self._on_renewed)
        THEME.changed.connect(self._recolour)

    # -- going elsewhere --

    def go_to_newest(self) -> None:
        """Show the head of the run again."""
        self.stop()
        self._asked = None
        self._document.run.visit(None)

    def stop(self) -> None:
        """Stop playing."""
        self._timer.stop()
        self._show_play()

    @property
    def playing(self) -> bool:
        """Whether the run is being played."""
        return self._timer.isActive()

    def _visit(self, step: int) -> None:
        last = self._document.run.last
        if last is not None and last.timeline.stops and last.visiting is None:
            self._document.notice.emit(self._kept_text(last))
        self._asked = step
        self._document.run.visit(step)

    def _on_renewed(self) -> None:
        self._asked = None
        self.stop()
        self._refresh()

    def _go_back(self) -> None:
        self.stop()
        self._refresh()  # it may not have had its turn since the last step
        self.slider.go(self.slider.step - 1)

    def _go_forward(self) -> None:
        self.stop()
        self._refresh()  # as above
        self.slider.go(self.slider.step + 1)

    def _take_typed(self) -> None:
        last = self._document.run.last
        text = self.edit.text().replace(",", "").strip()
        if last is None:
            return
        if not text.isdecimal() or not last.timeline.first <= int(text) <= last.head_step:
            sentence = translate("time", "There is no step {step}. Type a number from {first} to {last}.")
            self._document.notice.emit(
                sentence.format(step=self.edit.text(), first=f"{last.timeline.first:,}", last=f"{last.head_step:,}")
            )
            self.edit.setModified(False)  # the step that is shown comes back, as in every field for numbers
            self._show_place(last)
            self.edit.selectAll()
            return
        self.stop()
        self._show_place(last)  # as above
        step = self.slider.nearest(int(text))
        self.edit.setText(f"{step:,}")  # which also ends its being typed in
        self.slider.go(step)
        if step != int(text):
            sentence = translate(
                "time",
                "Step {step} cannot be made again without the project's data. Shown is step {other}, the nearest that "
                "was kept.",
            )
            self._document.notice.emit(sentence.format(step=f"{int(text):,}", other=f"{step:,}"))

    def _toggle_play(self) -> None:
        run = self._document.run
        if self.playing or run.last is None:
            self.stop()
            return
        if not run.visiting:
            self.slider.go(run.last.timeline.first)
        self._played_at = time.monotonic()
        self._timer.start()
        self._show_play()

    def _play_on(self) -> None:
        last = self._document.run.last
        if last is not None and self._asked is None:  # else it is still on its way there
            now = time.monotonic()
            self.slider.go(self.slider.ahead(self.speed.currentData() * (now - self._played_at) / DURATION))
            self._played_at = now
            if self.slider.step >= last.head_step:
                self.go_to_newest()

    # -- showing --

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Add up the memory only once somebody wants to know."""
        if event.type() == QEvent.Type.ToolTip:
            self.memory.setToolTip(self._memory_tip())
        return super().eventFilter(watched, event)

    def _memory_tip(self) -> str:
        last = self._document.run.last
        undo, line = held_bytes(self._document.undo_stack), 0 if last is None else last.timeline.nbytes
        text = translate(
            "time", "Undo keeps earlier runs in {used} of {budget} MB. Together that is {sum} MB, less what both share."
        )
        amounts = {"used": undo, "budget": RUN_MEMORY, "sum": undo + line}
        return tip(
            translate("time", "Memory that the time line takes, and may take."),
            translate("time", "Beyond that, earlier checkpoints become rarer; every step can still be visited."),
            text.format(**{name: round(nbytes / MEGABYTE) for name, nbytes in amounts.items()}),
        )

    def _slider_tip(self, snapshot: Snapshot | None, usable: bool) -> str:
        """Return what the slider is for, or why there is nowhere to go."""
        if snapshot is not None and usable:
            return tip(
                translate("time", "Drag to any step of the run; everything in the window shows it as it was then."),
                self._kept_text(snapshot)
                if snapshot.timeline.stops
                else translate(
                    "time", "The first steps have as much room as the many later ones: see the marks below it."
                ),
            )
        if snapshot is not None and snapshot.head_step:
            return tip(
                translate("time", "The earlier steps of this run were not kept."),
                translate("time", "Train on: every step from here on can then be visited."),
            )
        return tip(translate("time", "Train: every step of the run can then be visited here."))

    def _on_snapshot(self) -> None:
        self._document.run.turns.take(self._refresh, READ)

    def _kept_text(self, snapshot: Snapshot) -> str:
        sentence = translate(
            "time", "Without the project's data, the time line goes to those {count} steps alone that were kept."
        )
        return sentence.format(count=f"{len(snapshot.timeline.stops):,}")

    def _refresh(self, _: object = None) -> None:
        snapshot = self._document.run.last
        visiting = snapshot is not None and snapshot.visiting is not None
        usable = snapshot is not None and snapshot.timeline.first < snapshot.head_step
        for widget in (self.back, self.play, self.forward, self.speed, self.slider, self.edit):
            widget.setEnabled(usable)
        self.slider.setToolTip(self._slider_tip(snapshot, usable))
        self.branch.setVisible(visiting)
        self.newest.setVisible(visiting)
        if snapshot is None:
            self.stop()
            self.slider.show_step(0, 0, 0)
            self.edit.clear()
            self.of_label.show_text("")
            self.memory.show_text("")
            return
        self._show_place(snapshot)
        self.forward.setEnabled(visiting)
        self.back.setEnabled(usable and self.slider.step > snapshot.timeline.first)
        self.memory.show_text(self._memory_text(snapshot.timeline.nbytes, snapshot.timeline.budget, MEGABYTE))
        if visiting != self.property("visiting"):
            self.setProperty("visiting", visiting)
            self._recolour()

    def _show_place(self, snapshot: Snapshot) -> None:
        shown = snapshot.step if snapshot.visiting is None else snapshot.visiting
        if self._asked == snapshot.step and snapshot.arrived:
            self._asked = None
        if self._asked is not None:
            shown = self._asked
        self.slider.show_step(shown, snapshot.timeline.first, snapshot.head_step, snapshot.timeline.stops)
        typing = self.edit.hasFocus() and self.edit.isModified()
        if not typing and self.edit.text() != f"{shown:,}":  # else what is selected would no longer be
            self.edit.setText(f"{shown:,}")
        if snapshot.arrived:
            self.of_label.show_text(self._of(f"{snapshot.head_step:,}", visiting=snapshot.visiting is not None))
        else:
            self.of_label.show_text(self._under_way(f"{snapshot.step:,}")[snapshot.preparing])

    def _of(self, last: str, *, visiting: bool) -> str:
        text = translate("time", "of {last}: looking back") if visiting else translate("time", "of {last}")
        return text.format(last=last)

    def _under_way(self, step: str) -> tuple[str, str]:
        """Return what is said on the way to a step: how far it is, and that its fast steps are being prepared."""
        return (
            translate("time", "on the way: now at {step}").format(step=step),
            translate("time", "on the way: preparing …"),
        )

    def _memory_text(self, used: int, budget: int, unit: int = 1) -> str:
        return translate("time", "memory {used} of {budget} MB").format(
            used=round(used / unit), budget=round(budget / unit)
        )

    def _show_play(self) -> None:
        self._icons[self.play] = "mdi6.pause" if self.playing else "mdi6.play-outline"
        self._recolour()

    def _recolour(self) -> None:
        tokens = THEME.tokens
        visiting = bool(self.property("visiting"))
        for button, name in self._icons.items():
            button.setIcon(glyph(name, color=tokens.text, color_disabled=tokens.border))
        for label in (self._step_label, self.of_label):
            palette = label.palette()
            palette.setColor(label.foregroundRole(), tokens.text if visiting else tokens.muted)
            label.setPalette(palette)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground; in the accent's colour while something of the past is shown."""
        painter, tokens = QPainter(self), THEME.tokens
        visiting = bool(self.property("visiting"))
        painter.fillRect(self.rect(), blend(tokens.panel, tokens.accent, 0.22 if visiting else 0.0))
        painter.fillRect(0, 0, self.width(), 2 if visiting else 1, tokens.accent if visiting else tokens.border)
        painter.end()
