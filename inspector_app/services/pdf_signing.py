"""Signs a finished PDF file with the certificate of an office; no data folder is needed."""

from pathlib import Path

from inspector_app.base.errors import InputError, disk_reason
from inspector_app.base.written import WrittenFile, write_document


def sign_file(
    source: Path, *, key: Path, passphrase: str, out: Path, reason: str = "", place: str = ""
) -> WrittenFile:
    """Write a signed copy of ``source``, which stays as it is.

    Args:
        source: a PDF file.
        key: certificate and private key, PKCS#12.
        passphrase: what opens the key.
        out: where the signed copy goes; beside it where that file is open elsewhere.
        reason: why it is signed, kept in the signature.
        place: where it is signed, kept in the signature.

    Raises:
        InputError: a file cannot be read, the passphrase is wrong, or it is no PDF file.
        EnvironmentProblem: the optional part ``sign`` is not installed.
    """
    from inspector_app.reports.pdf_signature import sign_pdf

    signed = sign_pdf(
        _content(source, "PDF"),
        pkcs12=_content(key, "证书"),
        passphrase=passphrase,
        reason=reason,
        place=place,
    )
    return write_document(out, signed)


def _content(path: Path, label: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{label}文件“{path}”读不出：{disk_reason(error)}。没有签名，也没有生成文件；"
            "请核对文件名和权限后再签。"
        ) from error
