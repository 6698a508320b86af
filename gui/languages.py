"""Which language the words on the screen are in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QApplication

TRANSLATIONS = Path(__file__).resolve().parent.parent / "resources" / "translations"
SPOKEN = ("en", "ko")


def install_language(application: QApplication, choice: str) -> list[QTranslator]:
    """Translate into ``"system"``, ``"en"`` or ``"ko"`` what is put on the screen from now on.

    Returns
    -------
    list of QTranslator
        Keep them as long as this language is spoken; `forget_language` takes them back.
    """
    locale = QLocale(language_of(choice))
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))  # numbers with a decimal point
    translators = []
    for folder, stem in (
        (str(TRANSLATIONS), "layerloom"),
        (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase"),
    ):
        translator = QTranslator(application)
        if translator.load(locale, stem, "_", folder):
            application.installTranslator(translator)
            translators.append(translator)
    return translators


def forget_language(application: QApplication, translators: Sequence[QTranslator]) -> None:
    """Take back what `install_language` installed."""
    for translator in translators:
        application.removeTranslator(translator)
        translator.deleteLater()


def language_of(choice: str) -> str:
    """Return ``"en"`` or ``"ko"`` for a choice; ``"system"`` is what the system asks for now."""
    return spoken(QLocale.system().uiLanguages()) if choice == "system" else choice


def spoken(wanted: Sequence[str]) -> str:
    """Return the first language of a person's list that Layerloom has words for, or English.

    Qt would look for a file of each in turn, pass English over, which needs none, and end at a later one.
    """
    codes = (name.split("-")[0] for name in wanted)
    return next((code for code in codes if code in SPOKEN), "en")
