"""Nodes that join several wires into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.catalog.spec import MANY, LayerSpec
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from torch import nn

    from engine.catalog.spec import SettingValue, Shape


def _merge(name: str) -> Callable[[Mapping[str, SettingValue], tuple[Shape, ...]], nn.Module]:
    def build(settings: Mapping[str, SettingValue], shapes: tuple[Shape, ...]) -> nn.Module:
        from engine.catalog import modules

        module: nn.Module = getattr(modules, name)()
        return module

    return build


MERGES: tuple[LayerSpec, ...] = (
    LayerSpec(
        kind="add",
        title=Text("catalog", "Add"),
        category="merge",
        icon="mdi6.plus-circle-outline",
        help=Text("catalog", "Adds its inputs element by element, as in a residual connection."),
        build=_merge("Add"),
        formula="y = x1 + x2 + ...",
        inputs=(MANY,),
        keywords="sum residual skip 더하기 잔차",
    ),
    LayerSpec(
        kind="multiply",
        title=Text("catalog", "Multiply"),
        category="merge",
        icon="mdi6.close-circle-outline",
        help=Text("catalog", "Multiplies its inputs element by element, as in a gate."),
        build=_merge("Multiply"),
        formula="y = x1 * x2 * ...",
        inputs=(MANY,),
        keywords="product gate 곱하기",
    ),
    LayerSpec(
        kind="concatenate",
        title=Text("catalog", "Concatenate"),
        category="merge",
        icon="mdi6.call-merge",
        help=Text("catalog", "Puts its inputs side by side, in the order of their wires."),
        build=_merge("Concatenate"),
        formula="y = [x1, x2, ...]",
        inputs=(MANY,),
        keywords="cat join stack 이어 붙이기",
    ),
)
