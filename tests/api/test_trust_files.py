"""Certificates from files: what is wrong with them is told before anything is sent, and the passphrase never."""

import ssl
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives.serialization import PrivateFormat

from enroll_app.api.trust import certificate_cautions, make_trust
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import NotTrusted, ServiceError, SignInNeeded
from tests.api.pki import DAY, NAME, Desk, asking, now, revoke, weak_pair
from tests.api.raw_server import RawServer, answering
from tests.api.support import GOOD, add, connect, failure, http

PASSPHRASE = "canary-passphrase-Rk5"
BOTH = [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def trust_of(desk: Desk, passphrase: str | None = None) -> ssl.SSLContext:
    secret = None if passphrase is None else Secret(passphrase)
    return make_trust(ca=desk.ca, certificate=desk.certificate, key=desk.key, passphrase=secret)


def fault(make: Callable[[], object]) -> tuple[str, str]:
    """Code and setting of what is wrong, after a look for the passphrase."""
    with pytest.raises(InvalidInputError) as caught:
        make()
    [problem] = caught.value.problems
    frames = traceback.TracebackException.from_exception(caught.value).format()
    assert PASSPHRASE not in "".join(frames) + repr(caught.value) + repr(problem)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert problem.remedy
    return problem.code, problem.field


@pytest.mark.parametrize("version", BOTH)
@pytest.mark.parametrize("form", [None, PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
def test_a_desk_shows_who_it_is(desk: Desk, version: ssl.TLSVersion, form: PrivateFormat | None) -> None:
    if form:
        desk.lock_key(PASSPHRASE, form)
    trust = trust_of(desk, PASSPHRASE if form else None)
    tls = asking(desk.authority, desk.authority, version)
    with RawServer(answering(http(GOOD), keep=True), tls=tls) as server:
        with connect(server.url, key=None, trust=trust) as client:
            add(client)
            add(client)
        assert server.connections == 1
        assert b"authorization" not in server.requests[0].lower()


def test_certificate_and_key_may_be_one_file(desk: Desk) -> None:
    desk.keep_key(desk.certificate.read_bytes() + desk.key.read_bytes())
    trust = make_trust(ca=desk.ca, certificate=desk.key)
    tls = asking(desk.authority, desk.authority)
    with RawServer(http(GOOD), tls=tls) as server, connect(server.url, key=None, trust=trust) as client:
        add(client)


def missing(desk: Desk) -> ssl.SSLContext:
    return make_trust(ca=desk.ca)


def foreign(desk: Desk) -> ssl.SSLContext:
    folder = desk.ca.parent / "foreign"
    folder.mkdir()
    other = Desk(folder)
    return make_trust(ca=desk.ca, certificate=other.certificate, key=other.key)


def expired(desk: Desk) -> ssl.SSLContext:
    """One that ended while the program ran."""
    folder = desk.ca.parent / "expired"
    folder.mkdir()
    old = Desk(folder, desk.authority, ends=now() - DAY)
    return make_trust(ca=desk.ca, certificate=old.certificate, key=old.key, now=now() - 2 * DAY)


@pytest.mark.parametrize("version", BOTH)
@pytest.mark.parametrize("show", [missing, foreign, expired])
def test_a_desk_that_is_not_believed_is_told_so(
    desk: Desk, version: ssl.TLSVersion, show: Callable[[Desk], ssl.SSLContext]
) -> None:
    trust = show(desk)
    with RawServer(http(GOOD), tls=asking(desk.authority, desk.authority, version)) as server:
        with connect(server.url, key=None, trust=trust) as client:
            error = failure(client)
        assert not server.requests
    # TLS 1.2 has one alert for a missing certificate and for much else.
    vague = show is missing and version is ssl.TLSVersion.TLSv1_2
    assert isinstance(error, NotTrusted if vague else SignInNeeded)
    assert error.problem.code == ("tls-failed" if vague else "certificate-refused")


@pytest.mark.parametrize("version", BOTH)
def test_a_revoked_desk_is_told_so(desk: Desk, tmp_path: Path, version: ssl.TLSVersion) -> None:
    tls = asking(desk.authority, desk.authority, version)
    revoke(tls, desk.authority, desk.leaf, tmp_path / "desk.crl")
    with RawServer(http(GOOD), tls=tls) as server, connect(server.url, key=None, trust=trust_of(desk)) as client:
        error = failure(client)
        assert not server.requests
    assert isinstance(error, SignInNeeded)
    assert error.problem.code == "certificate-refused"


def self_signed(tmp_path: Path) -> ssl.SSLContext:
    """An authority's own certificate, shown as a server's."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    alone = trustme.CA()
    alone.private_key_pem.write_to_path(tmp_path / "alone.key")
    alone.cert_pem.write_to_path(tmp_path / "alone.pem")
    context.load_cert_chain(tmp_path / "alone.pem", tmp_path / "alone.key")
    return context


def test_who_vouches_for_himself_is_not_believed(desk: Desk, tmp_path: Path) -> None:
    error = refused_by(self_signed(tmp_path), trust_of(desk))
    assert isinstance(error, NotTrusted)
    assert error.problem.code == "certificate-unknown-issuer"


def test_only_the_private_authority_is_believed_where_there_is_one(desk: Desk) -> None:
    elsewhere = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert(NAME).configure_cert(elsewhere)
    assert isinstance(refused_by(elsewhere, trust_of(desk)), NotTrusted)
    assert len(make_trust(ca=desk.ca).get_ca_certs()) == 1


def refused_by(tls: ssl.SSLContext, trust: ssl.SSLContext) -> ServiceError:
    with RawServer(http(GOOD), tls=tls) as server:
        with connect(server.url, trust=trust) as client:
            error = failure(client)
        assert not server.requests
    return error


def test_a_server_with_a_weak_key_is_not_believed(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    certificate, key = weak_pair(tmp_path)
    context.load_cert_chain(certificate, key)
    error = refused_by(context, make_trust(ca=certificate))
    assert isinstance(error, NotTrusted)
    assert error.problem.code == "certificate-invalid"


def test_a_server_that_speaks_old_protocols_alone_gets_nothing(desk: Desk) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    desk.authority.issue_cert(NAME).configure_cert(context)
    with pytest.deprecated_call():
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    error = refused_by(context, make_trust(ca=desk.ca))
    assert isinstance(error, NotTrusted)
    assert error.problem.code == "tls-failed"


def test_a_key_that_is_too_weak_is_told(tmp_path: Path) -> None:
    certificate, key = weak_pair(tmp_path)
    assert fault(lambda: make_trust(certificate=certificate, key=key)) == ("certificate-unusable", "client_certificate")


def test_old_protocols_are_not_spoken(desk: Desk) -> None:
    for trust in (make_trust(), trust_of(desk)):
        assert trust.minimum_version == ssl.TLSVersion.TLSv1_2
        assert trust.verify_mode == ssl.CERT_REQUIRED
        assert trust.check_hostname


@pytest.mark.parametrize("lost", ["ca", "certificate", "key"])
def test_a_file_that_is_not_there_is_named(desk: Desk, lost: str) -> None:
    path: Path = getattr(desk, lost)
    path.unlink()
    code, field = fault(lambda: trust_of(desk))
    assert (code, field) == ("certificate-file-unreadable", "ca" if lost == "ca" else f"client_{lost}")


def test_a_folder_is_no_file(desk: Desk, tmp_path: Path) -> None:
    assert fault(lambda: make_trust(ca=tmp_path)) == ("certificate-file-unreadable", "ca")


@pytest.mark.parametrize("data", [b"", b"nonsense", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_what_is_no_certificate_is_told(desk: Desk, data: bytes) -> None:
    desk.certificate.write_bytes(data)
    assert fault(lambda: trust_of(desk)) == ("certificate-unreadable", "client_certificate")
    assert fault(lambda: make_trust(ca=desk.certificate)) == ("certificate-unreadable", "ca")


@pytest.mark.parametrize("data", [b"", b"nonsense", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_what_is_no_key_is_told(desk: Desk, data: bytes) -> None:
    desk.keep_key(data)
    assert fault(lambda: trust_of(desk)) == ("client-key-unreadable", "client_key")


def test_a_key_of_another_certificate_is_told(desk: Desk) -> None:
    desk.keep_key(trustme.CA().issue_cert("desk-02.example").private_key_pem.bytes())
    assert fault(lambda: trust_of(desk)) == ("client-key-other", "client_key")


@pytest.mark.parametrize("form", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
@pytest.mark.parametrize("given", [None, "", f"not-{PASSPHRASE}", "ö" * 2000])
def test_a_locked_key_needs_its_passphrase_and_asks_no_terminal(
    desk: Desk, given: str | None, form: PrivateFormat
) -> None:
    desk.lock_key(PASSPHRASE, form)
    code = "client-key-locked" if given is None else "client-key-passphrase-wrong"
    assert fault(lambda: trust_of(desk, given)) == (code, "client_key")


def test_a_passphrase_that_is_not_needed_does_no_harm(desk: Desk) -> None:
    trust_of(desk, PASSPHRASE)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_a_key_that_others_can_get_at_is_refused(desk: Desk, mode: int) -> None:
    desk.key.chmod(mode)
    assert fault(lambda: trust_of(desk)) == ("client-key-open", "client_key")
    with pytest.raises(InvalidInputError, match="chmod 600"):
        trust_of(desk)


def test_a_key_alone_is_not_enough(desk: Desk) -> None:
    assert fault(lambda: make_trust(key=desk.key)) == ("client-key-alone", "client_certificate")


@pytest.mark.parametrize(("days", "code"), [(-100, "own-certificate-not-yet-valid"), (31, "own-certificate-expired")])
def test_a_certificate_out_of_its_time_is_told_at_the_start(tmp_path: Path, days: int, code: str) -> None:
    desk = Desk(tmp_path, ends=now() + 30 * DAY)
    moment = now() + days * DAY
    assert fault(lambda: make_trust(certificate=desk.certificate, key=desk.key, now=moment)) == (
        code,
        "client_certificate",
    )


def test_an_authority_out_of_its_time_is_told_unless_its_successor_stands_beside_it(desk: Desk) -> None:
    assert fault(lambda: make_trust(ca=desk.ca, now=now() + 365_000 * DAY)) == ("own-certificate-expired", "ca")
    old = trustme.CA().issue_cert("old.example", not_before=now() - 9 * DAY, not_after=now() - DAY)
    desk.ca.write_bytes(old.cert_chain_pems[0].bytes() + desk.ca.read_bytes())
    make_trust(ca=desk.ca)


@pytest.mark.parametrize(("days", "warned"), [(15.5, False), (13.5, True), (0.5, True), (-0.5, False)])
def test_a_certificate_that_ends_soon_is_warned_of(tmp_path: Path, days: float, warned: bool) -> None:
    desk = Desk(tmp_path, ends=now() + 30 * DAY)
    cautions = certificate_cautions(desk.certificate, now() + (30 - days) * DAY)
    assert [problem.code for problem in cautions] == (["certificate-ends-soon"] if warned else [])
    assert all(f"in {int(days)} days" in str(problem) for problem in cautions)


def test_a_certificate_that_is_not_there_is_no_caution(tmp_path: Path) -> None:
    assert fault(lambda: certificate_cautions(tmp_path / "none.pem", now()))[0] == "certificate-file-unreadable"
