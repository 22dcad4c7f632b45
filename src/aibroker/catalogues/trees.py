"""A tree of TOML files, as a folder or as a tar archive of it."""

from __future__ import annotations

import tarfile
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from lzma import LZMAError
from os import PathLike
from pathlib import Path, PurePosixPath
from zlib import error as ZlibError  # noqa: N812  # it is named as the other exceptions are

from aibroker.catalogues.files import File, bytes_of, no_such_form
from aibroker.catalogues.imports import CatalogueIssue

__all__ = ["rows_in"]


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
    try:
        with tarfile.open(fileobj=BytesIO(content)) as archive:
            yield from _in_archive(archive, issues)
    # what is cut off, or damaged, ends in the errors of the packing that it has
    except (tarfile.TarError, EOFError, ZlibError, LZMAError, OSError) as error:
        raise no_such_form(name, f"it is no tar archive ({error})", valid="a folder, or a tar archive of it") from None


def _in_folder(root: Path, issues: list[CatalogueIssue]) -> Iterator[tuple[str, bytes]]:
    for each in root.rglob("*.toml"):
        path = _from_root(each.relative_to(root).as_posix())
        if path is None or each.is_dir():
            continue
        try:
            yield path, each.read_bytes()
        except FileNotFoundError:
            issues.append(CatalogueIssue(kind="dropped", where=path, problem="a link that leads nowhere"))
        except OSError as error:
            problem = f"it cannot be read ({error.strerror})"
            issues.append(CatalogueIssue(kind="dropped", where=path, problem=problem))


def _in_archive(archive: tarfile.TarFile, issues: list[CatalogueIssue]) -> Iterator[tuple[str, bytes]]:
    for member in archive:
        path = _from_root(member.name)
        if path is None or member.isdir():
            continue
        content = _followed(archive, member)
        if content is None:
            issues.append(CatalogueIssue(kind="dropped", where=path, problem="a link that leads nowhere"))
        else:
            yield path, content


def _followed(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes | None:
    """What is in a file, or in the file that a link leads to; None where it leads nowhere."""
    try:
        file = archive.extractfile(member)
    except KeyError:
        return None
    return None if file is None else file.read()


def _from_root(path: str) -> str | None:
    """The path from the folder that holds models and providers; None for any other file."""
    parts = PurePosixPath(path).parts
    start = next((place for place, part in enumerate(parts) if part in ("models", "providers")), None)
    return "/".join(parts[start:]) if start is not None and path.endswith(".toml") else None


def _toml(path: str, content: bytes, issues: list[CatalogueIssue]) -> Mapping[str, object] | None:
    try:
        return tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
    except (ValueError, RecursionError) as error:  # also what is no UTF-8, and numbers too long to be read
        issues.append(CatalogueIssue(kind="dropped", where=path, problem=f"it is no TOML ({error})"))
        return None
