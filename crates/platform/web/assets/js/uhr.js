// The clock of a round: the phases of the page, one after the other, with the minutes that are left. Without this the
// page shows the same phases with their minutes. Nothing moves on by itself: whoever moderates decides.
(() => {
  "use strict";
  const kasten = document.querySelector("[data-uhr]");
  if (!kasten) return;
  const phasen = [...kasten.querySelectorAll("li[data-minuten]")];
  if (!phasen.length) return;
  let nr = -1;
  let laeuft = false;
  let rest = 0;
  let ende = 0;

  const zeile = document.createElement("p");
  zeile.className = "gw-uhr__zeit";
  const zeit = document.createElement("span");
  zeit.setAttribute("role", "timer");
  const ansage = document.createElement("span");
  ansage.className = "gw-uhr__phase";
  ansage.setAttribute("aria-live", "polite");
  zeile.append(zeit, ansage);
  const leiste = document.createElement("div");
  leiste.className = "gw-knopfleiste gw-nicht-drucken";
  const knopf = (text, tat) => {
    const k = document.createElement("button");
    k.type = "button";
    k.className = "kern-btn kern-btn--secondary";
    const t = document.createElement("span");
    t.className = "kern-label";
    t.textContent = text;
    k.append(t);
    k.addEventListener("click", tat);
    leiste.append(k);
    return t;
  };

  const zeigen = () => {
    if (laeuft) rest = ende - Date.now();
    const s = Math.round(Math.abs(rest) / 1000);
    const text = `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
    zeit.textContent = rest < 0 ? `${text} über der Zeit` : text;
    kasten.toggleAttribute("data-ueber", rest < 0);
  };
  const gehe = (neu) => {
    nr = Math.min(Math.max(neu, 0), phasen.length - 1);
    rest = Number(phasen[nr].dataset.minuten) * 60000;
    ende = Date.now() + rest;
    phasen.forEach((p, i) => (i === nr ? p.setAttribute("aria-current", "step") : p.removeAttribute("aria-current")));
    ansage.textContent = phasen[nr].querySelector("[data-name]").textContent;
    zeigen();
  };
  const los = () => {
    if (nr < 0) gehe(0);
    laeuft = !laeuft;
    if (laeuft) ende = Date.now() + rest;
    erste.textContent = laeuft ? "Anhalten" : "Weiter";
    zeigen();
  };
  const erste = knopf("Uhr starten", los);
  knopf("Vorige Phase", () => gehe(nr - 1));
  knopf("Nächste Phase", () => gehe(nr + 1));
  kasten.querySelector("ol").before(zeile, leiste);
  zeit.textContent = "";
  setInterval(() => laeuft && zeigen(), 1000);
})();
