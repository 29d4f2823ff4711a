"""Durable turns: a queue, leases with fences, a journal of steps and a log of events.

Knows nothing of what a turn says or does: `app` hands the worker its handler.
"""
