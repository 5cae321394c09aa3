// A file goes in pieces (tus 1.0.0) and goes on where it was interrupted, on another page too. Without this file the form sends it whole.
// Each input stands within [data-upload], the address that begins a file; the form then names the upload instead of the file.
"use strict";

const PIECE = 512 * 1024, PATIENCE = [1, 2, 4, 8, 15, 30];
const pause = (seconds) => new Promise((go) => setTimeout(go, seconds * 1000));
const coded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

class Refused extends Error {}

async function ask(url, method, more, body) {
  const answer = await fetch(url, { method, headers: { "Tus-Resumable": "1.0.0", "X-CSRFToken": token(), ...more }, body });
  if (answer.status >= 500) throw new TypeError("again");
  if (!answer.headers.has("Tus-Resumable")) throw new Refused("");  // another page: signed out, for instance
  if (answer.status >= 400 && answer.status !== 409) throw new Refused(await answer.text());
  return answer;
}

async function place(zone, file) {
  const told = `filename ${coded(file.name)},mark ${coded(`${file.size}-${file.lastModified}`)}`;  // known again by its mark
  const answer = await ask(zone.dataset.upload, "POST", { "Upload-Length": file.size, "Upload-Metadata": told });
  return answer.headers.get("Location");
}

async function send(zone, file, show) {
  let where = null, failed = 0;
  for (let here = -1; here < file.size;) {
    try {
      where ??= await place(zone, file);
      const answer = here < 0 ? await ask(where, "HEAD")
        : await ask(where, "PATCH", { "Upload-Offset": here, "Content-Type": "application/offset+octet-stream" }, file.slice(here, here + PIECE));
      [here, failed] = [Number(answer.headers.get("Upload-Offset")), 0];
      show("going", here / file.size);
    } catch (fault) {
      if (fault instanceof Refused || failed >= PATIENCE.length) throw fault;
      show("waiting", 0);
      await pause(PATIENCE[failed++]);
      here = -1;
    }
  }
  return where.match(/([^/]+)\/$/)[1];
}

for (const form of document.forms) form.addEventListener("submit", async (event) => {
  const large = [...form.querySelectorAll("[type=file]")].filter((one) => one.closest("[data-upload]") && one.files[0]?.size > PIECE);
  if (!large.length || event.submitter?.name === "remove") return;  // a small one goes at once
  event.preventDefault();
  for (const input of large) {
    const zone = input.closest("[data-upload]"), bar = zone.querySelector("progress"), line = zone.querySelector("[data-line]");
    const show = (key, part) => { if (part) bar.value = part; line.textContent = zone.dataset[key].replace("{n}", Math.floor(part * 100)); };
    bar.parentElement.hidden = false;
    try { form.append(Object.assign(document.createElement("input"), { type: "hidden", name: `sent.${input.name}`, value: await send(zone, input.files[0], show) })); }
    catch (fault) { line.textContent = (fault instanceof Refused && fault.message) || zone.dataset.stopped; return; }
    input.value = "";
  }
  form.requestSubmit(event.submitter);
});
