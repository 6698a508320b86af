"""Which data the network learns, what it gets of it, and how much of it is held out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from engine.data import RECIPE_PARAMS, SOURCE, DataRecipe
from engine.errors import LoomError
from gui.data.features_edit import FeaturesEdit
from gui.data.source_picker import SourcePicker
from gui.data.standing import DataStanding
from gui.data.table_dialog import TableDialog
from gui.data.words import columns_in_words, counted, remarks_in_words
from gui.data_files import lacks_file, takes_long
from gui.file_kinds import of_source
from gui.forms import SettingsForm
from gui.forms.layout import column, heading, scroll, set_text, tip, wrapped
from gui.forms.path_edit import PathEdit
from gui.i18n import show, translate
from gui.painting import hint

if TYPE_CHECKING:
    from engine.catalog.spec import ParamSpec
    from gui.document import Document

LARGEST_SEED = 2**31 - 1


class DataPanel(QScrollArea):
    """Edits the document's recipe.

    Signals
    -------
    look_wanted()
        The person wants to see the samples.
    """

    look_wanted = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._loading = document.data_loading
        self.source = SourcePicker()
        self._help = wrapped(style="muted")
        self.form: SettingsForm | None = None
        self.recipe_form = SettingsForm(RECIPE_PARAMS, self._change_recipe)
        self.standing = DataStanding(self._loading)
        self.columns = wrapped()
        self.features = FeaturesEdit()
        self.complaint = wrapped(style="error")
        self.counts, self.remarks = wrapped(), wrapped(style="muted")
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._refresh()

    def _make_buttons(self) -> None:
        self.new_data = QPushButton(translate("data", "New data"))
        self.new_data.setToolTip(
            tip(translate("data", "Draw other samples of the same kind: those of the next data seed."))
        )
        self.read_again = QPushButton(translate("data", "Read again"))
        self.read_again.setObjectName("readDataAgain")
        self.read_again.setToolTip(tip(translate("data", "Read the files anew, as they are now.")))
        self.plan = QPushButton(translate("data", "Columns and reading …"))
        self.plan.setObjectName("planColumns")
        self.plan.setToolTip(
            tip(translate("data", "Which column is predicted, from which others, and how the file is read."))
        )
        self.look = QPushButton(translate("data", "Look at the samples"))
        self.look.setObjectName("lookAtSamples")
        self.look.setToolTip(tip(translate("data", "As a table, as charts, or as pictures.")))

    def _lay_out(self) -> None:
        content = QWidget()
        self._layout = column(content)
        self._features_title = heading(translate("data", "Features"))
        for widget in (
            heading(translate("data", "Source")), self.source, self._help, self.columns, self.plan, self.standing,
            self.recipe_form, self.new_data, self.read_again, self.complaint, self.counts, self.look, self.remarks,
            self._features_title, self.features,
        ):  # fmt: skip  # from top to bottom
            self._layout.addWidget(widget)
        self._layout.addStretch(1)
        scroll(self, content)

    def _connect(self) -> None:
        document = self._document
        self.source.activated.connect(self._change_source)
        self.new_data.clicked.connect(self._next_seed)
        self.read_again.clicked.connect(self._loading.read_again)
        self.plan.clicked.connect(self._plan_columns)
        self.look.clicked.connect(self.look_wanted)
        self.features.chosen.connect(self._change_features)
        self.recipe_form.refused.connect(document.notice)
        document.recipe_changed.connect(self._refresh)
        document.replaced.connect(self._refresh)
        self._loading.changed.connect(self._refresh)

    # -- showing ---------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        recipe, data = self._loading.wanted, self._document.dataset
        self.source.show_source(recipe.source)
        set_text(self._help, "\n".join(filter(None, (show(recipe.spec.help), hint(recipe)))))
        set_text(self.complaint, "")
        self._refresh_form(recipe)
        self.recipe_form.set_values({param.name: getattr(recipe, param.name) for param in RECIPE_PARAMS})
        self._refresh_buttons(recipe)
        set_text(self.counts, self._until_then() + counted(data))
        set_text(self.remarks, remarks_in_words(data))
        other = recipe.source != self._document.recipe.source  # then its columns are not known yet
        self._features_title.setHidden(other)
        self.features.setHidden(other)
        self.features.show_features(data.raw_columns, self._document.recipe.features)
        self.standing.refresh()

    def _until_then(self) -> str:
        if not self._loading.is_draft:
            return ""
        text = translate("data", "The network goes on with this data until the new is there: {source}.")
        return text.format(source=show(self._document.recipe.spec.title)) + "\n"

    def _refresh_buttons(self, recipe: DataRecipe) -> None:
        has_file, is_table = bool(recipe.spec.path_settings) and not lacks_file(recipe), recipe.source == "table"
        self.new_data.setHidden(takes_long(recipe) or recipe.source == "painted")
        self.read_again.setVisible(has_file)
        self.read_again.setDisabled(self._loading.busy)
        self.plan.setVisible(is_table and has_file)
        set_text(self.columns, columns_in_words(recipe) if is_table else "")

    def _refresh_form(self, recipe: DataRecipe) -> None:
        params = _shown(recipe)
        if params != (self.form.params if self.form is not None else ()):
            if self.form is not None:
                self.form.hide()
                self.form.deleteLater()
                self.form = None
            if params:
                self.form = SettingsForm(params, self._change_setting)
                self.form.refused.connect(self._document.notice)
                self._layout.insertWidget(self._layout.indexOf(self.columns), self.form)
                self.form.follow(self.source)
                for edit in self.form.findChildren(PathEdit):
                    edit.folders, edit.filters = recipe.source == "image_folder", of_source(recipe.source)
        if self.form is not None:
            self.form.set_values(recipe.settings)

    # -- editing ---------------------------------------------------------------------------------------------------

    def _change_source(self) -> None:
        kind = self.source.currentData()
        if kind != self._loading.wanted.source:
            title = translate("undo", "Take the data {source}").format(source=show(SOURCE[kind].title))
            self._try(self._document.recipe.with_source(kind), title)

    def _next_seed(self) -> None:
        recipe = self._document.recipe
        seed = recipe.seed + 1 if recipe.seed < LARGEST_SEED else 0
        self._try(recipe.with_own("seed", seed), translate("undo", "New data"))

    def _try(self, recipe: DataRecipe, title: str) -> None:
        try:
            self._loading.take(recipe, title)
        except LoomError as error:
            self._refresh()
            set_text(self.complaint, show(error.text))
            self._document.notice.emit(show(error.text))

    def _change_setting(self, name: str, value: object) -> None:
        recipe = self._loading.wanted
        param = next(param for param in recipe.spec.params if param.name == name)
        title = translate("undo", "Change {setting}").format(setting=show(param.title))
        changed = recipe.with_setting(name, value)
        if recipe.source == "table" and name == "path":  # another table has other columns
            changed = replace(recipe, settings={"path": changed.settings["path"]}, features=())
        self._loading.take(changed, title, f"data {name}")

    def _change_recipe(self, name: str, value: object) -> None:
        param = next(param for param in RECIPE_PARAMS if param.name == name)
        title = translate("undo", "Change {setting}").format(setting=show(param.title))
        self._loading.take(self._loading.wanted.with_own(name, value), title, f"data {name}")

    def _change_features(self, features: tuple[str, ...]) -> None:
        try:
            recipe = replace(self._document.recipe, features=features)
            self._loading.take(recipe, translate("undo", "Change the features"))
        except LoomError as error:
            self.features.refuse(show(error.text))
            self._document.notice.emit(show(error.text))

    def _plan_columns(self) -> None:
        dialog = TableDialog(self._loading.wanted, self)
        dialog.planned.connect(
            lambda recipe: self._loading.take(recipe, translate("undo", "Change the columns of the table"))
        )
        dialog.show()


def _shown(recipe: DataRecipe) -> tuple[ParamSpec, ...]:
    """Return the settings that have a row here; how the columns of a table are read has a window of its own."""
    if recipe.source == "table":
        return tuple(param for param in recipe.spec.params if param.kind == "path")
    return tuple(param for param in recipe.spec.params if param.kind != "columns")
