"""Finding a layer and taking it from the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage
from PySide6.QtTest import QTest

from engine.catalog import CATALOG
from engine.catalog.activations import ACTIVATIONS
from gui.document import Document
from gui.mime import MIME_KIND
from gui.panels.palette import KIND_ROLE, PalettePanel
from gui.theme import THEME
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTreeWidgetItem
    from pytestqt.qtbot import QtBot


@pytest.fixture
def palette(qtbot: QtBot, document: Document) -> PalettePanel:
    return on_screen(qtbot, PalettePanel(document))


def item(palette: PalettePanel, kind: str) -> QTreeWidgetItem:
    return next(item for item in palette.tree.entries() if item.data(0, KIND_ROLE) == kind)


def test_it_offers_the_whole_catalogue(palette: PalettePanel) -> None:
    assert sorted(palette.visible_kinds()) == sorted(spec.kind for spec in CATALOG)


@pytest.mark.parametrize(
    ("query", "kind"),
    [("시그모이드", "sigmoid"), ("softmin", "softmin"), ("FULLY connected", "dense"), ("잔차", "add")],
)
def test_a_layer_is_found_by_its_name_or_keyword_in_both_languages(
    palette: PalettePanel, query: str, kind: str
) -> None:
    palette.search.setText(query)
    assert palette.visible_kinds() == [kind]


def test_typing_and_enter_choose_the_first_match(palette: PalettePanel, qtbot: QtBot) -> None:
    palette.search.setFocus()
    QTest.keyClicks(palette.search, "dropout")
    with qtbot.waitSignal(palette.chosen) as blocker:
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert blocker.args == ["dropout"]


@pytest.mark.parametrize(("query", "kind"), [("or", "or"), ("elu", "elu"), ("soft", "softplus")])
def test_the_very_name_goes_before_words_that_hold_it(
    palette: PalettePanel, qtbot: QtBot, query: str, kind: str
) -> None:
    palette.search.setFocus()
    QTest.keyClicks(palette.search, query)
    with qtbot.waitSignal(palette.chosen) as blocker:
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert blocker.args == [kind]


def test_enter_without_a_match_chooses_nothing(palette: PalettePanel, qtbot: QtBot) -> None:
    palette.search.setFocus()
    QTest.keyClicks(palette.search, "dropout")
    palette.search.selectAll()
    QTest.keyClicks(palette.search, "zzz")
    with qtbot.assertNotEmitted(palette.chosen):
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert palette.visible_kinds() == []


def test_down_goes_to_the_list_and_enter_chooses_there(palette: PalettePanel, qtbot: QtBot) -> None:
    palette.search.setFocus()
    QTest.keyClicks(palette.search, "soft")
    QTest.keyClick(palette.search, Qt.Key.Key_Down)
    assert palette.tree.hasFocus()
    QTest.keyClick(palette.tree, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as blocker:
        QTest.keyClick(palette.tree, Qt.Key.Key_Return)
    assert blocker.args == [palette.visible_kinds()[1]]


def test_a_double_click_chooses(palette: PalettePanel, qtbot: QtBot) -> None:
    place = palette.tree.visualItemRect(item(palette, "dense")).center()
    QTest.mouseClick(palette.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(palette.chosen) as blocker:
        QTest.mouseDClick(palette.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert blocker.args == ["dense"]


def test_a_drag_carries_the_kind(palette: PalettePanel) -> None:
    data = palette.tree.mimeData([item(palette, "dense")])
    assert data.data(MIME_KIND).data() == b"dense"


def test_a_tooltip_tells_what_it_does_and_its_formula(palette: PalettePanel) -> None:
    tip = item(palette, "dense").toolTip(0)
    assert "Every unit sees every input" in tip
    assert CATALOG["dense"].formula in tip


def test_each_activation_has_its_own_curve_once_pytorch_is_there(qtbot: QtBot) -> None:
    document = Document()
    palette = on_screen(qtbot, PalettePanel(document))

    def kinds_of_picture() -> int:
        icons = [item(palette, spec.kind).icon(0) for spec in ACTIVATIONS]
        different: list[QImage] = []
        for icon in icons:
            picture = icon.pixmap(20, 20).toImage()
            if picture not in different:
                different.append(picture)
        return len(different)

    before = kinds_of_picture()
    document.torch_is_ready()
    qtbot.waitUntil(lambda: kinds_of_picture() > before)
    assert (before, kinds_of_picture()) == (1, len(ACTIVATIONS) - 1)  # threshold is ReLU until it is changed
    document.run.close()


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("kind", ["dense", "tanh"])
def test_the_icon_of_the_selected_row_can_be_seen_on_the_selection(palette: PalettePanel, look: str, kind: str) -> None:
    THEME.use(look)
    try:
        icon = item(palette, kind).icon(0)
        image = icon.pixmap(QSize(20, 20), QIcon.Mode.Selected).toImage()
        ink = max(
            (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())),
            key=lambda colour: colour.alpha(),
        )
        assert ink.alpha() > 200
        assert abs(ink.lightness() - THEME.tokens.accent.lightness()) > 40
        assert ink.lightness() == pytest.approx(THEME.tokens.panel.lightness(), abs=60)
    finally:
        THEME.use("light")
