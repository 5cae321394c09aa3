// The portal as an app: registers the worker, saves a page on this device when its button is pressed, and lists what is saved.
// Without this file every page is the same; only the button and the list are missing.
"use strict";

const SAVED = "saved";

async function save(button) {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const headers = { "Content-Type": "text/html; charset=utf-8", "X-Title": encodeURIComponent(document.querySelector("h1").textContent.trim()) };
  await (await caches.open(SAVED)).put(location.pathname, new Response(await answer.text(), { headers }));
  button.disabled = true;
  button.textContent = button.dataset.done;
}

async function list(place) {
  const store = await caches.open(SAVED);
  const found = await store.keys();
  const rows = await Promise.all(found.map(async (one) => {
    const link = document.createElement("a");
    link.href = new URL(one.url).pathname;
    link.textContent = decodeURIComponent((await store.match(one)).headers.get("X-Title"));
    const row = document.createElement("li");
    row.append(link);
    return row;
  }));
  if (rows.length === 0) return;
  place.replaceChildren(...rows);
  place.hidden = false;
  document.querySelector("[data-nothing]").hidden = true;
}

if ("serviceWorker" in navigator && "caches" in self) {
  navigator.serviceWorker.register("/worker.js", { scope: "/" }).catch(() => undefined);
  for (const button of document.querySelectorAll("button[data-save]")) {
    button.hidden = false;
    button.addEventListener("click", () => save(button));
  }
  const place = document.querySelector("[data-saved]");
  if (place) list(place);
  for (const button of document.querySelectorAll("button[data-forget]")) {
    button.hidden = false;
    button.addEventListener("click", () => caches.delete(SAVED).then(() => location.reload()));
  }
}
