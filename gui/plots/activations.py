"""The activation explorer: a function, its derivative, and where the inputs of a layer lie on it right now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from engine.catalog.activations import ACTIVATION
from engine.catalog.curves import FLAT, flat_share
from engine.catalog.spec import defaults
from engine.graph.traversal import topological
from gui.i18n import show, translate
from gui.plots.activation_chart import ActivationChart
from gui.plots.activation_side import ActivationSide
from gui.plots.legend import Key
from gui.plots.plot import Plot
from gui.plots.probe import Probe
from gui.plots.softmax_view import SoftmaxView
from gui.theme import THEME, UNIT, blend, number
from gui.turns import MOVING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from engine.catalog.curves import Tensors
    from engine.graph import Change, Node, NodeId
    from engine.training.snapshot import Snapshot
    from gui.document import Document
    from gui.plots.picture import Table

SAMPLES = 512
"""Training samples at the most that the histogram is made of."""

FIRST = "sigmoid"
"""What is shown while the drawing has no activation."""


@dataclass(frozen=True)
class Subject:
    """What is looked at: a function with its settings, of a node or by itself."""

    kind: str
    settings: Mapping[str, object] = field(default_factory=dict)
    node: NodeId | None = None
    own: bool = False
    """Whether the node is the function itself, so that the settings are the node's."""


