"""The one front door: set up, run, test and build this project.

    python3 packaging/dev.py            list what can be done
    python3 packaging/dev.py run        set up and open the program with demonstration data
    python3 packaging/dev.py test       set up and run every check

It needs nothing but Python 3.11 or newer; what else is needed, it brings or names.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - told before anything newer is touched
    raise SystemExit("需要 Python 3.11 或更新的版本，这里是 " + sys.version.split()[0])

import argparse
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import build_fonts
import environment
import machine
import tour
from machine import StopError

ROOT: Final = environment.ROOT
TESTS: Final = ROOT / "tests"
# Read by the tests that have a short and a full length.
FULL_LENGTH: Final = {"INSPECTOR_APP_FULL_LENGTH": "1", "INSPECTOR_KILLS": "200"}
QUICK: Final = {"INSPECTOR_APP_QUICK": "1"}
# At full length a long run of one test is no standstill: it is shown, not ended.
PATIENT: Final = ("-o", "faulthandler_exit_on_timeout=false")
# Here a line that no test reaches is a number or a seal that nobody has checked.
COVERED_WHOLLY: Final = (
    "inspector_app/domain/*",
    "inspector_app/exchange/*",
    "inspector_app/storage/migrate.py",
)


@dataclass(frozen=True)
class Verb:
    """One thing that can be done, its line of help and what it takes."""

    act: Callable[[list[str]], int]
    help: str


def run(arguments: list[str]) -> int:
    """Open the program with demonstration data, or show its main job without a window."""
    parser = argparse.ArgumentParser(prog="dev.py run", description=VERBS["run"].help)
    parser.add_argument("--data", type=Path, default=ROOT / "demo-data", help="数据文件夹")
    parser.add_argument("--headless", action="store_true", help="不开窗口，用命令行走一遍主要工作")
    wanted = parser.parse_args(arguments)
    machine.bring([*machine.window_packages(), *environment.packages()])
    environment.prepare(environment.LOCK)
    folder = wanted.data.resolve()
    tour.demonstration(folder)
    if wanted.headless or not machine.has_screen():
        return tour.main_job(folder)
    print(f"正在打开程序，数据在 {folder}", flush=True)
    return _call([environment.tool("inspector-app"), "--data", str(folder)])


def test(arguments: list[str]) -> int:
    """Run every check; the last line is the closing line of pytest."""
    _prepare_for_tests()
    failed = _failed_of_lint()
    code = _pytest_with_last_line_last([*_on_all_cores(), *(arguments or [str(TESTS)])], failed)
    return code or (1 if failed else 0)


def quick(arguments: list[str]) -> int:
    """Run the tests of units, with few random examples."""
    _prepare_for_tests()
    fast = ["-q", "-m", "not slow", *_only("unit")]
    return _pytest([*fast, *_on_all_cores(), *arguments], QUICK)


def gui(arguments: list[str]) -> int:
    """Run the tests of the window."""
    _prepare_for_tests()
    return _pytest([*_only("gui"), *_on_all_cores(), *arguments])


def screens(arguments: list[str]) -> int:
    """Compare the pictures of the pages with those in the handbook, or accept the new ones."""
    parser = argparse.ArgumentParser(prog="dev.py screens", description=VERBS["screens"].help)
    parser.add_argument("--accept", action="store_true", help="把新的截图收作标准")
    wanted, rest = parser.parse_known_args(arguments)
    _prepare_for_tests()
    extra = {"INSPECTOR_APP_ACCEPT_SCREENS": "1"} if wanted.accept else {}
    return _pytest(["-m", "screenshot", *rest], extra)


def folder_of_tests(name: str) -> Callable[[list[str]], int]:
    """Return the verb that runs the tests of one folder at full length."""

    def act(arguments: list[str]) -> int:
        if not (TESTS / name).is_dir():
            print(f"还没有 tests/{name}。", file=sys.stderr)
            return 2
        _prepare_for_tests()
        return _pytest(["-s", *PATIENT, str(TESTS / name), *arguments], FULL_LENGTH)

    return act


def fuzz(arguments: list[str]) -> int:
    """Flip every bit of a bundle, and try every rule of the unit tests on many examples."""
    bundles = folder_of_tests("fuzz")(arguments)
    folders = [str(TESTS / name) for name in ("unit", "district")]
    rules = _pytest(["-m", "hypothesis", *PATIENT, *_on_all_cores(), *folders], FULL_LENGTH)
    return bundles or rules


def office(arguments: list[str]) -> int:
    """Let LibreOffice open and print the Word and Excel files of every kind of document."""
    machine.bring([], machine.office_packages())
    return folder_of_tests("office")(arguments)


def delivery(arguments: list[str]) -> int:
    """Let bundles arrive at the office in a thousand ways, on every core."""
    return folder_of_tests("delivery")([*_on_all_cores(), *arguments])


def carriers(arguments: list[str]) -> int:
    """Write the shared folder while other programs carry and read it, and let every call fail."""
    machine.bring([], machine.carrier_packages())
    return folder_of_tests("carriers")(arguments)


def oracle(arguments: list[str]) -> int:
    """Compare with what others make of the same: other programs, other people's counts."""
    machine.bring([], machine.java_packages())
    return folder_of_tests("oracle")(arguments)


