// The worker of the installed portal: guides that were read open again without a network, and what the person saved on this device.
// It keeps no personal page by itself: guides are fetched once more without cookies, and nothing else is kept.
"use strict";

const KEPT = "guides", STATIC = "static", SAVED = "saved", OFFLINE = "/offline/";
const guide = (url) => /^\/(services\/|about\/|$)/.test(url.pathname) && url.search === "";
const leaving = (url) => /^\/(sign-out|demo\/(leave|as))\/$/.test(url.pathname);

async function anonymous(address) {
  const answer = await fetch(address, { credentials: "omit" });
  if (answer.ok) await (await caches.open(KEPT)).put(address, answer);
}

async function fixed(request) {
  const found = await caches.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(STATIC)).put(request, answer.clone());
  return answer;
}

async function page(request, url) {
  try {
    return await fetch(request);
  } catch {
    const saved = await (await caches.open(SAVED)).match(url.pathname);
    return saved ?? (await caches.match(url.pathname, { cacheName: KEPT })) ?? caches.match(OFFLINE, { cacheName: KEPT });
  }
}

addEventListener("install", (event) => event.waitUntil(anonymous(OFFLINE).then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (leaving(url) && event.request.method === "POST") { event.waitUntil(caches.delete(SAVED)); return; }
  if (event.request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) { event.respondWith(fixed(event.request)); return; }
  if (event.request.mode !== "navigate") return;
  if (guide(url)) event.waitUntil(anonymous(url.pathname).catch(() => undefined));
  event.respondWith(page(event.request, url));
});
