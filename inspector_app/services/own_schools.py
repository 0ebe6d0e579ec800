"""Which schools whoever works here answers for."""

from datetime import date

from inspector_app.services.context import Context, Role


def own_codes(context: Context, on: date) -> frozenset[str] | None:
    """Return the 标识码 of one's own schools on a day, ``None`` in an office, which sees all."""
    person = context.identity.inspector_id
    if not person or context.identity.role is not Role.LAPTOP:
        return None
    return frozenset(
        each.school_code
        for each in context.stores.schools.assignments()
        if each.inspector_id == person and each.in_force(on=on)
    )
