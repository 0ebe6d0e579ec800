"""What a clerk may write for a sheet, a column, a type or an appearance, and what is refused.

The words on the right are those of XLSForm. Nothing that stands in a sheet is left aside in
silence: what is neither here nor a column of notes is reported with its cell.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """The sheets of a form."""

    SURVEY = "survey"
    CHOICES = "choices"
    SETTINGS = "settings"


SHEET_TITLE: Final[Mapping[Kind, str]] = {
    Kind.SURVEY: "题目", Kind.CHOICES: "选项", Kind.SETTINGS: "设置",
}  # fmt: skip
SHEETS: Final[Mapping[str, Kind]] = {
    **{kind.value: kind for kind in Kind},
    **{title: kind for kind, title in SHEET_TITLE.items()},
    "调查": Kind.SURVEY, "问题": Kind.SURVEY, "题目表": Kind.SURVEY,
    "选项表": Kind.CHOICES, "choice": Kind.CHOICES,
    "设置表": Kind.SETTINGS, "setting": Kind.SETTINGS,
}  # fmt: skip
# Sheets of the template that explain, and those of other programs that are not taken.
ASIDE_SHEETS: Final = frozenset({"填写说明", "示例", "说明", "备注", "列表"})
REFUSED_SHEETS: Final[Mapping[str, str]] = {
    "external_choices": "外部选项表", "entities": "实体表", "osm": "地图标签表",
}  # fmt: skip

# -- columns ---------------------------------------------------------------------------------------


def key_of(word: str) -> str:
    """Return by what a word at the head of a column is known: no spaces, no capitals, no mark."""
    return "".join(word.split()).strip("*★").casefold()


def _bound(name: str) -> tuple[str, str]:
    """Return how older sheets name what became columns of their own."""
    return f"bind::{name}", f"bind:{name}"


OWN_COLUMNS: Final = ("统计", "台账", "依据", "分值")
_SURVEY: Final[Mapping[str, tuple[str, ...]]] = {
    "type": ("类型", "题型", "command"),
    "name": ("名称", "字段名", "变量名", "tag"),
    "label": ("题目", "题目文字", "标签", "问题", "内容", "caption"),
    "hint": ("提示", "填写提示"),
    "guidance_hint": ("填表说明", "详细说明", "guidance hint"),
    "required": ("必填", *_bound("required")),
    "required_message": (
        "必填提示",
        "未填提示",
        "requiredmsg",
        "required message",
        *_bound("jr:requiredMsg"),
    ),
    "relevant": ("显示条件", "出现条件", "relevance", *_bound("relevant")),
    "constraint": ("校验", "校验条件", "填写限制", *_bound("constraint")),
    "constraint_message": (
        "校验提示",
        "出错提示",
        "constraining_message",
        "constraint message",
        "constraint-msg",
        *_bound("jr:constraintMsg"),
    ),
    "calculation": ("计算", "计算公式", "公式", "calculate", *_bound("calculate")),
    "choice_filter": ("选项筛选", "筛选", "choice filter"),
    "default": ("默认值", "默认"),
    "read_only": ("只读", "readonly", "read only", *_bound("readonly")),
    "repeat_count": ("重复次数", "count", "jr:count", "repeat count"),
    "appearance": ("外观", "样式"),
    "parameters": ("参数",),
    "trigger": ("触发", "触发题"),
    "image": ("图片", "media::image", "media:image"),
}
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "list_name": ("列表", "列表名", "选项列表", "list name"),
    "name": ("选项值", "值", "代码", "选项代码", "value"),
    "label": ("选项", "选项文字", "文字", "标签", "caption"),
    "image": ("图片", "media::image", "media:image"),
}
_SETTINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "form_title": ("表名", "表单名称", "标题", "set_form_title", "title"),
    "form_id": ("编号", "表单编号", "set_form_id", "id_string"),
    "version": ("版本",),
    "instance_name": ("记录名称",),
    "default_language": ("默认语言",),
    "style": ("版式",),
    "allow_choice_duplicates": ("允许选项重复",),
}
COLUMNS: Final[Mapping[Kind, Mapping[str, str]]] = {
    kind: {key_of(word): name for name, others in table.items() for word in (name, *others)}
    for kind, table in (
        (Kind.SURVEY, _SURVEY), (Kind.CHOICES, _CHOICES), (Kind.SETTINGS, _SETTINGS),
    )
}  # fmt: skip
"""The name of each column by the keys of the words that it is known by, for each sheet."""

CHINESE_COLUMN: Final[Mapping[Kind, Mapping[str, str]]] = {
    kind: {name: others[0] for name, others in table.items()}
    for kind, table in (
        (Kind.SURVEY, _SURVEY), (Kind.CHOICES, _CHOICES), (Kind.SETTINGS, _SETTINGS),
    )
}  # fmt: skip
TEXT_COLUMNS: Final = (
    "label", "hint", "guidance_hint", "constraint_message", "required_message", "image",
)  # fmt: skip
"""The columns that may be there once for each language."""
EXPRESSION_COLUMNS: Final = (
    "relevant", "constraint", "calculation", "choice_filter", "required", "read_only",
    "repeat_count", "default", "trigger",
)  # fmt: skip

_NOT_DONE: Final = "本程序不支持这一列"
REFUSED_COLUMNS: Final[Mapping[Kind, Mapping[str, str]]] = {
    Kind.SURVEY: {
        **dict.fromkeys(("audio", "video", "big-image", "autoplay"), "本程序不放声音和视频"),
        **dict.fromkeys(("query", "save_to", "compact_tag", "rows", "disabled"), _NOT_DONE),
    },
    Kind.CHOICES: dict.fromkeys(("audio", "video", "big-image", "geometry"), "选项只能配图片"),
    Kind.SETTINGS: {
        "public_key": "表单不在这里加密",
        **dict.fromkeys(("submission_url", "auto_send", "auto_delete"), "本程序不联网提交"),
        **dict.fromkeys(
            ("client_editable", "omit_instanceid", "namespaces", "prefix", "delimiter", "name",
             "clean_text_values", "add_none_option", "instance_xmlns", "attribute"), _NOT_DONE,
        ),
    },
}  # fmt: skip
# What other programs keep for themselves in a sheet and nobody is asked about.
ASIDE_PREFIXES: Final = ("$", "kobo--")
REFUSED_PREFIXES: Final = ("sms_", "body::", "instance::", "bind::", "media::", "control::")

# -- types -----------------------------------------------------------------------------------------

_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("文本", "文字", "填空", "string"),
    "integer": ("整数", "int"),
    "decimal": ("小数", "数值", "数字"),
    "date": ("日期",),
    "time": ("时间",),
    "dateTime": ("日期时间", "datetime", "date time"),
    "note": ("说明", "提示语"),
    "calculate": ("计算", "计算项"),
    "hidden": ("隐藏",),
    "image": ("照片", "图片", "photo"),
    "file": ("附件", "文件"),
    "acknowledge": ("确认", "trigger"),
    "range": ("范围", "滑动条"),
    "start": ("开始时间",),
    "end": ("结束时间",),
    "today": ("填表日期",),
    "username": ("填表人",),
    "audit": ("留痕",),
    "csv-external": ("查询表",),
    "begin_group": ("分组开始", "开始分组", "begin group"),
    "end_group": ("分组结束", "结束分组", "end group"),
    "begin_repeat": ("重复开始", "开始重复", "begin repeat"),
    "end_repeat": ("重复结束", "结束重复", "end repeat"),
    "begin_rating": ("评分表开始", "begin rating"),
    "rating": ("评分项",),
    "end_rating": ("评分表结束", "end rating"),
}
TYPES: Final = {word: name for name, others in _TYPES.items() for word in (name, *others)}
_SELECTS: Final[Mapping[str, tuple[str, ...]]] = {
    "select_one": ("单选", "select one", "select1", "select one from"),
    "select_multiple": ("多选", "select multiple", "select all that apply from"),
    "select_one_from_file": ("名单单选", "select one from file"),
    "select_multiple_from_file": ("名单多选", "select multiple from file"),
    "rank": ("排序",),
}
SELECTS: Final = {word: name for name, others in _SELECTS.items() for word in (name, *others)}
"""Types that name a list behind them."""
LISTED: Final = {**SELECTS, "begin_rating": "begin_rating", "评分表开始": "begin_rating"}
OR_OTHER: Final = frozenset({"or_other", "或其他", "其他", "or specify other", "or other"})
CHINESE_TYPE: Final = {name: others[0] for name, others in (*_TYPES.items(), *_SELECTS.items())}
FROM_FILE: Final = frozenset({"select_one_from_file", "select_multiple_from_file"})
OPENING: Final = {"begin_group": "end_group", "begin_repeat": "end_repeat",
                  "begin_rating": "end_rating"}  # fmt: skip
CLOSING: Final = {end: begin for begin, end in OPENING.items()}
# Shown or computed, and never missing a name except where XLSForm makes one itself.
NAMELESS: Final = frozenset({"note", *CLOSING})

_NO_PLACE: Final = "本程序不定位，不记录位置（geopoint 一类）；要写地点请改用“文本”"
_NO_SOUND: Final = "本程序不录音录像"
_NOT_HERE: Final = "本机没有此信息，请删除该行"
REFUSED_TYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("geopoint", "geotrace", "geoshape", "start-geopoint", "background-geopoint", "osm",
         "location", "gps", "定位", "位置", "坐标", "经纬度", "轨迹"), _NO_PLACE,
    ),
    **dict.fromkeys(
        ("audio", "video", "background-audio", "录音", "音频", "录像", "视频"), _NO_SOUND
    ),
    **dict.fromkeys(
        ("barcode", "扫码", "条码", "条形码", "二维码"), "本程序不扫条码，请改用“文本”"
    ),
    **dict.fromkeys(("签名", "签字", "手写"), "请改用“照片”，外观写“签名”"),
    **dict.fromkeys(
        ("phonenumber", "email", "simserial", "subscriberid", "deviceid", "imei"), _NOT_HERE
    ),
    "xml-external": "外部名单只能用 .csv 文件",
    "select_one_external": "请改用“名单单选”和 .csv 名单",
    "include": "请把另一份表单的行直接抄进来",
    "cascading_select": "请改用“单选”和“选项筛选”",
    "begin loop": "请改用“重复开始”和“重复次数”",
    "begin_loop": "请改用“重复开始”和“重复次数”",
    "end loop": "请改用“重复结束”",
    "end_loop": "请改用“重复结束”",
    "percentage": "请改用“整数”并写校验 . >= 0 and . <= 100",
    "begin_score": "请改用“评分表开始 列表名”",
    "score__row": "请改用“评分项”",
    "end_score": "请改用“评分表结束”",
    "begin_kobomatrix": "请改用“评分表开始 列表名”，下面一行一个“评分项”",
    "end_kobomatrix": "请改用“评分表结束”",
    "begin_rank": "请改用“排序 列表名”，一行就够",
    "rank__level": "请改用“排序 列表名”，这一行删去",
    "end_rank": "请改用“排序 列表名”，这一行删去",
}  # fmt: skip

# -- appearances -----------------------------------------------------------------------------------

APPEARANCE_WORDS: Final[Mapping[str, str]] = {
    "多行": "multiline", "下拉": "minimal", "搜索": "autocomplete", "横排": "horizontal",
    "量表": "likert", "表格": "table-list", "同页": "field-list", "签名": "signature",
    "网址": "url", "千分位": "thousands-sep", "只看年月": "month-year", "只看年": "year",
    "多张": "multi", "星级": "rating", "画图": "draw",
}  # fmt: skip
APPEARANCES: Final = frozenset(
    {
        "multiline", "minimal", "autocomplete", "search", "horizontal", "horizontal-compact",
        "compact", "columns", "columns-pack", "likert", "table-list", "label", "list-nolabel",
        "list", "field-list", "month-year", "year", "no-calendar", "thousands-sep", "numbers",
        "url", "signature", "rating", "multi", "draw", "no-buttons", "vertical",
        "theme-grid", "pages", "no-collapse", "inline",
    }
)  # fmt: skip
REFUSED_APPEARANCES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("maps", "placement-map", "map", "image-map", "geo"), "本程序没有地图"),
    **dict.fromkeys(("quick", "quickcompact", "bearing", "counter", "picker", "printer",
                     "masked", "hidden-answer", "new-front", "new", "front"),
                    "本程序没有这种外观"),
    **dict.fromkeys(("annotate", "批注"),
                    "照片上不能批注；要画的请改写“画图”，照片各有一行说明可写"),
    **dict.fromkeys(
        ("buddhist", "ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar", "persian"),
        "只支持公历",
    ),
}  # fmt: skip

YES: Final = frozenset({"是", "yes", "true", "true()", "√", "✓", "✔", "1"})
NO: Final = frozenset({"否", "no", "false", "false()", "×", "✗", "✘", "0"})
ROSTERS: Final = ("schools.csv", "zones.csv")
"""Lists of names that the program itself has at hand when a form is filled in."""
