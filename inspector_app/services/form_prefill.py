"""What a form asks that its record knows already: answered when the form is begun.

Questions are known by their names, which the handbook tells to those who write forms.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from inspector_app.domain.visit import Visit
from inspector_app.services.context import Context
from inspector_app.services.form_filling import OpenForm
from inspector_app.services.form_rosters import rosters_of

if TYPE_CHECKING:
    from inspector_app.xform import Element

DATE: Final = "visit_date"
ZONE: Final = "zone"
SCHOOL: Final = "school"
STAGE: Final = "stage"
_OF_SCHOOL: Final = (ZONE, STAGE)


def prefill(filling: OpenForm, visit: Visit, context: Context) -> None:
    """Answer what the record knows; a choice that the form does not offer is left open."""
    asked = {name: _asked(filling, name) for name in (DATE, ZONE, SCHOOL, STAGE)}
    of_school = any(asked[name] is not None for name in _OF_SCHOOL)
    for name, value in _known(visit, context, of_school=of_school):
        element = asked[name]
        if element is not None and value and _fits(filling, element, value):
            filling.set(element.path, value)


def _known(visit: Visit, context: Context, *, of_school: bool) -> Iterator[tuple[str, str]]:
    """Yield what is known by the names of questions; the zone narrows what schools there are."""
    if visit.visited_on is not None:
        yield DATE, visit.visited_on.isoformat()
    if visit.school is None:
        return
    code = visit.school.code
    rows = rosters_of(context)["schools.csv"] if of_school else ()
    row = next((each for each in rows if each["name"] == code), {})
    yield ZONE, row.get(ZONE, "")
    yield SCHOOL, code
    yield STAGE, row.get(STAGE, "")


def _asked(filling: OpenForm, name: str) -> "Element | None":
    element = filling.named(name)
    if element is None or element.repeat() is not None or element.has_calculate:
        return None
    return element if element.kind == "question" else None


def _fits(filling: OpenForm, element: "Element", value: str) -> bool:
    if element.control not in {"select1", "select"}:
        return element.control == "input"
    return any(choice.value == value for choice in filling.session.choices(element.path))
