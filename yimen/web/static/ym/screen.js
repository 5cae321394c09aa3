// The second screen: asks every two seconds whether its page has changed, and lets the person sign with a finger or a pen.
// Without this file the page asks by itself every five seconds, and pressing “right” is the signature.
"use strict";

const page = document.querySelector("[data-watch]");
setInterval(async () => {
  try {
    const answer = await fetch(page.dataset.watch, { cache: "no-store" });
    if (answer.ok && (await answer.text()) !== page.dataset.version) location.replace(location.pathname);
  } catch { /* the line is down for a moment: what is shown stays, the next question comes by itself */ }
}, 2000);

const pad = document.querySelector("[data-pad]");
if (pad) {
  const canvas = pad.querySelector("canvas"), pen = canvas.getContext("2d"), field = document.querySelector("[name=lines]");
  let lines = [], line = null;
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map((one) =>
      Math.min(1000, Math.max(0, Math.round(one * 1000))));
  };
  const clear = () => { lines = []; field.value = ""; pen.clearRect(0, 0, 1000, 1000); };
  pad.hidden = false;
  pen.scale(1, canvas.height / 1000);
  pen.lineWidth = 8; pen.lineCap = "round"; pen.strokeStyle = getComputedStyle(canvas).color;
  pad.querySelector("[data-clear]").addEventListener("click", clear);
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    line = place(event); lines.push(line);
    pen.beginPath(); pen.moveTo(...line);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!line || line.length > 600) return;
    const to = place(event);
    line.push(...to); pen.lineTo(...to); pen.stroke();
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { line = null; field.value = JSON.stringify(lines); });
}
