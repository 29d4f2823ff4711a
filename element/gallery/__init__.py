"""Where the chat element can be seen and tried: a gallery, a playground and a stock server."""
