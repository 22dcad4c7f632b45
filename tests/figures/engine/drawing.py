"""Systems drawn at random around hidden amounts that keep every constraint."""

from math import inf
from random import Random

from aibroker.figures.engine.systems import Link, Sum, System


def truth(random: Random, size: int) -> list[float]:
    """Positive amounts over orders of magnitude, though no more of them than the linear program copes with."""
    return [10 ** random.uniform(-1, 2) for _ in range(size)]


def ratios(random: Random, amounts: list[float], count: int) -> tuple[Link, ...]:
    """Links of every shape that the amounts keep."""
    pairs = (random.sample(range(len(amounts)), 2) for _ in range(count))
    return tuple(_ratio(random, amounts, of, to) for of, to in pairs)


def _ratio(random: Random, amounts: list[float], of: int, to: int) -> Link:
    factor = amounts[of] / amounts[to]
    low, high = factor * random.uniform(0.5, 1), factor * random.uniform(1, 2)
    match random.randrange(6):
        case 0:
            return Link(of, to, factor, factor)
        case 1:
            return Link(of, to, low, inf)
        case 2:
            return Link(of, to, 0.0, high)
        case 3 if factor <= 1:
            return Link(of, to, 0.0, 1.0)
    return Link(of, to, low, high)


def ratio_system(seed: int, *, disturbed: bool = False) -> System:
    """A system of ratios alone; a disturbed one may contradict itself."""
    random = Random(seed)
    size = random.randint(3, 12)
    links = ratios(random, truth(random, size), random.randint(size - 1, 3 * size))
    if disturbed:
        links = tuple(_moved(random, link) for link in links)
    return System(size=size, links=links)


def _moved(random: Random, link: Link) -> Link:
    by = random.choice([1.0, 1.0, 1.0, random.uniform(0.3, 3)])
    return Link(link.of, link.to, link.low * by, link.high * by)


def sum_system(seed: int, *, signed: bool = False) -> tuple[System, list[float]]:
    """A system with sums, and amounts that keep it; node 0 is not part of any sum."""
    random = Random(seed)
    amounts = truth(random, random.randint(6, 12))
    sums = [_sum(random, amounts, free) for free in _groups(random, len(amounts))]
    losses = frozenset[int]()
    if signed:
        losses = _lost(random, amounts, sums)
    positive = [node for node in range(len(amounts)) if node not in losses]
    links = [_among(random, amounts, positive) for _ in range(random.randint(3, 3 * len(amounts)))]
    links += [_of_loss(random, amounts, node, positive) for node in losses for _ in range(2)]
    return System(size=len(amounts), links=tuple(links), sums=tuple(sums), signed=losses), amounts


def _groups(random: Random, size: int) -> list[list[int]]:
    nodes = list(range(1, size))
    random.shuffle(nodes)
    half = len(nodes) // 2
    return [nodes[:half], nodes[half:]] if random.random() < 0.7 and half > 2 else [nodes[: half + 2]]


def _sum(random: Random, amounts: list[float], nodes: list[int]) -> Sum:
    whole, *parts = nodes
    amounts[whole] = sum(amounts[part] for part in parts)
    return Sum(whole, tuple(parts))


def _lost(random: Random, amounts: list[float], sums: list[Sum]) -> frozenset[int]:
    """Let one part of each sum be a loss that leaves the whole positive."""
    losses = set[int]()
    for each in sums:
        lost = random.choice(each.parts)
        rest = amounts[each.whole] - amounts[lost]
        amounts[lost] = -rest * random.uniform(0.1, 0.9)
        amounts[each.whole] = rest + amounts[lost]
        losses.add(lost)
    return frozenset(losses)


def _among(random: Random, amounts: list[float], nodes: list[int]) -> Link:
    of, to = random.sample(nodes, 2)
    return _ratio(random, amounts, of, to)


def _of_loss(random: Random, amounts: list[float], node: int, positive: list[int]) -> Link:
    to = random.choice(positive)
    factor = amounts[node] / amounts[to]
    return Link(node, to, factor * random.uniform(1, 2), random.choice([factor * random.uniform(0.5, 1), 1.0, inf]))
