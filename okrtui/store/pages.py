"""What can still be read of a damaged SQLite file: its pages, one by one, past SQLite itself.

SQLite stops at the first page that is not as it should be. This reader goes on: every page of the file that holds
rows is decoded on its own, whether the way to it from the root of its table is whole or not. The layout is that of
https://www.sqlite.org/fileformat2.html. Nothing here ever raises for what a file holds.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

Values = tuple[object, ...]
"""The columns of one record: None, int, float, str or bytes."""

MAGIC = b"SQLite format 3\0"
BROKEN_TEXT = "surrogateescape"
"""How bytes that are no text are kept in one: no text that was ever saved has such characters."""

_HEADER = 100
_SIZES = (512, 1024, 2048, 4096, 8192, 16384, 32768, 65536)
_TABLE_LEAF, _TABLE_INNER, _INDEX_LEAF, _INDEX_INNER = 13, 5, 10, 2
_LEAVES = (_TABLE_LEAF, _INDEX_LEAF)
_DEEPEST = 40


class Broken(Exception):
    """A page or a cell that is not as it should be; never leaves this module."""


@dataclass(frozen=True, slots=True)
class Record:
    """A decoded row: its number (0 in an index), its columns, the page it lies on."""

    rowid: int
    values: Values
    page: int


@dataclass(slots=True)
class Tree:
    """What a walk from the root of a table or an index came to."""

    records: list[Record] = field(default_factory=list)
    whole: bool = True
    """Whether every page and cell on the way could be read."""


class Pages:
    """The pages of a file, numbered from 1."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.size = _page_size(content)
        reserved = content[20] if len(content) > 20 and content[:16] == MAGIC else 0
        self._usable = self.size - (reserved if reserved <= 32 else 0)
        self.count = -(-len(content) // self.size)
        self.met: set[int] = set()
        """Pages that a walk has come to, or that hold the rest of a long row."""

    def page(self, number: int) -> bytes:
        """The bytes of a page; raises `Broken` when the file does not have it as a whole."""
        start = (number - 1) * self.size
        found = self.content[start : start + self.size]
        if number < 1 or len(found) < self.size:
            raise Broken
        return found

    # -- walking

    def walk(self, root: int, *, table: bool) -> Tree:
        """All records below a root."""
        tree = Tree()
        self._walk(root, (_TABLE_LEAF, _TABLE_INNER) if table else (_INDEX_LEAF, _INDEX_INNER), tree, 0)
        return tree

    def _walk(self, number: int, kinds: tuple[int, int], tree: Tree, depth: int) -> None:
        try:
            if number in self.met or depth > _DEEPEST:
                raise Broken
            page, kind = self._open(number)
            if kind not in kinds:
                raise Broken
        except Broken:
            tree.whole = False
            return
        self.met.add(number)
        leaf = kind in _LEAVES
        for offset in self._cells(page, number, tree):
            if not leaf:
                self._walk(int.from_bytes(page[offset : offset + 4], "big"), kinds, tree, depth + 1)
            if kind != _TABLE_INNER:
                self._take(page, number, kind, offset, tree)
        if not leaf:
            self._walk(int.from_bytes(page[self._start(number) + 8 :][:4], "big"), kinds, tree, depth + 1)

    def strays(self, free: set[int]) -> Iterator[tuple[bool, Record]]:
        """The records of pages that no walk has come to and that are not free: whether of a table, and the record."""
        for number in range(1, self.count + 1):
            if number in self.met or number in free:
                continue
            try:
                page, kind = self._open(number)
            except Broken:
                continue
            if kind == _TABLE_INNER:
                continue
            found = Tree()
            for offset in self._cells(page, number, found):
                self._take(page, number, kind, offset, found)
            for record in found.records:
                yield kind == _TABLE_LEAF, record

    def free(self) -> set[int]:
        """The pages that the list of free pages names: they hold what was deleted."""
        found: set[int] = set()
        if self.content[:16] != MAGIC or len(self.content) < _HEADER:
            return found
        trunk = int.from_bytes(self.content[32:36], "big")
        while trunk and trunk not in found:
            try:
                page = self.page(trunk)
            except Broken:
                break
            found.add(trunk)
            after, count = struct.unpack(">II", page[:8])
            if count > self.size // 4:
                break
            found.update(struct.unpack(f">{count}I", page[8 : 8 + 4 * count]))
            trunk = after
        return found

    def extent(self, free: set[int]) -> tuple[int, int]:
        """How many pages the file should have, and how many of them hold nothing that can be read."""
        said = int.from_bytes(self.content[28:32], "big") if self.content[:16] == MAGIC else 0
        count = max(self.count, said) if said <= 2 * self.count + 1000 else self.count
        return count, sum(not self._readable(n) for n in range(1, count + 1) if n not in free and n not in self.met)

    def _readable(self, number: int) -> bool:
        try:
            return self._open(number)[1] in (_TABLE_LEAF, _TABLE_INNER, _INDEX_LEAF, _INDEX_INNER)
        except Broken:
            return False

    # -- one page

    @staticmethod
    def _start(number: int) -> int:
        return _HEADER if number == 1 else 0

    def _open(self, number: int) -> tuple[bytes, int]:
        page = self.page(number)
        return page, page[self._start(number)]

    def _cells(self, page: bytes, number: int, tree: Tree) -> list[int]:
        """Where the cells of a page begin; what cannot be is left out, and the tree is not whole then."""
        start = self._start(number)
        kind = page[start]
        if kind not in (_TABLE_LEAF, _TABLE_INNER, _INDEX_LEAF, _INDEX_INNER):
            return []
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        first = start + (8 if kind in _LEAVES else 12)
        room = (self._usable - first) // 2
        if count > room:
            tree.whole = False
        offsets = struct.unpack(f">{min(count, room)}H", page[first : first + 2 * min(count, room)])
        good = [offset for offset in offsets if first + 2 * count <= offset < self._usable - 3]
        if len(good) < len(offsets):
            tree.whole = False
        return good

    def _take(self, page: bytes, number: int, kind: int, offset: int, tree: Tree) -> None:
        try:
            rowid, payload = self._payload(page, kind, offset)
            tree.records.append(Record(rowid, decode(payload), number))
        except (Broken, IndexError, struct.error, UnicodeDecodeError):
            tree.whole = False

    def _payload(self, page: bytes, kind: int, offset: int) -> tuple[int, bytes]:
        """The number and the bytes of the record in a cell, with what lies on further pages."""
        if kind == _INDEX_INNER:
            offset += 4
        length, offset = varint(page, offset)
        rowid = 0
        if kind == _TABLE_LEAF:
            rowid, offset = varint(page, offset)
        local = self._local(length, table=kind == _TABLE_LEAF)
        if length > len(self.content) or offset + local > self._usable:
            raise Broken
        parts = [page[offset : offset + local]]
        left, after = length - local, int.from_bytes(page[offset + local : offset + local + 4], "big")
        seen: list[int] = []
        while left > 0:
            if after in seen:
                raise Broken
            seen.append(after)
            more = self.page(after)
            parts.append(more[4 : 4 + min(left, self._usable - 4)])
            left -= len(parts[-1])
            after = int.from_bytes(more[:4], "big")
        self.met.update(seen)
        return rowid, b"".join(parts)

    def _local(self, length: int, *, table: bool) -> int:
        """How many bytes of a record lie in its cell."""
        most = self._usable - 35 if table else (self._usable - 12) * 64 // 255 - 23
        if length <= most:
            return length
        least = (self._usable - 12) * 32 // 255 - 23
        kept = least + (length - least) % (self._usable - 4)
        return kept if kept <= most else least


def _page_size(content: bytes) -> int:
    """The size of pages as the header says, or as most of the file looks like where the header is gone."""
    said = int.from_bytes(content[16:18], "big")
    said = 65536 if said == 1 else said
    if content[:16] == MAGIC and said in _SIZES and _looks(content, said):
        return said
    return max(_SIZES, key=lambda size: (_looks(content, size) * math.isqrt(size), size == 4096))


def _looks(content: bytes, size: int) -> int:
    """How many pages of this size begin as pages with rows do."""
    starts = range(size, len(content), size)
    return sum(content[at] in (2, 5, 10, 13) and content[at + 7 : at + 8] < b"\x40" for at in starts) + (
        len(content) <= size
    )


def varint(data: bytes, offset: int) -> tuple[int, int]:
    """A number of SQLite's variable length, and where it ends."""
    value = 0
    for n in range(8):
        byte = data[offset + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, offset + n + 1
    return value << 8 | data[offset + 8], offset + 9


_INT_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def decode(record: bytes) -> Values:
    """The columns of a record. Raises `Broken`, `IndexError`, `struct.error` or `UnicodeDecodeError`."""
    end, offset = varint(record, 0)
    if not offset <= end <= len(record):
        raise Broken
    values: list[object] = []
    at = end
    while offset < end:
        kind, offset = varint(record, offset)
        length = _INT_BYTES.get(kind, 8 if kind == 7 else (kind - 12) // 2 if kind >= 12 else 0)
        part = record[at : at + length]
        if len(part) < length or kind in (10, 11):
            raise Broken
        at += length
        values.append(_value(kind, part))
    if at != len(record):
        raise Broken
    return tuple(values)


def _value(kind: int, part: bytes) -> object:
    if kind == 0:
        return None
    if kind in _INT_BYTES:
        return int.from_bytes(part, "big", signed=True)
    if kind == 7:
        return float(struct.unpack(">d", part)[0])
    if kind in (8, 9):
        return kind - 8
    return part.decode(errors=BROKEN_TEXT) if kind % 2 else part
