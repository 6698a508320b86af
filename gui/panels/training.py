"""How the network is trained: loss, optimiser, batches, and how long."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QWidget

from engine.catalog import CATALOG, Choice, ParamSpec
from engine.text import Text
from engine.training.config import RUN_PARAMS
from engine.training.optimizers import OPTIMIZER, OPTIMIZERS
from gui.forms import SettingsForm
from gui.forms.layout import column, heading, scroll, set_text, wrapped
from gui.i18n import show, translate

if TYPE_CHECKING:
    from engine.training.config import TrainingConfig
    from gui.document import Document

LOSS = CATALOG["output"].param("loss")

OPTIMIZER_PARAM = ParamSpec(
    "optimizer",
    Text("training", "Optimiser"),
    "choice",
    "sgd",
    Text("training", "The rule by which gradients become steps. Another one begins with its default settings."),
    choices=tuple(Choice(spec.kind, spec.title, spec.help) for spec in OPTIMIZERS),
)


class TrainingPanel(QScrollArea):
    """Edits the document's training config, and the loss of its Output. A running training goes on with what is new."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.loss_form = SettingsForm((LOSS,), self._change_loss)
        self.loss_note = wrapped(style="muted")
        self.optimizer_form = SettingsForm((OPTIMIZER_PARAM,), self._change_optimizer)
        self.settings_form: SettingsForm | None = None
        self.run_form = SettingsForm(RUN_PARAMS, self._change_run)
        content = QWidget()
        self._layout = column(content)
        for widget in (
            self.loss_form,
            self.loss_note,
            self.optimizer_form,
            heading(translate("training", "Batches and length")),
            self.run_form,
        ):
            self._layout.addWidget(widget)
        self._layout.addStretch(1)
        scroll(self, content)
        for form in (self.loss_form, self.optimizer_form, self.run_form):
            form.refused.connect(document.notice)
        for signal in (document.config_changed, document.graph_changed, document.replaced):
            signal.connect(self._refresh)
        self._refresh()

    # -- showing ---------------------------------------------------------------------------------------------------

    def _refresh(self, _: object = None) -> None:
        config = self._document.config
        self._refresh_loss()
        self.optimizer_form.set_values({"optimizer": config.optimizer})
        self._refresh_settings(config)
        self.run_form.set_values({param.name: getattr(config, param.name) for param in RUN_PARAMS})
        full = translate("training", "Full batch is on: every step takes all samples.")
        self.run_form.set_enabled("batch_size", not config.full_batch, full)
        endless = translate("training", "Endless is on: training goes on until you pause it.")
        self.run_form.set_enabled("epochs", not config.endless, endless)

    def _refresh_loss(self) -> None:
        outputs = self._document.graph.of_kind("output")
        losses = {node.settings["loss"] for node in outputs}
        none = translate("training", "There is no Output on the canvas. Add one to choose a loss.")
        self.loss_form.set_values({"loss": next(iter(losses), None)}, ["loss"] if len(losses) != 1 else [])
        self.loss_form.set_enabled("loss", bool(outputs), none)
        set_text(self.loss_note, "" if outputs else none)

    def _refresh_settings(self, config: TrainingConfig) -> None:
        params = OPTIMIZER[config.optimizer].params
        if self.settings_form is None or self.settings_form.params != params:
            if self.settings_form is not None:
                self.settings_form.hide()
                self.settings_form.deleteLater()
            self.settings_form = SettingsForm(params, self._change_setting)
            self.settings_form.refused.connect(self._document.notice)
            self._layout.insertWidget(self._layout.indexOf(self.optimizer_form) + 1, self.settings_form)
            self.settings_form.follow(self.optimizer_form.last)
        self.settings_form.set_values(config.optimizer_settings)
        if "nesterov" in config.optimizer_settings:
            reason = translate("training", "Nesterov needs momentum: set it above 0 first.")
            self.settings_form.set_enabled("nesterov", bool(config.optimizer_settings["momentum"]), reason)

    # -- editing ---------------------------------------------------------------------------------------------------

    def _change_loss(self, name: str, value: object) -> None:
        with self._document.edit(_title(LOSS), "loss") as graph:
            for node in graph.of_kind("output"):
                graph.set(node.id, name, value)

    def _change_optimizer(self, name: str, value: object) -> None:
        self._document.set_config(self._document.config.with_optimizer(str(value)), _title(OPTIMIZER_PARAM), name)

    def _change_setting(self, name: str, value: object) -> None:
        config = self._document.config
        param = next(param for param in OPTIMIZER[config.optimizer].params if param.name == name)
        self._document.set_config(config.with_optimizer_setting(name, value), _title(param), name)

    def _change_run(self, name: str, value: object) -> None:
        param = next(param for param in RUN_PARAMS if param.name == name)
        config = replace(self._document.config, **{name: value})  # type: ignore[arg-type]  # validated by the form
        self._document.set_config(config, _title(param), name)


def _title(param: ParamSpec) -> str:
    return translate("undo", "Change {setting}").format(setting=show(param.title))
