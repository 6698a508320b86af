"""Names of the members of a project file."""

from __future__ import annotations

MANIFEST = "manifest.json"
GRAPH = "graph.json"
LAYOUT = "layout.json"
TRAINING = "training.json"
DATA = "data.json"
VIEW = "view.json"
DOCUMENTS = (MANIFEST, GRAPH, LAYOUT, TRAINING, DATA, VIEW)
"""Always there."""

WEIGHTS = "weights.safetensors"
INITIAL = "initial.safetensors"
OPTIMISER = "optimiser.safetensors"
RANDOM = "random.safetensors"
HAND_SET = "hand-set.safetensors"
TIMELINE = "timeline.json"
"""Only where a run's past is saved with it."""
CHECKPOINTS = "timeline.safetensors"
HISTORY = "history.safetensors"
SAMPLES = "samples.safetensors"
"""Only where the recipe holds samples itself: painted points, small files."""
PREPARED = "prepared.json"
"""Only where it is known what the recipe made: what the samples were, without them."""
STATISTICS = "prepared.safetensors"
"""Only where that was normalised."""
THUMBNAIL = "thumbnail.png"
KNOWN = frozenset(
    {*DOCUMENTS, WEIGHTS, INITIAL, OPTIMISER, RANDOM, HAND_SET, TIMELINE, CHECKPOINTS, HISTORY, SAMPLES, PREPARED}
    | {STATISTICS, THUMBNAIL}
)
