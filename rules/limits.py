"""How much the hub reads of an upload: told beforehand, and set by the school."""

from dataclasses import asdict, dataclass
from typing import Any

from i18n import N_, _
from i18n.dates import format_number
from rules.problems import Problem

MB = 2**20
SETTING = "import.limits"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one upload may hold, and what reading it may cost."""

    files: int = 20
    megabytes: int = 20  # of one file
    sheets: int = 100  # of one file
    rows: int = 20_000  # of one sheet
    columns: int = 200
    cells: int = 1_500_000  # of one file
    seconds: int = 8  # for one file
    memory: int = 240  # MB for the process that reads it

    @property
    def file_bytes(self) -> int:
        return self.megabytes * MB


STANDARD = Limits()
SCHOOLS_OWN = {
    "files": (N_("Files at once"), 1, 50),
    "megabytes": (N_("Megabytes of one file"), 1, 20),
    "rows": (N_("Rows of one sheet"), 100, 100_000),
    "columns": (N_("Columns of one sheet"), 20, 500),
    "seconds": (N_("Seconds to read one file"), 2, 60),
}


def limits_of(stored: Any) -> Limits:
    """The school's limits over the usual ones; what is not a limit is passed over."""
    known = stored if isinstance(stored, dict) else {}
    own = {name: known[name] for name in SCHOOLS_OWN if _fits(name, known.get(name))}
    return Limits(**own)


def own_limits(limits: Limits) -> dict[str, int]:
    """What a school may set, as it is stored."""
    return {name: value for name, value in asdict(limits).items() if name in SCHOOLS_OWN}


def check_limits(limits: Limits) -> None:
    """Raise Problem for a limit that would lock everybody out, or the hub up."""
    for name, (label, least, most) in SCHOOLS_OWN.items():
        if not _fits(name, getattr(limits, name)):
            raise Problem(
                _("{limit}: please write a number from {least} to {most}.").format(
                    limit=_(label), least=format_number(least), most=format_number(most)
                )
            )


def told(limits: Limits) -> str:
    """The sentence beside the upload."""
    return _("Up to {files} files of {size} MB, and {rows} rows a sheet.").format(
        files=format_number(limits.files),
        size=format_number(limits.megabytes),
        rows=format_number(limits.rows),
    )


def _fits(name: str, value: Any) -> bool:
    _label, least, most = SCHOOLS_OWN[name]
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
