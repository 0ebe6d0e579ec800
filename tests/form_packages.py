"""Packages of small forms for tests, written as XForm XML."""

from pathlib import Path
from typing import Any

from inspector_app.authoring.package import package_bytes

HEAD = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>{title}</h:title><model>
<instance><data id="{form}" version="{version}">{instance}</data></instance>
{lists}{binds}</model></h:head><h:body>{body}</h:body></h:html>"""
RATES = (("1", "差"), ("2", "一般"), ("3", "较好"), ("4", "好"))
OWN = {
    "f_text": {"台账": "问题"},
    "f_who": {"台账": "责任人"},
    "f_by": {"台账": "期限"},
    "f_grave": {"台账": "严重程度"},
}


def select(path: str, label: str, items: Any, *, kind: str = "select1", looks: str = "") -> str:
    """Return a question with choices."""
    lines = "".join(f"<item><label>{w}</label><value>{v}</value></item>" for v, w in items)
    return f'<{kind} ref="{path}" appearance="{looks}"><label>{label}</label>{lines}</{kind}>'


def text(path: str, label: str, *, looks: str = "", hint: str = "") -> str:
    """Return a question that is typed."""
    told = f"<hint>{hint}</hint>" if hint else ""
    return f'<input ref="{path}" appearance="{looks}"><label>{label}</label>{told}</input>'


def group(path: str, label: str, *inner: str, looks: str = "") -> str:
    """Return a group."""
    return (
        f'<group ref="{path}" appearance="{looks}"><label>{label}</label>{"".join(inner)}</group>'
    )


INSTANCE = (
    "<base><school/><stage/><ways/><pupils/><classes/><per/><day/><remark/></base>"
    "<rates><m><r1/><r2/><r3/></m><why/><total/></rates>"
    '<meals><m_n/></meals><finding jr:template=""><f_text/><f_who/><f_by/><f_grave/></finding>'
)
LISTS = '<instance id="schools" src="jr://file-csv/schools.csv"/>'
BINDS = (
    '<bind nodeset="/data/base/school" type="string" required="true()"/>'
    '<bind nodeset="/data/base/pupils" type="int" constraint=". &gt;= 0 and . &lt; 10000"'
    ' jr:constraintMsg="请填 0 到 9999"/>'
    '<bind nodeset="/data/base/classes" type="int"/>'
    '<bind nodeset="/data/base/per" type="int" readonly="true()" calculate="if(/data/base/classes'
    " &gt; 0, int(/data/base/pupils div /data/base/classes), '')\"/>"
    '<bind nodeset="/data/base/day" type="date"/>'
    '<bind nodeset="/data/rates/why" type="string" required="true()"'
    " relevant=\"/data/rates/m/r1 = '1'\"/>"
    '<bind nodeset="/data/rates/total" type="int" readonly="true()" calculate='
    '"sum(/data/rates/m/r1 | /data/rates/m/r2 | /data/rates/m/r3)"/>'
    '<bind nodeset="/data/meals" relevant="selected(/data/base/ways, \'meals\')"/>'
    '<bind nodeset="/data/meals/m_n" type="int" required="true()"/>'
    '<bind nodeset="/data/finding/f_by" type="date"/>'
)
_SCHOOL = (
    '<select1 ref="/data/base/school" appearance="minimal w2"><label>学校</label>'
    '<itemset nodeset="instance(\'schools\')/root/item"><value ref="name"/>'
    '<label ref="label"/></itemset></select1>'
)
GRAVITY = (("minor", "轻微"), ("serious", "严重"))
BODY = (
    group(
        "/data/base", "一、基本情况", _SCHOOL,
        select("/data/base/stage", "学段", (("p", "小学"), ("j", "初中")), looks="w2"),
        select("/data/base/ways", "看了什么", (("meals", "食堂"), ("docs", "资料")), kind="select"),
        text("/data/base/pupils", "学生数", looks="w1", hint="以学籍为准"),
        text("/data/base/classes", "班级数", looks="w1"),
        text("/data/base/per", "班额", looks="w1"), text("/data/base/day", "日期", looks="w1"),
        text("/data/base/remark", "备注", looks="multiline"),
    )
    + group(
        "/data/rates", "二、评分",
        group("/data/rates/m", "看到的情况",
              *(select(f"/data/rates/m/r{n}", f"第 {n} 条", RATES, looks="likert")
                for n in (1, 2, 3))),
        text("/data/rates/why", "不足之处", looks="multiline"), text("/data/rates/total", "合计"),
    )
    + group("/data/meals", "三、食堂", text("/data/meals/m_n", "陪餐次数"))
    + '<group ref="/data/finding"><label>四、发现的问题</label><repeat nodeset="/data/finding">'
    + text("/data/finding/f_text", "问题") + text("/data/finding/f_who", "责任人", looks="w2")
    + text("/data/finding/f_by", "期限", looks="w2")
    + select("/data/finding/f_grave", "程度", GRAVITY) + "</repeat></group>"
)  # fmt: skip


def xform(
    *, form: str = "demo", version: str = "1", title: str = "示范表单", instance: str = INSTANCE,
    lists: str = LISTS, binds: str = BINDS, body: str = BODY,
) -> str:  # fmt: skip
    """Return a form with every kind of question, or with other parts."""
    return HEAD.format(
        form=form, version=version, title=title, instance=instance, lists=lists, binds=binds,
        body=body,
    )  # fmt: skip


def package(
    folder: Path, xml: str, *, form: str = "demo", version: str = "1", title: str = "示范表单",
    own: Any = None,
) -> Path:  # fmt: skip
    """Write the package of a form and return its path."""
    manifest = {
        "form_id": form, "version": version, "title": title, "questions": {}, "lists": {},
        "own": OWN if own is None else own, "cells": {},
    }  # fmt: skip
    path = folder / f"{form}-{version}.form"
    path.write_bytes(package_bytes(manifest, {"form.xml": xml.encode(), "form.xlsx": b"PK"}))
    return path
