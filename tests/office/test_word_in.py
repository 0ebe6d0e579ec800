"""A record of ours that LibreOffice has saved again says the same when it is read back."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from inspector_app.domain.record_recognition import recognised
from inspector_app.papers.reading import read_word_file
from inspector_app.services.document_kinds import FileFormat
from tests.office.peer import saved_again

Files = Mapping[str, Mapping[FileFormat, Path]]


@pytest.mark.parametrize("suffix", ["docx", "doc"])
def test_a_record_that_libreoffice_saved_is_read_as_it_was_written(
    files: Files, tmp_path: Path, suffix: str
) -> None:
    ours = files["signing"][FileFormat.WORD]
    theirs = saved_again(ours, suffix, tmp_path)
    mine, other = (recognised(read_word_file(path)) for path in (ours, theirs))
    assert mine.values
    assert mine.lessons
    for part in ("number", "values", "ticks", "merits", "issues", "lessons", "rest"):
        assert getattr(mine, part) == getattr(other, part), part
    assert len(mine.pictures) == len(other.pictures) > 0
