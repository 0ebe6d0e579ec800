"""Records of any content for the real report trees: long cells, mixed scripts, empty fields."""

import re
from datetime import date
from io import BytesIO
from random import Random
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from inspector_app.domain.issue import Handling, Issue, IssueDates, Severity
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.lesson import Lesson
from inspector_app.domain.photo import Photo, PhotoOwner, PhotoRole, TimeSource
from inspector_app.domain.visit import Merit, SchoolSnapshot, Visit
from inspector_app.domain.visit_options import MethodCounts
from inspector_app.reports.linebreak import NO_END, NO_START
from inspector_app.reports.visit_report import PrintedPhoto

LONGEST = 13_000
_WORDS = (
    "125 g/份",
    *[
        "督导",
        "学校",
        "问题",
        "整改",
        "食堂",
        "消防通道",
        "随机察看",
        "台账",
        "均有批改痕迹",
        "访谈学生",
        "第3条",
    ],
    *[
        "㛃",
        "䶮",
        "𠅤",
        "王㛃",
        "赵𠅤同志",
        "inspector",
        "A4",
        "2026-10-12",
        "12.5%",
        "4℃",
        "㎡",
        "①",
        "α",
        "é",
        "×",
        "℃",
    ],
    *["https://example.invalid/a/b?c=1", "ＡＢＣ", "１２３", "５０％"],
)
_MARKS = (*"，。；：！？、.·～/\u3000 ", "……", "——", ", ")
_PAIRS = ("“”", "‘’", "（）", "《》", "〈〉", "【】", "〔〕", "「」", "()", "[]")
_EDGES = "".join(NO_START | NO_END) + " \u3000"


def prose(seed: int, length: int) -> str:
    """Return about so many characters of words, marks and paragraphs, no two stretches alike.

    No paragraph begins with a closing mark or ends with an opening one: what a line end does to
    marks can then be told from what was written.
    """
    random = Random(seed)
    parts: list[str] = []
    size = 0
    while size < length:
        part = _word(random)
        chance = random.random()
        if chance < 0.12:
            opening, closing = random.choice(_PAIRS)
            part = f"{opening}{part}{closing}"
        if chance > 0.6:
            part += random.choice(_MARKS)
        if chance > 0.985:
            part += "\n" * random.randint(1, 2)
        parts.append(part)
        size += len(part)
    paragraphs = "".join(parts)[:length].split("\n")
    return "\n".join(
        re.sub(f"^[{re.escape(_EDGES)}]+", "", p).rstrip("".join(NO_END)) for p in paragraphs
    )


def _word(random: Random) -> str:
    if random.random() < 0.4:
        return random.choice(_WORDS)
    return "".join(chr(random.randint(0x4E00, 0x9FA5)) for _ in range(random.randint(1, 4)))


def text(most: int) -> st.SearchStrategy[str]:
    """Return texts of up to so many characters; every third or so is empty."""
    seeds = st.integers(0, 2**32)
    return st.one_of(
        st.just(""),
        st.builds(prose, seeds, st.integers(1, 40)),
        st.builds(prose, seeds, st.integers(1, most)),
    )


LINE = text(40).map(lambda said: said.replace("\n", ""))
CELL = text(600)
PAGES = text(LONGEST)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31))
SCHOOLS = st.none() | st.builds(
    SchoolSnapshot,
    code=st.just("2121000003"),
    name=LINE,
    kind=st.sampled_from(["primary", "", "kindergarten"]),
    ownership=LINE,
)
NAMES = {"D01": "督学01", "D02": "王㛃", "D03": "赵𠅤"}
NUMBERS = st.none() | st.integers(0, 999)


@st.composite
def issues(draw: st.DrawFn, longest: int = 800) -> Issue:
    return Issue(
        uid="i",
        number=draw(st.sampled_from(["", "210304-2026-D01-0007-01"])),
        category=draw(st.sampled_from([*TOPIC_LABEL, ""])),
        description=draw(text(longest)),
        severity=draw(st.none() | st.sampled_from(Severity)),
        handling=draw(st.none() | st.sampled_from(Handling)),
        witness=draw(LINE),
        responsible_unit=draw(LINE),
        assisting_units=draw(LINE),
        requirement=draw(CELL),
        responsible=draw(LINE),
        deadline=draw(DAYS),
        fixed_on_the_spot=draw(st.booleans()),
        dates=draw(st.builds(IssueDates, extended_to=DAYS, due_now=DAYS)),
    )


def lessons(longest: int = 3000) -> st.SearchStrategy[Lesson]:
    long = text(longest)
    return st.builds(
        Lesson,
        uid=st.just("l"),
        listener_id=st.sampled_from([*NAMES, "D99"]),
        class_name=LINE,
        subject=LINE,
        teacher=LINE,
        topic=CELL,
        homework=CELL,
        process=long,
        strengths=CELL,
        weaknesses=CELL,
        advice=CELL,
        expected=NUMBERS,
        present=NUMBERS,
        paper_pages=st.integers(0, 3),
        period_no=st.none() | st.integers(1, 9),
    )


def picture(width: int, height: int) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, height), (90, 120, 160)).save(buffer, "JPEG")
    return buffer.getvalue()


PICTURES = (picture(80, 60), picture(50, 90), picture(160, 30))


@st.composite
def photos(draw: st.DrawFn, most: int = 40) -> list[PrintedPhoto]:
    count = draw(st.sampled_from([0, 0, 1, 5, most]))
    made = []
    for number in range(count):
        facts = Photo(
            uid=f"p{number}",
            owner=PhotoOwner.VISIT,
            owner_uid="u",
            sha256="",
            original_sha256="",
            crc32=0,
            size=0,
            width=0,
            height=0,
            caption=draw(text(120 if number % 9 else 500)),
            role=PhotoRole.LESSON_PAPER if number % 7 == 6 else PhotoRole.SITE,
            taken_at="2026-10-12T08:15:00" if number % 2 else "",
            time_source=tuple(TimeSource)[number % 4],
        )
        made.append(PrintedPhoto(facts=facts, image=PICTURES[number % 3]))
    return made


def several(one: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=most).map(tuple)


VISITS = st.builds(
    Visit,
    uid=st.just("u"),
    number=st.just("210304-2026-D01-0007"),
    school=SCHOOLS,
    visited_on=DAYS,
    lead_id=st.sampled_from([*NAMES]),
    peer_ids=several(st.sampled_from([*NAMES]), 3),
    arrived_at=st.sampled_from(["", "08:10"]),
    campaign=LINE,
    announced_on=DAYS,
    others=CELL,
    host=LINE,
    topics=several(st.one_of(st.sampled_from([*TOPIC_LABEL]), LINE.filter(bool)), 6),
    month_theme=LINE,
    methods=st.builds(MethodCounts, st.integers(0, 99), st.integers(0, 99)),
    plan_text=CELL,
    narrative=PAGES,
    advice=CELL,
    feedback_to=CELL,
    next_visit=DAYS,
    merits=several(st.builds(Merit, uid=st.just("m"), text=CELL), 4),
    issues=several(issues(), 6),
    no_issues_found=st.booleans(),
    lessons=several(lessons(1500), 2),
    online=st.booleans(),
    revision=st.integers(1, 3),
    reason=CELL,
)
