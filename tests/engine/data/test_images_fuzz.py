from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.fuzz_data import idx_targets, mutated, npz_targets, outcome, picture_targets

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from tests.benchmarks.fuzz_tables import Target

TARGETS = {target.name: target for target in (*idx_targets(), *npz_targets(), *picture_targets())}


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_a_broken_or_hostile_file_is_read_properly_or_refused(
    target: Target, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.mktemp("fuzz")

    @given(st.one_of(st.binary(max_size=300), st.randoms(use_true_random=False).map(lambda r: changed(target, r))))
    def check(data: bytes) -> None:
        assert outcome(target, folder, data) in ("read", "refused")

    check()


def changed(target: Target, random: Random) -> bytes:
    return target.wrap(mutated(random, target.seeds))
