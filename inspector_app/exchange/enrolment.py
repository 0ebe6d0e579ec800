"""登记一台电脑: what a laptop asks the office to put into the roster, signed by itself.

The signature shows that whoever asks holds the key, and nothing more. Who asks is for two people to
find out, by comparing the digits in one room or on the telephone.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from inspector_app.base.clock import instant_text, parse_instant
from inspector_app.base.errors import RefusedError
from inspector_app.exchange import shapes
from inspector_app.exchange.age_keys import AgeRecipient
from inspector_app.exchange.digits import digits
from inspector_app.exchange.keys import DeviceKey, PublicKey
from inspector_app.exchange.shapes import Check
from inspector_app.exchange.signed_text import NotSignedTextError, SignedText
from inspector_app.exchange.sshsig import SignatureFlawError
from inspector_app.exchange.statement import ChainPoint, Inspector

NAMESPACE: Final = "dudao-enrol-v1"
FORMAT: Final = 1


class RequestRefusedError(RefusedError):
    """A request that is malformed, of a newer program, or not signed by its own key."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"没有收下这份登记申请：{what}。名册没有改动；请让督学在自己的电脑上重新导出一份。",
            code="enrol",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolRequest:
    """One laptop that asks to be enrolled.

    Attributes:
        device: what people call the laptop.
        continues: the newest bundle of the laptop that this one takes over from, if there was one.
    """

    district: str
    inspector: Inspector
    device: str
    sign: PublicKey
    encrypt: AgeRecipient
    created: datetime
    continues: ChainPoint | None = None

    @property
    def chain(self) -> str:
        """The chain of the bundles it will make."""
        return self.sign.chain

    @property
    def digits(self) -> str:
        """The digits by which two people compare both keys."""
        return digits(self.sign.raw + self.encrypt.text.encode(), purpose=NAMESPACE)

    @property
    def code(self) -> str:
        """What the QR code says that shows both keys."""
        return f"{NAMESPACE} {self.sign.openssh_text} {self.encrypt.text}"

    def signed(self, key: DeviceKey) -> SignedText:
        """Return it signed by its own key (ValueError: ``key`` is another one)."""
        if key.public != self.sign:
            msg = "a request is signed by its own key"
            raise ValueError(msg)
        return SignedText.make(self._value(), keys=[key], namespace=NAMESPACE)

    def _value(self) -> dict[str, Any]:
        point = self.continues
        return {
            "format": FORMAT,
            "type": "enrol",
            "district": self.district,
            "inspector": {"id": self.inspector.id, "name": self.inspector.name},
            "device": self.device,
            "chain": self.chain,
            "sign": self.sign.openssh_text,
            "encrypt": self.encrypt.text,
            "created": instant_text(self.created),
            "continues": None
            if point is None
            else {"chain": point.chain, "seq": point.seq, "digest": point.digest},
        }


def read_request(signed: SignedText) -> EnrolRequest:
    """Return what is asked for.

    Raises:
        RequestRefusedError: as it says.
    """
    try:
        value = cast("dict[str, Any]", signed.value())
        signers = signed.signers(namespace=NAMESPACE)
    except NotSignedTextError as error:
        raise RequestRefusedError("不是登记申请，或内容不合规定") from error
    except SignatureFlawError as error:
        raise RequestRefusedError("签名不符，内容被改动过") from error
    if value.get("type") != "enrol" or not shapes.is_count(value.get("format")):
        raise RequestRefusedError("不是登记申请")
    if value["format"] != FORMAT:
        raise RequestRefusedError("由更新版本的软件写出，请先升级软件")
    if not _is_request(value):
        raise RequestRefusedError("内容不合规定")
    request = _request(value)
    if signers != (request.sign,) or request.chain != value["chain"]:
        raise RequestRefusedError("签名不是它自己的密钥所作")
    return request


def _request(value: dict[str, Any]) -> EnrolRequest:
    point = value["continues"]
    try:
        return EnrolRequest(
            district=value["district"],
            inspector=Inspector(**value["inspector"]),
            device=value["device"],
            sign=PublicKey.from_openssh(value["sign"]),
            encrypt=AgeRecipient(value["encrypt"]),
            created=parse_instant(value["created"]),
            continues=None if point is None else ChainPoint(**point),
        )
    except ValueError as error:
        raise RequestRefusedError("里面有一把不安全的密钥") from error


_is_request: Final[Check] = shapes.whole(
    {
        "format": shapes.is_count,
        "type": lambda value: value == "enrol",
        "district": shapes.is_label,
        "inspector": shapes.whole({"id": shapes.is_label, "name": shapes.is_label}),
        "device": shapes.is_label,
        "chain": shapes.is_chain,
        "sign": shapes.text("ssh-ed25519 [A-Za-z0-9+/]{68}"),
        "encrypt": shapes.text("age1[a-z0-9]{58}"),
        "created": shapes.is_instant,
        "continues": shapes.absent_or(
            shapes.whole(
                {"chain": shapes.is_chain, "seq": shapes.is_seq, "digest": shapes.is_sha256}
            )
        ),
    }
)
