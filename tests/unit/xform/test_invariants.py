"""Step by step comes to the same as all at once."""

from collections.abc import Sequence
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.xform import NodeState, Session
from tests.examples import examples
from tests.unit.xform.forms import form, session

_BODY: Final = (
    '<input ref="/data/a"/><input ref="/data/b"/><input ref="/data/n"/><input ref="/data/g/c"/>'
    '<repeat nodeset="/data/r"><input ref="/data/r/x"/><input ref="/data/r/y"/></repeat>'
    '<repeat nodeset="/data/q" jr:count="/data/n"><input ref="/data/q/z"/></repeat>'
)
_BINDS: Final = {
    "a": {"type": "int"},
    "b": {"type": "int", "required": "/data/a > 2", "constraint": ". > /data/a"},
    "n": {"type": "int"},
    "g": {"relevant": "/data/a != 1", "readonly": "/data/b = 3"},
    "g/c": {"relevant": "/data/b != 1"},
    "s": {"calculate": "sum(/data/r/x) + count(/data/r) + count(/data/q)"},
    "j": {"calculate": "join(',', /data/r/x[. > 1], /data/g/c)"},
    "r": {"relevant": "position(.) != /data/a"},
    "r/x": {"type": "int"},
    "r/y": {"relevant": "../x > /data/a", "constraint": ". = ../x or . = /data/s"},
    "r/p": {"calculate": "concat(position(..), ':', ../x, ':', /data/s)"},
    "r/prev": {"calculate": "indexed-repeat(/data/r/x, /data/r, position(..) - 1)"},
    "q/z": {"type": "int"},
    "q/w": {"calculate": "../z * 2 + sum(/data/q/z)"},
    "t": {"calculate": "sum(/data/q/w)"},
}
_INSTANCE: Final = "<a/><b/><n/><g><c/></g><s/><j/><r><x/><y/><p/><prev/></r><q><z/><w/></q><t/>"
_FORM: Final = form(_INSTANCE, _BINDS, body=_BODY)
_ASKED: Final = frozenset("abncxyz")
_SMALL: Final = st.sampled_from(["", "0", "1", "2", "3"])
_OPERATIONS: Final = st.one_of(
    st.tuples(st.just("set"), st.integers(0, 40), _SMALL),
    st.tuples(st.just("add"), st.just(0), st.just("")),
    st.tuples(st.just("remove"), st.integers(0, 5), st.just("")),
)


def _apply(filled: Session, what: str, place: int, text: str) -> None:
    count = filled.repeats("/data/r")
    if what == "add" and count < 5:
        filled.add("/data/r")
    elif what == "remove" and count:
        filled.remove(f"/data/r[{place % count + 1}]")
    elif what == "set":
        asked = [path for path in filled.dump() if path.rpartition("/")[2] in _ASKED]
        path = asked[place % len(asked)]
        if not filled.state(path).readonly:
            filled.set(path, text)


def _again(filled: Session) -> dict[str, NodeState]:
    return Session(_FORM, answers=filled.answers()).dump()


@examples(60)
@given(st.lists(_OPERATIONS, max_size=15))
def test_any_steps_come_to_what_a_full_recalculation_gives(
    operations: Sequence[tuple[str, int, str]],
) -> None:
    filled = Session(_FORM)
    for what, place, text in operations:
        _apply(filled, what, place, text)
    assert filled.dump() == _again(filled)


@examples(40)
@given(st.lists(_OPERATIONS, min_size=1, max_size=8))
def test_each_step_tells_every_path_whose_state_it_changed(
    operations: Sequence[tuple[str, int, str]],
) -> None:
    filled = Session(_FORM)
    told: set[str] = set()
    filled.on_change(told.update)
    for what, place, text in operations:
        before = filled.dump()
        told.clear()
        _apply(filled, what, place, text)
        after = filled.dump()
        changed = {path for path in after if before.get(path) != after[path]}
        assert changed <= told


def test_a_name_in_another_language_is_a_name() -> None:
    filled = session(
        "<是否食堂/><b/>", {"是否食堂": {}, "b": {"relevant": "/data/是否食堂 = '有'"}}
    )
    filled.set("/data/是否食堂", "有")
    assert filled.state("/data/b").relevant
