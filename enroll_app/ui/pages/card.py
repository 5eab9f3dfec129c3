"""The card page: a big calm target, who is listening, and what was read. It is painted before the rest loads."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from enroll_app.ui.announcing import announce
from enroll_app.ui.health import Condition
from enroll_app.ui.page import Page
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.card_art import CardArt

if TYPE_CHECKING:
    from enroll_app.domain.tap import Tap
    from enroll_app.services.wizard import Tapped
    from enroll_app.ui.session import Session
    from enroll_app.ui.widgets.draft_offer import DraftOffer
    from enroll_app.ui.widgets.reading import Reading


# The place in the body, after a stretch and the drawing.
_BELOW_ART = 2
_PRACTISED = "practised"


class CardPage(Page):
    """Asks for a card. training: offers cards of its own."""

    def __init__(self, *, training: bool) -> None:
        super().__init__(self.tr("Hold the card to the reader"))
        self._unreadable = ""
        self._art = CardArt(self)
        self._reading: Reading | None = None
        self._offer: DraftOffer | None = None
        self._practice = Button(self.tr("&Tap a training card"), self)
        self._practice.setVisible(training)
        self._practice.clicked.connect(self._practice_tap)
        self._again = Button(self.tr("Tap the &last card again"), self)
        self._again.hide()
        self._again.clicked.connect(self._practice_again)
        self._attached = False
        self._early_taps = 0
        self._title.setWordWrap(False)
        self.column.insertWidget(0, _centred(self._title))
        self.body.addStretch(1)
        self.body.addWidget(self._art, 4)
        self.body.addWidget(_centred(self._practice, self._again))
        self.body.addStretch(1)

    def attach(self, session: "Session") -> None:
        """Show this session from now on."""
        from enroll_app.ui.widgets.notice import Notice

        super().attach(session)
        self._attached = True
        self._notice = Notice(self)
        self.body.insertWidget(_BELOW_ART, self._notice)
        session.tapped.connect(self._tapped)
        session.unreadable.connect(self._say_unreadable)
        for _ in range(self._early_taps):
            self._practice_tap()
        self._offer_again()

    def _offer_again(self) -> None:
        offered = self.session.desk.practice_again is not None and bool(self.session.property(_PRACTISED))
        self._again.setVisible(offered)

    def _practice_again(self) -> None:
        if self.session.desk.practice_again:
            self.session.desk.practice_again()

    def _practice_tap(self) -> None:
        if self._attached and self.session.desk.practice_tap:
            self.session.desk.practice_tap()
            # Of the session, which outlives this page.
            self.session.setProperty(_PRACTISED, True)  # noqa: FBT003  a property's value
            self._offer_again()
        else:
            # Pressed before the session was there: kept, for it takes input from the first paint on.
            self._early_taps += 1

    def _tapped(self, result: "Tapped") -> None:
        self._unreadable = ""
        from enroll_app.services.wizard import Tapped

        tap = self.wizard.tap
        if tap and result is Tapped.STARTED:
            announce(self, self.tr("Card read: {number}").format(number=tap.card.uid.hex(" ")))

    def _say_unreadable(self, words: str) -> None:
        self._unreadable = words
        self.refresh()

    def enter(self) -> None:
        """Show what is on the reader."""
        self._unreadable = ""
        self.refresh()

    def refresh(self) -> None:
        """Show the card, what is wrong with it, or who is listening."""
        tap = self.wizard.tap
        self._say_title(tap)
        if tap:
            self._reading = self._reading or self._make_reading()
            self._reading.show_tap(tap)
        if self._reading:
            self._reading.setVisible(tap is not None)
        self._say_state(tap)
        self._show_offer(tap)

    def _say_title(self, tap: "Tap | None") -> None:
        title = self.tr("Hold the card to the reader")
        if tap and tap.verdict.refused:
            title = self.tr("Hold another card to the reader")
        elif tap:
            title = self.tr("The card was read")
        if title != self.title:
            self.set_title(title)

    def _show_offer(self, tap: "Tap | None") -> None:
        """What an earlier window did not finish is offered while no card is looked at."""
        kept = self.session.drafting.offer if tap is None else None
        # Where it comes again, after another card, somebody is at work.
        first = kept is not None and self._offer is None
        if first:
            from enroll_app.ui.widgets.draft_offer import DraftOffer

            self._offer = DraftOffer(self.session, self)
            self._offer.resumed.connect(self.session.resume)
            self._offer.discarded.connect(self.session.drafting.discard)
            self.body.insertWidget(0, self._offer)
        if self._offer is not None:
            had_focus = self._offer.resume.hasFocus() or self._offer.discard.hasFocus()
            self._offer.show_draft(kept)
            if kept is not None and first and self._idle():
                self._offer.resume.setFocus()
            elif kept is None and had_focus and self.isVisible():
                self.focus_first()

    def _idle(self) -> bool:
        """Whether nobody works with the keyboard here: it is nowhere that a key would do anything."""
        return self.isVisible() and self.window().focusWidget() in (None, self, self.window())

    def _make_reading(self) -> "Reading":
        from enroll_app.ui.widgets.reading import Reading

        reading = Reading(self)
        self.body.insertWidget(_BELOW_ART, reading)
        return reading

    def _say_state(self, tap: "Tap | None") -> None:
        from enroll_app.ui.words import told

        reader, service = self.session.reader_health, self.session.service_health
        if self._unreadable:
            self._show(Tone.ATTENTION, self.tr("The card could not be read"), self._unreadable)
        elif tap and tap.verdict.refused:
            self._show(Tone.FAILURE, self.tr("This card must not be enrolled"), told(tap.verdict.refused))
        elif tap and tap.verdict.warnings:
            words = " ".join(told(warning) for warning in tap.verdict.warnings)
            self._show(Tone.ATTENTION, self.tr("Take a second look at this card"), words)
        elif tap:
            self._art.set_tone(Tone.DONE)
            self._notice.hush()
        elif Condition.ILL in (reader.condition, service.condition):
            ill = [one for one in (reader, service) if one.condition is Condition.ILL]
            titles = ". ".join(one.words for one in ill)
            art = Tone.ATTENTION if reader in ill else Tone.WAITING
            self._show(Tone.ATTENTION, titles, "\n".join(one.hint for one in ill), art=art)
        else:
            self._art.set_tone(Tone.WAITING)
            self._notice.hush()

    def _show(self, tone: Tone, title: str, words: str, art: Tone | None = None) -> None:
        self._art.set_tone(art or tone)
        self._notice.say(tone, title, words)

    def focus_first(self) -> None:
        """The practice card where there is one; else nothing needs the keyboard.

        Not what is offered: whoever comes here from the card before presses Enter with another card in mind.
        """
        (self._practice if self._practice.isVisibleTo(self) else self).setFocus()


def _centred(*widgets: QWidget) -> QWidget:
    """The widgets in the middle of a row. Not by alignment: that would load the whole of Qt's namespace."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder
