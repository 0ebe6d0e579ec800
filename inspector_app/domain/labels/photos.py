"""Chinese words for pictures."""

from typing import Final

from inspector_app.domain.photo import PhotoOwner, PhotoRole, TimeSource

PHOTO_ROLE_LABEL: Final = {
    PhotoRole.SITE: "现场照片",
    PhotoRole.LESSON_PAPER: "听课本照片",
    PhotoRole.SIGNED_PAGE: "签字盖章件",
    PhotoRole.SIGNATURE: "签名",
    PhotoRole.BEFORE: "整改前",
    PhotoRole.AFTER: "整改后",
    PhotoRole.REPLY: "学校回复",
    PhotoRole.RECEIPT: "送达回证",
}
PHOTO_OWNER_LABEL: Final = {
    PhotoOwner.BASKET: "照片篓",
    PhotoOwner.SCHOOL: "学校",
    PhotoOwner.VISIT: "督导记录",
    PhotoOwner.ISSUE: "问题",
    PhotoOwner.LESSON: "听课记录",
    PhotoOwner.NOTE: "随手记",
    PhotoOwner.FORM: "表单",
    PhotoOwner.SCAN: "扫描件",
}
TIME_SOURCE_LABEL: Final = {
    TimeSource.ORIGINAL: "原图",
    TimeSource.FILE_NAME: "文件名",
    TimeSource.TYPED: "手填",
    TimeSource.UNKNOWN: "未知",
}
