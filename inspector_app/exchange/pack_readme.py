"""The page in every pack that tells a stranger what it is and how to check it without us."""

from inspector_app.base.clock import local_datetime_text
from inspector_app.exchange.keys import PublicKey
from inspector_app.exchange.layout import MANIFEST, SIGNATURE, TAG_MANIFEST
from inspector_app.exchange.pack_layout import NAMESPACE
from inspector_app.exchange.pack_statement import PackStatement

_PAGE = """\
督导室下发包说明

这是什么
  本文件夹是{office}用“入校督导工作台”下发给督学电脑的内容，第 {n} 号，
  做成时间 {created}（北京时间），发给 {to} 台电脑。
  在督学电脑上先看里面是什么，再由本人决定接收。
  data/rows.json      下发的内容
  statement.json      下发声明：谁、第几号、发给哪些电脑、共有多少条
  其余文件是清单和签名，用来证明以上内容一个字节也没有被改动。

怎样核验（不需要本软件；在 Linux 终端或 Windows 的 Git Bash 中逐行执行）
  1. 解压并进入文件夹
       unzip {folder}-*.zip
       cd {folder}
  2. 核验签名
       echo '{signer}' > ../allowed_signers
       ssh-keygen -Y verify -f ../allowed_signers -I {chain} -n {purpose} -s {signature} < {tags}
  3. 核验声明和清单
       sha256sum -c --strict {tags}
  4. 核验内容
       sha256sum -c --strict {manifest}
  四步都通过，才说明内容完整且未被改动。第 2 步里的密钥由本包自带；
  要确认是督导室签的，请与登记名册里督导室的密钥指纹核对：
  密钥指纹  {fingerprint}

请注意
  内容只给收件的督学使用，请勿转发、公开或上传到无关的网盘。
"""


def pack_readme(statement: PackStatement, *, signer: PublicKey) -> bytes:
    """Return the page for one pack."""
    text = _PAGE.format(
        office=statement.office.name,
        n=statement.n,
        created=local_datetime_text(statement.created),
        to=len(statement.to),
        folder=statement.folder,
        signer=signer.allowed_signers_line(namespace=NAMESPACE),
        chain=signer.chain,
        fingerprint=signer.fingerprint,
        purpose=NAMESPACE,
        signature=SIGNATURE,
        tags=TAG_MANIFEST,
        manifest=MANIFEST,
    )
    return text.encode()
