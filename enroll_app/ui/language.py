"""The window's language: which one, its translations, and the form of its dates.

Used before the first paint: nothing is loaded here that the window does not paint with.
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from enroll_app.resource_files import RESOURCES

# As `domain.preferences.Language` spells them, in the order of the settings; the first is the one for everybody else.
SPOKEN = ("en", "sv")
_PROPERTY = "enroll_language"
_NAME = "enroll translator"


def resolved(wanted: str) -> str:
    """The language that is meant: `wanted` itself, or for "system" the first that the computer speaks and we do too."""
    if wanted in SPOKEN:
        return wanted
    for one in QLocale.system().uiLanguages():
        # "sv-SE", "sv-Latn-SE", "sv".
        code = one.partition("-")[0]
        if code in SPOKEN:
            return code
    return SPOKEN[0]


def spoken() -> str:
    """The language that is spoken now."""
    application = QCoreApplication.instance()
    return str((application.property(_PROPERTY) if application else None) or SPOKEN[0])


def speak(application: QCoreApplication, wanted: str) -> bool:
    """Speak this language from now on: "en", "sv" or "system". Whether it is another one than before.

    What was made before keeps its words; whoever shows them makes them anew.
    """
    code = resolved(wanted)
    before = application.property(_PROPERTY)
    if code == before:
        return False
    application.setProperty(_PROPERTY, code)
    for old in application.findChildren(QTranslator, _NAME):
        QCoreApplication.removeTranslator(old)
        old.deleteLater()
    # What is installed last is asked first; the words of Qt's own dialogs are English in the source.
    if code != SPOKEN[0]:
        _install(application, f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    _install(application, f"enroll_{code}", str(RESOURCES / "translations"))
    QLocale.setDefault(locale_of(code))
    return before is not None or code != SPOKEN[0]


def locale_of(code: str) -> QLocale:
    """How numbers and dates are written in a language: as the computer does where it speaks it.

    Elsewhere in that language with the country's habits, where Qt knows of the pair: English in Sweden is en_SE.
    """
    system = QLocale.system()
    language = QLocale(code).language()
    if system.language() in (language, QLocale.c().language()):
        return system if code == SPOKEN[0] or system.language() == language else QLocale(code)
    return QLocale(language, system.territory())


def _install(application: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(application)
    translator.setObjectName(_NAME)
    if translator.load(name, folder):
        QCoreApplication.installTranslator(translator)
