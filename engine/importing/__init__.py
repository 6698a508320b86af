"""Networks from elsewhere: weights that other programs have learned, as a drawing of this one."""

from engine.importing.drawing import draw
from engine.importing.layers import Layer, chain
from engine.importing.pickled import read_pickle

__all__ = ["Layer", "chain", "draw", "read_pickle"]
