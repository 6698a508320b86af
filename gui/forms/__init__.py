"""Widgets that several panels share. One form serves every setting of every layer, source and optimiser."""

from gui.forms.form import SettingsForm
from gui.forms.number_edit import NumberEdit

__all__ = ["NumberEdit", "SettingsForm"]
