"""Names as the service takes them, and whether two of them can be one person's."""

import unicodedata
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.ids import parse_uuid
from enroll_app.domain.person import NAME_LENGTH, Person, clean_name, parse_person_id
from enroll_app.domain.problems import InvalidInputError
from tests.domain.faults import codes_of, faults_of

ONE, OTHER = UUID("0f8fad5b-d9cb-469f-a165-70867728950e"), UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")


def clean(text: str) -> str:
    return clean_name(text, "first_name")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Anna", "Anna"),
        ("  Anna   Maria \t", "Anna Maria"),
        ("Anna\u00a0Maria\u2003", "Anna Maria"),
        ("Anna\r\nMaria", "Anna Maria"),
        ("", ""),
        (" \t ", ""),
        ("A\u030asa", "Åsa"),
        ("\u212bsa", "Åsa"),
        ("Jose\u0301", "José"),
        ("O’Brien-Łuczak", "O’Brien-Łuczak"),
        ("می\u200cنا", "می\u200cنا"),
        ("क्\u200dष", "क्\u200dष"),
        ("李小龍", "李小龍"),
        ("Zoë 2", "Zoë 2"),
    ],
)
def test_a_name_is_trimmed_joined_and_composed(typed: str, name: str) -> None:
    assert clean(typed) == name


@pytest.mark.parametrize(
    ("letter", "code"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\x9f", "U+009F"),
        ("\u00ad", "U+00AD"),
        ("\u200b", "U+200B"),
        ("\u200e", "U+200E"),
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\ufeff", "U+FEFF"),
        ("\ud800", "U+D800"),
        ("\udfff", "U+DFFF"),
        ("\ue000", "U+E000"),
        ("\u0378", "U+0378"),
        ("\U000e0041", "U+E0041"),
    ],
)
@pytest.mark.parametrize(("field", "words"), [("first_name", "first name"), ("last_name", "last name")])
def test_a_character_that_nobody_sees_is_refused_by_its_number(letter: str, code: str, field: str, words: str) -> None:
    [problem] = faults_of(lambda: clean_name(f"An{letter}na", field))
    assert (problem.code, problem.field) == ("name-unseen-characters", field)
    assert code in str(problem)
    assert words in str(problem)
    str(problem).encode()


@pytest.mark.parametrize("text", ["\u200d", "\u200c\u200d", " \u200d \u200c"])
def test_a_name_of_joiners_alone_is_refused_for_nobody_sees_it(text: str) -> None:
    assert codes_of(lambda: clean(text)) == ["name-unseen-characters"]


def test_a_name_may_have_32_letters_after_cleaning_and_no_more() -> None:
    assert clean("  " + "A\u030a" * NAME_LENGTH + "  ") == "Å" * NAME_LENGTH
    [problem] = faults_of(lambda: clean_name("ab" * 16 + "c", "last_name"))
    assert (problem.code, problem.field) == ("name-too-long", "last_name")
    assert "33 letters" in str(problem)
    assert "32 at the most" in str(problem)


@given(st.text(max_size=40))
def test_a_name_that_was_cleaned_is_clean(text: str) -> None:
    try:
        name = clean(text)
    except InvalidInputError:
        assert set(codes_of(lambda: clean(text))) <= {"name-unseen-characters", "name-too-long"}
        return
    assert clean(name) == name
    assert len(name) <= NAME_LENGTH
    assert unicodedata.is_normalized("NFC", name)
    assert "  " not in name
    name.encode()


