"""A family's data and rights: what the school may do, what is wrong, everything to take away."""

from functools import partial

import streamlit as st

from auth.asked import own_child
from auth.family_copy import own_copy
from auth.identity import arrival
from auth.visit import visit
from components import consents as consents_drawn
from components import corrections as corrections_drawn
from components import family_copy, text
from components.children import no_child, picker
from components.custody import reads_only
from components.downloads import ZIP, download
from db.commands.consents import say
from db.commands.corrections import ask
from db.queries import consents, corrections
from db.queries.goals import children
from db.queries.log import child as asked_of
from db.queries.readers import rights_sight
from db.queries.school import setting
from db.session import reading
from i18n import _
from i18n.dates import today
from rules.goal_views import ChildHead
from rules.lists import file_name
from rules.log_readers import AGE, age_of, old_enough
from rules.people import SYSTEM, Role
from rules.readers import NEW, Item

me = visit("rights.family")


def show(head: ChildHead) -> None:
    """What the school may do, what is wrong, and everything to take away."""
    with reading(me) as db:
        seen_by = rights_sight(db, head.named)
        asked = corrections.of_child(db, head.named)
    if head.read_only:
        reads_only()
    if me.role is Role.GUARDIAN:
        consent(head, seen_by.line(Item.CONSENT, NEW))
    send = None if head.read_only else partial(ask, me)
    corrections_drawn.ask(head.named, len(asked), seen_by.line(Item.CORRECTION, NEW), send)
    corrections_drawn.asked(asked, f"asked:{head.id}")
    take_away(head)


def consent(head: ChildHead, seen_by: str) -> None:
    with reading(SYSTEM) as db:
        counts = consents.counts(db, head.id)
    with reading(me) as db:
        found = consents.of_child(db, head.id, counts)
    write = None if head.read_only else partial(say, me)
    consents_drawn.questions(found, head.named, seen_by, write)


def take_away(head: ChildHead) -> None:
    family_copy.offered(head.named)
    label = _("Download everything about {child}").format(child=head.short)
    name = file_name(
        _("Everything about {child}").format(child=head.short), today().isoformat(), "zip"
    )
    make = partial(own_copy, me, head.id, arrival().school.name)
    download(text.plain(label), make, name, key=f"copy:{head.id}", kind="primary", mime=ZIP)


st.title(_("Data and rights"), anchor=False)
with reading(me) as db:
    known, age = children(db), age_of(setting(db, AGE))
    head = own_child(known)
    child = asked_of(db, head.id) if head else None
other = picker(known, head, staff=False)
if other is not None:
    st.query_params["child"] = str(other)
    st.rerun()
if head is None or child is None:
    no_child(known)
elif me.role is Role.STUDENT and not old_enough(child.birth_date, age, today()):
    family_copy.too_young(age)
else:
    show(head)
