"""发文字号登记: what a number comes to, whatever the order in which its events arrive."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.number_events import (
    OFFICE,
    NumberEvent,
    NumberSeries,
    NumberStep,
    all_series,
    kinds_in_order,
)
from inspector_app.domain.number_register import (
    NumberLine,
    NumberState,
    NumberTrouble,
    NumberYear,
    counts_of,
    gaps_of,
    spans_of,
)

CODE, YEAR = "示教督", 2026
IN_YEAR, AFTER = date(2026, 11, 20), date(2027, 1, 4)
SERIES = NumberSeries(
    code=CODE, kinds=(LetterKind.RECTIFICATION_NOTICE,), first_year=YEAR, first=1, keeper=OFFICE
)
LAPTOPS = {"c1": "DX001", "c2": "DX001", "c3": "DX002"}


@dataclass
class Events:
    """Events as the office and laptops make them."""

    made: list[NumberEvent] = field(default_factory=list)

    def add(self, step: NumberStep, content: dict[str, Any], *, chain: str = OFFICE) -> None:
        actor = LAPTOPS.get(chain, "office")
        self.made.append(
            NumberEvent(
                uid=f"e{len(self.made)}", code=CODE, year=YEAR, step=step,
                at=f"2026-11-20T00:00:{len(self.made):02d}Z", actor=actor, chain=chain,
                content=content,
            )
        )  # fmt: skip

    def reserve(self, *serials: int, to: str = "c1") -> None:
        content = {"serials": list(serials), "to": to, "person": LAPTOPS[to], "device": to}
        self.add(NumberStep.RESERVED, content)

    def use(self, serial: int, *, chain: str = OFFICE, document: str = "") -> None:
        content = {
            "serial": serial, "title": "整改通知书", "addressee": "示范区第1小学",
            "day": "2026-11-20", "document": document, "sha256": "",
        }  # fmt: skip
        self.add(NumberStep.USED, content, chain=chain)

    def void(self, serial: int, *, chain: str = OFFICE) -> None:
        self.add(NumberStep.VOIDED, {"serial": serial, "reason": "写错"}, chain=chain)

    def year(self, series: NumberSeries | None = SERIES) -> NumberYear:
        return NumberYear(self.made, code=CODE, year=YEAR, series=series)

    def line(self, serial: int, series: NumberSeries | None = SERIES) -> NumberLine:
        found = self.year(series).line(serial, on=IN_YEAR)
        assert found is not None
        return found


def test_numbers_begin_with_one_each_year_but_in_the_year_in_which_the_register_began() -> None:
    series = NumberSeries(code=CODE, kinds=(), first_year=2026, first=38, keeper=OFFICE)
    firsts = [
        NumberYear((), code=CODE, year=year, series=series).next_free(2) for year in (2026, 2027)
    ]
    assert firsts == [(38, 39), (1, 2)]


def test_what_is_reserved_goes_to_one_laptop_and_the_office_goes_on_behind_it() -> None:
    events = Events()
    events.reserve(1, 2, to="c1")
    events.reserve(3, to="c2")
    year = events.year()
    assert (year.open_for({"c1"}), year.open_for({"c2"}), year.open_for({"c3"})) == (
        (1, 2), (3,), (),
    )  # fmt: skip
    assert year.next_free(1) == (4,)


def test_a_number_that_a_laptop_mistyped_does_not_move_the_next_number() -> None:
    events = Events()
    events.reserve(1)
    events.use(900, chain="c1", document="a")
    events.use(3, chain="c3", document="b")
    assert events.year().next_free(3) == (2, 4, 5)
    assert events.line(900).troubles == (NumberTrouble.OUTSIDE,)


def test_two_documents_under_one_number_are_named() -> None:
    events = Events()
    events.reserve(1)
    events.use(1, chain="c1", document="a")
    events.use(1, chain="c1", document="a")
    assert events.line(1).troubles == ()
    events.use(1, chain="c2", document="b")
    assert events.line(1).troubles == (NumberTrouble.TWICE,)
    assert len(events.line(1).uses) == 2


def test_what_was_reserved_for_somebody_else_is_used_outside() -> None:
    events = Events()
    events.reserve(1, 2, to="c1")
    events.use(1, chain="c3", document="a")
    events.use(2, document="b")
    assert [events.line(n).troubles for n in (1, 2)] == [(NumberTrouble.OUTSIDE,)] * 2


def test_a_second_laptop_or_new_keys_of_the_person_are_not_outside() -> None:
    events = Events()
    events.reserve(1, to="c1")
    events.use(1, chain="c2", document="a")
    assert events.line(1).troubles == ()


def test_numbers_of_a_series_that_nobody_keeps_are_outside() -> None:
    events = Events()
    events.use(1, chain="c1", document="a")
    assert events.line(1, None).troubles == (NumberTrouble.OUTSIDE,)
    assert not gaps_of(events.year(None).lines(on=IN_YEAR))


def test_a_void_of_the_user_ends_the_number_and_one_of_somebody_else_is_named() -> None:
    events = Events()
    events.reserve(1, 2, 3)
    events.use(1, chain="c1", document="a")
    events.void(1, chain="c1")
    events.use(2, chain="c1", document="b")
    events.void(2)
    events.void(3)
    assert [(events.line(n).state, events.line(n).troubles) for n in (1, 2, 3)] == [
        (NumberState.VOIDED, ()),
        (NumberState.USED, (NumberTrouble.AFTER_VOID,)),
        (NumberState.VOIDED, ()),
    ]


def test_what_is_still_reserved_when_its_year_ends_is_a_gap() -> None:
    events = Events()
    events.reserve(1, 2)
    events.use(1, chain="c1", document="a")
    assert counts_of(events.year().lines(on=IN_YEAR))[NumberState.RESERVED] == 1
    (gap,) = gaps_of(events.year().lines(on=AFTER))
    assert str(gap) == "示教督〔2026〕2号"


def test_a_jump_leaves_gaps_that_are_named() -> None:
    events = Events()
    events.use(1, document="a")
    events.use(5, document="b")
    assert spans_of(n.serial for n in gaps_of(events.year().lines(on=IN_YEAR))) == "2–4"


def test_the_word_of_the_office_outweighs_a_laptops_own_series() -> None:
    def told(chain: str, edition: int, *kinds: LetterKind) -> NumberEvent:
        series = NumberSeries(code=CODE, kinds=kinds, first_year=YEAR, first=1, keeper=chain,
                              edition=edition)  # fmt: skip
        return NumberEvent(
            uid=f"{chain}{edition}", code=CODE, year=0, step=NumberStep.SERIES, at="", actor="",
            chain=chain, content=series.content(),
        )  # fmt: skip

    own = told("c1", 9, LetterKind.OPINION_LETTER)
    first, second = told(OFFICE, 1, LetterKind.FEEDBACK_LETTER), told(OFFICE, 2)
    assert all_series([second, own, first])[CODE].edition == 2
    assert all_series([own])[CODE].keeper == "c1"


def test_tables_take_no_number_whatever_a_series_is_said_to_be_for() -> None:
    every = kinds_in_order(frozenset(LetterKind))
    assert LetterKind.RECTIFICATION_NOTICE in every
    assert LetterKind.CHECK_SHEET not in every


# -- rules over any history ------------------------------------------------------------------------

_ACTS = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "own", "next", "void", "free"]),
        st.sampled_from(sorted(LAPTOPS)),
        st.integers(1, 12),
    ),
    max_size=24,
)


def _played(acts: list[tuple[str, str, int]]) -> Events:
    """Play what an office and laptops may do, each by the rule that holds for it."""
    events = Events()
    for number, (act, chain, many) in enumerate(acts):
        year, document = events.year(), f"d{number}"
        mine = year.open_for({chain})
        if act == "reserve":
            events.reserve(*year.next_free(many % 4 + 1), to=chain)
        elif act == "own":
            events.use(year.next_free(1)[0], document=document)
        elif act == "next" and mine:
            events.use(mine[0], chain=chain, document=document)
        elif act == "void" and mine:
            events.void(mine[-1], chain=chain)
        elif act == "free" and not year.is_known(many):
            events.use(many, chain=chain, document=document)
    return events


@given(_ACTS)
def test_by_the_rules_no_number_bears_two_documents_or_goes_to_two_laptops(
    acts: list[tuple[str, str, int]],
) -> None:
    events = _played(acts)
    for line in events.year().lines(on=IN_YEAR):
        assert len(line.uses) <= 1
        given_to = [e.content["to"] for e in events.made
                    if e.step is NumberStep.RESERVED
                    and line.number.serial in e.content["serials"]]  # fmt: skip
        assert len(given_to) <= 1


@given(_ACTS, st.sampled_from([IN_YEAR, AFTER]))
def test_the_gaps_are_all_numbers_without_the_used_the_void_and_the_open(
    acts: list[tuple[str, str, int]], day: date
) -> None:
    events = _played(acts)
    year = events.year()
    used = {e.content["serial"] for e in events.made if e.step is NumberStep.USED}
    void = {e.content["serial"] for e in events.made if e.step is NumberStep.VOIDED}
    still_open = (
        {n for chain in LAPTOPS for n in year.open_for({chain})} if day == IN_YEAR else set()
    )
    every = set(range(year.first, year.last + 1))
    gaps = {number.serial for number in gaps_of(year.lines(on=day))}
    assert gaps == every - used - void - still_open


@given(_ACTS, st.randoms(use_true_random=False))
def test_the_register_is_the_same_whatever_the_order_of_its_events(
    acts: list[tuple[str, str, int]], order: Any
) -> None:
    events = _played(acts)
    before = events.year().lines(on=IN_YEAR)
    order.shuffle(events.made)
    assert events.year().lines(on=IN_YEAR) == before
