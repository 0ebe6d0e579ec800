"""Characters that no face has are named with the place where they stand."""

from inspector_app.reports.document import (
    Document,
    Field,
    FieldGrid,
    FieldRow,
    Heading,
    LongText,
    NumberedList,
    Photo,
    PhotoPages,
)
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.letter import Letter, Section
from inspector_app.reports.missing_places import missing_places

NOWHERE = "\U00030000"
OTHER = "\ue000"


def test_each_character_is_named_with_every_field_it_stands_in(fonts: FontLibrary) -> None:
    row = FieldRow(
        fields=(
            Field(label="督导过程\n（纪实）", content=LongText(text=f"{NOWHERE}老师，{NOWHERE}")),
            Field(label="存在问题", content=NumberedList(items=("没有。", f"{NOWHERE}{OTHER}"))),
        )
    )
    photo = Photo(image=b"", number="2", caption=f"门口{OTHER}")
    tree = Document(
        title="入校督导记录表",
        blocks=(
            FieldGrid(rows=(row,)),
            Heading(text="附：听课记录"),
            LongText(text=OTHER),
            PhotoPages(heading="照片", photos=(photo,)),
        ),
    )
    assert missing_places(tree, fonts) == (
        (OTHER, ("存在问题", "附：听课记录", "照片 2")),
        (NOWHERE, ("督导过程（纪实）", "存在问题")),
    )
    assert missing_places(tree, fonts)[1].words == (
        f"{NOWHERE}（U+30000，在督导过程（纪实）、存在问题）"
    )


def test_a_title_is_a_place_too_and_a_complete_document_misses_nothing(fonts: FontLibrary) -> None:
    assert missing_places(Document(title="表㎡〔〕", blocks=()), fonts) == ()
    assert missing_places(Document(title=NOWHERE, blocks=()), fonts) == ((NOWHERE, ("标题",)),)


def test_in_a_letter_a_character_is_named_with_the_heading_it_stands_below(
    fonts: FontLibrary,
) -> None:
    tree = Letter(
        title=f"意见书{NOWHERE}",
        body=(LongText(text=NOWHERE), Section(text="存在问题"), LongText(text=NOWHERE)),
    )
    assert missing_places(tree, fonts) == ((NOWHERE, ("标题", "正文", "存在问题")),)
