"""What each process holds: idle, and after many answers."""

from pathlib import Path

from e2e.product import Product

from .processes import PARTS, children


def show(product: Product, moment: str) -> None:
    """Print the resident memory of each process, and of its children."""
    held = ", ".join(f"{part} {_mebibytes(product.pid(part)):.0f} MiB" for part in PARTS)
    print(f"memory {moment}: {held}", flush=True)


def _mebibytes(pid: int) -> float:
    """Return the proportional share of a process and its children: what they share counts once."""
    whole = 0
    for one in [pid, *children(pid)]:
        rollup = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii").splitlines()
        whole += next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return whole / 1024
