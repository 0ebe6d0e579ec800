"""``root``, ``enrol`` and ``trust``: their arguments."""

from pathlib import Path
from typing import Any

Commands = Any  # argparse's own type of sub-parsers is private


def trust_commands(commands: Commands) -> None:
    """Add ``root``, ``enrol`` and ``trust``."""
    _root_commands(commands)
    _enrol_commands(commands)
    _trust_commands(commands)


def _root_commands(commands: Commands) -> None:
    root = commands.add_parser("root", help="督导室：登记优盘，签发登记名册")
    acts = root.add_subparsers(dest="act", required=True, metavar="动作")
    new = acts.add_parser("new", help="做一个登记优盘；口令另问")
    new.add_argument("--to", type=Path, required=True, metavar="DIR", help="U 盘上的文件夹")
    which = new.add_mutually_exclusive_group()
    which.add_argument("--second", action="store_true", help="备用的第二个；要用第一个作保")
    which.add_argument("--lost", action="store_true", help="都丢了：换新的，各台电脑要重新核对")
    sign = acts.add_parser("sign-roster", help="签发新一版登记名册，写明谁的哪台电脑作数")
    sign.add_argument("--days", type=int, default=120, metavar="N", help="有效几天，最多 120")
    sign.add_argument("--office-name", default="", metavar="名称", help="名册上督导室的名称")
    rotate = acts.add_parser("rotate", help="更换登记优盘，新旧两个一起签名")
    rotate.add_argument("--to", type=Path, required=True, metavar="DIR", help="放新的一个的 U 盘")
    rotate.add_argument(
        "--lost", action="store_true", help="手里这一个留着，换掉丢了的另一个；不写就换手里这一个"
    )
    for one in (new, sign, rotate):
        one.add_argument(
            "--root", type=Path, required=one is not new, metavar="F", help="现用的登记优盘文件"
        )
        one.add_argument("--out", type=Path, metavar="DIR", help="名册写到哪个文件夹")
        one.add_argument("--json", action="store_true")


def _enrol_commands(commands: Commands) -> None:
    enrol = commands.add_parser("enrol", help="登记电脑：督学申请，督导室核对")
    acts = enrol.add_subparsers(dest="act", required=True, metavar="动作")
    ask = acts.add_parser("request", help="督学：写出登记申请，显示本机的核对号")
    ask.add_argument("--to", type=Path, required=True, metavar="DIR")
    ask.add_argument("--device", default="", metavar="名称", help="这台电脑叫什么，如 笔记本01")
    ask.add_argument(
        "--new-keys", action="store_true", help="换新登记：换了电脑、恢复了备份、到期换发时"
    )
    ask.add_argument("--code", type=Path, metavar="F.png", help="另存本机密钥的二维码")
    take = acts.add_parser("read", help="督导室：读入申请，列出各台的核对号")
    take.add_argument("files", nargs="+", type=Path, metavar="文件或文件夹")
    accept = acts.add_parser("accept", help="督导室：核对一致，登记")
    accept.add_argument("files", nargs="+", type=Path, metavar="文件或文件夹")
    how = accept.add_mutually_exclusive_group(required=True)
    how.add_argument(
        "--check", action="append", metavar="两组数字",
        help="督学念的最后两组数字，如 “12345 67890”；几台就写几次",
    )  # fmt: skip
    how.add_argument("--picture", type=Path, metavar="F", help="拍下的那台电脑屏幕上的二维码")
    shown = acts.add_parser("list", help="督导室：各台电脑，登记到哪一步")
    refuse = acts.add_parser("refuse", help="督导室：不登记")
    revoke = acts.add_parser("revoke", help="督导室：停用丢失、被盗的电脑")
    end = acts.add_parser("end", help="督导室：让一台电脑的登记到期，不写日期就是 30 天后")
    for one in (refuse, revoke, end):
        one.add_argument("which", metavar="编号、姓名或代号")
    for one in (refuse, revoke):
        one.add_argument("--reason", default="", metavar="原因")
    end.add_argument("--on", metavar="日期", help="最后一天")
    for one in (ask, take, accept, shown, refuse, revoke, end):
        one.add_argument("--json", action="store_true")


def _trust_commands(commands: Commands) -> None:
    trust = commands.add_parser("trust", help="加入督导室：核对督导室，采用登记名册")
    acts = trust.add_subparsers(dest="act", required=True, metavar="动作")
    shown = acts.add_parser("show", help="本机登记到哪一步，两边的核对号，名册到哪天")
    shown.add_argument("--code", type=Path, metavar="F.png", help="另存核对用的二维码")
    pin = acts.add_parser("pin", help="第一次采用名册：先核对督导室的核对号")
    how = pin.add_mutually_exclusive_group(required=True)
    how.add_argument("--check", metavar="两组数字", help="督导室显示的核对号最后两组")
    how.add_argument("--picture", type=Path, metavar="F", help="拍下的督导室屏幕上的二维码")
    pin.add_argument(
        "--replace-root", action="store_true", help="督导室登记优盘遗失、已换新的，当面核对过"
    )
    take = acts.add_parser("take", help="采用以后各版名册，不用再核对")
    write = acts.add_parser("write", help="把各版名册写到一个文件夹，给别的电脑")
    write.add_argument("--to", type=Path, required=True, metavar="DIR")
    signers = acts.add_parser("signers", help="写出 ssh-keygen 核验上报包用的 allowed_signers")
    signers.add_argument("--out", type=Path, required=True, metavar="F")
    for one in (pin, take):
        one.add_argument("file", type=Path, metavar="文件或文件夹")
    for one in (shown, pin, take, write):
        one.add_argument("--json", action="store_true")
