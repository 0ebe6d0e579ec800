"""Small forms for tests, written as lines instead of XML."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Final
from xml.sax.saxutils import quoteattr

from inspector_app.xform import FormDef, Session, load_form

NOON: Final = datetime(2026, 11, 22, 12, 30, tzinfo=timezone(timedelta(hours=8)))
_HEAD: Final = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
    ' xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms">'
)


def form_xml(
    instance: str,
    binds: Mapping[str, Mapping[str, str]],
    *,
    model: str = "",
    body: str | None = None,
) -> str:
    """Return a form around the inside of its main instance.

    Without a body every bound node that no other lies below gets an input.
    """
    written = "".join(
        f"<bind nodeset={quoteattr('/data/' + path)} {_attributes(bind)}/>"
        for path, bind in binds.items()
    )
    shown = "".join(f'<input ref="/data/{path}"><label>{path}</label></input>' for path in binds)
    return (
        f"{_HEAD}<h:head><h:title>甲</h:title><model>{model}"
        f'<instance><data id="t" version="1">{instance}</data></instance>{written}</model></h:head>'
        f"<h:body>{shown if body is None else body}</h:body></h:html>"
    )


def _attributes(bind: Mapping[str, str]) -> str:
    return " ".join(f"{name}={quoteattr(value)}" for name, value in bind.items())


def form(
    instance: str,
    binds: Mapping[str, Mapping[str, str]],
    *,
    model: str = "",
    body: str | None = None,
) -> FormDef:
    """Return a loaded form."""
    return load_form(form_xml(instance, binds, model=model, body=body))


def session(
    instance: str,
    binds: Mapping[str, Mapping[str, str]],
    *,
    model: str = "",
    body: str | None = None,
    rosters: Mapping[str, Iterable[Mapping[str, str]]] | None = None,
) -> Session:
    """Return a session of a new record at a fixed instant."""
    lists = rosters or {}
    return Session(
        form(instance, binds, model=model, body=body),
        rosters=lambda name: lists[name],
        clock=lambda: NOON,
    )


def repeat_body(*names: str, repeat: str = "r", attributes: str = "") -> str:
    """Return a body with inputs in one repeat."""
    inside = "".join(f'<input ref="/data/{repeat}/{name}"/>' for name in names)
    return (
        f'<group ref="/data/{repeat}"><label>组</label>'
        f'<repeat nodeset="/data/{repeat}" {attributes}>{inside}</repeat></group>'
    )
