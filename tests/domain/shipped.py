"""The profiles that come with the program, and cards for them."""

from hypothesis import strategies as st

from enroll_app.domain.identification import Identification
from enroll_app.domain.learning import Pair
from enroll_app.domain.profile import Profile
from enroll_app.resource_files import RESOURCES
from enroll_app.store.profile_toml import profile_of

SHIPPED = tuple(
    profile_of(path.stem, path.read_text("utf-8")) for path in sorted((RESOURCES / "profiles").glob("*.toml"))
)


def named(name: str) -> Profile:
    [found] = [profile for profile in SHIPPED if profile.name == name]
    return found


def cards(profile: Profile) -> st.SearchStrategy[bytes]:
    """Cards that the reader can write: the largest numbers do not fit into the twelve digits of 10H12D."""
    return st.binary(min_size=profile.size, max_size=profile.size).filter(lambda uid: profile.write(uid) is not None)


def pair(profile: Profile, uid: bytes) -> Pair:
    """What the reader writes for a card, and the card's number."""
    written = profile.write(uid)
    assert written is not None
    return Pair(written, Identification((uid,)))
