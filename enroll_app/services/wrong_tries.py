"""How long somebody who gave a wrong password waits before the next try counts."""

from collections.abc import Callable

# So many wrong tries cost nothing: a slip of the finger, another keyboard layout, the password of before.
_FREE = 3
# Seconds after the first that costs; twice as long after each further one, up to the longest. Choices of ours: nobody
# guesses a password of eight letters by a try a minute, and nobody stands before a locked desk for longer than that.
_FIRST_S, _LONGEST_S = 5.0, 60.0
# More are not counted: the wait has long been the longest by then.
_MOST = 20


class WrongTries:
    """uptime: seconds that only grow, whatever is done to the clock. count: wrong ones since the last right one."""

    def __init__(self, uptime: Callable[[], float]) -> None:
        self._uptime = uptime
        self.count = 0
        self._until = 0.0

    def remember(self, count: int) -> None:
        """There were so many before the program was started: the last wait begins anew, whatever of it was over."""
        if count > self.count:
            self.count = min(count, _MOST)
            self._wait()

    @property
    def wait_s(self) -> float:
        """So long no try counts; 0 where one does."""
        return max(0.0, self._until - self._uptime())

    def wrong(self) -> None:
        """A try was wrong."""
        self.count = min(self.count + 1, _MOST)
        self._wait()

    def _wait(self) -> None:
        if self.count >= _FREE:
            self._until = self._uptime() + min(_LONGEST_S, _FIRST_S * 2 ** (self.count - _FREE))

    def right(self) -> None:
        """The password was given: the next time begins anew."""
        self.count, self._until = 0, 0.0
