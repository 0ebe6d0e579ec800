"""What the registers about people come to today, one line of Chinese for each."""

from collections.abc import Callable, Mapping
from typing import Final

from inspector_app.domain.labels.posts import POST_LABEL
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.monitor import MONITOR, monitors_on
from inspector_app.domain.registers.post import POST, holders_on, holdings_in
from inspector_app.domain.registers.unit import UNIT, units_on
from inspector_app.domain.registers.zone import ZONE
from inspector_app.services.context import Context
from inspector_app.services.zones import zone_cards
from inspector_app.storage.registers import EntryFilter


def _units(context: Context) -> str:
    found = units_on(_filed(context, UNIT.id), context.today())
    alone = sum(not unit.contacts for unit in found)
    return f"今天 {len(found)} 个成员单位，没有联络人的 {alone} 个"


def _posts(context: Context) -> str:
    held = holders_on(holdings_in(_filed(context, POST.id)), context.today())
    names = context.names()
    told = "、".join(f"{POST_LABEL[h.post]} {names.get(h.person, h.person)}" for h in held)
    return f"今天在任 {len(held)} 人{'：' if told else ''}{told}"


def _zones(context: Context) -> str:
    cards = zone_cards(context, context.today())
    alone = sum(not card.head for card in cards)
    return f"今天 {len(cards)} 个责任区，没有登记组长的 {alone} 个"


def _monitors(context: Context) -> str:
    found = monitors_on(_filed(context, MONITOR.id), context.today())
    return f"今天在聘的行风监督员 {len(found)} 人"


def _filed(context: Context, kind: str) -> tuple[Entry, ...]:
    return context.stores.registers.list(EntryFilter(kind=kind, state=EntryState.FILED))


PEOPLE_LINES: Final[Mapping[str, Callable[[Context], str]]] = {
    UNIT.id: _units, POST.id: _posts, ZONE.id: _zones, MONITOR.id: _monitors,
}  # fmt: skip
