"""What if: scenarios as data, and the pure functions that apply them to a store."""
