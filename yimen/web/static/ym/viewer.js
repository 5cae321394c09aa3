// Pictures of a case: enlarged, turned, moved with the arrows. Without this file a picture opens by itself when it is pressed.
"use strict";

const views = [...document.querySelectorAll("[data-view]")];
const tools = document.querySelector("[data-tools]");
const state = new Map(views.map((view) => [view, { size: 1, turn: 0 }]));
let chosen = views[0];

function draw(view) {
  const { size, turn } = state.get(view), picture = view.querySelector("img");
  const flat = turn % 180 === 0, wide = view.clientWidth * size, ratio = picture.naturalHeight / picture.naturalWidth || 1;
  const across = flat ? wide : wide / ratio;  // the width of the unturned picture
  picture.style.inlineSize = `${across}px`;
  picture.style.maxInlineSize = picture.style.maxBlockSize = "none";
  picture.style.transform = `rotate(${turn}deg)`;
  picture.style.margin = flat ? "0" : `${(across - across * ratio) / 2}px ${(across * ratio - across) / 2}px`;
}

const does = {
  larger: (now) => { now.size = Math.min(8, now.size * 1.25); },
  smaller: (now) => { now.size = Math.max(0.25, now.size / 1.25); },
  turn: (now) => { now.turn = (now.turn + 90) % 360; },
  whole: (now) => { now.size = 1; now.turn = 0; },
  other: () => { chosen = views[(views.indexOf(chosen) + 1) % views.length]; chosen.focus(); },
};

if (chosen) {
  tools.hidden = false;
  for (const view of views) {
    view.addEventListener("focusin", () => { chosen = view; });
    view.addEventListener("pointerdown", () => { chosen = view; });
  }
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("[data-does]");
    if (!button) return;
    does[button.dataset.does](state.get(chosen));
    draw(chosen);
  });
}
