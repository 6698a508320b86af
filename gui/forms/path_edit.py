"""The editor of a setting that is the place of a file or folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from gui.forms.icons import IconButton
from gui.forms.text_edit import TextEdit
from gui.i18n import show, translate
from gui.theme import UNIT

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from engine.catalog.spec import ParamSpec


def dropped_path(data: QMimeData) -> str:
    """Return the one file or folder that is dragged, or an empty text."""
    urls = data.urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""


class PathEdit(QWidget):
    """The editor of a ``path``: a line to type in, a button to browse, and a place to drop a file on.

    Attributes
    ----------
    folders : bool
        Whether a folder is to be chosen, and not a file.
    filters : str
        Which files a dialog offers; without any, all.

    Signals
    -------
    committed(str)
    """

    committed = Signal(object)

    def __init__(self, param: ParamSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folders = False
        self.filters = ""
        self._title = show(param.title)
        self.setObjectName(param.name)
        self.setAcceptDrops(True)
        self.line = TextEdit(param, self)
        self.line.setObjectName(f"{param.name}Line")
        self.line.setAcceptDrops(False)  # a file that is dropped there comes to this widget
        self.line.setPlaceholderText(translate("form", "Drop a file here, or browse"))
        self.browse = IconButton("mdi6.folder-open-outline", translate("form", "Browse …"), self)
        self.browse.setObjectName(f"{param.name}Browse")
        self.browse.setAccessibleName(translate("form", "Browse for {setting}").format(setting=self._title))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT // 2)
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.line)
        self.line.committed.connect(self.committed)
        self.browse.clicked.connect(self._browse)

    def show_value(self, value: object) -> None:
        """Show a path; its end, which tells files apart, is what can be seen of a long one."""
        self.line.show_value(value)
        self.line.setPlaceholderText(translate("form", "Drop a file here, or browse"))
        self.line.setToolTip(str(value or ""))
        if not self.line.hasFocus():
            self.line.end(False)

    def restore(self) -> None:
        """Drop what is being typed."""
        self.line.restore()

    def _browse(self) -> None:
        start = str(Path(self.line.text()).parent) if self.line.text() else str(Path.home())
        if self.folders:
            chosen = QFileDialog.getExistingDirectory(self, self._title, start)
        else:
            chosen, _ = QFileDialog.getOpenFileName(self, self._title, start, self.filters)
        if chosen:
            self._take(chosen)

    def _take(self, path: str) -> None:
        self.line.show_value(path)
        self.committed.emit(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a file or folder."""
        if dropped_path(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file or folder."""
        path = dropped_path(event.mimeData())
        if path:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._take(path)

    def minimumSizeHint(self) -> QSize:
        """Ask for little width: a path is never seen whole."""
        return QSize(120, super().minimumSizeHint().height())
