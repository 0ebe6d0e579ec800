"""Folders in which acts begin: made once in a run, only ever copied."""

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from PIL import Image

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import open_workbench
from inspector_app.services.device_keys import device_key
from inspector_app.vault import passphrase
from inspector_app.vault.keys import read_key_file
from tests.crash.acts import SKIPPED, World
from tests.district.office.district import made_district, written
from tests.district.trust.districts import PASSPHRASE, last_groups
from tests.old_pages import age
from tests.stories.conftest import Command, command_on, roster_book
from tests.unit.services.conftest import COMPLETE
from tests.unit.services.workbooks import record, visits

OUTSIDE: Final = ("U盘", "督导共享", "写出")


class Worlds:
    """Makes each world when it is first asked for; all stand in one place, one after the other.

    A data folder knows where its shared folder lies: a copy elsewhere would write into the other.
    """

    def __init__(self, folder: Path, filled: Path, clock: FixedClock) -> None:
        self.live, self._kept = folder / "live", folder / "kept"
        self._filled, self._clock = filled, clock
        self._words: dict[str, dict[str, str]] = {}

    def set_up(self, name: str) -> World:
        """Let a world stand there as it was made."""
        if name not in self._words:
            self._begin(name)
            shutil.copytree(self.live, self._kept / name, ignore=SKIPPED)
        self._restore(name)
        places = {"here": ".", "share": "督导共享", "stick": "U盘", "out": "写出"}
        words = {key: str(self.live / place) for key, place in places.items()}
        return World(root=self.live, words={**words, **self._words[name]})

    def _begin(self, name: str) -> None:
        before = {"held": "district", "asked": "alone", "signed": "asked"}.get(name)
        if before:
            self.set_up(before)
        else:
            shutil.rmtree(self.live, ignore_errors=True)
            for each in OUTSIDE:
                (self.live / each).mkdir(parents=True)
        words = self._words[before] if before else {}
        with quick():
            self._words[name] = {**words, **getattr(self, f"_{name}")(self.live)}

    def _restore(self, name: str) -> None:
        shutil.rmtree(self.live, ignore_errors=True)
        shutil.copytree(self._kept / name, self.live)

    def _nothing(self, _root: Path) -> dict[str, str]:
        return {}

    def _old(self, root: Path) -> dict[str, str]:
        data = root / "DX001"
        bootstrap.init_folder(data, district="210304", inspector_id="DX001", clock=self._clock)
        with open_workbench(data, clock=self._clock) as bench:
            uid = bench.visit_edit.new().uid
            bench.visit_edit.set_field(uid, "narrative", "督导" * 2_000)
        age(data / "inspector.db", raw_key=read_key_file(data / "data.key").database_key_hex())
        return {}

    def _district(self, root: Path) -> dict[str, str]:
        words = {}
        with ExitStack() as stack:
            made = made_district(self._filled, root, self._clock, stack)
            made.office.share.make(made.share)
            for bench in made.laptops.values():
                bench.share.join(made.share)
                bench.courier.end_automatic()
            first = made.laptops["DX001"]
            words["no"] = first.visits.get(written(first, peers=["DX002"])).number
            uid = first.visit_edit.new_from_json({**COMPLETE, "date": "2026-11-19"}).uid
            words["draft"] = first.visits.get(uid).number
            for name in ("DX002", "DX003"):
                written(made.laptops[name], date="2026-11-18")
            for name in ("DX001", "DX002"):
                made.hand_over(name)
            made.laptops["DX003"].bundles.export_news(inspector_id="DX003", folder=root / "U盘")
        self._files(root)
        return words

    def _files(self, root: Path) -> None:
        for number in (1, 2):
            Image.new("RGB", (64, 48), (number * 90, 60, 60)).save(root / f"照片{number}.jpg")
        roster_book(root / "名册.xlsx")
        row = record("210304-2026-DX001-0900", 责任督学="督学01", 督导日期="2026-11-13")
        visits(root / "记录.xlsx", records=[row])
        self.on(root, "DX001")("layout", "template", "--out", root / "表样.xlsx")

    def _held(self, root: Path) -> dict[str, str]:
        self.done(root, "DX001", "peers", "send", self._words["district"]["no"])
        self.done(root, "office", "office", "scan", root / "督导共享")
        self.done(root, "office", "office", "send", "schools")
        return {}

    def _ten(self, root: Path) -> dict[str, str]:
        with ExitStack() as stack:
            made = made_district(self._filled, root, self._clock, stack)
            made.office.share.make(made.share)
            for day in range(9, 14):
                for name in ("DX001", "DX002"):
                    bench = made.laptops[name]
                    written(bench, date=f"2026-11-{day:02d}")
                    place = made.share / "inbox" / device_key(bench.context).public.chain[:8]
                    place.mkdir(parents=True, exist_ok=True)
                    bench.bundles.export_news(inspector_id=name, folder=place)
        return {}

    def _alone(self, root: Path) -> dict[str, str]:
        book = roster_book(root / "名册.xlsx")
        for name, how in (("office", ("--role", "office")), ("DX001", ("--inspector", "DX001"))):
            self.done(root, name, "init", "--district", "210304", *how)
            self.done(root, name, "import", "roster", book)
        return {}

    def _asked(self, root: Path) -> dict[str, str]:
        share = root / "督导共享"
        made = self.done(root, "office", "root", "new", "--to", root / "U盘", "--json")
        asked = self.done(root, "DX001", "enrol", "request", "--to", share, "--json")
        return {
            "root": made["file"], "root_digits": last_groups(made["digits"]),
            "digits": last_groups(asked["digits"]),
        }  # fmt: skip

    def _signed(self, root: Path) -> dict[str, str]:
        share, words = root / "督导共享", self._words["asked"]
        self.done(root, "office", "enrol", "accept", share, "--check", words["digits"])
        self.done(root, "office", "root", "sign-roster", "--root", words["root"], "--out", share)
        return {}

    def on(self, root: Path, name: str) -> Command:
        """Return what runs commands on a data folder of a world."""
        return command_on(root / name, self._clock)

    def done(self, root: Path, name: str, *words: object) -> Any:
        """Run a command that does what it was told; return what it says."""
        code, out, err = self.on(root, name)(*words)
        assert code == 0, err
        return json.loads(out) if "--json" in words else out


@contextmanager
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrase, "MEMORY_KIB", 8 * 1024)
        patch.setattr(passphrase, "ROUNDS", 1)
        patch.setenv("INSPECTOR_APP_ROOT_PASSPHRASE", PASSPHRASE)
        patch.setenv("INSPECTOR_APP_NEW_ROOT_PASSPHRASE", f"{PASSPHRASE}二")
        yield
