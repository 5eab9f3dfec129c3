"""The chain's hash: every later version of the program has to come to the same one."""

from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.history import GENESIS, chained

_TEXTS = st.text(st.characters(), max_size=10)
_FIELDS = st.dictionaries(st.sampled_from(["at", "note", "number", "seq"]), st.none() | st.integers() | _TEXTS)


def test_the_hash_of_an_entry_is_that_of_the_first_version() -> None:
    fields = {"seq": 1, "at": "2026-06-01T12:00:00.000000Z", "note": "Åsa “;\n", "number": None}
    assert chained(GENESIS, fields) == chained(GENESIS, dict(reversed(fields.items())))
    # sha256sum of: 64 zeros, a line feed, and the fields as JSON, sorted, without spaces, in ASCII.
    assert chained(GENESIS, fields) == "18871ba603119802ede468319991b23eed626392362a82a1a29ecfae84752796"


@given(_FIELDS, _FIELDS, st.booleans())
def test_other_fields_or_another_beginning_have_another_hash(
    one: dict[str, object], other: dict[str, object], moved: bool
) -> None:
    before = "1" * 64 if moved else GENESIS
    same = not moved and {(name, type(value), value) for name, value in one.items()} == {
        (name, type(value), value) for name, value in other.items()
    }
    assert (chained(GENESIS, one) == chained(before, other)) == same
