"""The pages of trust beside their pictures in the handbook; keys are the same each time."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.exchange.age_keys import AgeKey
from inspector_app.exchange.keys import DeviceKey
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import root_key as dialog
from inspector_app.ui.navigator import OpenTrust
from inspector_app.vault import passphrase
from tests.district.trust.districts import District, fill
from tests.gui.handbook_pictures import SIZE, compare, compare_widget

pytestmark = pytest.mark.screenshot

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_PREFIX = "age-secret-key-"


@pytest.fixture
def district(
    tmp_path: Path, ready_folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[District]:
    """A district whose keys come one after the other."""
    numbers = count(1)
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 8 * 1024)
    monkeypatch.setattr(passphrase, "ROUNDS", 1)
    monkeypatch.setattr(DeviceKey, "generate", lambda: DeviceKey(bytes([next(numbers)]) * 32))
    monkeypatch.setattr(AgeKey, "generate", lambda: AgeKey(_age_secret(next(numbers))))
    ready = shutil.copytree(ready_folder, tmp_path / "ready")
    from inspector_app import bootstrap

    with bootstrap.open_workbench(ready, clock=clock) as made:
        fill(made)
    (tmp_path / "district").mkdir()
    with ExitStack() as stack:
        yield District(tmp_path / "district", ready, clock, stack)


def _age_secret(number: int) -> str:
    """Return a secret key of age in its Bech32 form (BIP-173)."""
    values, bits, held = [], 0, 0
    for byte in bytes([number]) * 32:
        held, bits = (held << 8) | byte, bits + 8
        while bits >= 5:
            bits -= 5
            values.append(held >> bits & 31)
    values.append(held << (5 - bits) & 31)
    expanded = [ord(c) >> 5 for c in _PREFIX] + [0] + [ord(c) & 31 for c in _PREFIX]
    check = _polymod([*expanded, *values, *[0] * 6]) ^ 1
    values += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return (_PREFIX + "1" + "".join(_ALPHABET[value] for value in values)).upper()


def _polymod(values: list[int]) -> int:
    found = 1
    for value in values:
        top = found >> 25
        found = (found & 0x1FFFFFF) << 5 ^ value
        for place, part in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            found ^= part if top >> place & 1 else 0
    return found


def test_both_pages_of_trust_look_as_their_pictures_in_the_handbook(
    open_window: Callable[[Path], Window], district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = district.laptop()
    district.accept(laptop, device="笔记本01")
    district.sign()
    district.pin(laptop)
    for number, person in enumerate(("DX002", "DX003"), start=2):
        path = district.ask(district.laptop(person), device=f"笔记本{number:02}")
        district.laptops.take_in([path])
    laptop.close()
    district.office.close()
    wrong = []
    window = open_window(district.folder / "office")
    window.shell.resize(*SIZE)
    window.navigator.open(OpenTrust())
    page = window.shell.page
    page.setFocus()  # type: ignore[union-attr]
    wrong.append(compare(window, "enrolling"))

    def look(question: dialog._Projection) -> bool:
        question.show()
        wrong.append(compare_widget(question, "key-digits"))
        question.hide()
        return True

    monkeypatch.setattr(dialog, "run", look)
    page.root_acts.project()  # type: ignore[union-attr]
    window = open_window(district.folder / "laptop-DX001")
    window.shell.resize(*SIZE)
    window.navigator.open(OpenTrust())
    wrong.append(compare(window, "joining"))
    assert [each for each in wrong if each] == []
