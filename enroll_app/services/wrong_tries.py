"""How long somebody who gave a wrong password waits before the next try counts."""

from collections.abc import Callable

# So many wrong tries cost nothing: a slip of the finger, another keyboard layout, the password of before.
_FREE = 3
# Seconds after the first that costs; twice as long after each further one, up to the longest. Choices of ours: nobody
# guesses a password of eight letters by a try a minute, and nobody stands before a locked desk for longer than that.
_FIRST_S, _LONGEST_S = 5.0, 60.0


class WrongTries:
    """uptime: seconds that only grow, whatever is done to the clock."""

    def __init__(self, uptime: Callable[[], float]) -> None:
        self._uptime = uptime
        self._wrong = 0
        self._until = 0.0

    @property
    def wait_s(self) -> float:
        """So long no try counts; 0 where one does."""
        return max(0.0, self._until - self._uptime())

    def wrong(self) -> None:
        """A try was wrong."""
        self._wrong += 1
        if self._wrong >= _FREE:
            self._until = self._uptime() + min(_LONGEST_S, _FIRST_S * 2 ** (self._wrong - _FREE))

    def right(self) -> None:
        """The password was given: the next time begins anew."""
        self._wrong, self._until = 0, 0.0
