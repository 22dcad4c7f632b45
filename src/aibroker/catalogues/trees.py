"""A tree of TOML files, as a folder or as a tar archive of it."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from lzma import LZMAError
from os import PathLike
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from types import MappingProxyType
from typing import Final
from zlib import error as ZlibError  # noqa: N812  # it is named as the other exceptions are

from aibroker.catalogues.files import File, bytes_of, decimal_of, no_such_form
from aibroker.catalogues.imports import CatalogueIssue

__all__ = ["rows_in"]

_PACKED: Final[Mapping[bytes, Callable[[bytes], bytes]]] = MappingProxyType(
    {b"\x1f\x8b": gzip.decompress, b"BZh": bz2.decompress, b"\xfd7zXZ": lzma.decompress}
)
"""How an archive is unpacked, by what it begins with; whole, so that what is damaged is found out."""

_END: Final = bytes(tarfile.BLOCKSIZE)
_NO_FILE: Final = "a link that leads nowhere"
_A_FOLDER: Final = "a link to a folder, which is not followed"


def rows_in(given: File, issues: list[CatalogueIssue]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """What each file of a tree says, by its path from the folder that holds models and providers, in their order.

    Args:
        given: The folder, or the archive: its path or its bytes.
        issues: Where to list links that lead nowhere, and files that cannot be read.

    Raises:
        MissingFileError: If there is no such folder or archive.
        InvalidFileError: If it is no archive, or a part of one.
    """
    for path, content in sorted(_files(given, issues)):
        row = _toml(path, content, issues)
        if row is not None:
            yield path, row


def _files(given: File, issues: list[CatalogueIssue]) -> Iterator[tuple[str, bytes]]:
    root = Path(given) if isinstance(given, str | PathLike) else None
    if root is not None and root.is_dir():
        yield from _in_folder(root, issues)
        return
    content, name = bytes_of(given)
    valid = "a folder, or a whole tar archive of it"
    try:
        unpacked = _unpacked(content)
        with tarfile.open(fileobj=BytesIO(unpacked), mode="r:") as archive:
            yield from _in_archive(archive, issues)
            end = archive.offset
    # what is cut off, or damaged, ends in the errors of the packing that it has
    except (tarfile.TarError, EOFError, ZlibError, LZMAError, OSError) as error:
        problem = f"it is no tar archive ({str(error).splitlines()[0] if str(error) else 'it is damaged'})"
        raise no_such_form(name, problem, valid=valid) from None
    if not unpacked.startswith(_END, end):  # tarfile takes what it cannot read for the end
        raise no_such_form(name, f"it breaks off or is damaged, at byte {end:,} of what is in it", valid=valid)


def _unpacked(content: bytes) -> bytes:
    unpack = next((unpack for mark, unpack in _PACKED.items() if content.startswith(mark)), None)
    try:
        return content if unpack is None else unpack(content)
    except ValueError as error:  # bz2 says so where its stream breaks off
        raise EOFError(str(error)) from None


def _in_folder(root: Path, issues: list[CatalogueIssue]) -> Iterator[tuple[str, bytes]]:
    for each in root.rglob("*"):
        path = _from_root(each.relative_to(root).as_posix())
        if path is None:
            continue
        if each.is_symlink() and not each.exists():
            issues.append(CatalogueIssue(kind="dropped", where=path, problem=_NO_FILE))
        elif each.is_dir():
            issues += [CatalogueIssue(kind="dropped", where=path, problem=_A_FOLDER)] if each.is_symlink() else []
        elif path.endswith(".toml"):
            try:
                yield path, each.read_bytes()
            except OSError as error:
                problem = f"it cannot be read ({error.strerror})"
                issues.append(CatalogueIssue(kind="dropped", where=path, problem=problem))


def _in_archive(archive: tarfile.TarFile, issues: list[CatalogueIssue]) -> Iterator[tuple[str, bytes]]:
    """The files as they would lie there once unpacked: what stands twice replaces what it was before."""
    by_name = {normpath(each.name): each for each in archive.getmembers()}
    folders, last = {*_folders_in(by_name)}, dict[str, tarfile.TarInfo]()
    for member in archive.getmembers():
        path = _from_root(member.name)
        if path is not None and not member.isdir():
            if path in last:
                problem = "a file that stands twice in the archive, of which the last is taken"
                issues.append(CatalogueIssue(kind="dropped", where=path, problem=problem))
            last[path] = member
    for path, member in last.items():
        if member.issym() and _end_of(by_name, member) in folders:
            issues.append(CatalogueIssue(kind="dropped", where=path, problem=_A_FOLDER))
        elif path.endswith(".toml") or member.issym():
            content = _followed(archive, member)
            issues += [CatalogueIssue(kind="dropped", where=path, problem=_NO_FILE)] if content is None else []
            if content is not None and path.endswith(".toml"):
                yield path, content


def _folders_in(by_name: Mapping[str, tarfile.TarInfo]) -> Iterator[str]:
    """The folders, also those that are only in the paths of what lies in them."""
    for path, member in by_name.items():
        yield from (path,) if member.isdir() else ()
        yield from map(str, PurePosixPath(path).parents)


def _end_of(by_name: Mapping[str, tarfile.TarInfo], member: tarfile.TarInfo) -> str:
    """Where a link leads in the end, by the names in the archive."""
    path, seen = normpath(member.name), set[str]()
    while path not in seen and path in by_name and by_name[path].issym():
        seen.add(path)
        path = normpath(join(dirname(path), by_name[path].linkname))
    return path


def _followed(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes | None:
    """What is in a file, or in the file that a link leads to; None where it leads nowhere."""
    try:
        file = archive.extractfile(member)
    except (KeyError, RecursionError):  # links that lead to each other are followed for ever
        return None
    return None if file is None else file.read()


def _from_root(path: str) -> str | None:
    """The path from the folder that holds models and providers; None for what is in neither."""
    parts = PurePosixPath(path).parts
    start = next((place for place, part in enumerate(parts) if part in ("models", "providers")), None)
    return "/".join(parts[start:]) if start is not None else None


def _toml(path: str, content: bytes, issues: list[CatalogueIssue]) -> Mapping[str, object] | None:
    try:
        return tomllib.loads(content.decode("utf-8"), parse_float=decimal_of)
    except (ValueError, RecursionError) as error:  # also what is no UTF-8, and numbers too long to be read
        issues.append(CatalogueIssue(kind="dropped", where=path, problem=f"it is no TOML ({error})"))
        return None
