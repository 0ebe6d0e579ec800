"""Any table of a Word file is a draft that runs, or is told; nothing makes the reading fall."""

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from inspector_app.authoring.findings import Level
from inspector_app.authoring.word_choice import Choice, Choices
from inspector_app.authoring.word_columns import Role
from inspector_app.domain.word_content import WordCell, WordContent, WordParagraph, WordTable
from inspector_app.services.word_drafts import check_word
from inspector_app.xform import Session, load_form
from tests.examples import examples

HEADS = (
    "序号", "检查内容", "一级指标", "评分标准", "检查方式", "结果", "结果（是/否）", "好", "差",
    "分值", "得分", "备注", "依据", "检查情况", "牵头单位", "", "内容\n要点",
)  # fmt: skip
CELLS = (
    "", "1", "一、安全", "门卫", "门卫 □是 □否", "□是 □否", "是（ ）否（ ）", "好/中/差",
    "5分", "10", "食堂（3分）", "合计", "${a}", "<b>&", "“双减”", "a" * 300, "\x0b", "检查内容",
    "优'秀/良好",
)  # fmt: skip


@st.composite
def rows(draw: st.DrawFn, words: tuple[str, ...]) -> tuple[WordCell, ...]:
    made: list[WordCell] = []
    column = draw(st.integers(0, 1))
    for text in draw(st.lists(st.sampled_from(words), max_size=6)):
        span = draw(st.sampled_from((1, 1, 1, 2, 5)))
        continues = draw(st.sampled_from((False, False, False, True)))
        paragraphs = tuple(WordParagraph(text=line) for line in text.split("\n"))
        made.append(WordCell(column=column, span=span, continues=continues,
                             paragraphs=() if continues else paragraphs))  # fmt: skip
        column += span
    return tuple(made)


@st.composite
def tables(draw: st.DrawFn) -> WordTable:
    heads = draw(st.lists(rows(HEADS), min_size=1, max_size=3))
    body = draw(st.lists(rows(CELLS), max_size=6))
    return WordTable(rows=(*heads, *body))


blocks = st.one_of(
    tables(),
    st.builds(WordParagraph, text=st.sampled_from(("附件2", "督导检查表", "", "一、教学"))),
)
choices: st.SearchStrategy[Choices] = st.dictionaries(
    st.tuples(st.integers(1, 2), st.integers(1, 6)),
    st.builds(Choice, st.sampled_from(Role), st.sampled_from(((), ("好", "差")))), max_size=3,
)  # fmt: skip


@examples(100, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(blocks, max_size=4), choices)
def test_any_tables_are_a_draft_that_runs_or_are_told(
    content: list[WordTable | WordParagraph], said: Choices
) -> None:
    checked = check_word(WordContent(blocks=tuple(content)), name="表.docx", choices=said)
    errors = [each for each in checked.findings if each.level is Level.ERROR]
    if checked.form is None:
        assert errors
        assert all(each.problem.where and each.problem.what for each in errors)
        assert {"compiler", "engine"}.isdisjoint(each.rule for each in errors)
    else:
        assert not errors
        assert Session(load_form(checked.form.xml)).instance_xml()
