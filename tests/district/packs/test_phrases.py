"""下发 of 常用语: the office's set on a laptop, beside what is one's own there."""

import pytest

from inspector_app.bootstrap import Workbench
from inspector_app.domain.phrase_offer import PhraseSpot
from inspector_app.domain.phrase_options import PhrasePlace, PhraseSource
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark
from inspector_app.services.pack_offers import PackState
from inspector_app.services.pack_phrases import PhrasesKind
from tests.district.office.district import District
from tests.district.packs.passing import folder_of, marked, offered, send, take

ISSUE = PhraseSpot("issue.description")


def of(bench: Workbench, source: PhraseSource) -> list[str]:
    return [each.phrase.text for each in bench.phrases.all() if each.phrase.source is source]


def test_the_offices_phrases_are_offered_beside_ones_own_which_stay(district: District) -> None:
    laptop = district.laptops["DX001"]
    mine = laptop.phrases.add("我的一句", place=PhrasePlace.ISSUE).phrase
    district.office.phrases.add("____处堆放杂物。", place=PhrasePlace.ISSUE, category="T6")
    district.office.phrases.add("我的一句")
    send(district, "phrases")
    assert marked(offered(district), Mark.NEW) == ["____处堆放杂物。", "我的一句"]
    assert take(district).phrases
    assert of(laptop, PhraseSource.OFFICE) == ["____处堆放杂物。", "我的一句"]
    found = laptop.phrases.offered(PhraseSpot("issue.description", "T6"))
    same = [each.phrase for each in found if each.phrase.text == "我的一句"]
    assert same == [mine]
    (told,) = [e.phrase for e in found if e.phrase.source is PhraseSource.OFFICE]
    assert (told.place, told.category) == (PhrasePlace.ISSUE, "T6")


def test_a_newer_set_takes_the_place_of_the_older_one_whole(district: District) -> None:
    laptop, office = district.laptops["DX001"], district.office
    stays, goes = (office.phrases.add(text).phrase for text in ("留下的", "不要的"))
    (older,) = send(district, "phrases")
    take(district)
    hidden = next(e.phrase for e in laptop.phrases.all() if e.phrase.text == "留下的")
    laptop.phrases.hide(hidden.uid)
    office.phrases.remove([goes.uid])
    office.phrases.change(stays.uid, "改过的", place=PhrasePlace.ADVICE)
    send(district, "phrases")
    lines = offered(district)
    assert marked(lines, Mark.CHANGED) == ["改过的，原来是“留下的”"]
    assert marked(lines, Mark.NOTE) == ["督导室不再提供的 1 条，接收后不再列出"]
    take(district)
    assert of(laptop, PhraseSource.OFFICE) == ["改过的"]
    assert next(e for e in laptop.phrases.all() if e.phrase.text == "改过的").hidden
    late = district.laptops["DX002"]
    late.pack_taking.take([path for path in folder_of(district).iterdir() if path != older])
    (offer,) = late.pack_taking.look([older]).offers
    assert (offer.state, offer.code) == (PackState.REFUSED, "E84")


def test_an_office_without_phrases_has_nothing_to_send(district: District) -> None:
    with pytest.raises(NothingToSendError, match="请先在“更多 › 常用语”里写几条"):
        send(district, "phrases")


def test_a_phrase_that_this_program_does_not_know_where_to_offer_is_left_out(
    district: District,
) -> None:
    laptop = district.laptops["DX001"]
    kind = PhrasesKind(laptop.context)
    uid = "11111111-2222-4333-8444-555555555555"
    rows = {"phrases": [
        {"uid": uid, "text": "甲", "place": "elsewhere", "category": ""},
        {"uid": uid[:-1] + "6", "text": "乙", "place": "any", "category": "T99"},
        {"uid": uid[:-1] + "7", "text": "丙", "place": "any", "category": ""},
    ]}  # fmt: skip
    refused = [line.text for line in kind.preview(rows) if line.mark is Mark.REFUSED]
    assert refused == ["甲：这一版软件不认识它用在哪里，请升级", "乙：没有“T99”这个问题类别"]
    with laptop.context.database.transaction():
        kind.take(rows)
    assert of(laptop, PhraseSource.OFFICE) == ["丙"]


@pytest.mark.parametrize(
    "row",
    [
        {"uid": "no uuid", "text": "甲", "place": "any", "category": ""},
        {"uid": "11111111-2222-4333-8444-555555555555", "text": 1, "place": "any", "category": ""},
        {"text": "甲"},
    ],
)
def test_rows_that_are_no_phrases_are_no_pack(district: District, row: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        PhrasesKind(district.laptops["DX001"].context).preview({"phrases": [row]})


def test_two_rows_of_one_uid_are_no_pack(district: District) -> None:
    row = {"uid": "11111111-2222-4333-8444-555555555555", "text": "甲", "place": "any",
           "category": ""}  # fmt: skip
    with pytest.raises(ValueError, match="one uid"):
        PhrasesKind(district.laptops["DX001"].context).preview({"phrases": [row, row]})
