"""What a family has typed on this page and the hub has not kept yet.

A callback may run for somebody who signed out a moment ago: it only notes the answer here, and the
page hands it to a command once it knows again who is there.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from secrets import token_urlsafe

import streamlit as st
from sqlalchemy.exc import DBAPIError

from i18n import _
from rules.problems import Problem, Stale
from rules.survey_views import Asked
from rules.surveys import Given, Kind, Said, clean

Place = tuple[int, int]  # child, question


@dataclass(frozen=True)
class Waiting:
    """An answer on its way to the hub, with the sentence that stopped it."""

    survey_id: int
    student_id: int
    given: Given
    op: str
    sentence: str = ""
    clash: bool = False


Save = Callable[[Waiting], object]


def waiting() -> dict[Place, Waiting]:
    """Answers that are not kept yet."""
    found: dict[Place, Waiting] = st.session_state.setdefault("survey:waiting", {})
    return found


def _known() -> dict[Place, Said]:
    """What this tab last knew to be kept."""
    found: dict[Place, Said] = st.session_state.setdefault("survey:known", {})
    return found


def tap_key(place: Place) -> str:
    return f"survey:{place[0]}:{place[1]}:tap"


def text_key(place: Place) -> str:
    return f"survey:{place[0]}:{place[1]}:text"


def sow(place: Place, asked: Asked, kept: Said) -> None:
    """Fill a question's widgets with what is kept, or still waiting, when they first appear."""
    if text_key(place) in st.session_state:
        return
    _known()[place] = kept
    unsaved = waiting().get(place)
    said = unsaved.given.said if unsaved else kept
    st.session_state[text_key(place)] = said.text
    if asked.kind is Kind.MANY:
        st.session_state[tap_key(place)] = list(said.choices)
    elif asked.kind is Kind.ONE:
        st.session_state[tap_key(place)] = said.choices[0] if said.choices else None


def note(survey_id: int, place: Place, asked: Asked) -> None:
    """Somebody changed an answer: remember it for this run's page."""
    tapped = st.session_state.get(tap_key(place)) or []
    choices = (tapped,) if isinstance(tapped, str) else tuple(tapped)
    said = Said(choices, clean(st.session_state.get(text_key(place)) or ""))
    was = _known().get(place, Said())
    if said == was and place not in waiting():
        return  # a double click on Next sends the step it left once more
    given = Given(asked.id, said, was, asked.audience)
    waiting()[place] = Waiting(survey_id, place[0], given, token_urlsafe(16))


def keep(save: Save) -> bool:
    """Hand over all that waits; True if anything was kept, sentences stay with the rest."""
    done = [place for place, one in list(waiting().items()) if not one.clash and _kept(place, save)]
    return bool(done)


def _kept(place: Place, save: Save) -> bool:
    # Both dicts are at hand before the save: touching session state after it may end the run, and
    # the next tap would take this tab's own answer for one from another window.
    held, known = waiting(), _known()
    one = held[place]
    try:
        save(one)
    except Stale as stale:
        held[place] = replace(one, sentence=stale.sentence, clash=True)
    except Problem as problem:
        held[place] = replace(one, sentence=problem.sentence)
    except DBAPIError:
        away = _("The hub can't reach its data just now. Your answer is still here: try again.")
        held[place] = replace(one, sentence=away)
    else:
        known[place] = held.pop(place).given.said
        return True
    return False


def insist(place: Place, kept: Said) -> None:
    """Keep what is written here, over what came from another window."""
    one = waiting()[place]
    given = replace(one.given, was=kept)
    waiting()[place] = replace(one, given=given, op=token_urlsafe(16), sentence="", clash=False)


def give_way(place: Place) -> None:
    """Take what came from another window."""
    waiting().pop(place, None)
    for key in (tap_key(place), text_key(place)):
        st.session_state.pop(key, None)
