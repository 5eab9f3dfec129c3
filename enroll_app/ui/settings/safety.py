"""Who may use this window: the lock, the full screen, and the password that opens both."""

from collections.abc import Mapping
from concurrent.futures import Future

from PySide6.QtWidgets import QCheckBox, QLineEdit

from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.settings_values import Value
from enroll_app.services import password
from enroll_app.ui.session import Session
from enroll_app.ui.settings.rows import FixedNote, Switch, Text
from enroll_app.ui.settings.section import Found, Section
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.field import Field

_PASSWORD = "window.password"  # noqa: S105  the name of the setting


class SafetySection(Section):
    """Everything here waits for Save; where there is a password, it is asked for first."""

    live = False

    def __init__(self, session: Session) -> None:
        super().__init__(
            self.tr("Safety"),
            self.tr("The password opens a locked window and leaves the full screen. It is no key of the service."),
            session,
        )
        self._background = Background(self, workers=1)
        self._present = self._hidden(Field(self.tr("&Present password"), self.tr("for any change here")))
        self._new = self._hidden(Field(self.tr("&New password"), self.tr("empty: as it is")))
        self._again = self._hidden(Field(self.tr("New password a&gain")))
        self._remove = QCheckBox(self.tr("Take the password a&way"), self)
        self._fixed = FixedNote(self)
        self._remove.clicked.connect(self.edited)
        self.take_in(
            Text(
                "window.lock_minutes",
                self.tr("&Lock after idle minutes"),
                self.tr("0: never"),
                numeric=True,
            ),
            Switch("window.kiosk", self.tr("&Kiosk: full screen"), self.tr("Left by the password alone.")),
        )
        self.close_up(self._new, self._again, self._remove, self._fixed, self._present)

    def _hidden(self, field: Field) -> Field:
        field.line.setEchoMode(QLineEdit.EchoMode.Password)
        field.line.setMaxLength(password.LONGEST)
        field.edited.connect(self.edited)
        return field

    @property
    def _kept(self) -> str:
        return self.session.remembering.preferences.password

    def show_settings(self, found: Found) -> None:
        """Show what is set; the password itself is never shown."""
        super().show_settings(found)
        setting = found.get(_PASSWORD)
        locked = setting is not None and setting.locked
        if setting:
            self._fixed.show_setting(setting)
        for field in (self._new, self._again):
            field.setVisible(not locked)
        self._remove.setVisible(bool(self._kept) and not locked)
        self._present.setVisible(bool(self._kept))

    @property
    def dirty(self) -> bool:
        """Whether something waits to be saved."""
        return super().dirty or bool(self._new.text or self._again.text) or self._remove.isChecked()

    def save(self) -> None:
        """Look at the passwords, on a worker, and keep what was changed."""
        for field in (self._present, self._new, self._again):
            field.show_problems(())
        if self._new.text != self._again.text:
            self._wrong(self._again, Problem("password-differs", "These are not the same.", field="password"))
            return
        changes: dict[str, Value | None] = {name: self._rows[name].value for name in self._edited}
        new, present, kept, remove = self._new.text, self._present.text, self._kept, self._remove.isChecked()
        self.notice.say(Tone.WAITING, self.tr("Saving"))
        self._background.run(lambda: _prepared(changes, new, present, kept, remove=remove), self._prepared)

    def _prepared(self, future: "Future[Mapping[str, Value | None]]") -> None:
        self.notice.hush()
        failure = future.exception()
        if isinstance(failure, Exception):
            self.say_failure(failure)
        elif failure is None:
            self.write(future.result())

    def written(self, failure: Exception | None) -> None:
        """It is written, or refused; no password stays on the screen."""
        if failure is None:
            for field in (self._present, self._new, self._again):
                field.fill("")
            self._remove.setChecked(False)
        super().written(failure)

    def show_at_field(self, problem: Problem) -> bool:
        """A password's fault at its field."""
        field = {"password": self._new, "present": self._present}.get(problem.field)
        if field is None:
            return super().show_at_field(problem)
        self._wrong(field, problem)
        return True

    def _wrong(self, field: Field, problem: Problem) -> None:
        field.show_problems([problem])
        field.line.setFocus()

    def stop(self) -> None:
        """The page goes away."""
        self._background.cancel()


def _prepared(
    changes: Mapping[str, Value | None], new: str, present: str, kept: str, *, remove: bool
) -> dict[str, Value | None]:
    """The changes with the hash of the new password. Takes up to a second; raises InvalidInputError."""
    if kept and not password.fits(kept, present):
        raise InvalidInputError(
            Problem("password-wrong", "This is not the present password.", "Nothing was changed.", field="present")
        )
    if remove:
        return {**changes, _PASSWORD: None}
    return {**changes, _PASSWORD: password.make(new)} if new else dict(changes)
