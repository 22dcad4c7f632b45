"""Lines on standard output, for a reader who may stop reading."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

__all__ = ["print_lines"]


def print_lines(lines: Iterable[str]) -> None:
    """Print lines until they end, or until nobody reads them any more, as after ``| head -1``.

    Args:
        lines: The lines, without their ends.
    """
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_the_rest()


def _discard_the_rest() -> None:
    """Send what is still buffered nowhere: the interpreter flushes once more when it ends, and would complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
