"""Coded answers in a narrow table, for counting; it follows from the answers and is made anew."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from inspector_app.domain.form_record import FormRecord, texts_of
from inspector_app.services.context import Context
from inspector_app.services.form_versions import FormVersions
from inspector_app.storage.forms import CodedAnswer, Unsorted

if TYPE_CHECKING:
    from inspector_app.services.known_form import KnownForm

_WHOLE: Final = frozenset({"int", "integer"})


class FormAnswers:
    """Keeps the table of coded answers; records whose version is not here wait for it."""

    def __init__(self, context: Context, versions: FormVersions) -> None:
        self._context = context
        self._versions = versions

    def counts(self, form: str, name: str) -> dict[str, int]:
        """Return how often each code was given to a question in counted records."""
        self.catch_up()
        return self._context.stores.forms.counts(form, name)

    def catch_up(self) -> None:
        """Sort in what was written since."""
        with self._context.database.transaction():
            for each in self._context.stores.forms.unsorted():
                known = self._versions.of(_record(each))
                if known is not None:
                    self._context.stores.forms.sort_in(each.uid, _coded(known, each))

    def rebuild(self) -> None:
        """Make the whole table anew; the same answers give the same rows."""
        with self._context.database.transaction():
            self._context.stores.forms.forget_answers()
            self.catch_up()


def _record(each: Unsorted) -> FormRecord:
    return FormRecord(
        uid=each.uid, form=each.form, version=each.version, digest=each.digest, title=""
    )


def _coded(known: "KnownForm", each: Unsorted) -> Iterator[CodedAnswer]:
    """Yield the answers of choices and whole numbers, of a multiple choice each one chosen."""
    elements = {e.name: e for e in known.definition.elements.values() if e.kind == "question"}
    for row_uid, name, text in texts_of(each.answers):
        element = elements.get(name)
        if element is None:
            continue
        if element.control == "select":
            yield from (CodedAnswer(row_uid, name, code) for code in dict.fromkeys(text.split()))
        elif element.control == "select1" or element.data_type in _WHOLE:
            yield CodedAnswer(row_uid, name, text)
