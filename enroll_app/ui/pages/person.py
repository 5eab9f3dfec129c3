"""The person page: who gets the card, somebody new or somebody who is known."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from enroll_app.domain.person import NAME_LENGTH, Person, clean_name
from enroll_app.domain.problems import InvalidInputError
from enroll_app.services.conflicts import owner_of
from enroll_app.services.people import KnownPerson, namesakes
from enroll_app.ui import theme
from enroll_app.ui.leaving import called
from enroll_app.ui.page import Page
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.field import Field
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.people_list import PeopleList, PickedPerson
from enroll_app.ui.words import told


class PersonPage(Page):
    """Asks for the names, and offers people who are known by them."""

    def __init__(self) -> None:
        super().__init__(self.tr("Who gets this card?"), self.tr("The name as it should stand on every list."))
        self._owner = Notice(self)
        self._first = Field(self.tr("Firs&t name"), parent=self)
        self._last = Field(self.tr("&Last name"), parent=self)
        self._fields = {"first_name": self._first, "last_name": self._last}
        self._picked = PickedPerson(self)
        self._namesake = Notice(self)
        self._same = Button(self.tr("It is the sa&me person"), self)
        self._namesakes: tuple[KnownPerson, ...] = ()

    def attach(self, session: Session) -> None:
        """Show this session from now on."""
        super().attach(session)
        step = theme.unit()
        self._list = PeopleList(session.desk.zone, self)
        names = QHBoxLayout()
        names.setSpacing(step * 3)
        for name, field in self._fields.items():
            field.edited.connect(self._typed)
            field.line.editingFinished.connect(self._clean)
            field.line.installEventFilter(self)
            field.line.setObjectName(name)
            names.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._owner)
        self.body.addWidget(self._picked)
        self.body.addLayout(names)
        known = QHBoxLayout()
        known.setSpacing(step * 2)
        known.addWidget(self._namesake, 1)
        known.addWidget(self._same)
        self.body.addLayout(known)
        self.body.addWidget(self._list)
        self.body.addStretch(1)
        for here, there in ((self._first.line, self._last.line), (self._last.line, self._same)):
            self.setTabOrder(here, there)
        self._same.hide()
        self._list.picked.connect(self._pick)
        self._list.left.connect(self.focus_first)
        self._picked.undone.connect(self._unpick)
        self._same.clicked.connect(self._is_same)
        session.people.found.connect(self._show_known)

    def enter(self) -> None:
        """Take over the names."""
        self._show_person()
        self.refresh()

    def _show_person(self) -> None:
        draft, holder = self.wizard.draft, self.wizard.holder
        for name, field in self._fields.items():
            field.fill(getattr(draft, name))
            field.setVisible(holder is None)
        self._picked.show_person(holder)
        self._check(live=not self.wizard.insisted)
        self._look_for_known()

    def refresh(self) -> None:
        """Say what this station knows of the card: whose it is, or which other one it is like."""
        self._set_title()
        self._show_known()
        self._picked.paint_theme()
        known = self.wizard.acquaintance
        cautions = known.cautions()
        if self.wizard.changes_hands:
            owner = called(owner_of(self.wizard.hand_over_from))
            words = self.tr("The card has a key now")
            if owner:
                words = self.tr("{name} has this card now").format(name=owner)
            self._owner.say(
                Tone.INFORMATION, words, self.tr("Nothing happens to that key before you have looked at everything.")
            )
        elif known.owner is not None:
            self._owner.say(
                Tone.ATTENTION,
                self.tr("This card already belongs to {name}").format(name=called(known.owner)),
                self.tr("Take another card, unless it is for the same person: then the key is changed."),
            )
        elif cautions:
            words = "\n".join(told(caution) for caution in cautions)
            self._owner.say(Tone.ATTENTION, self.tr("Take a second look at this card"), words)
        else:
            self._owner.hush()

    def _set_title(self) -> None:
        title = self.tr("Who gets this card?")
        if self.wizard.hand_over_from is not None:
            title = self.tr("Who gets this card from now on?")
        if title != self.title:
            self.set_title(title, self.tr("The name as it should stand on every list."))

    # -- names --------------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self.wizard.draft = replace(self.wizard.draft, first_name=self._first.text, last_name=self._last.text)
        self._check(live=True)
        self._look_for_known()
        self.edited.emit()

    def _clean(self) -> None:
        """The names as they will be sent, once a line is left: what cannot be sent stays as it is, with its fault."""
        for name, field in self._fields.items():
            try:
                cleaned = clean_name(field.text, name)
            except InvalidInputError:
                continue
            if cleaned != field.text:
                field.fill(cleaned)
                self._typed()

    def _check(self, *, live: bool) -> None:
        problems = self.wizard.problems()
        for name, field in self._fields.items():
            # While the person is still typing, an empty line is no fault yet.
            field.show_problems([one for one in problems if one.field == name and not (live and one.code == "no-name")])
            length = len(" ".join(field.text.split()))
            field.set_hint(self.tr("{length} of {most}").format(length=length, most=NAME_LENGTH))

    # -- known people -------------------------------------------------------------------------------------------

    def _look_for_known(self) -> None:
        if self.wizard.holder is None:
            self.session.people.look_for(f"{self._first.text} {self._last.text}".strip())
        self._show_known()

    def _show_known(self) -> None:
        """Offer who may be meant; a namesake is pointed out, and holds nobody up."""
        typed = Person(self._first.text, self._last.text)
        people = self.session.people.people if self.wizard.holder is None and typed.full_name else ()
        owner = self.wizard.acquaintance.owner
        self._namesakes = () if owner and typed.is_surely(owner) else namesakes(people, typed)
        if self._namesakes:
            self._say_namesake(self._namesakes)
        else:
            self._namesake.hush()
        one = len(self._namesakes) == 1
        self._same.setVisible(one)
        # The one namesake has a button already.
        self._list.show_people([known for known in people if not one or known not in self._namesakes])

    def _say_namesake(self, known: tuple[KnownPerson, ...]) -> None:
        title = self.tr("{name} is known here already").format(name=known[0].person.full_name)
        facts = self._list.words_of(known[0])
        words = self.tr("A new person of the same name is made when you just go on.")
        if len(known) == 1:
            self._namesake.say(Tone.INFORMATION, title, f"{facts}\n{words}")
        else:
            count = self.tr("%n people have this name: pick one of them in the list.", "", len(known))
            self._namesake.say(Tone.INFORMATION, title, f"{count}\n{words}")

    def _is_same(self) -> None:
        if self._namesakes:
            self._pick(self._namesakes[0])

    def _pick(self, known: KnownPerson) -> None:
        self.wizard.pick(known.person)
        self._show_person()
        self._picked.setFocus()
        self.edited.emit()

    def _unpick(self) -> None:
        self.wizard.unpick()
        self._show_person()
        self._first.line.setFocus()
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads from a name into the list of known people."""
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down and self._list.go_in():
            return True
        return super().eventFilter(watched, event)

    # -- focus --------------------------------------------------------------------------------------------------

    def show_problems(self) -> None:
        """Say what is wrong and go there."""
        self._check(live=False)
        wrong = next((one.field for one in self.wizard.problems() if one.field in self._fields), "first_name")
        self._fields[wrong].line.setFocus()

    def focus_first(self) -> None:
        """The first name, or who was picked."""
        if self.wizard.holder is not None:
            self._picked.setFocus()
            return
        self._first.line.setFocus()
        self._first.line.selectAll()
