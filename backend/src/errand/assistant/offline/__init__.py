"""The assistant's own deterministic model: a grammar of everyday commands; it never guesses."""

from errand.assistant.offline.model import OfflineModel

__all__ = ["OfflineModel"]
