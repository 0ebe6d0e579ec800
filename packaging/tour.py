"""The main job without a window: demonstration data, lists, table, documents and a bundle."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import environment
from machine import StopError

YEARS: Final = 1
SEED: Final = 1


def demonstration(folder: Path) -> None:
    """Fill ``folder`` with a made-up district unless it holds data already.

    Raises:
        StopError: the program refused.
    """
    if folder.is_dir() and any(folder.iterdir()):
        return
    print(f"正在生成演示数据（一个虚构的区，{YEARS} 年）……", flush=True)
    # It appears complete or not at all: an interrupted run is not taken for finished data.
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    _program(part, "demo", "--years", str(YEARS), "--seed", str(SEED), "--life")
    if folder.is_dir():
        folder.rmdir()
    part.rename(folder)


def main_job(folder: Path) -> int:
    """Go through the main job with commands and say what came of each."""
    print("这里没有屏幕（DISPLAY 和 WAYLAND_DISPLAY 都没有设），改用命令行走一遍主要工作。\n")
    out = folder.with_name(f"{folder.name}-out")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    visit = _latest_visit(folder)
    number, month, inspector = visit["no"], visit["date"][:7], visit["lead"]

    table = out / f"month-{month}.json"
    table.write_text(_program(folder, "month", month, "--json"), encoding="utf-8")
    table_pdf = out / f"month-{month}.pdf"
    _program(folder, "month", month, "--pdf", str(table_pdf))
    visit_pdf = out / f"{number}.pdf"
    _program(folder, "visit", "pdf", number, "--out", str(visit_pdf))
    bundles = out / "bundles"
    bundles.mkdir()
    _program(
        folder, "bundle", "export", "--inspector", inspector, "--month", month, "--to", str(bundles)
    )
    bundle = next(iter(sorted(bundles.rglob("dd1-*.zip"))), None)
    if bundle is None:
        msg = f"上报包没有出现在 {bundles}。"
        raise StopError(msg)
    verdict = _program(folder, "bundle", "verify", str(bundle))

    print(f"  月统计表 {month}，数据：{table}")
    print(f"  月统计表 {month}，打印：{table_pdf}")
    print(f"  督导记录 {number}，打印：{visit_pdf}")
    print(f"  {inspector} 的上报包：{bundle}")
    print(f"  核验：{verdict.strip()}")
    print(f"\n数据在 {folder}。在有屏幕的机器上，同一条命令打开窗口。")
    return 0


def _latest_visit(folder: Path) -> dict[str, Any]:
    visits: list[dict[str, Any]] = json.loads(_program(folder, "visits", "--json"))
    # A list begins with the newest. Drafts stay out of a bundle.
    filed = [visit for visit in visits if visit["status"] in {"定稿", "已上报"}]
    if not filed:
        msg = f"{folder} 中没有已定稿的督导记录。请换一个文件夹（--data），或先定稿一份。"
        raise StopError(msg)
    print(f"  督导记录共 {len(visits)} 份，最近几份：")
    for visit in filed[:3]:
        print(f"    {visit['no']}  {visit['date']}  {visit['school_name']}  {visit['type']}")
    return filed[0]


def _program(folder: Path, *arguments: str) -> str:
    command = [environment.tool("inspector-app"), "--data", str(folder), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        msg = f"这一步没有成功（退出码 {done.returncode}）：{' '.join(command)}"
        raise StopError(msg)
    return done.stdout
