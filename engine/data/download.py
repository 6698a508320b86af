"""Fetching well-known data sets on request: from mirrors, checked by hash, into the person's cache folder.

pooch keeps the folder and compares the hashes: a file appears under its name only when it is whole, so that what is
there need not be fetched again. The waiting is done in a thread, so that the caller is heard while a server is silent.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from engine.errors import DataError
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.data.progress import Progress

CHUNK = 2**16
SLOWEST = 1_000
"""Bytes a second; what is slower counts as silent."""
LOOK = 0.05
"""Seconds between two looks at whether the download is still wanted."""
PARTING = 0.5
"""Seconds that a cancelled download may take to end; what hangs longer ends by its own time limit, unheard."""
FORGOTTEN = 24 * 3600
"""Seconds after which a part of a file belongs to no download that is still alive."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a data set, known to the byte."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RemoteSet:
    """A data set on public servers.

    Parameters
    ----------
    kind : str
        Kind of its source, and the name of its folder in the cache.
    mirrors : tuple of str
        Addresses of folders that hold all the files, tried in this order; each ends with a slash.
    """

    kind: str
    files: tuple[RemoteFile, ...]
    mirrors: tuple[str, ...]

    @property
    def size(self) -> int:
        """Bytes to fetch, if nothing is there yet."""
        return sum(file.size for file in self.files)


MNIST = RemoteSet(
    "mnist",
    (
        RemoteFile(
            "train-images-idx3-ubyte.gz",
            9_912_422,
            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
        ),
        RemoteFile(
            "train-labels-idx1-ubyte.gz",
            28_881,
            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
        ),
        RemoteFile(
            "t10k-images-idx3-ubyte.gz",
            1_648_877,
            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
        ),
        RemoteFile(
            "t10k-labels-idx1-ubyte.gz",
            4_542,
            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
        ),
    ),
    ("https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/"),
)
REMOTE: dict[str, RemoteSet] = {MNIST.kind: MNIST}
"""What can be fetched, by the kind of its source."""


def folder_of(remote: RemoteSet) -> Path:
    """Return where the files of a set are kept."""
    from platformdirs import user_cache_path

    return user_cache_path("layerloom") / "datasets" / remote.kind


def missing(remote: RemoteSet, folder: Path | None = None) -> tuple[RemoteFile, ...]:
    """Return the files that are not in the cache, or not with the right contents."""
    from pooch import file_hash

    place = folder if folder is not None else folder_of(remote)

    def is_whole(file: RemoteFile) -> bool:
        path = place / file.name
        try:
            return path.stat().st_size == file.size and file_hash(str(path)) == file.sha256
        except OSError:  # not there, or not readable: either way it is fetched
            return False

    return tuple(file for file in remote.files if not is_whole(file))


