"""Who is selected: icon, name, kind, what it does, and its formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from gui.forms.icons import icon
from gui.forms.keys import leave_undo_to_document
from gui.forms.layout import column, set_text, wrapped
from gui.i18n import show, translate
from gui.theme import ICON, THEME, UNIT

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from engine.catalog.spec import LayerSpec


class NameEdit(QLineEdit):
    """A name that counts once it is committed with Enter or by leaving the field; Escape brings the old one back.

    Signals
    -------
    committed(str)
        The person wants another name. Show the name again that it has from now on.
    """

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self.setObjectName("name")
        self.setAccessibleName(translate("inspector", "Name of the node"))
        self.setToolTip(translate("inspector", "The node's name, here, on the canvas and in exported code."))
        self.editingFinished.connect(self._commit)
        leave_undo_to_document(self)

    def show_name(self, name: str) -> None:
        """Show a name; what is being typed stays if the name is the one already known."""
        if name != self._name:
            self._name = name
            self.restore()

    def restore(self) -> None:
        """Drop what is being typed."""
        if self.text() != self._name:
            self.setText(self._name)
        self.setModified(False)

    def _commit(self) -> None:
        wanted = self.text()
        self.restore()
        if wanted != self._name:
            self.committed.emit(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape drop what is being typed."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._name:
            self.restore()
        else:
            super().keyPressEvent(event)


class NodeHeader(QWidget):
    """The head of the inspector for one kind of node."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: LayerSpec | None = None
        self._icon = QLabel()
        self._icon.setFixedSize(ICON, ICON)
        self.name = NameEdit()
        self._several = wrapped()
        self._kind = wrapped(style="muted")
        self.complaint = wrapped(style="error")
        self._help = wrapped()
        self._formula = wrapped(style="muted")
        self._formula.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        first = QHBoxLayout()
        first.setSpacing(UNIT)
        for widget in (self._icon, self.name, self._several):
            first.addWidget(widget)
        layout = column(self, 0)
        layout.setSpacing(UNIT // 2)
        layout.addLayout(first)
        for label in (self.complaint, self._kind, self._help, self._formula):
            layout.addWidget(label)
        THEME.changed.connect(self._recolour)

    def show_kind(self, spec: LayerSpec, name: str, count: int) -> None:
        """Show one node by its name, or how many of its kind are selected."""
        one = count == 1
        self.name.setVisible(one)
        if one:
            self.name.show_name(name)
        several = translate("inspector", "{count} × {kind}").format(count=count, kind=show(spec.title))
        set_text(self._several, "" if one else several)
        set_text(self._kind, show(spec.title) if one else "")
        if spec is not self._spec:
            self._spec = spec
            set_text(self._help, show(spec.help))
            set_text(self._formula, spec.formula)
            self._recolour()

    def _recolour(self) -> None:
        if self._spec is not None:
            picture = icon(self._spec.icon, THEME.category(self._spec.category))
            self._icon.setPixmap(picture.pixmap(QSize(ICON, ICON), self.devicePixelRatioF()))
