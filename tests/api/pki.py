"""Certificates as files, and servers that ask for them."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

NAME = "localhost"
DAY = timedelta(days=1)


def now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """A desk's certificate and key in files of `folder`; of an authority of its own, unless one is given."""

    def __init__(self, folder: Path, authority: trustme.CA | None = None, *, ends: datetime | None = None) -> None:
        self.authority = authority or trustme.CA()
        begins = min(now(), ends or now()) - 90 * DAY
        self.leaf = self.authority.issue_cert("desk-01.example", not_before=begins, not_after=ends)
        self.certificate, self.key, self.ca = folder / "desk.pem", folder / "desk.key", folder / "ca.pem"
        self.certificate.write_bytes(self.leaf.cert_chain_pems[0].bytes())
        self.keep_key(self.leaf.private_key_pem.bytes())
        self.ca.write_bytes(self.authority.cert_pem.bytes())

    def keep_key(self, data: bytes, mode: int = 0o600) -> None:
        self.key.touch(mode)
        self.key.write_bytes(data)
        self.key.chmod(mode)

    def lock_key(self, passphrase: str, form: PrivateFormat = PrivateFormat.PKCS8) -> None:
        key = load_pem_private_key(self.leaf.private_key_pem.bytes(), None)
        self.keep_key(key.private_bytes(Encoding.PEM, form, BestAvailableEncryption(passphrase.encode())))


def weak_pair(folder: Path) -> tuple[Path, Path]:
    """A certificate and its key, of 1,024 bits, which today's OpenSSL takes from nobody."""
    key = rsa.generate_private_key(65537, 1024)  # noqa: S505  its weakness is the point
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    signed = made.serial_number(1).not_valid_before(now() - DAY).not_valid_after(now() + DAY).sign(key, hashes.SHA256())
    certificate, file = folder / "weak.pem", folder / "weak.key"
    certificate.write_bytes(signed.public_bytes(Encoding.PEM))
    file.touch(0o600)
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, file


def asking(
    authority: trustme.CA, desks: trustme.CA, version: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
) -> ssl.SSLContext:
    """A server that believes the desks of one authority alone."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(NAME).configure_cert(context)
    desks.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED
    context.minimum_version = context.maximum_version = version
    return context


def revoke(context: ssl.SSLContext, authority: trustme.CA, leaf: trustme.LeafCert, file: Path) -> None:
    """Let the server know that a certificate is not to be believed any more."""
    signer = load_pem_private_key(authority.private_key_pem.bytes(), None)
    assert isinstance(signer, EllipticCurvePrivateKey)
    gone = x509.load_pem_x509_certificate(leaf.cert_chain_pems[0].bytes())
    entry = x509.RevokedCertificateBuilder().serial_number(gone.serial_number).revocation_date(now() - DAY).build()
    revoked = x509.CertificateRevocationListBuilder().issuer_name(gone.issuer).last_update(now() - DAY)
    signed = revoked.next_update(now() + DAY).add_revoked_certificate(entry).sign(signer, hashes.SHA256())
    file.write_bytes(signed.public_bytes(Encoding.PEM))
    context.load_verify_locations(file)
    context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF
