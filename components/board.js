// A board of cards in columns: moves a card by mouse, touch, keyboard or menu, and sends each move
// once; Python answers with new data, or with the old data and a message. Needs board_card.js and board_drag.js.
const boards = new WeakMap()
const PATIENCE = 4000 // milliseconds until a move nobody answered no longer blocks the next one
class Board extends Dragging {
  show({ data: [data], setTriggerValue }) {
    Object.assign(this, { data, words: data.words, send: setTriggerValue, waiting: null })
    this.put_down()
    const focus = this.root.getRootNode().activeElement?.dataset?.focus
    this.at ??= data.start
    this.root.classList.toggle("compact", data.compact)
    this.root.removeAttribute("aria-busy")
    this.find(".help").textContent = this.words.help
    this.find(".columns").replaceChildren(...data.columns.map(column => this.column(column)))
    this.find(".segments").replaceChildren(...data.columns.map(column => this.segment(column)))
    this.find(".segments").setAttribute("aria-label", this.words.columns)
    this.choose(this.at)
    if (focus) this.find(`[data-focus="${focus}"]`)?.focus({ preventScroll: true })
    this.find(".message").hidden = !data.message
    this.find(".message").textContent = data.message
    if (data.message) this.say(data.message)
  }

  segment(column) {
    const button = make("button", "segment", column.title, { type: "button" })
    Object.assign(button.dataset, { column: column.id, focus: `segment-${column.id}` })
    button.append(make("span", "count", String(column.cards.length)))
    button.onclick = () => this.choose(column.id)
    return button
  }

  choose(id) {
    const known = this.data.columns.some(column => column.id === id)
    this.at = known ? id : this.data.columns[0]?.id
    for (const part of this.root.querySelectorAll("[data-column]"))
      part.classList.toggle("chosen", part.dataset.column === this.at)
    for (const button of this.root.querySelectorAll(".segment"))
      button.setAttribute("aria-pressed", String(button.dataset.column === this.at))
  }

  column(column) {
    const section = make("section", "column", "", { "aria-label": column.title })
    section.dataset.column = column.id
    const heading = make("h2", "", column.title)
    heading.append(make("span", "count", String(column.cards.length)))
    const list = make("ul", "", "")
    list.append(...column.cards.map(card => this.slot(card)))
    section.append(heading, list, make("p", "empty", this.words.empty))
    return section
  }

  slot(card) {
    const slot = make("li", "slot")
    const article = cardOf(card, this.words)
    const [title, button] = [article.querySelector(".title"), article.querySelector(".move")]
    title.onclick = () => this.send("open", { id: card.id, nonce: this.nonce() })
    if (button) button.onclick = () => this.menu(article, button)
    if (button) this.movable(article)
    slot.append(article)
    return slot
  }

  menu(article, button) {
    if (this.waiting) return
    const { column, index, count } = this.place(article)
    const menu = make("div", "menu", "", { role: "menu", popover: "auto" })
    const add = (text, to, at) => {
      const item = make("button", "", text, { type: "button", role: "menuitem" })
      item.onclick = () => {
        menu.hidePopover()
        this.move(article, to, at)
        article.focus()
      }
      menu.append(item)
    }
    for (const { id, title } of this.data.columns)
      if (id !== column) add(fill(this.words.move_to, { column: title }), id, 0)
    if (index > 0) add(this.words.higher, column, index - 1)
    if (index < count - 1) add(this.words.lower, column, index + 1)
    menu.onkeydown = event => this.walk(event, menu, button)
    menu.ontoggle = event => event.newState === "closed" && menu.remove()
    this.root.append(menu)
    menu.showPopover()
    const box = button.getBoundingClientRect(), own = menu.getBoundingClientRect()
    const top = box.bottom + own.height > innerHeight ? box.top - own.height : box.bottom
    menu.style.top = `${Math.max(top, 4)}px`
    menu.style.left = `${Math.max(box.right - own.width, 4)}px`
    menu.firstChild.focus()
  }

