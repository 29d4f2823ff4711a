"""A model server in the OpenAI wire format; it misbehaves when a model's name says so."""
