"""Which data the network learns, and how much of it is held out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from engine.data import RECIPE_PARAMS, SOURCE, SOURCES, DataRecipe
from engine.errors import LoomError
from gui.forms import SettingsForm
from gui.forms.editors import Picker
from gui.forms.layout import column, heading, scroll, set_text, tip, wrapped
from gui.i18n import show, translate

if TYPE_CHECKING:
    from gui.document import Document

LARGEST_SEED = 2**31 - 1


def _group_titles() -> dict[str, str]:
    return {
        "gate": translate("data", "Logic gates"),
        "classes": translate("data", "Points in two classes"),
        "regression": translate("data", "Numbers to predict"),
    }


class DataPanel(QScrollArea):
    """Edits the document's recipe."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.source = _source_picker()
        self._help = wrapped(style="muted")
        self.form: SettingsForm | None = None
        self.recipe_form = SettingsForm(RECIPE_PARAMS, self._change_recipe)
        self.new_data = QPushButton(translate("data", "New data"))
        self.new_data.setToolTip(
            tip(translate("data", "Draw other samples of the same kind: those of the next data seed."))
        )
        self.complaint = wrapped(style="error")
        self.counts = wrapped()
        content = QWidget()
        self._layout = column(content)
        widgets: list[QWidget] = [heading(translate("data", "Source")), self.source, self._help, self.recipe_form]
        for widget in [*widgets, self.new_data, self.complaint, self.counts]:
            self._layout.addWidget(widget)
        self._layout.addStretch(1)
        scroll(self, content)
        self.source.activated.connect(self._change_source)
        self.new_data.clicked.connect(self._next_seed)
        self.recipe_form.refused.connect(document.notice)
        document.recipe_changed.connect(self._refresh)
        document.replaced.connect(self._refresh)
        self._refresh()

    # -- showing ---------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        recipe = self._document.recipe
        self.source.setCurrentIndex(self.source.findData(recipe.source))
        set_text(self._help, show(recipe.spec.help))
        set_text(self.complaint, "")
        self._refresh_form(recipe)
        self.recipe_form.set_values({param.name: getattr(recipe, param.name) for param in RECIPE_PARAMS})
        set_text(self.counts, self._counted())

    def _refresh_form(self, recipe: DataRecipe) -> None:
        params = recipe.spec.params
        if params != (self.form.params if self.form is not None else ()):
            if self.form is not None:
                self.form.hide()
                self.form.deleteLater()
                self.form = None
            if params:
                self.form = SettingsForm(params, self._change_setting)
                self.form.refused.connect(self._document.notice)
                self._layout.insertWidget(self._layout.indexOf(self.recipe_form), self.form)
                self.form.follow(self.source)
        if self.form is not None:
            self.form.set_values(recipe.settings)

    def _counted(self) -> str:
        data = self._document.dataset
        text = translate("data", "{train} training and {validation} validation samples; columns {columns}.")
        counts = text.format(
            train=f"{len(data.train):,}", validation=f"{len(data.validation):,}", columns=", ".join(data.columns)
        )
        target = translate("data", "The target {target} is a number.")
        if data.classes:
            target = translate("data", "The target {target} has {count} classes: {classes}.")
        names = ", ".join(data.classes)
        return counts + "\n" + target.format(target=data.target, count=len(data.classes), classes=names)

    # -- editing ---------------------------------------------------------------------------------------------------

    def _change_source(self) -> None:
        kind = self.source.currentData()
        if kind != self._document.recipe.source:
            title = translate("undo", "Take the data {source}").format(source=show(SOURCE[kind].title))
            self._try(self._document.recipe.with_source(kind), title)

    def _next_seed(self) -> None:
        recipe = self._document.recipe
        seed = recipe.seed + 1 if recipe.seed < LARGEST_SEED else 0
        self._try(replace(recipe, seed=seed), translate("undo", "New data"))

    def _try(self, recipe: DataRecipe, title: str) -> None:
        try:
            self._document.set_recipe(recipe, title)
        except LoomError as error:
            self._refresh()
            set_text(self.complaint, show(error.text))
            self._document.notice.emit(show(error.text))

    def _change_setting(self, name: str, value: object) -> None:
        recipe = self._document.recipe
        param = next(param for param in recipe.spec.params if param.name == name)
        title = translate("undo", "Change {setting}").format(setting=show(param.title))
        self._document.set_recipe(recipe.with_setting(name, value), title, f"data {name}")

    def _change_recipe(self, name: str, value: object) -> None:
        param = next(param for param in RECIPE_PARAMS if param.name == name)
        title = translate("undo", "Change {setting}").format(setting=show(param.title))
        recipe = replace(self._document.recipe, **{name: value})  # type: ignore[arg-type]  # validated by the form
        self._document.set_recipe(recipe, title, f"data {name}")


def _source_picker() -> Picker:
    """Return a picker of all sources below the titles of their groups."""
    picker = Picker()
    picker.setObjectName("source")
    picker.setAccessibleName(translate("data", "Data source"))
    picker.setToolTip(tip(translate("data", "What the network is to learn.")))
    model = QStandardItemModel(picker)
    for category, title in _group_titles().items():
        group = QStandardItem(title)
        group.setFlags(Qt.ItemFlag.NoItemFlags)
        model.appendRow(group)
        for source in SOURCES:
            if source.category == category:
                model.appendRow(_source_item(source.kind))
    picker.setModel(model)
    return picker


def _source_item(kind: str) -> QStandardItem:
    source = SOURCE[kind]
    item = QStandardItem(show(source.title))
    item.setData(kind, Qt.ItemDataRole.UserRole)
    item.setData(show(source.help), Qt.ItemDataRole.ToolTipRole)
    return item
