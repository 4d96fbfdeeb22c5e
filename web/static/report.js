// The report, livelier than its links and forms alone: a place is shown on the
// page and in the list at once, and a line is judged while it is written.

const element = (name, properties = {}, ...children) => {
  const e = Object.assign(document.createElement(name), properties);
  e.append(...children);
  return e;
};
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// Places: a number on the page and in the list.

function choose(number, from) {
  for (const e of document.querySelectorAll(".sheet [aria-current]")) e.removeAttribute("aria-current");
  const mark = document.getElementById(`mark-${number}`);
  const place = document.getElementById(`place-${number}`);
  mark?.setAttribute("aria-current", "true");
  place?.setAttribute("aria-current", "true");
  const to = from === place || place?.contains(from) || from.closest("#score") ? mark : place;
  if (!to) return;
  to.focus({preventScroll: true});
  to.scrollIntoView({block: to === mark ? "center" : "nearest", behavior: calm.matches ? "auto" : "smooth"});
}

document.addEventListener("click", event => {
  const link = event.target.closest?.('a[href^="#mark-"], a[href^="#place-"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const hash = link.getAttribute("href");
  choose(hash.split("-")[1], link);
  history.replaceState(null, "", hash);
});

// A link to what is folded away unfolds it.
function unfold() {
  if (location.hash.length < 2) return;
  const target = document.getElementById(location.hash.slice(1));
  let folded = false;
  for (let e = target; e; e = e.parentElement) {
    if (e.localName === "details" && !e.open) folded = e.open = true;
  }
  if (folded) target.scrollIntoView();
}
addEventListener("hashchange", unfold);
unfold();

// Lines: each field that is written in, with what is said of it.

const levels = [["nothing yet", "stop"], ["named only", "warn"], ["shown", "good"], ["measured", "good"]];
const signed = n => (n >= .05 ? "+" : n <= -.05 ? "−" : "±") + Math.abs(Math.round(n * 10) / 10);
const count = (n, thing) => `${n} ${thing}${n === 1 ? "" : "s"}`;
const wait = 350; // milliseconds after the last key

class Lines {
  fields = new Map(); // line → {field, answer, was}

  constructor(path, result) {
    this.path = "/api/v1" + path;
    this.result = result;
    // What is read aloud is the sentence alone, not all that follows from it.
    this.status = element("p");
    this.status.setAttribute("role", "status");
    result.prepend(this.status);
  }

  add(field, answer) {
    const line = Number(field.dataset.line);
    this.fields.set(line, {field, answer, was: field.dataset.was});
    field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.judge(line), wait);
    });
  }

  changed() {
    const lines = [];
    for (const [line, {field, was}] of this.fields) {
      const text = field.value.trim().replace(/\s+/g, " ");
      if (text !== was.trim().replace(/\s+/g, " ")) lines.push({line, text});
    }
    return lines;
  }

  async judge(line) {
    this.asked?.abort();
    this.asked = new AbortController();
    const {answer} = this.fields.get(line);
    try {
      const response = await fetch(this.path, {
        method: "POST", headers: {"Content-Type": "application/json"},
        body: JSON.stringify({lines: this.changed()}), signal: this.asked.signal,
      });
      const body = await response.json();
      if (!response.ok) throw new Error(body.detail || body.title);
      this.show(body);
    } catch (error) {
      if (error.name !== "AbortError") answer.replaceChildren(error.message || "There is no connection. Try again in a moment.");
    }
  }

  show(body) {
    for (const {answer} of this.fields.values()) answer.replaceChildren();
    for (const l of body.lines) {
      const [word, kind] = levels[l.level];
      const tag = element("span", {className: `tag ${kind}`, textContent: word});
      this.fields.get(l.line).answer.replaceChildren(tag, " ", element("b", {textContent: signed(l.points)}), " " + l.reason);
    }
    const changes = body.changes.map(c => element("li", {}, element("b", {textContent: signed(c.points)}), ` ${c.label}: ${c.reason}`));
    const home = element("details", {}, element("summary", {textContent: `${count(body.lines.length, "line")} to take home`}));
    home.open = this.result.querySelector("details")?.open ?? false;
    for (const l of body.lines) home.append(element("blockquote", {}, element("p", {textContent: l.text})));
    if (body.lines.length) home.append(copier("Copy these lines", () => body.lines.map(l => l.text).join("\n")));
    this.result.replaceChildren(
      this.status,
      ...(changes.length ? [element("ul", {className: "plain"}, ...changes)] : []),
      ...(body.lines.length ? [home] : []),
    );
    this.result.hidden = false;
    this.status.replaceChildren(element("strong", {textContent: body.summary}));
    // The answer must not cover what is being written.
    if (document.activeElement?.localName === "textarea") document.activeElement.scrollIntoView({block: "nearest"});
  }
}

// copier is a button that copies a text and says so.
function copier(label, text) {
  const button = element("button", {type: "button", className: "quiet", textContent: label});
  const said = element("span", {className: "hint"});
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      said.textContent = "Copied.";
    } catch {
      said.textContent = "The browser does not let us copy. Select the text by hand.";
    }
  });
  return element("p", {}, button, " ", said);
}

// On its own page each line has its field.
const form = document.querySelector("form.rewrite");
if (form) {
  const lines = new Lines(new URL(form.action).pathname, document.getElementById("result"));
  for (const field of form.querySelectorAll("textarea")) lines.add(field, document.getElementById(field.getAttribute("aria-describedby")));
  form.querySelector(".try")?.remove();
  form.addEventListener("submit", event => event.preventDefault());
}

// In the report a field opens where the line stands.
let inPlace;
for (const link of document.querySelectorAll("a.try")) {
  link.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!inPlace) {
      const result = element("aside", {className: "would card", hidden: true});
      result.setAttribute("aria-label", "The score as it would be");
      document.querySelector("main").append(result);
      inPlace = new Lines(new URL(link.href).pathname, result);
    }
    const line = new URL(link.href).hash.slice("#line-".length);
    const was = link.closest("li").querySelector("blockquote p").textContent;
    const field = element("textarea", {id: `text-${line}`, rows: 3, maxLength: 1000, value: was});
    Object.assign(field.dataset, {line, was});
    const answer = element("p", {id: `answer-${line}`, className: "answer"});
    field.setAttribute("aria-describedby", answer.id);
    const label = element("label", {htmlFor: field.id, textContent: "In better words"});
    link.replaceWith(element("div", {className: "rewrite"}, label, field, answer));
    inPlace.add(field, answer);
    field.focus();
  });
}

// Share: the address of the page is the key to it.
const copy = document.querySelector("#copy");
if (copy) copy.replaceWith(copier("Copy the address", () => location.href.split("#")[0]));

// A sheet to print.
const print = document.querySelector(".print");
if (print) {
  const button = element("button", {type: "button", textContent: "Print it"});
  button.addEventListener("click", () => window.print());
  print.append(button);
}
