"""The engine: amounts that are tied by ratios and sums, bounded together."""
