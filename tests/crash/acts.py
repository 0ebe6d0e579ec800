"""Acts that write, as they are typed, and what stands where each of them begins."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SKIPPED: Final = shutil.ignore_patterns("in-use.lock")


@dataclass(frozen=True, kw_only=True)
class World:
    """Folders of an office and of laptops, closed, with what an act needs lying beside them.

    Attributes:
        root: all of it.
        words: what acts name by ``{…}``.
    """

    root: Path
    words: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Act:
    """One command.

    Attributes:
        name: what it is called in a failure.
        words: the command, over spaces; ``{…}`` as of the world, ``{here}`` is its root.
        world: where it begins.
        at: whose data folder it is done in.
        again: what finishes it after a failure, where that is another command.
        grows: tables that may hold more rows after another try: each try is noted.
    """

    name: str
    words: str
    world: str = "district"
    at: str = "DX001"
    again: str = ""
    grows: frozenset[str] = frozenset()


_OUTSIDE: Final = (
    Act(name="visit pdf", words="visit pdf {no} --out {out}/记录.pdf"),
    Act(name="visit docx", words="visit docx {no} --out {out}/记录.docx"),
    Act(name="visits pdf", words="visits pdf --month 2026-11 --out {out}/记录.pdf"),
    # So is each 送签稿: the next print is the next one.
    Act(
        name="visit signing",
        words="visit signing {draft} --out {out}/送签.pdf",
        grows=frozenset({"signing_copy", "document", "document_page"}),
    ),
    # Which number was taken is told; a second form is a second record.
    Act(
        name="visit blank",
        words="visit blank --school 2121000003 --out {out}/空白.pdf",
        grows=frozenset({"visit"}),
    ),
    Act(name="month pdf", words="month 2026-11 --pdf {out}/月.pdf"),
    Act(name="month docx", words="month 2026-11 --docx {out}/月.docx"),
    Act(name="month xlsx", words="month 2026-11 --xlsx {out}/月.xlsx"),
    Act(name="ledger", words="ledger --month 2026-11 --xlsx {out}/台账.xlsx"),
    Act(name="plates", words="plates --out {out}/牌.pdf"),
    Act(name="phrase csv", words="phrase export {out}/常用语.csv"),
    Act(name="form export", words="form export anquan --csv {out}"),
    Act(name="layout template", words="layout template --out {out}/表样.xlsx"),
    Act(name="form template", words="form template --out {out}/表单.xlsx"),
    Act(name="phrase export", words="phrase export {out}/常用语.xlsx"),
    Act(name="bundle materials", words="bundle materials --month 2026-11 --to {out}"),
)
_INSIDE: Final = (
    Act(name="photo", words="visit add-photo {draft} {here}/照片1.jpg {here}/照片2.jpg"),
    Act(name="import roster", words="import roster {here}/名册.xlsx"),
    Act(name="import visits", words="import visits {here}/记录.xlsx"),
    Act(name="layout publish", words="layout publish {here}/表样.xlsx"),
    Act(name="visit file", words="visit file {draft}"),
)
_BETWEEN: Final = (
    Act(name="bundle export", words="bundle export --inspector DX003 --month 2026-11 --to {out}",
        at="DX003"),
    Act(name="bundle save", words="bundle save 1 --to {out}"),
    Act(name="share send", words="share send", at="DX003"),
    Act(name="share parcel", words="share parcel --to {out}", at="DX003"),
    Act(name="peers send", words="peers send {no}"),
    Act(name="visit hand-over", words="visit hand-over {no} --to {out}"),
    Act(name="scan", words="office scan {share}", at="office"),
    Act(name="scan twice", words="office scan {share}", world="held", at="office"),
    Act(name="peers take", words="peers take", world="held", at="DX002"),
    Act(name="receipts take", words="receipts take {share}", world="held"),
    Act(name="share take", words="share take", world="held"),
    Act(name="pack take", words="pack take --yes", world="held"),
    Act(name="office month", words="office month 2026-11 --pdf {out}/核对.pdf", world="held",
        at="office"),
    Act(name="office month xlsx", words="office month 2026-11 --xlsx {out}/核对.xlsx",
        world="held", at="office"),
    Act(name="month edition", words="month edition 2026-11", world="held", at="office"),
    Act(name="gaps", words="office gaps --month 2026-11 --xlsx {out}/催报.xlsx", world="held",
        at="office"),
    Act(name="return", words="office return {no} --comment-all 请补照片", world="held",
        at="office", again="office return send"),
    Act(name="return by hand", words="office return {no} --comment-all 请补照片 --folder {out}",
        world="held", at="office", again="office return send --folder {out}"),
    Act(name="send", words="office send schools", world="held", at="office",
        again="office scan"),
    Act(name="send by hand", words="office send schools --into {out}", world="held",
        at="office", again="office sent --only 2 --into {out}"),
    Act(name="parcel of the office", words="share parcel --to {out}", world="held", at="office"),
)  # fmt: skip
_TRUST: Final = (
    Act(name="root new", words="root new --to {stick}", world="alone", at="office"),
    Act(name="enrol request", words="enrol request --to {share}", world="alone"),
    Act(name="enrol accept", words="enrol accept {share} --check {digits}", world="asked",
        at="office"),
    Act(name="sign-roster", words="root sign-roster --root {root} --out {share}",
        world="asked", at="office", again="trust write --to {share}"),
    Act(name="rotate", words="root rotate --root {root} --to {stick} --out {share}",
        world="asked", at="office", again="trust write --to {share}"),
    Act(name="trust write", words="trust write --to {out}", world="signed", at="office"),
    Act(name="trust pin", words="trust pin {share} --check {root_digits}", world="signed"),
)  # fmt: skip
_FIRST: Final = (
    Act(
        name="init",
        words="init --district 210304 --inspector DX001",
        world="nothing",
        again="schools",
    ),
    Act(name="demo", words="demo", world="nothing", again="schools"),
    Act(name="open", words="schools", world="nothing"),
    Act(name="old pages", words="check", world="old"),
)

ACTS: Final = (*_OUTSIDE, *_INSIDE, *_BETWEEN, *_TRUST, *_FIRST)
# Of these one fault alone takes longer than the short run.
LONG: Final = frozenset({"demo", "import roster", "form export"})
