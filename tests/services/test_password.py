"""The desk's own password: as a hash alone, and hard to guess from that."""

import pytest

from enroll_app.domain.problems import InvalidInputError
from enroll_app.services.password import LONGEST, SHORTEST, fits, make


def test_only_the_same_password_fits_and_its_hash_says_nothing() -> None:
    kept = make("tre små ord")
    assert fits(kept, "tre små ord")
    assert not fits(kept, "tre små ord ")
    assert not fits(kept, "")
    assert "tre" not in kept
    # OWASP's least for scrypt, and a salt of its own each time.
    assert kept.startswith("scrypt$131072$8$1$")
    assert make("tre små ord") != kept
    # The same letter, composed by another keyboard.
    assert fits(kept, "tre sma\u030a ord")


@pytest.mark.parametrize("password", ["", "x" * (SHORTEST - 1), "x" * (LONGEST + 1)])
def test_one_that_is_too_short_or_too_long_is_refused_and_not_repeated(password: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        make(password)
    [problem] = caught.value.problems
    assert problem.field == "password"
    assert "x" * 7 not in str(problem)


@pytest.mark.parametrize(
    "kept",
    ["", "scrypt", "scrypt$1$2$3", "md5$1$1$1$aaaa$aaaa", "scrypt$x$8$1$aaaa$aaaa", "scrypt$3$8$1$aaaa$aaaa",
     "scrypt$1073741824$8$1$aaaa$aaaa", "scrypt$131072$8$1$å$aaaa", "scrypt$2$8$1$aaaa$"],
)  # fmt: skip
def test_nothing_fits_a_hash_that_is_none(kept: str) -> None:
    assert not fits(kept, "tre små ord")
