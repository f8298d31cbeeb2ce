"""Files are read whole or refused, and written whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from okrtui.exchange import files
from okrtui.exchange.errors import BadInput, CannotWrite, FileExists
from okrtui.exchange.toml_out import dumps
from okrtui.plan.model import Plan

EXPORT = dumps(Plan())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files.write_atomic(tmp_path / "plan.toml", "é\n")
    finally:
        os.umask(before)
    assert (tmp_path / "plan.toml").read_bytes() == "é\n".encode()
    assert mode(tmp_path / "plan.toml") == 0o640
    assert os.listdir(tmp_path) == ["plan.toml"]


def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(EXPORT)
    path.chmod(0o604)
    files.write_atomic(str(path), "new")
    assert path.read_text() == "new"
    assert mode(path) == 0o604


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        EXPORT,
        "# comments\n\n" + EXPORT,
        'name = "x"\nokrtui_format = 1\n',
        "\ufeff" + EXPORT,
        '{\n  "okrtui_format": 1}',
        f"# Page\n\ntext\n\n{files.PAGE_MARK}\n",
    ],
)
def test_exports_of_ours_are_replaced(tmp_path: Path, text: str) -> None:
    path = tmp_path / "out"
    path.write_text(text, encoding="utf-8")
    files.write_atomic(path, "new")
    assert path.read_text() == "new"


@pytest.mark.parametrize(
    "text",
    [
        "precious",
        "# README\n\nA file begins with\n\nokrtui_format = 1\n",
        f"about {files.PAGE_MARK} and more",
        '[tool]\nokrtui_format = "no"\n',
        '{"other": {"okrtui_format": 1}}',
    ],
)
def test_other_files_are_not_replaced_unless_forced(tmp_path: Path, text: str) -> None:
    path = tmp_path / "README.md"
    path.write_text(text)
    with pytest.raises(FileExists, match=r"README.md is there already and is no export of okrtui; --force"):
        files.write_atomic(path, "new")
    assert path.read_text() == text
    files.write_atomic(path, "new", force=True)
    assert path.read_text() == "new"
    assert os.listdir(tmp_path) == ["README.md"]


def test_a_link_stays_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "plan.toml"
    target.write_text(EXPORT)
    link = tmp_path / "link.toml"
    link.symlink_to(target)
    files.write_atomic(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    dangling = tmp_path / "dangling.toml"
    dangling.symlink_to(tmp_path / "real" / "other.toml")
    files.write_atomic(dangling, "new")
    assert (tmp_path / "real" / "other.toml").read_text() == "new"


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    cases = {
        tmp_path: "is a folder; expected the name of a file",
        tmp_path / "none" / "plan.toml": "there is no folder",
        loop: "cannot be written",
        tmp_path / ("x" * 300): "cannot be written",
    }
    for path, sentence in cases.items():
        with pytest.raises(CannotWrite) as caught:
            files.write_atomic(path, "new", force=True)
        assert sentence in str(caught.value)
        assert str(caught.value).startswith(str(path))
    with pytest.raises(CannotWrite, match="no character that a file can hold"):
        files.write_atomic(tmp_path / "a", "\ud800")
    with pytest.raises(CannotWrite, match="cannot be written"):
        files.write_atomic("a\0b", "new")
    assert sorted(os.listdir(tmp_path)) == ["loop"]


def test_a_write_that_fails_half_way_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(EXPORT)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match=r"plan.toml cannot be written: no space left on device\."):
        files.write_atomic(path, "new")
    assert path.read_text() == EXPORT
    assert os.listdir(tmp_path) == ["plan.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no name there")
def test_devices_and_pipes_are_written_to_as_they_are() -> None:
    files.write_atomic("/dev/null", "new")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    code = "from okrtui.exchange import files; files.write_atomic('/dev/stdout', 'out')"
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True)
    assert done.stdout == b"out"


def test_a_text_is_read_without_its_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb")
    assert files.read_text(path) == "a\r\nb"


@pytest.mark.parametrize(
    ("data", "place", "sentence"),
    [
        (b"one\ntwo \xff\n", "line 2", "expected UTF-8"),
        (b"one\n\0", "line 2", "NUL"),
        ("plan".encode("utf-16"), "", "is saved as UTF-16; expected UTF-8"),
        (b"SQLite format 3\0...", "", "is a plan file"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, place: str, sentence: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        files.read_text(path)
    assert (caught.value.source, caught.value.place) == (str(path), place)
    assert sentence in caught.value.sentence


def test_files_that_are_not_there_or_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadInput, match="There is no such file"):
        files.read_text(tmp_path / "none.toml")
    with pytest.raises(BadInput, match="is a folder; expected a file"):
        files.read_text(tmp_path)
    with pytest.raises(BadInput, match="cannot be read"):
        files.read_text("a\0b")
    large = tmp_path / "large.toml"
    with open(large, "wb") as file:
        file.truncate(files.LIMIT + 1)
    with pytest.raises(BadInput, match="larger than 50 MB"):
        files.read_text(large)