  walk(event, menu, button) {
    const items = [...menu.children], at = items.indexOf(event.target)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      items.at(to % items.length).focus()
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault()
      menu.hidePopover()
      button.focus()
    }
  }

  // Where a card is: its column, its place in it, and how many cards stand there.
  place(article) {
    const slot = article.parentElement, list = slot.parentElement
    const cards = [...list.children].filter(one => one.matches(".slot"))
    const column = list.parentElement.dataset.column
    return { column, index: cards.indexOf(slot), count: cards.length }
  }

  list(column) {
    return this.find(`.column[data-column="${column}"] ul`)
  }

  others(column, slot) {
    return [...this.list(column).querySelectorAll(".slot")].filter(one => one !== slot)
  }

  // The slot of a card goes to a place among the other cards of a column.
  lay(article, column, index) {
    const slot = article.parentElement
    const focused = this.root.getRootNode().activeElement === article
    this.laying = true
    this.list(column).insertBefore(slot, this.others(column, slot)[index] ?? null)
    if (focused) article.focus({ preventScroll: true })
    this.laying = false
    for (const { id } of this.data.columns)
      for (const part of this.root.querySelectorAll(`[data-column="${id}"] .count`))
        part.textContent = this.others(id).length
  }

  move(article, to, index, from = this.place(article)) {
    const { id, version, title } = article.card
    this.lay(article, to, index)
    const now = this.place(article)
    const moved = now.column !== from.column || now.index !== from.index
    if (!moved) return this.say(fill(this.words.same, { title }))
    this.say(this.spoken(this.words.moved, article))
    const nonce = (this.waiting = this.nonce())
    this.root.setAttribute("aria-busy", "true")
    setTimeout(() => this.waiting === nonce && this.ready(), PATIENCE)
    this.send("move", { id, version, nonce, from: from.column, to: now.column, index: now.index })
  }

  ready() {
    this.waiting = null
    this.root.removeAttribute("aria-busy")
  }

  nonce() {
    return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`
  }

  spoken(text, article) {
    const { column, index, count } = this.place(article)
    const { title } = this.data.columns.find(one => one.id === column)
    return fill(text, { title: article.card.title, column: title, position: index + 1, count })
  }

  say(text) {
    const live = this.find(".live")
    live.textContent = live.textContent === text ? `${text}\u00a0` : text
  }

  movable(article) {
    article.tabIndex = 0
    article.setAttribute("aria-describedby", "help")
    article.onkeydown = event => this.key(event, article)
    article.onblur = () => this.lifted?.article === article && !this.laying && this.cancel()
    article.onpointerdown = event => this.press(event, article)
  }

  key(event, article) {
    if (event.target !== article || this.waiting) return
    const rtl = getComputedStyle(this.root).direction === "rtl"
    const sideways = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key]
    const upright = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const lifted = this.lifted?.article === article
    if (event.key === " ") lifted ? this.drop() : this.lift(article)
    else if (event.key === "Enter") lifted ? this.drop() : article.querySelector(".title").click()
    else if (lifted && event.key === "Escape") this.cancel()
    else if (lifted && sideways) this.shift(article, sideways, 0)
    else if (lifted && upright) this.shift(article, 0, upright)
    else return
    event.preventDefault()
  }

  lift(article) {
    this.lifted = { article, from: this.place(article) }
    article.classList.add("lifted")
    this.say(this.spoken(this.words.lifted, article))
  }

  shift(article, sideways, upright) {
    const { column, index, count } = this.place(article)
    const ids = this.data.columns.map(one => one.id)
    const to = ids[ids.indexOf(column) + sideways]
    const at = index + upright
    if (to === undefined || at < 0 || (upright && at >= count)) return
    this.choose(to)
    this.lay(article, to, at)
    article.scrollIntoView({ block: "nearest", inline: "nearest" })
    this.say(this.spoken(this.words.over, article))
  }

  drop() {
    const { article, from } = this.lifted
    const { column, index } = this.place(article)
    this.put_down()
    this.move(article, column, index, from)
  }

  cancel() {
    const { article, from } = this.lifted
    this.put_down()
    this.choose(from.column)
    this.lay(article, from.column, from.index)
    this.say(fill(this.words.same, { title: article.card.title }))
  }
}

export default function (component) {
  const root = component.parentElement.querySelector(".board")
  if (!root || !component.data) return
  if (!boards.has(root)) boards.set(root, new Board(root))
  boards.get(root).show(component)
}
