"""发文字号登记 and the question of a letter beside their pictures in the handbook."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.domain.letter_kind import NUMBERED, LetterKind
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import OpenNumbers, OpenVisit
from inspector_app.vault import passphrase
from tests.district.office.district import written
from tests.district.trust.districts import District, fill
from tests.gui.handbook_pictures import SIZE, compare, compare_widget

pytestmark = pytest.mark.screenshot
NOTICE = LetterKind.RECTIFICATION_NOTICE


@pytest.fixture
def district(
    tmp_path: Path, ready_folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[District]:
    """A district whose office has reserved numbers, of which laptops have used some."""
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 8 * 1024)
    ready = shutil.copytree(ready_folder, tmp_path / "ready")
    with bootstrap.open_workbench(ready, clock=clock) as made:
        fill(made)
    (tmp_path / "district").mkdir()
    with ExitStack() as stack:
        found = District(tmp_path / "district", ready, clock, stack)
        laptops = [found.laptop(person) for person in ("DX001", "DX002")]
        for number, laptop in enumerate(laptops, start=1):
            found.accept(laptop, device=f"笔记本{number:02}")
        found.sign()
        for laptop in laptops:
            found.pin(laptop)
        found.office.share.make(found.share)
        for laptop in laptops:
            laptop.share.join(found.share)
        number_letters(found, *laptops)
        for bench in (found.office, *laptops):
            bench.close()
        yield found


def number_letters(district: District, first: Workbench, second: Workbench) -> None:
    office = district.office
    office.numbers.keep_series("示教督", NUMBERED, first=12)
    office.numbers.use(
        "示教督〔2026〕12号", title="关于开展冬季安全专项督导的通知", addressee="各学校"
    )
    office.number_reserving.reserve("示教督", 4, to="督学01")
    office.number_reserving.reserve("示教督", 3, to="督学02")
    for laptop, sessions in ((first, ("上午", "下午")), (second, ("上午",))):
        laptop.pack_taking.take([district.share / "packs"])
        for session in sessions:
            _print(laptop, session)
    first.numbers.void("示教督〔2026〕15号", reason="打印时卡纸，纸张作废")
    _print(second, "下午", reference="示教督〔2026〕13号")
    office.numbers.use("示教督〔2026〕23号", title="关于召开工作例会的通知", addressee="各责任区")
    for laptop, person in ((first, "DX001"), (second, "DX002")):
        laptop.bundles.export_news(inspector_id=person, folder=district.share / "inbox")
    office.office_desk.scan([district.share])


def _print(laptop: Workbench, session: str, reference: str = "") -> None:
    number = laptop.visits.get(written(laptop, session=session)).number
    wish = laptop.letters.wish(
        NOTICE, [number], reference=reference or laptop.numbers.next_for(NOTICE)
    )
    laptop.documents.letter_pdf(wish)


def test_the_register_and_the_proposed_number_look_as_their_pictures_in_the_handbook(
    open_window: Callable[[Path], Window], district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong: list[str] = []
    window = open_window(district.folder / "office")
    window.shell.resize(*SIZE)
    window.navigator.open(OpenNumbers())
    page: Any = window.shell.page
    page.table.setCurrentIndex(page.model.index(1, 0))
    page.setFocus()
    wrong.append(compare(window, "numbers"))

    window = open_window(district.folder / "laptop-DX001")
    desk: Any = window.desk
    window.navigator.open(OpenVisit(uid=desk.visits.list()[0].uid))

    def look(dialog: QDialog) -> bool:
        dialog.show()
        QApplication.processEvents()
        wrong.append(compare_widget(dialog, "numbers-letter"))
        dialog.deleteLater()
        return False

    monkeypatch.setattr("inspector_app.ui.dialogs.letter.run", look)
    page = window.shell.page
    page.head.letters.click()
    assert [each for each in wrong if each] == []
