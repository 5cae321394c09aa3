// Keys of the desk: a letter or digit does what the button or box that shows it does; J and K walk through rows, Enter opens the row,
// the first one where none is chosen, Ctrl+Enter sends. Nothing of this while somebody writes.
// Without this file everything is still there to be clicked or reached with Tab.
"use strict";

const REST = 250;  // milliseconds

const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const wanted = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`);

function walk(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  const here = rows.indexOf(document.activeElement);
  const start = here >= 0 ? here : rows.findIndex((row) => row.getAttribute("aria-current"));
  const next = rows[Math.min(Math.max(start + step, 0), rows.length - 1)];
  if (next) next.focus();
  if (next) ahead(next);
}

// The case on whose row the hand rests is loaded before it is opened (ahead.py says what may be).
let resting;
function ahead(row) {
  clearTimeout(resting);
  resting = setTimeout(() => { row.dataset.ahead = ""; }, REST);
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") {
    const send = (event.target.closest("form") ?? document).querySelector('[data-key="ctrl+enter"]');
    if (send) { event.preventDefault(); send.form.requestSubmit(send); }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const key = event.key.toLowerCase();
  const first = key === "enter" && event.target === document.body && document.querySelector("[data-row]");
  if (first) { first.click(); return; }
  if (key === "j" || key === "k") { event.preventDefault(); walk(key === "j" ? 1 : -1); return; }
  const found = wanted(key);
  if (!found) return;
  event.preventDefault();
  found.focus();
  if (found.matches("a, button, [type=checkbox], [type=radio]")) found.click();
});
