// Dragging with mouse, finger or pen: a copy of the card follows, a line shows where it would land.
const FAR = 5 // pixels: a drag, not a click

class Dragging {
  constructor(root) {
    this.root = root
    this.find = name => root.querySelector(name)
    root.addEventListener("click", event => this.dragged && event.stopPropagation(), true)
  }

  // Mouse: anywhere on the card. Finger or pen: on the grip, so that the page can still be scrolled.
  press(event, article) {
    const grip = event.target.closest(".grip")
    if (event.button || this.waiting || event.target.closest(".move")) return
    if (event.pointerType !== "mouse" && !grip) return
    if (!event.target.closest(".title")) article.setPointerCapture(event.pointerId)
    const start = { x: event.clientX, y: event.clientY }
    article.onpointermove = now => {
      if (!this.drag && Math.hypot(now.clientX - start.x, now.clientY - start.y) < FAR) return
      this.drag ??= this.pick_up(event, article, start)
      this.follow(now)
    }
    const end = kept => () => {
      article.onpointermove = article.onpointerup = article.onpointercancel = null
      if (this.drag) this.let_go(kept)
    }
    article.onpointerup = end(true)
    article.onpointercancel = end(false)
  }

  pick_up(event, article, start) {
    article.setPointerCapture(event.pointerId)
    const ghost = article.cloneNode(true)
    const box = article.getBoundingClientRect()
    ghost.classList.add("ghost")
    ghost.inert = true
    ghost.setAttribute("popover", "manual")
    ghost.style.width = `${box.width}px`
    this.root.append(ghost)
    ghost.showPopover()
    article.classList.add("gone")
    const escape = key => key.key === "Escape" && this.let_go(false)
    window.addEventListener("keydown", escape)
    const gap = make("li", "gap")
    return { article, ghost, gap, escape, x: start.x - box.left, y: start.y - box.top }
  }

  follow({ clientX: x, clientY: y }) {
    const { ghost, gap } = this.drag
    ghost.style.translate = `${x - this.drag.x}px ${y - this.drag.y}px`
    const over = [...this.root.querySelectorAll("[data-column]")].find(
      part => part.offsetParent && within(part.getBoundingClientRect(), x, y),
    )
    for (const part of this.root.querySelectorAll("[data-column]"))
      part.classList.toggle("over", part === over)
    this.drag.to = over?.dataset.column
    if (!over) return gap.remove()
    const slots = this.others(this.drag.to, this.drag.article.parentElement)
    const middle = slot => slot.getBoundingClientRect().top + slot.offsetHeight / 2
    const at = over.matches(".segment") ? 0 : slots.findIndex(slot => y < middle(slot))
    this.drag.index = at < 0 ? slots.length : at
    this.list(this.drag.to).insertBefore(gap, slots[this.drag.index] ?? null)
    gap.scrollIntoView({ block: "nearest", inline: "nearest" })
  }

  let_go(kept) {
    const { article, to, index } = this.drag
    article.onpointermove = null
    this.put_down()
    this.dragged = true
    setTimeout(() => (this.dragged = false))
    if (kept && to !== undefined) this.move(article, to, index)
    else this.say(fill(this.words.same, { title: article.card.title }))
  }

  put_down() {
    this.lifted?.article.classList.remove("lifted")
    this.lifted = null
    if (!this.drag) return
    const { article, ghost, gap, escape } = this.drag
    this.drag = null
    window.removeEventListener("keydown", escape)
    article.classList.remove("gone")
    ghost.remove()
    gap.remove()
    for (const part of this.root.querySelectorAll(".over")) part.classList.remove("over")
  }
}

