"""Gestures, one class each: they show what they will do while under way, and make one edit when they end."""

from gui.canvas.interactions.base import Interaction
from gui.canvas.interactions.connect_by_keys import ConnectByKeys
from gui.canvas.interactions.draw_wire import DrawWire
from gui.canvas.interactions.drop_node import DropNode
from gui.canvas.interactions.move_nodes import MoveNodes
from gui.canvas.interactions.pan import Pan
from gui.canvas.interactions.press_weight import PressWeight
from gui.canvas.interactions.rubber_band import RubberBand

__all__ = ["ConnectByKeys", "DrawWire", "DropNode", "Interaction", "MoveNodes", "Pan", "PressWeight", "RubberBand"]
