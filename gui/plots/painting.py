"""Painting the samples themselves into a plane: with the mouse, a spray of points or an eraser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QShortcut

from engine.data import PAINTED, PaintedPoints
from engine.errors import LoomError
from gui.i18n import show, translate
from gui.painting import can_be_painted, painted_recipe, take_points, with_class
from gui.plots.paint_bar import ERASER, PaintBar
from gui.plots.stroke import Dot
from gui.theme import THEME

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.data import DataRecipe
    from gui.document import Document
    from gui.plots.chart import Chart
    from gui.plots.plot import Plot

SPACING = 16.0
"""Pixels of the screen that the mouse goes between two points of a spray."""
JITTER = 6.0
"""Pixels by which they stray from its way."""
MOST_AT_ONCE = 12
"""Points of one movement of the mouse, however far it jumps."""
RADIUS = 16.0
"""Of the eraser, in pixels of the screen."""
MARK = 9

Place = tuple[float, float]


@dataclass(eq=False)
class Gesture:
    """One press of the mouse until its release.

    Parameters
    ----------
    recipe : DataRecipe
        With the points as they were before.
    button : MouseButton
    erases : bool
    last : QPointF
        Where the mouse was when it last left a point, in the scene.
    gone : array of bool
        Which of the points are erased.
    """

    recipe: DataRecipe
    button: Qt.MouseButton
    erases: bool
    last: QPointF
    gone: npt.NDArray[np.bool_]
    fresh: list[Place] = field(default_factory=list)


class Painting(QObject):
    """The tool that paints on a chart of samples with two columns. P begins and ends it, Escape leaves it.

    Parameters
    ----------
    document : Document
    plot : Plot
        Gets the button.
    chart : Chart
        Its axes are the two columns.
    """

    def __init__(self, document: Document, plot: Plot, chart: Chart) -> None:
        super().__init__(plot)
        self._document, self._plot, self._chart = document, plot, chart
        self._random = np.random.default_rng()
        self._gesture: Gesture | None = None
        self._taking = False
        self._source = document.recipe.source
        self._stays = False
        self.bar = PaintBar()
        self.bar.hide()
        self.bar.clear_wanted.connect(self.clear)
        self.action = plot.add_tool(
            "mdi6.brush",
            translate("paint", "Paint points"),
            translate("paint", "Paint samples into the plane, or erase them (P). The network learns them at once."),
        )
        self.action.setObjectName("paintPoints")
        self.action.setCheckable(True)
        self.action.setShortcut(QKeySequence(Qt.Key.Key_P))
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.action.toggled.connect(self._on_toggled)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), plot)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(self._leave)
        self._escape.setEnabled(False)
        self._add_marks()
        chart.viewport().installEventFilter(self)
        chart.installEventFilter(self)
        document.recipe_changed.connect(self._on_recipe)
        THEME.changed.connect(self._recolour)
        self._offer()

    def _add_marks(self) -> None:
        self.fresh, self.crossed = (pyqtgraph.ScatterPlotItem(pxMode=True, antialias=True) for _ in "12")
        self.crossed.setSymbol("x")
        self.circle = Dot(2 * RADIUS)
        for item in (self.fresh, self.crossed, self.circle):
            self._chart.addItem(item, ignoreBounds=True)
        self._recolour()

    def _recolour(self) -> None:
        fill = QColor(THEME.tokens.text)
        fill.setAlphaF(0.12)
        self.circle.set_colours(fill, THEME.tokens.text)

    # -- on and off ----------------------------------------------------------------------------------------------------

    @property
    def on(self) -> bool:
        """Whether the mouse paints."""
        return self.action.isChecked()

    @property
    def holds_view(self) -> bool:
        """Whether the view stays although the samples are others, because they are being painted."""
        return self._taking or (self.on and self._stays)

    def _on_toggled(self, on: bool) -> None:
        self._give_up()
        self.bar.setVisible(on)
        self._escape.setEnabled(on)
        self._chart.viewport().setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
        self.circle.hide()
        if on:
            self._chart.setFocus()
            self._document.notice.emit(
                translate("paint", "Click or drag to paint; the right button erases, the wheel zooms. Escape leaves.")
            )

    def _leave(self) -> None:
        if self._gesture is not None:
            self._give_up()
        else:
            self.action.setChecked(False)

    def _on_recipe(self) -> None:
        before, self._source = self._source, self._document.recipe.source
        self._stays = before == self._source == PAINTED.kind
        self._give_up()
        self._offer()
        if self._source == PAINTED.kind and before != self._source and not len(self._document.dataset):
            self.action.setChecked(True)  # what else is there to do?

    def _offer(self) -> None:
        dataset = self._document.dataset
        possible = can_be_painted(dataset)
        if not possible:
            self.action.setChecked(False)
        self._plot.set_tool_visible(self.action, possible)
        self.bar.show_classes(dataset.classes if possible else ())
        empty = possible and not len(dataset)
        self.bar.show_hint(translate("paint", "Click or drag in the plane to paint points.") if empty else "")
        self.bar.clear.setDisabled(not len(dataset))

    # -- the mouse and the keys ----------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what paints from the chart; the middle button and the wheel move the view as ever."""
        if "action" not in self.__dict__ or not self.on:  # Python may take this object apart before Qt does
            return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        if event.type() is QEvent.Type.ContextMenu:
            return True
        if event.type() is QEvent.Type.Leave:
            self.circle.hide()
        return isinstance(event, QMouseEvent) and watched is self._chart.viewport() and self._mouse(event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_E:
            self.bar.choose(ERASER)
        elif event.text().isdecimal():
            self.bar.choose(int(event.text()))
        else:
            return False
        return True

    def _mouse(self, event: QMouseEvent) -> bool:
        at = self._chart.mapToScene(event.position().toPoint())
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            return self._press(event.button(), at)
        if event.type() is QEvent.Type.MouseMove:
            self._show_circle(at, self._erases(event.buttons()))
            if self._gesture is None:
                return False
            self._drag(self._gesture, at)
            return True
        if event.type() is QEvent.Type.MouseButtonRelease and self._gesture is not None:
            if event.button() is self._gesture.button:
                self._release(self._gesture)
            return True
        return False

    def _erases(self, buttons: Qt.MouseButton) -> bool:
        return self.bar.erases or bool(buttons & Qt.MouseButton.RightButton)

    def _show_circle(self, at: QPointF, on: bool) -> None:
        if on and self._inside(at):
            here = self._chart.view.mapSceneToView(at)
            self.circle.show_at(here.x(), here.y())
        else:
            self.circle.hide()

    def _inside(self, at: QPointF) -> bool:
        return bool(self._chart.view.sceneBoundingRect().contains(at))

    # -- one gesture ---------------------------------------------------------------------------------------------------

    def _press(self, button: Qt.MouseButton, at: QPointF) -> bool:
        if self._gesture is not None:
            return True
        if button not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton) or not self._inside(at):
            return False
        self._chart.setFocus()
        recipe = self._recipe()
        if recipe is not None:
            erases = self._erases(button)
            gesture = self._gesture = Gesture(recipe, button, erases, at, np.zeros(len(recipe.points), bool))
            self._show_circle(at, erases)
            if erases:
                self._erase(gesture, at)
            else:
                self._spray(gesture, at, 0.0)
        return True

    def _recipe(self) -> DataRecipe | None:
        """Return the data as painted points; if they cannot be, say why."""
        try:
            return painted_recipe(self._document.recipe, self._document.dataset)
        except LoomError as error:
            self._document.notice.emit(show(error.text))
            return None

    def _drag(self, gesture: Gesture, at: QPointF) -> None:
        way = at - gesture.last
        far = float(np.hypot(way.x(), way.y()))
        if gesture.erases:
            pieces = max(1, min(int(far / RADIUS) + 1, 4 * MOST_AT_ONCE))
            for piece in range(1, pieces + 1):  # a quick movement leaves nothing out
                self._erase(gesture, gesture.last + way * (piece / pieces))
            gesture.last = at
        elif far >= SPACING:
            pieces = min(int(far / SPACING), MOST_AT_ONCE)
            for piece in range(1, pieces + 1):
                self._spray(gesture, gesture.last + way * (piece / pieces), JITTER)
            gesture.last = at

    def _spray(self, gesture: Gesture, at: QPointF, jitter: float) -> None:
        """Add a point near a place of the scene, within the view."""
        if not self._inside(at):
            return
        here, (width, height) = self._chart.view.mapSceneToView(at), self._chart.view.viewPixelSize()
        (left, right), (bottom, top) = self._chart.intervals()
        across, up = self._random.normal(0.0, 1.0, 2) * jitter
        x = min(max(here.x() + across * width, left), right)
        y = min(max(here.y() + up * height, bottom), top)
        gesture.fresh.append((float(x), float(y)))
        pen = pyqtgraph.mkPen(THEME.tokens.canvas, width=1.5)
        self.fresh.setData(pos=np.array(gesture.fresh), size=MARK, brush=self.bar.colour, pen=pen)

    def _erase(self, gesture: Gesture, at: QPointF) -> None:
        """Cross out the points around a place of the scene."""
        here, (width, height) = self._chart.view.mapSceneToView(at), self._chart.view.viewPixelSize()
        x = gesture.recipe.points.x
        gesture.gone |= np.hypot((x[:, 0] - here.x()) / width, (x[:, 1] - here.y()) / height) <= RADIUS
        pen = pyqtgraph.mkPen(THEME.tokens.text, width=1.5)
        self.crossed.setData(pos=x[gesture.gone].astype(np.float64), size=MARK, brush=None, pen=pen)

    def _release(self, gesture: Gesture) -> None:
        if gesture.erases:
            self._take_without(gesture.recipe, gesture.gone)
        elif gesture.fresh:
            self._take_with(gesture.recipe, gesture.fresh)
        self._give_up()
        self.circle.setVisible(self.bar.erases and self.circle.isVisible())

    def _give_up(self) -> None:
        self._gesture = None
        for item in (self.fresh, self.crossed):
            item.setData([])

    # -- what becomes of it --------------------------------------------------------------------------------------------

    def _take_with(self, recipe: DataRecipe, places: list[Place]) -> None:
        target = self.bar.target
        one, several = translate("undo", "Paint a point"), translate("undo", "Paint {count} points")
        try:
            if recipe.settings["target"] == "class":
                recipe = with_class(recipe, int(target))
            recipe = recipe.with_points(recipe.points.with_points_added(places, target))
        except LoomError as error:
            self._document.notice.emit(show(error.text))
            return
        self._take(recipe, one if len(places) == 1 else several.format(count=len(places)))

    def _take_without(self, recipe: DataRecipe, gone: npt.NDArray[np.bool_]) -> None:
        count, points = int(gone.sum()), recipe.points
        if not count:
            return
        one, several = translate("undo", "Erase a point"), translate("undo", "Erase {count} points")
        recipe = recipe.with_points(PaintedPoints(points.x[~gone], points.y[~gone]))
        self._take(recipe, one if count == 1 else several.format(count=count))

    def clear(self) -> None:
        """Take all points away."""
        recipe = self._recipe()
        if recipe is not None and len(recipe.points):
            self._take(recipe.with_points(PaintedPoints()), translate("undo", "Take all points away"))

    def _take(self, recipe: DataRecipe, title: str) -> None:
        self._taking = True
        try:
            take_points(self._document, recipe, title)
        finally:
            self._taking = False
