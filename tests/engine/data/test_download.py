from __future__ import annotations

import errno
import hashlib
import os
import threading
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest

from engine.data.download import MNIST, RemoteFile, RemoteSet, download, folder_of, missing
from engine.data.progress import nobody
from engine.errors import CancelledError, DataError
from engine.text import Text
from tests.engine.data.unruly_server import UnrulyServer

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = {"pictures.gz": bytes(range(256)) * 1000, "labels.gz": b"0123456789" * 20}
IMPATIENT = 0.2
PATIENT = 60.0

FAULTS = {
    "silent": "it does not answer",
    "stalling": "it does not answer",
    "trickling": "it sends too slowly",
    "cut": "it broke off",
    "cut-quietly": "it broke off after 128,000 of 256,000 bytes",
    "other-bytes": "it sent other contents",
    "longer": "it sent more than the 256,000 bytes",
    "endless": "it sent more than the 256,000 bytes",
    "page": "it broke off after 43 of 256,000 bytes",
    "gone": "it answers 404 Not Found",
    "failing": "it answers 503 Service Unavailable",
    "circle": "it leads in a circle",
    "to-a-file": "there is no connection",
    "garbage": "there is no connection",
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[UnrulyServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = UnrulyServer(FILES)
    yield server
    server.stop()
    for thread in threading.enumerate():
        if thread.name.startswith("download"):
            thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def remote(*mirrors: str) -> RemoteSet:
    known = (RemoteFile(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in FILES.items())
    return RemoteSet("test", tuple(known), mirrors)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def refusal(wanted: RemoteSet, folder: Path, timeout: float = IMPATIENT) -> str:
    with pytest.raises(DataError) as caught:
        download(wanted, nobody, folder=folder, timeout=timeout)
    return str(caught.value)


def test_what_is_missing_is_fetched_and_checked(server: UnrulyServer, folder: Path) -> None:
    wanted = remote(server.mirror("right"))
    assert [file.name for file in missing(wanted, folder)] == list(FILES)
    assert download(wanted, nobody, folder=folder) == folder
    assert contents(folder) == FILES
    assert missing(wanted, folder) == ()


def test_what_is_there_is_not_fetched_again(server: UnrulyServer, folder: Path) -> None:
    folder.mkdir()
    (folder / "pictures.gz").write_bytes(FILES["pictures.gz"])
    download(remote(server.mirror("right")), nobody, folder=folder)
    assert dict(server.asked) == {"/right/labels.gz": 1}
    download(remote(server.mirror("right")), nobody, folder=folder)
    assert dict(server.asked) == {"/right/labels.gz": 1}


@pytest.mark.parametrize("there", [b"", FILES["pictures.gz"][:1000], bytes(len(FILES["pictures.gz"]))])
def test_half_a_file_or_another_one_in_the_cache_never_counts(there: bytes, server: UnrulyServer, folder: Path) -> None:
    folder.mkdir()
    (folder / "pictures.gz").write_bytes(there)
    assert [file.name for file in missing(remote(), folder)] == list(FILES)
    download(remote(server.mirror("right")), nobody, folder=folder)
    assert contents(folder) == FILES


@pytest.mark.parametrize("manner", FAULTS)
def test_the_next_server_is_asked_when_one_fails(manner: str, server: UnrulyServer, folder: Path) -> None:
    download(remote(server.mirror(manner), server.mirror("right")), nobody, folder=folder, timeout=IMPATIENT)
    assert contents(folder) == FILES
    assert server.asked["/right/pictures.gz"] == 1
    assert server.asked[f"/{manner}/pictures.gz"] >= 1


@pytest.mark.parametrize("manner", FAULTS)
def test_when_no_server_has_it_the_sentence_tells_why_and_nothing_half_stays(
    manner: str, server: UnrulyServer, folder: Path
) -> None:
    told = refusal(remote(server.mirror(manner), server.mirror("gone")), folder)
    assert told.startswith("pictures.gz could not be downloaded (127.0.0.1:")
    assert FAULTS[manner] in told
    assert f"127.0.0.1:{server.server_port}: it answers 404 Not Found" in told
    assert contents(folder) == {}


def test_finished_files_stay_when_a_later_one_fails(server: UnrulyServer, folder: Path) -> None:
    class Lost(dict[str, bytes]):
        def __missing__(self, name: str) -> bytes:
            raise ConnectionError

    server.files = Lost({"pictures.gz": FILES["pictures.gz"]})
    assert "labels.gz could not be downloaded" in refusal(remote(server.mirror("right")), folder)
    server.files = FILES
    download(remote(server.mirror("right")), nobody, folder=folder)
    assert server.asked["/right/pictures.gz"] == 1


def test_without_a_network_the_sentence_says_so(server: UnrulyServer, folder: Path) -> None:
    told = refusal(remote("http://127.0.0.1:1/", "http://nowhere.invalid/"), folder, PATIENT)
    assert "127.0.0.1:1: there is no connection" in told
    assert "nowhere.invalid: there is no connection" in told
    assert "Check the connection to the internet and try again" in told


def test_progress_follows_the_bytes(server: UnrulyServer, folder: Path) -> None:
    heard: list[tuple[float, str]] = []

    def hear(share: float, what: Text) -> None:
        heard.append((share, str(what)))
        if share > 0.4:
            raise CancelledError(Text("test", "enough"))

    with pytest.raises(CancelledError):
        download(remote(server.mirror("stalling")), hear, folder=folder, timeout=PATIENT)
    share, what = heard[-1]
    assert share == pytest.approx(128_000 / 256_200)
    assert what == "Downloading pictures.gz"


@pytest.mark.parametrize("manner", ["silent", "stalling", "trickling"])
def test_a_download_is_given_up_within_a_second_though_the_server_is_silent(
    manner: str, server: UnrulyServer, folder: Path
) -> None:
    asked = 0.0

    def cancel(share: float, what: Text) -> None:
        nonlocal asked
        if server.asked:
            asked = time.monotonic()
            raise CancelledError(Text("test", "stop"))

    with pytest.raises(CancelledError):
        download(remote(server.mirror(manner)), cancel, folder=folder, timeout=PATIENT)
    assert time.monotonic() - asked < 1
    assert "pictures.gz" not in contents(folder)


def test_a_cancelled_download_leaves_neither_thread_nor_half_a_file(server: UnrulyServer, folder: Path) -> None:
    def cancel(share: float, what: Text) -> None:
        if share:
            raise CancelledError(Text("test", "stop"))

    with pytest.raises(CancelledError):
        download(remote(server.mirror("stalling")), cancel, folder=folder, timeout=PATIENT)
    for thread in threading.enumerate():
        if thread.name.startswith("download"):
            thread.join(10)
            assert not thread.is_alive()
    assert contents(folder) == {}


def test_a_disk_without_space_is_told_apart_from_a_network(
    server: UnrulyServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Path.open

    def full(path: Path, mode: str = "r", **options: Any) -> IO[Any]:
        if mode == "wb":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return really(path, mode, **options)

    monkeypatch.setattr(Path, "open", full)
    told = refusal(remote(server.mirror("right")), folder)
    assert f"pictures.gz cannot be written to {folder}: No space left on device. 256,200 bytes of space" in told


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    told = refusal(remote("http://127.0.0.1:1/"), tmp_path / "file" / "cache")
    assert told.startswith(f"test cannot be written to {tmp_path / 'file' / 'cache'}: Not a directory.")


def test_parts_that_an_interrupted_run_left_are_cleared_after_a_day(server: UnrulyServer, folder: Path) -> None:
    folder.mkdir()
    for name, age in {"tmpold": 100_000, "tmpnew": 100}.items():
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (time.time() - age,) * 2)
    download(remote(server.mirror("right")), nobody, folder=folder)
    assert set(contents(folder)) == {"tmpnew", *FILES}


def test_mnist_comes_from_two_public_servers_over_a_safe_connection(user_folder: Path) -> None:
    assert len(MNIST.mirrors) == 2
    assert all(mirror.startswith("https://") and mirror.endswith("/") for mirror in MNIST.mirrors)
    assert MNIST.size == 11_594_722
    assert folder_of(MNIST).is_relative_to(user_folder)
