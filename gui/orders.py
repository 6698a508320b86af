"""What a person wants of the run: given at once, kept until PyTorch is loaded, or refused with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.i18n import show, translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.document import Document


class Orders(QObject):
    """Gives a document's run orders.

    Parameters
    ----------
    show_problems : callable
        Brings what hinders the run to the front.
    """

    def __init__(self, document: Document, show_problems: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._show_problems = show_problems
        self.waiting: Callable[[], object] | None = None
        document.became_ready.connect(self._give_waiting)

    def give(self, order: Callable[[], object]) -> None:
        """Give the run an order, or say why there is no run."""
        document = self._document
        if not document.ready and document.loading.failure is None:
            self.waiting = order
            document.notice.emit(translate("window", "PyTorch is still loading. It begins as soon as that is done."))
        elif document.obstacle is not None:
            reason = show(document.obstacle)
            document.notice.emit(translate("window", "Training cannot start: {reason}").format(reason=reason))
            if document.ready:
                self._show_problems()
        else:
            order()

    def _give_waiting(self) -> None:
        order, self.waiting = self.waiting, None
        if order is not None:
            self.give(order)
