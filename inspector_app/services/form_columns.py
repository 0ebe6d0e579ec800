"""The questions of a published form, as counting and sheets ask for them."""

import re
from typing import TYPE_CHECKING, Final

from inspector_app.domain.form_counts import ColumnKind, FormColumn
from inspector_app.domain.form_lists import Rosters

if TYPE_CHECKING:
    from inspector_app.services.known_form import KnownForm
    from inspector_app.xform import Element, FormDef

_NUMBERS: Final = frozenset({"int", "integer", "decimal"})
_ASIDE: Final = frozenset({"", "trigger", "upload"})
_LAYOUT: Final = ("generated_", "reserved_name_for_field_list_labels_")
_LIST: Final = re.compile(r"instance\('([^']+)'\)")
_ITEXT: Final = re.compile(r"jr:itext\((.+)\)")


def columns_of(known: "KnownForm", rosters: Rosters) -> tuple[FormColumn, ...]:
    """Return what a version asks and works out, in its order; notes and pictures are left out."""
    form = known.definition
    return tuple(
        FormColumn(
            name=element.name,
            label=_label(known, element),
            kind=_kind(element),
            choices=_choices(form, element) or _from_outside(form, element, rosters),
            outside=bool(_from_outside(form, element, rosters)),
            repeat=_outermost(element),
        )
        for element in form.elements.values()
        if _is_asked(element, counted=bool(known.own.get(element.name, {}).get("统计")))
    )


def _label(known: "KnownForm", element: "Element") -> str:
    # What is only worked out stands on no page: its words are those of the sheet.
    told = element.label().strip() or known.labels.get(element.name, "")
    return " ".join(told.split()) or element.name


def _is_asked(element: "Element", *, counted: bool) -> bool:
    if element.kind != "question" or element.name.startswith(_LAYOUT):
        return False
    if element.control in _ASIDE:
        return element.has_calculate and (counted or bool(element.label().strip()))
    # A note: words that nobody answers.
    told = element.control == "input" and element.bind.get("readonly") == "true()"
    return element.has_calculate or not told


def _kind(element: "Element") -> ColumnKind:
    if element.control in {"select", "rank"}:
        return ColumnKind.CHOICES
    if element.control == "select1":
        return ColumnKind.CHOICE
    if element.data_type in _NUMBERS or element.control == "range":
        return ColumnKind.NUMBER
    return ColumnKind.DAY if element.data_type == "date" else ColumnKind.TEXT


def _choices(form: "FormDef", element: "Element") -> tuple[tuple[str, str], ...]:
    """Return every choice there is, whatever a filter would leave out in one record."""
    static = tuple((each.value, form_words(form, each.label)) for each in element.items)
    found = _LIST.match(element.itemset.nodeset) if element.itemset is not None else None
    if found is None or element.itemset is None or found[1] not in form.lists.inline:
        return static
    told = _ITEXT.fullmatch(element.itemset.label)
    value, label = element.itemset.value, told[1] if told else element.itemset.label
    rows = []
    for root in form.lists.inline[found[1]].children:
        for item in root.children:
            cells = {each.name: each.text() for each in item.children}
            words = cells.get(label, "")
            text = form.translations.find(words, None) if told else None
            rows.append((cells.get(value, ""), text.plain() if text else words))
    return (*static, *rows)


def _from_outside(
    form: "FormDef", element: "Element", rosters: Rosters
) -> tuple[tuple[str, str], ...]:
    """Return the choices of a list of the day: the schools, the zones."""
    found = _LIST.match(element.itemset.nodeset) if element.itemset is not None else None
    source = form.lists.sources.get(found[1], "") if found is not None else ""
    rows = rosters.get(source.rpartition("/")[2], ())
    return tuple((row["name"], row["label"]) for row in rows)


def form_words(form: "FormDef", text: object) -> str:
    """Return a text of a form in its default language."""
    identifier = getattr(text, "identifier", "")
    found = form.translations.find(identifier, None) if identifier else text
    return found.plain().strip() if found is not None else ""  # type: ignore[attr-defined]


def _outermost(element: "Element") -> str:
    found, above = "", element.parent
    while above is not None:
        found = above.name if above.kind == "repeat" else found
        above = above.parent
    return found
