"""A filled form that this program exports is opened by JavaRosa, and every answer is there."""

import subprocess
from pathlib import Path

import pytest

from inspector_app.authoring.word_map import asked_in
from inspector_app.services import authored_forms
from inspector_app.xform import Session, load_form
from tests.oracle.forms_javarosa import JAR, MISSING, has_java
from tests.province_form import correct, word_table

SOURCE = Path(__file__).parent / "java" / "InstanceReader.java"
ANSWERS = {
    "/data/g1/q1": "是", "/data/g1/q1_note": "三处公示栏\n“双减”专栏 <新> & 旧",
    "/data/g1/q2": "否",
    "/data/g2/q3": "好", "/data/g2/q4": "9.5", "/data/has": "有",
    "/data/finding[1]/f_text": "班级群里还有家长作业。", "/data/finding[1]/f_by": "2026-12-10",
    "/data/finding[2]/f_text": "公示栏是上月的。", "/data/finding[2]/f_grave": "严重",
}  # fmt: skip

pytestmark = [pytest.mark.skipif(not has_java(), reason=MISSING)]


def test_javarosa_opens_what_is_exported_with_every_answer(tmp_path: Path) -> None:
    word, draft = word_table(tmp_path), tmp_path / "草稿.xlsx"
    authored_forms.export_workbook(str(word), draft)
    correct(draft)
    package = authored_forms.publish_form(draft, tmp_path / "a.form", word=word).package
    form = load_form(package.xml)
    assert {each.name for each in asked_in(form)} >= {"q1", "finding"}
    session = Session(form)
    session.add("/data/finding")
    for path, value in ANSWERS.items():
        session.set(path, value)
    (tmp_path / "form.xml").write_bytes(package.xml)
    (tmp_path / "one.xml").write_text(session.instance_xml(), encoding="utf-8")
    subprocess.run(
        ["javac", "-Xlint:all", "-Werror", "-encoding", "UTF-8", "-cp", str(JAR),
         "-d", str(tmp_path), str(SOURCE)],
        check=True,
    )  # fmt: skip
    told = subprocess.run(
        ["java", "-Dfile.encoding=UTF-8", "-cp", f"{JAR}:{tmp_path}", "InstanceReader",
         str(tmp_path / "form.xml"), str(tmp_path / "one.xml")],
        check=True, capture_output=True, text=True, encoding="utf-8",
    ).stdout  # fmt: skip
    read = dict(line.split("\t", 1) for line in told.splitlines())
    assert {path: read.get(path, "").replace("\\n", "\n") for path in ANSWERS} == ANSWERS
