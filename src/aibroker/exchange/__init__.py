"""Files: cases and scenarios in TOML and JSON, both ways, and the JSON Schema of the format."""
