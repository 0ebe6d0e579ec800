"""常用语 over a real data folder, and their files."""

import json
import sys
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain import phrase as rules
from inspector_app.domain.phrase import Phrase
from inspector_app.domain.phrase_offer import PhraseSpot
from inspector_app.domain.phrase_options import PhrasePlace, PhraseSource
from inspector_app.services.phrases import PhraseLine, PhraseService, SamePhraseError
from tests.small_xlsx import write_xlsx

ISSUE = PhraseSpot("issue.description")


def own(bench: Workbench) -> list[PhraseLine]:
    return [each for each in bench.phrases.all() if each.phrase.source is PhraseSource.OWN]


def texts(bench: Workbench) -> list[str]:
    return [each.phrase.text for each in own(bench) if not each.removed_at]


def history(bench: Workbench) -> list[str]:
    rows = bench.context.database.rows("SELECT op FROM journal WHERE noun = 'phrase' ORDER BY seq")
    return [next(iter(json.loads(op))) for (op,) in rows]


def test_a_phrase_is_kept_over_closing_with_its_place_and_its_uses(
    folder: Path, clock: FixedClock
) -> None:
    with open_workbench(folder, clock=clock) as bench:
        made = bench.phrases.add(" ____处堆放杂物。\r\n", place=PhrasePlace.ISSUE, category="T6")
        assert made.changes.phrases
        assert not bench.phrases.note_use(made.phrase.uid, ISSUE.field)
    with open_workbench(folder, clock=clock) as bench:
        (line,) = own(bench)
        assert line.phrase == made.phrase
        assert (line.phrase.text, line.used) == ("____处堆放杂物。", 1)
        assert bench.phrases.offered(ISSUE)[0].phrase == made.phrase
        assert history(bench) == ["add"]


def test_the_same_words_are_kept_once_and_the_refusal_says_where(workbench: Workbench) -> None:
    workbench.phrases.add("____处堆放杂物。", place=PhrasePlace.ISSUE)
    with pytest.raises(SamePhraseError, match="用在问题描述"):
        workbench.phrases.add("______处堆放杂物")
    with pytest.raises(InputError, match="没有写内容，没有存入"):
        workbench.phrases.add("  \n ")
    assert len(own(workbench)) == 1


def test_a_phrase_goes_into_the_bin_and_comes_back_with_its_uses(workbench: Workbench) -> None:
    made = workbench.phrases.add("甲").phrase
    workbench.phrases.note_use(made.uid, ISSUE.field)
    workbench.phrases.remove([made.uid])
    assert own(workbench)[0].removed_at
    assert made not in [each.phrase for each in workbench.phrases.offered(ISSUE)]
    again = workbench.phrases.add("甲。").phrase
    with pytest.raises(SamePhraseError):
        workbench.phrases.restore(made.uid)
    workbench.phrases.remove([again.uid])
    workbench.phrases.restore(made.uid)
    assert workbench.phrases.offered(ISSUE)[0].phrase == made
    assert history(workbench)[-1] == "restore"


def test_what_is_not_ones_own_is_hidden_and_shown_and_never_changed(workbench: Workbench) -> None:
    shipped = workbench.phrases.get("shipped-019")
    with pytest.raises(RefusedError, match="随程序的，不能改动"):
        workbench.phrases.change(shipped.uid, "别的", place=PhrasePlace.ANY)
    with pytest.raises(RefusedError, match="随程序的，不能改动"):
        workbench.phrases.remove([shipped.uid])
    workbench.phrases.hide(shipped.uid)
    assert shipped not in [each.phrase for each in workbench.phrases.offered(ISSUE)]
    workbench.phrases.show(shipped.uid)
    assert shipped in [each.phrase for each in workbench.phrases.offered(ISSUE)]
    mine = workbench.phrases.add("甲").phrase
    with pytest.raises(RefusedError, match="不用的请删除"):
        workbench.phrases.hide(mine.uid)


def test_of_duplicates_the_most_used_stays_with_the_uses_of_all(workbench: Workbench) -> None:
    first = workbench.phrases.add("甲处堆放杂物", place=PhrasePlace.ISSUE).phrase
    second = workbench.phrases.add("乙处堆放杂物", place=PhrasePlace.ADVICE).phrase
    for _ in range(2):
        workbench.phrases.note_use(second.uid, ISSUE.field)
    workbench.phrases.note_use(first.uid, ISSUE.field)
    workbench.context.database.execute("UPDATE phrase SET text = '某处' WHERE source = 'own'")
    assert workbench.phrases.merge_duplicates().count == 1
    (kept,) = [each for each in own(workbench) if not each.removed_at]
    assert (kept.phrase.uid, kept.used, kept.phrase.place) == (second.uid, 3, PhrasePlace.ANY)
    merged = workbench.phrases.merge_duplicates()
    assert (merged.count, bool(merged.changes)) == (0, False)


