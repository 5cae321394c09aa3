// A part of a page that another screen changes: asked every two seconds, put in place when it is other than before – not under
// the hands of somebody who has ticked something in it.
"use strict";

for (const part of document.querySelectorAll("[data-part]")) {
  let before = "";
  setInterval(async () => {
    try {
      const answer = await fetch(part.dataset.part, { cache: "no-store" });
      const told = answer.ok ? await answer.text() : "";
      if (told && told !== before && !part.querySelector(":checked")) {
        const focused = part.contains(document.activeElement);
        part.innerHTML = told;
        before = told;
        if (focused) part.querySelector("button")?.focus();
      }
    } catch { /* asked again in two seconds */ }
  }, 2000);
}
