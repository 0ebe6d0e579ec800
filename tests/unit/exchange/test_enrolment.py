"""A laptop asks to be enrolled; a request that its own key has not signed is refused."""

from typing import Any

import pytest

from inspector_app.exchange.enrolment import (
    NAMESPACE,
    EnrolRequest,
    RequestRefusedError,
    read_request,
)
from inspector_app.exchange.signed_text import SignedText
from inspector_app.exchange.statement import ChainPoint, Inspector
from tests.unit.exchange.trust_tools import ISSUED, LAPTOP, LAPTOP_AGE, OFFICE_AGE, OTHER_LAPTOP


def _request(**changes: Any) -> EnrolRequest:
    made: dict[str, Any] = {
        "district": "220303", "inspector": Inspector(id="dx-01", name="督学01"),
        "device": "笔记本01", "sign": LAPTOP.public, "encrypt": LAPTOP_AGE.recipient,
        "created": ISSUED,
    }  # fmt: skip
    return EnrolRequest(**made | changes)


@pytest.mark.parametrize(
    "continues", [None, ChainPoint(chain=OTHER_LAPTOP.public.chain, seq=12, digest="a" * 64)]
)
def test_a_request_is_read_as_it_was_written(continues: ChainPoint | None) -> None:
    request = _request(continues=continues)

    assert read_request(request.signed(LAPTOP)) == request


def test_the_digits_tell_both_keys_apart_from_any_other() -> None:
    shown = {
        _request().digits,
        _request(sign=OTHER_LAPTOP.public).digits,
        _request(encrypt=OFFICE_AGE.recipient).digits,
    }

    assert len(shown) == 3
    assert all(len(each.replace(" ", "")) == 40 for each in shown)


def test_a_request_that_names_another_key_than_its_signer_is_refused() -> None:
    value = _request(sign=OTHER_LAPTOP.public)
    with pytest.raises(ValueError, match="own key"):
        value.signed(LAPTOP)

    forged = SignedText.make(value._value(), keys=[LAPTOP], namespace=NAMESPACE)
    with pytest.raises(RequestRefusedError):
        read_request(forged)


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 2},
        {"type": "roster"},
        {"device": ""},
        {"created": "yesterday"},
        {"chain": OTHER_LAPTOP.public.chain},
        {"encrypt": "age1" + "q" * 58},
        {"more": 1},
    ],
)
def test_a_malformed_request_is_refused_with_a_sentence(changes: dict[str, Any]) -> None:
    bad = SignedText.make(_request()._value() | changes, keys=[LAPTOP], namespace=NAMESPACE)

    with pytest.raises(RequestRefusedError, match="登记申请"):
        read_request(bad)


def test_a_changed_request_is_refused() -> None:
    signed = _request().signed(LAPTOP)

    with pytest.raises(RequestRefusedError, match="改动"):
        read_request(SignedText(signed.content.replace(b"01", b"02"), signed.signatures))