def scale(arguments: list[str]) -> int:
    """Let DuckDB and Spark count from exported files, and compare every figure."""
    _prepare_for_tests()
    machine.bring([], machine.java_packages())
    environment.add_scale()
    return _pytest([*PATIENT, str(TESTS / "scale"), *arguments])


def lint(_arguments: list[str]) -> int:
    """Run ruff, mypy, import-linter and the check of the fonts."""
    _prepare_for_tests()
    return 1 if _failed_of_lint() else 0


def cover(arguments: list[str]) -> int:
    """Run the tests under coverage and print what no test reaches."""
    _prepare_for_tests()
    coverage = [str(environment.PYTHON), "-m", "coverage"]
    code = _call([*coverage, "run", "-m", "pytest", "-q", *arguments], _offscreen())
    whole = ["--include", ",".join(COVERED_WHOLLY), "--fail-under", "100"]
    reports = [_call([*coverage, "report"]), _call([*coverage, "report", *whole])]
    return code or max(reports)


def docs(arguments: list[str]) -> int:
    """Write the parts of the documents that come from the code."""
    _prepare_for_tests()
    script = str(ROOT / "packaging" / "build_docs.py")
    return _call([str(environment.PYTHON), script, *arguments])


def fonts(arguments: list[str]) -> int:
    """Make the bundled faces again, or compare them with their lock."""
    if "--check" in arguments:
        return build_fonts.check()
    _prepare_for_tests()
    script = str(ROOT / "packaging" / "build_fonts.py")
    return _call([str(environment.PYTHON), script, *arguments])


def lock(_arguments: list[str]) -> int:
    """Write the lock files again from the ranges in pyproject.toml."""
    _prepare_for_tests()
    python = str(environment.PYTHON)
    if _call([python, "-m", "pip", "install", "--quiet", "uv"]) != 0:
        return 1
    base = [python, "-m", "uv", "pip", "compile", "pyproject.toml", "--extra", "setup"]
    base += ["--universal", "--python-version", "3.11", "--generate-hashes"]
    base += ["--no-header", "--no-annotate", "--quiet", "--upgrade"]
    run_time = str(environment.LOCK.relative_to(ROOT))
    everything = str(environment.LOCK_DEV.relative_to(ROOT))
    more = [*(f"--extra={name}" for name in ("dev", "bench", "sign")), "--constraint", run_time]
    beyond = str(environment.LOCK_SCALE.relative_to(ROOT))
    return (
        _call([*base, "-o", run_time])
        or _call([*base, *more, "-o", everything])
        or _call([*base, "--extra=scale", "--constraint", everything, "-o", beyond])
    )


