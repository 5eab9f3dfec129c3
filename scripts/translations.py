#!/usr/bin/env python3
"""The words of the window: finds them in the code, keeps them in Qt's translation files, and compiles these.

  python scripts/translations.py update    take new words in and drop those that are gone, then compile
  python scripts/translations.py missing   the words without a translation, as JSON on standard output
  python scripts/translations.py fill      read that JSON, translated, from standard input

Found are: `self.tr(...)` (context: the class), what goes through a module's `_tr` and through
`QCoreApplication.translate`, and the sentences of the layers below the window (context: "templates"): those of
`Problem(...)` and its like, every whole sentence, and every literal of the modules in `WORDS_OF`. Qt's
own lupdate knows none but the first. The sentences are listed in `templates.json`, too, by which the window recognizes
one that comes filled in (`enroll_app/ui/said.py`).
English has a file of its own for plural forms alone: Qt has no other way to them.
"""

import ast
import json
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("sv", "en")
TEMPLATES = "templates"
# A sentence of a layer that knows no translation: whole, with some words in it.
_WHOLE_SENTENCE = re.compile(r"(?!.*(?:SELECT|BETWEEN|DELETE|UPDATE| = \?))[A-Z“{](?=.* .* ).*[.?;]", re.DOTALL)
# Calls whose literals are sentences for people, and which of their arguments are: by place or by name.
_SENTENCES = {
    "Problem": ((1, "cause"), (2, "remedy")),
    "Flaw": ((1, "cause"),),
    "Sentence": ((0, "template"),),
    "PartialCoding": ((1, "words"),),
    "no_vault": ((0, "reason"),),
}
# Modules whose every sentence is for people: a table of words, of which no call tells.
WORDS_OF = (
    "enroll_app/domain/door_words.py",
    "enroll_app/domain/fact_words.py",
    "enroll_app/training/names.py",
)
_NUMERUS = {"sv": 2, "en": 2}


@dataclass(frozen=True, order=True)
class Words:
    """One text to translate. numerus: it has plural forms."""

    context: str
    source: str
    numerus: bool = False


