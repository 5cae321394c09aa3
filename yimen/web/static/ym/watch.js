// A part of a page that another screen changes: asked every two seconds, put in place when it is other than before.
"use strict";

for (const part of document.querySelectorAll("[data-part]")) {
  let before = "";
  setInterval(async () => {
    try {
      const answer = await fetch(part.dataset.part, { cache: "no-store" });
      const told = answer.ok ? await answer.text() : "";
      if (told && before && told !== before) {
        const focused = part.contains(document.activeElement);
        part.innerHTML = told;
        if (focused) part.querySelector("button")?.focus();
      }
      before = told || before;
    } catch { /* asked again in two seconds */ }
  }, 2000);
}
