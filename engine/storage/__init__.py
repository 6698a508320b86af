"""Project files: one ``.loom`` zip that holds a drawing, its data, its run and the look of the window."""

from engine.storage.migrations import VERSION
from engine.storage.project import Project
from engine.storage.read import read_project
from engine.storage.write import backup_path, write_project

__all__ = ["VERSION", "Project", "backup_path", "read_project", "write_project"]
