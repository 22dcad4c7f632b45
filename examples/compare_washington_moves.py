"""Four ways in which Washington, a seller or a customer could move, side by side."""

from aibroker import ask, compare, headquartered_in, load_case
from aibroker.playbook import customer_leaves, vendor_ends_right, washington_restricts_resale


def main() -> None:
    case = load_case("microsoft-openai-china").assuming("pace-holds-fy2027", "whole-spend-leaves", "even-pace")
    day = "2026-10-01"
    print("Hypotheses: nothing here says that any of this will come.\n")
    print(
        compare(
            case,
            [
                washington_restricts_resale(effective=day).named(keyed_on="place"),
                washington_restricts_resale(effective=day, buyers=headquartered_in("China")).named(
                    keyed_on="headquarters"
                ),
                vendor_ends_right(right="gpt-in-china", effective=day),
                customer_leaves(customer="ByteDance", effective=day),
            ],
            ask=[
                ask.access("GPT", buyer="ByteDance", name="GPT for ByteDance"),
                ask.at_risk("Microsoft", period="FY2027", name="at risk in FY2027"),
            ],
        )
    )


if __name__ == "__main__":
    main()
