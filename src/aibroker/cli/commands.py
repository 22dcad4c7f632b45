"""The commands and their arguments."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from aibroker.cli.check import checked
from aibroker.cli.printing import print_lines
from aibroker.exchange.files import case_names
from aibroker.exchange.schema import case_schema, scenario_schema

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        argv: Its arguments; those of the process where none are given.

    Returns:
        The exit status: 0 if all is well, 1 if there are findings, 2 if something is wrong.
    """
    arguments = _parser().parse_args(argv)
    match arguments.command:
        case "check":
            return checked(arguments.paths, base=arguments.base, strict=arguments.strict)
        case "schema":
            return _print_schema(arguments)
        case _:
            return _print_cases()


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="aibroker", description="Who sells whose AI models into which market.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="say what is wrong in cases and scenarios")
    check.add_argument("paths", nargs="+", metavar="PATH", help="a .toml or .json file, or the folder of a case")
    check.add_argument("--strict", action="store_true", help="count what looks like a slip as an error")
    check.add_argument("--base", metavar="CASE", help="the case that fragments add to: a path, or a bundled name")
    schema = commands.add_parser("schema", help="print the JSON Schema of the format")
    schema.add_argument("of", nargs="?", choices=("case", "scenario"), default="case", help="of what (default: case)")
    commands.add_parser("cases", help="list the cases that come with the library")
    return parser


def _print_schema(arguments: Namespace) -> int:
    schema = scenario_schema() if arguments.of == "scenario" else case_schema()
    print_lines([json.dumps(schema, indent=2, ensure_ascii=False)])
    return 0


def _print_cases() -> int:
    print_lines(case_names())
    return 0
