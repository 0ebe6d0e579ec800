"""The measurements over a large ledger: they run and every filter is told."""

from pathlib import Path

from tests.bench import district, ledger


def test_every_filter_of_the_ledger_is_told_with_its_page_and_its_counts(
    folder: Path, tmp_path: Path
) -> None:
    lines = ledger.compare(folder, tmp_path, issues=8_000, runs=1)
    print(f"\n{district.report(lines)}")
    told = {line.what for line in lines}
    assert {"page, all", "counts, all", "page, in state closed", "今日"} <= told
    assert all(line.ours > 0 for line in lines)
