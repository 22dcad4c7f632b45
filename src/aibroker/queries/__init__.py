"""Structure: which channels, rights, refusals and brokers there are, and which claims say so."""