@dataclass
class Catalog:
    """A language's translations; a text of several forms has several."""

    language: str
    known: dict[Words, tuple[str, ...]] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The file that people and Qt Linguist edit."""
        return FOLDER / f"enroll_{self.language}.ts"


class _Finder(ast.NodeVisitor):
    """Collects the texts of a module."""

    def __init__(self, *, every_literal: bool, every_sentence: bool) -> None:
        self.found: set[Words] = set()
        self._classes: list[str] = []
        self._contexts: dict[str, str] = {}
        self._every_literal = every_literal
        self._every_sentence = every_sentence
        self._docstrings: set[int] = set()

    def visit_Module(self, node: ast.Module) -> None:
        for one in ast.walk(node):
            if isinstance(one, ast.Expr):  # a docstring, also that of an attribute
                self._docstrings.add(id(one.value))
            if isinstance(one, ast.FunctionDef) and (context := _context_of(one)):
                self._contexts[one.name] = context
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = _called(node)
        if name == "tr" and isinstance(node.func, ast.Attribute):
            self._take(self._classes[-1], node, 0, numerus=len(node.args) == 3)
        elif isinstance(node.func, ast.Name) and name in self._contexts:
            self._take(self._contexts[name], node, 0, numerus=len(node.args) == 2)
        elif name == "translate" and len(node.args) > 1 and isinstance(context := _literal(node.args[0]), str):
            if _literal(node.args[1]) is not None:
                self._take(context, node, 1, numerus=len(node.args) == 4)
        elif name in _SENTENCES:
            for place, keyword in _SENTENCES[name]:
                given = [one.value for one in node.keywords if one.arg == keyword]
                for sentence in _sentences(given[0] if given else node.args[place] if len(node.args) > place else None):
                    self.found.add(Words(TEMPLATES, sentence))
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        # What a number format is called, and what may be done to it besides.
        if [ast.unparse(one) for one in node.targets] in (["words"], ["_WORDS"]):
            values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
            self.found.update(Words(TEMPLATES, text) for one in values if (text := _literal(one)))
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and id(node) not in self._docstrings:
            self._take_literal(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        parts = []
        for one in node.values:
            if isinstance(one, ast.Constant):
                parts.append(str(one.value).replace("{", "{{").replace("}", "}}"))
            else:
                # Only what is put in is looked at further, not the words around it.
                parts.append(f"{{{sum(part.startswith('{') for part in parts)}}}")
                self.visit(one)
        self._take_literal("".join(parts))

    def _take_literal(self, text: str) -> None:
        if (self._every_literal and text) or (self._every_sentence and _WHOLE_SENTENCE.fullmatch(text)):
            self.found.add(Words(TEMPLATES, text))

    def _take(self, context: str, node: ast.Call, place: int, *, numerus: bool) -> None:
        sources = _sentences(node.args[place])
        if not sources:
            raise SystemExit(f"line {node.lineno}: {ast.unparse(node)}: only literals can be translated")
        self.found.update(Words(context, source, numerus) for source in sources)


def _context_of(function: ast.FunctionDef) -> str | None:
    """The context of a module's own short name for QCoreApplication.translate."""
    last = function.body[-1]
    call = last.value if isinstance(last, ast.Return) else None
    if isinstance(call, ast.Call) and _called(call) == "translate" and len(call.args) > 1:
        context = _literal(call.args[0])
        return context if _literal(call.args[1]) is None else None
    return None


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _literal(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _sentences(node: ast.AST | None) -> list[str]:
    """The literals that this can be: itself, or either side of a condition."""
    if isinstance(node, ast.IfExp):
        return _sentences(node.body) + _sentences(node.orelse)
    text = _literal(node)
    return [text] if text else []


def found_words() -> set[Words]:
    """Every text of the code."""
    found: set[Words] = set()
    for folder in ("enroll_app", "drivers"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if name.startswith(("enroll_app/cli/", "enroll_app/training/")) and name not in WORDS_OF:
                continue  # commands speak English: scripts read them
            finder = _Finder(every_literal=name in WORDS_OF, every_sentence=not name.startswith("enroll_app/ui/"))
            try:
                finder.visit(ast.parse(path.read_text("utf-8")))
            except SystemExit as error:
                raise SystemExit(f"{name}, {error}") from None
            found |= finder.found
    for profile in (ROOT / "resources" / "profiles").glob("*.toml"):
        found.add(Words(TEMPLATES, tomllib.loads(profile.read_text("utf-8"))["title"]))
    return found


def load(language: str) -> Catalog:
    """The translations of a language, as they are kept."""
    catalog = Catalog(language)
    if not catalog.path.exists():
        return catalog
    for context in ET.parse(catalog.path).getroot().iter("context"):  # noqa: S314  our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            numerus = message.get("numerus") == "yes"
            translation = message.find("translation")
            assert translation is not None
            forms = [one.text or "" for one in translation.iter("numerusform")] if numerus else [translation.text or ""]
            catalog.known[Words(name, message.findtext("source", ""), numerus)] = tuple(forms)
    return catalog


def wanted(language: str, found: set[Words]) -> set[Words]:
    """What this language has to have words for."""
    return {one for one in found if one.numerus} if language == "en" else found


def update(catalog: Catalog, found: set[Words]) -> None:
    """Take in what is new, drop what is gone."""
    empty = {one: ("",) * (_NUMERUS[catalog.language] if one.numerus else 1) for one in wanted(catalog.language, found)}
    catalog.known = {one: catalog.known.get(one, forms) for one, forms in empty.items()}


def missing(catalog: Catalog) -> Iterator[Words]:
    """What has no translation yet."""
    return (one for one, forms in sorted(catalog.known.items()) if not all(forms))


def save(catalog: Catalog) -> None:
    """Write the translations, in a fixed order, so that a change shows as what it is."""
    root = ET.Element("TS", version="2.1", language=catalog.language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for words, forms in sorted(catalog.known.items()):
        if words.context not in contexts:
            contexts[words.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[words.context], "name").text = words.context
        message = ET.SubElement(contexts[words.context], "message", {"numerus": "yes"} if words.numerus else {})
        ET.SubElement(message, "source").text = words.source
        translation = ET.SubElement(message, "translation", {} if all(forms) else {"type": "unfinished"})
        if words.numerus:
            for form in forms:
                ET.SubElement(translation, "numerusform").text = form
        else:
            translation.text = forms[0]
    ET.indent(root, " ")
    FOLDER.mkdir(exist_ok=True)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    catalog.path.write_text(head + ET.tostring(root, "unicode") + "\n", "utf-8")


def compile_to(catalog: Catalog, target: Path) -> None:
    """Make what Qt loads of a language's file.

    Beside the present one, and then in its place: a window that is open maps that one into its memory, and a shorter
    file there would be its end.
    """
    tool, beside = Path(sys.executable).with_name("pyside6-lrelease"), target.with_suffix(".new")
    subprocess.run([tool, "-silent", "-nounfinished", catalog.path, "-qm", beside], check=True)  # noqa: S603  Qt's own
    beside.replace(target)


def main(arguments: list[str]) -> None:
    """Do what the first word says."""
    what = arguments[0] if arguments else ""
    catalogs = [load(language) for language in LANGUAGES]
    if what == "missing":
        lacking = {one.language: [[w.context, w.source, w.numerus] for w in missing(one)] for one in catalogs}
        sys.stdout.write(json.dumps(lacking, ensure_ascii=False, indent=1) + "\n")
        return
    if what == "fill":
        # [[context, source, numerus, translation or list of forms], …] for each language.
        for language, rows in json.load(sys.stdin).items():
            catalog = next(one for one in catalogs if one.language == language)
            for context, source, numerus, given in rows:
                words = Words(context, source, numerus)
                if words not in catalog.known:
                    sys.stderr.write(f"there is no such text in {context}: {source}\n")
                    continue
                catalog.known[words] = tuple(given) if numerus else (given,)
    elif what == "update":
        found = found_words()
        for catalog in catalogs:
            update(catalog, found)
        sentences = sorted(one.source for one in found if one.context == TEMPLATES)
        (FOLDER / "templates.json").write_text(json.dumps(sentences, ensure_ascii=False, indent=1) + "\n", "utf-8")
    else:
        raise SystemExit(__doc__)
    for catalog in catalogs:
        save(catalog)
        compile_to(catalog, catalog.path.with_suffix(".qm"))
        open_ones = len(list(missing(catalog)))
        sys.stdout.write(f"{catalog.language}: {len(catalog.known)} texts, {open_ones} without a translation\n")


if __name__ == "__main__":
    main(sys.argv[1:])
