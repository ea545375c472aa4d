"""Which class a row or a cell means; a class named for the first time is made."""

import re
from collections import defaultdict

from i18n import _
from rules.roster import Subject
from rules.roster_known import KnownClass
from rules.roster_making import STOPPED, Entry, Making
from rules.roster_names import fold
from rules.roster_rows import ClassRow, Mention

MARKED = re.compile(r"(?P<name>.*?)\s?\[(?P<key>C\d+)\]")


class Classes:
    """The classes of a plan, by everything that rows call them."""

    def __init__(self, making: Making) -> None:
        self.making = making
        self.refs: dict[str, int] = {}
        self.names: defaultdict[str, set[int]] = defaultdict(set)

    def enter_rows(self, rows: list[ClassRow]) -> list[int]:
        """The key of each row's class, after its entry is made."""
        self._stop_shared_ids(rows)
        return [self._enter_row(row) for row in rows]

    def _stop_shared_ids(self, rows: list[ClassRow]) -> None:
        names: dict[str, ClassRow] = {}
        for row in rows:
            ref = row.text("school_ref")
            first = names.setdefault(ref, row) if ref else row
            if fold(first.text("name")) != fold(row.text("name")):
                message = _(
                    "The ID {ref} is used for {name} and, in row {row}, for {other}."
                    " Every class needs an ID of its own."
                ).format(
                    ref=ref, name=row.text("name"), row=first.source.row, other=first.text("name")
                )
                column = self.making.column(row.source, "school_ref")
                self.making.stop(row.source, column, ref, message)

    def _enter_row(self, row: ClassRow) -> int:
        if self.making.is_stopped(row.source):
            return self._register(row.text("school_ref"), row.text("name"), STOPPED)
        known = self._known(row)
        same = None if known else self._earlier(row)
        entry = self.making.enter(Subject.CLASS, known, row.values, row.source, same)
        return self._finish(entry, row.text("school_ref"), row.text("name"))

    def _known(self, row: ClassRow) -> KnownClass | None:
        index, ref, name = self.making.index, row.text("school_ref"), fold(row.text("name"))
        hits = index.class_refs.get(ref, []) if ref else []
        marked = index.class_of_key(row.key) if row.key else None
        if not hits and marked and fold(marked.name) == name:
            hits = [marked]
        return next(iter(hits or self._by_name(row, name)), None)

    def _by_name(self, row: ClassRow, name: str) -> list[KnownClass]:
        ref, year = row.text("school_ref"), row.text("school_year")
        hits = [
            one
            for one in self.making.index.class_names.get(name, [])
            if (not ref or not one.school_ref) and (not year or one.school_year == year)
        ]
        return hits if len(hits) == 1 else []

    def _earlier(self, row: ClassRow) -> int | None:
        """A row before this one with the same ID, or the same name where there are no IDs."""
        ref = row.text("school_ref")
        if ref:
            return self.refs.get(ref) or None
        return next(iter(self.names.get(fold(row.text("name")), set()) - {STOPPED}), None)

    def _finish(self, entry: Entry, ref: str, name: str) -> int:
        if entry.known is None:
            entry.values.setdefault("school_year", self.making.school_year)
        return self._register(ref, name, entry.key)

    def _register(self, ref: str, name: str, key: int) -> int:
        if ref:
            self.refs[ref] = key
        if name:
            self.names[fold(name)].add(key)
        return key

    def of(self, mention: Mention) -> int | None:
        """The class a cell means: STOPPED for one left out, None after saying what is wrong."""
        marked = MARKED.fullmatch(mention.name)
        if mention.key or marked:
            key = mention.key or (marked["key"] if marked else "")
            return self._of_key(mention, key, marked["name"] if marked else mention.name)
        if mention.ref:
            return self._of_ref(mention)
        return self._of_name(mention)

    def _of_key(self, mention: Mention, key: str, name: str) -> int | None:
        known = self.making.index.class_of_key(key)
        if known and (not name or fold(name) == fold(known.name)):
            return known.id
        self._stop_unknown(mention)
        return None

    def _of_ref(self, mention: Mention) -> int | None:
        if mention.ref in self.refs:
            return self.refs[mention.ref]
        hits = self.making.index.class_refs.get(mention.ref, [])
        if hits:
            return hits[0].id
        if mention.name:
            return self._new(mention)
        self._stop_unknown(mention)
        return None

    def _of_name(self, mention: Mention) -> int | None:
        name = fold(mention.name)
        known = self.making.index.class_names.get(name, [])
        hits = self.names.get(name, set()) | {one.id for one in known}
        if len(hits) > 1:
            message = _("Two classes are called {name}. Please write the class's ID instead.")
            self.making.stop(
                mention.source, mention.column, mention.name, message.format(name=mention.name)
            )
            return None
        if hits:
            return next(iter(hits))
        by_ref = self.refs.get(mention.name)
        listed = self.making.index.class_refs.get(mention.name, [])
        return by_ref or (listed[0].id if listed else self._new(mention))

    def _new(self, mention: Mention) -> int:
        values = {"school_ref": mention.ref, "name": mention.name}
        entry = self.making.enter(
            Subject.CLASS,
            None,
            {name: value for name, value in values.items() if value},
            mention.source,
        )
        return self._finish(entry, mention.ref, mention.name)

    def _stop_unknown(self, mention: Mention) -> None:
        message = _(
            "We know no class {name}: not in these files and not in the hub. Please correct it."
        )
        self.making.stop(
            mention.source,
            mention.column,
            mention.ref or mention.key or mention.name,
            message.format(name=mention.ref or mention.key or mention.name),
        )
