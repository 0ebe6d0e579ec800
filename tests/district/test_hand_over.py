"""上报: the bundle that other people's tools accept, and the folder for one who works alone."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.exchange.bundle import AttachmentMissingError
from inspector_app.services.bundle_check import check_bundle
from inspector_app.services.bundle_views import ExportedBundle
from inspector_app.services.incoming_photos import Minors
from inspector_app.services.wishes import MonthPrint

NOVEMBER = Month(2026, 11)
Filed = Callable[..., str]


def export(workbench: Workbench, target: Path) -> ExportedBundle:
    return workbench.bundles.export(inspector_id="DX001", month=NOVEMBER, folder=target)


def tool(*command: object, cwd: Path, given: bytes = b"") -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, input=given, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.decode()


def test_stock_tools_accept_a_bundle(workbench: Workbench, with_photos: str, target: Path) -> None:
    made = export(workbench, target)
    checked = check_bundle(made.path)
    zipfile.ZipFile(made.path).extractall(target / "x")
    (bag,) = (target / "x").iterdir()
    tool("sha256sum", "-c", "--strict", "tagmanifest-sha256.txt", cwd=bag)
    tool("sha256sum", "-c", "--strict", "manifest-sha256.txt", cwd=bag)
    tool(sys.executable, "-m", "bagit", "--validate", bag, cwd=bag)
    (target / "signers").write_text(checked["allowed_signers"] + "\n")
    tool(
        "ssh-keygen", "-Y", "verify", "-f", target / "signers", "-I", checked["chain"],
        "-n", "dudao-bundle-v1", "-s", "signatures/01.sshsig",
        cwd=bag, given=(bag / "tagmanifest-sha256.txt").read_bytes(),
    )  # fmt: skip
    records = json.loads((bag / "data/records.json").read_text())
    assert [visit["uuid"] for visit in records["visits"]] == [with_photos]
    assert len(list((bag / "data/photos").iterdir())) == 2
    assert (bag / f"data/docs/{with_photos}.pdf").read_bytes().startswith(b"%PDF")


def test_handing_over_locks_the_month_and_marks_the_records(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    uid = filed()
    before = workbench.months.as_json(NOVEMBER)
    export(workbench, target)
    assert workbench.visits.get(uid).status is VisitStatus.HANDED_OVER
    workbench.visits.correct(uid, reason="错字")
    assert workbench.months.as_json(NOVEMBER) == before
    assert workbench.months.as_json(NOVEMBER, recompute=True) != before


def test_drafts_stay_and_are_counted(workbench: Workbench, filed: Filed, target: Path) -> None:
    filed()
    workbench.visit_edit.new()
    preview = workbench.bundles.preview(inspector_id="DX001", month=NOVEMBER)
    assert (len(preview.leaving), len(preview.staying)) == (1, 1)
    assert export(workbench, target).staying == 1


def test_a_table_that_counts_otherwise_since_it_was_handed_over_says_so(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    uid = filed()
    trees, path = workbench.document_trees, target / "月.xlsx"
    remark = "本月上报后记录有改动，此表按现有记录重算"

    def printed(*, now: bool = False) -> tuple[str, bool]:
        (tree,) = trees.of(MonthPrint(month=NOVEMBER, now=now))
        workbench.tables.month_xlsx(path, NOVEMBER, now=now)
        sheet = load_workbook(path).worksheets[0]
        return tree.mark, remark in {cell for row in sheet.values for cell in row}

    assert printed() == ("", False)
    export(workbench, target)
    assert printed() == ("", False)
    workbench.visits.void(uid, reason="重复")
    assert printed(now=True) == ("上报后重算", True)
    # What was handed over prints as it was then.
    assert printed() == ("", False)


def test_the_same_content_is_not_handed_over_twice(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    filed()
    first, again = export(workbench, target), export(workbench, target)
    assert (again.path, again.seq, again.repeated) == (first.path, first.seq, True)


def test_a_corrected_record_travels_in_the_next_bundle_and_names_what_it_replaces(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    uid = filed()
    first = export(workbench, target)
    digest = workbench.visits.record(uid).revisions[0].digest
    workbench.visits.correct(uid, reason="意见写错")
    workbench.visit_edit.set_json(uid, "advice", "改正后的意见")
    workbench.visits.file(uid)
    second = export(workbench, target)
    with zipfile.ZipFile(second.path) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith("statement.json"))
        statement = json.loads(archive.read(name))
    assert (statement["seq"], statement["prev"]) == (2, first.digest)
    assert statement["supersedes"] == [
        {"kind": "visit", "id": uid, "rev": 2, "replaces": [digest], "reason": "意见写错"}
    ]


def test_a_missing_photo_prevents_handing_over_and_nothing_is_written(
    workbench: Workbench, with_photos: str, target: Path
) -> None:
    photo = workbench.visits.record(with_photos).photos[0]
    workbench.context.vault.remove(photo.sha256)
    with pytest.raises((RefusedError, AttachmentMissingError), match=r"缺失|找不到"):
        export(workbench, target)
    assert list(target.iterdir()) == []
    assert workbench.visits.get(with_photos).status is VisitStatus.FILED


def test_a_month_without_filed_records_is_not_handed_over(
    workbench: Workbench, target: Path
) -> None:
    workbench.visit_edit.new()
    with pytest.raises(RefusedError, match="没有已定稿"):
        export(workbench, target)


def test_a_folder_that_is_not_there_is_named(workbench: Workbench, filed: Filed) -> None:
    filed()
    with pytest.raises(NotFoundError, match="不存在"):
        export(workbench, Path("nowhere"))


def test_the_first_statement_has_a_chain_and_the_head_of_the_history(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    filed()
    head = workbench.context.stores.journal.head()
    made = export(workbench, target)
    row = workbench.context.stores.bundles.all()[0]
    statement = json.loads(row["statement"])
    assert (made.seq, statement["prev"]) == (1, "0" * 64)
    assert statement["audit_head"] != "0" * 64
    assert statement["to"] is None
    assert head != workbench.context.stores.journal.head()


def test_one_who_works_alone_gets_ordinary_files(
    workbench: Workbench, with_photos: str, target: Path
) -> None:
    folder = workbench.materials.write(month=NOVEMBER, folder=target)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"月统计表.xlsx", "台账.xlsx", "督导记录.pdf"} <= names
    assert sum(name.startswith("照片/示范区第3小学/") for name in names) == 2
    sheet = load_workbook(folder / "台账.xlsx").active
    assert sheet is not None
    assert "消防通道堆放杂物。" in {
        cell for row in sheet.iter_rows(values_only=True) for cell in row
    }


def test_pictures_of_minors_stay_out_of_the_folder(
    workbench: Workbench, with_photos: str, target: Path
) -> None:
    workbench.visits.correct(with_photos, reason="补标照片")
    for photo in workbench.visits.record(with_photos).photos:
        workbench.photos.set_minors(photo.uid, Minors.SHOWN)
    workbench.visits.file(with_photos)
    folder = workbench.materials.write(month=NOVEMBER, folder=target)
    assert not list(folder.rglob("*.jpg"))


def test_a_folder_that_is_there_already_is_left_alone(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    filed()
    first = workbench.materials.write(month=NOVEMBER, folder=target)
    second = workbench.materials.write(month=NOVEMBER, folder=target)
    assert (first.name, second.name) == ("报送材料-2026-11", "报送材料-2026-11（2）")
