"""A secret under a passphrase."""

from typing import Any

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.vault.passphrase import NotWrappedError, WrongPassphraseError, unwrap, wrap

SECRET, WORDS = bytes(range(32)), "春风化雨 2026"
KEPT = wrap(SECRET, WORDS, purpose="root", memory_kib=8 * 1024)


def test_the_passphrase_opens_what_it_closed() -> None:
    assert unwrap(KEPT, WORDS, purpose="root") == SECRET


def test_the_secret_is_never_closed_the_same_way_twice() -> None:
    again = wrap(SECRET, WORDS, purpose="root", memory_kib=8 * 1024)

    assert again["secret"] != KEPT["secret"]
    assert again["salt"] != KEPT["salt"]


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(WrongPassphraseError, match="口令"):
        unwrap(KEPT, WORDS + "。", purpose="root")


def test_a_short_passphrase_is_refused_before_anything_is_made() -> None:
    with pytest.raises(RefusedError, match="太短"):
        wrap(SECRET, "1234567", purpose="root")


@pytest.mark.parametrize("name", ["salt", "nonce", "secret"])
def test_a_changed_part_opens_nothing(name: str) -> None:
    text = KEPT[name]
    changed = ("B" if text[0] != "B" else "C") + text[1:]

    with pytest.raises(WrongPassphraseError):
        unwrap(KEPT | {name: changed}, WORDS, purpose="root")


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "plain"},
        {"purpose": "other"},
        {"memory_kib": 4},
        {"memory_kib": 2**30},
        {"memory_kib": "8192"},
        {"rounds": 0},
        {"rounds": 10**6},
        {"nonce": "AAAA"},
        {"salt": "不"},
        {"secret": None},
    ],
)
def test_what_costs_too_much_or_was_never_written_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(NotWrappedError):
        unwrap(KEPT | changes, WORDS, purpose="root")
