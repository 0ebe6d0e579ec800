"""Letters with numbers of a 机关代字 from before it was kept: the register begins with them."""

from inspector_app.base.clock import CHINA, parse_instant
from inspector_app.domain.letter_number import read_number
from inspector_app.domain.number_events import NumberStep
from inspector_app.services.context import Context
from inspector_app.services.number_keeping import append


def note_earlier(context: Context, code: str) -> None:
    """Note the use of each number of a 机关代字 that a letter in the archive bears."""
    for document in context.stores.documents.numbered_letters():
        number = read_number(document.number)
        if number is None or number.code != code:
            continue
        if context.stores.numbers.is_used_by(document.uid):
            continue
        append(
            context, code=code, year=number.year, step=NumberStep.USED,
            content={
                "serial": number.serial,
                "title": document.title.removesuffix(document.number).strip(),
                "addressee": "",
                "day": parse_instant(document.made_at).astimezone(CHINA).date().isoformat(),
                "document": document.uid,
                "sha256": document.sha256,
            },
        )  # fmt: skip
