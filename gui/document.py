"""What is open: the drawing, its data, how it is trained, the run, and every step back. Panels talk to nothing else."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.data import DataRecipe, make_dataset
from engine.diagnosis import Severity, survey
from engine.errors import LoomError
from engine.graph import Change, Graph
from engine.shapes import DataShape, Inference, ShapeReport
from engine.training.config import TrainingConfig
from engine.training.history import Curve
from gui.attention import Attention
from gui.building import Resized, Wanted
from gui.commands import RUN_MEMORY, Command, Step, UndoStack, spare_memory
from gui.data_loading import DataLoading
from gui.health import Health
from gui.i18n import show, translate
from gui.loading import Loading
from gui.many_starts import ManyStarts
from gui.opening import before, difference, put_together, taken_apart
from gui.run import Run
from gui.runs import RunLog
from gui.saved import Saved
from gui.training import Training

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    from pydantic import JsonValue

    from engine.data import Dataset
    from engine.diagnosis import Finding
    from engine.graph import NodeId
    from engine.storage import Project
    from engine.text import Text
    from gui.building import HandSet
    from gui.kept import KeptRun

UNDO_LIMIT = 200
SEEDS = 2**31


class Document(QObject):
    """One open project.

    Signals
    -------
    graph_changed(Change)
        After every edit of the drawing, undo and redo among them.
    analysed()
        `shapes` and `findings` are fresh.
    recipe_changed(), config_changed(), selection_changed()
    became_ready()
        PyTorch is loaded.
    replaced()
        Another project is in this document now; views should start anew.
    title_changed()
        `path` or `modified` changed.
    notice(str)
        A sentence for the status bar.
    unit_hovered(UnitKey | None)
        The pointer is at a unit of a layer, or at none any more: other views may show more of it.
    """

    graph_changed = Signal(object)
    analysed = Signal()
    recipe_changed = Signal()
    config_changed = Signal()
    selection_changed = Signal()
    replaced = Signal()
    became_ready = Signal()
    title_changed = Signal()
    notice = Signal(str)
    unit_hovered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.graph = Graph()
        self._inference = Inference(self.graph)  # hears of an edit before the document does
        self.graph.changed.connect(self._on_graph_changed)
        self.recipe = DataRecipe()
        self.config = TrainingConfig()
        self.hand_set: HandSet = {}
        self.dataset: Dataset = make_dataset(self.recipe)
        self.shapes = ShapeReport()
        self.findings: tuple[Finding, ...] = ()
        self.selection: frozenset[NodeId] = frozenset()
        self.undo_stack = UndoStack(self)
        self.undo_stack.setUndoLimit(UNDO_LIMIT)
        self.undo_stack.cleanChanged.connect(self.title_changed)
        self.run = Run(self)
        self.saved = Saved(self)
        self.health = Health(self)
        self.training = Training(self)
        self.runs = RunLog(self)
        self.starts = ManyStarts(self)
        self._torch_ready = False
        self.loading = Loading(self)
        self.data_loading = DataLoading(self)
        self.attention = Attention(self)
        self._suspended = False
        self._left: KeptRun | None = None  # the run that was left when the present one began
        self.keeps_timeline = True  # in files
        self.revision = 0  # grows with every edit, undo and redo

    # -- reading --

    @property
    def path(self) -> Path | None:
        """The file that the document is in; None: in no file."""
        return self.saved.path

    @property
    def modified(self) -> bool:
        """Whether there is something to save: an edit, or training since the file was written."""
        return self.saved.modified

    @property
    def ready(self) -> bool:
        """Whether PyTorch is loaded, so that shapes, runs and files can be had."""
        return self._torch_ready

    @property
    def name(self) -> str:
        """The file's name without folder, or what an unsaved project is called."""
        return self.path.name if self.path else translate("document", "Untitled")

    @property
    def data_shape(self) -> DataShape:
        """What the drawing needs to know of the data."""
        return DataShape(self.dataset.columns, len(self.dataset.classes), self.dataset.image_shape)

    @property
    def obstacle(self) -> Text | None:
        """Why training cannot start, or None if it can."""
        errors = [finding.text for finding in self.findings if finding.severity is Severity.ERROR]
        missing = None if self.dataset.missing is None else self.dataset.missing.text
        return self.loading.failure or (errors[0] if errors else self.run.refusal or missing)

    # -- editing --

    @contextmanager
    def edit(self, title: str, knob: str = "") -> Iterator[Graph]:
        """Edit the drawing: all that happens to the graph in the block is one step back.

        A `LoomError` in the block undoes the block and goes on to the caller.

        Parameters
        ----------
        title : str
            Shown behind "Undo", translated.
        knob : str
            Edits with the same knob in quick succession become one step, as while a spin box is held down.
        """
        self._left = None
        with self.graph.transaction() as change:
            yield self.graph
        if change():
            self.push(title, Step(change=change()), self._left, knob)

    def set_recipe(self, recipe: DataRecipe, title: str, knob: str = "", dataset: Dataset | None = None) -> None:
        """Take other data, made by now or at once. Raises `DataError` if it cannot be made; nothing changes then."""
        if recipe == self.recipe:
            return
        dataset = make_dataset(recipe) if dataset is None else dataset
        config = self.config.suited_to(len(dataset.train))
        step = Step(recipe=(self.recipe, recipe), config=None if config is self.config else (self.config, config))
        self._take_recipe(recipe, dataset)
        self._take_config(config, restarts=True)
        self._renew()
        self.push(title, step, self._left, knob)

    def supply(self, recipe: DataRecipe, dataset: Dataset) -> None:
        """Take the samples that were missing, from wherever they lie now: all else stays, and the run goes on."""
        ghost, kept = self.run.ghost, self.run.keep()
        self.recipe, self.dataset = recipe, dataset
        self.revision += 1
        self.recipe_changed.emit()
        self._renew(kept)
        self.run.ghost = ghost

    def set_config(self, config: TrainingConfig, title: str, knob: str = "") -> None:
        """Train with other settings: at once, unless the seed is another one, which begins a new run."""
        if config == self.config:
            return
        self.make(title, Step(config=(self.config, config)), None, knob)

    def set_weight(self, node_id: NodeId, tensor: str, value: npt.NDArray[np.float32], title: str) -> None:
        """Overwrite a parameter by hand; at step 0 that makes it a first weight, to which a reset goes back."""
        run_before = self.run.keep()
        if run_before is None or self.run.last is None:
            return
        step = Step(touches_run=True)
        if self.run.last.step == 0:
            hand_set = {**self.hand_set, (node_id, tensor): value}
            step = replace(step, hand_set=(self.hand_set, hand_set))
            self.hand_set = hand_set
        self.run.set_weight(node_id, tensor, value)
        self.push(title, step, run_before)
        self.training.take_up()

    def reset_run(self) -> None:
        """Go back to the same first weights. Undo brings what was learned back."""
        run_before = self.run.keep()
        if run_before is not None:
            self.run.reset()
            self.push(translate("document", "Reset"), Step(touches_run=True), run_before)

    def start_afresh(self, config: TrainingConfig, title: str, *, new_weights: bool = False) -> None:
        """Go back to the first weights and train with other settings from there, as one step back.

        Parameters
        ----------
        new_weights : bool
            Whether these are drawn anew, from the other seed that `config` has; weights set by hand are given up.
        """
        if new_weights:
            self.make(title, Step(config=(self.config, config), hand_set=(self.hand_set, {})), None)
            return
        run_before = self.run.keep()
        step = Step(config=(self.config, config), touches_run=True)
        self._take_config(config)
        self.run.reset()
        self.push(title, step, run_before)

    def new_start(self) -> None:
        """Begin again from other first weights: those of the next seed. Weights set by hand are given up."""
        other = replace(self.config, seed=(self.config.seed + 1) % SEEDS)
        self.start_afresh(other, translate("document", "New start"), new_weights=True)

    def make(self, title: str, step: Step, run: KeptRun | None, knob: str = "") -> None:
        """Make a step that can be taken back; if it restarts the run, from its first weights or where `run` stood."""
        self.push(title, step, self._make(step, run), knob)

    def push(self, title: str, step: Step, run_before: KeptRun | None, knob: str = "") -> None:
        """Take note of a step that was made; arguments as for `gui.commands.Command`."""
        self.training.end_stretch(run_before if step.restarts else None)
        self.revision += 1
        self.undo_stack.push(Command(title, self, step, run_before if step.restarts else None, knob))
        spare_memory(self.undo_stack, RUN_MEMORY)
        self._log(step, run_before)

    def _log(self, step: Step, run_before: KeptRun | None) -> None:
        if run_before is not None and run_before.number != self.run.number:
            self.runs.leave(run_before, step)

    def enact(self, step: Step, run: KeptRun | None) -> KeptRun | None:
        """Make a step of the undo stack; see `gui.commands.Stage`."""
        if step.restarts:
            self.training.drop_stretch()
        left = self._make(step, run)
        self._log(step, left)
        return left

    def _make(self, step: Step, run: KeptRun | None) -> KeptRun | None:
        if step.hand_set:
            self.hand_set = step.hand_set[1]
        if step.recipe:
            dataset = self.data_loading.again(step.recipe[1])
            run = None if dataset is None else run
            self._take_recipe(step.recipe[1], dataset)
        if step.config:
            self._take_config(step.config[1], step.restarts)
        self._apply(step.change)
        self.revision += 1
        if not step.restarts:
            return None
        self._renew(run)
        return self._left

    def _apply(self, change: Change) -> None:
        """Change the drawing without beginning another run yet."""
        self._suspended = True
        try:
            self.graph.apply(change)
        finally:
            self._suspended = False

    def _take_recipe(self, recipe: DataRecipe, dataset: Dataset | None) -> None:
        if dataset is not None:  # it is when its file is gone
            self.data_loading.shelve(self.recipe, self.dataset)
            self.recipe, self.dataset = recipe, dataset
            self.recipe_changed.emit()

    def _take_config(self, config: TrainingConfig, restarts: bool = False) -> None:
        other_rule = config.optimizer != self.config.optimizer
        self.config = config
        if not restarts:
            self.run.reconfigure(config)
        if other_rule:  # steps may be what the one needs and the other cannot use
            self._analyse()
        self.config_changed.emit()

    def select(self, nodes: Iterable[NodeId]) -> None:
        """Select exactly these nodes."""
        selection = frozenset(nodes) & frozenset(self.graph.nodes)
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit()

    # -- what follows from an edit --

    def torch_is_ready(self) -> None:
        """Analyse and build from now on; called once PyTorch is loaded, so that the window need not wait for it."""
        self._torch_ready = True
        self.loading.finish()
        self._renew()
        self.became_ready.emit()

    def introduce(self) -> None:
        """Tell views that have just come what was found out about this document before."""
        if self._torch_ready:
            self.became_ready.emit()
            self.analysed.emit()
            self.run.introduce()

    def _on_graph_changed(self, change: Change) -> None:
        self.select(self.selection)
        self.graph_changed.emit(change)
        if self._suspended:
            return
        if change.affects_model:
            self._renew(resized_by=change if change.resizes else None)
        elif change.renames:
            self._analyse()

    def _analyse(self) -> None:
        if self._torch_ready:
            self.shapes = self._inference.report(self.data_shape)
            self.findings = survey(self.graph, self.shapes, self.data_shape, self.config)
            self.analysed.emit()

    def _renew(self, kept: KeptRun | None = None, resized_by: Change | None = None) -> None:
        """Analyse, and begin another run; the last one is kept in `_left`.

        It begins from the seed, or where `kept` stood, or with what a change of the layers' sizes leaves of the last.
        """
        self.run.halt()
        self._left = self.run.left() if resized_by is None else self.run.keep()
        self._analyse()
        if self._torch_ready:
            resized = None
            if resized_by is not None and self._left is not None:
                resized = Resized(before(self.graph, resized_by), self._left)
            drawing = self.graph.copy(), self.shapes
            self.run.build(Wanted(*drawing, self.dataset, self.config, self.hand_set, kept, resized))

    # -- projects --

    def project(self, view: Mapping[str, JsonValue], thumbnail: bytes | None = None) -> Project:
        """Return all of this document as a value that can be written to a file."""
        return put_together(self, view, thumbnail)

    def open(self, project: Project, path: Path | None, dataset: Dataset | None = None) -> None:
        """Show another project in the place of this one, with its samples if they are made by now. Undo starts anew.

        Raises `DataError` or `StorageError` if its data cannot be made or its run is not of its drawing.
        """
        dataset = make_dataset(project.recipe) if dataset is None else dataset
        kept, hand_set = taken_apart(project, dataset)
        self.run.end()
        self.undo_stack.clear()
        self.training.forget()
        self.data_loading.clear()
        self.recipe, self.dataset, self.config = project.recipe, dataset, project.config
        self.hand_set = hand_set
        self.revision += 1
        self._apply(difference(self.graph, project.graph))
        self._renew(kept)
        self.run.ghost = None if project.ghost is None else Curve.of_table(project.ghost)
        self.recipe_changed.emit()
        self.config_changed.emit()
        self.runs.clear()
        self.saved.mark(path)
        self.replaced.emit()

    def attempt(self, title: str, action: Callable[[Graph], object]) -> bool:
        """Run an edit that a rule may refuse; the reason goes to the status bar. Tell whether it was done."""
        try:
            with self.edit(title) as graph:
                action(graph)
        except LoomError as error:
            self.notice.emit(show(error.text))
            return False
        return True
