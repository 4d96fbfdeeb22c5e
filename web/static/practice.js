// Shows what an answer covers without loading the page anew. The form works
// without this as well.
const form = document.querySelector("#practice form");
const said = document.querySelector("#said");
const checked = document.querySelector("#checked");
let asking = false;

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (asking) return;
  asking = true;
  try {
    const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const result = page.querySelector("#checked");
    checked.replaceChildren(...(result ? result.childNodes : []));
    // What is read aloud; of an error what is wrong.
    said.textContent = result
      ? page.querySelector("#said").textContent
      : [...page.querySelectorAll("main h1, main .lede")].map((e) => e.textContent).join(" ");
  } catch {
    form.submit(); // the browser says what is wrong
  } finally {
    asking = false;
  }
});
