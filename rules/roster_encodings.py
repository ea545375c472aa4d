"""A text file whose letters could be read in more than one way."""

from dataclasses import dataclass

from i18n import N_

ENCODINGS = {
    "utf-8": N_("Unicode (UTF-8), with broken letters"),
    "cp1252": N_("Western European (Windows)"),
    "mac_roman": N_("Western European (older Mac)"),
    "cp850": N_("Western European (DOS)"),
    "cp1250": N_("Central European (Windows)"),
    "iso8859_2": N_("Central European (ISO)"),
    "cp1256": N_("Arabic (Windows)"),
    "cp1251": N_("Cyrillic (Windows)"),
    "gb18030": N_("Chinese (GB 18030)"),
    "latin_1": N_("Western European (ISO)"),
}


@dataclass(frozen=True, slots=True)
class Encoding:
    """One way to read the letters, with names from the file as it shows them."""

    code: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EncodingChoice:
    """The several ways in which a file's letters make sense, and the one that was taken."""

    file: str
    chosen: str
    options: tuple[Encoding, ...]