VERBS: Final = {
    "run": Verb(run, "安装好并打开程序（带演示数据）；没有屏幕时用命令行走一遍主要工作"),
    "test": Verb(test, "安装好并做全部检查：规范、类型、层次、单元、契约、窗口"),
    "quick": Verb(quick, "只跑单元测试，随机例子少一些（提交前）"),
    "gui": Verb(gui, "只跑窗口的测试（不需要屏幕）"),
    "screens": Verb(screens, "比较各页截图与手册中的是否一致；--accept 收下新的"),
    "oracle": Verb(oracle, "与别的实现对照；表单由 JavaRosa 对照，要有 javac"),
    "scale": Verb(scale, "DuckDB 和 Spark 用导出的 Parquet 算月统计表，与本程序逐格核对"),
    "term": Verb(folder_of_tests("term"), "按种子演完一个区的一个学期，各月的表与自己数的逐项相等"),
    "district": Verb(
        folder_of_tests("district"),
        "几台电脑之间：督导室与督学电脑，登记、包裹、收件、退回、联合督导",
    ),
    "shipped": Verb(folder_of_tests("shipped"), "程序自带的表单：编得过、填得了、分数对得上"),
    "delivery": Verb(delivery, "上报包按一千种次序、重复、半截送到督导室，月统计都一样"),
    "crash": Verb(folder_of_tests("crash"), "反复强行中断程序，核对已保存的都在"),
    "carriers": Verb(
        carriers, "边写共享文件夹边由 Samba、Syncthing、WebDAV 读，并让每一步写入出错"
    ),
    "fuzz": Verb(fuzz, "逐位改动上报包，每一处都应被拒绝；并用很多随机例子试每一条规则"),
    "prints": Verb(
        folder_of_tests("prints"), "打印任意内容的文书，从成品核对文字、位置、页头、断行"
    ),
    "pages": Verb(folder_of_tests("pages"), "把手册每一页写着的命令照样打一遍，每条都做到所说的"),
    "office": Verb(office, "由 LibreOffice 打开每一种 Word 和 Excel 文件，与 PDF 逐字核对"),
    "bench": Verb(folder_of_tests("bench"), "测速度和内存，打印数字和比值"),
    "lint": Verb(lint, "只做规范、类型、层次和字体的检查"),
    "cover": Verb(cover, "带覆盖率跑测试，列出没有测到的行"),
    "docs": Verb(docs, "由代码生成文档中的相应部分；--check 只比较"),
    "fonts": Verb(fonts, "重新生成自带字体；--check 只与 fonts.lock 比较"),
    "lock": Verb(lock, "按 pyproject.toml 的范围重新锁定依赖包"),
}


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument names; list the verbs where it names nothing."""
    name, *rest = arguments or ["help"]
    verb = VERBS.get(name)
    if verb is None:
        for known, described in VERBS.items():
            print(f"  {known:<9}{described.help}")
        return 0 if name in {"help", "-h", "--help"} else 2
    try:
        return verb.act(rest)
    except StopError as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\n已中断。", file=sys.stderr)
        return 130


def _prepare_for_tests() -> None:
    required = [*machine.window_packages(), *environment.packages()]
    machine.bring(required, machine.test_packages())
    environment.prepare(environment.LOCK_DEV)


def _failed_of_lint() -> list[str]:
    python = str(environment.PYTHON)
    steps = {
        "ruff check": [python, "-m", "ruff", "check", "--quiet", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "--quiet", "."],
        "mypy": [python, "-m", "mypy", "--no-error-summary"],
        "import-linter": [environment.tool("lint-imports"), "--no-logo"],
    }
    failed = [name for name, command in steps.items() if not _step(name, command)]
    if build_fonts.check() != 0:
        failed.append("fonts")
    return failed


def _step(name: str, command: list[str]) -> bool:
    print(f"── {name}", flush=True)
    return _call(command) == 0


def _only(folder: str) -> list[str]:
    # To gather the whole tree takes longer than to run these; a path among the arguments wins.
    return ["-o", f"testpaths=tests/{folder}"]


def _on_all_cores() -> list[str]:
    return ["-n", str(os.cpu_count() or 1), "--dist", "worksteal"]


def _pytest(arguments: list[str], extra: dict[str, str] | None = None) -> int:
    command = [str(environment.PYTHON), "-m", "pytest", *arguments]
    return _call(command, {**_offscreen(), **(extra or {})})


def _pytest_with_last_line_last(arguments: list[str], failed: list[str]) -> int:
    # Who reads only the end of a long run must see both: that a check before the tests failed, and
    # the closing line with its counts, which the readers of continuous integration look for.
    print("── pytest", flush=True)
    command = [str(environment.PYTHON), "-m", "pytest", *arguments]
    command.append("--color=yes" if sys.stdout.isatty() else "--color=no")
    held = ""
    with subprocess.Popen(
        command, cwd=ROOT, env=_offscreen(), stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as running:
        for line in running.stdout or ():
            print(held, end="", flush=True)
            held = line
    if failed:
        print(f"没有通过的检查：{'、'.join(failed)}（详见上文）")
    print(held, end="", flush=True)
    return running.returncode


def _offscreen() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}


def _call(command: list[str], variables: dict[str, str] | None = None) -> int:
    return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
