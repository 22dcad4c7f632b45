"""The store: all records of a landscape, validated as a whole, with the indexes that queries use."""
