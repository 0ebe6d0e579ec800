"""文号 on their way: reserved at the office, used on one laptop, and told back with the bundle."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.issue_event import EventDetails, IssueEventKind
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.number_register import NumberLine, NumberState, NumberTrouble, gaps_of
from inspector_app.services.context import Role
from inspector_app.services.document_archive import DocumentArchive
from inspector_app.services.pack_lines import Mark
from inspector_app.services.pack_offers import PackState
from inspector_app.services.trust_keys import renew_keys
from inspector_app.services.wishes import LetterPrint
from tests.district.office.district import IN_USE, District, opened
from tests.district.packs.passing import folder_of, marked, offered, take
from tests.unit.builders import tell
from tests.unit.services.conftest import COMPLETE

CODE = "示教督"
NOTICE = LetterKind.RECTIFICATION_NOTICE


@pytest.fixture
def office(district: District) -> Workbench:
    """An office that keeps the numbers of its notices, from 12 on."""
    district.office.numbers.keep_series(CODE, {NOTICE}, first=12)
    return district.office


@pytest.fixture
def second(
    district: District, filled_folder: Path, tmp_path: Path, clock: FixedClock
) -> Iterator[Workbench]:
    """A second laptop of DX001."""
    folder = shutil.copytree(filled_folder, tmp_path / "second", ignore=IN_USE)
    made = opened(folder, clock, role=Role.LAPTOP, person="DX001", device="device-second")
    district.laptops["第二台"] = made
    district.sign_roster()
    yield made
    made.close()


def reserve(district: District, many: int, to: str = "DX001") -> tuple[int, ...]:
    done = district.office.number_reserving.reserve(CODE, many, to=to, into=folder_of(district))
    return done.told.serials


def filed(bench: Workbench, **fields: object) -> str:
    uid = bench.visit_edit.new_from_json({**COMPLETE, **fields}).uid
    bench.visits.file(uid)
    return bench.visits.get(uid).number


def wish(bench: Workbench, record: str, reference: str) -> LetterPrint:
    return bench.letters.wish(NOTICE, [record], reference=reference)


def print_next(bench: Workbench, **fields: object) -> str:
    reference = bench.numbers.next_for(NOTICE)
    bench.documents.letter_pdf(wish(bench, filed(bench, **fields), reference))
    return reference


def hand_over(district: District, name: str = "DX001") -> None:
    bench = district.laptops[name]
    person = bench.context.identity.inspector_id
    bench.bundles.export_news(inspector_id=person, folder=district.share / "inbox")
    assert not [x.sentence for x in district.scan().lines if x.outcome.value == "refused"]


def line(bench: Workbench, serial: int) -> NumberLine:
    return next(x for x in bench.numbers.year(CODE, 2026).lines if x.number.serial == serial)


def test_numbers_go_to_a_laptop_are_used_there_and_stand_in_the_register_of_the_office(
    district: District, office: Workbench
) -> None:
    laptop = district.laptops["DX001"]
    assert reserve(district, 3) == (12, 13, 14)
    assert line(office, 12).state is NumberState.RESERVED
    assert marked(offered(district), Mark.NEW) == [
        "机关代字 示教督", "示教督〔2026〕12–14号，共 3 个",
    ]  # fmt: skip
    assert take(district).numbers
    assert print_next(laptop) == "示教督〔2026〕12号"
    assert laptop.numbers.next_for(NOTICE) == "示教督〔2026〕13号"
    laptop.numbers.void("示教督〔2026〕13号", reason="写错学校")
    hand_over(district)

    (use,) = line(office, 12).uses
    (kept,) = DocumentArchive(laptop.context).list(text="12号")
    assert (use.title, use.addressee, use.day) == ("整改通知书", "示范区第3小学", "2026-11-22")
    assert use.document == kept.uid
    assert use.sha256.startswith(kept.digest)
    void = line(office, 13).void
    assert void is not None
    assert (void.reason, void.actor) == ("写错学校", "DX001")
    states = [each.state for each in office.numbers.year(CODE).lines]
    assert states == [NumberState.USED, NumberState.VOIDED, NumberState.RESERVED]
    assert not gaps_of(office.numbers.year(CODE).lines)
    assert not [each for each in office.numbers.year(CODE).lines if each.troubles]


def test_a_number_is_told_once_and_the_same_print_uses_it_once(
    district: District, office: Workbench
) -> None:
    laptop = district.laptops["DX001"]
    reserve(district, 1)
    take(district)
    reference = laptop.numbers.next_for(NOTICE)
    letter = wish(laptop, filed(laptop), reference)
    first = laptop.documents.letter_pdf(letter)
    assert laptop.documents.letter_pdf(letter) == first
    laptop.documents.letter_docx(letter)
    hand_over(district)
    before = office.context.stores.numbers.all()
    assert laptop.bundles.news(inspector_id="DX001").lines == ()
    assert office.context.stores.numbers.all() == before
    assert len(line(office, 12).uses) == 1


def test_a_print_that_cannot_be_kept_uses_no_number(
    district: District, office: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = district.laptops["DX001"]
    reserve(district, 1)
    take(district)
    record = filed(laptop)

    def fail(*_args: object, **_more: object) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(laptop.context.stores.journal, "append", fail)
        with pytest.raises(OSError, match="no space"):
            laptop.documents.letter_pdf(wish(laptop, record, "示教督〔2026〕12号"))
    assert laptop.document_archive.list() == ()
    assert laptop.numbers.next_for(NOTICE) == "示教督〔2026〕12号"


def test_two_laptops_of_one_person_never_get_one_number(
    district: District, office: Workbench, second: Workbench
) -> None:
    with pytest.raises(InputError, match="2 台电脑，一个号只能给一台"):
        reserve(district, 2)
    assert reserve(district, 2, to="第二台") == (12, 13)
    assert reserve(district, 1, to="督学01的“DX001”") == (14,)
    for name in ("DX001", "第二台"):
        district.laptops[name].pack_taking.take([folder_of(district)])
    first = district.laptops["DX001"]
    assert first.numbers.next_for(NOTICE) == "示教督〔2026〕14号"
    assert second.numbers.next_for(NOTICE) == "示教督〔2026〕12号"
    with pytest.raises(RefusedError, match="预留给督学01的电脑“第二台”了"):
        first.documents.letter_pdf(wish(first, filed(first), "示教督〔2026〕12号"))


def test_a_number_out_of_turn_may_be_written_and_the_office_names_it(
    district: District, office: Workbench
) -> None:
    reserve(district, 2)
    take(district)
    for name, number in (("DX002", 12), ("DX001", 12), ("DX001", 40)):
        bench = district.laptops[name]
        record = filed(bench, session="上午" if number == 12 else "下午")
        bench.documents.letter_pdf(wish(bench, record, f"示教督〔2026〕{number}号"))
    hand_over(district, "DX001")
    hand_over(district, "DX002")
    assert line(office, 12).troubles == (NumberTrouble.TWICE, NumberTrouble.OUTSIDE)
    assert line(office, 40).troubles == (NumberTrouble.OUTSIDE,)
    assert office.numbers.series()[0].next == "示教督〔2026〕14号"


def test_the_office_takes_no_number_that_a_laptop_has(
    district: District, office: Workbench
) -> None:
    reserve(district, 2)
    assert office.numbers.next_for(NOTICE) == "示教督〔2026〕14号"
    with pytest.raises(RefusedError, match="预留给督学01的电脑"):
        office.numbers.use("示教督〔2026〕12号", title="通报")
    office.numbers.use("示教督〔2026〕14号", title="关于专项督导的通报", addressee="各学校")
    with pytest.raises(RefusedError, match="已经用了：关于专项督导的通报，主送各学校"):
        office.numbers.use("示教督〔2026〕14号", title="另一件")


def test_a_number_that_the_office_takes_back_may_no_longer_be_used(
    district: District, office: Workbench
) -> None:
    laptop = district.laptops["DX001"]
    reserve(district, 2)
    take(district)
    office.numbers.void("示教督〔2026〕12号", reason="收回")
    office.pack_desk.send("numbers", to=["DX001"], into=folder_of(district))
    (offer,) = laptop.pack_taking.look([folder_of(district)]).open
    assert marked(offer, Mark.CHANGED) == ["示教督〔2026〕12号 作废：收回"]
    take(district)
    assert laptop.numbers.next_for(NOTICE) == "示教督〔2026〕13号"
    with pytest.raises(RefusedError, match="已经作废（收回）"):
        laptop.documents.letter_pdf(wish(laptop, filed(laptop), "示教督〔2026〕12号"))


def test_what_the_office_took_back_too_late_is_named(district: District, office: Workbench) -> None:
    reserve(district, 1)
    take(district)
    print_next(district.laptops["DX001"])
    office.numbers.void("示教督〔2026〕12号", reason="收回")
    hand_over(district)
    assert line(office, 12).state is NumberState.USED
    assert line(office, 12).troubles == (NumberTrouble.AFTER_VOID,)


def test_a_laptop_that_goes_on_from_a_backup_is_told_what_it_has_used(
    district: District, office: Workbench, tmp_path: Path, clock: FixedClock
) -> None:
    laptop = district.laptops["DX001"]
    reserve(district, 3)
    take(district)
    backup = shutil.copytree(laptop.context.folder.root, tmp_path / "backup", ignore=IN_USE)
    print_next(laptop)
    laptop.numbers.void("示教督〔2026〕13号", reason="写错")
    hand_over(district)
    with open_workbench(backup, clock=clock) as restored:
        assert restored.numbers.next_for(NOTICE) == "示教督〔2026〕12号"
        office.pack_desk.send("numbers", to=["DX001"], into=folder_of(district))
        (offer,) = restored.pack_taking.look([folder_of(district)]).open
        assert marked(offer, Mark.CHANGED) == [
            "示教督〔2026〕12号 督导室已收到使用：整改通知书", "示教督〔2026〕13号 作废：写错",
        ]  # fmt: skip
        restored.pack_taking.take([folder_of(district)])
        assert restored.numbers.next_for(NOTICE) == "示教督〔2026〕14号"
        assert [each.troubles for each in restored.numbers.year(CODE).lines] == [()] * 3
    (again,) = laptop.pack_taking.look([folder_of(district)]).open
    assert not marked(again, Mark.CHANGED)


def test_a_laptop_with_few_numbers_left_says_so(district: District, office: Workbench) -> None:
    laptop = district.laptops["DX001"]
    reserve(district, 2)
    take(district)
    used = print_next(laptop)
    assert laptop.numbers.said_of(used) == "“示教督”预留的文号只剩 1 个，请向督导室再要。"
    print_next(laptop, session="下午")
    with pytest.raises(RefusedError, match="已经用完"):
        laptop.numbers.next_for(NOTICE)


def test_what_was_printed_before_the_numbers_came_is_in_the_register(
    district: District, office: Workbench
) -> None:
    laptop = district.laptops["DX001"]
    laptop.documents.letter_pdf(wish(laptop, filed(laptop), "示教督（2026）第12号"))
    reserve(district, 2)
    take(district)
    assert laptop.numbers.next_for(NOTICE) == "示教督〔2026〕13号"
    hand_over(district)
    assert line(office, 12).uses[0].title == "整改通知书"


def test_a_number_of_a_series_is_written_as_the_standard_has_it(
    district: District, office: Workbench
) -> None:
    laptop = district.laptops["DX001"]
    reserve(district, 1)
    take(district)
    with pytest.raises(RefusedError, match=r"六角括号.*请写成 示教督〔2026〕12号"):
        laptop.documents.letter_pdf(wish(laptop, filed(laptop), "示教督[2026]12号"))


def test_nobody_but_the_office_gives_numbers_of_its_series(
    district: District, office: Workbench
) -> None:
    laptop = district.laptops["DX001"]
    reserve(district, 1)
    take(district)
    with pytest.raises(RefusedError, match="由督导室编号"):
        laptop.numbers.keep_series(CODE, {NOTICE})
    with pytest.raises(RefusedError, match="督学的电脑"):
        laptop.number_reserving.reserve(CODE, 1, to="DX001")
    with pytest.raises(RefusedError, match="不是预留给本机的"):
        laptop.numbers.void("示教督〔2026〕40号", reason="试")


@pytest.mark.parametrize(
    ("many", "to", "year", "error"),
    [(0, "DX001", None, InputError), (201, "DX001", None, InputError),
     (1, "DX009", None, NotFoundError), (1, "DX001", 2025, InputError)],
)  # fmt: skip
def test_a_reservation_that_cannot_be_reserves_nothing(
    district: District, office: Workbench, many: int, to: str, year: int | None,
    error: type[Exception],
) -> None:  # fmt: skip
    before = office.context.stores.numbers.all()
    with pytest.raises(error):
        office.number_reserving.reserve(CODE, many, to=to, year=year)
    assert office.context.stores.numbers.all() == before
    assert office.packs.sent() == ()


@pytest.mark.parametrize(
    "change",
    [{"step": "used"}, {"step": "taken"}, {"code": "示教督2"}, {"year": "2026"},
     {"content": {"serials": []}},
     {"content": {"serials": [0], "to": "x", "person": "DX001", "device": ""}}],
)  # fmt: skip
def test_a_pack_that_no_office_of_ours_has_written_is_refused(
    district: District, office: Workbench, change: dict[str, object]
) -> None:
    reserve(district, 1)
    rows = district.office.pack_desk._kind("numbers").gather(
        (), to=[office.number_reserving.laptop("DX001")]
    )
    wrong = {"numbers": [{**rows["numbers"][1], **change}]}
    sent = office.packs.send("numbers", wrong, to=None)
    (path,) = office.packs.write(district.share, packs=[sent])
    (offer,) = district.laptops["DX001"].pack_taking.look([path]).offers
    assert offer.state is PackState.REFUSED


def test_a_laptop_cannot_tell_of_numbers_in_the_name_of_somebody_else(
    district: District, office: Workbench
) -> None:
    from inspector_app.services.number_rows import event_row, read_of_laptop
    from inspector_app.services.record_reading import UnsoundError

    laptop = district.laptops["DX001"]
    reserve(district, 1)
    take(district)
    print_next(laptop)
    rows = [event_row(e) for e in laptop.context.stores.numbers.all() if e.step.value == "used"]
    assert read_of_laptop(rows, actor="DX001", chain="c")[0].chain == "c"
    with pytest.raises(UnsoundError, match="不是上报人"):
        read_of_laptop(rows, actor="DX002", chain="c")
    with pytest.raises(UnsoundError, match="不是这一方"):
        read_of_laptop([{**rows[0], "step": "reserved", "content": {
            "serials": [1], "to": "c", "person": "DX001", "device": ""}}],
            actor="DX001", chain="c")  # fmt: skip


def test_what_the_office_gave_to_others_is_no_gap_on_a_laptop(
    district: District, office: Workbench
) -> None:
    reserve(district, 3, to="DX002")
    assert reserve(district, 2) == (15, 16)
    take(district)
    view = district.laptops["DX001"].numbers.year(CODE)
    assert [each.number.serial for each in view.lines] == [15, 16]
    assert not gaps_of(view.lines)


def test_new_keys_keep_what_was_reserved_and_a_series_of_ones_own(
    district: District, office: Workbench
) -> None:
    laptop = district.laptops["DX001"]
    reserve(district, 2)
    take(district)
    laptop.numbers.keep_series("示督函", {LetterKind.OPINION_LETTER})
    laptop.numbers.use("示督函〔2026〕1号", title="函")
    renew_keys(laptop.context)
    assert laptop.numbers.next_for(NOTICE) == "示教督〔2026〕12号"
    laptop.numbers.use("示督函〔2026〕2号", title="函")
    assert laptop.numbers.next_for(LetterKind.OPINION_LETTER) == "示督函〔2026〕3号"
    assert [each.troubles for each in laptop.numbers.year("示督函").lines] == [(), ()]


def test_a_bundle_that_was_read_before_numbers_were_known_is_read_again_once(
    district: District, office: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserve(district, 1)
    take(district)
    print_next(district.laptops["DX001"])
    with monkeypatch.context() as older:
        older.setattr("inspector_app.services.office_reading.read_numbers", lambda *_a, **_k: ())
        older.setattr("inspector_app.services.office_run.READS", 2)
        hand_over(district)
    assert line(office, 12).uses == ()
    district.scan()
    assert len(line(office, 12).uses) == 1
    district.scan()
    assert len(line(office, 12).uses) == 1


def test_nobody_is_called_by_family_name_in_what_leaves(
    district: District, office: Workbench
) -> None:
    laptop = district.laptops["DX001"]
    reserve(district, 2)
    take(district)
    laptop.numbers.void("示教督〔2026〕12号", reason="王老师已调走")
    laptop.numbers.use("示教督〔2026〕13号", title="李老师听课情况的函")
    hand_over(district)
    void = line(office, 12).void
    assert void is not None
    assert "王" not in void.reason
    assert "李" not in line(office, 13).uses[0].title


def test_a_number_that_only_the_ledger_names_is_told(district: District, office: Workbench) -> None:
    laptop = district.laptops["DX001"]
    number = filed(laptop)
    told = EventDetails(reference="示教督〔2026〕12号")
    issue = laptop.visits.get(laptop.visits.uid_of(number)).issues[0].uid
    tell(laptop, issue, IssueEventKind.NOTICE_ISSUED, on=date(2026, 11, 21), details=told)
    hand_over(district)
    assert office.numbers.year(CODE).unregistered == {12: (f"{number}-01",)}
    office.numbers.use("示教督〔2026〕12号", title="整改通知书")
    assert office.numbers.year(CODE).unregistered == {}


def test_a_check_holds_the_register_against_the_archive(
    district: District, office: Workbench
) -> None:
    def faults(bench: Workbench) -> list[str]:
        found = {check.name: check.faults for check in bench.checks.run().checks}
        return list(found["文号登记与文书档案一致"])

    laptop = district.laptops["DX001"]
    reserve(district, 2)
    take(district)
    print_next(laptop)
    hand_over(district)
    assert (faults(laptop), faults(office)) == ([], [])
    with laptop.context.database.transaction():
        laptop.context.database.execute(
            "UPDATE document SET sha256 = ? WHERE kind GLOB 'letter-*'", "0" * 64
        )
    assert faults(laptop) == ["示教督〔2026〕12号 登记的摘要与档案里的文书不同"]
    with laptop.context.database.transaction():
        laptop.context.database.execute("DELETE FROM document_page")
        laptop.context.database.execute("DELETE FROM document WHERE kind GLOB 'letter-*'")
    assert faults(laptop) == ["示教督〔2026〕12号的文书不在档案里"]


@pytest.mark.parametrize(
    "statement", ["UPDATE number_event SET code = 'x'", "DELETE FROM number_event"]
)
def test_what_happened_to_a_number_is_neither_changed_nor_taken_away(
    office: Workbench, statement: str
) -> None:
    before = office.context.stores.numbers.all()
    with pytest.raises(dbapi2.DatabaseError, match="events of numbers"):
        office.context.database.execute(statement)
    assert office.context.stores.numbers.all() == before
