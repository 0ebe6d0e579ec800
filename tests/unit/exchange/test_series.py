"""Files for peers: signed by the same device, and never good for what goes to the office."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.exchange import layout
from inspector_app.exchange.bundle import BuiltBundle
from inspector_app.exchange.layout import TO_OFFICE, TO_PEERS, BundleName
from inspector_app.exchange.statement import BundleType
from inspector_app.exchange.verify import payload_contents, verify_bundle
from tests.examples import examples
from tests.unit.exchange.bundle_tools import (
    KEY,
    PICTURE,
    Sealer,
    build,
    code_of,
    content,
    entries_of,
    payload,
    photo,
    put,
    statement,
)

JOINT = replace(statement(), type=BundleType.JOINT, extra={"x_peers": ["DX002"]})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> BuiltBundle:
    return build(tmp_path_factory.mktemp("joint"), replace(content(), statement=JOINT))


def test_a_file_for_peers_is_checked_under_words_that_say_what_it_is(
    made: BuiltBundle, tmp_path: Path
) -> None:
    path = tmp_path / f"同行记录-2026-11-20-示范区第3小学-{made.path.name}"
    path.write_bytes(made.path.read_bytes())
    verified = verify_bundle(path)
    assert made.path.name.startswith("tx1-")
    assert verified.name.series is TO_PEERS
    assert verified.statement.extra == {"x_peers": ["DX002"]}
    assert "同行记录文件完整" in verified.sentence
    assert "请与责任督学本人核对" in verified.sentence


def test_stock_ssh_keygen_accepts_it_for_its_own_purpose_alone(
    made: BuiltBundle, tmp_path: Path
) -> None:
    files = {name.partition("/")[2]: body for name, body in entries_of(made.path)}
    (tmp_path / "sig").write_bytes(files[layout.SIGNATURE])
    for series, accepted in ((TO_PEERS, True), (TO_OFFICE, False)):
        line = KEY.public.allowed_signers_line(namespace=series.namespace)
        (tmp_path / "signers").write_text(f"{line}\n")
        done = subprocess.run(
            ["ssh-keygen", "-Y", "verify", "-f", "signers", "-I", KEY.public.chain,
             "-n", series.namespace, "-s", "sig"],
            cwd=tmp_path, input=files[layout.TAG_MANIFEST], capture_output=True, check=False,
        )  # fmt: skip
        assert (done.returncode == 0) is accepted


def test_a_file_of_one_series_is_refused_under_the_name_of_the_other(
    made: BuiltBundle, tmp_path: Path
) -> None:
    office = Sealer(payload=payload()).put(tmp_path)
    for path, prefix in ((office, "tx1"), (made.path, "dd1")):
        other = put(tmp_path, path.read_bytes(), stem=f"{prefix}{path.name[3:19]}")
        assert BundleName.find(other.name) is not None
        assert code_of(other) == "E61"


def test_a_statement_of_one_series_is_refused_in_the_other(tmp_path: Path) -> None:
    path = Sealer(payload=payload(), statement=JOINT.to_bytes()).put(tmp_path)
    assert code_of(path) == "E66"


@examples()
@given(place=st.integers(0), bit=st.integers(0, 7))
def test_any_bit_that_is_turned_is_refused(
    made: BuiltBundle, tmp_path_factory: pytest.TempPathFactory, place: int, bit: int
) -> None:
    body = bytearray(made.path.read_bytes())
    body[place % len(body)] ^= 1 << bit
    folder = tmp_path_factory.mktemp("turned")
    # Under the name that its new bytes demand: the name alone must not be what finds it out.
    stem = layout.folder_name(chain=KEY.public.chain, seq=1, series=TO_PEERS)
    assert code_of(put(folder, bytes(body), stem=stem)).startswith("E")


def test_the_content_of_a_picture_is_read_from_the_file_that_was_verified(
    made: BuiltBundle, tmp_path: Path
) -> None:
    path = tmp_path / made.path.name
    path.write_bytes(made.path.read_bytes())
    verified = verify_bundle(path)
    assert list(payload_contents(path, verified, [photo().path])) == [PICTURE]
    path.write_bytes(path.read_bytes().replace(PICTURE, PICTURE[::-1]))
    with pytest.raises(Exception, match=r"E33"):
        list(payload_contents(path, verified, [photo().path]))
