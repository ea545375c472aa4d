"""Home of a coordinator: what needs me today?"""

from functools import partial

from auth.downloads import offer_list
from auth.identity import arrival
from auth.looked import NOBODY
from auth.visit import go, visit
from components import office as drawn
from components.text import heading
from db.queries.office import office
from db.session import reading
from i18n import _
from rules.office import needs
from seed.demo import sign_ins

me = visit("home.coordinator")
with reading(me) as db:
    seen = office(db)
heading(_("Hello, {name}").format(name=me.name))
here = arrival()
if here.mark is None:
    drawn.without_cookies()
page = drawn.needs(needs(seen))
if page is not None:
    go(page)
drawn.counts(seen, partial(offer_list, me, NOBODY))
if here.school.demo:
    drawn.demo(sign_ins())
