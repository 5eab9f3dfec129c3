"""Who is believed, and how this computer proves who it is: TLS contexts, their faults in words.

Certificates are PEM files. A private authority takes the place of the system's, for it is meant for the site's gateway
alone.
"""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import truststore

from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret

WARN_BEFORE = timedelta(days=14)
"""How long before a certificate ends somebody is told: a choice of ours, for certificates that are valid 90 days."""


def make_trust(
    *,
    ca: Path | None = None,
    certificate: Path | None = None,
    key: Path | None = None,
    passphrase: Secret | None = None,
    now: datetime | None = None,
) -> ssl.SSLContext:
    """The TLS context of a client: TLS 1.2 or later, names checked, nothing to switch off.

    ca: believe this authority alone (a PEM file, one or more certificates); the operating system's roots without.
    certificate: shown to a gateway that asks for one; its chain may follow in the file. key: its private key, in the
    certificate's file where no other is named. passphrase: of the key, where it has one. now: the time, in UTC; the
    present when None. Raises InvalidInputError, with a sentence for the first thing that is wrong.
    """
    moment = now or datetime.now(UTC)
    context = _private(ca, moment) if ca else truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if certificate:
        _show(context, certificate, key or certificate, passphrase, moment)
    elif key:
        raise InvalidInputError(
            Problem(
                "client-key-alone",
                "A key is named in the settings, but not the certificate that it belongs to.",
                "Name both files: client_certificate and client_key.",
                field="client_certificate",
            )
        )
    return context


def certificate_cautions(path: Path, now: datetime) -> tuple[Problem, ...]:
    """What to warn of while a certificate can still be used: that it ends within 14 days.

    path: this computer's certificate, or an authority's. Raises InvalidInputError where it cannot be read.
    """
    from enroll_app.api import certificates

    end = certificates.ends(path, certificates.CERTIFICATE)
    left = end - now
    if not timedelta(0) < left <= WARN_BEFORE:
        return ()
    return (
        Problem(
            "certificate-ends-soon",
            "The certificate in {path} ends on {day}, in {days} days.",
            "Have a new one made for this computer on the gateway before then: without it nothing can be sent.",
            {"path": str(path), "day": f"{end:%Y-%m-%d}", "days": left.days},
            certificates.CERTIFICATE,
        ),
    )


def _private(path: Path, now: datetime) -> ssl.SSLContext:
    from enroll_app.api import certificates

    certificates.check_authorities(path, now)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cafile=path)
    return context


def _show(context: ssl.SSLContext, certificate: Path, key: Path, passphrase: Secret | None, now: datetime) -> None:
    from enroll_app.api import certificates

    certificates.check_own(certificate, key, passphrase, now)
    try:
        # Always a function: without one, OpenSSL asks the terminal for the passphrase of a key that has one.
        context.load_cert_chain(certificate, key, lambda: passphrase.reveal() if passphrase else "-")
    except (OSError, ValueError):  # with ssl.SSLError
        usable = False
    else:
        usable = True
    if not usable:
        raise certificates.fault("certificate-unusable", certificate, certificates.CERTIFICATE)
