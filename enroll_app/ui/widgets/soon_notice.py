"""Above what is to be sent: that it waits until it is known whose card it is."""

from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.notice import Notice


class SoonNotice(Notice):
    """Said only to who wanted to go on: else it is known before anybody could ask."""

    def show_session(self, session: Session) -> None:
        """Show how it stands."""
        if session.goes_soon:
            title = self.tr("It is still being looked up whose card this is")
            self.say(Tone.WAITING, title, self.tr("It is sent by itself then, unless that changes what is sent."))
        else:
            self.hush()
