"""What is asked of the engine: amounts, the ratios between them, and the sums that they make up."""

from math import inf

import attrs

from aibroker.errors import InvalidValueError


@attrs.frozen
class Link:
    """One amount as a multiple of another that is not negative: `of` is `low` to `high` times `to`.

    An absolute number is a link to a node that stands for one; "a part of" has the factors 0 to 1.

    Attributes:
        of: The node of the multiple.
        to: The node of the amount that is multiplied.
        low: The least factor; below zero only for a node that may be negative, and then it may be `-inf`.
        high: The greatest factor, which may be `inf`.

    Examples:
        >>> Link(of=1, to=0, low=2.5, high=3.5)
        Link(of=1, to=0, low=2.5, high=3.5)
    """

    of: int
    to: int
    low: float
    high: float


@attrs.frozen
class Sum:
    """One amount that is the sum of others.

    Attributes:
        whole: The node of the sum.
        parts: The nodes of what is summed, each once.
    """

    whole: int
    parts: tuple[int, ...]


@attrs.frozen(kw_only=True)
class System:
    """Amounts and all that ties them; nothing in it is absolute, so that any node may serve as the unit.

    Attributes:
        size: The number of nodes, which are 0 to `size - 1`.
        links: The ratios.
        sums: The sums.
        signed: The nodes whose amounts may be negative.
    """

    size: int
    links: tuple[Link, ...] = ()
    sums: tuple[Sum, ...] = ()
    signed: frozenset[int] = frozenset()


def check_anchor(anchor: int, *, size: int) -> None:
    """Raise where an anchor is no node."""
    if not 0 <= anchor < size:
        raise InvalidValueError("the anchor is no node of the system", anchor, valid=_nodes(size))


def check_link(link: Link, *, size: int, signed: frozenset[int]) -> None:
    """Raise where no amounts could be read into a link."""
    if not (0 <= link.of < size and 0 <= link.to < size):
        raise InvalidValueError("a link with an end that is no node", link, valid=_nodes(size))
    if not link.low <= link.high or link.low == inf or link.high == -inf:
        raise InvalidValueError("a link without a factor", link, valid="low <= high, low < inf, high > -inf")
    if link.to in signed:
        raise InvalidValueError("a multiple of an amount that may be negative", link, valid="a `to` not signed")


def check_sums(sums: tuple[Sum, ...], *, size: int) -> None:
    """Raise at the first sum that adds nothing, a node twice, or a node to itself."""
    for each in sums:
        nodes = {each.whole, *each.parts}
        if not all(0 <= node < size for node in nodes):
            raise InvalidValueError("a sum of what is no node", each, valid=_nodes(size))
        if not each.parts or len(nodes) != len(each.parts) + 1:
            raise InvalidValueError("a sum without parts, or with a node twice", each, valid="distinct nodes")


def _nodes(size: int) -> str:
    return f"0 to {size - 1}" if size else "none, since the system has no nodes"
