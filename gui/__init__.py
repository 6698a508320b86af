"""Shows an engine to a person. Nothing here imports torch at import time, so the window opens first."""
