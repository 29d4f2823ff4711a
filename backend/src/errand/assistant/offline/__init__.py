"""The assistant's own deterministic model: a grammar of everyday commands, no network, no guessing."""
