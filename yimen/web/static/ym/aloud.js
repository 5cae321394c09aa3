// Reads a page aloud, sentence by sentence, with pause and stop. Hidden where the browser has no voice; nothing leaves the device.
"use strict";

const bar = document.querySelector("[data-aloud]");
const voice = self.speechSynthesis;
const SENTENCE = /[^。！？!?.]+[。！？!?.]*/g;
const LONGEST = 180; // letters: some voices stop in the middle of longer ones

function sentences() {
  const main = document.querySelector("main").cloneNode(true);
  main.querySelectorAll("[data-aloud], form button, svg, .ym-noprint, .ym-hidden, [hidden]").forEach((one) => one.remove());
  main.querySelectorAll("h1, h2, h3, p, li, dt, dd, legend, label").forEach((one) => one.append("。"));
  const said = main.textContent.replace(/\s+/g, " ").match(SENTENCE) ?? [];
  return said.flatMap((one) => one.match(new RegExp(`.{1,${LONGEST}}`, "gsu"))).filter((one) => /[\p{L}\p{N}]/u.test(one));
}

function show(state) {
  for (const button of bar.querySelectorAll("button")) button.hidden = !button.dataset.when.split(" ").includes(state);
}

function read() {
  voice.cancel();
  const said = sentences().map((text) => Object.assign(new SpeechSynthesisUtterance(text), { lang: document.documentElement.lang }));
  if (said.length === 0) return;
  said.at(-1).onend = () => show("quiet");
  said.forEach((one) => voice.speak(one));
  show("reading");
}

const DO = {
  read,
  pause: () => { voice.pause(); show("paused"); },
  go_on: () => { voice.resume(); show("reading"); },
  stop: () => { voice.cancel(); show("quiet"); },
};

if (bar && voice && "SpeechSynthesisUtterance" in self) {
  bar.hidden = false;
  show("quiet");
  bar.addEventListener("click", (event) => DO[event.target.closest("button")?.dataset.do]?.());
  addEventListener("pagehide", () => voice.cancel());
}
