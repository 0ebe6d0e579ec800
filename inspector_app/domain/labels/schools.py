"""Chinese words for schools and the people who inspect them."""

from typing import Final

from inspector_app.domain.school import Education, InspectorKind, SchoolKind, SchoolState

SCHOOL_KIND_LABEL: Final = {
    SchoolKind.PRIMARY: "小学",
    SchoolKind.TEACHING_POINT: "小学教学点",
    SchoolKind.JUNIOR: "初级中学",
    SchoolKind.NINE_YEAR: "九年一贯制学校",
    SchoolKind.TWELVE_YEAR: "十二年一贯制学校",
    SchoolKind.COMPLETE_SECONDARY: "完全中学",
    SchoolKind.SENIOR: "高级中学",
    SchoolKind.VOCATIONAL: "中等职业学校",
    SchoolKind.SPECIAL: "特殊教育学校",
    SchoolKind.REFORM: "专门学校",
    SchoolKind.KINDERGARTEN: "幼儿园",
    SchoolKind.ATTACHED_KINDERGARTEN: "附设幼儿班",
}
SCHOOL_STATE_LABEL: Final = {
    SchoolState.RUNNING: "在办",
    SchoolState.CLOSED: "停办",
    SchoolState.MERGED: "撤并",
    SchoolState.NEW: "新设",
}
EDUCATION_LABEL: Final = {
    Education.VOCATIONAL: "中专及以下",
    Education.COLLEGE: "大专",
    Education.BACHELOR: "本科",
    Education.MASTER: "硕士研究生",
    Education.DOCTOR: "博士研究生",
}
INSPECTOR_KIND_LABEL: Final = {
    InspectorKind.FULL_TIME: "专职",
    InspectorKind.PART_TIME: "兼职",
}
