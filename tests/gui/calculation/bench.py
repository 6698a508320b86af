"""A hand on the calculation panel, and the network of the notes written by hand in PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from torch import nn

from engine.storage import read_project
from gui.calculation.naming import symbol
from gui.calculation.panel import CalculationPanel
from gui.files import EXAMPLES
from tests.gui.screen import on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from gui.document import Document

LEFT = Qt.MouseButton.LeftButton


def open_example(document: Document, name: str) -> None:
    """Open one of the projects that come with the application."""
    document.open(read_project(EXAMPLES / f"{name}.loom"), None)


class Walker:
    """A person at the calculation panel."""

    def __init__(self, qtbot: QtBot, document: Document) -> None:
        self.qtbot, self.document = qtbot, document
        self.panel = on_screen(qtbot, CalculationPanel(document), 900, 420)
        self.settle()

    def settle(self) -> None:
        """Wait until the explanation is there and all formulas are typeset."""
        self.qtbot.waitUntil(lambda: not self.panel.source.busy and self.panel.page.settled)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        focused = self.panel.focusWidget() or self.panel
        QTest.keyClick(focused, key, modifiers)
        self.settle()

    def click(self, widget: QWidget) -> None:
        """Click a widget."""
        QTest.mouseClick(widget, LEFT)
        self.settle()

    def go_to(self, wanted: str, node: str) -> None:
        """Click a number in the list, by its symbol and its node's name."""
        outline = self.panel.outline
        for place, station in enumerate(self.panel.stations):
            assert self.panel.source.explanation is not None
            found = symbol(station, self.panel.source.explanation)
            if found == wanted and self.panel.source.explanation.node(station.node).name == node:
                leaf = outline._leaves[place]
                outline.scrollToItem(leaf)
                QTest.mouseClick(outline.viewport(), LEFT, pos=outline.visualItemRect(leaf).center())
                self.settle()
                return
        raise AssertionError(f"there is no {wanted} of {node}")

    @property
    def here(self) -> str:
        """The symbol of the present station."""
        assert self.panel.source.explanation is not None
        assert self.panel.station is not None
        return symbol(self.panel.station, self.panel.source.explanation)

    @property
    def shown(self) -> str:
        """The last formula on the page, with its numbers, in plain letters."""
        return self.panel.page.lines[-1].numeric.accessibleName()

    @property
    def result(self) -> str:
        """What stands behind the last equals sign."""
        return self.shown.rpartition(" = ")[2]


class ByHand:
    """The forward and backward pass of the notes, as one would write it without any drawing."""

    def __init__(self, x: list[float], y: float) -> None:
        first, second = nn.Linear(2, 2), nn.Linear(2, 1)
        first.weight.data = torch.tensor([[0.4352, 0.3545], [0.1951, 0.4835]])
        first.bias.data = torch.tensor([-0.1419, 0.0439])
        second.weight.data = torch.tensor([[-0.1725, 0.1129]])
        second.bias.data = torch.tensor([-0.3043])
        self.z1 = first(torch.tensor(x))
        self.a1 = torch.sigmoid(self.z1)
        self.z2 = second(self.a1)
        self.a2 = torch.sigmoid(self.z2)
        self.loss = nn.functional.binary_cross_entropy(self.a2, torch.tensor([y]))
        for inner in (self.z1, self.a1, self.z2, self.a2):
            inner.retain_grad()
        torch.autograd.backward(self.loss)
        self.before = [p.detach().clone() for p in (*first.parameters(), *second.parameters())]
        self.gradients = [p.grad for p in (*first.parameters(), *second.parameters())]
        torch.optim.SGD([*first.parameters(), *second.parameters()], lr=1.0).step()
        self.after = [p.detach() for p in (*first.parameters(), *second.parameters())]

    def numbers(self) -> dict[tuple[str, str], float]:
        """Return every number of the walk by node and symbol."""
        found: dict[tuple[str, str], float] = {("Output", "L"): self.loss.item()}
        low = "₁₂"
        assert self.a2.grad is not None
        found["Output", "∂L/∂ŷ"] = float(self.a2.grad)
        for name, z, a in (("Hidden", self.z1, self.a1), ("Decision", self.z2, self.a2)):
            assert z.grad is not None
            assert a.grad is not None
            for i in range(len(z)):
                found[name, f"z{low[i]}"] = z[i].item()
                found[name, f"a{low[i]}"] = a[i].item()
                found[name, f"∂L/∂a{low[i]}"] = float(a.grad[i])
                found[name, f"∂L/∂z{low[i]}"] = float(z.grad[i])
                found[name, f"∂a{low[i]}/∂z{low[i]}"] = (a[i] * (1 - a[i])).item()
        w1, b1, w2, b2 = range(4)
        for name, weight, bias in (("Hidden", w1, b1), ("Decision", w2, b2)):
            for i in range(len(self.before[bias])):
                self._add(found, name, bias, (i,), f"b{low[i]}")
                for j in range(2):
                    self._add(found, name, weight, (i, j), f"w{low[i]}{low[j]}")
        return found

    def _add(
        self, found: dict[tuple[str, str], float], node: str, which: int, place: tuple[int, ...], name: str
    ) -> None:
        gradient = self.gradients[which]
        assert gradient is not None
        found[node, f"∂L/∂{name}"] = float(gradient[place])
        found[node, f"{name}′"] = float(self.after[which][place])
