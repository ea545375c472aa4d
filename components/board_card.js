// One card: an element for everything Python says about it; every text is set as text.
const ICONS = {
  child: "M12 21a9 9 0 100-18 9 9 0 000 18zM8.6 9.8v.4M15.4 9.8v.4M8 14.2c1.9 3 6.1 3 8 0",
  family: "M3.5 11.5 12 4.5l8.5 7M6 10v9.5h12V10M10 19.5V14h4v5.5",
  teacher: "M4.5 19.5l1.200-4.700L16 4.5l3.5 3.5L9.200 18.300zM13.700 6.800l3.5 3.5",
}

const make = (tag, name, text, attributes = {}) => {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text) element.textContent = text
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}
const draw = (tag, attributes) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all)
const within = (box, x, y) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom

function spark(values, target) {
  const all = target === null ? values : [...values, target]
  const low = Math.min(...all), span = Math.max(...all) - low || 1
  const x = at => 3 + (at / Math.max(values.length - 1, 1)) * 50
  const y = value => 17 - ((value - low) / span) * 14
  const svg = draw("svg", { viewBox: "0 0 56 20", class: "spark", "aria-hidden": "true" })
  if (target !== null) svg.append(draw("path", { d: `M0 ${y(target)}H56`, class: "target" }))
  const points = values.map((value, at) => `${x(at)},${y(value)}`).join(" ")
  svg.append(draw("polyline", { points }))
  svg.append(draw("circle", { cx: x(values.length - 1), cy: y(values.at(-1)), r: 2.4 }))
  return svg
}

function voice(who, spoken, words) {
  const said = words[`${who}_${spoken ? "spoke" : "silent"}`]
  const badge = make("span", spoken ? "voice spoke" : "voice", "", { title: said })
  const svg = draw("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" })
  svg.append(draw("path", { d: ICONS[who] }))
  badge.append(svg, make("span", "sr", said))
  return badge
}

function signOf(card) {
  const sign = make("span", "sign", "", { title: card.standing })
  sign.append(make("span", "", card.sign, { "aria-hidden": "true" }))
  sign.append(make("span", "sr", card.standing))
  return sign
}

function topOf(card, words) {
  const top = make("div", "top")
  top.append(make("span", "area", card.area))
  if (card.standing) top.append(signOf(card))
  if (card.fixed) return top
  const button = make("button", "move", "⋯", { type: "button", "aria-haspopup": "menu" })
  button.setAttribute("aria-label", fill(words.move, card))
  button.dataset.focus = `move-${card.id}`
  top.append(button, make("span", "grip", "⠿", { "aria-hidden": "true" }))
  return top
}

function titleOf(card) {
  const heading = make("h3")
  const button = make("button", "title", card.title, { type: "button" })
  button.dataset.focus = `title-${card.id}`
  heading.append(button)
  return heading
}

function footOf(card, words) {
  const foot = make("div", "foot")
  if (card.last) foot.append(make("span", "last", card.last))
  if (card.spark.length > 1) foot.append(spark(card.spark, card.target))
  const voices = make("span", "voices")
  for (const who of Object.keys(ICONS))
    voices.append(voice(who, card.voices.includes(who), words))
  foot.append(voices)
  return foot
}

function cardOf(card, words) {
  const article = make("article", "card", "", { "aria-label": card.title })
  article.dataset.focus = `card-${card.id}`
  article.card = card
  article.append(topOf(card, words), titleOf(card))
  if (card.words) article.append(make("p", "words", fill(words.quote, { words: card.words })))
  if (card.next) article.append(make("p", "next", fill(words.next, { next: card.next })))
  article.append(footOf(card, words))
  return article
}
