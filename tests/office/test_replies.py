"""A filled 整改回复表 that LibreOffice has saved again, in its own way and in the old format."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from PIL import Image

from inspector_app.bootstrap import Workbench
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import LetterPrint
from tests.letters import filed_record
from tests.office.peer import saved_again
from tests.papers import SCHOOL, YOUNG, demonstration


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """A folder with issues of one school that wait for an answer."""
    with demonstration(tmp_path / "data", at=YOUNG) as opened:
        filed_record(opened, SCHOOL)
        yield opened


def filled(bench: Workbench, folder: Path) -> Path:
    """The form with every row answered, its rows turned round, a picture in each."""
    wish = LetterPrint(kind=LetterKind.REPLY_FORM, subjects=(SCHOOL,))
    path = folder / "回复表.docx"
    path.write_bytes(bench.documents.file_of(wish, FileFormat.WORD))
    word = docx.Document(str(path))
    table = word.tables[0]
    for place, row in enumerate(table.rows[1:]):
        number = "".join(row.cells[1].text.split())
        row.cells[5].text = f"一是整改{number}。"
        row.cells[5].add_paragraph("二是每日巡查。")
        row.cells[6].text = "已完成"
        row.cells[7].text = "总务主任"
        picture = BytesIO()
        Image.effect_noise((240, 180), 30 + place).convert("RGB").save(picture, "JPEG")
        picture.seek(0)
        row.cells[8].paragraphs[0].add_run().add_picture(picture)
    for row in list(table.rows[1:]):
        table.rows[0]._tr.addnext(row._tr)
    word.save(str(path))
    return path


@pytest.mark.parametrize("suffix", ["docx", "doc"])
def test_a_form_that_libreoffice_saved_is_read_as_it_was_filled_in(
    bench: Workbench, tmp_path: Path, suffix: str
) -> None:
    numbers = {row.issue.number for row in bench.issues.open_at(SCHOOL)}
    path = saved_again(filled(bench, tmp_path), suffix, tmp_path / "again")
    taken = bench.reply_forms.take(path)
    assert taken.refused == ()
    lines = {line.number: line for line in taken.preview.lines}
    assert set(lines) == numbers
    for number, line in lines.items():
        assert line.answer.measures == f"一是整改{number}。\n二是每日巡查。"
        assert (line.answer.done, line.answer.responsible) == ("已完成", "总务主任")
    pictures = [answer.photos for answer in taken.reply.answers]
    assert len({uid for each in pictures for uid in each}) == len(numbers) == len(pictures)
    bench.replies.record(taken.reply.uid)
    states = {ISSUE_STATE_LABEL[row.state] for row in bench.issues.open_at(SCHOOL)}
    assert states == {"待核查"}
