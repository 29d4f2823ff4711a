"""Conversations and their items; knows their rows, not the protocol that their items belong to."""
