"""Forms of any size for measurements, written as XForms without a compiler."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

_HEAD: Final = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
    ' xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">'
)
_IN_GROUP: Final = 10
_RATINGS: Final = 6
GRADES: Final = ("1", "2", "3", "4", "5")
STAGES: Final = ("k", "p", "j")
ZONES: Final = ("z1", "z2", "z3", "z4", "z5")
# Controls of ours for the list of schools, and which of its rows are offered.
_FROM_LIST: Final = {"roster": "[zone = /data/zone ]", "schools": ""}


@dataclass(frozen=True, slots=True)
class Item:
    """One element of a form: its place, its bind and its control."""

    path: str
    type: str = "string"
    bind: str = ""
    control: str = "input"
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[1]


def form_of(questions: int) -> str:
    """Return a form of about so many questions: ratings, sums, gates, cross checks.

    Every third group stands behind the answer to one question, the stage of the school.
    """
    head = [Item("/data/day", "date"), Item("/data/stage", control="select1", choices=STAGES)]
    groups = [_group(place) for place in range(max(1, (questions - 2) // _IN_GROUP))]
    sums = [f"coalesce(/data/g{place}/sum{place}, 0)" for place in range(len(groups))]
    total = " + ".join(sums[:30])
    tail = [
        Item("/data/total", "decimal", _bind(calculate=total), control=""),
        Item("/data/verdict", bind=_bind(constraint=f". != '1' or /data/total > {len(groups)}"),
             control="select1", choices=GRADES),
    ]  # fmt: skip
    gates = {f"/data/g{place}": "/data/stage != 'k'" for place in range(0, len(groups), 3)}
    return _xform([head, *groups, tail], gates)


def _group(place: int) -> list[Item]:
    base = f"/data/g{place}"
    ratings = [f"{base}/r{place}_{number}" for number in range(_RATINGS)]
    filled = " + ".join(f"coalesce({path}, 0)" for path in ratings)
    low = " or ".join(f"{path} = '1'" for path in ratings)
    return [
        *(Item(path, control="select1", choices=GRADES) for path in ratings),
        Item(f"{base}/n{place}", "int", _bind(constraint=". >= 0 and . <= 20000")),
        Item(f"{base}/d{place}", "decimal", _bind(relevant=f"/data/g{place}/n{place} > 10")),
        Item(f"{base}/t{place}", bind=_bind(required=low, constraint="string-length(.) >= 2")),
        Item(f"{base}/e{place}", "date", _bind(constraint=". >= /data/day")),
        Item(f"{base}/sum{place}", "decimal", _bind(calculate=filled), control=""),
        Item(f"{base}/mean{place}", "decimal",
             _bind(calculate=f"round({base}/sum{place} div {_RATINGS}, 2)"), control=""),
    ]  # fmt: skip


def long_form(binds: int = 550) -> str:
    """Return a form like a verbal autopsy: chains of gates, yes and no, two languages."""
    items = [Item("/data/age", "int"), Item("/data/sex", control="select1", choices=("f", "m"))]
    answers = ("yes", "no", "dk", "ref")
    for place in range(binds - 2):
        gates = [f"/data/age >= {place % 60}"]
        if place >= 4:
            gates.append(
                f"selected(/data/s{place - 4 - place % 3}/q{place - 4 - place % 3}, 'yes')"
            )
        if place % 7 == 0:
            gates.append("/data/sex = 'f'")
        bind = _bind(relevant=" and ".join(gates), required="true()")
        items.append(
            Item(f"/data/s{place}/q{place}", bind=bind, control="select1", choices=answers)
        )
    return _xform([[item] for item in items], {}, languages=("中文 (zh)", "English (en)"))


def repeat_form() -> str:
    """Return a form with one repeat: findings with a place, a date check and a gate."""
    base = "/data/finding"
    items = [
        Item(f"{base}/heavy", control="select1", choices=GRADES),
        Item(f"{base}/words", bind=_bind(required="../heavy = '1'")),
        Item(f"{base}/due", "date", _bind(relevant="../heavy != '5'", constraint=". >= /data/day")),
        Item(f"{base}/place", "int", _bind(calculate="position(..)"), control=""),
        Item(f"{base}/line", bind=_bind(calculate="concat(../place, ' ', ../words)"), control=""),
    ]
    counted = Item("/data/findings", "int", _bind(calculate=f"count({base})"), control="")
    return _xform([[Item("/data/day", "date")], items, [counted]], {}, repeat=base)


def roster_form(*, whole: bool = False) -> str:
    """Return a form whose schools are those of the zone, or all of them."""
    school = Item("/data/school", control="schools" if whole else "roster")
    zone = Item("/data/zone", control="select1", choices=ZONES)
    return _xform([[zone, school]], {})


def write_roster(path: Path, schools: int) -> Path:
    """Write so many schools, evenly in the zones."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("name", "label", "zone", "stage"))
        for number in range(schools):
            zone, stage = ZONES[number % len(ZONES)], STAGES[number % len(STAGES)]
            writer.writerow((f"s{number:05}", f"示范区第{number}学校", zone, stage))
    return path


