"""Tests and tools that use the running product, and the model server they run it against."""
