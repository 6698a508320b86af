"""Everything that a menu, a shortcut or a toolbar button can do, as one table."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from gui.i18n import translate

Key = QKeySequence.StandardKey


@dataclass(frozen=True)
class ActionSpec:
    """One action.

    Parameters
    ----------
    id : str
        What it does is looked up under this name.
    menu : str
        The menu it stands in; a leading line is drawn where `separated` is set.
    shortcuts : tuple
        Standard keys or texts such as ``"Ctrl+D"``; the first is shown.
    icon : str
        QtAwesome name, or empty.
    short : str
        The text on a toolbar button; its tip serves where there is none.
    on_canvas : bool
        Whether its shortcut works only while the canvas has the keyboard, so that Delete in a table deletes no layer.
    """

    id: str
    menu: str
    text: str
    tip: str
    shortcuts: tuple[Key | str, ...] = ()
    icon: str = ""
    on_canvas: bool = False
    separated: bool = False
    short: str = ""


def menu_titles() -> dict[str, str]:
    """Return the menus in their order, with their titles."""
    return {
        "file": translate("menu", "&File"),
        "edit": translate("menu", "&Edit"),
        "view": translate("menu", "&View"),
        "network": translate("menu", "&Network"),
        "train": translate("menu", "&Train"),
        "help": translate("menu", "&Help"),
    }


def file_actions() -> list[ActionSpec]:
    """Return the File menu."""
    return [
        ActionSpec(
            "new",
            "file",
            translate("action", "&New"),
            translate("action", "Begin an empty canvas"),
            (Key.New,),
            "mdi6.file-outline",
        ),
        ActionSpec(
            "open",
            "file",
            translate("action", "&Open…"),
            translate("action", "Open a project, or data such as a CSV file"),
            (Key.Open,),
            "mdi6.folder-open-outline",
        ),
        ActionSpec(
            "save",
            "file",
            translate("action", "&Save"),
            translate("action", "Write drawing, data, settings, weights and history to the file"),
            (Key.Save,),
            "mdi6.content-save-outline",
            separated=True,
        ),
        ActionSpec(
            "save_as",
            "file",
            translate("action", "Save &as…"),
            translate("action", "Write to another file"),
            ("Ctrl+Shift+S",),
        ),
        ActionSpec(
            "quit",
            "file",
            translate("action", "&Quit"),
            translate("action", "Close Layerloom"),
            ("Ctrl+Q",),
            separated=True,
        ),
    ]


def clipboard_actions() -> list[ActionSpec]:
    """Return the first part of the Edit menu, behind undo and redo."""
    return [
        ActionSpec(
            "cut",
            "edit",
            translate("action", "Cu&t"),
            translate("action", "Cut the selected nodes"),
            (Key.Cut,),
            "mdi6.content-cut",
            True,
            True,
        ),
        ActionSpec(
            "copy",
            "edit",
            translate("action", "&Copy"),
            translate("action", "Copy the selected nodes and the wires between them"),
            (Key.Copy,),
            "mdi6.content-copy",
            True,
        ),
        ActionSpec(
            "paste",
            "edit",
            translate("action", "&Paste"),
            translate("action", "Paste copied nodes"),
            (Key.Paste,),
            "mdi6.content-paste",
            True,
        ),
    ]


def edit_actions() -> list[ActionSpec]:
    """Return the rest of the Edit menu."""
    return [
        ActionSpec(
            "duplicate",
            "edit",
            translate("action", "&Duplicate"),
            translate("action", "Copy and paste the selected nodes at once"),
            ("Ctrl+D",),
            "mdi6.content-duplicate",
            True,
        ),
        ActionSpec(
            "delete",
            "edit",
            translate("action", "De&lete"),
            translate("action", "Delete the selected nodes and wires"),
            (Key.Delete, "Backspace"),
            "mdi6.delete-outline",
            True,
        ),
        ActionSpec(
            "select_all",
            "edit",
            translate("action", "Select &all"),
            translate("action", "Select every node"),
            (Key.SelectAll,),
            "",
            True,
            True,
        ),
        ActionSpec(
            "rename",
            "edit",
            translate("action", "&Rename"),
            translate("action", "Give the selected node another name"),
            ("F2",),
            "mdi6.rename-outline",
            True,
        ),
    ]


def view_actions() -> list[ActionSpec]:
    """Return the View menu, besides the panels, theme and language."""
    return [
        ActionSpec(
            "zoom_in",
            "view",
            translate("action", "Zoom &in"),
            translate("action", "Show the canvas larger"),
            (Key.ZoomIn, "Ctrl+="),
            "mdi6.magnify-plus-outline",
        ),
        ActionSpec(
            "zoom_out",
            "view",
            translate("action", "Zoom &out"),
            translate("action", "Show the canvas smaller"),
            (Key.ZoomOut,),
            "mdi6.magnify-minus-outline",
        ),
        ActionSpec(
            "zoom_reset",
            "view",
            translate("action", "&100 %"),
            translate("action", "Show the canvas at its own size"),
            ("Ctrl+0",),
        ),
        ActionSpec(
            "fit",
            "view",
            translate("action", "&Fit"),
            translate("action", "Show the whole drawing"),
            ("F",),
            "mdi6.fit-to-page-outline",
            True,
        ),
    ]


def network_actions() -> list[ActionSpec]:
    """Return the Network menu."""
    return [
        ActionSpec(
            "add_layer",
            "network",
            translate("action", "&Add layer…"),
            translate("action", "Type the name of a layer and put it on the canvas"),
            ("Ctrl+L",),
            "mdi6.plus-box-outline",
        ),
        ActionSpec(
            "tidy",
            "network",
            translate("action", "&Tidy layout"),
            translate("action", "Arrange the nodes from left to right"),
            ("Ctrl+T",),
            "mdi6.auto-fix",
        ),
        ActionSpec(
            "units",
            "network",
            translate("action", "Show &units"),
            translate("action", "Show the units and weights of the selected layers, or of all; again, hide them"),
            ("U",),
            "mdi6.dots-grid",
            True,
        ),
    ]


def run_actions() -> list[ActionSpec]:
    """Return the first entry of the Train menu: Train, in whose place Pause stands while it runs."""
    return [
        ActionSpec(
            "train",
            "train",
            translate("action", "&Train"),
            translate("action", "Train until paused"),
            ("Space", "F5"),
            "mdi6.play",
            short=translate("action", "Train"),
        ),
        ActionSpec(
            "pause",
            "train",
            translate("action", "&Pause"),
            translate("action", "Pause after the step under way"),
            ("Space", "F5"),
            "mdi6.pause",
            short=translate("action", "Pause"),
        ),
    ]


def train_actions() -> list[ActionSpec]:
    """Return the rest of the Train menu, which is also the toolbar."""
    return [
        ActionSpec(
            "step",
            "train",
            translate("action", "One &step"),
            translate("action", "Make one optimiser update"),
            ("F6",),
            "mdi6.skip-next",
        ),
        ActionSpec(
            "epoch",
            "train",
            translate("action", "One &epoch"),
            translate("action", "Train to the end of the epoch"),
            ("F7",),
            "mdi6.skip-forward",
        ),
        ActionSpec(
            "stop",
            "train",
            translate("action", "St&op"),
            translate("action", "End the run and keep its result"),
            ("Shift+F5",),
            "mdi6.stop",
        ),
        ActionSpec(
            "reset",
            "train",
            translate("action", "&Reset"),
            translate("action", "Go back to the same first weights; undo brings the trained ones back"),
            ("Ctrl+R",),
            "mdi6.restart",
            separated=True,
        ),
        ActionSpec(
            "new_start",
            "train",
            translate("action", "&New start"),
            translate("action", "Begin again from other first weights: those of the next seed"),
            ("Ctrl+Shift+R",),
            "mdi6.dice-multiple-outline",
        ),
    ]


def help_actions() -> list[ActionSpec]:
    """Return the Help menu."""
    return [
        ActionSpec(
            "welcome",
            "help",
            translate("action", "&Welcome page"),
            translate("action", "Show the examples and recent files"),
        ),
        ActionSpec(
            "lessons",
            "help",
            translate("action", "&Lessons"),
            translate("action", "Learn step by step, from one neuron to batches"),
            icon="mdi6.school-outline",
        ),
        ActionSpec(
            "shortcuts",
            "help",
            translate("action", "&Keys and mouse"),
            translate("action", "List every shortcut and gesture"),
            ("F1",),
        ),
        ActionSpec(
            "about",
            "help",
            translate("action", "&About Layerloom"),
            translate("action", "Versions of Layerloom, PyTorch and Qt"),
        ),
    ]


def all_actions() -> list[ActionSpec]:
    """Return the whole table, in the order of the menus."""
    return [
        *file_actions(),
        *clipboard_actions(),
        *edit_actions(),
        *view_actions(),
        *network_actions(),
        *run_actions(),
        *train_actions(),
        *help_actions(),
    ]
