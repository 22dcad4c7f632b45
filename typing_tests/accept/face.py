"""The face binds its names lazily, and type checkers see them as plain imports."""

from typing import assert_type

import aibroker
from aibroker import Landscape, Period, Source, Vendor, load_case

assert_type(aibroker.__version__, str)
assert_type(load_case("microsoft-openai-china"), Landscape)

same_landscape: type[aibroker.Landscape] = Landscape
same_period: type[aibroker.Period] = Period
records: tuple[type[Source], type[Vendor]] = (Source, Vendor)
