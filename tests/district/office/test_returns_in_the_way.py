"""Returns that go astray: new laptops, other people's packs, a share that is away, any order."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.returned import ReturnState, ReturnStep
from inspector_app.services.device_keys import device_key
from inspector_app.services.return_events import keep
from tests.district.office.district import District, written
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
