"""Guesses how a table is written, from the head of its file. Every guess is a value that a person may change."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from engine.data.readers.encoding import check_plain_text, decode_head, guess_encoding
from engine.data.readers.faults import fault
from engine.data.readers.files import opened
from engine.data.readers.parquet import MAGIC
from engine.data.readers.records import cells_alone
from engine.data.readers.table_options import NULL_WORDS, SEPARATORS, Encoding, TableOptions
from engine.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

HEAD = 2**20
"""How many bytes a guess looks at."""
LINES = 50
"""How many lines decide the separator and whether there is a header."""
_JSON_NAMES = (".jsonl", ".ndjson", ".json")
_JSON_START = re.compile(r"\s*(\{|\[\s*\{)")
_TAB_NAMES = (".tsv", ".tab")
_NUMBER = re.compile(r"\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*", re.ASCII)
_WHOLE = re.compile(r"^([-+]?\d+)[.,]0+$", re.ASCII)
_COMMA_NUMBER = re.compile(r"\s*[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+([eE][-+]?\d+)?\s*", re.ASCII)


def guess_options(path: Path) -> TableOptions:
    """Guess how a table is written, from the first megabyte of its file.

    Raises
    ------
    DataError
        If there is no such file, it is a folder, empty, packed, or may not be read.
    """
    with opened(path) as file:
        head = file.read(HEAD)
    if not head:
        raise fault(path, Text("table", "The file is empty. Choose one that holds a table."))
    if head.startswith(MAGIC) or path.suffix.lower() in (".parquet", ".pq"):
        return TableOptions("parquet")
    check_plain_text(path, head)
    encoding = guess_encoding(head)
    letters = decode_head(head, encoding)
    if path.suffix.lower() in _JSON_NAMES or _JSON_START.match(letters):
        return TableOptions("json_lines", encoding=encoding)
    return _delimited(letters, encoding, path.suffix.lower() in _TAB_NAMES, whole=len(head) < HEAD)


def _delimited(letters: str, encoding: Encoding, tab: bool, whole: bool) -> TableOptions:
    lines = [line for line in letters[: HEAD // 4].splitlines() if line.strip()]
    if len(lines) > 1 and not (whole and len(letters) <= HEAD // 4):
        lines = lines[:-1]  # the last one may be cut off
    lines = lines[:LINES]
    quote = "'" if _quoted_by(lines, "'") > _quoted_by(lines, '"') else '"'
    rows = {separator: _rows(lines, separator, quote) for separator in SEPARATORS}
    best = max(
        SEPARATORS, key=lambda separator: _fitness(rows[separator], separator) + 0.1 * (tab and separator == "\t")
    )
    cells = [cell for row in rows[best] for cell in row]
    comma = sum(1 for cell in cells if _COMMA_NUMBER.fullmatch(cell))
    point = sum(1 for cell in cells if "." in cell and _NUMBER.fullmatch(cell))
    decimal = "," if best != "," and comma > point else "."
    return TableOptions("delimited", best, quote, _has_header(rows[best], decimal), encoding, decimal)


def _quoted_by(lines: Iterable[str], quote: str) -> int:
    """Count the cells that begin and end with a quotation mark."""
    pattern = re.compile(rf"(?:^|[,;|\t]){quote}[^{quote}]*{quote}(?=[,;|\t]|$)")
    return sum(len(pattern.findall(line)) for line in lines)


def _rows(lines: Iterable[str], separator: str, quote: str) -> list[list[str]]:
    parted = (cells_alone(line, separator, quote) for line in lines)
    return [row for row in parted if row is not None]


def _fitness(rows: Sequence[Sequence[str]], separator: str) -> float:
    """Tell how well a separator explains the lines: all of one length, several cells, no other separator in a cell."""
    if not rows:
        return -1.0
    length, count = Counter(len(row) for row in rows).most_common(1)[0]
    if length < 2:
        return 0.0
    others = {"\t", ";", "|"} - {separator}
    cells = [cell for row in rows for cell in row]
    spoilt = sum(1 for cell in cells if others & set(cell)) / len(cells)
    return count / len(rows) * (1 - spoilt) + 0.001 * min(length, 50) / 50


def is_number(cell: str, decimal: str = ".") -> bool:
    """Whether a cell is a finite number."""
    return bool(_NUMBER.fullmatch(cell.replace(",", ".") if decimal == "," else cell))


def written_number(decimal: str) -> str:
    """Return a pattern of numbers as people write them: 1,234.5 or 1 234, $5, 12 %; polars reads it too."""
    thousands, point = (r"[,\s'’]", r"\.") if decimal == "." else (r"[.\s'’]", ",")
    money = "[$€£¥₩]"
    whole = rf"(?:[0-9]{{1,3}}(?:{thousands}[0-9]{{3}})+|[0-9]+)"
    return rf"^[-+]?{money}?\s?[-+]?{whole}(?:{point}[0-9]+)?\s?(?:%|원|{money})?$"


def whole_word(word: str) -> str:
    """Return a whole number without the zeros behind its point, and any other word as it is."""
    return _WHOLE.sub(r"\1", word)


def _has_header(rows: Sequence[Sequence[str]], decimal: str) -> bool:
    """Whether the first row names the columns: no numbers there, and either numbers below or words that never recur."""
    if not rows:
        return True
    first, below = rows[0], [row for row in rows[1:] if len(row) == len(rows[0])]
    named = [cell.strip() for cell in first]
    if any(is_number(cell, decimal) for cell in named):
        return False
    if all(cell in NULL_WORDS for cell in named):
        return False
    for place, _ in enumerate(first):
        column = [row[place] for row in below if row[place].strip() not in NULL_WORDS]
        if column and sum(is_number(cell, decimal) for cell in column) > len(column) / 2:
            return True
    recurs = any(named[place] == row[place].strip() for row in below for place in range(len(first)))
    return not recurs and len(set(named)) == len(named)


def in_order(words: Iterable[str]) -> list[str]:
    """Sort categories: numbers by their size, then words by their letters."""
    return sorted(words, key=lambda word: (0, float(word), word) if is_number(word) else (1, 0.0, word))
