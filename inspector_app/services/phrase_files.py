"""常用语 from files and into files: .xlsx, .csv and .txt."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, Problem
from inspector_app.base.ids import new_uid
from inspector_app.domain.phrase import Phrase
from inspector_app.domain.phrase_options import PhrasePlace, PhraseSource
from inspector_app.services.phrases import PhraseService

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile

_ENDINGS: Final = (".xlsx", ".csv", ".txt")


class PhrasesRead(NamedTuple):
    """What an import did.

    Attributes:
        added: those that are new.
        known: how many of the file were here already, and stay as they are.
        notes: what of the file was not read.
    """

    added: tuple[Phrase, ...]
    known: int
    notes: tuple[Problem, ...]
    changes: Changes

    @property
    def sentence(self) -> str:
        """What was done in one sentence of Chinese."""
        unread = "".join(f"{note.sentence()}。" for note in self.notes)
        kept = f"；已有 {self.known} 条，没有改动" if self.known else ""
        return f"新增“我的”常用语 {len(self.added)} 条{kept}。{unread}"


class PhraseFiles:
    """Reads lists into one's own phrases, and writes lists of them."""

    def __init__(self, phrases: PhraseService) -> None:
        self._phrases = phrases

    def take(self, path: Path, *, place: PhrasePlace = PhrasePlace.ANY) -> PhrasesRead:
        """Keep the phrases of a file that are not here yet: all of them, or none.

        Args:
            path: an .xlsx or .csv file with the column 常用语, or a .txt file with one a line.
            place: where those belong of which the file does not say it.

        Raises:
            UserError: the file cannot be read, or holds no such list.
            InputError: a cell or a line is bad; nothing was kept.
            RefusedError: they would be too many; nothing was kept.
        """
        from inspector_app.sheets.phrases import read_phrases

        rows = read_phrases(path, place=place)
        if rows.problems:
            raise InputError(
                f"“{path.name}”里有 {len(rows.problems)} 处要改，没有导入任何一条；改好后再导入。",
                problems=rows.problems,
            )
        made = self._phrases.add_new(
            Phrase(uid=new_uid(), text=row.text, place=row.place, category=row.category)
            for row in rows.phrases
        )
        known = len(rows.phrases) - len(made)
        return PhrasesRead(made, known, rows.notes, Changes(phrases=bool(made)))

    def write(self, path: Path, *, sources: Sequence[PhraseSource] = ()) -> "WrittenFile":
        """Write a list of what is not in 回收站, of these sources or of all.

        Raises:
            InputError: the file is named as if something else stood in it.
            EnvironmentProblem: it could not be written under any name; nothing has changed.
        """
        from inspector_app.base.written import write_document
        from inspector_app.sheets.phrases import phrase_bytes

        ending = path.suffix.lower()
        if ending not in _ENDINGS:
            raise InputError(
                f"“{path.name}”不知道要写成哪一种文件，没有生成；后缀请写 .xlsx、.csv 或 .txt。"
            )
        wanted = sources or tuple(PhraseSource)
        listed = tuple(
            line.phrase
            for line in self._phrases.all()
            if not line.removed_at and line.phrase.source in wanted
        )
        return write_document(path, phrase_bytes(listed, ending))