@pytest.mark.parametrize(
    ("meant", "answered", "may"),
    [
        (Person(), Person(), True),
        (Person(), Person("Anna", "Berg"), True),
        (Person(), Person("Anna", "Berg", ONE), True),
        (Person("Anna", "Berg"), Person(), True),
        (Person("Anna", "Berg"), Person("Anna", "Berg"), True),
        (Person("Anna", "Berg"), Person("ANNA", "berg", ONE), True),
        (Person("Åsa", "Berg"), Person("A\u030asa", "Berg"), True),
        (Person("Anna Maria", "Berg"), Person("Anna  Maria ", "Berg"), True),
        (Person("Straße", ""), Person("STRASSE", ""), True),
        (Person("Anna", ""), Person("Anna", "Generated"), True),
        (Person("", "Berg"), Person("Generated", "Berg"), True),
        (Person("Anna", "Berg"), Person("Anna", ""), True),
        (Person("Anna", "Berg"), Person("Anna", "Borg"), False),
        (Person("Anna", "Berg"), Person("Anne", "Berg"), False),
        (Person("Anna", "Berg"), Person("Berg", "Anna"), False),
        (Person("Anna", ""), Person("Bo", ""), False),
        (Person("Åsa", ""), Person("Asa", ""), False),
        (Person("", "", ONE), Person("Anna", "Berg", ONE), True),
        (Person("", "", ONE), Person("Anna", "Berg", OTHER), False),
        (Person("Anna", "Berg", ONE), Person("Bo", "Ek", ONE), True),
        (Person("Anna", "Berg", ONE), Person("Anna", "Berg", OTHER), False),
        (Person("", "", ONE), Person("Anna", "Berg"), True),
        (Person("Anna", "Berg"), Person("Bo", "Berg", ONE), False),
    ],
)
def test_whether_the_answer_can_be_the_person_that_was_meant(meant: Person, answered: Person, may: bool) -> None:
    assert meant.may_be(answered) is may
    assert answered.may_be(meant) is may


@pytest.mark.parametrize(
    ("meant", "known", "sure"),
    [
        (Person("Anna", "Berg"), Person("Anna", "Berg"), True),
        (Person("Anna", "Berg"), Person("ANNA", "berg ", ONE), True),
        (Person("Åsa", "Berg"), Person("A\u030asa", "Berg"), True),
        (Person("Anna"), Person("Anna"), True),
        (Person("", "Berg"), Person("", "Berg", ONE), True),
        (Person("Anna"), Person("Anna", "Karlsson"), False),
        (Person("", "Karlsson"), Person("Anna", "Karlsson"), False),
        (Person("Anna", "Karlsson"), Person("Anna"), False),
        (Person("Anna", "Karlsson"), Person(), False),
        (Person("Anna", "Berg"), Person("Berg", "Anna"), False),
        (Person("Anna", "Berg"), Person("Anna", "Borg"), False),
        (Person(person_id=ONE), Person("Anna", "Berg", ONE), True),
        (Person("Anna", "Berg", ONE), Person("Bo", "Ek", ONE), True),
        (Person("Anna", "Berg", ONE), Person("Anna", "Berg", OTHER), False),
        (Person("Anna", "Berg", ONE), Person("Anna", "Berg"), False),
        (Person(), Person("Anna", "Berg"), False),
        (Person(), Person(person_id=ONE), False),
        (Person(), Person(), False),
    ],
)
def test_before_sending_only_the_whole_name_or_the_id_is_the_same_person(
    meant: Person, known: Person, sure: bool
) -> None:
    assert meant.is_surely(known) is sure


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (Person("Anna", "Berg"), "Anna Berg"),
        (Person("Anna"), "Anna"),
        (Person("", "Berg"), "Berg"),
        (Person(person_id=ONE), ""),
    ],
)
def test_a_person_is_called_by_the_names_there_are(person: Person, name: str) -> None:
    assert person.full_name == name


@pytest.mark.parametrize("text", [str(ONE), f" {ONE}\n", str(ONE).upper(), str(ONE).replace("-", ""), f"{{{ONE}}}"])
def test_a_persons_id_is_read_however_it_was_copied(text: str) -> None:
    assert parse_person_id(text) == ONE


def fullwidth(text: str) -> str:
    return "".join(chr(ord("０") + int(letter)) if letter.isdigit() else letter for letter in text)


NO_IDS = [
    "",
    "Anna",
    str(ONE)[:-1],
    f"{ONE}0",
    str(ONE).replace("f", "g"),
    fullwidth(str(ONE)),
    fullwidth(ONE.hex),
    "0x" + ONE.hex[2:],
    "+" + ONE.hex[1:],
    "-" + ONE.hex,
    ONE.hex[:8] + "_" + ONE.hex[9:],
    f"urn:uuid:{ONE}",
    "{x}",
]


@pytest.mark.parametrize("text", NO_IDS)
def test_what_is_no_id_is_refused_and_never_bent_into_another_persons(text: str) -> None:
    [problem] = faults_of(lambda: parse_person_id(text))
    assert (problem.code, problem.field) == ("person-id-not-uuid", "person_id")
    with pytest.raises(ValueError, match=r".*"):
        parse_uuid(text)


@given(st.uuids())
def test_every_id_is_read_from_its_own_text(one: UUID) -> None:
    assert parse_uuid(str(one)) == parse_uuid(one.hex) == one
