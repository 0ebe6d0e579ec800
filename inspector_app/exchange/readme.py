"""The page in every bundle that tells a stranger what it is and how to check it without us."""

from inspector_app.base.clock import local_datetime_text
from inspector_app.exchange.keys import PublicKey
from inspector_app.exchange.layout import MANIFEST, SIGNATURE, TAG_MANIFEST, TO_PEERS
from inspector_app.exchange.statement import BundleType, Statement

_TO_OFFICE = """\
  本文件夹是责任督学从“入校督导工作台”导出的上报包，第 {seq} 包，
  导出时间 {created}（北京时间），上报月份 {period}。
  data/records.json   督导记录、问题台账等全部数据
  data/photos/        照片，文件名取自照片内容的 SHA-256
  data/docs/          督导记录表（PDF）
  statement.json      上报声明：谁、哪台设备、第几包、共有多少条
"""
_UPWARDS = """\
  本文件夹是督导室从“入校督导工作台”报给上级督导室的月统计，第 {seq} 包，
  导出时间 {created}（北京时间），上报月份 {period}。
  data/records.json   锁定的月统计表，和算出它的记录的编号、学校、日期、次数；没有文字，没有照片
  statement.json      上报声明：哪个督导室、哪台设备、第几包、共有多少条
"""
_TO_PEERS = """\
  本文件夹是责任督学从“入校督导工作台”交给同行督学的一份督导记录，第 {seq} 个文件，
  导出时间 {created}（北京时间）。同行督学在“督导记录”页收取，只能查看，不作上报用。
  data/records.json   这份督导记录，含听课和定稿时的问题
  data/photos/        照片，文件名取自照片内容的 SHA-256；含学生正面的照片不在内
  statement.json      声明：谁、哪台设备、第几个文件、共有多少条
"""
_PAGE = """\
入校督导{title}说明

这是什么
{what}  其余文件是清单和签名，用来证明以上内容一个字节也没有被改动。

怎样核验（不需要本软件；在 Linux 终端或 Windows 的 Git Bash 中逐行执行）
  1. 解压并进入文件夹
       unzip {words}{folder}-*.zip
       cd {folder}
  2. 核验签名
       echo '{signer}' > ../allowed_signers
       ssh-keygen -Y verify -f ../allowed_signers -I {chain} -n {purpose} -s {signature} < {tags}
  3. 核验声明和清单
       sha256sum -c --strict {tags}
  4. 核验记录、照片和文书
       sha256sum -c --strict {manifest}
  四步都通过，才说明内容完整且未被改动。

签名是谁的
  第 2 步里的密钥由本包自带，只能证明“同一把密钥签了全部内容”。
  要确认签名人，请把下面两项与{keeper}核对：
  设备链号  {chain}
  密钥指纹  {fingerprint}

请注意
  内容可能涉及未成年人，请勿转发、公开或上传到无关的网盘。
  请不要修改本文件夹中的任何文件；需要更正时，由{who}{again}。
"""


def readme(statement: Statement, *, signer: PublicKey) -> bytes:
    """Return the page for one bundle."""
    series = statement.series
    to_peers = series is TO_PEERS
    upwards = statement.type is BundleType.DISTRICT
    page = _TO_PEERS if to_peers else _UPWARDS if upwards else _TO_OFFICE
    what = page.format(
        seq=statement.seq,
        created=local_datetime_text(statement.created),
        period=statement.period or "（不限月份）",
    )
    text = _PAGE.format(
        title=series.title,
        what=what,
        keeper="责任督学本人" if to_peers else "督导室登记的设备密钥",
        who="督导室" if upwards else "责任督学",
        again="更正后重新交来" if to_peers else "再报一次" if upwards else "另行上报更正包",
        # Words for people stand before the name of a file that goes from hand to hand.
        words="*" if to_peers else "",
        folder=statement.folder,
        signer=signer.allowed_signers_line(namespace=series.namespace),
        chain=signer.chain,
        fingerprint=signer.fingerprint,
        purpose=series.namespace,
        signature=SIGNATURE,
        tags=TAG_MANIFEST,
        manifest=MANIFEST,
    )
    return text.encode()
