"""检查 of what the office has done: nothing of it can be taken out without being missed."""

from collections.abc import Iterator

from inspector_app.services.context import Context, Role
from inspector_app.storage.office_log import Numbered, OfficeLogStore


def log_faults(context: Context) -> Iterator[str]:
    """Yield a Chinese sentence for each thing that was done and is told in one place alone."""
    if context.identity.role is not Role.OFFICE:
        return
    log, named = OfficeLogStore(context.database), _Named(context)
    for found, said in (
        (log.bundles_unnoted(), "的上报包收下过，历史里没有这一条"),
        (log.bundles_gone(), "的上报包历史里写着已收下，收件里没有了"),
        (log.bundles_skipped(), "的上报包不见了，它前后的都在"),
        (log.bundles_unanswered(), "的上报包收下了，要给督学的答复没有了"),
        (log.rows_gone(), "的上报包里有记录、登记、问题或回复，现在没有了"),
        (log.receipts_unnoted(), "的回执签发过，历史里没有这一条"),
        (log.receipts_gone(), "的回执签发过（历史里有，或督学的电脑收到过），这里没有了"),
        (log.receipts_ahead(), "的回执写着当时的历史，历史里对不上或没有了"),
    ):
        yield from (f"{named.of(each)}{said}" for each in found)
    for names, said in (
        (log.files_unnoted(), "另存过，历史里没有这一条"),
        (log.files_gone(), "的文件历史里写着没有收下，另存的清单里没有了"),
        (log.answers_unnoted(), "的同校同日答复过，历史里没有这一条"),
        (log.answers_gone(), "登记过同校同日的答复，现在没有了"),
        (log.settled_unnoted(), "——已写明核实，历史里没有这一条"),
    ):
        yield from (f"{each}{said}" for each in names)


class _Named:
    """Says whose and which."""

    def __init__(self, context: Context) -> None:
        self._people = {row.chain: row.inspector_id for row in context.stores.office.chains()}
        self._names = context.names()

    def of(self, each: Numbered) -> str:
        person = self._people.get(each.chain, "")
        return f"{self._names.get(person, person) or '某台电脑'}第 {each.number} 号"