def test_chosen_phrases_give_way_to_one_and_can_be_fetched_back(workbench: Workbench) -> None:
    one, two = (workbench.phrases.add(text).phrase for text in ("堆放杂物", "杂物堆放"))
    assert workbench.phrases.merge(one.uid, [one.uid, two.uid]).count == 1
    assert texts(workbench) == ["堆放杂物"]
    workbench.phrases.restore(two.uid)
    assert texts(workbench) == ["堆放杂物", "杂物堆放"]


def test_no_more_phrases_are_kept_than_anybody_finds(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[PhraseService.__module__], "MOST_PHRASES", 2)
    assert rules.MOST_PHRASES > 2
    workbench.phrases.add("甲")
    new = [Phrase(uid=str(n), text=f"第{n}句") for n in range(2)]
    with pytest.raises(RefusedError, match="现有 1 条，再加 2 条就超过 2 条，没有存入"):
        workbench.phrases.add_new(new)
    assert texts(workbench) == ["甲"]


def test_a_phrase_is_named_by_the_beginning_of_its_number(workbench: Workbench) -> None:
    made = workbench.phrases.add("甲").phrase
    assert workbench.phrases.get(made.uid[:8]) == made
    with pytest.raises(InputError, match="不止一条"):
        workbench.phrases.get("shipped-")
    with pytest.raises(NotFoundError, match="没有编号是“xyz”的常用语"):
        workbench.phrases.get("xyz")


# -- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_list_that_was_written_is_read_back_as_it_was(
    workbench: Workbench, tmp_path: Path, ending: str
) -> None:
    for text in ("____处堆放杂物，\n见照片。", "=甲, “乙”", "'-丙"):
        workbench.phrases.add(text, place=PhrasePlace.ISSUE, category="T6")
    before = [each.phrase for each in own(workbench)]
    path = workbench.phrase_files.write(
        tmp_path / f"常用语{ending}", sources=[PhraseSource.OWN]
    ).path
    if ending == ".csv":
        # Opened in a spreadsheet it is a text, not a formula.
        assert '"\'=甲, “乙”"' in path.read_text("utf-8-sig")
    workbench.context.database.execute("DELETE FROM phrase")
    read = workbench.phrase_files.take(path)
    assert [(p.text, p.place, p.category) for p in read.added] == [
        (p.text, p.place, p.category) for p in before
    ]
    assert workbench.phrase_files.take(path).sentence.startswith(
        "新增“我的”常用语 0 条；已有 3 条，没有改动。"
    )


def test_a_text_file_has_one_phrase_a_line_in_the_encodings_of_offices(
    workbench: Workbench, tmp_path: Path
) -> None:
    path = tmp_path / "用语.txt"
    path.write_bytes(
        "第一句，有逗号\r\n\r\n第二句\\n分两行\r\n第一句，有逗号。\r\n".encode("gb18030")
    )
    read = workbench.phrase_files.take(path, place=PhrasePlace.ADVICE)
    assert [each.text for each in read.added] == ["第一句，有逗号", "第二句\n分两行"]
    assert {each.place for each in read.added} == {PhrasePlace.ADVICE}
    assert read.known == 1
    out = workbench.phrase_files.write(tmp_path / "out.txt", sources=[PhraseSource.OWN]).path
    assert out.read_text("utf-8-sig").splitlines() == ["第一句，有逗号", "第二句\\n分两行"]


def test_a_file_with_one_bad_cell_is_not_taken_at_all_and_the_cell_is_named(
    workbench: Workbench, tmp_path: Path
) -> None:
    rows = [
        ["常用语", "用在哪里", "问题类别"],
        ["甲", "问题描述", "校园安全"],
        ["乙", "哪里", None],
    ]
    path = write_xlsx(tmp_path / "用语.xlsx", {"常用语": rows})
    with pytest.raises(InputError, match="1 处要改，没有导入任何一条") as refused:
        workbench.phrase_files.take(path)
    (problem,) = refused.value.problems
    assert problem.where == "常用语!B3"
    assert "没有“哪里”这个地方" in problem.what
    assert texts(workbench) == []
    rows[2][1] = ""
    assert len(workbench.phrase_files.take(write_xlsx(path, {"常用语": rows})).added) == 2


def test_what_ships_is_not_taken_in_as_ones_own(workbench: Workbench, tmp_path: Path) -> None:
    path = workbench.phrase_files.write(tmp_path / "全部.csv").path
    assert len(path.read_text("utf-8-sig").splitlines()) > 30
    assert workbench.phrase_files.take(path).added == ()


def test_a_file_of_another_kind_is_not_written(workbench: Workbench, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"后缀请写 \.xlsx、\.csv 或 \.txt"):
        workbench.phrase_files.write(tmp_path / "常用语.docx")
    assert list(tmp_path.glob("*.docx")) == []
