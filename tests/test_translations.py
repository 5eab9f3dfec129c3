"""Every word of the window has its Swedish, in the form that Qt needs, and sentences from below are recognized."""

import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from enroll_app.domain.problems import Problem
from enroll_app.ui.said import said
from enroll_app.ui.words import told

ROOT = Path(__file__).resolve().parent.parent


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "scripts" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its dataclasses look for their module by name.
    import sys

    sys.modules["translations"] = module
    spec.loader.exec_module(module)
    return module


script = load_script()


@pytest.fixture(scope="module")
def found() -> set[object]:
    """Every text of the code."""
    words: set[object] = script.found_words()
    return words


@pytest.mark.parametrize("language", script.LANGUAGES)
def test_every_text_of_the_code_is_translated_and_no_other(language: str, found: set[object]) -> None:
    catalog = script.load(language)
    assert set(catalog.known) == script.wanted(language, found), "run: python scripts/translations.py update"
    assert [words.source for words in script.missing(catalog)] == []


@pytest.mark.parametrize("language", script.LANGUAGES)
def test_translations_keep_facts_numbers_and_letters_to_press(language: str) -> None:
    wrong = []
    for words, forms in script.load(language).known.items():
        for form in forms:
            same_facts = sorted(set(re.findall(r"\{\w*\}", words.source))) == sorted(set(re.findall(r"\{\w*\}", form)))
            # A form for one may say "a card" in place of the number.
            same_number = words.numerus or ("%n" in words.source) == ("%n" in form)
            letters = len(re.findall("&(?!&)", form.replace("&&", "")))
            wanted = len(re.findall("&(?!&)", words.source.replace("&&", "")))
            if not (same_facts and same_number and (letters == wanted or words.context == script.TEMPLATES)):
                wrong.append((words.context, words.source, form))
    assert wrong == []


@pytest.mark.parametrize("language", script.LANGUAGES)
def test_what_qt_loads_is_made_of_what_people_edit(language: str, tmp_path: Path) -> None:
    catalog = script.load(language)
    script.compile_to(catalog, tmp_path / "made.qm")
    assert (tmp_path / "made.qm").read_bytes() == catalog.path.with_suffix(".qm").read_bytes()


def test_the_sentences_that_the_window_recognizes_are_those_of_the_code(found: set[object]) -> None:
    listed = json.loads((ROOT / "resources" / "translations" / "templates.json").read_text("utf-8"))
    assert listed == sorted(words.source for words in found if words.context == script.TEMPLATES)  # type: ignore[attr-defined]


@pytest.fixture
def swedish(qapp: QApplication) -> Iterator[None]:
    """The window's words in Swedish."""
    translator = QTranslator()
    assert translator.load(str(ROOT / "resources" / "translations" / "enroll_sv.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("swedish")
def test_a_sentence_that_comes_filled_in_keeps_its_facts() -> None:
    heard = "The port /dev/ttyUSB0 cannot be used with these settings (Baud 12 | 5)."
    assert said(heard) == "Porten /dev/ttyUSB0 kan inte användas med de här inställningarna (Baud 12 | 5)."
    assert said(f"{heard} Tap the card again.").endswith("Läs kortet igen.")


@pytest.mark.usefixtures("swedish")
def test_a_sentence_within_a_problem_is_translated_too() -> None:
    why = "The service had a failure of its own (HTTP 500). Wait, then try again."
    problem = Problem("x", "Operation {number} cannot be dropped: {why}", facts={"number": 7, "why": why})
    assert told(problem) == (
        "Åtgärd 7 kan inte tas bort: Tjänsten hade ett eget fel (HTTP 500). Vänta och försök sedan igen."
    )


@pytest.mark.usefixtures("swedish")
def test_what_is_not_known_stays_as_it_is() -> None:
    for text in ("", "Acme Reader 3000", "Paper jam, call Bob. {braces} stay.", "Anna {0} Berg"):
        assert said(text) == text


def test_english_is_left_alone() -> None:
    assert said("The card does not answer.") == "The card does not answer."
