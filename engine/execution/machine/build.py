"""From LLVM's language to functions that can be called, with what was built before kept on disk."""

from __future__ import annotations

import ctypes
import hashlib
import os
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import llvmlite
import platformdirs
from llvmlite import binding as llvm

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 200
"""Built functions on disk; beyond these the oldest go."""
_MAGIC = b"layerloom kernel 1\n"
_building = threading.Lock()

Run = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
"""The function; while it runs, other threads of Python do, too."""


@dataclass(frozen=True, slots=True)
class Built:
    """A function, and what must live as long as it.

    Parameters
    ----------
    run : callable
    cached : bool
        Whether it was on disk.
    """

    run: Callable[[int, int, int], None]
    cached: bool
    engine: Any


def build(text: str) -> Built:
    """Return the function ``run`` of a text in LLVM's language."""
    key = _key(text)
    with _building:
        known = _read(key)
        code = known if known is not None else _translate(text)
        if known is None:
            _write(key, code)
        engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _machine())
        engine.add_object_file(llvm.ObjectFileRef.from_data(code))
        engine.finalize_object()
        return Built(Run(engine.get_function_address("run")), known is not None, engine)


def folder() -> Path:
    """Return where built functions are kept."""
    return Path(platformdirs.user_cache_dir("layerloom")) / "kernels"


@cache
def _target() -> tuple[Any, str, str]:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.Target.from_default_triple(), llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()


def _machine() -> Any:
    target, cpu, features = _target()
    return target.create_target_machine(cpu=cpu, features=features, opt=2, reloc="pic", codemodel="jitdefault")


def _translate(text: str) -> bytes:
    machine = _machine()
    module = llvm.parse_assembly(text)
    module.verify()
    tuning = llvm.create_pipeline_tuning_options(speed_level=2)
    tuning.loop_vectorization = False  # what pays in vectors is written in vectors
    tuning.slp_vectorization = False
    passes = llvm.create_pass_builder(machine, tuning)
    passes.getModulePassManager().run(module, passes)
    code: bytes = machine.emit_object(module)
    return code


# -- on disk --


def _key(text: str) -> str:
    target, cpu, features = _target()
    parts = (text, llvmlite.__version__, str(llvm.llvm_version_info), str(target), cpu, features)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _read(key: str) -> bytes | None:
    """Return what was built before, if it is there and whole."""
    path = folder() / key
    try:
        if not _own(path.parent):
            return None
        content = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    head = len(_MAGIC) + 32
    code = content[head:]
    if not content.startswith(_MAGIC) or hashlib.sha256(code).digest() != content[len(_MAGIC) : head]:
        return None
    return code


def _own(place: Path) -> bool:
    """Tell whether nobody else may put machine code there."""
    if not hasattr(os, "getuid"):
        return True  # on Windows a person's folder is theirs alone
    status = place.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _write(key: str, code: bytes) -> None:
    """Keep what was built, where that is possible: nothing depends on it."""
    place = folder()
    scratch = place / f"{key}.{os.getpid()}"
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        scratch.write_bytes(_MAGIC + hashlib.sha256(code).digest() + code)
        scratch.replace(place / key)
        _thin(place)
    except OSError:
        return


def _thin(place: Path) -> None:
    """Remove the oldest beyond those that are kept."""
    found = sorted(place.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[KEPT:]:
        path.unlink(missing_ok=True)
