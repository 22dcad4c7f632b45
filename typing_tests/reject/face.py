"""A name that the face does not have is an error before anything runs."""

import aibroker
from aibroker import Landscpe  # rejected: attr-defined, reportAttributeAccessIssue

aibroker.load_cases("microsoft-openai-china")  # rejected: attr-defined, reportAttributeAccessIssue
