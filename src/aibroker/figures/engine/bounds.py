"""What the engine answers: bounds that know what tightened them, or the constraints that cannot all hold."""

from array import array
from typing import Literal, NamedTuple, TypeAlias

import attrs

Side: TypeAlias = Literal["low", "high"]


class Bound(NamedTuple):
    """One end of what is known of one node."""

    node: int
    side: Side


@attrs.frozen(kw_only=True)
class Cause:
    """What tightened a bound last: the anchor (then all is empty), a link, a sum, or a share that a sum implies.

    Attributes:
        link: The index of the link, or None.
        sum: The index of the sum, or None. A sum with `because` is a share that the sum leaves to a part, since the
            links tell the shares of the other parts.
        because: The indices of the links that tell the shares of the other parts.
        sources: The bounds from which this one was computed.
    """

    link: int | None = None
    sum: int | None = None
    because: frozenset[int] = frozenset()
    sources: tuple[Bound, ...] = ()

    @property
    def links(self) -> frozenset[int]:
        """The indices of all links that it rests on directly."""
        return self.because if self.link is None else self.because | {self.link}


@attrs.frozen
class Grounds:
    """Constraints from which a bound follows; not always the fewest, and never more than its derivation used.

    Attributes:
        links: The indices of the links.
        sums: The indices of the sums.
    """

    links: frozenset[int]
    sums: frozenset[int]


@attrs.frozen
class Contradiction:
    """Constraints that cannot all hold together; not always the fewest, and never more than the derivation used.

    Attributes:
        links: The indices of the links.
        sums: The indices of the sums.
    """

    links: frozenset[int]
    sums: frozenset[int]


@attrs.frozen(kw_only=True, eq=False)
class Bounds:
    """The least and the greatest value of each node, as multiples of the anchor.

    Attributes:
        low: The lower bounds by node: 0 where nothing is known, `-inf` for a signed node.
        high: The upper bounds by node: `inf` where nothing is known.
        low_by: What tightened each lower bound last, as a code: the index of a link from 0 on, `NOTHING`, `ANCHOR`, or
            below these a rule of the network; `Solution.cause` decodes it.
        high_by: The same for the upper bounds.
    """

    low: "array[float]"
    high: "array[float]"
    low_by: "array[int]"
    high_by: "array[int]"
