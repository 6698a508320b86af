"""What an installation brings: the pinned versions, every resource, and the command."""

from __future__ import annotations

import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT, project_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def constraints() -> dict[str, Requirement]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(requirement.name): requirement for requirement in wanted}


def declared() -> list[Requirement]:
    project = PROJECT["project"]
    return [Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["dev"]]


def test_every_package_is_pinned_to_one_version_that_any_index_may_offer() -> None:
    for requirement in constraints().values():
        (pin,) = requirement.specifier
        assert pin.operator == "=="
        assert "+" not in pin.version, f"{requirement}: a build of one index"


def test_every_declared_package_is_pinned_within_its_range() -> None:
    pins = constraints()
    for requirement in declared():
        (pin,) = pins[canonicalize_name(requirement.name)].specifier
        assert requirement.specifier.contains(pin.version), f"{requirement} does not allow {pin.version}"


def test_every_resource_is_part_of_the_package() -> None:
    folder = ROOT / "resources"
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["resources"]
    packaged = {path for pattern in patterns for path in folder.glob(pattern) if path.is_file()}
    written = {path for path in project_files() if folder in path.parents}
    assert written
    assert written <= packaged
    hidden = [path for path in written if any(part.startswith(".") for part in path.relative_to(folder).parts)]
    assert hidden == [], "packaging leaves hidden files out"


def test_the_command_of_the_installed_application_is_the_door() -> None:
    assert PROJECT["project"]["scripts"] == {"layerloom": "main:main"}
