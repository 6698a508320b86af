"""What stands beside the curve of an activation: which one it is, its formulas, its settings and what to know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from engine.catalog.activations import ACTIVATION, ACTIVATIONS
from gui.forms import SettingsForm
from gui.forms.editors import Picker
from gui.forms.formula import FormulaView
from gui.forms.layout import set_text, tip, wrapped
from gui.forms.slider import SettingSlider, slidable
from gui.i18n import show, translate
from gui.theme import UNIT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WIDTH = 284
FORMULA = 11.0


class ActivationSide(QScrollArea):
    """The column beside the chart.

    Parameters
    ----------
    on_change : callable
        ``on_change(name, value)`` is called when the person changes a setting; a `LoomError` is shown at its row.

    Signals
    -------
    picked(str)
        The person wants to look at this function without a node; an empty string is the node again.
    offered(str, float)
        The person drags the slider of a setting over a value; it is not the setting's yet.
    let_go()
        The slider was let go; what was offered holds no longer.
    """

    picked = Signal(str)
    offered = Signal(str, float)
    let_go = Signal()

    def __init__(self, on_change: Callable[[str, object], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on_change = on_change
        self._kind = ""
        self.form: SettingsForm | None = None
        self.sliders: dict[str, SettingSlider] = {}
        self.picker = Picker()
        self.picker.setObjectName("activationPicker")
        self.picker.setAccessibleName(translate("activation", "Which function is shown"))
        self.picker.setToolTip(
            tip(translate("activation", "Look at the function of the selected node, or at any other without a node."))
        )
        self.picker.addItem("", "")
        for spec in ACTIVATIONS:
            self.picker.addItem(show(spec.title), spec.kind)
            self.picker.setItemData(self.picker.count() - 1, show(spec.help), Qt.ItemDataRole.ToolTipRole)
        self.formula, self.derivative = FormulaView(FORMULA), FormulaView(FORMULA)
        self.flat = wrapped()
        self.note = wrapped(style="muted")
        self.values = wrapped()
        self.place = wrapped()
        self.trouble = wrapped()
        self._content = QWidget()
        self._layout = QVBoxLayout(self._content)
        self._layout.setContentsMargins(UNIT // 2, 0, UNIT, UNIT // 2)
        self._layout.setSpacing(UNIT // 2)
        for widget in (
            self.picker, self.formula, self.derivative, self.flat, self.note, self.values, self.place, self.trouble,
        ):  # fmt: skip  # in the order from top to bottom
            self._layout.addWidget(widget)
        self._layout.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(self._content)
        self.setFixedWidth(WIDTH)
        self._content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)  # the colour of the plot shows through
        self.picker.activated.connect(lambda row: self.picked.emit(str(self.picker.itemData(row))))

    def show_owner(self, node: str, kind: str) -> None:
        """Show which node of the drawing has which function; an empty name is for none at all."""
        title = show(ACTIVATION[kind].title)
        none = translate("activation", "No activation in the drawing")
        text = translate("activation", "{node}: {activation}").format(node=node, activation=title) if node else none
        if self.picker.itemText(0) != text:
            self.picker.setItemText(0, text)

    def show_function(self, kind: str, settings: Mapping[str, object], *, of_node: bool, locked: str) -> None:
        """Show a function.

        Parameters
        ----------
        settings : mapping
            Complete settings of the function.
        of_node : bool
            Whether it is that of the node in the picker's first row.
        locked : str
            Why its settings cannot be changed; an empty string if they can.
        """
        self.picker.setCurrentIndex(0 if of_node else self.picker.findData(kind))
        if kind != self._kind:
            self._kind = kind
            self._write(kind)
            self._make_form(kind)
        if self.form is not None:
            self.form.set_values(settings)
            for param in self.form.params:
                self.form.set_enabled(param.name, not locked, locked)
        for name, slider in self.sliders.items():
            value = settings[name]
            assert isinstance(value, int | float)
            slider.show_value(value)
            slider.setEnabled(not locked)

    def _write(self, kind: str) -> None:
        spec = ACTIVATION[kind]
        self.formula.set_formula(spec.latex, spec.formula)
        self.derivative.set_formula(spec.latex_derivative, spec.facts.derivative)
        lines = (
            (self.values, translate("activation", "Values: {values}").format(values=spec.facts.values)),
            (self.place, translate("activation", "Place: {place}").format(place=show(spec.facts.place))),
            (self.trouble, translate("activation", "Trouble: {trouble}").format(trouble=show(spec.facts.trouble))),
        )
        for label, text in lines:
            set_text(label, text)

    def _make_form(self, kind: str) -> None:
        for widget in (*self.sliders.values(), self.form):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.form, self.sliders = None, {}
        params = ACTIVATION[kind].params
        if not params:
            return
        self.form = SettingsForm(params, self._on_change)
        self._layout.insertWidget(self._layout.indexOf(self.flat), self.form)
        self.form.follow(self.picker)
        last = self.form.last
        for param in filter(slidable, params):
            slider = self.sliders[param.name] = SettingSlider(param)
            slider.offered.connect(self.offered)
            slider.committed.connect(self._on_change)
            slider.sliderReleased.connect(self.let_go)
            self._layout.insertWidget(self._layout.indexOf(self.flat), slider)
            QWidget.setTabOrder(last, slider)
            last = slider

    def drop_typing(self) -> None:
        """Forget what was typed and not committed: it was about another node."""
        if self.form is not None:
            self.form.drop_typing()

    def say(self, flat: str, note: str) -> None:
        """Write how much of the inputs is where the function is flat, and what else is to be said of them."""
        set_text(self.flat, flat)
        set_text(self.note, note)
