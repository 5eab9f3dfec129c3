"""Tells a reader that types like a keyboard from a person who types, key by key. Pure; all times are passed in.

A key that may belong to a number is held back until it is known who typed it: for `GAP_MS` at most after the key
before, unless the next one follows in that time. What a person typed is given back in order; what a reader typed is
taken, so that no field and no button ever sees it.

What makes a reader: at least `FEWEST` characters of a number, `MEAN_MS` a key or faster on average, no gap over
`GAP_MS`, no key held on to while the next one is down; ended by Enter or Tab, or by silence. pcProx types at 40 ms a
key (micolous/pcprox#4), others at 4 ms (docs.baltech.de, KeypressDelay). A person at 130 words a minute has 92 ms a
key; where single gaps are shorter, the key before is still down (Dhakal et al., “Observations on Typing from 136
Million Keystrokes”, CHI 2018: rollover).

A number of which a part may be missing is not told as one: where a longer number could have been meant, it needs a
pause before it, an even pace and no key right after it (`keystroke_quiet`).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from drivers.key_verdicts import Fate, Key, Verdict
from drivers.keystroke_quiet import PAUSE_MS, Quiet, even, gap
from drivers.keystroke_words import Refusal, expected_words
from drivers.reader import CardUnreadable, NumberSeen

# The name under which everything is told that was typed into the window.
NAME = "Keyboard reader"
DECIMAL, HEXADECIMAL = "0123456789", "0123456789ABCDEF"

# The limits in use elsewhere are 10 to 80 ms between keys and 4 to 6 characters (jQuery Scanner Detection, gists of
# jhargis and erobit); 30 ms would miss a pcProx. All in milliseconds.
GAP_MS = 75
MEAN_MS = 48
# Fewer characters are no card's number, and a PIN of four digits must never be taken for one.
FEWEST = 6
# So many that nothing has to end them to show that a machine typed, though they have no form that is known.
_FEWEST_WITHOUT_END = 8
# What one late key may add before it is clear that a person types: a choice of ours.
_SLACK_MS = 40
# How long a number that looks whole waits for its Enter.
SILENCE_MS = 150
# How much later than its time a key may be delivered before what is held is given back.
_DELIVERY_MS = 10
# A reader may send a key's release together with the next key, in either order; a person lets go later than that.
# Windows counts in steps of 16 ms.
_OVERLAP_MS = 20


@dataclass(frozen=True, slots=True)
class Form:
    """How a number looks as a reader types it.

    alphabet: the characters of the number itself, letters in upper case. separators: those that may stand between
    them, one at a time. lengths: how many characters a whole number may have with all that is around and within it;
    empty where that varies, and then only an Enter or Tab proves it whole. profile, number_format, technology: handed
    on in `NumberSeen`.
    """

    alphabet: str = DECIMAL
    lengths: frozenset[int] = frozenset()
    prefix: str = ""
    suffix: str = ""
    profile: str = ""
    number_format: str = ""
    technology: str = ""
    separators: str = ""

    def read(self, typed: str) -> str:
        """The number as the reader meant it, whatever Caps Lock did to it; empty when it has not this form."""
        if self.lengths and len(typed) not in self.lengths:
            return ""
        number = f"[{re.escape(self.alphabet)}]+"
        if self.separators:
            number += f"(?:[{re.escape(self.separators)}]{number})*"
        shape = f"{re.escape(self.prefix)}({number}){re.escape(self.suffix)}"
        found = re.fullmatch(shape, typed, re.IGNORECASE | re.ASCII)
        return f"{self.prefix}{found[1]}{self.suffix}" if found else ""

    @property
    def characters(self) -> frozenset[str]:
        """Every character that such a number is typed with; letters in upper case."""
        return frozenset((self.alphabet + self.separators + self.prefix + self.suffix).upper())


_NOTHING = Verdict(Fate.HOLD, Fate.HOLD)


@dataclass(frozen=True, slots=True)
class _Pending:
    """A number that is told when no key follows its last one, pressed `at`, within `wait` milliseconds."""

    seen: NumberSeen | CardUnreadable
    at: int
    wait: int


class Recognizer:
    """Decides over each key. `forms`: how the numbers look that readers may type here; asked at each number's begin."""

    def __init__(self, forms: Callable[[], Sequence[Form]]) -> None:
        self._ask_forms = forms
        self._forms: Sequence[Form] = ()
        self._characters: frozenset[str] = frozenset()
        self._keys: list[Key] = []
        self._span = 0
        self._overlapped: tuple[int, int] | None = None
        self._down: set[int] = set()
        self._by_text = self._by_position = True
        self._up: tuple[int, int] | None = None
        self._taken_at: int | None = None
        self._quiet = Quiet()
        self._pending: _Pending | None = None

    @property
    def patience_ms(self) -> int:
        """After how much silence since the last key `silent` is to be called; 0 while nothing waits for it."""
        if not self._keys:
            return self._pending.wait + _DELIVERY_MS if self._pending else 0
        return SILENCE_MS if self._machine else GAP_MS + _DELIVERY_MS

    def pressed(self, key: Key) -> Verdict:
        """A key went down."""
        told = self._overtaken(key)
        verdict = self._judge(key)
        self._quiet.pressed(key.at)
        # A number that waits was taken: nothing is held beside it, and this key ends no other.
        return replace(verdict, seen=told) if told else verdict

    def disturb(self) -> None:
        """Keys may have gone elsewhere until now: another window had the focus, or nobody listened."""
        self._quiet.disturb()
        if self._pending:
            self._pending = replace(self._pending, seen=_unreadable(Refusal.TORN))

    def settle(self) -> None:
        """`PAUSE_MS` have passed since, and every key that came in them was told."""
        self._quiet.settle()

    def _overtaken(self, key: Key) -> NumberSeen | CardUnreadable | None:
        """What waited for silence and is to be told now that a key comes."""
        if self._pending is None or self._second_end(key):
            return None
        pending, self._pending = self._pending, None
        return pending.seen if gap(pending.at, key.at) > pending.wait else _unreadable(Refusal.TORN)

    def _second_end(self, key: Key) -> bool:
        return self._taken_at is not None and key.ends and gap(self._taken_at, key.at) <= GAP_MS

    def _judge(self, key: Key) -> Verdict:
        if self._second_end(key):
            # A second end (CR and LF, Enter and Tab) still belongs to the number.
            return Verdict(Fate.HOLD, Fate.TAKE)
        self._taken_at = None
        if not self._keys:
            return Verdict(Fate.HOLD, self._begin(key))
        since = gap(self._keys[-1].at, key.at)
        if since > (SILENCE_MS if key.ends and self._machine else GAP_MS):
            before = self.silent()
            return Verdict(before.held, self._begin(key), before.seen or self._overtaken(key))
        return self._end(key) if key.ends else self._go_on(key, since)

    def released(self, code: int, at: int) -> Verdict:
        """A key was let go. The verdict's `key` means nothing: a release shares the fate of the keys before it."""
        self._down.discard(code)
        self._up = (code, at)
        if self._overlapped is None or self._overlapped[0] != code:
            return _NOTHING
        _, since = self._overlapped
        self._overlapped = None
        return self._give_back() if self._keys and gap(since, at) > _OVERLAP_MS else _NOTHING

    def silent(self) -> Verdict:
        """Nothing came for `patience_ms` after the last key. The verdict's `key` means nothing."""
        if self._pending:
            pending, self._pending = self._pending, None
            return replace(_NOTHING, seen=pending.seen)
        if not self._machine or not (self._by_text or self._by_position):
            return self._give_back()
        seen = self._understood(ended=False)
        if len(self._keys) < _FEWEST_WITHOUT_END and not isinstance(seen, NumberSeen):
            return self._give_back()
        return self._take(self._keys[-1].at, seen, PAUSE_MS)

    @property
    def _machine(self) -> bool:
        """Whether what is held was typed as only a machine types."""
        return len(self._keys) >= FEWEST and self._span <= MEAN_MS * (len(self._keys) - 1)

    def _begin(self, key: Key) -> Fate:
        if key.ends or self._repeated(key):
            return Fate.GIVE_BACK
        self._forms = self._ask_forms()
        self._characters = frozenset(HEXADECIMAL).union(*(form.characters for form in self._forms))
        self._by_text, self._by_position = self._in_number(key.text), self._in_number(key.position)
        if not (self._by_text or self._by_position):
            return Fate.GIVE_BACK
        self._span = 0
        self._quiet.begin(key.at)
        self._hold(key)
        return Fate.HOLD

    def _go_on(self, key: Key, since: int) -> Verdict:
        by_text = self._by_text and self._in_number(key.text)
        by_position = self._by_position and self._in_number(key.position)
        # What no number has breaks off a person's typing; a machine is heard out, for its Enter is still to come.
        strange = not (by_text or by_position) and not (self._machine and (key.text or key.position))
        # Systems repeat a key after 150 ms or more: sooner, it is the same digit twice in one moment.
        if strange or (self._repeated(key) and key.code != self._keys[-1].code) or self._human(key, since):
            self._give_back()
            return Verdict(Fate.GIVE_BACK, self._begin(key))
        self._by_text, self._by_position = by_text, by_position
        self._span += since
        self._hold(key)
        return Verdict(Fate.HOLD, Fate.HOLD)

    def _repeated(self, key: Key) -> bool:
        """Whether the system repeats a key held down. X11 tells that as a release and a press in one millisecond."""
        return key.repeat or self._up == (key.code, key.at)

    def _human(self, key: Key, since: int) -> bool:
        """Whether this key shows that a person types: too slow by now, or three keys down at once."""
        if self._span + since > MEAN_MS * len(self._keys) + _SLACK_MS:
            return True
        if len(self._keys) < 2:
            return False
        second_last = self._keys[-2].code
        return second_last in self._down and second_last not in (key.code, self._keys[-1].code)

    def _hold(self, key: Key) -> None:
        last = self._keys[-1].code if self._keys else key.code
        self._overlapped = (last, key.at) if last != key.code and last in self._down else None
        self._keys.append(key)
        self._down.add(key.code)

    def _in_number(self, character: str) -> bool:
        return character.upper() in self._characters

    def _end(self, key: Key) -> Verdict:
        if not self._machine:
            return self._give_back()
        return self._take(key.at, self._understood(ended=True), GAP_MS)

    def _give_back(self) -> Verdict:
        self._keys.clear()
        return Verdict(Fate.GIVE_BACK, Fate.GIVE_BACK)

    def _take(self, at: int, seen: NumberSeen | CardUnreadable, wait: int) -> Verdict:
        """Take what is held. wait: how long after its last key a number that may be a part of one is to wait."""
        maybe_part = self._maybe_part
        self._keys.clear()
        self._taken_at = at
        if maybe_part and isinstance(seen, NumberSeen):
            self._pending = _Pending(seen, at, wait)
            return Verdict(Fate.TAKE, Fate.TAKE)
        return Verdict(Fate.TAKE, Fate.TAKE, seen)

    def _understood(self, *, ended: bool) -> NumberSeen | CardUnreadable:
        if not self._forms:
            return _unreadable(Refusal.NO_PROFILE, count=len(self._keys))
        by_text = self._readings("".join(key.text for key in self._keys)) if self._by_text else {}
        by_position = self._readings("".join(key.position for key in self._keys)) if self._by_position else {}
        if by_text and {text.upper() for text in by_position.values()} - {text.upper() for text in by_text.values()}:
            return _unreadable(Refusal.TWO_LAYOUTS)
        readings = by_text or by_position
        if not readings:
            expected = expected_words(sorted(frozenset().union(*(form.lengths for form in self._forms))))
            return _unreadable(Refusal.OTHER_FORM, count=len(self._keys), expected=expected)
        if len(readings) > 1:
            names = sorted(form.profile or form.number_format for form in readings)
            return _unreadable(Refusal.TWO_PROFILES, names=", ".join(names))
        form, text = readings.popitem()
        if not (ended or form.lengths):
            return _unreadable(Refusal.NO_END)
        if self._maybe_part and not (self._quiet.before and even([key.at for key in self._keys])):
            return _unreadable(Refusal.TORN)
        return NumberSeen(text, NAME, form.profile, form.number_format, form.technology)

    @property
    def _maybe_part(self) -> bool:
        """Whether what is held may be a part of a number that has more characters."""
        return any(not form.lengths or max(form.lengths) > len(self._keys) for form in self._forms)

    def _readings(self, typed: str) -> dict[Form, str]:
        return {form: text for form in self._forms if (text := form.read(typed))}


def _unreadable(refusal: Refusal, **facts: object) -> CardUnreadable:
    return CardUnreadable(NAME, refusal.value[0].format(**facts), refusal.value[1])
