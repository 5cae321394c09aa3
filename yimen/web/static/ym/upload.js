// A file goes in pieces (tus 1.0.0) and goes on where it was interrupted, on another page too. Without this file the form sends it whole.
"use strict";

const PIECE = 512 * 1024, PATIENCE = [1, 2, 4, 8, 15, 30];
const form = document.querySelector("form[data-upload]");
const pause = (seconds) => new Promise((go) => setTimeout(go, seconds * 1000));
const coded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const headers = (more) => ({ "Tus-Resumable": "1.0.0", "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value, ...more });
const markOf = (file) => `${file.size}-${file.lastModified}`;

class Refused extends Error {}

async function ask(url, method, more, body) {
  const answer = await fetch(url, { method, headers: headers(more), body });
  if (answer.status >= 500) throw new TypeError("again");
  if (!answer.headers.has("Tus-Resumable")) throw new Refused("");  // another page: signed out, for instance
  if (answer.status >= 400 && answer.status !== 409) throw new Refused(await answer.text());
  return answer;
}

async function place(file) {
  const begun = [...document.querySelectorAll("[data-begun]")].find((one) => one.dataset.mark === markOf(file));
  if (begun) return begun.dataset.begun;
  const told = `filename ${coded(file.name)},mark ${coded(markOf(file))}`;
  const answer = await ask(form.dataset.upload, "POST", { "Upload-Length": file.size, "Upload-Metadata": told });
  return answer.headers.get("Location");
}

async function send(file, show) {
  let where = null, failed = 0;
  for (let here = -1; here < file.size;) {
    try {
      where ??= await place(file);
      const answer = here < 0 ? await ask(where, "HEAD")
        : await ask(where, "PATCH", { "Upload-Offset": here, "Content-Type": "application/offset+octet-stream" }, file.slice(here, here + PIECE));
      here = Number(answer.headers.get("Upload-Offset"));
      failed = 0;
      show(here / file.size);
    } catch (fault) {
      if (fault instanceof Refused || failed >= PATIENCE.length) throw fault;
      show(null);
      await pause(PATIENCE[failed++]);
      here = -1;
    }
  }
}

form?.addEventListener("submit", async (event) => {
  const input = form.querySelector("[type=file]"), file = input.files[0], bar = form.querySelector("progress"), line = form.querySelector("[data-line]");
  if (!file || file.size <= PIECE || event.submitter?.name === "remove") return;  // a small one goes at once
  event.preventDefault();
  const tell = (key, percent) => { line.textContent = form.dataset[key].replace("{n}", percent); };
  bar.parentElement.hidden = false;
  try {
    await send(file, (part) => { if (part === null) tell("waiting"); else { bar.value = part; tell("going", Math.floor(part * 100)); } });
    input.value = "";
    form.requestSubmit(event.submitter);
  } catch (fault) { line.textContent = (fault instanceof Refused && fault.message) || form.dataset.stopped; }
});
