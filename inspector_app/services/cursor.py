"""Where the person was writing last, for 接着写."""

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from inspector_app.services.context import Context

_KEY: Final = "cursor"


class Cursor(NamedTuple):
    """A place in a record that is being written.

    Attributes:
        position: characters before it in the text of the field.
    """

    visit_uid: str
    field: str
    position: int


def put_cursor(context: "Context", cursor: Cursor) -> None:
    """Remember the place, inside the running transaction."""
    context.stores.settings.put(_KEY, cursor._asdict())


def get_cursor(context: "Context") -> Cursor | None:
    """Return the place, whatever became of its record, or ``None`` before the first."""
    value = context.stores.settings.get(_KEY)
    return None if value is None else Cursor(**value)
