"""A certificate of the tests' own, as an office gets one from its authority."""

from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE = "口令 p12"


@cache
def key_file(*, last_year: int = 2062) -> bytes:
    """Return a P-256 key with a certificate that it has signed itself, valid from 2022."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "示范区督导室")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2022, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(last_year, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        "示范区督导室".encode(),
        key,
        certificate,
        None,
        BestAvailableEncryption(PASSPHRASE.encode()),
    )
