"""Scenarios side by side: the same questions answered under each, in rows that can travel."""
