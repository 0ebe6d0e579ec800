"""下发 of 表样: the file of a published layout with what its places mean."""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError
from inspector_app.base.stable_json import stable_text
from inspector_app.domain.labels.layouts import LAYOUT_KIND_LABEL
from inspector_app.domain.layout import Layout, LayoutKind, Medium, checked_name
from inspector_app.services.context import Context
from inspector_app.services.layouts import LayoutService
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.pack_values import rows_in, text_in
from inspector_app.storage.layouts import digest_of

LAYOUTS: Final = "layouts"
_MOST_TEXT: Final = 8 * 2**20


class _Told(NamedTuple):
    """A layout that a pack holds; ``layout`` is ``None`` where it cannot stand here."""

    title: str
    layout: Layout | None
    content: bytes
    places: str
    why: str


class LayoutsKind:
    """Sends the newest version of each layout that is chosen."""

    kind = LAYOUTS
    title = "表样"
    about = "本区的表样（月统计表、记录表、文书），写名称；不写就是全部"
    replaces = False
    each_person = False
    chooses = True

    def __init__(self, context: Context, layouts: LayoutService) -> None:
        self._context = context
        self._layouts = layouts

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return layouts by name (errors as of a ``PackKind``)."""
        del to
        newest = {each.name: each for each in self._layouts.all()}
        found = [self._layouts.named(name) for name in wanted] if wanted else [*newest.values()]
        if not found:
            raise NothingToSendError("表样", "请先发布本区的表样")
        return {"layouts": [self._row(each) for each in found]}

    def _row(self, layout: Layout) -> dict[str, Any]:
        content, places = self._context.stores.layouts.content(layout)
        return {
            "name": layout.name, "kind": layout.kind.value, "medium": layout.medium.value,
            "file_name": layout.file_name, "digest": layout.digest,
            "places": stable_text(places), "content": base64.b64encode(content).decode(),
        }  # fmt: skip

    def subjects(self, rows: Mapping[str, Any]) -> Iterator[str]:
        """Yield the names of the layouts: what is kept last is the newest version."""
        for row in rows_in(rows, "layouts"):
            yield text_in(row, "name")

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return which layouts would be here."""
        return tuple(self._line(each) for each in self._told(rows))

    def _line(self, told: _Told) -> PackLine:
        if told.layout is None:
            return PackLine(Mark.REFUSED, f"{told.title}：{told.why}")
        if self._layouts.is_newest(told.layout):
            return PackLine(Mark.SAME, told.title)
        version = told.layout.version
        if version == 1:
            return PackLine(Mark.NEW, told.title)
        return PackLine(Mark.CHANGED, f"{told.title}，成为本机第 {version} 版；以前的版本照旧")

    def _told(self, rows: Mapping[str, Any]) -> Iterator[_Told]:
        for row in rows_in(rows, "layouts"):
            content = base64.b64decode(text_in(row, "content", most=_MOST_TEXT), validate=True)
            places = text_in(row, "places", most=_MOST_TEXT)
            digest = text_in(row, "digest")
            kind, medium = LayoutKind(text_in(row, "kind")), Medium(text_in(row, "medium"))
            if digest_of(content, places) != digest or not isinstance(json.loads(places), dict):
                msg = "a layout is not the one that it is said to be"
                raise ValueError(msg)
            title = f"{LAYOUT_KIND_LABEL[kind]}表样“{text_in(row, 'name')}”"
            try:
                layout = self._layouts.next_version(
                    checked_name(text_in(row, "name")), file_name=text_in(row, "file_name"),
                    form=(kind, medium), digest=digest,
                )  # fmt: skip
            except InputError as error:
                yield _Told(title, None, content, places, error.sentence)
                continue
            yield _Told(title, layout, content, places, "")

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Keep every layout that may be; the others are left out."""
        taken = False
        for told in self._told(rows):
            if self._line(told).mark in {Mark.NEW, Mark.CHANGED} and told.layout is not None:
                self._layouts.keep(told.layout, told.content, told.places)
                taken = True
        return Changes(settings=taken)
