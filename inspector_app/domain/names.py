"""Names of people in the texts of a record, as far as the words around them tell them."""

import re
from collections.abc import Iterable
from typing import Final

_HAN: Final = "\u4e00-\u9fff"
# The commonest family names; a word is taken for a name only where one of them begins it.
_FAMILY: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    "魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易"
    "常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢岳齐梅莫庄辛管祝左"
)


def _named(before: str, behind: str) -> re.Pattern[str]:
    """Return what finds a family name with one or two characters beside such a word."""
    name = rf"[{_FAMILY}][{_HAN}]{{1,2}}"
    return re.compile(rf"(?:{before})({name})|({name})(?={behind})")


_ANYBODY: Final = _named("教师|老师|班主任|学生|同学|家长", "老师|同学")
_PUPIL: Final = _named("学生|同学", "同学")
# Words that begin as a family name does: a hint must not cry wolf.
_NO_NAMES: Final = re.compile(
    r"安全|安静|安排|方便|方面|方案|方式|方法|文明|文化|文具|高度|"
    r"高年|高中|高兴|金额|万人|向|于|任务|任何|任课|管理|常规|"
    r"常见|常用|常务|许多|严重|严格|应当|易于|马上|武术|石头|左右|章程|"
    r"季度|夏季|毕业|陆续|程度|白天|温暖|何时|齐全|江苏|史料|顾虑|"
    r"焦虑|康复"
)

TITLES: Final = "副?(?:校长|园长|书记|主任)|老师|教师"
"""What people of a school are called behind their names."""
# What begins as a family name is often the end of a word (语文老师, 值周老师): only what stands
# before it tells, and these two are prepositions.
_CALLED: Final = re.compile(
    rf"(?:(?<![{_HAN}])|(?<=[与和同对由请听取谈问见跟及给让访经]))(?![向于任方])[{_FAMILY}](?={TITLES})"
)
_BEHIND: Final = rf"(?=$|[^{_HAN}]|陪|接待|等|和|与|及)"
_NAMED_WITH_OFFICE: Final = re.compile(
    rf"[{_FAMILY}](?:(?!副)[{_HAN}]){{1,2}}(?={TITLES})"
    rf"|(?<=校长|园长|书记|主任|老师|教师)[{_FAMILY}][{_HAN}]{{1,2}}?{_BEHIND}"
)
_NAME: Final = re.compile(rf"[{_FAMILY}][{_HAN}]{{1,2}}")
_BETWEEN: Final = re.compile(r"[、，,；;/\s]+")


def without_surnames(text: str) -> str:
    """Return a text in which 王校长 is 某校长, and 张老师 is 某老师."""
    return _CALLED.sub("某", text)


def offices_of(text: str) -> str:
    """Return who people are in their school, without their names: 校长王建国 is 校长."""
    return "、".join(filter(None, map(_office, _BETWEEN.split(text.strip()))))


def _office(text: str) -> str:
    if _NAME.fullmatch(text) and without_surnames(text) == text and not _NO_NAMES.match(text):
        return "校方人员"
    return without_surnames(_NAMED_WITH_OFFICE.sub(_kept, text)).removeprefix("某")


def _kept(found: re.Match[str]) -> str:
    return found[0] if _NO_NAMES.match(found[0]) else ""


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Return what is written as the name of a teacher or a pupil in a record's texts.

    教师 or 学生 before it, 老师 or 同学 behind it, and a family name at its beginning tell a name.
    Where three characters follow, the third may belong to the next word: both readings are names.
    """
    found = [match for text in texts for match in _ANYBODY.finditer(text)]
    whole = {match[1] or match[2] for match in found}
    return frozenset(whole | {match[1][:2] for match in found if match[1]})


def pupils_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Return what looks like the names of pupils in texts, for a person to look at."""
    found = (match[1] or match[2] for text in texts for match in _PUPIL.finditer(text))
    return tuple(dict.fromkeys(name for name in found if not _NO_NAMES.match(name)))
