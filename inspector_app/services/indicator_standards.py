"""指标体系: the set that ships with the program, and what the district has decided about it."""

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.services.context import Context
from inspector_app.services.packs import read_pack

if TYPE_CHECKING:
    from inspector_app.domain.indicators.standards import OwnNumber, StandardNumber, Standards

BALANCED: Final = "compulsory-balanced"
"""县域义务教育优质均衡."""


def pack_of_indicators() -> dict[str, Any]:
    """Return the file of the set as it ships, without the words on how it is written."""
    return {
        name: part for name, part in read_pack("indicators", BALANCED).items() if name != "about"
    }


@cache
def shipped_standards() -> "Standards":
    """Return the set as it ships."""
    from inspector_app.domain.indicators.standards import standards_of

    return standards_of(pack_of_indicators())


class IndicatorStandardService:
    """Reads the set, and keeps a district's numbers with their documents."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.assessments

    def standards(self) -> "Standards":
        """Return the set as it counts here."""
        return shipped_standards().with_own(self._store.own_numbers(BALANCED))

    def set_number(self, name: str, text: str, *, basis: str) -> Changes:
        """Set a number, as a person writes it.

        Raises:
            NotFoundError: the set has no such number.
            InputError: the number cannot be, or no document is named; nothing was changed.
        """
        from inspector_app.domain.indicators.standards import OwnNumber, number_fault

        basis = " ".join(basis.split())
        with self._context.database.transaction():
            number = self._number(name)
            wanted = _exact(text)
            if fault := number_fault(number, wanted, basis):
                raise InputError(f"标准没有改：{fault}。")
            own = OwnNumber(wanted, basis, self._context.actor)
            if _plain(number.own) == _plain(own):
                return Changes()
            self._store.put_number(
                BALANCED, name, own, at=self._context.now_text(),
                origin=self._context.identity.device,
            )  # fmt: skip
            self._note(name, number.own, own)
        return Changes(indicators=True)

    def reset_number(self, name: str) -> Changes:
        """Let a number stand as it shipped (NotFoundError: it was not changed, or is unknown)."""
        with self._context.database.transaction():
            number = self._number(name)
            if number.own is None:
                raise NotFoundError(f"“{number.label}”没有改过，现在就是随程序的数。")
            self._store.remove_number(BALANCED, name)
            self._note(name, number.own, None)
        return Changes(indicators=True)

    def _number(self, name: str) -> "StandardNumber":
        found = self.standards().by_name.get(name)
        if found is None:
            raise NotFoundError(f"没有名为“{name}”的标准；请用 indicators standards 看全部名称。")
        return found

    def _note(self, name: str, old: "OwnNumber | None", new: "OwnNumber | None") -> None:
        op = {"set": [_plain(old), _plain(new)]}
        self._context.note("indicator", f"{BALANCED}/{name}", op)


def _exact(text: str) -> Fraction:
    from inspector_app.sheets.decimals import read_decimal
    from inspector_app.sheets.errors import CellError

    try:
        return read_decimal(text)
    except CellError as error:
        raise InputError(f"标准没有改：{error.what}；{error.remedy}。") from error


def _plain(own: "OwnNumber | None") -> list[str] | None:
    return None if own is None else [str(own.value), own.basis]
