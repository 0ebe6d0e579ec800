"""退回: marked at the office, mended on the laptop; both ends hold the same history."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.domain.returned import MarkAnswer, ReturnState, ReturnStep
from inspector_app.services.device_keys import device_key
from inspector_app.services.office_returns import WishedMark
from inspector_app.services.pack_taking import PackState
from inspector_app.services.return_events import history, keep
from tests.district.office.district import District, figures, written

Write = Callable[..., str]
NARRATIVE = WishedMark(place="narrative", comment="写清看了哪些教室")
DEADLINE = WishedMark(place="问题 1：整改时限", comment="时限太长")


@pytest.fixture
def record(district: District, write: Write) -> str:
    """A record of DX001 that the office has received."""
    uid = write("DX001")
    district.hand_over("DX001")
    district.scan()
    return uid


def number_of(district: District, uid: str) -> str:
    return district.laptops["DX001"].visits.get(uid).number


def give_back(district: District, uid: str, *marks: WishedMark, comment: str = "请改") -> None:
    district.office.office_returns.give_back(uid, marks=marks, comment=comment, by="管理员")


def carry(district: District, name: str = "DX001") -> list[str]:
    """Let the office send, and a laptop take over what is for it; say how each pack stands."""
    district.office.office_returns.deliver(folder=district.share)
    taken = district.laptops[name].pack_taking.take([district.share])
    return [offer.state.value for offer in taken.offers]


def mend(district: District, uid: str, text: str = "看了三间教室。") -> None:
    bench = district.laptops["DX001"]
    bench.visits.correct(uid, reason=bench.returned.reason(uid) or "改")
    bench.visit_edit.set_field(uid, "narrative", text)
    bench.visits.file(uid)


def hand_over_news(district: District) -> None:
    bench = district.laptops["DX001"]
    bench.bundles.export_news(inspector_id="DX001", folder=district.share / "inbox")
    assert not [x.sentence for x in district.scan().lines if x.outcome.value == "refused"]


def state(bench: Workbench, uid: str) -> ReturnState:
    service = bench.returned if bench.context.identity.inspector_id else bench.office_returns
    return next(v.returned.state for v in service.all() if v.returned.visit_uid == uid)


def histories(district: District, uid: str) -> list[list[Any]]:
    """Return the history of a record's returns as each end tells it."""
    found = []
    for bench in (district.office, district.laptops["DX001"]):
        names = bench.context.names()
        events = bench.context.stores.returns.of_visit(uid)
        lines = [history(v.returned, names=names) for v in bench.returned.all()
                 if v.returned.visit_uid == uid]  # fmt: skip
        found.append([events, lines])
    return found


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


def test_a_record_that_the_office_has_written_itself_is_corrected_there(
    district: District, write: Write
) -> None:
    uid = write("DX001")
    written(district.office, uuid=uid, no=number_of(district, uid), lead="DX001")
    district.hand_over("DX001")
    district.scan()
    with pytest.raises(RefusedError, match="以督导室自己写的为准"):
        give_back(district, uid, NARRATIVE)


def test_a_return_for_a_lost_laptop_goes_to_the_persons_newest(
    district: District, record: str, filled_folder: Path, tmp_path: Path, clock: Any
) -> None:
    give_back(district, record, NARRATIVE)
    carry(district)
    district.revoked["DX001"] = 2
    district.sign_roster()
    left = district.office.office_returns.deliver(folder=district.share)
    assert left.packs == ()
    assert "没有在用的登记电脑" in left.remarks[0]

    district.laptops["new"] = _new_laptop(district, filled_folder, tmp_path, clock)
    district.sign_roster()
    (pack,) = district.office.office_returns.deliver(folder=district.share).packs
    assert pack.laptops == (device_key(district.laptops["new"].context).public.chain,)
    (offer,) = district.laptops["new"].pack_taking.look([district.share]).offers
    assert offer.lines[0].text.endswith("本机没有这份记录（可能在以前的电脑上），先留存")
    district.laptops["new"].pack_taking.take([district.share])
    (view,) = district.laptops["new"].returned.waiting()
    assert (view.record, view.school_name, view.newest) == (None, "", 0)
    district.laptops["new"].close()


def _new_laptop(district: District, folder: Path, tmp_path: Path, clock: Any) -> Workbench:
    import shutil

    from inspector_app.services.context import Role
    from tests.district.office.district import IN_USE, opened

    copied = shutil.copytree(folder, tmp_path / "new", ignore=IN_USE)
    return opened(copied, clock, role=Role.LAPTOP, person="DX001", device="device-new")


