"""What stands around a region: what its colours and marks mean, and what is said where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.forms.layout import tip, wrapped
from gui.forms.wrap_button import WrapButton
from gui.i18n import translate
from gui.plots.legend import Key
from gui.plots.scale import ScaleContent
from gui.theme import THEME, UNIT, figures, number

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from engine.data import Dataset
    from engine.evaluation import Reading
    from gui.plots.axes_bar import AxesBar
    from gui.plots.tints import Picture

SMALL = 8.0


class Invitation(QWidget):
    """Stands in the place of the plane while there is none: why, and a button that shows one."""

    def __init__(self, axes: AxesBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axes = axes
        self.sentence = wrapped(" ", "muted")
        self.offer = WrapButton(translate("axes", "Show the PCA plane"))
        self.offer.setObjectName("showPca")
        self.offer.clicked.connect(lambda: axes.pca_button.setChecked(True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        layout.addStretch(1)
        layout.addWidget(self.sentence)
        layout.addWidget(self.offer)
        layout.addStretch(1)

    def show_count(self, columns: int) -> None:
        """Say why two of so many columns are not shown, or that a plane is being found."""
        sentence = translate("axes", "Finding the PCA plane…")
        if not self._axes.finding:
            sentence = translate(
                "axes",
                "Two of {count} columns tell little. The PCA plane shows the two directions in which the samples "
                "differ most.",
            ).format(count=f"{columns:,}")
        self.sentence.setText(sentence)
        self.offer.setHidden(self._axes.finding)


class HeldNote(QLabel):
    """Above the plot: which cut through the other columns it shows; samples elsewhere may have other answers there.

    Where there is too little room the line ends in dots; its tooltip has all of it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(figures(SMALL))
        self.setContentsMargins(UNIT, UNIT // 2, UNIT, 0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_values(self, values: str) -> None:
        """Say where the columns are held that are not an axis; nothing if there are none."""
        self.setText(translate("axes", "at {values}").format(values=values))
        self.setToolTip(tip(self.text()))
        self.setVisible(bool(values))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what there is room for."""
        painter = QPainter(self)
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


def scale_content(
    dataset: Dataset, reading: Reading, units: int, limit: float, lookup: Picture, ramps: Picture
) -> ScaleContent:
    """Return what the colour bar shows.

    Parameters
    ----------
    units : int
        Of the output.
    limit : float
        What gets the full colour, of a regression.
    lookup : array, shape (entries, 3)
        The map of signed values.
    ramps : array, shape (classes, entries, 3)
        The maps of the classes.
    """
    if reading.several(units):
        names = tuple(dataset.classes[:units])
        return ScaleContent(translate("plots", "class"), names, ramps[: len(names)])
    if not reading.classes:
        ends = (f"-{number(limit)}", "0", number(limit))
        return ScaleContent(dataset.target, ends, lookup[None])
    caption = translate("plots", "sigmoid(output)") if reading.loss.expects == "logit" else translate("plots", "output")
    help = translate("plots", "Where the output is 0, the network is sure of class {negative}; at 1, of {positive}.")
    named = dict(zip(("negative", "positive"), dataset.classes, strict=False))
    help = help.format(**named) if len(named) == 2 else ""
    return ScaleContent(caption, _end_labels(dataset.classes), lookup[None], help)


def _end_labels(classes: tuple[str, ...]) -> tuple[str, str, str]:
    """Return what stands at a bar from 0 to 1; the ends also name their classes, unless these are called 0 and 1."""
    if len(classes) != 2 or classes == ("0", "1"):
        return "0", "0.5", "1"
    return f"0 = {classes[0]}", "0.5", f"1 = {classes[1]}"


def group_keys(dataset: Dataset) -> list[Key]:
    """Return what the marks of the samples mean."""
    keys = [Key("disc", THEME.tokens.muted, translate("plots", "train"))]
    if len(dataset.validation):
        keys.append(Key("ring", THEME.tokens.muted, translate("plots", "validation")))
    if len(dataset.test):
        keys.append(Key("diamond", THEME.tokens.muted, translate("plots", "test")))
    return keys
