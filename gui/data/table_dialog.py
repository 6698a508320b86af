"""The window in which a table is planned: how its file is read, what each column is for, and its first rows."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from engine.catalog.spec import text
from engine.data.tables import OPTION_PARAMS, options_of, settings_of
from engine.errors import LoomError
from gui.data.plan_model import ChoiceDelegate, PlanModel
from gui.data.preview_model import PreviewModel
from gui.data_files import plans_in
from gui.data_loading import as_loom_error, in_background
from gui.forms import SettingsForm
from gui.forms.layout import heading, scroll, set_text, tip, wrapped
from gui.forms.text_edit import TextEdit
from gui.i18n import show, translate
from gui.theme import UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.catalog.spec import SettingValue
    from engine.data import DataRecipe, Progress
    from engine.data.readers.table import Preview
    from engine.data.readers.table_options import ColumnPlan, TableOptions

READING = tuple(param for param in OPTION_PARAMS if param.kind == "choice")
NULLS = next(param for param in OPTION_PARAMS if param.name == "null_words")
ROWS = 500
"""Rows of the preview."""
SIZE = (1000, 600)


@dataclass(frozen=True)
class Looked:
    """What a look at the file has found."""

    options: TableOptions
    plans: tuple[ColumnPlan, ...]
    preview: Preview


class TableDialog(QDialog):
    """Plans a table; nothing changes before it is accepted.

    Parameters
    ----------
    recipe : DataRecipe
        Of a table whose file is chosen.

    Signals
    -------
    planned(DataRecipe)
        The person accepted this plan.
    """

    planned = Signal(object)

    def __init__(self, recipe: DataRecipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = recipe
        self._settings: dict[str, SettingValue] = dict(recipe.settings)
        self._options: TableOptions | None = None
        self._head: Preview | None = None
        self._given_up = threading.Event()
        name = Path(text(recipe.settings, "path")).name
        self.setWindowTitle(translate("data", "Columns of {file}").format(file=name))
        self.setObjectName("tableDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model, self.preview = PlanModel(self), PreviewModel(self)
        self.plan_view, self.preview_view = self._make_plan_view(), self._make_preview_view()
        self.form = SettingsForm(READING, self._change_option)
        self.nulls = TextEdit(NULLS)
        self.problem, self.summary = wrapped(style="error"), wrapped()
        self.remarks = wrapped(style="muted")
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        self._lay_out()
        self.form.set_values(self._settings)
        self.nulls.show_value(_joined(self._settings["null_words"]))
        self.nulls.committed.connect(self._change_nulls)
        self.model.edited.connect(self._on_edited)
        self.model.refused.connect(lambda sentence: set_text(self.problem, sentence))
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(lambda: self._given_up.set())
        self._look(plans_in(recipe))

    # -- building --

    def _make_plan_view(self) -> QTableView:
        view = _table(translate("data", "Plan of the columns"), "columnPlans")
        view.setModel(self.model)
        view.setItemDelegate(ChoiceDelegate(view))
        triggers = QAbstractItemView.EditTrigger
        view.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        view.clicked.connect(lambda index: view.edit(index) if index.flags() & Qt.ItemFlag.ItemIsEditable else None)
        view.verticalHeader().hide()
        return view

    def _make_preview_view(self) -> QTableView:
        view = _table(translate("data", "First rows"), "tablePreview")
        view.setModel(self.preview)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        return view

    def _lay_out(self) -> None:
        side = QWidget()
        reading = QVBoxLayout(side)
        reading.setContentsMargins(0, 0, UNIT, 0)
        label = QLabel(show(NULLS.title))
        label.setBuddy(self.nulls)
        self.nulls.setToolTip(tip(show(NULLS.help)))
        parts: list[QWidget] = [heading(translate("data", "Reading")), self.form, label, self.nulls, self.remarks]
        for part in parts:
            reading.addWidget(part)
        reading.addStretch(1)
        area = QScrollArea()
        scroll(area, side)
        area.setFixedWidth(280)
        tables = QSplitter(Qt.Orientation.Vertical)
        tables.addWidget(self.plan_view)
        tables.addWidget(self.preview_view)
        row = QHBoxLayout()
        row.addWidget(area)
        row.addWidget(tables, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(row, 1)
        below: list[QWidget] = [self.summary, self.problem, self.buttons]
        for widget in below:
            layout.addWidget(widget)
        self.resize(*SIZE)

    # -- looking at the file --

    def _look(self, plans: tuple[ColumnPlan, ...], before: dict[str, SettingValue] | None = None) -> None:
        """Read the head of the file as the settings say; plans for columns that it does not have are given up.

        With the settings `before` a change, what the person has left as it was guessed is guessed anew.
        """
        settings = dict(self._settings)
        self._given_up.set()
        self._given_up = given_up = threading.Event()
        self._offer(False)
        task = in_background(lambda progress: looked(settings, plans, progress, before), given_up, lambda _: None, self)
        task.succeeded.connect(lambda found: None if given_up.is_set() else self._show(found))
        task.failed.connect(lambda error: None if given_up.is_set() else self._fail(error))
        task.start()

    def _show(self, found: Looked) -> None:
        self._options, self._head = found.options, found.preview
        self.preview.show_preview(found.preview)
        self.model.show_plans(found.plans, found.preview, found.options)
        for view in (self.plan_view, self.preview_view):
            view.resizeColumnsToContents()
        self._on_edited()

    def _fail(self, error: Exception) -> None:
        set_text(self.problem, show(as_loom_error(error).text))

    def _offer(self, on: bool) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(on)

    # -- editing --

    def _change_option(self, name: str, value: object) -> None:
        param = next(param for param in READING if param.name == name)
        before, changed = self._settings, {**self._settings, name: param.validated(value)}
        self._settings = changed
        self.form.set_values(changed)
        self._look(self.model.plans, before)

    def _change_nulls(self, words: str) -> None:
        before = self._settings
        nulls = ("", *(word.strip() for word in words.split(",") if word.strip()))
        self._settings = {**before, "null_words": nulls}
        self._look(self.model.plans, before)

    def _on_edited(self) -> None:
        from engine.data.readers.table_options import check_plans

        try:
            plans = check_plans(self.model.plans)
            self._show_remarks(plans)
        except LoomError as error:
            set_text(self.problem, show(error.text))
            set_text(self.summary, "")
            self._offer(False)
            return
        set_text(self.problem, "")
        target = next(plan for plan in plans if plan.role == "target")
        sentence = translate("data", "Classification: the network will predict the class {target}.")
        if target.kind == "number":
            sentence = translate("data", "Regression: the network will predict the number {target}.")
        set_text(self.summary, sentence.format(target=target.name))
        self._offer(True)

    def _show_remarks(self, plans: Sequence[ColumnPlan]) -> None:
        """Say which of the first rows would be left out, and why."""
        from engine.data.readers.trial import tried

        if self._head is None or self._options is None:
            return
        lines = [show(remark) for remark in tried(self._head, self._options, plans)]
        if lines and len(self._head.rows) >= ROWS:
            lines.insert(0, translate("data", "Of the first {count} rows:").format(count=f"{ROWS:,}"))
        set_text(self.remarks, "\n".join(lines))

    def _accept(self) -> None:
        if self._options is None:
            return
        path = Path(text(self._settings, "path"))
        plans = [plan.unfixed() for plan in self.model.plans]
        settings = settings_of(path, self._options, plans)
        settings["path"] = self._settings["path"]
        changed = replace(self._recipe, settings=settings)
        if _inputs(changed) != _inputs(self._recipe):  # features may name columns that are no more
            changed = replace(changed, features=())
        self.planned.emit(changed)
        self.accept()


def looked(
    settings: dict[str, SettingValue],
    plans: tuple[ColumnPlan, ...],
    progress: Progress,
    before: dict[str, SettingValue] | None = None,
) -> Looked:
    """Look at the head of a table's file; on a thread.

    Plans are kept if they are those of its columns; others are guessed. With the settings `before` a change of how the
    file is read, what is as it was guessed then is guessed anew.
    """
    from engine.data.readers.guess_plan import guess_plans
    from engine.data.readers.table import preview

    path, options = Path(text(settings, "path")), options_of(settings)
    head = preview(path, options, ROWS, progress)
    if {plan.name for plan in plans} != set(head.columns):
        plans = guess_plans(path, options, progress)
    elif before is not None:
        plans = renewed(plans, guess_plans(path, options_of(before), progress), guess_plans(path, options, progress))
    by_name = {plan.name: plan for plan in plans}
    return Looked(options, tuple(by_name[name] for name in head.columns), head)


def renewed(
    plans: Sequence[ColumnPlan], old: Sequence[ColumnPlan], new: Sequence[ColumnPlan]
) -> tuple[ColumnPlan, ...]:
    """Return plans with another guess where they are as the old guess was.

    The roles are guessed anew only if none of them was changed: two columns would be the target otherwise.
    """
    old_of, new_of = ({plan.name: plan for plan in guess} for guess in (old, new))
    plans = [plan.unfixed() for plan in plans]
    if all(plan.name in old_of and plan.role == old_of[plan.name].role for plan in plans):
        return tuple(new_of[plan.name] if plan == old_of[plan.name] else plan for plan in plans)
    return tuple(_of_new_kind(plan, old_of.get(plan.name, plan), new_of[plan.name]) for plan in plans)


def _of_new_kind(plan: ColumnPlan, old: ColumnPlan, new: ColumnPlan) -> ColumnPlan:
    if plan.kind != old.kind or plan.kind == new.kind:
        return plan
    return replace(plan, kind=new.kind, missing="drop", constant="0", reason=None)


def _inputs(recipe: DataRecipe) -> list[tuple[str, ...]]:
    plans = plans_in(recipe)
    return [(plan.name, plan.kind, plan.encoding) for plan in plans if plan.role == "input"]


def _joined(words: SettingValue) -> str:
    return ", ".join(word for word in words if word) if isinstance(words, tuple) else ""


def _table(title: str, name: str) -> QTableView:
    view = QTableView()
    view.setObjectName(name)
    view.setAccessibleName(title)
    view.setTabKeyNavigation(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + UNIT)
    view.horizontalHeader().setMaximumSectionSize(320)
    return view
