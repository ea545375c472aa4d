"""What families ask of the office: to have something put right, or to have everything."""

from functools import partial

import streamlit as st

from auth.family_copy import copy_for
from auth.identity import arrival
from auth.visit import visit
from components import corrections as drawn
from components import family_copy
from components.downloads import ZIP, download
from db.commands.corrections import answer
from db.queries import corrections, people
from db.queries.family_copy import readers
from db.queries.school import setting
from db.session import reading
from i18n import _
from i18n.dates import today
from rules.family_copy import Reader
from rules.lists import file_name
from rules.log_readers import AGE, age_of
from rules.people import Named

me = visit("rights.office")


def offer(child: Named, reader: Reader) -> None:
    name = _("Everything about {child}").format(child=child.name)
    make = partial(copy_for, me, child.id, reader, arrival().school.name)
    download(
        _("Download for {name}").format(name=reader.label),
        make,
        file_name(name, today().isoformat(), "zip"),
        key=f"copy:{child.id}:{reader.viewer.person_id}",
        mime=ZIP,
    )


st.title(_("Requests of families"), anchor=False)
with reading(me) as db:
    waiting, answered = corrections.waiting(db), corrections.answered(db)
    children = people.children(db)
drawn.waiting(waiting, partial(answer, me))
child = family_copy.for_a_family(children)
if child is not None:
    with reading(me) as db:
        found = readers(db, child.id, age_of(setting(db, AGE)), today())
    reader = family_copy.for_whom(found, child)
    if reader is not None:
        offer(child, reader)
drawn.answered(answered)
