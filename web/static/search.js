// Finds questions while one types. The form works without this as well.
const form = document.querySelector("form.search");
const field = form.querySelector("input");
const found = document.querySelector("#found");
const said = document.querySelector("#found-said");
const wait = 250; // milliseconds after the last key
let timer, asked;

async function search() {
  asked?.abort();
  asked = new AbortController();
  const query = field.value.trim();
  if (location.pathname === "/search") history.replaceState(null, "", "?" + new URLSearchParams({q: query}));
  if (query === "") {
    found.hidden = true;
    found.replaceChildren();
    said.textContent = "";
    return;
  }
  try {
    const response = await fetch(`${form.getAttribute("action")}?${new URLSearchParams({q: query})}`, {signal: asked.signal});
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const result = page.querySelector("#found") ?? page.querySelector(".error");
    found.replaceChildren(...result.childNodes);
    found.hidden = false;
    said.textContent = found.querySelector("h1, h2").textContent; // read aloud
  } catch (error) {
    if (error.name !== "AbortError") said.textContent = "There is no connection. Try again in a moment.";
  }
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, wait);
});
form.addEventListener("submit", event => {
  event.preventDefault();
  clearTimeout(timer);
  search();
});
