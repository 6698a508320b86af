"""A slider for a setting with a short range, to play with it and see what happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from gui.i18n import show

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from engine.catalog.spec import ParamSpec

STEPS = 200
LONGEST = 100.0
"""Ranges beyond this are too coarse for a slider."""


def slidable(param: ParamSpec) -> bool:
    """Tell whether a slider suits a setting."""
    low, high = param.minimum, param.maximum
    return param.kind == "real" and low is not None and high is not None and high - low <= LONGEST


class SettingSlider(QSlider):
    """Offers a value while it is dragged, and makes it the setting's once it is let go: one gesture, one change.

    Parameters
    ----------
    param : ParamSpec
        For which `slidable` is true.

    Signals
    -------
    offered(str, float)
        It is being dragged over this value of the setting of this name.
    committed(str, float)
        It was let go there, or moved by a key.
    """

    offered = Signal(str, float)
    committed = Signal(str, float)

    def __init__(self, param: ParamSpec, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        assert param.minimum is not None
        assert param.maximum is not None
        self._name, self._low, self._span = param.name, param.minimum, param.maximum - param.minimum
        self._start = 0
        self.setRange(0, STEPS)
        self.setPageStep(STEPS // 10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(show(param.title))
        self.setToolTip(show(param.help))
        self.valueChanged.connect(self._move)
        self.sliderPressed.connect(self._press)
        self.sliderReleased.connect(self._release)

    @property
    def setting(self) -> float:
        """The value it stands at, without the noise of arithmetic."""
        return float(f"{self._low + self._span * self.value() / STEPS:.10g}")

    def show_value(self, value: float) -> None:
        """Go to the nearest place; while it is dragged it stays in the person's hand."""
        if not self.isSliderDown():
            self.blockSignals(True)
            self.setValue(round((value - self._low) / self._span * STEPS))
            self.blockSignals(False)

    def _press(self) -> None:
        self._start = self.value()

    def _move(self) -> None:
        (self.offered if self.isSliderDown() else self.committed).emit(self._name, self.setting)

    def _release(self) -> None:
        if self.value() != self._start:
            self.committed.emit(self._name, self.setting)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the panel, not the value, unless the person is at this slider."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
