"""Every kind of document, made once from a demonstration district, and what LibreOffice prints."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspector_app.services.document_kinds import FileFormat
from tests.examples import FULL_LENGTH
from tests.office.peer import print_all
from tests.papers import OLD, YOUNG, Maker, demonstration, more_wishes, wishes
from tests.unit.services.conftest import (  # noqa: F401 - fixtures
    complete,
    filed,
    filled_folder,
    folder,
    workbench,
)


@dataclass(frozen=True)
class Made:
    """The files of one document, and LibreOffice's prints of those that are not PDF."""

    files: Mapping[FileFormat, Path]
    printed: Mapping[FileFormat, Path]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[FileFormat, Path]]:
    """The files of every kind of document, by the code of the kind; more at full length."""
    place = tmp_path_factory.mktemp("documents")
    with demonstration(place / "data", at=OLD if FULL_LENGTH else YOUNG) as bench:
        made = Maker(bench, place)
        made.records(FileFormat.PDF, FileFormat.WORD)
        for code, wish in {**wishes(made.uid), **(more_wishes() if FULL_LENGTH else {})}.items():
            made.document(code, wish, *FileFormat)
        made.letters(FileFormat.PDF, FileFormat.WORD)
        return made.made


@pytest.fixture(scope="session")
def documents(
    files: Mapping[str, Mapping[FileFormat, Path]], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Made]:
    """The same with LibreOffice's prints of the Word and Excel files, all made in one go."""
    # Word and Excel files of one document get names of their own: both become PDF files.
    ours = [
        path for each in files.values() for form, path in each.items() if form != FileFormat.PDF
    ]
    printed = print_all(ours, tmp_path_factory.mktemp("office"))
    return {
        code: Made(each, {form: printed[path] for form, path in each.items() if path in printed})
        for code, each in files.items()
    }
