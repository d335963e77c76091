// Small helps on top of pages that work without any script.
(() => {
  "use strict";

  // Errors of a form: the summary takes the focus, so that it is read first.
  const fokus = (wurzel) => wurzel.querySelector?.("[data-fokus]")?.focus();

  // An unfolded part of the menu goes away like every menu: Escape, a click elsewhere, the focus moving on.
  const falten = (ausser) => {
    for (const m of document.querySelectorAll(".gw-menue[open]")) if (m !== ausser) m.open = false;
  };
  document.addEventListener("keydown", (e) => {
    const menue = e.key === "Escape" && document.querySelector(".gw-menue[open]");
    if (!menue) return;
    menue.open = false;
    menue.querySelector("summary").focus();
  });
  for (const art of ["click", "focusin"]) document.addEventListener(art, (e) => falten(e.target.closest?.(".gw-menue")));

  // Says a sentence to screen readers and shows nothing.
  const ansagen = (text) => {
    let ort = document.getElementById("ansage");
    if (!ort) {
      ort = document.createElement("div");
      ort.id = "ansage";
      ort.className = "kern-sr-only";
      ort.setAttribute("role", "status");
      document.body.append(ort);
    }
    ort.textContent = "";
    setTimeout(() => (ort.textContent = text), 50);
  };
  window.gewebe = { ansagen };

  // Forms with data-ungespeichert warn before typed text is lost. Drafts: a form with data-entwurf="/…"
  // posts its fields there two seconds after the last key; the server keeps them.
  const offen = new WeakSet();
  let zahl = 0;
  const uhren = new WeakMap();
  const merken = (form) => {
    if (offen.has(form)) return;
    offen.add(form);
    zahl += 1;
  };
  const vergessen = (form) => {
    if (offen.delete(form)) zahl -= 1;
  };
  const sichern = async (form) => {
    const ort = form.querySelector(".gw-entwurf");
    const stand = new URLSearchParams(new FormData(form)).toString();
    try {
      const antwort = await fetch(form.dataset.entwurf, { method: "POST", body: stand, headers: { "Content-Type": "application/x-www-form-urlencoded" } });
      if (!antwort.ok) throw new Error(String(antwort.status));
      if (new URLSearchParams(new FormData(form)).toString() === stand) vergessen(form);
      if (ort) ort.textContent = "Entwurf gesichert um " + new Date().toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" }) + " Uhr.";
      form.dispatchEvent(new CustomEvent("gewebe:gesichert", { bubbles: true }));
    } catch {
      if (ort) ort.textContent = "Der Entwurf ist gerade nicht gesichert. Bitte speichern Sie selbst.";
      form.dispatchEvent(new CustomEvent("gewebe:nicht-gesichert", { bubbles: true }));
    }
  };
  document.addEventListener("input", (e) => {
    const form = e.target.closest?.("form[data-ungespeichert], form[data-entwurf]");
    if (!form) return;
    merken(form);
    if (form.dataset.entwurf) {
      clearTimeout(uhren.get(form));
      uhren.set(form, setTimeout(() => sichern(form), 2000));
    }
  });
  // A form sent into a second window stays open here, with what was typed.
  const bleibt = (e) => (e.submitter?.formTarget || e.target.target) === "_blank";
  document.addEventListener("submit", (e) => {
    if (bleibt(e)) return;
    clearTimeout(uhren.get(e.target));
    vergessen(e.target);
  });
  window.addEventListener("beforeunload", (e) => {
    if (zahl > 0) e.preventDefault();
  });

  // Text that is too long stays whole; a line below says by how much.
  document.addEventListener("input", (e) => {
    const max = Number(e.target.dataset?.max);
    if (!max) return;
    const zuviel = [...e.target.value].length - max;
    let ort = e.target.parentElement.querySelector(".gw-zuviel");
    if (!ort) {
      if (zuviel <= 0) return;
      ort = document.createElement("p");
      ort.className = "gw-zuviel";
      ort.setAttribute("role", "status");
      e.target.after(ort);
    }
    ort.textContent = zuviel > 0 ? "Bitte kürzen: " + zuviel + " Zeichen zu viel." : "";
  });

  // Signing out wipes what this device keeps for work without network (Clear-Site-Data does it too). What did not
  // reach the server yet would be gone, so that is asked about first.
  const ablage = "gewebe-unterwegs";
  const wartende = async () => {
    if (!(await indexedDB.databases()).some((d) => d.name === ablage)) return 0;
    return new Promise((gut, schlecht) => {
      const f = indexedDB.open(ablage);
      f.onerror = () => schlecht(f.error);
      f.onsuccess = () => {
        const ende = (n) => (f.result.close(), gut(n));
        if (!f.result.objectStoreNames.contains("eintrag")) return ende(0);
        const z = f.result.transaction("eintrag").objectStore("eintrag").count();
        z.onsuccess = () => ende(z.result);
        z.onerror = () => ende(0);
      };
    });
  };
  document.addEventListener("submit", async (e) => {
    const form = e.target;
    if (form.getAttribute("action") !== "/abmelden") return;
    e.preventDefault();
    e.stopImmediatePropagation();
    const n = await wartende().catch(() => 0);
    const frage = (n === 1 ? "Ein Eintrag von unterwegs ist" : n + " Einträge von unterwegs sind") + " noch nicht übertragen. Beim Abmelden wird gelöscht, was auf diesem Gerät liegt. Trotzdem abmelden?";
    if (n > 0 && !confirm(frage)) return;
    try {
      indexedDB.deleteDatabase(ablage);
    } catch {
      // without storage there is nothing to wipe
    }
    form.submit();
  });

  // A second click must not post twice. The button stays focusable; it wakes up when the page returns.
  document.addEventListener("submit", (e) => {
    if (e.target.method !== "post" || bleibt(e)) return;
    if (e.target.dataset.gesendet) e.preventDefault();
    else e.target.dataset.gesendet = "1";
    setTimeout(() => delete e.target.dataset.gesendet, 4000);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-gesendet]").forEach((f) => delete f.dataset.gesendet));

  // Ctrl+K goes to the search of the header from anywhere. What it found goes away like a menu.
  const kopfsuche = document.querySelector(".gw-kopfsuche");
  const kopfLeeren = () => document.getElementById("kopftreffer")?.replaceChildren();
  document.addEventListener("keydown", (e) => {
    if (!kopfsuche) return;
    const feld = kopfsuche.querySelector("input[type=search]");
    if (e.key.toLowerCase() === "k" && (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey) {
      e.preventDefault();
      feld.focus();
      feld.select();
    } else if (e.key === "Escape" && kopfsuche.contains(e.target)) {
      kopfLeeren();
      feld.focus();
    } else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && kopfsuche.contains(e.target)) {
      const ziele = [feld, ...kopfsuche.querySelectorAll("#kopftreffer a")];
      const nr = ziele.indexOf(e.target) + (e.key === "ArrowDown" ? 1 : -1);
      if (nr < 0 || nr >= ziele.length) return;
      e.preventDefault();
      ziele[nr].focus();
    }
  });
  for (const art of ["click", "focusin"])
    document.addEventListener(art, (e) => {
      if (kopfsuche && !kopfsuche.contains(e.target)) kopfLeeren();
    });

  // "/" goes to the search field of the page, else to that of the header, as long as nobody is typing.
  document.addEventListener("keydown", (e) => {
    if (e.key !== "/" || e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const feld = document.querySelector("main input[type=search]") ?? document.querySelector("input[type=search]");
    if (feld) {
      e.preventDefault();
      feld.focus();
    }
  });

  // Maps: the picture from the server stays until somebody wants to move it; then the map bundle loads.
  const laden = (kasten) => {
    const stil = document.createElement("link");
    stil.rel = "stylesheet";
    stil.href = document.body.dataset.karteStil;
    const skript = document.createElement("script");
    skript.src = document.body.dataset.karteSkript;
    skript.addEventListener("load", () => window.gewebe.karte(kasten));
    document.head.append(stil, skript);
  };
  const karten = (wurzel) => {
    for (const kasten of wurzel.querySelectorAll?.("[data-karte]:not([data-bereit])") ?? []) {
      kasten.dataset.bereit = "1";
      const oeffnen = () => (window.gewebe.karte ? window.gewebe.karte(kasten) : laden(kasten));
      if (kasten.dataset.karte === "sofort") {
        oeffnen();
        continue;
      }
      const knopf = document.createElement("button");
      knopf.type = "button";
      knopf.className = "kern-btn kern-btn--secondary gw-karte-auf";
      const wort = document.createElement("span");
      wort.className = "kern-label";
      wort.textContent = "Karte verschieben und vergrößern";
      knopf.append(wort);
      knopf.addEventListener("click", () => {
        knopf.remove();
        oeffnen();
      });
      kasten.after(knopf);
    }
  };

  const start = (wurzel) => {
    fokus(wurzel);
    karten(wurzel);
  };
  start(document);
  document.addEventListener("htmx:after:swap", (e) => {
    const ort = e.detail?.ctx?.target ?? e.target;
    start(ort instanceof Element ? ort : document);
  });
})();
