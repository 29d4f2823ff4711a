"""The assistant's own deterministic model: a grammar of everyday commands, no network, no guessing."""

from errand.assistant.offline.model import OfflineModel

__all__ = ["OfflineModel"]
