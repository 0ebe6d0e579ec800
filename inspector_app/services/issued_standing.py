"""Whether an issued document still counts: what has come after it, and when."""

from typing import Final, NamedTuple

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.services.context import Context
from inspector_app.storage.documents import IssuedDocument, RecordState

_FILED: Final = frozenset({"visit", "summary", "rectification", "duty", "annex", "register"})
"""The families whose revisions are those of what was filed, printed or not."""
_SIGNING: Final = "signing"
_MONTH: Final = "month"
_DRAFT: Final = "draft"
_VOIDED: Final = "voided"


class Standing(NamedTuple):
    """How an issued document stands today.

    Attributes:
        newest: the newest revision there is of it.
        told: in words, what counts now and since when, or what is to be known besides.
        older: whether something else counts by now.
        voided: whether what it is about counts no more.
    """

    newest: int
    told: str = ""
    older: bool = False
    voided: bool = False


def standing_of(context: Context, document: IssuedDocument) -> Standing:
    """Return how an issued document stands today."""
    store = context.stores.documents
    state = store.state_of(document.record_uid)
    if state is not None and state.state == _VOIDED:
        return Standing(document.revision, _reason("作废的原因", state), voided=True)
    if document.family in _FILED:
        return _of_filed(context, document, state)
    if document.family == _MONTH and document.record_uid.count("第"):
        return _of_edition(context, document)
    found = _of_issued(context, document)
    if document.family == _SIGNING and not found.older:
        return found._replace(told=_after_signing(context, document))
    return found


def _of_filed(context: Context, document: IssuedDocument, state: RecordState | None) -> Standing:
    filed, at = context.stores.documents.filed(document.record_uid)
    if filed > document.revision:
        return Standing(filed, f"现行的是第{filed}版，{_when(at)} 定稿。", older=True)
    if state is not None and state.state == _DRAFT:
        again = _reason("更正的原因", state)
        return Standing(document.revision, f"这一份正在更正，再定稿以后，这一版就不再作数。{again}")
    return _of_issued(context, document)


def _of_issued(context: Context, document: IssuedDocument) -> Standing:
    newest = context.stores.documents.newest(document.family, document.record_uid)
    if newest is None or newest.revision <= document.revision:
        return Standing(document.revision)
    told = f"现行的是第{newest.revision}版，{_when(newest.made_at)} 出具。"
    return Standing(newest.revision, told, older=True)


def _of_edition(context: Context, document: IssuedDocument) -> Standing:
    """Return how an edition of a month stands: until the month is locked the newest one counts."""
    month, scope = document.record_uid.split("/")[:2]
    figures = context.stores.documents.month_figures(month, scope)
    number, at = figures.edition, figures.edition_at
    if number > document.revision:
        return Standing(number, f"现行的是第{number}版，{_when(at)} 编成。", older=True)
    if figures.locked_at and figures.locked_otherwise:
        told = f"这个月已于 {_when(figures.locked_at)} 上报锁定，数字与这一版不同，以锁定的为准。"
        return Standing(document.revision, told, older=True)
    return Standing(document.revision)


def _after_signing(context: Context, document: IssuedDocument) -> str:
    filed, at = context.stores.documents.filed(document.record_uid)
    return f"这份记录已于 {_when(at)} 定稿（第{filed}版），以定稿为准。" if filed else ""


def _reason(word: str, state: RecordState) -> str:
    return f"{word}：{state.reason.rstrip('。')}。" if state.reason else ""


def _when(instant: str) -> str:
    """Return an instant as people in China read it."""
    return local_datetime_text(parse_instant(instant)) if instant else ""
