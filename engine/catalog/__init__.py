"""What may be drawn. Entries are data; adding a layer is adding one entry to one table."""

from engine.catalog.catalog import CATALOG, Catalog
from engine.catalog.spec import Choice, LayerSpec, ParamSpec, PortSpec, SettingValue, Shape, show_shape

__all__ = ["CATALOG", "Catalog", "Choice", "LayerSpec", "ParamSpec", "PortSpec", "SettingValue", "Shape", "show_shape"]
