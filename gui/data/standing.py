"""How the data that is wanted stands: how far it is read, or why it cannot be had and what can be done."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QWidget

from engine.data.files import FOLDER
from engine.errors import DownloadNeededError, MovedDataError
from gui.data_files import lacks_file
from gui.forms.layout import column, set_text, tip, wrapped
from gui.forms.wrap_button import WrapButton
from gui.i18n import show, translate

if TYPE_CHECKING:
    from gui.data_loading import DataLoading


class DataStanding(QWidget):
    """Progress with Cancel, or a sentence with what helps. It takes no room while the data is what it should be."""

    def __init__(self, loading: DataLoading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loading = loading
        self.what = wrapped(style="muted")
        self.bar = QProgressBar()
        self.bar.setObjectName("dataProgress")
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(translate("data", "Cancel"))
        self.cancel.setObjectName("cancelData")
        self.cancel.setToolTip(tip(translate("data", "Stop reading. The data stays what it is.")))
        self.complaint = wrapped(style="error")
        self.locate = WrapButton(translate("data", "Locate file …"))
        self.locate.setObjectName("locateData")
        self.locate.setToolTip(tip(translate("data", "Say where the file is now. Nothing else changes.")))
        self.fetch = WrapButton("")
        self.fetch.setObjectName("downloadData")
        self.back = WrapButton("")
        self.back.setObjectName("keepData")
        self._lay_out()
        self.cancel.clicked.connect(loading.cancel)
        self.locate.clicked.connect(self._locate)
        self.fetch.clicked.connect(loading.download)
        self.back.clicked.connect(loading.give_up)
        loading.changed.connect(self.refresh)
        loading.progressed.connect(self._show_progress)
        self.refresh()

    def _lay_out(self) -> None:
        self._progress = QWidget()
        row = QHBoxLayout(self._progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        layout = column(self, 0)
        for widget in (self.what, self._progress, self.complaint, self.locate, self.fetch, self.back):
            layout.addWidget(widget)

    def refresh(self) -> None:
        """Show how it stands now."""
        loading, error = self._loading, self._loading.error
        self._progress.setVisible(loading.busy)
        helpless = error is not None and not isinstance(error, DownloadNeededError)  # that one is an offer, no fault
        set_text(self.complaint, show(error.text) if error is not None and helpless else "")
        self.locate.setVisible(isinstance(error, MovedDataError))
        self.fetch.setVisible(isinstance(error, DownloadNeededError))
        if isinstance(error, DownloadNeededError):
            self.fetch.setText(download_title(error))
        self.back.setVisible(loading.is_draft and not loading.busy)
        self.back.setText(translate("data", "Keep the data as it was"))
        self._show_progress()
        self.setVisible(loading.is_draft or error is not None)

    def _show_progress(self) -> None:
        loading = self._loading
        self.bar.setValue(round(1000 * loading.share))
        what = loading.what or translate("data", "Reading the data …")
        if isinstance(loading.error, DownloadNeededError):
            what = show(loading.error.text)
        elif not loading.busy:
            what = translate("data", "Choose a file, or drop one here.") if lacks_file(loading.wanted) else ""
        set_text(self.what, what)

    def _locate(self) -> None:
        error = self._loading.error
        if isinstance(error, MovedDataError):
            path = ask_where(self, error, is_folder=self._is_folder(error))
            if path is not None:
                self._loading.locate(path)

    def _is_folder(self, error: MovedDataError) -> bool:
        file = self._loading.wanted.files.get(error.setting)
        return file is not None and file.digest.startswith(FOLDER)


def ask_where(parent: QWidget, error: MovedDataError, *, is_folder: bool) -> Path | None:
    """Ask where a file or folder is that was not at its place."""
    title = translate("data", "Where is {name} now?").format(name=Path(error.path).name)
    near = next((str(place) for place in Path(error.path).parents if os.path.isdir(place)), str(Path.home()))
    if is_folder:
        chosen = QFileDialog.getExistingDirectory(parent, title, near)
    else:
        chosen, _ = QFileDialog.getOpenFileName(parent, title, near)
    return Path(chosen) if chosen else None


def download_title(error: DownloadNeededError) -> str:
    """Return what a button says that fetches a data set, with its size."""
    from engine.data.download import REMOTE

    size = f"{REMOTE[error.dataset].size / 1e6:.1f}"
    return translate("data", "Download ({size} MB)").format(size=size)
