"""How a long-lived process holds its memory."""

import gc


def settle_memory() -> None:
    """Let the collector pass over what a started process keeps, and look less often at the rest.

    A crowd of answers makes many objects; to walk through all modules for each ten thousand of them
    stands still for longer than anything else.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
