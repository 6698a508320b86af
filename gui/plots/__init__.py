"""Live plots of a run. Each is imported by itself, when it is first looked at."""
