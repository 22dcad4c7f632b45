"""The same questions put to a linear program (HiGHS, through scipy), which shares nothing with the engine."""

from collections.abc import Iterable
from math import exp, inf, log
from typing import TypeAlias

import numpy as np
from scipy.optimize import linprog

from aibroker.figures.engine.systems import System

Row: TypeAlias = dict[int, float]


def best(objective: Row, rows: list[Row], limits: list[float], ends: list[tuple[float, float]]) -> float | None:
    """The least value of an objective where each row is at most its limit; -inf if open, None if nothing fits."""
    costs = np.zeros(len(ends))
    costs[list(objective)] = list(objective.values())
    for tolerance, presolve in ((1e-10, False), (1e-7, False), (1e-7, True)):
        found = linprog(
            costs,
            A_ub=_dense(rows, len(ends)),
            b_ub=np.array(limits),
            bounds=ends,
            method="highs",
            options={
                "presolve": presolve,
                "primal_feasibility_tolerance": tolerance,
                "dual_feasibility_tolerance": tolerance,
            },
        )
        if found.status != 4:  # the program was solved, or was found to have no end or no solution
            break
    if found.status == 3:
        return -inf
    return None if found.fun is None or found.status != 0 else float(found.fun)


def _dense(rows: list[Row], width: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    matrix = np.zeros((len(rows), width))
    for index, row in enumerate(rows):
        for node, weight in row.items():
            matrix[index, node] += weight
    return matrix


def ratio_bounds(system: System, *, anchor: int) -> list[tuple[float, float]] | None:
    """The bounds of every node, in logarithms, so that a ratio is a difference; None if nothing fits."""
    rows, limits = _differences(system)
    ends = [(0.0, 0.0) if node == anchor else (-inf, inf) for node in range(system.size)]
    bounds = []
    for node in range(system.size):
        least, most = best({node: 1.0}, rows, limits, ends), best({node: -1.0}, rows, limits, ends)
        if least is None or most is None:
            return None
        bounds.append((exp(least), exp(-most)))
    return bounds


def room(system: System, links: Iterable[int] | None = None) -> float:
    """By how much each side of each ratio can be narrowed, in logarithms; below zero where they contradict."""
    kept = range(len(system.links)) if links is None else links
    rows, limits = _differences(System(size=system.size, links=tuple(system.links[index] for index in kept)))
    spare = system.size
    found = best({spare: -1.0}, [row | {spare: 1.0} for row in rows], limits, [(-inf, inf)] * spare + [(-inf, 10.0)])
    assert found is not None
    return -found


def _differences(system: System) -> tuple[list[Row], list[float]]:
    rows, limits = list[Row](), list[float]()
    for link in system.links:
        if link.high < inf:
            rows.append({link.of: 1.0, link.to: -1.0})
            limits.append(log(link.high))
        if link.low > 0:
            rows.append({link.of: -1.0, link.to: 1.0})
            limits.append(-log(link.low))
    return rows, limits


def linear_bounds(system: System, *, anchor: int, least: float = 0.0) -> list[tuple[float, float]] | None:
    """The bounds of every node in the amounts themselves, sums included; None if nothing fits."""
    rows, limits = _inequalities(system)
    ends = [(-inf, inf) if node in system.signed else (least, inf) for node in range(system.size)]
    ends[anchor] = (1.0, 1.0)
    bounds = []
    for node in range(system.size):
        low, high = best({node: 1.0}, rows, limits, ends), best({node: -1.0}, rows, limits, ends)
        if low is None or high is None:
            return None
        bounds.append((low, -high))
    return bounds


def _inequalities(system: System) -> tuple[list[Row], list[float]]:
    rows = list[Row]()
    for link in system.links:
        if link.high < inf:
            rows.append({link.of: 1.0, link.to: -link.high})
        if link.low > -inf:
            rows.append({link.of: -1.0, link.to: link.low})
    for each in system.sums:
        rows.append({each.whole: 1.0, **dict.fromkeys(each.parts, -1.0)})
        rows.append({each.whole: -1.0, **dict.fromkeys(each.parts, 1.0)})
    return rows, [0.0] * len(rows)
