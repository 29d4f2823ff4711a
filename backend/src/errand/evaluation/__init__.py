"""Judging what the assistant understands: `errand eval` and `errand parse`, for anyone's cases."""
