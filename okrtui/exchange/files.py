"""Files in and out: read whole or refused with a sentence, written whole or not at all."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import stat
from pathlib import Path

from okrtui.exchange.errors import BadInput, CannotWrite, FileExists

LIMIT = 50_000_000
"""Bytes; no plan comes near, and reading more would only keep its user waiting."""

PAGE_MARK = "<!-- written by okrtui -->"
"""The last line of every page of ours, hidden from its reader; it tells an export from another file."""

_TOML = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*)?\r?\n|[A-Za-z_]+[ \t]*=[^\n]*\n)*okrtui_format[ \t]*=")
_JSON = re.compile(rb'\A\s*\{\s*"okrtui_format"\s*:')
_CSV = re.compile(rb"\A(?:\xef\xbb\xbf)?type,cycle,objective,title,metric,unit,[a-z_,]*,objective_id,cycle_id\r?\n")
"""The header of our own table: CSV has no comments that could say so."""
_PEEK = 65536


def read_text(path: str | Path) -> str:
    """The text of a file, without a byte order mark.

    Raises `BadInput` for what is no readable text: a folder, more than `LIMIT` bytes, NUL, not UTF-8.
    """
    return decode(read_bytes(path), str(path))


def read_bytes(path: str | Path) -> bytes:
    """What a file holds; raises `BadInput` for a folder, for what is not there, and for more than `LIMIT` bytes."""
    source = str(path)
    try:
        if os.path.isdir(path):
            raise BadInput(source, "", "is a folder; expected a file.")
        with open(path, "rb") as file:
            data = file.read(LIMIT + 1)
        _check_size(data, source)
        return data
    except FileNotFoundError:
        raise BadInput(source, "", "There is no such file.") from None
    except (OSError, ValueError) as error:
        raise BadInput(source, "", f"cannot be read: {_reason(error)}.") from None


def decode(data: bytes, source: str) -> str:
    """The text that bytes from a file or from standard input hold; refuses what `read_text` refuses."""
    _check_size(data, source)
    if data.startswith(b"SQLite format 3\0"):
        raise BadInput(source, "", "is a plan file; expected a text that was exported from one.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadInput(source, "", "is saved as UTF-16; expected UTF-8.")
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in data:
        raise BadInput(source, _line(data, data.index(b"\0")), "holds a NUL character: this is no text file.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(source, _line(data, error.start), "cannot be read as text; expected UTF-8.") from None


def _check_size(data: bytes, source: str) -> None:
    if len(data) > LIMIT:
        raise BadInput(source, "", f"is larger than {LIMIT // 1_000_000} MB, which no plan is.")


def _line(data: bytes, at: int) -> str:
    return f"line {data.count(bytes([10]), 0, at) + 1}"


def write_atomic(path: str | Path, text: str, *, force: bool = False) -> None:
    """Write a file so that it holds either all of the text or what it held before, even if the machine stops.

    A new file gets the mode that the umask allows; one that is replaced keeps its mode. A symbolic link stays, and
    what it points to is replaced. A file that is no export of okrtui is replaced only with ``force``: `FileExists`.
    Devices and pipes are written to as they are. Raises `CannotWrite` when that is not possible.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise CannotWrite(f"{path}: {error.object[error.start]!r} is no character that a file can hold.") from None
    try:
        _write(str(path), data, force)
    except FileNotFoundError as error:
        folder = os.path.dirname(path)
        why = _reason(error) if not folder or os.path.isdir(folder) else f"there is no folder {folder}"
        raise CannotWrite(f"{path} cannot be written: {why}.") from None
    except (OSError, ValueError) as error:
        raise CannotWrite(f"{path} cannot be written: {_reason(error)}.") from None


def _write(path: str, data: bytes, force: bool) -> None:
    target = os.path.realpath(path)
    mode = None
    with contextlib.suppress(FileNotFoundError):
        held = os.stat(path)
        if stat.S_ISDIR(held.st_mode):
            raise CannotWrite(f"{path} is a folder; expected the name of a file.")
        if not stat.S_ISREG(held.st_mode):
            with open(path, "wb") as device:
                device.write(data)
            return
        if not force and not is_export(target):
            raise FileExists(f"{path} is there already and is no export of okrtui; --force writes over it.")
        if not os.access(target, os.W_OK):
            raise CannotWrite(f"{path} is read-only; nothing was written.")
        mode = stat.S_IMODE(held.st_mode)
    folder = os.path.dirname(target)
    temporary = os.path.join(folder, f".okrtui-{os.urandom(8).hex()}.tmp")
    try:
        _write_new(temporary, data, mode)
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(folder)


def _write_new(path: str, data: bytes, mode: int | None) -> None:
    """A file that must not exist yet, on the disk when this returns; without a mode the umask decides."""
    descriptor = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666 if mode is None else 0o600
    )
    with open(descriptor, "wb") as file:
        if mode is not None:
            os.chmod(path, mode)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: str) -> None:
    """Make the new name last; not all systems can, and the text is safe either way."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def is_export(path: str | Path) -> bool:
    """Whether a file is one that okrtui wrote, or is empty, so that nothing is lost when it is replaced."""
    with open(path, "rb") as file:
        head = file.read(_PEEK)
        size = os.fstat(file.fileno()).st_size
        file.seek(max(0, size - _PEEK))
        tail = file.read(_PEEK)
    ours = _TOML.match(head) or _JSON.match(head) or _CSV.match(head) or tail.rstrip().endswith(PAGE_MARK.encode())
    return bool(ours) or not head.strip()


def _reason(error: Exception) -> str:
    """Why the system refused, as the end of a sentence."""
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return reason[:1].lower() + reason[1:]
