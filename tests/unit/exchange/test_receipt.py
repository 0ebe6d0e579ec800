"""Receipts: signed by the office alone, and read as they were written."""

from pathlib import Path
from typing import Any

import pytest

from inspector_app.base import child
from inspector_app.exchange.receipt import (
    NAMESPACE,
    Receipt,
    ReceiptFlaw,
    ReceiptItem,
    ReceiptRefusedError,
    Result,
    read_receipt,
)
from inspector_app.exchange.signed_text import SignedText
from tests.unit.exchange.trust_tools import ISSUED, LAPTOP, OFFICE

RECEIPT = Receipt(
    office="220303-dds", chain=LAPTOP.public.chain, n=1, prev="0" * 64, head_seq=2,
    head_digest="b" * 64, waiting_for=4, roster_version=5, issued=ISSUED,
    items=(
        ReceiptItem(seq=2, digest="b" * 64, result=Result.ACCEPTED, code="", at=ISSUED),
        ReceiptItem(seq=3, digest="", result=Result.REJECTED, code="E90", at=ISSUED),
    ),
)  # fmt: skip


def _flaw(signed: SignedText) -> ReceiptFlaw:
    with pytest.raises(ReceiptRefusedError) as refused:
        read_receipt(signed, office_keys=[OFFICE.public])
    return refused.value.flaw


def test_a_receipt_of_the_office_is_read_as_it_was_written() -> None:
    assert read_receipt(RECEIPT.signed(OFFICE), office_keys=[OFFICE.public]) == RECEIPT


def test_ssh_keygen_verifies_a_receipt(tmp_path: Path) -> None:
    signed = RECEIPT.signed(OFFICE)
    for name, content in signed.files("rc1.json").items():
        (tmp_path / name).write_bytes(content)
    allowed = tmp_path / "office.allowed"
    allowed.write_text(f'office namespaces="{NAMESPACE}" {OFFICE.public.openssh_text}\n')

    done = child.run(
        ["ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", "office", "-n", NAMESPACE,
         "-s", str(tmp_path / "rc1.json.sig")],
        given=signed.content,
    )  # fmt: skip

    assert done.code == 0, done.err


def test_nobody_else_can_sign_a_receipt() -> None:
    assert _flaw(RECEIPT.signed(LAPTOP)) is ReceiptFlaw.NOT_SIGNED
    other = SignedText.make(RECEIPT._value(), keys=[OFFICE], namespace="dudao-trust-v1")
    assert _flaw(other) is ReceiptFlaw.NOT_SIGNED


@pytest.mark.parametrize(
    "changes",
    [{"n": 0}, {"chain": "short"}, {"head": {"seq": 1}}, {"items": [{}]}, {"format": 2}, {"x": 1}],
)
def test_a_receipt_of_another_form_is_refused(changes: dict[str, Any]) -> None:
    bad = SignedText.make(RECEIPT._value() | changes, keys=[OFFICE], namespace=NAMESPACE)

    assert _flaw(bad) is ReceiptFlaw.FORM
