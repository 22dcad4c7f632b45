"""Numbers: what the published figures, hedged as they are, imply together."""
