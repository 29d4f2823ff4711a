"""What an operator sees: how it runs, who uses how much, who did what; no content."""
