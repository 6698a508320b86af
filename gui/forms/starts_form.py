"""Asks for how many starts, how long and how good, in one row."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from engine.catalog.spec import ParamSpec
from engine.text import Text
from gui.forms.layout import tip
from gui.forms.number_edit import NumberEdit
from gui.i18n import show, translate
from gui.theme import UNIT

COUNT = ParamSpec(
    "starts",
    Text("runs", "Starts"),
    "integer",
    100,
    Text("runs", "From how many first weights to train: those of the seed in force and of the seeds after it."),
    2,
    1000,
)
EPOCHS = ParamSpec(
    "starts_epochs",
    Text("runs", "Epochs"),
    "integer",
    1000,
    Text("runs", "How many passes over the training samples each start makes."),
    1,
    1_000_000,
)
GOAL = ParamSpec(
    "starts_goal",
    Text("runs", "Goal: loss below"),
    "real",
    0.1,
    Text("runs", "A start counts as solved once its training loss was below this."),
    1e-12,
    1e6,
)


class StartsForm(QWidget):
    """A row of three numbers, a button and the progress.

    Signals
    -------
    begun(), cancelled()
    goal_changed(float)
    refused(str)
    """

    begun = Signal()
    cancelled = Signal()
    goal_changed = Signal(float)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        self.values: dict[str, float] = {}
        self.edits: dict[str, NumberEdit] = {}
        for param in (COUNT, EPOCHS, GOAL):
            layout.addWidget(self._label(param))
            layout.addWidget(self._edit(param))
        self.button = QToolButton()
        self.button.setObjectName("trainStarts")
        self.button.setText(translate("runs", "Train from many starts"))
        help = translate("runs", "Train this drawing from many first weights at once and see how many of them learn.")
        self.button.setToolTip(tip(help))
        self.button.clicked.connect(self.begun)
        self.cancel = QToolButton()
        self.cancel.setObjectName("cancelStarts")
        self.cancel.setText(translate("runs", "Cancel"))
        self.cancel.setToolTip(tip(translate("runs", "End after the epoch under way and show what is done.")))
        self.cancel.clicked.connect(self.cancelled)
        self.progress = QProgressBar()
        self.progress.setObjectName("startsProgress")
        self.progress.setMaximumHeight(2 * UNIT)
        for widget in (self.button, self.progress, self.cancel):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.show_busy(False)

    def _label(self, param: ParamSpec) -> QLabel:
        label = QLabel(show(param.title))
        label.setObjectName("muted")
        label.setToolTip(tip(show(param.help)))
        return label

    def _edit(self, param: ParamSpec) -> NumberEdit:
        edit = self.edits[param.name] = NumberEdit(param)
        edit.setToolTip(tip(show(param.help)))
        edit.setAccessibleName(show(param.title))
        edit.setFixedWidth(8 * UNIT)
        edit.show_value(param.default)
        self.values[param.name] = float(str(param.default))
        edit.committed.connect(lambda value, name=param.name: self._take(name, value))
        edit.refused.connect(self.refused)
        return edit

    def _take(self, name: str, value: float) -> None:
        self.values[name] = value
        self.edits[name].show_value(value)
        if name == GOAL.name:
            self.goal_changed.emit(value)

    @property
    def count(self) -> int:
        """How many starts are asked for."""
        return int(self.values[COUNT.name])

    @property
    def epochs(self) -> int:
        """For how many epochs."""
        return int(self.values[EPOCHS.name])

    @property
    def goal(self) -> float:
        """The loss to get below."""
        return self.values[GOAL.name]

    def show_busy(self, busy: bool, epochs: int = 1) -> None:
        """Offer to begin; or to cancel what takes so many epochs."""
        self.busy = busy
        self.button.setVisible(not busy)
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        if busy:
            self.progress.setRange(0, epochs)
            self.progress.setValue(0)
