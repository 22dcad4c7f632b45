"""The nouns: frozen records that refer to each other by id."""
