"""Choosing access levels: a search, what is chosen, and the list by door system with the favorites first."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from enroll_app.domain.levels import AccessLevel
from enroll_app.services.level_choice import Catalog, toggled
from enroll_app.ui import theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.widgets.chips import MOST_CHIPS, Chips
from enroll_app.ui.widgets.field import Field
from enroll_app.ui.widgets.level_list import LevelList
from enroll_app.ui.widgets.level_model import LevelModel

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LevelPicker(QWidget):
    """search, list: where the keyboard may begin. chosen, favourites: ids, in the order in which they were given.

    Enter that chooses nothing (in an empty search, or with Ctrl) is left to whatever the picker stands on.
    Signals: chosen_changed() and favourites_changed() by the person's hand.
    """

    chosen_changed = Signal()
    favourites_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: tuple[str, ...] = ()
        self.favourites: tuple[str, ...] = ()
        self._gone: Mapping[str, str] = MappingProxyType({})
        self._catalog = Catalog()
        self._levels: tuple[AccessLevel, ...] = ()
        self._making: Iterator[Catalog | None] = iter(())
        self._steps = QTimer(self)
        self._steps.setSingleShot(True)
        self._steps.timeout.connect(self._make)
        self.search = Field(self.tr("&Access levels"), parent=self)
        self.search.line.setPlaceholderText(self.tr("Type to search"))
        self.search.line.setClearButtonEnabled(True)
        self._chips = Chips(self)
        self._model = LevelModel()
        self._model.setParent(self)
        self.list = LevelList(self._model, self)
        self.list.setAccessibleName(self.tr("Access levels"))
        self.list.setAccessibleDescription(
            self.tr("Space or Enter chooses, Ctrl+D makes a favorite, Ctrl+Enter goes on.")
        )
        self._how = self.list.accessibleDescription()
        self._hint = QLabel(self)
        self._hint.setObjectName("muted")
        self._hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit())
        for widget in (self.search, self._chips):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint)
        for here, there in ((self.search.line, self.list), (self.list, self._chips)):
            self.setTabOrder(here, there)
        self.search.edited.connect(self._search)
        self.search.line.installEventFilter(self)
        self.list.installEventFilter(self)
        self._model.wanted.connect(self._toggle)
        self._chips.removed.connect(self._take_away)
        self.list.typed.connect(self._search_on)
        self.list.left_above.connect(self.focus_first)
        self.list.marked.connect(self._mark)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self._say_how()

    def set_none_words(self, words: str, *, beware: bool = True) -> None:
        """What it means that nothing is chosen. beware: that is to be looked at twice."""
        self._chips.set_none(words, beware=beware)

    def set_how(self, words: str) -> None:
        """Which keys do what, where Ctrl+Enter does something else than to go on."""
        self._how = words
        self.list.setAccessibleDescription(words)
        self._say_how()

    def show_levels(self, levels: Sequence[AccessLevel], favourites: tuple[str, ...]) -> None:
        """These are offered. The same ones again change nothing."""
        if tuple(levels) != self._levels:
            self._levels = tuple(levels)
            self._making = Catalog.made_in_steps(self._levels)
            self.favourites = favourites
            self._make()
        elif favourites != self.favourites:
            self.favourites = favourites
            self._search(self.search.text)

    def _make(self) -> None:
        """One more step of the catalog; the window lives on between them."""
        made = next(self._making, None)
        if made is None:
            self._steps.start()
            return
        self._steps.stop()
        self._catalog = made
        self._search(self.search.text)
        self._show_chosen()

    def show_chosen(self, ids: tuple[str, ...], gone: Mapping[str, str] = MappingProxyType({})) -> None:
        """These are chosen. gone: words for those of them that are not offered any more, by their ids."""
        self.chosen, self._gone = ids, gone
        self._show_chosen()

    def reset_search(self) -> None:
        """Show every level."""
        if self.search.text:
            self.search.fill("")
            self._search("")

    def focus_first(self) -> None:
        """To the search."""
        self.search.line.setFocus()
        self.search.line.selectAll()

    def _show_chosen(self) -> None:
        self._model.show_chosen(self.chosen)
        levels = [(one, self._catalog.level(one)) for one in self.chosen if one in self._catalog or one in self._gone]
        named = [
            (one, self._catalog.short_name(level) if level else self._gone[one]) for one, level in levels[:MOST_CHIPS]
        ]
        self._chips.show_words(named, len(levels))
        # After the list, in which they were chosen, though they are made later than whatever comes next.
        for here, there in pairwise((self.list, *self._chips.buttons)):
            self.setTabOrder(here, there)

    def _search(self, text: str) -> None:
        present = self._model.level(self.list.currentIndex())
        self._model.show_found(self._catalog, text, self.favourites)
        row = self._model.row_of(present) if present else -1
        if row < 0:
            self.list.go_to_first()
        else:
            self.list.setCurrentIndex(self._model.index(row))
        self._say_how()

    def _say_how(self) -> None:
        text, found = self.search.text.strip(), len(self._model.found())
        if text and not found:
            words = self.tr("No access level has these letters in its name.")
        elif text and found == 1:
            words = self.tr("Enter chooses the one that was found.")
        else:
            words = self._how
        self._hint.setText(words)
        self.search.set_hint(self.tr("%n found", "", found) if text else "")

    def _toggle(self, level_id: str) -> None:
        self.chosen = toggled(self.chosen, level_id)
        level = self._catalog.level(level_id)
        words = self.tr("{name} is chosen.") if level_id in self.chosen else self.tr("{name} is not chosen any more.")
        self._show_chosen()
        announce(self, words.format(name=level.name if level else self._gone.get(level_id, level_id)))
        self.chosen_changed.emit()

    def _take_away(self, level_id: str) -> None:
        self._toggle(level_id)
        self.focus_first()

    def _mark(self, level_id: str) -> None:
        self.favourites = toggled(self.favourites, level_id)
        level = self._catalog.level(level_id)
        now = level_id in self.favourites
        words = self.tr("{name} is a favorite now.") if now else self.tr("{name} is no favorite any more.")
        self._search(self.search.text)
        announce(self, words.format(name=level.name if level else level_id))
        self.favourites_changed.emit()

    def _open_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        level = self._model.level(index)
        if level is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        level_id = str(level.level_id)
        words = self.tr("No fa&vorite any more") if level_id in self.favourites else self.tr("Make it a fa&vorite")
        menu.addAction(words, lambda: self._mark(level_id))
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _search_on(self, event: QKeyEvent) -> None:
        """Letters typed in the list go on with the search."""
        line = self.search.line
        line.setFocus()
        line.end(False)  # noqa: FBT003  Qt's own parameter: without marking
        line.event(event)

    def _bring_into_sight(self, focused: QObject) -> None:
        """A letter leads here also where the page has to be scrolled for it; what has the keyboard comes last."""
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if isinstance(page, QScrollArea):
            for widget in (self.search, self.list) if focused is self.list else (self.list, self.search):
                page.ensureWidgetVisible(widget, 0, theme.unit())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search: Down leads to what was found, Enter chooses the only one."""
        if event.type() is QEvent.Type.FocusIn:
            self._bring_into_sight(watched)
        if watched is not self.search.line or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape and self.search.text:
            # Before Escape leaves the card, it leaves the search.
            event.accept()
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        return self._searching(event) or super().eventFilter(watched, event)

    def _searching(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down:
            self.list.setFocus()
            return True
        if event.key() == Qt.Key.Key_Escape and self.search.text:
            self.reset_search()
            return True
        plain_enter = event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if not plain_enter or not self.search.text.strip():
            return False
        if not event.isAutoRepeat():
            self._enter_search()
        return True

    def _enter_search(self) -> None:
        found = self._model.found()
        if len(found) == 1:
            level = self._model.level(self._model.index(found[0]))
            assert level is not None
            self.reset_search()
            if str(level.level_id) in self.chosen:
                # Enter chooses; it never takes away what is chosen already.
                announce(self, self.tr("{name} is chosen.").format(name=level.name))
            else:
                self._toggle(str(level.level_id))
        elif found:
            self.list.go_to_first()
            self.list.setFocus()
        else:
            announce(self, self._hint.text())
