"""A plain `openai-chatkit` server with a scripted model: no key, no database, no extension.

`serve()` runs it on a free port; `python -m element.gallery` serves it with the gallery's pages.
"""

from .serving import Stock, serve

__all__ = ["Stock", "serve"]
