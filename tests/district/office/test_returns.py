"""退回: marked at the office, mended on the laptop; both ends hold the same history."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.month import Month
from inspector_app.domain.returned import MarkAnswer, ReturnState, ReturnStep
from inspector_app.services.office_returns import WishedMark
from inspector_app.services.pack_taking import PackState
from tests.district.office.district import District, figures, written
from tests.district.office.returning import (
    NARRATIVE,
    carry,
    give_back,
    hand_over_news,
    histories,
    mend,
    number_of,
    state,
)

Write = Callable[..., str]
DEADLINE = WishedMark(place="问题 1：整改时限", comment="时限太长")


def test_a_return_goes_out_is_mended_and_closed_and_both_ends_hold_one_history(
    district: District, record: str
) -> None:
    office, laptop = district.office, district.laptops["DX001"]
    give_back(district, record, NARRATIVE, DEADLINE)
    assert state(office, record) is ReturnState.OPEN
    assert carry(district) == ["taken"]
    assert state(office, record) is ReturnState.SENT
    (waiting,) = laptop.returned.waiting()
    assert [point.label for point in waiting.returned.points] == [
        "总的意见", "督导过程（纪实）", "问题 1：整改时限",
    ]  # fmt: skip

    laptop.returned.answer(
        number_of(district, record), "2", answer=MarkAnswer.KEPT, text="学校要招标"
    )
    mend(district, record)
    assert laptop.returned.waiting() == ()
    hand_over_news(district)
    assert state(office, record) is ReturnState.MENDED
    (view,) = office.office_returns.all()
    assert (view.returned.mended, view.returned.answers["2"].text) == (2, "学校要招标")
    assert office.visits.get(record).narrative == "看了三间教室。"
    before = office.office_returns.said_before(record)
    assert (before["1"], before["2"]) == ("巡视校园，查看食堂。", "2026-12-05")

    office.office_returns.close(number_of(district, record), by="主任", note="很好")
    assert carry(district) == ["taken", "taken"]
    assert office.office_returns.said_before(record) == {}
    assert state(laptop, record) is ReturnState.CLOSED
    here, there = histories(district, record)
    assert here == there
    assert [event.step for event in here[0]] == [
        ReturnStep.RETURNED, ReturnStep.TAKEN, ReturnStep.ANSWERED, ReturnStep.MENDED,
        ReturnStep.CLOSED,
    ]  # fmt: skip


def test_what_is_explained_and_not_changed_is_answered_without_a_revision(
    district: District, record: str
) -> None:
    give_back(district, record, DEADLINE, comment="")
    carry(district)
    laptop, number = district.laptops["DX001"], number_of(district, record)
    with pytest.raises(InputError, match="不改的要写明理由"):
        laptop.returned.answer(number, "1", answer=MarkAnswer.KEPT)
    with pytest.raises(NotFoundError, match="没有第 7 处"):
        laptop.returned.answer(number, "7", answer=MarkAnswer.MENDED)
    laptop.returned.answer(number, "1", answer=MarkAnswer.KEPT, text="学校要招标")
    assert not laptop.returned.find(number).told
    hand_over_news(district)
    assert laptop.returned.find(number).told
    assert state(district.office, record) is ReturnState.ANSWERED
    assert histories(district, record)[0] == histories(district, record)[1]


def test_a_second_round_closes_the_first_and_is_told_by_itself(
    district: District, record: str
) -> None:
    give_back(district, record, NARRATIVE)
    carry(district)
    mend(district, record)
    hand_over_news(district)
    give_back(district, record, NARRATIVE, comment="还不够")
    carry(district)
    mend(district, record, "看了三间教室、食堂和宿舍。")
    hand_over_news(district)

    second, first = district.office.office_returns.all()
    assert (first.returned.state, first.returned.closing) == (ReturnState.CLOSED, "又退回")
    assert (second.returned.revision, second.returned.mended) == (2, 3)
    assert histories(district, record)[0] == histories(district, record)[1]


def test_a_record_counts_as_it_stands_while_it_is_returned(district: District, record: str) -> None:
    before = figures(district.office)
    give_back(district, record, NARRATIVE)
    carry(district)
    assert figures(district.office) == before
    assert figures(district.office)["district"]["visits"] == 1


def test_board_and_month_tell_how_many_are_returned_and_not_mended(
    district: District, record: str
) -> None:
    give_back(district, record, NARRATIVE)
    november, office = Month(2026, 11), district.office
    assert (
        "已退回、督学还没有改的记录 1 份，照现在的计入"
        in office.office_gaps.board(november).sentences
    )
    assert office.office_gaps.board(Month(2026, 12)).returned == 0
    (gap,) = [g for g in office.month_life.gaps(november) if g.kind.value == "returned"]
    assert (gap.number, gap.visit_uid) == (number_of(district, record), record)
    carry(district)
    mend(district, record)
    hand_over_news(district)
    assert office.office_gaps.board(november).returned == 0


def test_taking_the_same_pack_twice_changes_nothing(district: District, record: str) -> None:
    give_back(district, record, NARRATIVE)
    carry(district)
    before = histories(district, record)
    assert district.office.office_returns.deliver(folder=district.share).packs == ()
    assert carry(district) == ["taken"]
    assert histories(district, record) == before


def test_a_pack_tells_first_what_it_returns(district: District, record: str) -> None:
    give_back(district, record, NARRATIVE)
    district.office.office_returns.deliver(folder=district.share)
    (offer,) = district.laptops["DX001"].pack_taking.look([district.share]).offers
    assert (offer.state, offer.title) == (PackState.OFFERED, "退回的记录")
    assert [line.text for line in offer.lines] == [
        f"{number_of(district, record)} 第 1 版退回，2 处意见"
    ]


def test_a_return_of_an_older_revision_says_so_and_waits_for_the_next(
    district: District, record: str
) -> None:
    mend(district, record, "早就改了。")
    give_back(district, record, NARRATIVE)
    district.office.office_returns.deliver(folder=district.share)
    laptop = district.laptops["DX001"]
    (offer,) = laptop.pack_taking.look([district.share]).offers
    assert offer.lines[0].text.endswith("；本机已是第 2 版，请对照意见看是否还要改")
    carry(district)
    assert len(laptop.returned.waiting()) == 1
    hand_over_news(district)
    assert state(district.office, record) is ReturnState.TAKEN
    mend(district, record, "按意见又改。")
    hand_over_news(district)
    assert state(district.office, record) is ReturnState.MENDED


def test_a_record_that_is_made_void_needs_no_mending(district: District, record: str) -> None:
    give_back(district, record, NARRATIVE)
    carry(district)
    laptop = district.laptops["DX001"]
    laptop.visits.void(record, reason="重复")
    assert laptop.returned.waiting() == ()
    hand_over_news(district)
    (view,) = district.office.office_returns.all()
    assert (view.returned.state, view.returned.void) == (ReturnState.MENDED, True)
    with pytest.raises(RefusedError, match="已经作废"):
        give_back(district, record, NARRATIVE)


def test_a_return_that_waits_is_not_returned_again_and_can_be_withdrawn(
    district: District, record: str
) -> None:
    number, returns = number_of(district, record), district.office.office_returns
    give_back(district, record, NARRATIVE)
    carry(district)
    with pytest.raises(RefusedError, match="已经退回"):
        give_back(district, record, DEADLINE)
    with pytest.raises(RefusedError, match="还没有改"):
        returns.close(number, by="主任")
    with pytest.raises(InputError, match="撤回要写明理由"):
        returns.withdraw(number, by="主任", reason=" ")
    returns.withdraw(number, by="主任", reason="看错了")
    carry(district)
    laptop = district.laptops["DX001"]
    assert (laptop.returned.waiting(), laptop.returned.of_visit(record)) == ((), None)
    assert laptop.returned.reason(record) == ""
    with pytest.raises(RefusedError, match="已经办结"):
        laptop.returned.answer(number, "1", answer=MarkAnswer.MENDED)
    with pytest.raises(NotFoundError, match="没有在退回中"):
        returns.withdraw(number, by="主任", reason="再来")
    give_back(district, record, DEADLINE)


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (WishedMark(place="天气", comment="x"), "没有“天气”"),
        (WishedMark(place="issues[7]", comment="x"), "只有 1 条问题"),
        (WishedMark(place="pupils[0]", comment="x"), "没有“pupils”这一类"),
        (WishedMark(place="issues[0].天气", comment="x"), "没有“天气”"),
        (WishedMark(place="narrative", comment=" "), "的意见要写"),
        (WishedMark(place="narrative", comment="长" * 1_001), "的意见要写"),
    ],
)
def test_a_mark_that_names_no_place_or_says_nothing_is_refused(
    district: District, record: str, mark: WishedMark, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        give_back(district, record, mark)
    assert district.office.office_returns.all() == ()


def test_a_return_that_says_nothing_is_none(district: District, record: str) -> None:
    with pytest.raises(InputError, match="请标出要改的地方"):
        give_back(district, record, comment=" ")
    with pytest.raises(InputError, match="一次最多标"):
        give_back(district, record, *[NARRATIVE] * 201)


@pytest.mark.parametrize(
    ("name", "field", "rows"),
    [
        ("督导日期", "date", ""), ("methods", "methods", ""), ("存在问题", "issues", ""),
        ("未发现问题", "issues", ""), ("照片", "photos", ""), ("问题 1", "", "issues"),
        ("issues[0].时限", "deadline", "issues"),
    ],
)  # fmt: skip
def test_a_place_is_found_by_its_id_or_by_the_words_of_the_form(
    district: District, record: str, name: str, field: str, rows: str
) -> None:
    give_back(district, record, WishedMark(place=name, comment="看一下"))
    ((mark,),) = [view.returned.marks for view in district.office.office_returns.all()]
    assert (mark.field, mark.rows, bool(mark.row)) == (field, rows, bool(rows))


def test_only_what_was_received_can_be_returned(district: District, record: str) -> None:
    office = district.office
    own = written(office, date="2026-11-19", lead="DX001")
    with pytest.raises(RefusedError, match="不是督学上报来的"):
        give_back(district, own, NARRATIVE)
    with pytest.raises(NotFoundError):
        give_back(district, "no-such-record", NARRATIVE)
    with pytest.raises(RefusedError, match="这里是督学的电脑"):
        district.laptops["DX001"].office_returns.give_back(
            record, marks=[NARRATIVE], comment="", by=""
        )


def test_what_waits_for_the_office_comes_first_and_what_is_done_is_counted_apart(
    district: District, write: Write
) -> None:
    mended, asked, done = (write("DX001", date=f"2026-11-{day}") for day in (16, 17, 18))
    district.hand_over("DX001")
    district.scan()
    for uid in (mended, done, asked):
        give_back(district, uid, NARRATIVE)
    carry(district)
    mend(district, mended)
    hand_over_news(district)
    office = district.office.office_returns
    office.withdraw(number_of(district, done), by="", reason="看错了")
    # Until it has gone out, it is still something to do.
    assert [view.returned.visit_uid for view in office.current()] == [mended, asked, done]
    carry(district)
    assert [view.returned.visit_uid for view in office.current()] == [mended, asked]
    assert office.count_done() == 1
    assert [view.returned.visit_uid for view in office.done(limit=50)] == [done]


def test_finished_returns_are_told_the_newest_first_and_no_more_than_asked(
    district: District, write: Write, clock: FixedClock
) -> None:
    uids = [write("DX001", date=f"2026-11-{day}") for day in (16, 17, 18)]
    district.hand_over("DX001")
    district.scan()
    office = district.office.office_returns
    for uid in uids:
        clock.advance(timedelta(minutes=1))
        give_back(district, uid, NARRATIVE)
        office.withdraw(number_of(district, uid), by="", reason="看错了")
    carry(district)
    assert office.current() == ()
    assert [view.returned.visit_uid for view in office.done(limit=2)] == [uids[2], uids[1]]
    assert office.count_done() == 3
