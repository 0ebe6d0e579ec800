"""``upwards`` and ``districts``: their arguments."""

from pathlib import Path
from typing import Any

Commands = Any  # argparse's own type of sub-parsers is private


def upwards_commands(commands: Commands) -> None:
    """Add ``upwards`` and ``districts``."""
    upwards = commands.add_parser("upwards", help="督导室：加入上级督导室，向上级上报月统计")
    acts = upwards.add_subparsers(dest="act", required=True, metavar="动作")
    join = acts.add_parser("join", help="写明上级是谁、本室叫什么；只做一次")
    join.add_argument("--office", required=True, metavar="上级区划六位", help="如 210300")
    join.add_argument("--name", required=True, metavar="本室名称", help="如 示范区督导室")
    _trust_acts(acts)
    preview = acts.add_parser("preview", help="这个月会报什么、不报什么，为什么")
    send = acts.add_parser("send", help="把锁定的月统计报给上级，签名并加密")
    send.add_argument("--to", type=Path, required=True, metavar="DIR")
    shown = acts.add_parser("list", help="向上级报过的包，各到了哪一步")
    receipts = acts.add_parser("receipts", help="读取上级的回执：文件或文件夹")
    receipts.add_argument("paths", nargs="+", type=Path, metavar="文件或文件夹")
    for one in (preview, send):
        one.add_argument("month", metavar="YYYY-MM")
    for one in (join, preview, send, shown, receipts):
        one.add_argument("--json", action="store_true")
    _district_commands(commands)


def _trust_acts(acts: Any) -> None:
    ask = acts.add_parser("request", help="写出登记申请，显示核对号，交给上级督导室")
    ask.add_argument("--to", type=Path, required=True, metavar="DIR")
    ask.add_argument("--device", default="督导室", metavar="名称", help="这台电脑叫什么")
    ask.add_argument("--new-keys", action="store_true", help="换新密钥：恢复了备份、到期换发时")
    ask.add_argument("--code", type=Path, metavar="F.png", help="另存密钥的二维码")
    pin = acts.add_parser("pin", help="第一次采用上级的名册：先核对上级的核对号")
    how = pin.add_mutually_exclusive_group(required=True)
    how.add_argument("--check", metavar="两组数字", help="上级显示的核对号最后两组")
    how.add_argument("--picture", type=Path, metavar="F", help="拍下的上级屏幕上的二维码")
    pin.add_argument("--replace-root", action="store_true", help="上级根密钥遗失、已换新的")
    take = acts.add_parser("take", help="采用上级以后各版名册，不用再核对")
    shown = acts.add_parser("show", help="在上级登记到哪一步，名册到哪天")
    shown.add_argument("--code", type=Path, metavar="F.png", help="另存核对用的二维码")
    for one in (pin, take):
        one.add_argument("file", type=Path, metavar="文件或文件夹")
    for one in (ask, pin, take, shown):
        one.add_argument("--json", action="store_true")


def _district_commands(commands: Commands) -> None:
    districts = commands.add_parser(
        "districts", help="市、省督导室：登记下级，看哪些月报来了；各区的月表用 office month"
    )
    acts = districts.add_subparsers(dest="act", required=True, metavar="动作")
    add = acts.add_parser("add", help="登记一个下级督导室，它才能申请登记电脑")
    add.add_argument("code", metavar="区划六位")
    add.add_argument("name", metavar="名称", help="如 示范区督导室")
    shown = acts.add_parser("list", help="哪些月、哪些区已经报来，谁还没有")
    gone = acts.add_parser("remove", help="取消登记错了的下级：它报来的留着，不再计入")
    gone.add_argument("code", metavar="区划六位")
    gone.add_argument("--reason", required=True, metavar="理由", help="记在历史里")
    for one in (add, shown, gone):
        one.add_argument("--json", action="store_true")
