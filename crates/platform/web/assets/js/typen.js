// The page's one Trusted Types policy. htmx and Leaflet assign HTML that comes from this server; under
// script-src 'self' nothing inline in it can run. Scripts may be loaded only from /assets/ of this
// server, beside the one that keeps a sheet for use without network, and text never becomes code:
// createScript is missing on purpose.
if (window.trustedTypes && trustedTypes.createPolicy) {
  trustedTypes.createPolicy("default", {
    createHTML: (html) => html,
    createScriptURL: (url) => {
      const ziel = new URL(url, location.href);
      if (ziel.origin === location.origin && (ziel.pathname.startsWith("/assets/") || ziel.pathname === "/unterwegs/dienst.js")) return ziel.href;
      throw new TypeError("Skript von fremder Adresse");
    },
  });
}
