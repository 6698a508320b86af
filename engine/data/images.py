"""Sources of pictures: files and folders of the person, and well-known digits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.catalog.spec import ParamSpec, flag, text, whole
from engine.data.download import MNIST, folder_of, missing
from engine.data.raw import RawSamples
from engine.data.readers.idx_set import beside_images, read_idx_set
from engine.data.readers.image_folder import Size, read_image_folder
from engine.data.readers.npz_set import read_npz_set
from engine.data.readers.pixels import MOST_CLASSES, pixel_names
from engine.data.spec import SourceSpec
from engine.errors import DataError, DownloadNeededError
from engine.text import Text

if TYPE_CHECKING:
    from engine.data.progress import Progress
    from engine.data.spec import Settings

DATASETS = Path(__file__).resolve().parents[2] / "resources" / "datasets"
TRAIN_IMAGES = "train-images-idx3-ubyte.gz"
LARGEST_SIDE = 256


def chosen(settings: Settings, name: str = "path") -> Path:
    """Return the path that a setting holds; `DataError` if none is chosen yet."""
    path = text(settings, name)
    if not path:
        raise DataError(Text("data", "No file or folder is chosen yet. Choose one."))
    return Path(path)


def _idx(settings: Settings, rng: np.random.Generator, progress: Progress) -> RawSamples:
    labels = chosen(settings, "labels") if text(settings, "labels") else None
    return read_idx_set(
        chosen(settings),
        labels,
        progress,
        classes=whole(settings, "classes"),
        with_test=flag(settings, "with_test"),
    )


def _idx_files(settings: Settings) -> tuple[Path, ...]:
    labels = chosen(settings, "labels") if text(settings, "labels") else None
    return beside_images(chosen(settings), labels, flag(settings, "with_test"))


def _npz(settings: Settings, rng: np.random.Generator, progress: Progress) -> RawSamples:
    return read_npz_set(chosen(settings), progress)


def _folder(settings: Settings, rng: np.random.Generator, progress: Progress) -> RawSamples:
    size = Size(whole(settings, "height"), whole(settings, "width"), flag(settings, "colour"))
    return read_image_folder(chosen(settings), size, progress)


def _digits(settings: Settings, rng: np.random.Generator, progress: Progress) -> RawSamples:
    from sklearn.datasets import load_digits

    x, y = load_digits(return_X_y=True)
    shape = (1, 8, 8)
    classes = tuple(str(digit) for digit in range(10))
    return RawSamples(
        pixel_names(shape), (x / 16).astype(np.float32), "digit", y.astype(np.float32), classes, image_shape=shape
    )


def _sample_files(settings: Settings) -> tuple[Path, ...]:
    images = DATASETS / "mnist_sample" / TRAIN_IMAGES
    return images, *beside_images(images, None, with_test=True)


def _mnist_files(settings: Settings) -> tuple[Path, ...]:
    return tuple(folder_of(MNIST) / file.name for file in MNIST.files)


def _mnist_sample(settings: Settings, rng: np.random.Generator, progress: Progress) -> RawSamples:
    return read_idx_set(DATASETS / "mnist_sample" / TRAIN_IMAGES, None, progress, classes=10)


def _mnist(settings: Settings, rng: np.random.Generator, progress: Progress) -> RawSamples:
    progress(0.0, Text("data", "Looking for {dataset}").fill(dataset="MNIST"))
    needed = sum(file.size for file in missing(MNIST))
    if needed:
        raise DownloadNeededError(
            Text(
                "data",
                "MNIST is not on this computer yet. Download it once ({size} MB); "
                "the sample of 2,000 digits needs no download.",
            ).fill(size=f"{needed / 1e6:.1f}"),
            MNIST.kind,
        )
    return read_idx_set(folder_of(MNIST) / TRAIN_IMAGES, None, progress, classes=10)


def _side(name: str, title: Text) -> ParamSpec:
    return ParamSpec(
        name, title, "integer", 28, Text("data", "Pixels of every picture; others are resized."), 1, LARGEST_SIDE
    )


IDX_PARAMS = (
    ParamSpec("path", Text("data", "Pictures"), "path", "", Text("data", "An IDX file, such as MNIST's, or .gz.")),
    ParamSpec(
        "labels",
        Text("data", "Labels"),
        "path",
        "",
        Text("data", "The IDX file with the labels. Left empty, it is found by its name beside the pictures."),
    ),
    ParamSpec(
        "with_test",
        Text("data", "Test set beside it"),
        "flag",
        True,
        Text("data", "Whether t10k-images beside train-images is read as test samples."),
    ),
    ParamSpec(
        "classes",
        Text("data", "Classes"),
        "integer",
        0,
        Text("data", "How many classes there are. At 0, the highest label is the last class."),
        0,
        MOST_CLASSES,
    ),
)
FOLDER_PARAMS = (
    ParamSpec(
        "path",
        Text("data", "Folder"),
        "path",
        "",
        Text(
            "data",
            "Holds a folder for each class, with .png, .jpg, .bmp or .gif files; or such folders in train, test.",
        ),
    ),
    _side("height", Text("data", "Height")),
    _side("width", Text("data", "Width")),
    ParamSpec(
        "colour",
        Text("data", "In colour"),
        "flag",
        False,
        Text("data", "Three numbers for a pixel (red, green, blue) instead of one (grey)."),
    ),
)
IMAGES: tuple[SourceSpec, ...] = (
    SourceSpec(
        "digits",
        Text("data", "Digits, 8 x 8"),
        "image",
        Text("data", "1,797 small handwritten digits, as scikit-learn brings them."),
        _digits,
        validation=0.2,
    ),
    SourceSpec(
        "mnist_sample",
        Text("data", "MNIST sample"),
        "image",
        Text("data", "2,000 handwritten digits of 28 x 28 pixels to train with, 1,000 to test; no download."),
        _mnist_sample,
        beside=_sample_files,
    ),
    SourceSpec(
        "mnist",
        Text("data", "MNIST"),
        "image",
        Text("data", "60,000 handwritten digits to train with, 10,000 to test. Downloaded once on request."),
        _mnist,
        beside=_mnist_files,
    ),
    SourceSpec(
        "idx",
        Text("data", "IDX files"),
        "image",
        Text("data", "Pictures and labels in the files of MNIST and its relatives."),
        _idx,
        params=IDX_PARAMS,
        beside=_idx_files,
    ),
    SourceSpec(
        "image_folder",
        Text("data", "Folder of pictures"),
        "image",
        Text("data", "A folder for each class, with a picture in each file."),
        _folder,
        params=FOLDER_PARAMS,
        validation=0.2,
    ),
    SourceSpec(
        "npz",
        Text("data", "NumPy arrays"),
        "image",
        Text("data", "An .npz file with samples x and labels y, and perhaps x_test and y_test."),
        _npz,
        params=(ParamSpec("path", Text("data", "File"), "path", "", Text("data", "An .npz file of numpy.savez.")),),
        validation=0.2,
        keeps=True,
    ),
)
