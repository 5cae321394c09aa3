// Keeps what is typed into a form that says where ([data-keep]): two seconds after the last key, and when the page is left.
// Without this file there is the button that keeps it.
"use strict";

for (const form of document.querySelectorAll("form[data-keep]")) {
  let timer;
  let changed = false;
  const keep = () => {
    if (!changed) return;
    changed = false;
    const said = new FormData(form);
    said.set("kept_page", form.dataset.keep);
    said.set("kept_quietly", "1");
    fetch("/mine/unfinished/", { method: "POST", body: new URLSearchParams(said), keepalive: true }).catch(() => { changed = true; });
  };
  form.addEventListener("input", () => { changed = true; clearTimeout(timer); timer = setTimeout(keep, 2000); });
  form.addEventListener("submit", () => { changed = false; clearTimeout(timer); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });
}
