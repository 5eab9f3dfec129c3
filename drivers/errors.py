"""What can go wrong between a reader and this program, split by what the caller can do.

    ReaderError
    ├── BadReaderUri      the address cannot be understood: correct it
    ├── ReaderNotFound    no such reader or port now: attach it, or name another
    ├── ReaderBusy        another program holds it: close that program
    ├── AccessRefused     the system forbids it: a permission is missing
    └── ServiceMissing    the smart-card service does not answer: start or install it

Every error carries `problem` (what is wrong) and `remedy` (what the person can do about it), each one plain
sentence; `str()` joins them.
"""


class ReaderError(Exception):
    """Something about a reader; `problem` and `remedy` are sentences for a person."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(f"{problem} {remedy}".strip())
        self.problem = problem
        self.remedy = remedy


class BadReaderUri(ReaderError):
    """The reader's address cannot be understood."""


class ReaderNotFound(ReaderError):
    """No such reader or port at this moment."""


class ReaderBusy(ReaderError):
    """Another program holds the reader or the port."""


class AccessRefused(ReaderError):
    """The operating system forbids the use of the reader or the port."""


class ServiceMissing(ReaderError):
    """The smart-card service (pcscd, SCardSvr) does not answer."""
