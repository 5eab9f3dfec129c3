"""The person page: who gets the card."""

from dataclasses import replace

from enroll_app.domain.person import NAME_LENGTH
from enroll_app.ui.page import Page
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.field import Field
from enroll_app.ui.widgets.notice import Notice


class PersonPage(Page):
    """Asks for the names."""

    def __init__(self) -> None:
        super().__init__(self.tr("Who gets this card?"), self.tr("The name as it should stand on every list."))
        self._owner = Notice(self)
        self._first = Field(self.tr("&First name"), parent=self)
        self._last = Field(self.tr("&Last name"), parent=self)
        self._fields = {"first_name": self._first, "last_name": self._last}
        self.body.addWidget(self._owner)
        for field in self._fields.values():
            field.edited.connect(self._typed)
            self.body.addWidget(field)
        self.body.addStretch(1)

    def enter(self) -> None:
        """Take over the names."""
        self._first.fill(self.wizard.draft.first_name)
        self._last.fill(self.wizard.draft.last_name)
        self._check(live=True)
        self.refresh()

    def refresh(self) -> None:
        """Say what this station knows of the card: whose it is, or which other one it is like."""
        owner = self.wizard.acquaintance.owner
        cautions = self.wizard.acquaintance.cautions()
        if owner is None and cautions:
            words = "\n".join(str(caution) for caution in cautions)
            self._owner.say(Tone.ATTENTION, self.tr("Take a second look at this card"), words)
            return
        if owner is None:
            self._owner.hush()
            return
        self._owner.say(
            Tone.ATTENTION,
            self.tr("This card already belongs to {name}").format(name=owner.full_name or owner.person_id),
            self.tr("Take another card, unless it is for the same person: then the key is changed."),
        )

    def _typed(self) -> None:
        self.wizard.draft = replace(self.wizard.draft, first_name=self._first.text, last_name=self._last.text)
        self._check(live=True)
        self.edited.emit()

    def _check(self, *, live: bool) -> None:
        problems = self.wizard.problems()
        for name, field in self._fields.items():
            # While the person is still typing, an empty line is no fault yet.
            field.show_problems([one for one in problems if one.field == name and not (live and one.code == "no-name")])
            field.set_hint(f"{len(field.text.strip())} / {NAME_LENGTH}")

    def show_problems(self) -> None:
        """Say what is wrong and go there."""
        self._check(live=False)
        wrong = next((one.field for one in self.wizard.problems() if one.field in self._fields), "first_name")
        self._fields[wrong].line.setFocus()

    def focus_first(self) -> None:
        """The first name."""
        self._first.line.setFocus()
        self._first.line.selectAll()
