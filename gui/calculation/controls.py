"""Going along the way by hand, or in slow motion; and how many digits are shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from engine.explain.latex import LEAST_DIGITS, MOST_DIGITS
from gui.forms.icons import IconButton, icon
from gui.forms.layout import tip
from gui.i18n import translate
from gui.theme import THEME, UNIT

FIRST_DIGITS = 4
FIRST_PACE = 2.0
"""Seconds at each station in slow motion."""


class Controls(QWidget):
    """Buttons and keys to walk along the stations.

    Parameters
    ----------
    keys_of : QWidget
        Where the keys work: in it and all that is in it.

    Signals
    -------
    walked(int)
        1 for the next station, -1 for the one before.
    digits_changed(int)
    """

    walked = Signal(int)
    digits_changed = Signal(int)

    def __init__(self, keys_of: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = IconButton(
            "mdi6.chevron-left", tip(translate("calculation", "One station back (Alt+Left, or comma)"))
        )
        self.play = IconButton("mdi6.play", tip(translate("calculation", "Walk by itself, in slow motion")))
        self.forth = IconButton(
            "mdi6.chevron-right", tip(translate("calculation", "One station on (Alt+Right, or full stop)"))
        )
        self.pace, self.digits = QDoubleSpinBox(), QSpinBox()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        self._arrange()
        self.back.clicked.connect(self._go_back)
        self.forth.clicked.connect(self._go_on)
        self.play.clicked.connect(self.toggle)
        self.pace.valueChanged.connect(self._set_pace)
        self.digits.valueChanged.connect(self.digits_changed)
        for keys, slot in ((("Alt+Left", ","), self._go_back), (("Alt+Right", "."), self._go_on)):
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), keys_of)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(slot)

    def _arrange(self) -> None:
        for button, name in ((self.back, "stationBack"), (self.play, "stationPlay"), (self.forth, "stationForth")):
            button.setObjectName(name)
        self.pace.setObjectName("stationPace")
        self.pace.setRange(0.5, 10.0)
        self.pace.setSingleStep(0.5)
        self.pace.setDecimals(1)
        self.pace.setValue(FIRST_PACE)
        self.pace.setSuffix(translate("calculation", " s"))
        self.pace.setAccessibleName(translate("calculation", "Seconds at each station"))
        self.pace.setToolTip(tip(translate("calculation", "How long slow motion stays at each station, in seconds.")))
        self.digits.setObjectName("calculationDigits")
        self.digits.setRange(LEAST_DIGITS, MOST_DIGITS)
        self.digits.setValue(FIRST_DIGITS)
        self.digits.setAccessibleName(translate("calculation", "Digits"))
        self.digits.setToolTip(tip(translate("calculation", "Digits behind the decimal point, in all formulas.")))
        label = QLabel(translate("calculation", "digits"))
        label.setObjectName("muted")
        label.setBuddy(self.digits)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        for widget in (label, self.digits, self.back, self.play, self.forth, self.pace):
            layout.addWidget(widget)

    @property
    def playing(self) -> bool:
        """Whether it walks by itself."""
        return self._clock.isActive()

    def toggle(self) -> None:
        """Begin to walk by itself, or end that."""
        if self.playing:
            self.stop()
        else:
            self._clock.start(round(1000 * self.pace.value()))
            self._show_playing()

    def stop(self) -> None:
        """Walk no longer by itself."""
        self._clock.stop()
        self._show_playing()

    def offer(self, *, back: bool, forth: bool) -> None:
        """Say where one can go from here."""
        self.back.setEnabled(back)
        self.forth.setEnabled(forth)
        self.play.setEnabled(back or forth)
        if self.playing and not forth:
            self.stop()

    def _show_playing(self) -> None:
        colour = THEME.tokens.accent if self.playing else None
        self.play.setIcon(icon("mdi6.pause" if self.playing else "mdi6.play", colour))

    def _set_pace(self, seconds: float) -> None:
        self._clock.setInterval(round(1000 * seconds))

    def _tick(self) -> None:
        self.walked.emit(1)

    def _go_back(self) -> None:
        self.stop()
        self.walked.emit(-1)

    def _go_on(self) -> None:
        self.stop()
        self.walked.emit(1)
