"""The shape on every wire, found by running the real layers: PyTorch alone knows what fits.

`infer` finds all shapes of a drawing; `Inference` keeps them up to date while the drawing is edited.
"""

from engine.shapes.ends import answering_node, column_indices, units_for_target
from engine.shapes.inference import Inference, infer
from engine.shapes.report import DataShape, Fault, NodeShape, ShapeReport

__all__ = [
    "DataShape",
    "Fault",
    "Inference",
    "NodeShape",
    "ShapeReport",
    "answering_node",
    "column_indices",
    "infer",
    "units_for_target",
]
