"""One gateway for all tests that leave it as it was, and what a desk needs to call it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import trustme

from tests.gateway.site import KEY, Papers, Site
from tests.gateway.upstream import Upstream


@pytest.fixture(scope="session")
def vendors_authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def trusted(vendors_authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the authorities that the gateway believes about the service."""
    path = tmp_path_factory.mktemp("vendor") / "ca.pem"
    vendors_authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture(scope="session")
def running_upstream(trusted: Path, vendors_authority: trustme.CA) -> Iterator[Upstream]:
    with Upstream(trusted.parent, vendors_authority, KEY) as upstream:
        yield upstream


@pytest.fixture
def upstream(running_upstream: Upstream) -> Iterator[Upstream]:
    """The service behind the gateway; what it saw and was to do wrong is forgotten."""
    running_upstream.taken()
    yield running_upstream
    running_upstream.training.faults.clear()
    running_upstream.accepts.clear()
    running_upstream.quotes = False


@pytest.fixture(scope="session")
def site(running_upstream: Upstream, trusted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running gateway that is in no hurry to say "too fast"."""
    rates = ("--desk-rate", "500", "--total-rate", "500")
    with Site(tmp_path_factory.mktemp("gateway"), running_upstream, trusted, *rates) as site:
        yield site


@pytest.fixture(scope="session")
def papers(site: Site) -> Papers:
    """What desk-01 was given."""
    return site.enroll("desk-01")


@pytest.fixture
def desk(site: Site, papers: Papers) -> Iterator[httpx.Client]:
    """desk-01, which may do what a desk may do."""
    with site.desk(papers) as desk:
        yield desk
