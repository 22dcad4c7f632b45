"""The command line."""

from aibroker.cli.commands import main

__all__ = ["main"]
