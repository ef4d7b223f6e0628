import gc
import threading
import weakref

import pytest

from engines.residency import Residence


class Model:
    def __init__(self, name: str) -> None:
        self.name = name


def test_resident_loads_a_model_once() -> None:
    residence = Residence()
    loaded: list[str] = []

    def load() -> Model:
        loaded.append("a")
        return Model("a")

    with residence.resident("a", load) as first:
        pass
    with residence.resident("a", load) as again:
        assert again is first

    assert loaded == ["a"]


def test_resident_has_let_go_of_the_first_before_it_loads_another() -> None:
    residence = Residence()
    alive: list[object] = []
    with residence.resident("a", lambda: Model("a")) as model:
        first = weakref.ref(model)
    del model

    def load() -> Model:
        alive.append(first())
        return Model("b")

    with residence.resident("b", load) as second:
        assert second.name == "b"

    assert alive == [None]


def test_resident_keeps_nothing_when_loading_fails() -> None:
    residence = Residence()

    def fail() -> Model:
        raise OSError("no such file")

    with residence.resident("a", lambda: Model("a")) as model:
        first = weakref.ref(model)
    del model
    with pytest.raises(OSError, match="no such file"), residence.resident("b", fail):
        pass

    assert first() is None
    with residence.resident("b", lambda: Model("b")) as second:
        assert second.name == "b"


def test_resident_is_used_by_one_thread_at_a_time() -> None:
    residence = Residence()
    order: list[str] = []
    inside, go_on = threading.Event(), threading.Event()

    def use_a() -> None:
        with residence.resident("a", lambda: Model("a")):
            inside.set()
            go_on.wait(10)
            order.append("a is done")

    def load_b() -> Model:
        order.append("b loads")
        return Model("b")

    def use_b() -> None:
        with residence.resident("b", load_b):
            pass

    threads = [threading.Thread(target=use_a), threading.Thread(target=use_b)]
    threads[0].start()
    inside.wait(10)
    threads[1].start()
    go_on.set()
    for thread in threads:
        thread.join(10)

    assert order == ["a is done", "b loads"]


def test_evict_lets_go() -> None:
    residence = Residence()
    with residence.resident("a", lambda: Model("a")) as model:
        first = weakref.ref(model)
    del model
    residence.evict()
    gc.collect()

    assert first() is None


def use(residence: Residence, name: str, size: int | None, loaded: list[str]) -> None:
    def load() -> Model:
        loaded.append(name)
        return Model(name)

    with residence.resident(name, load, lambda: size):
        pass


def test_models_stay_beside_each_other_as_long_as_they_fit() -> None:
    residence, loaded = Residence(capacity=lambda: 10), list[str]()

    for name, size in [("a", 4), ("b", 4), ("a", 4), ("c", 5), ("a", 4), ("b", 4)]:
        use(residence, name, size, loaded)

    assert loaded == ["a", "b", "c", "b"]  # the one used longest ago made room


def test_model_of_unknown_size_has_all_of_the_memory() -> None:
    residence, loaded = Residence(capacity=lambda: 10), list[str]()

    for name, size in [("a", 1), ("unknown", None), ("a", 1), ("unknown", None)]:
        use(residence, name, size, loaded)

    assert loaded == ["a", "unknown", "a", "unknown"]


def test_work_without_memory_is_relieved_of_all_models_but_its_own() -> None:
    residence, loaded = Residence(capacity=lambda: 10), list[str]()
    use(residence, "a", 1, loaded)

    with residence.resident("b", lambda: Model("b"), lambda: 1):
        residence.relieve()
    use(residence, "b", 1, loaded)
    use(residence, "a", 1, loaded)

    assert loaded == ["a", "a"]
