"""The set-up, played through with stand-ins for Python, apt and sudo: each only writes down what it is asked."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.architecture.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ORDINARY = ("cat", "chmod", "cksum", "cp", "dirname", "env", "mkdir", "mv", "rm", "sed", "sh", "tr")
PYTHON = """
case "$*" in
    "-m venv --clear "*) mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; echo venv >>"$LOG" ;;
    "-m pip install "*) echo pip >>"$LOG"; [ ! -e pip-fails ] ;;
    *ensurepip*) [ ! -e no-ensurepip ] || [ -e apt-was-here ] ;;
    --version) echo Python 3.11.2 ;;
esac
"""
APT = """
echo "apt-get $*" >>"$LOG"
case "$*" in *install*) touch apt-was-here; for name; do echo "installed $name " >>installed; done ;; esac
"""


class Machine:
    """A folder with the set-up script in it and a `PATH` on which only chosen programs are found."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "project"
        self.programs = folder / "bin"
        self.log = folder / "log"
        (self.project / "scripts").mkdir(parents=True)
        self.programs.mkdir()
        shutil.copy(ROOT / "scripts" / "setup.sh", self.project / "scripts")
        for name in ("constraints.txt", "pyproject.toml"):
            (self.project / name).write_text("first", encoding="utf-8")
        for name in (*ORDINARY, "touch"):
            (self.programs / name).symlink_to(shutil.which(name) or name)
        self.offer("python3", PYTHON)
        self.offer("uname", "echo Linux")
        self.become("1000")

    def offer(self, name: str, script: str) -> None:
        """Put a program on the `PATH`."""
        program = self.programs / name
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)

    def become(self, user: str) -> None:
        """Be the user with this number; 0 is root."""
        self.offer("id", f"echo {user}")

    def offer_apt(self) -> None:
        """Be Debian, with nothing of what Qt needs."""
        self.offer("apt-get", APT)
        self.offer("dpkg-query", "touch installed; cat installed")

    def set_up(self) -> subprocess.CompletedProcess[str]:
        """Run the script as `make` does on a gate: nobody is at the keyboard."""
        return subprocess.run(
            ["/bin/sh", "scripts/setup.sh"],
            cwd=self.project,
            env={"PATH": str(self.programs), "LOG": str(self.log)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def did(self) -> list[str]:
        """Return what was done since the last question."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def system_packages() -> list[str]:
    script = (ROOT / "scripts" / "setup.sh").read_text(encoding="utf-8")
    found = re.search(r'^system_packages="([^"]+)"', script, re.MULTILINE)
    assert found
    return found[1].split()


def test_a_second_set_up_does_nothing(machine: Machine) -> None:
    assert machine.set_up().returncode == 0
    assert machine.did() == ["venv", "pip"]
    assert machine.set_up().returncode == 0
    assert machine.did() == []


@pytest.mark.parametrize("name", ["constraints.txt", "pyproject.toml"])
def test_an_old_venv_follows_a_new_checkout(machine: Machine, name: str) -> None:
    machine.set_up()
    machine.did()
    (machine.project / name).write_text("second", encoding="utf-8")
    machine.set_up()
    assert machine.did() == ["pip"]


def test_an_installation_that_failed_midway_is_resumed(machine: Machine) -> None:
    (machine.project / "pip-fails").touch()
    assert machine.set_up().returncode != 0
    (machine.project / "pip-fails").unlink()
    machine.did()
    assert machine.set_up().returncode == 0
    assert machine.did() == ["pip"]


def test_root_gets_every_missing_system_package_even_what_venv_needs(machine: Machine) -> None:
    machine.offer_apt()
    machine.become("0")
    (machine.project / "no-ensurepip").touch()
    done = machine.set_up()
    assert done.returncode == 0
    update, install, *rest = machine.did()
    assert update == "apt-get -q update"
    assert install.endswith(" ".join(["python3", "python3-venv", *system_packages()]))
    assert rest == ["venv", "pip"]
    assert "missing" not in done.stderr
    machine.set_up()
    assert machine.did() == []


def test_sudo_that_needs_no_password_serves_as_well(machine: Machine) -> None:
    machine.offer_apt()
    machine.offer("sudo", 'shift; "$@"')
    assert machine.set_up().returncode == 0
    assert machine.did()[1].endswith(" ".join(system_packages()))


def test_without_root_the_missing_packages_are_named_at_every_start_and_the_rest_goes_on(machine: Machine) -> None:
    machine.offer_apt()
    machine.offer("sudo", "exit 1")
    command = "sudo apt-get install " + " ".join(system_packages())
    for expected in (["venv", "pip"], []):
        done = machine.set_up()
        assert done.returncode == 0
        assert machine.did() == expected
        assert done.stderr.rstrip().endswith(command)


def test_without_root_a_python_that_cannot_build_a_venv_ends_with_the_packages_to_install(machine: Machine) -> None:
    machine.offer_apt()
    (machine.project / "no-ensurepip").touch()
    done = machine.set_up()
    assert done.returncode != 0
    assert machine.did() == []
    assert "sudo apt-get install python3 python3-venv" in done.stderr


def test_a_package_that_was_renamed_counts_as_installed(machine: Machine) -> None:
    machine.offer_apt()
    names = [name for name in system_packages() if name != "libglib2.0-0"]
    lines = [f"installed {name} \n" for name in names]
    lines.append("installed libglib2.0-0t64 libglib2.0-0 (= 2.84.1-1), libglib2.0-bin\n")
    (machine.project / "installed").write_text("".join(lines), encoding="utf-8")
    assert "missing" not in machine.set_up().stderr


def test_a_linux_without_apt_goes_on_and_says_what_the_window_may_lack(machine: Machine) -> None:
    done = machine.set_up()
    assert done.returncode == 0
    assert "libxcb-cursor0" in done.stderr
