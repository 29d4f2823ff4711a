"""The gauge of open streams tells the truth of every process, also of one that runs no turns."""

from uuid import uuid4

from prometheus_client import REGISTRY

from errand.turns.hub import Hub


def shown() -> float:
    return REGISTRY.get_sample_value("errand_streams_open") or 0.0


def test_a_process_without_a_worker_tells_how_many_streams_it_holds() -> None:
    hub, before = Hub(None), shown()

    with hub.subscribe(uuid4(), uuid4()):
        one = shown() - before
        with hub.subscribe(uuid4(), uuid4()):
            two = shown() - before

    assert (one, two, shown() - before) == (1, 2, 0)
