"""Who may use this window: the lock, the full screen, and the password that opens both."""

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QLabel
from shiboken6 import isValid

from enroll_app.domain.problems import Problem
from enroll_app.domain.settings_values import Value
from enroll_app.services import password
from enroll_app.ui import theme
from enroll_app.ui.session import Session
from enroll_app.ui.settings.rows import FixedNote, Switch, Text
from enroll_app.ui.settings.section import Found, Section
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.field import Field

_PASSWORD = "window.password"  # noqa: S105  the name of the setting
# What nobody could end without a password.
_WITH_PASSWORD = ("window.lock_minutes", "window.kiosk")


class SafetySection(Section):
    """Everything here waits for Save; where there is a password, it is asked for first."""

    live = False
    guarded = True

    def __init__(self, session: Session) -> None:
        super().__init__(
            self.tr("Safety"),
            self.tr("The password opens a locked window and leaves the full screen. It is no key of the service."),
            session,
        )
        self._new = self._hidden(Field(self.tr("&New password"), self.tr("empty: as it is"), secret=True))
        self._again = self._hidden(Field(self.tr("New password a&gain"), secret=True))
        # Its place in the tab order comes with its place on the page.
        self._remove = QCheckBox(self.tr("Take the password a&way"))
        self._ends = QLabel(self.tr("Neither lock nor kiosk is possible without it: both end."), self)
        self._ends.setObjectName("muted")
        self._ends.setWordWrap(True)
        self._ends.setContentsMargins(theme.unit() * 3 + 4, 0, 0, 0)
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
        self.close_up(self._new, self._again, self._remove, self._ends, self._fixed)

    def _hidden(self, field: Field) -> Field:
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
        self._new.line.setEnabled(not locked)
        self._new.set_hint("" if locked else self.tr("empty: as it is"))
        self._again.setVisible(not locked)
        # Where a policy wants the lock or the full screen, the password has to stay.
        wanted = any(found[name].locked and found[name].value for name in _WITH_PASSWORD if name in found)
        for widget in (self._remove, self._ends):
            widget.setVisible(bool(self._kept) and not locked and not wanted)

    @property
    def dirty(self) -> bool:
        """Whether something waits to be saved."""
        return super().dirty or bool(self._new.text or self._again.text) or self._remove.isChecked()

    def save(self) -> None:
        """Look whether the new password was typed twice the same, and ask for the present one."""
        for field in (self._new, self._again):
            field.show_problems(())
        if self._new.text != self._again.text:
            self._wrong(self._again, Problem("password-differs", "These are not the same.", field="password"))
            return
        super().save()

    def keep(self) -> None:
        """Keep what was changed; the hash of a new password takes its time, on a worker."""
        changes: dict[str, Value | None] = {name: self._rows[name].value for name in self._edited}
        new = self._new.text
        if self._remove.isChecked():
            # Those that are not set are not written either.
            changes |= dict.fromkeys((_PASSWORD, *_WITH_PASSWORD))
            changes = {name: value for name, value in changes.items() if not self._is_locked(name)}
            new = ""
        self.notice.say(Tone.WAITING, self.tr("Saving"))
        self.session.remembering.change_by(lambda: _prepared(changes, new), self.written)

    def _is_locked(self, name: str) -> bool:
        return name in self._found and self._found[name].locked

    def written(self, failure: Exception | None) -> None:
        """It is written, or refused; no password stays on the screen."""
        if not isValid(self):
            return
        self.notice.hush()
        if failure is None:
            for field in (self._new, self._again):
                field.fill("")
            self._remove.setChecked(False)
        super().written(failure)

    def show_at_field(self, problem: Problem) -> bool:
        """A password's fault at its field."""
        if problem.field != "password":
            return super().show_at_field(problem)
        self._wrong(self._new, problem)
        return True

    def _wrong(self, field: Field, problem: Problem) -> None:
        field.show_problems([problem])
        field.line.setFocus()


def _prepared(changes: Mapping[str, Value | None], new: str) -> dict[str, Value | None]:
    """The changes with the hash of the new password. Takes half a second; raises InvalidInputError."""
    return {**changes, _PASSWORD: password.make(new)} if new else dict(changes)
