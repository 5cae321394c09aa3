// Checks the words of a QR code with the keys in this page, so that it works without a network. Where the browser has no Ed25519, or
// without this file, the form is sent and checked by the server with the same keys.
"use strict";

const form = document.querySelector("form[data-offline]");
const keys = new Map(form.dataset.offline.trim().split(/\s+/).map((pair) => [pair.slice(0, 16), pair.slice(17)]));
const bytes = (text) => {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(plain), (char) => char.charCodeAt(0));
};

async function check(code) {
  const [form1, body, signature] = code.replace(/\s/g, "").split("#").pop().split(".");
  if (form1 !== "YM1" || !body || !signature) return null;
  const words = new TextDecoder().decode(bytes(body)).split("\n");
  if (!keys.has(words[5])) return null;
  const key = await crypto.subtle.importKey("raw", bytes(keys.get(words[5])), "Ed25519", false, ["verify"]);
  const signed = new TextEncoder().encode(`${form1}.${body}`);
  return { holds: await crypto.subtle.verify("Ed25519", key, bytes(signature), signed), words };
}

function show(found) {
  const box = form.querySelector("[data-result]");
  const line = box.firstElementChild;
  box.hidden = false;
  line.textContent = found === null ? line.dataset.other : found.holds
    ? [line.dataset.holds, found.words[1], found.words[2], found.words[4]].join(" · ") : line.dataset.fails;
}

form.addEventListener("submit", async (event) => {
  if (!globalThis.crypto?.subtle) return;
  event.preventDefault();
  try {
    show(await check(form.elements.code.value));
  } catch {
    form.submit();
  }
});
