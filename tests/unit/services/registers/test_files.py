"""Files of entries: encrypted on the disk, given out as they were taken in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.base.errors import EnvironmentProblem, InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.services.register_journal import EntryNotEditableError
from inspector_app.vault.files import FileMissingError, FileTooLargeError

Make = Callable[..., str]
SECRET = "示范区教育督导委员会文件".encode() * 50


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.pdf"
    path.write_bytes(SECRET)
    return path


def files_of(bench: Workbench, uid: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = bench.registers.record(uid).entry.values["files"]
    return found


def test_a_file_is_taken_in_encrypted_and_given_out_as_it_was(
    workbench: Workbench, add: Make, notice: Path, tmp_path: Path
) -> None:
    uid = add("policy")
    assert workbench.register_files.attach(uid, [notice]).changes.registers
    (file,) = files_of(workbench, uid)
    assert (file["name"], file["size"]) == ("通知.pdf", len(SECRET))
    kept = [path for path in workbench.context.folder.photos.rglob("*") if path.is_file()]
    assert len(kept) == 1
    assert SECRET[:20] not in kept[0].read_bytes()
    out = tmp_path / "out" / "again.pdf"
    out.parent.mkdir()
    assert workbench.register_files.save(uid, str(file["uuid"]), out).path == out
    assert out.read_bytes() == SECRET
    assert workbench.checks.run().sound


def test_files_of_one_name_are_written_out_beside_each_other(
    workbench: Workbench, add: Make, tmp_path: Path
) -> None:
    uid, folder = add("policy"), tmp_path / "out"
    folder.mkdir()
    for number in (1, 2):
        source = tmp_path / str(number) / "通知.txt"
        source.parent.mkdir()
        source.write_text(f"第{number}份", encoding="utf-8")
        workbench.register_files.attach(uid, [source])
    written = workbench.register_files.export(uid, folder)
    assert [each.path.name for each in written] == ["通知.txt", "通知（2）.txt"]
    assert [each.path.read_text("utf-8") for each in written] == ["第1份", "第2份"]


def test_a_filed_document_still_takes_files_and_a_void_one_does_not(
    workbench: Workbench, filed: Make, notice: Path
) -> None:
    uid = filed("policy")
    workbench.register_files.attach(uid, [notice])
    assert len(files_of(workbench, uid)) == 1
    workbench.register_edit.undo(uid)
    assert files_of(workbench, uid) == []
    workbench.registers.void(uid, reason="已废止")
    with pytest.raises(EntryNotEditableError):
        workbench.register_files.attach(uid, [notice])


def test_a_file_that_is_left_out_comes_back_by_undo(
    workbench: Workbench, add: Make, notice: Path
) -> None:
    uid = add("policy")
    workbench.register_files.attach(uid, [notice])
    workbench.register_files.detach_at(uid, 0)
    assert files_of(workbench, uid) == []
    workbench.register_edit.undo(uid)
    assert len(files_of(workbench, uid)) == 1
    with pytest.raises(InputError, match="没有第 7 项"):
        workbench.register_files.detach_at(uid, 7)


def test_one_bad_file_keeps_all_of_them_out(
    workbench: Workbench, add: Make, notice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid, empty = add("policy"), tmp_path / "空.pdf"
    empty.write_bytes(b"")
    with pytest.raises(InputError, match=r"“空\.pdf”是空的，没有放入任何附件"):
        workbench.register_files.attach(uid, [notice, empty])
    with pytest.raises(EnvironmentProblem, match=r"“没有\.pdf”读不出来（文件或文件夹不存在）"):
        workbench.register_files.attach(uid, [notice, tmp_path / "没有.pdf"])
    with pytest.raises(InputError, match="是同一个文件，没有放入任何附件"):
        workbench.register_files.attach(uid, [notice, notice])
    monkeypatch.setattr("inspector_app.vault.files.MAX_FILE_BYTES", 100)
    with pytest.raises(FileTooLargeError):
        workbench.register_files.attach(uid, [notice])
    assert files_of(workbench, uid) == []


def test_an_entry_takes_no_more_files_than_it_may(
    workbench: Workbench, add: Make, tmp_path: Path
) -> None:
    uid, paths = add("policy"), []
    for number in range(21):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(str(number), encoding="utf-8")
    with pytest.raises(InputError, match="最多 20 个文件"):
        workbench.register_files.attach(uid, paths)
    workbench.register_files.attach(uid, paths[:20])
    assert len(files_of(workbench, uid)) == 20


def test_a_register_without_files_says_so(workbench: Workbench, add: Make, notice: Path) -> None:
    with pytest.raises(InputError, match="“例会和交流会”不放附件"):
        workbench.register_files.attach(add("meeting"), [notice])
    uid = add("policy")
    with pytest.raises(NotFoundError, match="没有附件"):
        workbench.register_files.export(uid, notice.parent)
    with pytest.raises(NotFoundError, match="找不到这个附件"):
        workbench.register_files.save(uid, "x", notice)


def test_what_show_prints_of_files_makes_the_entry_again_where_the_files_are(
    workbench: Workbench, add: Make, notice: Path
) -> None:
    uid = add("policy")
    workbench.register_files.attach(uid, [notice])
    shown = {**workbench.registers.as_json(uid), "uuid": "", "no": ""}
    again = workbench.register_edit.new_from_json("policy", shown).uid
    assert files_of(workbench, again) == files_of(workbench, uid)
    shown["files"] = [{**shown["files"][0], "sha256": "0" * 64}]
    with pytest.raises(RefusedError, match=r"附件“通知\.pdf”不在这台电脑里"):
        workbench.register_edit.new_from_json("policy", shown)
    for bad in ([{"name": "x"}], ["通知.pdf"], "通知.pdf"):
        with pytest.raises(InputError, match="“附件”没有改"):
            workbench.register_edit.new_from_json("policy", {"files": bad})


def test_a_file_that_is_gone_from_the_disk_is_told_by_the_check_and_by_whoever_wants_it(
    workbench: Workbench, add: Make, notice: Path
) -> None:
    uid = add("policy")
    workbench.register_files.attach(uid, [notice])
    for path in workbench.context.folder.photos.rglob("*"):
        if path.is_file():
            path.unlink()
    faults = [fault for check in workbench.checks.run().checks for fault in check.faults]
    assert len(faults) == 1
    assert "的附件“通知.pdf”文件缺失" in faults[0]
    with pytest.raises(FileMissingError, match=r"附件文件（编号 .*）不见了"):
        workbench.register_files.export(uid, notice.parent)
