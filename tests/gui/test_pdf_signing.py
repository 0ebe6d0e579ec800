"""电子签名… in the preview: what is seen, signed into a file of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from inspector_app.base import child
from inspector_app.services import pdf_signing
from inspector_app.services.wishes import MonthPrint, RecordsPrint, SigningPrint, VisitPrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask, certificate
from tests.gui.conftest import Hands
from tests.gui.previews import NOVEMBER, preview_of
from tests.unit.certificates import PASSPHRASE, key_file

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

needs_pyhanko = pytest.mark.skipif(
    not pdf_signing.signing_installed(), reason="the optional part sign is not installed"
)


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office's certificate, which is what the person chooses."""
    path = tmp_path / "单位证书.p12"
    path.write_bytes(key_file())
    monkeypatch.setattr(ask, "open_file", lambda *_a: path)
    return path


@pytest.fixture
def typed(key: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let a person choose the certificate and type a passphrase with the keyboard."""

    def be(passphrase: str) -> None:
        def run(dialog: Any) -> bool:
            dialog.show()
            QApplication.sendPostedEvents()
            QTest.keyClick(dialog.choose, Qt.Key.Key_Space)
            assert dialog.file.text() == key.name
            dialog.passphrase.setText(passphrase)
            QTest.keyClicks(dialog.reason, "issued")
            QTest.keyClick(dialog.yes, Qt.Key.Key_Space)
            accepted = dialog.result() == QDialog.DialogCode.Accepted
            dialog.hide()
            return accepted

        monkeypatch.setattr(certificate, "run", run)

    return be


def checked(path: Path) -> str:
    return child.run(["pdfsig", "-nocert", path], seconds=60).out.decode()


@needs_pyhanko
def test_what_is_seen_is_signed_with_the_keyboard_into_a_file_of_its_own(
    window: Window,
    filed: str,
    hands: Hands,
    typed: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda _p, _t, name, _k: tmp_path / name)
    typed(PASSPHRASE)
    page = preview_of(window, VisitPrint(uid=filed))
    QTest.keyClick(hands.at, Qt.Key.Key_E, CONTROL_SHIFT)
    (made,) = tmp_path.glob("入校督导记录表 *（已签）.pdf")
    assert page.notice.text == f"已用“示范区督导室”的证书签名，已存为 {made}。"
    said = checked(made)
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert b"issued" in made.read_bytes()


@needs_pyhanko
def test_a_signed_file_that_is_open_elsewhere_is_left_and_a_second_name_is_told(
    window: Window,
    filed: str,
    typed: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    hold_open: Callable[[str], None],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_a: tmp_path / "已签.pdf")
    hold_open("已签.pdf")
    typed(PASSPHRASE)
    page = preview_of(window, VisitPrint(uid=filed))
    page.sign.click()
    assert "“已签.pdf”正被其他程序打开" in page.notice.text
    assert "Signature is Valid" in checked(tmp_path / "已签（2）.pdf")


@needs_pyhanko
def test_each_record_of_a_month_is_signed_into_a_file_of_its_own(
    window: Window,
    typed: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    desk: Any = window.desk
    whole = desk.printing.plan
    monkeypatch.setattr(
        desk.printing, "plan", lambda wish: (p := whole(wish))._replace(pieces=p.pieces[:2])
    )
    monkeypatch.setattr(ask, "folder", lambda *_a: tmp_path)
    typed(PASSPHRASE)
    page = preview_of(window, RecordsPrint(month=NOVEMBER, inspector_id="DX001"))
    page.sign.click()
    made = sorted(tmp_path.glob("*（已签）.pdf"))
    assert len(made) == 2
    assert all("Signature is Valid" in checked(path) for path in made)
    assert page.notice.text.startswith("已把 2 份写到")


@needs_pyhanko
@pytest.mark.parametrize(
    "case",
    [
        (key_file(), "wrong", "证书文件打不开：密码不对"),
        (key_file(last_year=2024), PASSPHRASE, "证书不在有效期内（2022-01-01"),
        (b"no certificate", PASSPHRASE, "不是带私钥的 PKCS#12"),
        (None, PASSPHRASE, "读不出"),
    ],
)
def test_a_certificate_that_cannot_sign_is_explained_before_anything_else_is_asked(
    window: Window,
    filed: str,
    key: Path,
    typed: Callable[[str], None],
    case: tuple[bytes | None, str, str],
) -> None:
    content, passphrase, said = case
    typed(passphrase)
    key.unlink() if content is None else key.write_bytes(content)
    # No place to save is asked for: an unanswered question would fail this test.
    page = preview_of(window, VisitPrint(uid=filed))
    page.sign.click()
    assert said in page.notice.text
    assert "没有签名" in page.notice.text
    assert page.sign.isEnabled()


@needs_pyhanko
def test_the_certificate_is_remembered_while_the_preview_stands_but_not_its_passphrase(
    window: Window, filed: str, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path | None, str]] = []

    def run(dialog: Any) -> bool:
        asked.append((dialog.key, dialog.passphrase.text()))
        dialog.key = key
        dialog.passphrase.setText("wrong")
        return True

    monkeypatch.setattr(certificate, "run", run)
    page = preview_of(window, VisitPrint(uid=filed))
    page.sign.click()
    page.sign.click()
    assert asked == [(None, ""), (key, "")]


@needs_pyhanko
def test_without_a_certificate_the_question_can_only_be_given_up(
    window: Window, filed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(dialog: Any) -> bool:
        assert dialog.file.text() == "（还没有选）"
        dialog.accept()
        return bool(dialog.result())

    monkeypatch.setattr(certificate, "run", run)
    page = preview_of(window, VisitPrint(uid=filed))
    page.sign.click()
    assert page.notice.text == ""


def test_a_signature_is_offered_where_its_part_is_installed_but_not_for_a_copy_to_sign_by_hand(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    draft = str(desk.visit_edit.new(school_code=desk.schools.board()[0].school.code).uid)
    for installed in (True, False):
        monkeypatch.setattr(pdf_signing, "signing_installed", lambda installed=installed: installed)
        assert preview_of(window, MonthPrint(month=NOVEMBER)).sign.isHidden() is not installed
        assert preview_of(window, SigningPrint(uid=draft)).sign.isHidden()