class ActivationsPlot(Plot):
    """The activation of the selected node; with none selected, that of the first one; or any that is picked."""

    every = MOVING

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(
            document,
            translate("plots", "Activations"),
            translate(
                "plots",
                "An activation function (활성화 함수) and its derivative, by which errors pass back.\n"
                "The bars show where its inputs lie now, for samples the network learns from. "
                "Where it is flat (coloured), gradients vanish (기울기 소실).\n"
                "Select a node, or pick any function from the list. Drag and turn the wheel to look closer.",
            ),
            parent,
        )
        self._probe = Probe(document.run, "activations", inner=True)
        self._picked = self._flat = ""
        self._tried: dict[str, dict[str, object]] = {}
        self._offered: dict[str, object] = {}
        self.subject = Subject(FIRST)
        self.chart = ActivationChart()
        self.side = ActivationSide(self._change)
        self.softmax = SoftmaxView()
        self.tabs = QTabBar()
        self._build()
        document.selection_changed.connect(self._on_selection)
        document.graph_changed.connect(self._on_graph)
        document.became_ready.connect(self.look)
        document.recipe_changed.connect(self._probe.stop)  # the network for other data is not there yet
        self.side.picked.connect(self._pick)
        self.side.offered.connect(self._offer)
        self.side.let_go.connect(self._withdraw)
        self.chart.read.connect(self._show_keys)
        self.tabs.currentChanged.connect(self._on_tab)
        self.compose(self._content)
        self.look()

    def _build(self) -> None:
        self.fit_action = self.add_tool(
            "mdi6.fit-to-page-outline",
            translate("plots", "Fit"),
            translate("plots", "Show all inputs again, and keep doing so."),
        )
        self.fit_action.triggered.connect(self.chart.fit)
        self.tabs.addTab(translate("plots", "Curve"))
        self.tabs.addTab(translate("plots", "Overflow"))
        self.tabs.setTabToolTip(1, translate("plots", "Why large inputs need care, tried with numbers of your own."))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.softmax)
        self.softmax.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        self._views = QStackedWidget()
        self._views.addWidget(self.chart)
        self._views.addWidget(scroll)
        self._content = QWidget()
        left = QVBoxLayout()
        left.setSpacing(0)
        self._top = QWidget()
        self._top.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # as narrow as the chart may be
        top = QHBoxLayout(self._top)
        top.setContentsMargins(UNIT, 0, 0, 0)
        top.addWidget(self.tabs)
        top.addWidget(self.softmax.controls, 1)
        top.addStretch()
        left.addWidget(self._top)
        left.addWidget(self._views, 1)
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT // 2)
        row.addLayout(left, 1)
        row.addWidget(self.side)

    # -- what is looked at ---------------------------------------------------------------------------------------------

    def _owner(self) -> Node | None:
        """Return the node whose function is shown unless another one is picked."""
        nodes = self.document.graph.nodes
        chosen = [nodes[node_id] for node_id in sorted(self.document.selection) if node_id in nodes]
        for node in chosen:
            if _kind_of(node):
                return node
        found = [nodes[node_id] for node_id in topological(self.document.graph) if _kind_of(nodes[node_id])]
        return next((node for node in found if _kind_of(node) != "identity"), found[0] if found else None)

    def _subject(self, owner: Node | None) -> Subject:
        kind = self._picked or (_kind_of(owner) if owner else FIRST)
        own = owner is not None and not self._picked and owner.kind == kind
        settings = {**defaults(ACTIVATION[kind].params), **self._tried.get(kind, {})}
        if owner is None or self._picked:
            return Subject(kind, settings)
        return Subject(kind, owner.settings if own else defaults(ACTIVATION[kind].params), owner.id, own)

    def _on_selection(self) -> None:
        """Look at the node that is selected now, if it has a function."""
        nodes = self.document.graph.nodes
        if any(_kind_of(nodes[node_id]) for node_id in self.document.selection):
            self._picked = ""
        self.look()

    def _on_graph(self, change: Change) -> None:
        if change.affects_model or change.renames:
            self.look()

    def _pick(self, kind: str) -> None:
        self._picked = kind
        self.look()

    def look(self) -> None:
        """Bring everything up to the function that is to be looked at."""
        if not self.document.ready:
            self.explain(translate("plots", "PyTorch is being loaded; it computes the curves."))
            return
        if not self.watched:
            return
        self.explain("")
        owner = self._owner()
        before, self.subject = self.subject, self._subject(owner)
        if (before.kind, before.node) != (self.subject.kind, self.subject.node):
            self.side.drop_typing()
            self.chart.begin()
            self._offered = {}
        self.side.show_owner(owner.name if owner else "", _kind_of(owner) if owner else self.subject.kind)
        self.side.show_function(
            self.subject.kind, self.subject.settings, of_node=self.subject.node is not None, locked=self._locked(owner)
        )
        self._top.setVisible(ACTIVATION[self.subject.kind].joins_units)
        self._on_tab()
        self.ask()
        self._draw()

    def _locked(self, owner: Node | None) -> str:
        if owner is None or self.subject.node is None or self.subject.own:
            return ""
        text = translate(
            "activation",
            "{node} has these defaults. To choose others, put {activation} behind it as a node of its own, "
            "or try them here: pick {activation} from the list.",
        )
        return text.format(node=owner.name, activation=show(ACTIVATION[self.subject.kind].title))

    @property
    def overflowing(self) -> bool:
        """Whether the page about overflow is shown; only functions over all units of a layer have it."""
        return self.tabs.currentIndex() == 1 and ACTIVATION[self.subject.kind].joins_units

    def _on_tab(self) -> None:
        overflow = self.overflowing
        self._views.setCurrentIndex(int(overflow))
        self.softmax.controls.setVisible(overflow)
        if overflow:
            self.softmax.show_kind(self.subject.kind)
        self._show_keys()

    def _offer(self, name: str, value: float) -> None:
        """Draw the function with a setting that it does not have yet."""
        self._offered = {name: value}
        self._draw()

    def _withdraw(self) -> None:
        if self._offered:
            self._offered = {}
            self._draw()

    def _change(self, name: str, value: object) -> None:
        """Change a setting of the node, or without one only the picture."""
        subject = self.subject
        self._offered = {}
        if subject.node is None:
            self._tried.setdefault(subject.kind, {})[name] = value
            self.look()
            return
        node = self.document.graph.node(subject.node)
        setting = show(self.document.graph.spec(node).param(name).title)
        knob = f"{name} of {[node.id]}"
        with self.document.edit(translate("undo", "Change {setting}").format(setting=setting), knob) as graph:
            graph.set(node.id, name, value)

    # -- asking the network --------------------------------------------------------------------------------------------

    @property
    def samples(self) -> npt.NDArray[np.float32]:
        """The samples that the histogram is made of: at most `SAMPLES` of those the network learns from."""
        rows = self.document.dataset.train
        if len(rows) > SAMPLES:
            rows = rows[np.linspace(0, len(rows) - 1, SAMPLES).astype(np.int64)]
        return self.document.dataset.x[rows]

    def ask(self) -> None:
        """Ask for the inputs of the function, if anybody sees them."""
        wanted = self.watched and self.document.run.ready and self.subject.node in self.document.run.names
        if wanted and not self._probe.active:
            self._probe.ask(self.samples)
        elif not wanted:
            self._probe.stop()

    def begin(self) -> None:
        """Another run began: ask it."""
        self._probe.stop()
        self.look()

    def on_watched(self) -> None:
        """Ask the network while the answer can be seen."""
        if self.watched:
            self.look()
        else:
            self._probe.stop()

    def take(self, snapshot: Snapshot) -> None:
        """Show where the inputs are now."""
        if self.document.ready:
            self._draw()

    @property
    def z(self) -> npt.NDArray[np.float32] | None:
        """The function's inputs as last seen, (samples x units,); None if there are none."""
        snapshot = self.document.run.last
        if snapshot is None:
            return None
        inputs = self._probe.inner_answer(snapshot).get(self._source())
        return None if inputs is None else inputs.ravel()

    def _source(self) -> str:
        """Return the name of the part of the network that gives the function its inputs."""
        node, names = self.subject.node, self.document.run.names
        if node is None or node not in names:
            return ""
        if not self.subject.own:
            graph = self.document.graph
            return f"{names[node]}.{graph.spec(graph.node(node)).weighing}"
        return next((names.get(edge.ends.source, "") for edge in self.document.graph.edges_into(node)), "")

    def _learned(self) -> Tensors:
        """Return the tensors that the function has learned: the slope of PReLU."""
        if self.subject.node is None:
            return {}
        prefix = "" if self.subject.own else "activation."
        tensors = self.document.run.weights_of(self.subject.node)
        return {name.removeprefix(prefix): t for name, t in tensors.items() if name.startswith(prefix)}

    # -- showing -------------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        subject, learned = self.subject, {} if self._offered else self._learned()
        settings = {**subject.settings, **self._offered}
        self.chart.show_function(subject.kind, settings, learned)
        inputs = self.z
        z = np.zeros(0) if inputs is None else inputs[np.isfinite(inputs)].astype(np.float64)
        self.chart.show_inputs(z)
        flat = self._flat = ""
        if len(z) and not ACTIVATION[subject.kind].joins_units:
            share = flat_share(subject.kind, settings, z, learned)
            self._flat = f"{100 * share:.0f} %"
            text = translate("activation", "{share} of the inputs are where it is flat (|f′| < {limit}).")
            flat = text.format(share=self._flat, limit=FLAT)
        self.side.say(flat, self._note(inputs, learned))
        self._show_keys()

    def _note(self, z: npt.NDArray[np.float32] | None, learned: Tensors) -> str:
        """Return what else there is to say of the inputs and the settings."""
        lines = []
        if self.subject.node is None:
            if self.side.form is not None:
                lines.append(translate("activation", "Looked at without a node: changes are for the picture only."))
        elif not self._probe.active:
            lines.append(translate("activation", "Its inputs appear once it is wired and the drawing can be trained."))
        elif z is not None and not np.isfinite(z).all():
            text = translate(
                "activation", "{share} of the inputs are not finite numbers (NaN or inf): they are left out."
            )
            lines.append(text.format(share=f"{100 * np.mean(~np.isfinite(z)):.0f} %"))
        for tensor in learned.values():
            text = translate("activation", "The slope it has learned so far: {slope}")
            lines.append(text.format(slope=number(float(tensor.ravel()[0]))))
        return "\n".join(lines)

    def _show_keys(self) -> None:
        """Say what the lines are, with the values at the cursor, and how much lies where the function is flat."""
        if self.overflowing:
            self.legend.set_keys([])
            return
        tokens = THEME.tokens
        flat = Key("disc", blend(tokens.canvas, tokens.warning, 0.5), translate("plots", "flat"), self._flat)
        inputs = Key("disc", self.chart.bar_colour, translate("plots", "inputs"))
        self.legend.set_keys([*self.chart.keys(), *([inputs] if self._probe.active else []), flat])

    def recolour(self) -> None:
        """Take on the colours of the theme."""
        self.chart.recolour()
        self._show_keys()

    def table(self) -> Table | None:
        """Return the curve as numbers."""
        return self.chart.table()


def _kind_of(node: Node) -> str:
    """Return the activation that a node is or has, or an empty string."""
    kind = str(node.settings.get("activation", node.kind))
    return kind if kind in ACTIVATION else ""
