// Leaflet on top of the picture the server made. <div data-karte data-geojson="/…" data-basemap="">
// Every area can be reached with Tab and is named; Enter follows its address (property "url").
window.gewebe = window.gewebe || {};
window.gewebe.karte = async (kasten) => {
  "use strict";
  const antwort = await fetch(kasten.dataset.geojson, { headers: { Accept: "application/geo+json" } });
  if (!antwort.ok) {
    window.gewebe.ansagen?.("Die Karte konnte nicht geladen werden. Das Bild und die Tabelle zeigen dasselbe.");
    return;
  }
  const daten = await antwort.json();
  const flaeche = document.createElement("div");
  kasten.append(flaeche);
  const karte = L.map(flaeche, { attributionControl: Boolean(kasten.dataset.basemap), zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches });
  karte.zoomControl.remove();
  L.control.zoom({ zoomInTitle: "Größer", zoomOutTitle: "Kleiner" }).addTo(karte);
  flaeche.setAttribute("role", "region");
  flaeche.setAttribute("aria-label", kasten.dataset.titel || "Karte, mit den Pfeiltasten verschieben");
  if (kasten.dataset.basemap) {
    karte.attributionControl.setPrefix(false);
    L.tileLayer(kasten.dataset.basemap, { attribution: kasten.dataset.quelle || "" }).addTo(karte);
  }
  const schicht = L.geoJSON(daten, {
    style: { className: "gw-flaeche", color: "", fillColor: "" },
    pointToLayer: (_, ort) => L.circleMarker(ort, { radius: 6, className: "gw-flaeche" }),
    onEachFeature: (form, ebene) => {
      const name = form.properties?.name ?? "";
      const wort = document.createElement("span");
      wort.textContent = name;
      ebene.bindTooltip(wort, { sticky: true });
      const folgen = () => {
        if (form.properties?.url) location.assign(new URL(form.properties.url, location.origin).pathname);
      };
      ebene.on("click", folgen);
      ebene.on("add", () => {
        const e = ebene.getElement?.();
        if (!e) return;
        e.setAttribute("tabindex", "0");
        e.setAttribute("role", form.properties?.url ? "link" : "img");
        e.setAttribute("aria-label", name);
        e.addEventListener("keydown", (t) => t.key === "Enter" && folgen());
        e.addEventListener("focus", () => ebene.openTooltip());
        e.addEventListener("blur", () => ebene.closeTooltip());
      });
    },
  }).addTo(karte);
  if (schicht.getBounds().isValid()) karte.fitBounds(schicht.getBounds(), { padding: [12, 12] });
  kasten.querySelector(":scope > svg")?.remove();
  kasten.dispatchEvent(new CustomEvent("gewebe:karte", { bubbles: true }));
};
