"""退回: marked at the office, shown and mended on the laptop; both ends hold the same history."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.returned import MarkAnswer, ReturnState
from inspector_app.services.device_keys import device_key
from inspector_app.services.office_returns import OfficeReturns, WishedMark
from inspector_app.services.returned import ReturnedService
from tests.unit.services.office.district import District, figures, written

Write = Callable[..., str]
NARRATIVE = WishedMark(place="narrative", comment="写清看了哪些教室")
DEADLINE = WishedMark(place="问题 1：整改时限", comment="时限太长")


class Packs:
    def __init__(self) -> None:
        self.sent: list[tuple[Mapping[str, Any], Sequence[str]]] = []

    def send(self, kind: str, rows: Mapping[str, Any], *, to: Sequence[str]) -> object:
        assert kind == "return"
        self.sent.append((rows, to))
        return "pack"


@pytest.fixture
def packs() -> Packs:
    return Packs()


@pytest.fixture
def office(district: District, packs: Packs) -> OfficeReturns:
    return OfficeReturns(district.office.context, packs)


def laptop(bench: Workbench) -> ReturnedService:
    return ReturnedService(bench.context)


def histories(*benches: Workbench) -> list[Any]:
    return [bench.context.stores.returns.all() for bench in benches]


def test_a(district: District, write: Write, office: OfficeReturns, packs: Packs) -> None:
    uid = write("DX001")
    district.hand_over("DX001")
    district.scan()
    bench = district.laptops["DX001"]
    number = bench.visits.get(uid).number
    office.give_back(uid, marks=[NARRATIVE, DEADLINE], comment="请改", by="管理员")
    office.deliver()
    rows, to = packs.sent[0]
    assert to == (device_key(bench.context).public.chain,)
    mine = laptop(bench)
    print(mine.preview(rows))
    mine.take(rows)
    (view,) = mine.waiting()
    print(view)
    print(mine.reason(uid))
    mine.answer(number, "2", answer=MarkAnswer.KEPT, text="学校要招标")
    bench.visits.correct(uid, reason=mine.reason(uid))
    bench.visit_edit.set_field(uid, "narrative", "看了三个教室。")
    bench.visits.file(uid)
    assert mine.waiting() == ()
    bench.bundles.export_news(inspector_id="DX001", folder=district.share / "inbox")
    print(district.scan())
    (seen,) = office.all()
    print(seen)
    office.close(number, by="主任")
    office.deliver()
    mine.take(packs.sent[1][0])
    assert len(packs.sent[1][0]["events"]) == 1
    a, b = histories(bench, district.office)
    assert a == b
    print([e.step for e in a])
