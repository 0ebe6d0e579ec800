"""What is kept for the next who asks, and when Python looks for garbage."""

import gc

from inspector_app.base.garbage import put_off
from inspector_app.base.kept import Kept


class Maker:
    """Counts what it makes."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def of(self, name: str) -> str | None:
        self.made.append(name)
        return None if name == "nothing" else name.upper()


def ask(kept: Kept[str, str], maker: Maker, *names: str) -> list[str | None]:
    return [kept.get(name, lambda name=name: maker.of(name)) for name in names]  # type: ignore[misc]


def test_what_is_kept_is_made_once() -> None:
    kept, maker = Kept[str, str](2), Maker()
    assert ask(kept, maker, "a", "b", "a", "b") == ["A", "B", "A", "B"]
    assert maker.made == ["a", "b"]


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept, maker = Kept[str, str](2), Maker()
    ask(kept, maker, "a", "b", "a", "c", "a", "b")
    assert maker.made == ["a", "b", "c", "b"]


def test_nothing_is_not_kept() -> None:
    kept, maker = Kept[str, str](2), Maker()
    assert ask(kept, maker, "nothing", "nothing") == [None, None]
    assert maker.made == ["nothing", "nothing"]


def test_what_is_made_while_no_garbage_is_looked_for_is_old_behind_it() -> None:
    was = gc.isenabled()
    gc.enable()
    try:
        with put_off():
            assert not gc.isenabled()
            many = [[number] for number in range(20_000)]
        assert gc.isenabled()
        assert len(many) == 20_000
        assert len(gc.get_objects(generation=0)) + len(gc.get_objects(generation=1)) < 10_000
    finally:
        if not was:
            gc.disable()