def test_a_laptop_refuses_what_is_not_for_its_inspector_or_cannot_be_read(
    district: District, record: str
) -> None:
    from inspector_app.services.return_rows import rows_of

    give_back(district, record, NARRATIVE)
    rows = {"events": rows_of(district.office.context.stores.returns.all())}
    with pytest.raises(RefusedError, match="不是您负责的记录"):
        district.laptops["DX002"].returned.take(rows)
    with pytest.raises(RefusedError, match="由督学的电脑接收"):
        district.office.returned.take(rows)
    laptop = district.laptops["DX001"].returned
    taken = {"revision": 1}
    for wrong in (
        {}, {"events": [{}]}, {"events": "x"}, {"events": [{**rows["events"][0], "seq": 0}]},
        {"events": [{**rows["events"][0], "step": "taken", "content": taken}]},
        {"events": [{**rows["events"][0], "step": "later"}]},
        {"events": [{**rows["events"][0], "at": ""}]},
        {"events": [{**rows["events"][0], "content": {}}]},
    ):  # fmt: skip
        with pytest.raises(RefusedError, match="读不出来"):
            laptop.take(wrong)
    assert laptop.all() == ()


def test_a_bundle_whose_answers_are_anothers_is_refused_whole(
    district: District, record: str
) -> None:
    give_back(district, record, NARRATIVE)
    carry(district)
    bench = district.laptops["DX001"]
    (taken,) = [e for e in bench.context.stores.returns.all() if e.step is ReturnStep.TAKEN]
    store: Any = bench.context.stores.returns
    forged = replace(taken, actor="DX002", uid="6f2b4f0e-2c5e-4a39-8a7e-111111111111")
    store.all = lambda: (forged,)
    bench.context.identity = replace(bench.context.identity, inspector_id="DX002")
    path = bench.bundles.export_news(inspector_id="DX002", folder=district.share).path
    (line,) = [x for x in district.scan(path).lines if x.seq == 2]
    assert line.outcome.value == "refused"


def test_a_share_that_is_away_is_told_of_and_gets_the_file_when_it_is_back(
    district: District, record: str
) -> None:
    away = district.share.rename(district.share.with_name("away"))
    give_back(district, record, NARRATIVE)
    sent = district.office.office_returns.deliver()
    assert (len(sent.packs), sent.files) == (1, ())
    assert "找不到文件夹" in sent.remarks[0]
    away.rename(district.share)
    again = district.office.office_returns.deliver()
    assert (again.packs, len(again.files)) == ((), 1)
    assert district.office.office_returns.deliver().files == ()
    assert carry(district) == ["taken"]


def test_packs_that_come_in_the_wrong_order_end_in_one_history(
    district: District, record: str, tmp_path: Path
) -> None:
    number, office = number_of(district, record), district.office.office_returns
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        folder.mkdir()
    give_back(district, record, NARRATIVE)
    (pack,) = office.deliver(folder=folders[0]).files
    office.withdraw(number, by="主任", reason="看错了")
    office.deliver(folder=folders[1])
    (folders[1] / pack.name).unlink()

    laptop = district.laptops["DX001"]
    laptop.pack_taking.take([folders[1]])
    assert laptop.returned.all() == ()
    laptop.pack_taking.take([folders[0]])
    assert state(laptop, record) is ReturnState.WITHDRAWN
    hand_over_news(district)
    assert histories(district, record)[0] == histories(district, record)[1]
    assert len(histories(district, record)[0][0]) == 3


def test_without_a_roster_a_return_waits(district: District, record: str) -> None:
    give_back(district, record, NARRATIVE)
    trust: Any = district.office.context.stores.trust
    trust.newest_roster = lambda: None
    sent = district.office.office_returns.deliver()
    assert (sent.packs, len(sent.remarks)) == ((), 1)
    assert state(district.office, record) is ReturnState.OPEN


def test_what_was_filed_on_a_laptop_that_knows_of_no_return_mends_it_all_the_same(
    district: District, record: str
) -> None:
    give_back(district, record, NARRATIVE)
    mend(district, record)
    hand_over_news(district)
    assert state(district.office, record) is ReturnState.MENDED
    assert not district.office.office_returns.of_visit(record)[0].returned.seen_at


def test_events_stay_as_they_are(district: District, record: str) -> None:
    give_back(district, record, NARRATIVE)
    context = district.office.context
    (event,) = context.stores.returns.all()
    with context.database.transaction():
        assert keep(context, [event]) == ()
    for act in ("UPDATE return_event SET actor = 'x'", "DELETE FROM return_event"):
        with pytest.raises(Exception, match="events of returns"), context.database.transaction():
            context.database.execute(act)
