"""``document sign``: an electronic signature on a finished PDF file, checked with poppler."""

import io
from pathlib import Path

import pytest

from inspector_app.base import child
from inspector_app.cli.main import run
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.letter import Letter
from inspector_app.reports.pdf import render
from tests.unit.certificates import PASSPHRASE, key_file

pytest.importorskip("pyhanko", reason="the optional part sign is not installed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a PDF file and a certificate."""
    (tmp_path / "通知.pdf").write_bytes(
        render([Letter(title="通知", body=())], fonts=FontLibrary())
    )
    (tmp_path / "单位.p12").write_bytes(key_file())
    return tmp_path


def sign(folder: Path, *more: str, passphrase: str = PASSPHRASE) -> int | None:
    """Sign as a program does that sends the passphrase; there is no data folder."""

    def unasked(*_: object, **__: object) -> None:
        raise AssertionError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO(f"{passphrase}\n"))
        return run(
            ["document", "sign", str(folder / "通知.pdf"), "--key", str(folder / "单位.p12"),
             "--out", str(folder / "已签.pdf"), *more],
            default_folder=folder / "none", opener=unasked, init=unasked,
        )  # fmt: skip


def test_a_signed_copy_is_valid_and_the_file_itself_stays_as_it_is(folder: Path) -> None:
    before = (folder / "通知.pdf").read_bytes()
    assert sign(folder, "--reason", "督导意见签发", "--place", "示范区") == 0
    said = child.run(["pdfsig", "-nocert", folder / "已签.pdf"], seconds=60).out.decode()
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert (folder / "通知.pdf").read_bytes() == before


def test_a_second_signature_leaves_the_first_one_valid(folder: Path) -> None:
    assert sign(folder) == 0
    (folder / "已签.pdf").replace(folder / "通知.pdf")
    assert sign(folder) == 0
    said = child.run(["pdfsig", "-nocert", folder / "已签.pdf"], seconds=60).out.decode()
    assert said.count("Signature is Valid") == 2


def test_a_file_that_is_no_pdf_ends_in_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "通知.pdf").write_bytes(b"%PDF-1.7 broken")
    assert sign(folder) == 1
    assert "这份 PDF 不能签名" in capsys.readouterr().err


def test_a_wrong_passphrase_ends_in_a_sentence_and_no_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sign(folder, passphrase="wrong") == 1
    assert "密码不对" in capsys.readouterr().err
    assert not (folder / "已签.pdf").exists()


def test_a_certificate_that_has_expired_signs_nothing_and_says_until_when_it_was_valid(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "单位.p12").write_bytes(key_file(last_year=2024))
    assert sign(folder) == 1
    assert "“示范区督导室”的证书不在有效期内（2022-01-01" in capsys.readouterr().err
    assert not (folder / "已签.pdf").exists()


def test_a_certificate_that_is_not_there_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "单位.p12").unlink()
    assert sign(folder) == 1
    assert "证书文件" in capsys.readouterr().err
    assert not (folder / "已签.pdf").exists()
