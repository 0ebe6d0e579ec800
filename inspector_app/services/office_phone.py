"""The telephone of the office, where this laptop knows one."""

from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.unit import UNIT, units_on
from inspector_app.services.context import Context
from inspector_app.services.plates import channels_of
from inspector_app.storage.registers import EntryFilter

_OFFICE = "督导室"


def office_phone(context: Context) -> str:
    """Return it from 成员单位, else from 举报渠道 of the plates; empty where neither says one."""
    filed = EntryFilter(kind=UNIT.id, state=EntryState.FILED)
    units = units_on(context.stores.registers.list(filed), context.today())
    phones = [
        contact.phone.strip()
        for unit in units if _OFFICE in f"{unit.name} {unit.short}"
        for contact in unit.contacts
    ]  # fmt: skip
    return next(filter(None, phones), "") or channels_of(context).phone
