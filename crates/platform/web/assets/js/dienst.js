// The worker of the sheet that goes without network. STAND and DATEIEN stand before this text. It keeps exactly these
// files, which are the same for everybody; data is never among them.
"use strict";
const NAME = "gewebe-blatt-" + STAND;
self.addEventListener("install", (e) => {
  const holen = async () => {
    const lager = await caches.open(NAME);
    await lager.addAll(DATEIEN.map((d) => new Request(d, { credentials: "omit", cache: "reload" })));
    await self.skipWaiting();
  };
  e.waitUntil(holen());
});
self.addEventListener("activate", (e) => {
  const raeumen = async () => {
    for (const n of await caches.keys()) if (n.startsWith("gewebe-blatt-") && n !== NAME) await caches.delete(n);
    await self.clients.claim();
  };
  e.waitUntil(raeumen());
});
self.addEventListener("fetch", (e) => {
  const ziel = new URL(e.request.url);
  if (e.request.method !== "GET" || ziel.origin !== location.origin || !DATEIEN.includes(ziel.pathname + ziel.search)) return;
  const antworten = async () => (await caches.match(e.request, { cacheName: NAME })) ?? fetch(e.request);
  e.respondWith(antworten());
});
