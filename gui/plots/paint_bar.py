"""What is painted with: a class or a value, or the eraser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from engine.catalog.spec import ParamSpec
from engine.data.params import MOST_CLASSES
from engine.text import Text
from gui.forms.layout import set_text, tip, wrapped
from gui.forms.number_edit import NumberEdit
from gui.glyphs import glyph
from gui.i18n import translate
from gui.plots.palette import class_colours, readable_on
from gui.theme import THEME, UNIT, figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor

ICON = 18
IN_A_ROW = 8
ERASER = MOST_CLASSES
"""Number of the eraser among the buttons, behind those of the classes."""
VALUE = ParamSpec("paintedValue", Text("paint", "Value"), "real", 1.0, Text("paint", "What new points are to give."))


class PaintBar(QWidget):
    """A row of classes, or a value, with the eraser.

    Signals
    -------
    clear_wanted()
        All points are to go.
    """

    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paintBar")
        self._names: tuple[str, ...] = ()
        self._more = 0
        self.classes: list[QToolButton] = []
        self._group = QButtonGroup(self)
        self.value = NumberEdit(VALUE)
        self.value.show_value(VALUE.default)
        self.value.setAccessibleName(translate("paint", "Value of new points"))
        self.value.setToolTip(tip(translate("paint", "What the network should answer at the points that you paint.")))
        self.brush = self._button("paintValue", translate("paint", "Paint"), checkable=True)
        self.add_class = self._button("paintAddClass", translate("paint", "One more class"))
        self.eraser = self._button("paintErase", translate("paint", "Erase: drag over points (E)"), checkable=True)
        self.clear = self._button("paintClear", translate("paint", "Take all points away"))
        self._group.addButton(self.eraser, ERASER)
        self._group.addButton(self.brush, 0)
        self.hint = wrapped(style="muted")
        self.add_class.clicked.connect(self._on_add)
        self.clear.clicked.connect(self.clear_wanted)
        self._lay_out()
        THEME.changed.connect(self._paint_icons)

    def _button(self, name: str, help: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setAccessibleName(help)
        button.setToolTip(tip(help))
        button.setAutoRaise(True)
        button.setCheckable(checkable)
        button.setIconSize(QSize(ICON, ICON))
        return button

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setSpacing(0)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        for widget in (self.value, self.brush, self.add_class, self.eraser, self.clear):
            tools.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(self._grid)
        row.addLayout(tools)
        row.addStretch(1)
        row.setAlignment(tools, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(UNIT, 0, UNIT, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.hint)

    # -- what is chosen ------------------------------------------------------------------------------------------------

    @property
    def erases(self) -> bool:
        """Whether the left button erases too."""
        return self._group.checkedId() == ERASER

    @property
    def target(self) -> float:
        """The class number, or the value, of new points."""
        if not self._names:
            self.value.commit()
            return float(self.value.value or 0.0)
        return float(self._group.checkedId())

    @property
    def colour(self) -> QColor:
        """How new points look."""
        if self._names:
            return class_colours(len(self.classes))[int(self.target)]
        return THEME.tokens.positive if self.target >= 0 else THEME.tokens.negative

    def choose(self, number: int) -> None:
        """Paint with a class from now on, or with the eraser: `ERASER`."""
        button = self._group.button(number)
        if button is not None:
            button.setChecked(True)

    def show_classes(self, names: Sequence[str]) -> None:
        """Offer these classes, or a value if there are none. What is chosen stays if it is still there."""
        if tuple(names) != self._names:
            self._names, self._more = tuple(names), 0
            self._offer()

    def show_hint(self, sentence: str) -> None:
        """Say something below the row, or nothing."""
        set_text(self.hint, sentence)

    def _on_add(self) -> None:
        self._more += 1
        self._offer()
        self.choose(len(self.classes) - 1)

    def _offer(self) -> None:
        chosen = self._group.checkedId()
        for button in self.classes:
            self._group.removeButton(button)
            self._grid.removeWidget(button)
            button.hide()  # it goes only later
            button.deleteLater()
        several = bool(self._names)
        self.classes = [self._class_button(number) for number in range(len(self._names) + self._more)]
        for widget in (self.value, self.brush):
            widget.setVisible(not several)
        self._group.removeButton(self.brush)
        if not several:
            self._group.addButton(self.brush, 0)
        self.add_class.setVisible(several and len(self.classes) < MOST_CLASSES)
        self._paint_icons()
        self.choose(0)
        self.choose(chosen)

    def _class_button(self, number: int) -> QToolButton:
        name = self._names[number] if number < len(self._names) else str(number)
        help = translate("paint", "Paint points of class {name} (key {number})").format(name=name, number=number)
        button = self._button(f"paintClass{number}", help, checkable=True)
        self._group.addButton(button, number)
        self._grid.addWidget(button, number // IN_A_ROW, number % IN_A_ROW)
        return button

    def _paint_icons(self) -> None:
        tokens = THEME.tokens
        for number, button in enumerate(self.classes):
            button.setIcon(_disc(class_colours(len(self.classes))[number], str(number), self.devicePixelRatioF()))
        for button, icon in (
            (self.brush, "mdi6.brush"),
            (self.add_class, "mdi6.plus"),
            (self.eraser, "mdi6.eraser"),
            (self.clear, "mdi6.trash-can-outline"),
        ):
            button.setIcon(glyph(icon, color=tokens.muted, color_on=tokens.accent))


def _disc(colour: QColor, label: str, ratio: float) -> QIcon:
    pixmap = QPixmap(round(ICON * ratio), round(ICON * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    square = QRectF(1, 1, ICON - 2, ICON - 2)
    painter.drawEllipse(square)
    painter.setPen(readable_on(colour))
    painter.setFont(figures(8))
    painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), label)
    painter.end()
    return QIcon(pixmap)
