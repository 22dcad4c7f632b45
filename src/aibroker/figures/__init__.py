"""Numbers: what hedged figures imply, as bounds that a network of constraints leaves."""
