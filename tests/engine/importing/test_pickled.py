"""Pickles are read and never run: what weights need is understood, everything else is refused by its name."""

from __future__ import annotations

import pickle
import pickletools
import re
import struct
import tracemalloc
from collections import OrderedDict
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import WeightsError
from engine.importing import read_pickle
from engine.importing.pickled import MOST_INSTRUCTIONS, parse_pickle
from tests.engine.importing.pickles import kinds, shared_data, weights, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WITNESS = "witness.txt"


class Attack:
    """Pickles itself as a call of something."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self.reduced = function, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.reduced


class Stateful:
    """Pickles itself as a NumPy array that is given a state of its own."""

    def __init__(self, state: object) -> None:
        self.state = state

    def __reduce__(self) -> tuple[object, ...]:
        whole = np.zeros(2).__reduce__()
        assert isinstance(whole, tuple)
        return *whole[:2], self.state


def refusal(data: bytes) -> str:
    with pytest.raises(WeightsError) as caught:
        parse_pickle(data, "weights.pkl")
    sentence = str(caught.value)
    assert sentence.startswith("weights.pkl")
    assert sentence.isprintable()
    assert len(sentence) < 500
    return sentence


# -- what is read --


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("kind", ["<f4", ">f4", "<f8", "<f2", "<i8", ">i2", "|u1"])
def test_arrays_come_back_as_they_were_under_every_protocol(protocol: int, kind: str) -> None:
    arrays = {
        "W1": np.arange(12).reshape(3, 4).astype(kind),
        "b1": np.asfortranarray(np.arange(6).reshape(2, 3).astype(kind)),
        "empty": np.zeros((0, 3), kind),
    }
    found = parse_pickle(pickle.dumps(arrays, protocol), "weights.pkl")
    assert list(found) == list(arrays)
    assert all(
        np.array_equal(found[name], array) and found[name].shape == array.shape for name, array in arrays.items()
    )


def test_names_of_numpy_1_and_of_numpy_2_are_both_read() -> None:
    data = pickle.dumps(weights((2, 3)), 3)
    old, new = (data.replace(b"numpy._core.", name) for name in (b"numpy.core.", b"numpy._core."))
    assert old != new
    assert np.array_equal(parse_pickle(old, "old")["W1"], parse_pickle(new, "new")["W1"])


def test_what_python_2_wrote_is_read() -> None:
    raw = np.array([1.5, -2.0], "<f4").tobytes()
    data = (
        b"\x80\x02}U\x02W1cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85U\x01b\x87R"
        b"(K\x01K\x01K\x02\x86cnumpy\ndtype\nU\x02f4K\x00K\x01\x87R(K\x03U\x01<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb"
        b"\x89U" + bytes([len(raw)]) + raw + b"tbs."
    )
    assert parse_pickle(data, "old.pkl")["W1"].tolist() == [[1.5, -2.0]]


@pytest.mark.parametrize("kind", kinds())
def test_weights_of_the_books_form_are_read(kind: str, tmp_path: Path) -> None:
    folder = shared_data()
    own = folder / "sample_weight.pkl" if folder is not None and kind == "the book's" else None
    path = written(tmp_path, weights(), 3) if own is None else own
    found = read_pickle(path)
    assert {name: found[name].shape for name in sorted(found)} == {
        "W1": (784, 50), "W2": (50, 100), "W3": (100, 10), "b1": (50,), "b2": (100,), "b3": (10,),
    }  # fmt: skip
    assert {array.dtype for array in found.values()} == {np.dtype("float32")}


# -- what is refused by its name --


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (lambda: Attack(__import__("os").system, f"touch {WITNESS}"), "posix.system"),
        (lambda: Attack(eval, f"open({WITNESS!r}, 'w')"), "eval"),
        (lambda: Attack(__import__("subprocess").Popen, ["touch", WITNESS]), ".Popen"),
        (lambda: Attack(getattr, {}, "clear"), "getattr"),
        (lambda: OrderedDict(W1=np.zeros((2, 2))), "collections.OrderedDict"),
        (lambda: {"W1": Fraction(1, 2)}, "fractions.Fraction"),
        (lambda: {"W1": np.float32(1.0)}, "multiarray.scalar"),
        (lambda: {"W1": {1, 2}}, ""),
        (lambda: Attack(np.load, WITNESS), "numpy.load"),
    ],
)
def test_everything_else_is_refused_by_its_name_before_anything_is_run(
    protocol: int, content: Callable[[], object], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sentence = refusal(pickle.dumps({"a": np.zeros(1), "b": content()}, protocol))
    assert name in sentence
    assert "which is refused" in sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"cos\nsystem\n(S'touch witness.txt'\ntR.", "os.system"),
        (b"(S'touch witness.txt'\nios\nsystem\n.", "os.system"),
        (b"\x80\x04\x8c\x02os\x94\x8c\x06system\x94h\x00h\x01\x93.", "os.system"),
        (b"\x80\x04\x8c\x08builtins\x8c\x0dexec.__call__\x93.", "builtins.exec.__call__"),
        (b"\x80\x04\x8c\x05numpy\x8c\x17ndarray.__class__.__mro\x93.", "numpy.ndarray.__class__.__mro"),
        (b"c numpy\nndarray\n.", "numpy"),
        (b"cnumpy\n ndarray\n.", "numpy. ndarray"),
        (b"\x80\x02\x82\x07.", "number 7 of the extension registry"),
        (b"\x80\x02\x84\x07\x00\x00\x00.", "number 7 of the extension registry"),
        (b"Pmodule\n.", "a persistent object"),
        (b"\x80\x02U\x01aQ.", "a persistent object"),
        (b"\x80\x05\x97.", "NEXT_BUFFER"),
        (b"\x80\x04\x8f.", "EMPTY_SET"),
        (b"\x80\x02cnumpy\nndarray\n)\x81.", "NEWOBJ"),
        (b"\x80\x04cnumpy\nndarray\n)}\x92.", "NEWOBJ_EX"),
        (b"(cnumpy\nndarray\no.", "OBJ"),
    ],
)
def test_instructions_that_could_make_other_objects_are_refused_by_name(data: bytes, name: str) -> None:
    assert name in refusal(data)


def test_a_refused_name_may_be_anything_and_the_sentence_stays_one_line() -> None:
    name = "\n{file}\u202e" * 1000
    data = b"\x80\x04\x8c\x02osX" + struct.pack("<I", len(name.encode())) + name.encode() + b"\x93."
    assert "os.\\n{file}\\u202e" in refusal(data)


# -- arrays that are none --


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (np.array([object()]), "O8"),
        (np.array(["text"]), "'U4'|U4"),
        (np.array([{"a": 1}], dtype=object), "O8"),
        (np.zeros(2, [("a", "f4"), ("b", "f4")]), "V8"),
        (np.zeros(2, "complex64"), "c8"),
        (np.zeros(2, bool), "b1"),
        (np.array(["2020-01-01"], "M8[D]"), "M8"),
    ],
)
@pytest.mark.parametrize("protocol", [2, 5])
def test_arrays_of_anything_but_plain_numbers_are_refused(content: object, reason: str, protocol: int) -> None:
    sentence = refusal(pickle.dumps({"W1": content}, protocol))
    assert any(part.strip("'") in sentence for part in reason.split("|"))


@pytest.mark.parametrize(
    "state",
    [
        (1, (2**62, 2**62), np.dtype("f4"), False, b"0000"),
        (1, (-1, -1), np.dtype("f4"), False, b"0000"),
        (1, (3,), np.dtype("f4"), False, b"0000"),
        (1, (1,) * 40, np.dtype("f4"), False, b"0000"),
        (1, (1.0,), np.dtype("f4"), False, b"0000"),
        (1, (True,), np.dtype("f4"), False, b"0000"),
        (1, [1], np.dtype("f4"), False, b"0000"),
        (1, (1,), "f4", False, b"0000"),
        (1, (1,), np.dtype("f4"), False, [1]),
        (1, (1,), np.dtype("f4"), False, "\u1234\u1234"),
        (1, (1,), np.dtype("f4"), False),
        {"__class__": "something"},
        ({}, {"dtype": "O"}),
    ],
)
def test_an_array_whose_state_is_not_what_numpy_writes_is_refused(state: object) -> None:
    assert "no pickle of a dictionary of NumPy arrays" in refusal(pickle.dumps({"W1": Stateful(state)}, 4))


@pytest.mark.parametrize(
    "state", [b"K\x01", b"}", b"(K\x03U\x01OK\x01NNt", b"(K\x03U\x01?NNNt", b"(K\x03U\x01<NN(U\x01atNt"]
)
def test_a_type_that_is_given_fields_or_another_order_is_refused(state: bytes) -> None:
    assert "array" in refusal(b"\x80\x02}U\x01acnumpy\ndtype\nU\x02f4\x85R" + state + b"bs.")


@pytest.mark.parametrize(
    "content", [[1, 2], "text", None, 5, {"W1": [1.0]}, {"W1": {"W1": np.zeros(1)}}, (np.zeros(1),)]
)
def test_what_is_no_dictionary_of_arrays_is_refused(content: object) -> None:
    assert "array" in refusal(pickle.dumps(content))


def test_an_array_that_was_begun_but_never_given_its_numbers_is_refused() -> None:
    data = b"\x80\x02}U\x02W1cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85U\x01b\x87Rs."
    assert "W1 is no NumPy array" in refusal(data)


def test_keys_are_text() -> None:
    assert "a key (int) is no text" in refusal(pickle.dumps({1: np.zeros(1)}))


# -- bombs --


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b".",
        b"\x80\x04",
        b"\x80\xff.",
        b"(" * 40_000 + b".",
        b"\x80\x04" + b"]" * 20_000 + b"a" * 19_999 + b".",
        b"\x80\x04" + b")" + b"\x85" * 40_000 + b".",
        b"\x80\x04]" + b"2\x86" * (MOST_INSTRUCTIONS + 1) + b".",
        b"\x80\x04\x8e" + struct.pack("<Q", 2**62) + b"short.",
        b"\x80\x05\x96" + struct.pack("<Q", 2**64 - 1) + b"short.",
        b"\x80\x04B\xff\xff\xff\xffshort.",
        b"\x80\x02\x8b\xff\xff\xff\x7f1.",
        b"\x80\x02j\xff\xff\xff\xff.",
        b"p99999999999999999999\n.",
        b"I" + b"9" * 100_000 + b"\n.",
        b"L" + b"9" * 4000 + b"L\n.",
        b"\x80\x02\x8a\xff" + b"\x7f" * 255 + b".",
        b"\x80\x0400000.",
        b"1.",
        b"Fnan(\n.",
        b"S'a\n.",
        b"cnumpy\n\\c\n.",
        b"V\\ud800\n.",
        b"h\x00.",
        b"R.",
        b"b.",
        b"\x80\x02}}}ss.",
        b"\x80\x02}(U\x01au.",
        b"\x80\x02]U\x01aU\x01bs.",
        b"\x80\x02}U\x01aa.",
    ],
)
def test_damaged_and_hostile_pickles_are_refused_in_little_memory(data: bytes) -> None:
    tracemalloc.start()
    try:
        refusal(data)
        assert tracemalloc.get_traced_memory()[1] < 100 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("data", [b"\x80\x02}r\xff\xff\xff\xff.", b"\x80\x04\x95" + struct.pack("<Q", 2**63) + b"}."])
def test_huge_numbers_of_memo_places_and_of_frames_ask_for_no_memory(data: bytes) -> None:
    tracemalloc.start()
    try:
        assert parse_pickle(data, "weights.pkl") == {}
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


def test_a_list_that_holds_itself_harms_nothing() -> None:
    assert "a is no NumPy array" in refusal(b"\x80\x02}U\x01a]q\x00h\x00as.")


def test_a_pickle_cut_off_anywhere_is_refused() -> None:
    data = pickle.dumps(weights((2, 3, 1)), 3)
    for end in range(len(data)):
        refusal(data[:end])


def test_folders_missing_files_and_plain_text_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="is a folder"):
        read_pickle(tmp_path)
    with pytest.raises(WeightsError, match=r"missing\.pkl cannot be read: No such file"):
        read_pickle(tmp_path / "missing.pkl")
    with pytest.raises(WeightsError, match="no pickle of a dictionary"):
        read_pickle(written(tmp_path, b"these are my weights"))


HONEST = pickle.dumps(weights((2, 3, 1)), 3)
CODES = b"".join(opcode.code.encode("latin1") for opcode in pickletools.opcodes)


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(st.sampled_from(CODES), max_size=60).map(lambda codes: b"\x80\x04" + bytes(codes) + b"."),
        st.tuples(st.integers(0, len(HONEST) - 1), st.binary(max_size=8)).map(
            lambda change: HONEST[: change[0]] + change[1] + HONEST[change[0] + len(change[1]) :]
        ),
    )
)
def test_any_bytes_give_arrays_or_a_sentence(data: bytes) -> None:
    try:
        found = parse_pickle(data, "weights.pkl")
    except WeightsError:
        return
    assert all(isinstance(name, str) and array.dtype.kind in "fiu" for name, array in found.items())


@pytest.mark.parametrize(
    "data",
    [
        pickle.dumps({1: np.zeros(1)}),
        pickle.dumps({"W1": np.zeros(2, "complex64")}, 2),
        pickle.dumps({"W1": Stateful((1, (3,), np.dtype("f4"), False, b"0000"))}, 4),
        b"\x80\x02}",
        b"\x80\x02.",
        b"\x80\x02}Q.",
        b"\x82\x05.",
    ],
)
def test_no_english_word_is_left_in_a_refusal_once_its_sentences_are_translated(data: bytes) -> None:
    with pytest.raises(WeightsError) as error:
        parse_pickle(data, "1.2")
    holes = re.compile(r"\{[a-z]+\}")
    shown = error.value.text.render(lambda context, template: " ".join(holes.findall(template)))
    for quoted in ("int", "c8", "pickle exhausted before seeing STOP"):  # what the file or Python itself says
        shown = shown.replace(quoted, "")
    assert not re.search("[a-z]", shown), shown
