"""The one form: a row for each setting, made from what the catalogue says of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from engine.errors import LoomError
from gui.forms.editors import ChoiceEdit, ColumnsEdit, make_editor
from gui.forms.icons import IconButton
from gui.forms.ladder import written
from gui.forms.layout import set_text, tip, wrapped
from gui.forms.number_edit import NumberEdit
from gui.forms.path_edit import PathEdit
from gui.i18n import show, translate
from gui.theme import UNIT

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from engine.catalog.spec import ParamSpec

NARROW = 130
"""Editors that want more pixels than this stand below their label, not beside it."""


def default_in_words(param: ParamSpec) -> str:
    """Write the default of a setting as the form shows it."""
    default = param.default
    if isinstance(default, bool):
        return translate("form", "on") if default else translate("form", "off")
    if isinstance(default, int | float):
        return written(default)
    if isinstance(default, tuple):
        return ", ".join(default) or translate("form", "all")
    return next((show(choice.title) for choice in param.choices if choice.value == default), default)


def explanation(param: ParamSpec) -> str:
    """Return the tooltip of a setting: what it does, what it takes, and its default."""
    takes = "" if param.kind == "choice" else translate("form", "Takes {allowed}.").format(allowed=show(param.allowed))
    default = translate("form", "Default: {value}.").format(value=default_in_words(param))
    return tip(show(param.help), takes, default)


class _Row:
    """Label, editor, reset button, and a line for what is wrong."""

    def __init__(self, param: ParamSpec, columns: Sequence[str], form: QWidget) -> None:
        self.param = param
        self.value: object = None
        self.label = QLabel(show(param.title), form)
        self.label.setWordWrap(True)
        self.editor = make_editor(param, columns, form)
        self.label.setBuddy(self.editor)
        self.reset = IconButton("mdi6.restore", translate("form", "Back to the default"), form)
        self.reset.setToolTip(translate("form", "Back to the default: {value}").format(value=default_in_words(param)))
        self.reset.setAccessibleName(translate("form", "Reset {setting}").format(setting=show(param.title)))
        self.error = wrapped(style="error")
        self.editor.setAccessibleName(show(param.title))
        self.enable(True, "")

    @property
    def tall(self) -> bool:
        """Whether the editor needs the full width."""
        return isinstance(self.editor, ColumnsEdit | PathEdit) or (
            isinstance(self.editor, ChoiceEdit) and self.editor.widest > NARROW
        )

    def show_value(self, value: object) -> None:
        if value != self.value:
            set_text(self.error, "")
        self.value = value
        self.editor.show_value(value)
        self.reset.setEnabled(self.editor.isEnabled() and value != self.param.default)

    def enable(self, enabled: bool, reason: str) -> None:
        text = explanation(self.param) if enabled else tip(reason, show(self.param.help))
        self.label.setEnabled(enabled)
        self.editor.setEnabled(enabled)
        self.reset.setEnabled(enabled and self.value != self.param.default)
        self.label.setToolTip(text)
        self.editor.setToolTip(text)
        self.editor.setAccessibleDescription(show(self.param.help) if enabled else reason)


class SettingsForm(QWidget):
    """A row for each setting: label, editor, tooltip and a button back to the default.

    Parameters
    ----------
    params : sequence of ParamSpec
    on_change : callable
        ``on_change(name, value)`` makes the change. A `LoomError` from it is shown below the row, and the
        last good value again.
    columns : sequence of str
        Names that a setting of the kind ``columns`` offers.

    Signals
    -------
    refused(str)
        A value was refused: why. The form shows the sentence too.
    """

    refused = Signal(str)

    def __init__(
        self,
        params: Sequence[ParamSpec],
        on_change: Callable[[str, object], None],
        columns: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.params = tuple(params)
        self._on_change = on_change
        self._rows = {param.name: _Row(param, columns, self) for param in params}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(UNIT)
        self._grid.setVerticalSpacing(UNIT // 2)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 6)
        for row in self._rows.values():
            self._place(row)

    def _place(self, row: _Row) -> None:
        line = self._grid.rowCount()
        if row.tall:
            self._grid.addWidget(row.label, line, 0, 1, 3)
            line += 1
            self._grid.addWidget(row.editor, line, 0, 1, 2)
        else:
            self._grid.addWidget(row.label, line, 0)
            self._grid.addWidget(row.editor, line, 1)
        self._grid.addWidget(row.reset, line, 2, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(row.error, line + 1, 0, 1, 3)
        row.editor.committed.connect(partial(self._commit, row))
        row.reset.clicked.connect(partial(self._reset, row))
        if isinstance(row.editor, NumberEdit):
            row.editor.refused.connect(partial(self._refuse, row))

    # -- showing ---------------------------------------------------------------------------------------------------

    def set_values(self, values: Mapping[str, object], mixed: Collection[str] = ()) -> None:
        """Show these values. What is being typed stays, unless its value became another one.

        Parameters
        ----------
        values : mapping
            By the names of the settings; those that the form does not have are ignored.
        mixed : collection of str
            Settings that differ between the things shown: they appear blank.
        """
        for name, row in self._rows.items():
            if name in mixed:
                row.show_value(None)
            elif name in values:
                row.show_value(values[name])

    def set_enabled(self, name: str, enabled: bool, reason: str = "") -> None:
        """Let a setting be edited or not; the tooltip gives the reason why not."""
        self._rows[name].enable(enabled, reason)

    def drop_typing(self) -> None:
        """Forget what was typed and not committed, and what was refused: the form is about something else now."""
        for row in self._rows.values():
            row.editor.restore()
            set_text(row.error, "")

    def follow(self, widget: QWidget) -> None:
        """Come next after a widget when the person walks with Tab, for a form made later than its neighbours."""
        for row in self._rows.values():
            for each in (row.editor, row.reset):
                QWidget.setTabOrder(widget, each)
                widget = each

    @property
    def last(self) -> QWidget:
        """The last widget that Tab comes to."""
        return list(self._rows.values())[-1].reset

    def editor(self, name: str) -> QWidget:
        """Return the editor of a setting."""
        return self._rows[name].editor

    def reset_button(self, name: str) -> QWidget:
        """Return the button that takes a setting back to its default."""
        return self._rows[name].reset

    def complaint(self, name: str) -> str:
        """Return the sentence that stands below a setting; empty if all is well."""
        return self._rows[name].error.text()

    # -- editing ---------------------------------------------------------------------------------------------------

    def _commit(self, row: _Row, value: object) -> None:
        try:
            self._on_change(row.param.name, row.param.validated(value))
        except LoomError as error:
            row.editor.show_value(row.value)
            self._refuse(row, show(error.text))
        else:
            set_text(row.error, "")

    def _reset(self, row: _Row) -> None:
        row.editor.restore()
        self._commit(row, row.param.default)

    def _refuse(self, row: _Row, sentence: str) -> None:
        set_text(row.error, sentence)
        self.refused.emit(sentence)
