"""Errand: a self-hosted assistant that keeps a person's tasks, in conversation."""

__version__ = "0.1.0"
