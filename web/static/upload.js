// The form to send a resume with: a file may be dropped anywhere on the page or
// pasted, the upload shows how far it is, and what went wrong is said in place,
// with all that was filled in still there. Without this the form works as it is.

const form = document.querySelector("form.upload");
const input = form?.querySelector('input[type="file"]');

if (form) {
  const said = Object.assign(document.createElement("div"), {className: "said-of-upload"});
  said.setAttribute("role", "status");
  form.querySelector("button[type=submit]").before(said);

  const say = (...lines) => said.replaceChildren(...lines.map(text => Object.assign(document.createElement("p"), {textContent: text})));
  const size = bytes => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

  const take = files => {
    if (!files?.length) return false;
    input.files = files;
    input.dispatchEvent(new Event("change"));
    form.querySelector("button[type=submit]").focus();
    form.scrollIntoView({block: "nearest"});
    return true;
  };
  input.addEventListener("change", () => {
    const file = input.files[0];
    if (!file) return say();
    const limit = Number(form.dataset.limit);
    if (file.size > limit * 2 ** 20) {
      say(`${file.name} has ${size(file.size)}, and up to ${limit} MB are taken.`, "Export it again without pictures, or with smaller ones.");
    } else {
      say(`${file.name}, ${size(file.size)}, is ready to be sent.`);
    }
  });

  const holdsFile = event => event.dataTransfer?.types.includes("Files");
  let depth = 0; // of the elements that the file is over
  document.addEventListener("dragenter", event => {
    if (holdsFile(event) && ++depth) document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", event => {
    if (holdsFile(event) && --depth <= 0) document.body.classList.remove("dropping");
  });
  document.addEventListener("dragover", event => {
    if (holdsFile(event)) event.preventDefault();
  });
  document.addEventListener("drop", event => {
    depth = 0;
    document.body.classList.remove("dropping");
    if (!holdsFile(event)) return;
    event.preventDefault();
    const file = new DataTransfer(); // one of several
    if (event.dataTransfer.files[0]) file.items.add(event.dataTransfer.files[0]);
    take(file.files);
  });
  document.addEventListener("paste", event => {
    if (take(event.clipboardData?.files)) event.preventDefault();
  });

  form.addEventListener("submit", event => {
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", "Upload");
    const done = (...lines) => {
      button.disabled = false;
      say(...lines);
    };
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", e => {
      if (e.lengthComputable) Object.assign(bar, {max: e.total, value: e.loaded});
    });
    request.upload.addEventListener("load", () => {
      bar.removeAttribute("value");
      said.querySelector("p")?.replaceChildren("Reading it …");
    });
    request.addEventListener("load", () => {
      if (request.status === 200) return location.assign(request.responseURL);
      // The answer is a page for people; its words are said here.
      const page = request.responseXML?.querySelector(".error");
      const words = [...page?.querySelectorAll("h1, .lede, .fix") ?? []].map(e => e.textContent);
      done(...(words.length ? words : ["That did not work. Please try again in a moment."]));
      said.classList.add("failed");
    });
    request.addEventListener("error", () => done("There is no connection. Nothing was sent to its end; please try again."));
    request.open("POST", form.action);
    request.responseType = "document";
    request.send(new FormData(form)); // before the button is disabled
    button.disabled = true;
    said.classList.remove("failed");
    say("Sending it …");
    said.append(bar);
  });
  // Back from the report, the form is to be used again.
  addEventListener("pageshow", () => {
    form.querySelector("button[type=submit]").disabled = false;
    if (said.querySelector("progress")) say();
  });
}