# -- writing ---------------------------------------------------------------------------------------


def _bind(**expressions: str) -> str:
    return "".join(f" {name}={quoteattr(text)}" for name, text in expressions.items())


def _xform(
    pages: list[list[Item]], gates: dict[str, str], *, languages: tuple[str, ...] = (),
    repeat: str = "",
) -> str:  # fmt: skip
    items = [item for page in pages for item in page]
    binds = [f'<bind nodeset="{path}" relevant={quoteattr(text)}/>' for path, text in gates.items()]
    binds += [f'<bind nodeset="{i.path}" type="{i.type}"{i.bind}/>' for i in items]
    schools = '<instance id="schools" src="jr://file-csv/schools.csv"/>'
    used = schools if any(item.control in _FROM_LIST for item in items) else ""
    body = "".join(_page(page, repeat=repeat, itext=bool(languages)) for page in pages)
    return (
        f"{_HEAD}<h:head><h:title>表</h:title><model>{_itext(items, languages)}"
        f'<instance><data id="sized" version="1">{_instance(pages)}'
        "<meta><instanceID/></meta></data></instance>"
        f"{used}{''.join(binds)}</model></h:head><h:body>{body}</h:body></h:html>"
    )


def _parent(page: list[Item]) -> str:
    return page[0].path.rsplit("/", 1)[0]


def _instance(pages: list[list[Item]]) -> str:
    parts = []
    for page in pages:
        leaves = "".join(f"<{item.name}/>" for item in page)
        name = _parent(page).removeprefix("/data").strip("/")
        parts.append(f"<{name}>{leaves}</{name}>" if name else leaves)
    return "".join(parts)


def _page(page: list[Item], *, repeat: str, itext: bool) -> str:
    controls = "".join(_control(item, itext=itext) for item in page if item.control)
    parent = _parent(page)
    if parent == "/data":
        return controls
    if parent == repeat:
        return f'<group ref="{parent}"><repeat nodeset="{parent}">{controls}</repeat></group>'
    return f'<group ref="{parent}"><label>{parent}</label>{controls}</group>'


def _control(item: Item, *, itext: bool) -> str:
    label = (
        f"<label ref=\"jr:itext('{item.path}:label')\"/>"
        if itext
        else f"<label>{item.name}</label>"
    )
    if item.control in _FROM_LIST:
        nodes = f"instance('schools')/root/item{_FROM_LIST[item.control]}"
        itemset = f'<itemset nodeset="{nodes}"><value ref="name"/><label ref="label"/></itemset>'
        return f'<select1 ref="{item.path}">{label}{itemset}</select1>'
    choices = "".join(
        f"<item><label>{choice}</label><value>{choice}</value></item>" for choice in item.choices
    )
    return f'<{item.control} ref="{item.path}">{label}{choices}</{item.control}>'


def _itext(items: list[Item], languages: tuple[str, ...]) -> str:
    if not languages:
        return ""
    parts = []
    for language in languages:
        texts = "".join(
            f'<text id="{i.path}:label"><value>{language} {i.name}</value></text>' for i in items
        )
        parts.append(f'<translation lang="{language}">{texts}</translation>')
    return f"<itext>{''.join(parts)}</itext>"
