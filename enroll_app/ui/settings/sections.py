"""The parts of the settings that are a few rows each."""

from enroll_app.domain.preferences import Form, Language, Look
from enroll_app.services.desk import PracticeLine
from enroll_app.ui.role_words import role_name
from enroll_app.ui.session import Session
from enroll_app.ui.settings.rows import Pick, Switch, Text
from enroll_app.ui.settings.section import Section
from enroll_app.ui.widgets.choice import Option

_LOUDNESS = (20, 40, 60, 80, 100)


class WindowSection(Section):
    """Language, look, form and tray: a change acts at once."""

    def __init__(self, session: Session) -> None:
        super().__init__(self.tr("Window"), "", session)
        languages = (
            Option(Language.SYSTEM.value, self.tr("As the computer")),
            # In their own words, for whoever cannot read the present ones.
            Option(Language.ENGLISH.value, "English"),
            Option(Language.SWEDISH.value, "Svenska"),
        )
        looks = (
            Option(Look.SYSTEM.value, self.tr("As the computer")),
            Option(Look.LIGHT.value, self.tr("Light")),
            Option(Look.DARK.value, self.tr("Dark")),
        )
        forms = (
            Option(Form.STEPS.value, self.tr("Page after page")),
            Option(Form.ONE_PAGE.value, self.tr("All on one page")),
        )
        self.take_in(
            Pick("window.language", self.tr("&Language"), languages),
            Pick("window.look", self.tr("Loo&k"), looks),
            Pick("window.form", self.tr("How an enrollment is &asked for"), forms),
            Switch(
                "window.tray",
                self.tr("An icon in the &tray of the system"),
                self.tr("Closing the window leaves Enroll there."),
            ),
        )
        self.close_up()

    def guards(self, name: str) -> bool:
        """The icon: who puts the window away leaves it behind unlocked, and may quit there."""
        return name == "window.tray" and bool(self.session.remembering.preferences.password)


class SoundSection(Section):
    """What is heard and what the reader shows: a change acts at once."""

    def __init__(self, session: Session) -> None:
        super().__init__(self.tr("Sounds"), self.tr("What is heard is always seen too."), session)
        loudness = [Option(str(one), self.tr("{percent} %").format(percent=one)) for one in _LOUDNESS]
        self.take_in(
            Switch("window.sounds", self.tr("&Sounds for what comes of a card")),
            Pick("window.volume", self.tr("&Volume"), loudness, numeric=True),
            Switch(
                "window.reader_signals",
                self.tr("&Light and buzzer of the reader"),
                self.tr("Where the reader has them and lets a program use them."),
            ),
        )
        self.close_up()


class DeskSection(Section):
    """The desk's name, its clock, its readers and its usual role."""

    live = False
    guarded = True
    needs_reopening = True

    def __init__(self, session: Session) -> None:
        super().__init__(self.tr("Desk"), "", session)
        self._role = Pick("desk.role", self.tr("Role that a new card &begins with"), ())
        self.take_in(
            Text("desk.name", self.tr("&Name of this desk"), self.tr("empty: the computer's name")),
            Text("desk.time_zone", self.tr("&Time zone"), self.tr("empty: the computer's")),
            self._role,
            Text("desk.readers", self.tr("&Card readers"), self.tr("with ; between them"), listed=True),
            Switch(
                "desk.dual_technology",
                self.tr("Cards with t&wo technologies"),
                self.tr("Both sides of a card go into its key."),
            ),
        )
        self.close_up()
        self._offer_roles()
        session.remembering.preferred.connect(self._offer_roles)

    def _offer_roles(self) -> None:
        roles = self.session.remembering.preferences.roles
        last = Option("", self.tr("The one used last"))
        self._role.offer([last, *(Option(role.key, role_name(role)) for role in roles)])

    def keep(self) -> None:
        """Keep what was changed; another usual role alone needs no new desk."""
        self.needs_reopening = bool(self._edited - {self._role.name})
        super().keep()


class TrainingSection(Section):
    """What can be tried in the training mode alone."""

    def __init__(self, session: Session, line: PracticeLine) -> None:
        super().__init__(self.tr("Training"), self.tr("Nothing here is real, and nothing of it stays."), session)
        self._line = line
        self._cut = Switch(
            "practice.line",
            self.tr("&Cut the line to the training server"),
            self.tr("What is enrolled meanwhile waits in the outbox, as where the service cannot be reached."),
        )
        self._cut.show_value(line.cut)
        self._cut.edited.connect(self._cut_or_join)
        self.body.addWidget(self._cut)
        self.close_up()

    def _cut_or_join(self) -> None:
        self._line.cut = self._cut.value is True
        # At once, and not when it would be tried the next time.
        self.session.try_now()

    def focus_first(self) -> None:
        """The switch."""
        self._cut.control.setFocus()


class HistorySection(Section):
    """For how long the history is kept."""

    live = False
    guarded = True
    needs_reopening = True

    def __init__(self, session: Session) -> None:
        super().__init__(
            self.tr("History"),
            self.tr("What is older is forgotten at the start, for good. Check what the law asks of you first."),
            session,
        )
        self.take_in(
            Text("history.keep_days", self.tr("&Days to keep"), self.tr("0: for ever"), numeric=True),
        )
        self.close_up()
