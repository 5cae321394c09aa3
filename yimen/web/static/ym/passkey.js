// Passkeys: a form with data-passkey asks the browser for one when its button is pressed, and is sent with what came of it.
// Without this file the page says so, and everything works with a password and a code.
"use strict";

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const plain = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function opened(options) {
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const list of [options.excludeCredentials, options.allowCredentials]) {
    for (const one of list ?? []) one.id = bytes(one.id);
  }
  return options;
}

function told(found) {
  const response = { clientDataJSON: plain(found.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (found.response[name]) response[name] = plain(found.response[name]);
  }
  return JSON.stringify({ id: found.id, rawId: plain(found.rawId), type: found.type, response, clientExtensionResults: {} });
}

async function ask(form) {
  const options = { publicKey: opened(JSON.parse(form.dataset.options)) };
  const found = await navigator.credentials[form.dataset.passkey](options);
  form.elements.brought.value = told(found);
  form.submit();
}

if (globalThis.PublicKeyCredential) {
  for (const form of document.querySelectorAll("[data-passkey]")) {
    for (const part of form.querySelectorAll("[data-without]")) part.hidden = true;
    for (const part of form.querySelectorAll("[data-with]")) part.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form).catch(() => { form.querySelector("[data-failed]").hidden = false; });
    });
  }
}
