// The plan of a week: beside each number stands a slider to drag, and the line below says at once what is left of the
// pool. The numbers alone do the same without script; saving and its rules stay with the server.
(() => {
  "use strict";

  const plan = document.querySelector("[data-pool]");
  const stand = document.querySelector("[data-stand]");
  if (!plan || !stand) return;
  const pool = Number(plan.dataset.pool);
  const felder = [...plan.querySelectorAll("input[data-bis]")];
  const zahl = (feld) => (/^\s*\d+\s*$/.test(feld.value) ? Number(feld.value) : 0);

  const minuten = (n) => (n === 1 ? "1 Minute" : n + " Minuten");
  const satz = () => {
    const frei = pool - felder.reduce((summe, f) => summe + zahl(f), 0);
    return frei < 0 ? "Es fehlen " + minuten(-frei) + " im Pool." : "Noch frei im Pool: " + minuten(frei) + ".";
  };
  const zeigen = () => {
    stand.textContent = satz();
    stand.classList.toggle("gw-zuviel", stand.textContent.startsWith("Es fehlen"));
  };

  for (const feld of felder) {
    const von = Number(feld.dataset.von);
    const bis = Number(feld.dataset.bis);
    feld.addEventListener("input", zeigen);
    feld.addEventListener("change", () => window.gewebe.ansagen(satz()));
    if (bis <= von) continue;
    const schieber = document.createElement("input");
    schieber.type = "range";
    schieber.className = "gw-schieber";
    schieber.min = von;
    schieber.max = bis;
    schieber.step = (bis - von) % 5 ? 1 : 5;
    schieber.value = zahl(feld);
    // the number field is the way by keyboard; a second stop for the same value would only be in the way
    schieber.tabIndex = -1;
    schieber.setAttribute("aria-label", feld.getAttribute("aria-label") + ", ziehen");
    schieber.addEventListener("input", () => {
      feld.value = schieber.value;
      zeigen();
    });
    schieber.addEventListener("change", () => window.gewebe.ansagen(satz()));
    feld.addEventListener("input", () => (schieber.value = zahl(feld)));
    feld.after(schieber);
  }
  stand.hidden = false;
  zeigen();
})();
