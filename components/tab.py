"""What a tab hears of its browser's others, and tells of what was typed once nobody is here."""

import time
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

JS = """
const FIELDS = "textarea, input[type=text]:not([role=combobox], [autocomplete*=password])"
const NAME = "hub_unsent"
const others = "BroadcastChannel" in window ? new BroadcastChannel("hub") : null
const typed = new Map()
let who = null, tell = null, timer = 0, unsaid = null

function boxOf(field) {
  const box = field.closest('[class*="st-key-"]')
  return box && [...box.classList].find((name) => name.startsWith("st-key-"))
}

function note({ target }) {
  const box = who && target.matches(FIELDS) && boxOf(target)
  if (box) typed.set(box, target.value)
}

function refresh() {
  for (const box of who ? [...typed.keys()] : []) {
    const field = document.querySelector(`.${CSS.escape(box)} :is(${FIELDS})`)
    if (field && field.value) typed.set(box, field.value)
    else typed.delete(box)
  }
}

function look() { tell("look", true) }

function marked() {
  try { return window.sessionStorage.getItem(NAME) } catch { return null }
}

function mark(put) {
  try {
    if (put) window.sessionStorage.setItem(NAME, put)
    else window.sessionStorage.removeItem(NAME)
  } catch { /* a browser that keeps nothing: what was not sent is lost */ }
}

function leave() {
  unsaid = { mark: crypto.getRandomValues(new Uint32Array(4)).join(""), texts: {} }
  for (const [box, text] of typed) unsaid.texts[box] = text
  typed.clear()
  mark(unsaid.mark)
}

// A phone's menu lies over the page, and Streamlit would open it again over the next one.
function forgetMenu() {
  if (!matchMedia("(max-width: 768px)").matches) return
  try {
    const known = Object.keys(window.localStorage)
    for (const key of known.filter((one) => one.startsWith("stSidebarCollapsed-"))) {
      window.localStorage.removeItem(key)
    }
  } catch { /* a browser that keeps nothing has nothing to forget */ }
}

window.addEventListener("pagehide", forgetMenu)
document.addEventListener("input", note)
setInterval(refresh, 1000)
if (others) others.onmessage = ({ data }) => { if (who && data !== who) look() }

export default function ({ data, setTriggerValue }) {
  tell = setTriggerValue
  clearTimeout(timer)
  if (data.who && data.wait < 2 ** 31) timer = setTimeout(look, data.wait)
  if (data.who !== who) {
    if (who && !data.who) leave()
    who = data.who
    if (others) others.postMessage(who)
  }
  if (unsaid && data.heard !== unsaid.mark) tell("typed", unsaid)
  else unsaid = null
  if (who && marked()) {
    if (data.heard !== marked()) tell("back", marked())
    else mark("")
  }
}
"""

_tab = st.components.v2.component("hub_tab", js=JS)
KEY = "hub_tab"


def listen(
    who: str,
    seconds: float,
    heard: str,
    *,
    looked: Callable[[], None],
    typed: Callable[[str, Mapping[str, str]], None],
    back: Callable[[str], None],
) -> None:
    """On every page: who is here, and when to ask again whether they still are.

    A tab asks when another one shows somebody else. Once it shows nobody it says what was typed,
    and again until it is heard: a run may be broken off by the next one.
    """
    _tab(
        key=KEY,
        data={
            "who": who,
            "wait": int(seconds * 1000),
            "heard": heard,
            "at": time.monotonic(),  # the page hears of each run, and waits anew
        },
        on_look_change=looked,
        on_typed_change=lambda: typed(*_told(st.session_state[KEY].typed)),
        on_back_change=lambda: back(str(st.session_state[KEY].back)),
    )


def _told(value: Any) -> tuple[str, dict[str, str]]:
    """The mark of the tab and the words of each box; anything may come from a browser."""
    told = value if isinstance(value, dict) else {}
    texts = told.get("texts")
    words = texts.items() if isinstance(texts, dict) else ()
    return str(told.get("mark")), {str(box): str(text) for box, text in words}