def download(remote: RemoteSet, progress: Progress, *, folder: Path | None = None, timeout: float = 15.0) -> Path:
    """Fetch what is missing of a data set, and return the folder that holds it.

    Parameters
    ----------
    remote : RemoteSet
        What to fetch.
    progress : Progress
        Asked every 50 ms; if it raises `CancelledError`, the download ends and finished files stay.
    folder : Path, optional
        Where to keep it, if not in the person's cache.
    timeout : float
        Seconds that a server may be silent before the next one is asked.

    Raises
    ------
    DataError
        If no server gave the right file, or it could not be written.
    CancelledError
        If `progress` raised it.
    """
    place = folder if folder is not None else folder_of(remote)
    wanted = missing(remote, place)
    work = _Work(remote, wanted, place, timeout)
    thread = threading.Thread(target=work.run, name=f"download {remote.kind}", daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            progress(*work.state())
            thread.join(LOOK)
    except BaseException:
        work.cancel()
        thread.join(PARTING)
        raise
    if work.fault is not None:
        raise work.fault
    return place


class _StoppedError(Exception):
    """The download is no longer wanted."""


@dataclass(eq=False)
class _Work:
    """What happens in the thread, and what the caller may see of it."""

    remote: RemoteSet
    wanted: Sequence[RemoteFile]
    folder: Path
    timeout: float
    fault: DataError | None = None
    _name: str = ""
    _finished: int = 0  # bytes of whole files
    _received: int = 0  # bytes of the file under way
    _cancelled: threading.Event = field(default_factory=threading.Event)
    _response: Any = None

    def state(self) -> tuple[float, Text]:
        """Return the share of bytes that are there, and what is being done."""
        total = max(1, sum(file.size for file in self.wanted))
        share = min(1.0, (self._finished + self._received) / total)
        return share, Text("data", "Downloading {file}").fill(file=self._name)

    def cancel(self) -> None:
        """Make the thread end, also if it waits for a server."""
        self._cancelled.set()
        response = self._response
        if response is not None:
            try:
                response.raw.shutdown()
            except (RuntimeError, OSError, ValueError):  # it has ended in this very moment
                return

    def run(self) -> None:
        """Fetch every file, each from the first server that has it."""
        logging.getLogger("pooch").setLevel(logging.WARNING)  # the window and the command line tell by themselves
        try:
            self._make_room()
            for file in self.wanted:
                self._name, self._received = file.name, 0
                self._fetch(file)
                self._finished, self._received = self._finished + file.size, 0
        except _StoppedError:
            return
        except DataError as error:
            self.fault = error
        except OSError as error:
            self.fault = self._cannot_write(error)

    def _make_room(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        known = {file.name for file in self.remote.files}
        for path in self.folder.iterdir():  # parts of files that an interrupted run left behind
            if path.name not in known and path.is_file() and time.time() - path.stat().st_mtime > FORGOTTEN:
                path.unlink(missing_ok=True)

    def _fetch(self, file: RemoteFile) -> None:
        from pooch import retrieve
        from requests import RequestException
        from urllib3.exceptions import HTTPError

        faults = []
        for mirror in self.remote.mirrors:
            self._check_wanted()
            try:
                retrieve(
                    mirror + file.name,
                    f"sha256:{file.sha256}",
                    fname=file.name,
                    path=self.folder,
                    downloader=lambda url, output, pooch: self._receive(url, output, file),
                )
                return
            except (RequestException, HTTPError, _WrongError) as error:
                self._check_wanted()
                faults.append(_fault_of(mirror, error))
            except ValueError:  # how pooch tells of a hash
                faults.append(_fault_of(mirror, _WrongError(Text("data", "it sent other contents"))))
        raise _no_server(file, faults)

    def _receive(self, url: str, output: str, file: RemoteFile) -> None:
        """Write what a server sends to a file, as pooch asks for it."""
        import requests

        self._received = 0
        # The files are packed already; a server that packs them once more would change their hashes.
        headers = {"Accept-Encoding": "identity"}
        with requests.get(url, stream=True, timeout=self.timeout, headers=headers) as response:
            response.raise_for_status()
            self._response = response
            try:
                with Path(output).open("wb") as target:
                    self._copy(response.raw, target, file)
            finally:
                self._response = None

    def _copy(self, source: Any, target: Any, file: RemoteFile) -> None:
        """Copy no more than the file has, and no slower than is worth waiting for."""
        start, before = time.monotonic(), 0
        while True:
            self._check_wanted()
            part = source.read1(CHUNK, decode_content=False)
            self._check_wanted()
            if not part:
                break
            self._received += len(part)
            if self._received > file.size:
                raise _WrongError(Text("data", "it sent more than the {size} bytes").fill(size=f"{file.size:,}"))
            target.write(part)
            now = time.monotonic()
            if now - start > self.timeout:
                if self._received - before < SLOWEST * self.timeout:
                    raise _WrongError(Text("data", "it sends too slowly"))
                start, before = now, self._received
        if self._received < file.size:
            raise _WrongError(
                Text("data", "it broke off after {there} of {size} bytes").fill(
                    there=f"{self._received:,}", size=f"{file.size:,}"
                )
            )

    def _check_wanted(self) -> None:
        if self._cancelled.is_set():
            raise _StoppedError

    def _cannot_write(self, error: OSError) -> DataError:
        return DataError(
            Text(
                "data",
                "{file} cannot be written to {folder}: {reason}. {size} bytes of space and the right to write there "
                "are needed; finished files are kept.",
            ).fill(
                file=self._name or self.remote.kind,
                folder=self.folder,
                reason=error.strerror or error,
                size=f"{self.remote.size:,}",
            )
        )


class _WrongError(Exception):
    """A server that does not send what it should."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


def _fault_of(mirror: str, error: Exception) -> Text:
    """Return what was wrong with a server, as the end of a sentence."""
    host = urlsplit(mirror).netloc
    return Text("data", "{host}: {what}").fill(host=host, what=_what(error))


def _what(error: Exception) -> Text:
    import requests
    from urllib3.exceptions import IncompleteRead, ReadTimeoutError

    if isinstance(error, _WrongError):
        return error.text
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return Text("data", "it answers {status} {reason}").fill(
            status=error.response.status_code, reason=error.response.reason
        )
    if isinstance(error, requests.TooManyRedirects):
        return Text("data", "it leads in a circle")
    if isinstance(error, requests.Timeout | ReadTimeoutError):
        return Text("data", "it does not answer")
    if isinstance(error, IncompleteRead) or "IncompleteRead" in str(error):
        return Text("data", "it broke off")
    return Text("data", "there is no connection")


def _no_server(file: RemoteFile, faults: list[Text]) -> DataError:
    together = faults[0]
    for fault in faults[1:]:
        together = Text("data", "{first}; {second}").fill(first=together, second=fault)
    return DataError(
        Text(
            "data",
            "{file} could not be downloaded ({faults}). Check the connection to the internet and try again; "
            "finished files are kept.",
        ).fill(file=file.name, faults=together)
    )
