"""The command line: ``python -m aibroker``."""

import sys

from aibroker.cli import main

sys.exit(main())
