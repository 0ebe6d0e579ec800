"""The rules of 收件 that need neither keys nor tables."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.facts import VisitFact
from inspector_app.domain.month import Period
from inspector_app.domain.visit_options import NO_METHODS, Session, VisitStatus, VisitType
from inspector_app.office.chain import START, Head, Link, Step, step_of
from inspector_app.office.dunning import PersonLine, dunning_text, not_due
from inspector_app.office.revisions import Place, Revision, standing
from inspector_app.office.same_day import encounters, question_text
from inspector_app.office.serials import jumps

TAKEN = {1: "a", 2: "b"}


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (Link(seq=3, digest="c", prev="b"), Step.NEXT),
        (Link(seq=2, digest="b", prev="a"), Step.KNOWN),
        (Link(seq=2, digest="x", prev="a"), Step.FORK),
        (Link(seq=4, digest="d", prev="c"), Step.EARLY),
        (Link(seq=3, digest="c", prev="x"), Step.BROKEN),
    ],
)
def test_a_bundle_is_judged_by_its_place_in_the_chain(link: Link, expected: Step) -> None:
    assert step_of(link, Head(2, "b"), taken=TAKEN) is expected


def test_the_first_bundle_of_a_chain_names_nothing_before_it() -> None:
    assert step_of(Link(seq=1, digest="a", prev=START), Head(), taken={}) is Step.NEXT


def revision(number: int, chain: str = "A", **more: object) -> Revision:
    digest = str(more.pop("digest", f"{chain}{number}"))
    return Revision(
        chain=chain, number=number, void=bool(more.pop("void", False)), digest=digest,
        filed_at="2026-11-20", **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_the_newest_revision_of_one_laptop_counts_alone() -> None:
    found = standing([revision(2), revision(1), revision(3)])
    assert (found.counts.number, found.beside) == (3, ())


def test_a_record_made_void_counts_as_void_though_its_number_is_the_same() -> None:
    assert standing([revision(1), revision(1, void=True, digest="v")]).counts.void


def test_two_laptops_that_corrected_one_record_are_both_shown() -> None:
    one, other = revision(2, "A", frozen="fa"), revision(2, "B", frozen="fb")
    found = standing([revision(1, "A"), one, other])
    assert {found.counts, *found.beside} == {one, other}


def test_a_correction_that_names_both_closes_the_matter() -> None:
    both = revision(3, "A", replaces=frozenset({"fa", "fb"}))
    found = standing([revision(2, "A", frozen="fa"), revision(2, "B", frozen="fb"), both])
    assert (found.counts, found.beside) == (both, ())


def test_a_correction_that_did_not_know_of_the_other_leaves_it_beside() -> None:
    later = revision(3, "A", replaces=frozenset({"fa"}))
    other = revision(2, "B", frozen="fb")
    assert standing([other, later]).beside == (other,)


@given(
    st.lists(
        st.builds(
            revision, st.integers(1, 3), st.sampled_from("AB"), void=st.booleans(),
            digest=st.sampled_from("xyz"), frozen=st.sampled_from(["", "f", "g"]),
            replaces=st.frozensets(st.sampled_from(["f", "g"])),
        ),
        min_size=1, max_size=5,
    )
)  # fmt: skip
def test_what_counts_does_not_hang_on_the_order_of_arrival(revisions: list[Revision]) -> None:
    found = {standing(order) for order in permutations(revisions)}
    assert len({(s.counts.number, s.counts.void, s.counts.digest) for s in found}) == 1


def test_of_one_laptop_the_later_bundle_holds_though_the_revision_is_the_same() -> None:
    told, later = revision(1, "A", seq=1), revision(1, "A", seq=3, digest="done")
    assert standing([later, told]) == standing([told, later])
    assert (standing([told, later]).counts, standing([told, later]).beside) == (later, ())


def test_a_laptop_that_goes_on_from_another_knew_what_that_one_had_handed_over_by_then() -> None:
    known, unknown = revision(1, "A", seq=2), revision(1, "A", seq=4, digest="unknown")
    later = revision(1, "C", seq=1, digest="done")
    continued = {"C": Place("B", 5), "B": Place("A", 3)}
    assert standing([known, later], continued=continued).counts == later
    assert len(standing([unknown, later], continued=continued).beside) == 1
    assert len(standing([known, later]).beside) == 1


def test_laptops_that_each_go_on_from_the_other_replace_nothing() -> None:
    one, other = revision(1, "A", seq=1), revision(1, "B", seq=1)
    continued = {"A": Place("B", 9), "B": Place("A", 9)}
    found = standing([one, other], continued=continued)
    assert {found.counts, *found.beside} == {one, other}


def test_nobody_replaces_what_another_person_has_told() -> None:
    one, other = revision(1, "A", person="DX001"), revision(9, "B", person="DX002")
    assert standing([one, other]).beside == (one,)


TOLD = st.lists(
    st.builds(
        revision, st.integers(1, 2), st.sampled_from("ABC"), seq=st.integers(1, 4),
        void=st.booleans(), digest=st.sampled_from("xyz"), person=st.sampled_from(["", "p"]),
    ),
    min_size=1, max_size=5,
)  # fmt: skip
CONTINUED = st.dictionaries(
    st.sampled_from("ABC"), st.builds(Place, st.sampled_from("ABC"), st.integers(1, 4))
)


@given(TOLD, CONTINUED)
def test_what_counts_of_a_row_does_not_hang_on_the_order_either(
    told: list[Revision], continued: dict[str, Place]
) -> None:
    found = {standing(order, continued=continued) for order in permutations(told)}
    assert len(found) == 1


def fact(uid: str, lead: str, *peers: str, day: int = 20) -> VisitFact:
    return VisitFact(
        uid, "S", date(2026, 11, day), Session.MORNING, VisitType.ROUTINE, lead, peers,
        VisitStatus.HANDED_OVER, False, NO_METHODS,
    )  # fmt: skip


def test_people_are_asked_only_where_no_record_names_the_other() -> None:
    assert [e.visits for e in encounters([fact("1", "A"), fact("2", "B")])] == [("1", "2")]
    assert encounters([fact("1", "A", "B"), fact("2", "B")]) == ()
    assert encounters([fact("1", "A"), fact("2", "A")]) == ()
    assert encounters([fact("1", "A"), fact("2", "B", day=21)]) == ()


def test_the_question_names_the_people_and_their_records() -> None:
    text = question_text(
        day=date(2026, 11, 20), school="示范区第3小学",
        records=[("督学01", "n1"), ("督学02", "n2")],
    )  # fmt: skip
    assert text.startswith("督学01、督学02：11月20日你们各有一份示范区第3小学的督导记录：")
    assert "督学02：n2" in text
    assert "重复登记" in text


def test_a_number_that_never_came_is_named_unless_it_was_discarded() -> None:
    arrived = ["210304-2026-DX001-0001", "210304-2026-DX001-0005", "210304-2026-DX001-1001"]
    found = jumps(arrived, ["210304-2026-DX001-0003", "不是编号"])
    assert [each.text for each in found] == ["210304-2026-DX001-0002", "210304-2026-DX001-0004"]
    assert jumps(["210304-2026-DX001-1002"], [])[0].text == "210304-2026-DX001-1001"


def person(name: str, **more: object) -> PersonLine:
    made: dict[str, object] = {
        "id": name, "name": name, "zone": "", "received": 0, "typed": 0, "imported": 0,
        "closed_at": "", "last_at": "", "quiet_days": None, "has_laptop": True, "waits": (),
    }  # fmt: skip
    return PersonLine(**made | more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 10, 31), "还没有开始，不到上报的时候，不催报"),
        (date(2026, 11, 1), "还没有结束，不到上报的时候；现在催报是提前提醒"),
        (date(2026, 11, 29), "还没有结束，不到上报的时候；现在催报是提前提醒"),
        (date(2026, 11, 30), ""),
    ],
)
def test_a_month_is_due_on_its_last_day_and_until_then_that_is_said(day: date, said: str) -> None:
    span = Period(date(2026, 11, 1), date(2026, 11, 30))
    assert not_due(month="2026年11月", span=span, today=day).endswith(said)
    assert bool(not_due(month="2026年11月", span=span, today=day)) is bool(said)


def test_nobody_is_late_with_a_month_that_has_not_begun() -> None:
    assert person("督学02").is_late
    assert not person("督学02", begun=False).is_late
    assert dunning_text(month="11", as_of="", lines=[person("督学02", begun=False)]) == ""


def test_the_list_that_is_pasted_names_who_is_late_and_nobody_else() -> None:
    text = dunning_text(
        month="11", as_of="2026-12-02 09:00",
        lines=[
            person("督学01", closed_at="x"), person("督学02"), person("督学03", received=2),
            person("督学04", typed=3, has_laptop=False), person("督学05", received=1, waits=(2,)),
        ],
    )  # fmt: skip
    assert "还没有收到：督学02。" in text
    assert "没有月报：督学03、督学05。" in text
    assert "督学05（第 2 包）" in text
    assert "督学01" not in text
    assert "督学04" not in text
    assert dunning_text(month="11", as_of="", lines=[person("督学01", closed_at="x")]) == ""
