"""A plot as a file: a picture of it, or its numbers."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QByteArray, QPoint, QSaveFile
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

Table = tuple[list[str], npt.NDArray[np.float64]]
"""Column names, and numbers of shape (rows, columns)."""

SHARPNESS = 2
"""Pixels of a PNG for one on the screen."""


def save_png(widget: QWidget, path: Path) -> None:
    """Write what the widget shows as pixels. Raises OSError with the reason."""
    image = QImage(widget.size() * SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARPNESS)
    image.fill(widget.palette().window().color())
    widget.render(image, QPoint())
    file = _opened(path)
    QImageWriter(file, QByteArray(b"png")).write(image)
    _close(file)


def save_svg(widget: QWidget, path: Path) -> None:
    """Write what the widget shows as shapes and text. Raises OSError with the reason."""
    file = _opened(path)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # the older version cannot clip
    generator.setOutputDevice(file)
    generator.setResolution(widget.logicalDpiX())
    generator.setSize(widget.size())
    generator.setViewBox(widget.rect())
    painter = QPainter(generator)
    widget.render(painter, QPoint())
    painter.end()
    _close(file)


def save_csv(table: Table, path: Path) -> None:
    """Write the numbers with all their digits. Raises OSError with the reason."""
    names, numbers = table
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(numbers.tolist())
    file = _opened(path)
    file.write(text.getvalue().encode())
    _close(file)


def _opened(path: Path) -> QSaveFile:
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise OSError(file.errorString())
    return file


def _close(file: QSaveFile) -> None:
    if not file.commit():
        raise OSError(file.errorString())
