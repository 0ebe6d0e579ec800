"""登记优盘: one file on a stick, under a passphrase; the data folder never holds it."""

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base.errors import (
    EnvironmentProblem,
    InputError,
    RefusedError,
    UserError,
    disk_reason,
)
from inspector_app.base.files import open_file, resolved, write_atomic
from inspector_app.services.context import Context

if TYPE_CHECKING:
    from inspector_app.exchange.keys import DeviceKey

FORMAT: Final = 1
_TYPE: Final = "root-key"
_MOST_BYTES: Final = 8192
_PURPOSE: Final = "dudao-root-v1"
_SHORT: Final = 8
_BEGUN: Final = "trust.root-begun"


def make_root(context: Context, folder: Path, *, passphrase: str) -> "tuple[Path, DeviceKey]":
    """Write a new root key into ``folder``, durably, and open it again from there.

    Raises:
        RefusedError: the folder is part of the data folder, or the passphrase is too short.
        EnvironmentProblem: it could not be written; nothing of it is left.
    """
    from inspector_app.exchange.keys import DeviceKey
    from inspector_app.vault import passphrase as under

    _check_stick(context, folder)
    _remove_begun(context, folder)
    key = DeviceKey.generate()
    district = context.identity.district
    content = {
        "format": FORMAT,
        "type": _TYPE,
        "district": district,
        "public": key.public.openssh_text,
        "made": context.now_text(),
        "kept": under.wrap(
            key.private_bytes, passphrase, purpose=_purpose(district), memory_kib=under.MEMORY_KIB
        ),
    }
    path = folder / f"root-{key.public.chain[:_SHORT]}.key.json"
    with context.database.transaction():
        context.stores.settings.put(_BEGUN, path.name)
    try:
        write_atomic(path, (json.dumps(content, indent=1) + "\n").encode(), private=True)
    except OSError as error:
        raise EnvironmentProblem(
            f"没有写出登记优盘（{disk_reason(error)}），没有登记；请检查 U 盘后再试。"
        ) from error
    try:
        return path, read_root(context, path, passphrase=passphrase)
    except UserError as error:
        path.unlink(missing_ok=True)
        raise EnvironmentProblem(
            "登记优盘写出以后读不回来，没有登记，也没有留下；请换一个 U 盘再试。"
        ) from error


def root_counts(context: Context) -> None:
    """Note, inside the transaction that pins it, that the key that was made last counts."""
    context.stores.settings.put(_BEGUN, "")


def _remove_begun(context: Context, folder: Path) -> None:
    """Remove a key that was written and never counted: two on one stick could be mixed up."""
    name = context.stores.settings.get(_BEGUN, "")
    if name:
        # On another stick it may stay: it opens nothing.
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def read_root(context: Context, path: Path, *, passphrase: str) -> "DeviceKey":
    """Open the root key of this district.

    Raises:
        InputError: the file is no root key, or one of another district.
        WrongPassphraseError: as it says.
    """
    from inspector_app.exchange.keys import DeviceKey
    from inspector_app.vault import passphrase as under

    content = _content(path)
    district = context.identity.district
    try:
        known = (content["format"], content["type"]) == (FORMAT, _TYPE)
        if known and content["district"] != district:
            raise InputError(
                f"“{path.name}”是区划 {content['district']} 的登记优盘，这里是 {district}；"
                "没有打开，请换本区的一个。"
            )
        if known:
            secret = under.unwrap(content["kept"], passphrase, purpose=_purpose(district))
            key = DeviceKey(secret)
            if key.public.openssh_text == content["public"]:
                return key
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_root(path) from error
    raise _no_root(path)


def _content(path: Path) -> dict[str, Any]:
    try:
        with open_file(path) as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise EnvironmentProblem(
            f"登记优盘上的文件“{path.name}”读不出来（{disk_reason(error)}）；"
            "请插好放着它的 U 盘，再试一次。"
        ) from error
    try:
        content = json.loads(data) if len(data) <= _MOST_BYTES else None
    except (ValueError, RecursionError) as error:
        raise _no_root(path) from error
    if not isinstance(content, dict):
        raise _no_root(path)
    return content


def _no_root(path: Path) -> InputError:
    return InputError(
        f"“{path.name}”不是登记优盘上的文件，或已损坏，没有打开；"
        "请选 U 盘上 root-….key.json 这样的文件，或用备用的一个。"
    )


def _check_stick(context: Context, folder: Path) -> None:
    if not folder.is_dir():
        raise EnvironmentProblem(
            f"要放登记优盘的文件夹不存在（{folder}），没有写出；请插好 U 盘，写明它的文件夹。"
        )
    data = resolved(context.folder.root)
    if data == resolved(folder) or data in resolved(folder).parents:
        raise RefusedError(
            "登记优盘不能放在数据文件夹里，没有写出；请放到 U 盘上，由督导室主任保管。"
        )


def _purpose(district: str) -> str:
    return f"{_PURPOSE} {district}"
