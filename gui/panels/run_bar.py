"""Where the run stands, in figures that do not jump, and the learning rate at hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from engine.training.optimizers import OPTIMIZER
from gui.forms import NumberEdit
from gui.forms.editors import Picker
from gui.forms.figure import Figure
from gui.forms.form import explanation
from gui.forms.layout import tip
from gui.i18n import show, translate
from gui.settings import SPEED_LIMITS
from gui.standing import loss_of
from gui.theme import THEME, UNIT, number
from gui.turns import READ

if TYPE_CHECKING:
    from gui.document import Document
    from gui.run import Run
    from gui.settings import Settings


class ReadOut(QWidget):
    """A small name and a figure beside it, as wide as the widest figure it may have to show."""

    def __init__(self, name: str, help: str, widest: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = QLabel(name)
        label.setObjectName("muted")
        self.figure = Figure(widest, self.font().pointSizeF())
        self.figure.setAccessibleName(name)
        self.setToolTip(tip(help))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(label)
        layout.addWidget(self.figure)


class SpeedPicker(Picker):
    """How many steps a run makes in a second at the most."""

    def __init__(self, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("speedLimit")
        self.setAccessibleName(translate("run", "Speed limit"))
        self.setToolTip(
            tip(translate("run", "How many steps are made in a second at the most, so that one can watch it learn."))
        )
        for limit in SPEED_LIMITS:
            full = math.isinf(limit)
            self.addItem(
                translate("run", "full speed")
                if full
                else translate("run", "≤ {limit}/s").format(limit=f"{limit:,.0f}"),
                limit,
            )
        self.setCurrentIndex(self.count() - 1)
        self._run = run
        self._settings: Settings | None = None
        self.activated.connect(self._choose)

    def remember(self, settings: Settings) -> None:
        """Begin with what was chosen last, and keep what is chosen from now on."""
        self._settings = settings
        self.setCurrentIndex(self.findData(settings.speed_limit))
        self._run.limit(settings.speed_limit)

    def _choose(self) -> None:
        limit = float(self.currentData())
        self._run.limit(limit)
        if self._settings is not None:
            self._settings.speed_limit = limit


class RunBar(QWidget):
    """Read-outs of the run, and an editor of its learning rate that works while it runs."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.step = ReadOut(
            translate("run", "step"), translate("run", "Updates of the weights made so far."), "99,999,999"
        )
        self.epoch = ReadOut(
            translate("run", "epoch"), translate("run", "Passes over all training samples so far."), "99,999,999"
        )
        self.loss = ReadOut(
            translate("run", "loss"),
            translate(
                "run",
                "Mean loss over the batches of the epoch so far: where the curve in Loss ends. Once a weight was set "
                "by hand, of all training samples.",
            ),
            "0.0000e-00",
        )
        self.speed = ReadOut(
            translate("run", "steps/s"), translate("run", "Steps in each second while it runs."), "999,999"
        )
        self.epoch.figure.setObjectName("epochLabel")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(UNIT, 0, UNIT, 0)
        layout.setSpacing(2 * UNIT)
        for read_out in (self.step, self.epoch, self.loss, self.speed):
            layout.addWidget(read_out)
        self.limit = SpeedPicker(document.run)
        layout.addWidget(self.limit)
        self._rate_label = QLabel(translate("run", "lr"))
        self.rate = self._rate_editor()
        layout.addWidget(self._rate_label)
        layout.addWidget(self.rate)
        self._connect()

    def _rate_editor(self) -> NumberEdit:
        param = next(param for param in OPTIMIZER["sgd"].params if param.name == "lr")
        rate = NumberEdit(param)
        rate.setObjectName("learningRate")
        rate.setFixedWidth(rate.minimumSizeHint().width() + 3 * UNIT)
        rate.setAccessibleName(show(param.title))
        rate.setToolTip(explanation(param))
        self._rate_label.setToolTip(rate.toolTip())
        self._rate_label.setBuddy(rate)
        return rate

    def _connect(self) -> None:
        document = self._document
        self.rate.committed.connect(self._change_rate)
        self.rate.refused.connect(document.notice)
        document.run.snapshot_taken.connect(self._on_snapshot)
        document.run.renewed.connect(self._refresh_run)
        document.run.status_changed.connect(self._refresh_run)
        document.config_changed.connect(self._refresh_rate)
        document.replaced.connect(self._refresh_rate)
        THEME.changed.connect(self.update)
        self._refresh_run()
        self._refresh_rate()

    def _on_snapshot(self) -> None:
        self._document.run.turns.take(self._refresh_run, READ)

    def _refresh_run(self) -> None:
        snapshot = self._document.run.last
        if snapshot is None:
            for read_out in (self.step, self.epoch, self.loss, self.speed):
                read_out.figure.show_text("—")
            return
        self.step.figure.show_text(f"{snapshot.step:,}")
        self.epoch.figure.show_text(f"{snapshot.epoch:,}")
        self.loss.figure.show_text(number(loss_of(snapshot)))
        self.speed.figure.show_text(f"{snapshot.steps_per_second:,.0f}")

    def _refresh_rate(self) -> None:
        self.rate.show_value(self._document.config.optimizer_settings["lr"])

    def _change_rate(self, value: object) -> None:
        config = self._document.config.with_optimizer_setting("lr", value)
        self._document.set_config(config, translate("undo", "Change the learning rate"), "lr")
