"""How a test returns a record, carries it both ways, and asks how it stands."""

from typing import Any

from inspector_app.bootstrap import Workbench
from inspector_app.domain.returned import ReturnState
from inspector_app.services.office_returns import WishedMark
from inspector_app.services.return_events import history
from tests.district.office.district import District

NARRATIVE = WishedMark(place="narrative", comment="写清看了哪些教室")


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
