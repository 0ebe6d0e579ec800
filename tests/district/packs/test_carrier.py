"""The carrier of packs: for whom, in which order, once, and what a laptop misses by its number."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from inspector_app.base.changes import Changes
from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.services.device_keys import device_key
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_offers import Look, PackState
from inspector_app.services.pack_taking import PackTaking
from inspector_app.services.trust_keys import renew_keys
from tests.district.office.district import District, written

WORDS: Final = "words"


class Words:
    """Takes words into the settings; a refused one stops it."""

    kind, title = WORDS, "词语"

    def __init__(self, bench: Workbench, *, replaces: bool) -> None:
        self._bench, self.replaces = bench, replaces

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        return tuple(PackLine(Mark.NEW, str(word)) for word in rows["words"])

    def take(self, rows: Mapping[str, Any]) -> Changes:
        settings = self._bench.context.stores.settings
        settings.put(WORDS, [*(settings.get(WORDS) or []), *rows["words"]])
        if "不行" in rows["words"]:
            raise InputError("“不行”不能接收，没有改动。")
        return Changes(settings=True)


def taking(bench: Workbench, *, replaces: bool = False) -> PackTaking:
    return PackTaking(bench.context, {WORDS: lambda: Words(bench, replaces=replaces)})


def chain(bench: Workbench) -> str:
    return device_key(bench.context).public.chain


def send(district: District, *words: str, to: tuple[str, ...] | None = None) -> Path:
    """Send words to laptops of the district; return the file."""
    chains = None if to is None else [chain(district.laptops[name]) for name in to]
    line = district.office.packs.send(WORDS, {"words": list(words)}, to=chains)
    folder = district.share / "packs"
    folder.mkdir(exist_ok=True)
    (path,) = district.office.packs.write(folder, packs=[line])
    return path


def kept(bench: Workbench) -> list[str]:
    return list(bench.context.stores.settings.get(WORDS) or [])


def states(look: Look) -> list[str]:
    return [offer.state.value for offer in look.offers]


def test_every_laptop_reads_what_is_for_all_and_takes_it_when_told(district: District) -> None:
    send(district, "甲", "乙")
    for bench in district.laptops.values():
        found = taking(bench).look([district.share])
        assert [line.text for line in found.offers[0].lines] == ["甲", "乙"]
        assert kept(bench) == []
        taken = taking(bench).take([district.share])
        assert taken.changes.settings
        assert kept(bench) == ["甲", "乙"]


def test_a_pack_that_was_taken_changes_nothing_when_it_comes_again(district: District) -> None:
    path = send(district, "甲")
    bench = district.laptops["DX001"]
    taking(bench).take([path])
    again = taking(bench).take([path])
    assert not again.changes
    assert [offer.state for offer in again.offers] == [PackState.TAKEN]
    assert kept(bench) == ["甲"]


def test_the_same_content_sent_anew_is_another_pack(district: District) -> None:
    first, second = send(district, "甲"), send(district, "甲")
    bench = district.laptops["DX001"]
    taking(bench).take([first, second])
    assert kept(bench) == ["甲", "甲"]


def test_what_is_for_others_is_passed_over_in_a_folder_and_refused_when_it_is_named(
    district: District,
) -> None:
    path = send(district, "密", to=("DX002",))
    bench = district.laptops["DX001"]
    assert taking(bench).look([district.share]).offers == ()
    (offer,) = taking(bench).look([path]).offers
    assert (offer.code, offer.lines) == ("E21", ())
    assert taking(district.laptops["DX002"]).look([district.share]).open


def test_what_is_for_others_is_not_tried_again_once_it_is_remembered(district: District) -> None:
    path = send(district, "密", to=("DX002",))
    bench = district.laptops["DX001"]
    found = taking(bench).look([district.share])
    assert len(found.foreign) == 1
    taking(bench).remember(found.foreign)
    # What is not opened again is not seen to be another file now.
    path.write_bytes(b"")
    again = taking(bench).look([district.share])
    assert (again.offers, again.foreign) == ((), ())


def test_without_a_shared_folder_nothing_waits_and_nothing_is_said(district: District) -> None:
    found = taking(district.laptops["DX001"]).waiting()
    assert (found.offers, found.missing) == ((), ())
    with pytest.raises(RefusedError, match="没有加入共享文件夹"):
        taking(district.laptops["DX001"]).look()


def test_a_missing_pack_is_missed_by_its_number(district: District) -> None:
    send(district, "甲", to=("DX001",))
    lost = send(district, "乙", to=("DX001", "DX002"))
    send(district, "丙", to=("DX002",))
    send(district, "丁")
    lost.unlink()
    looks = {name: taking(bench).look([district.share]) for name, bench in district.laptops.items()}
    assert {name: look.missing for name, look in looks.items()} == {
        "DX001": (2,), "DX002": (2,), "DX003": (),
    }  # fmt: skip


def test_packs_that_were_lost_in_a_row_are_all_missed_by_number_at_once(
    district: District,
) -> None:
    bench = district.laptops["DX001"]
    for word in ("甲", "乙", "丙"):
        send(district, word).unlink()
    send(district, "丁", to=("DX002",))
    last = send(district, "戊")
    assert taking(bench).look([district.share]).missing == (1, 2, 3)
    taking(bench).take([district.share])
    last.unlink()
    assert taking(bench).look([district.share]).missing == (1, 2, 3)
    district.office.packs.write(district.share / "packs")
    taking(bench).take([district.share])
    assert taking(bench).look([district.share]).missing == ()
    assert sorted(kept(bench)) == ["丙", "乙", "戊", "甲"]


def test_what_a_laptop_is_known_to_have_taken_is_not_named_again(district: District) -> None:
    bench = district.laptops["DX001"]
    send(district, "甲")
    send(district, "乙")
    taking(bench).take([district.share])
    written(bench)
    district.hand_over("DX001")
    district.scan()
    for word in ("丙", "丁"):
        send(district, word)
    earlier = {
        name: taking(each).look([district.share]).missing for name, each in district.laptops.items()
    }
    assert set(earlier.values()) == {()}
    (district.share / "packs").rename(district.share / "weg")
    send(district, "戊")
    looks = {name: taking(each).look([district.share / "packs"]).missing
             for name, each in district.laptops.items()}  # fmt: skip
    assert looks == {"DX001": (3, 4), "DX002": (1, 2, 3, 4), "DX003": (1, 2, 3, 4)}


def test_the_office_is_told_which_packs_a_laptop_misses_and_puts_them_there_again(
    district: District, clock: FixedClock
) -> None:
    office, bench = district.office, district.laptops["DX001"]
    office.share.make(district.share)
    written(bench)
    lost = send(district, "甲")
    lost.unlink()
    clock.advance(timedelta(days=90))
    send(district, "乙")
    taking(bench).take([district.share])
    district.hand_over("DX001")
    district.scan()
    (newest, oldest) = office.pack_desk.sent()
    assert (newest.missed, oldest.missed) == ((), ("DX001",))
    assert "1 人还缺" in oldest.taken_words
    assert [each.line.n for each in office.pack_desk.owed(["DX001"])] == [1]
    office.packs.put_again(district.share)
    assert lost.is_file()


def test_a_missing_pack_is_missed_also_when_the_one_after_it_was_taken_and_no_more_when_it_came(
    district: District,
) -> None:
    lost = send(district, "甲")
    send(district, "乙")
    content = lost.read_bytes()
    lost.unlink()
    bench = district.laptops["DX001"]
    taking(bench).take([district.share])
    assert taking(bench).look([district.share]).missing == (1,)
    lost.write_bytes(content)
    found = taking(bench).look([district.share])
    assert (states(found), found.missing) == (["offered", "taken"], ())
    taking(bench).take([district.share])
    lost.unlink()
    assert taking(bench).look([district.share]).missing == ()


def test_packs_are_taken_in_the_order_in_which_the_office_made_them(
    district: District, clock: FixedClock
) -> None:
    for word in "甲乙丙":
        send(district, word)
        clock.advance(timedelta(minutes=1))
    bench = district.laptops["DX001"]
    taking(bench).take(sorted((district.share / "packs").iterdir(), reverse=True))
    assert kept(bench) == ["甲", "乙", "丙"]


def test_an_older_pack_of_a_kind_that_replaces_is_not_taken_after_a_newer_one(
    district: District,
) -> None:
    older, newer = send(district, "甲"), send(district, "乙")
    bench = district.laptops["DX001"]
    taking(bench, replaces=True).take([newer])
    (offer,) = taking(bench, replaces=True).look([older]).offers
    assert (offer.state, offer.code) == (PackState.REFUSED, "E84")
    assert taking(bench, replaces=False).look([older]).open


def test_a_pack_that_cannot_be_taken_leaves_nothing_of_itself(district: District) -> None:
    send(district, "好", "不行")
    bench = district.laptops["DX001"]
    (offer,) = taking(bench).take([district.share]).offers
    assert (offer.state, offer.sentence) == (PackState.REFUSED, "“不行”不能接收，没有改动。")
    assert kept(bench) == []
    assert taking(bench).decided() == ()


def test_a_kind_that_this_program_does_not_know_asks_for_a_newer_program(
    district: District,
) -> None:
    path = send(district, "甲")
    bench = district.laptops["DX001"]
    (offer,) = PackTaking(bench.context, {}).look([path]).offers
    assert offer.code == "E52"
    assert "升级软件" in offer.sentence


def test_rows_that_have_not_the_form_of_their_kind_are_refused(district: District) -> None:
    district.office.packs.send(WORDS, {"others": ["甲"]}, to=None)
    folder = district.share / "packs"
    folder.mkdir()
    district.office.packs.write(folder)
    (offer,) = taking(district.laptops["DX001"]).look([folder]).offers
    assert offer.code == "E100"


def test_two_packs_of_one_number_are_a_fork(district: District) -> None:
    first = send(district, "甲")
    bench = district.laptops["DX001"]
    taking(bench).take([first])
    with district.office.context.database.transaction():
        district.office.context.database.execute("DELETE FROM pack_sent")
        district.office.context.database.execute("DELETE FROM pack_addressee")
    second = send(district, "乙")
    (offer,) = taking(bench).look([second]).offers
    assert offer.code == "E81"
    assert kept(bench) == ["甲"]


def test_a_pack_that_names_another_one_before_it_is_refused(district: District) -> None:
    first = send(district, "甲")
    bench = district.laptops["DX001"]
    taking(bench).take([first])
    with district.office.context.database.transaction():
        district.office.context.database.execute("UPDATE pack_sent SET digest = ?", "ab" * 32)
    second = send(district, "乙")
    assert taking(bench).look([second]).offers[0].code == "E82"


def test_a_declined_pack_is_asked_about_no_more_and_can_still_be_taken(
    district: District,
) -> None:
    path = send(district, "甲")
    bench = district.laptops["DX001"]
    (offer,) = taking(bench).look([path]).open
    taking(bench).decline([path], only=[offer.id])
    assert states(taking(bench).look([path])) == ["declined"]
    assert not taking(bench).take([path]).changes
    assert taking(bench).take([path], only=[offer.id]).changes
    assert kept(bench) == ["甲"]


def test_a_file_that_is_not_whole_waits(district: District) -> None:
    path = send(district, "甲")
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    bench = district.laptops["DX001"]
    assert states(taking(bench).look([path])) == ["under_way"]
    path.write_bytes(content)
    assert states(taking(bench).look([path])) == ["offered"]


def test_a_whole_copy_is_taken_though_another_of_its_name_is_cut_short(
    district: District,
) -> None:
    path = send(district, "甲")
    cut = path.with_name(f"a {path.name}")
    cut.write_bytes(path.read_bytes()[:-1])
    bench = district.laptops["DX001"]
    assert states(taking(bench).look([district.share])) == ["offered"]
    taking(bench).take([district.share])
    assert kept(bench) == ["甲"]
    assert states(taking(bench).look([district.share])) == ["taken"]


def test_a_laptop_that_renewed_its_keys_still_reads_what_was_sent_to_the_old_ones(
    district: District,
) -> None:
    path = send(district, "甲", to=("DX001",))
    bench = district.laptops["DX001"]
    renew_keys(bench.context)
    assert taking(bench).take([path]).changes
    assert kept(bench) == ["甲"]


def test_nothing_is_sent_to_a_laptop_that_was_revoked(district: District) -> None:
    district.revoked["DX001"] = 5
    district.sign_roster()
    lost = chain(district.laptops["DX001"])
    with pytest.raises(NotFoundError, match="已停用"):
        district.office.packs.send(WORDS, {"words": []}, to=[lost])
    line = district.office.packs.send(WORDS, {"words": []}, to=None)
    assert lost not in line.laptops
    assert len(line.laptops) == 2


def test_a_laptop_sends_no_packs(district: District) -> None:
    with pytest.raises(RefusedError, match="督导室的电脑"):
        district.laptops["DX001"].packs.send(WORDS, {"words": []}, to=None)


def test_a_pack_that_another_office_signed_is_refused(district: District) -> None:
    path = send(district, "甲")
    renew_keys(district.office.context)
    district.sign_roster()
    bench = district.laptops["DX001"]
    assert taking(bench).look([path]).offers[0].code == "E62"


def test_a_person_is_named_by_id_or_name_and_has_every_laptop_addressed(
    district: District,
) -> None:
    found = district.office.packs.chains_of(["DX001", "DX003"])
    assert set(found) == {chain(district.laptops[name]) for name in ("DX001", "DX003")}
    # The roster of keys calls them by their ids, the roster of people 督学01 and so on.
    assert district.office.packs.chains_of(["督学01", "督学03"]) == found
    with pytest.raises(NotFoundError, match="督学99"):
        district.office.packs.chains_of(["督学99"])


@pytest.mark.parametrize("kind", ["tasks", "schools"])
def test_to_somebody_without_a_laptop_nothing_is_sent_and_what_to_do_instead_is_said(
    district: District, kind: str
) -> None:
    office = district.office
    district.leave_out.add("DX003")
    district.revoked["DX002"] = 1
    district.sign_roster()
    for person, why in (
        ("督学03", "督学03还没有登记电脑，没有下发任何内容；请先在“人员与电脑登记”里登记"),
        ("DX002", "登记的电脑已停用或已到期，没有下发任何内容；请先请他重新申请登记"),
    ):
        with pytest.raises(RefusedError, match=f"{why}.*请打印出来交给本人，或打电话告知"):
            office.pack_desk.send(kind, to=(person,))
    office.office_people.mark_no_computer("DX003", reason="不会用")
    with pytest.raises(RefusedError, match=r"督学03不用电脑，不能下发给他.*由督导室代录"):
        office.pack_desk.send(kind, to=("DX003", "DX001"))
    assert office.packs.sent() == ()


def test_no_pack_is_put_into_the_shared_folder_of_another_office(
    district: District, tmp_path: Path
) -> None:
    (tmp_path / "别人的").mkdir()
    district.office.share.make(tmp_path / "别人的")
    district.office.packs.send(WORDS, {"words": []}, to=None)
    renew_keys(district.office.context)
    district.sign_roster()
    with pytest.raises(RefusedError, match="不是本区督导室签名的"):
        district.office.packs.write(tmp_path / "别人的")
    assert not list((tmp_path / "别人的" / "packs").iterdir())


def test_files_are_written_once_into_the_share_and_again_into_any_other_folder(
    district: District, tmp_path: Path
) -> None:
    path = send(district, "甲")
    assert district.office.packs.write(district.share / "packs") == ()
    stick = tmp_path / "U盘"
    stick.mkdir()
    (copy,) = district.office.packs.write(stick)
    assert copy.read_bytes() == path.read_bytes()
    assert copy.name == path.name
