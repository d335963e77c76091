// The search field with proposals as a combobox (WAI-ARIA APG, list autocomplete). The server sends
// radio buttons; they stay what is posted. Here they become options of a listbox.
(() => {
  "use strict";

  const wahlen = (kasten) => [...kasten.querySelectorAll(".gw-treffer")];

  const einrichten = (kasten) => {
    const feld = kasten.querySelector("input[type=text]");
    const liste = kasten.querySelector(".gw-suchwahl__liste");
    if (!feld || !liste) return;
    if (!kasten.dataset.bereit) {
      kasten.dataset.bereit = "1";
      feld.setAttribute("role", "combobox");
      feld.setAttribute("aria-autocomplete", "list");
      feld.setAttribute("aria-controls", liste.id);
      liste.setAttribute("role", "listbox");
      liste.setAttribute("aria-label", "Vorschläge");
      feld.addEventListener("keydown", (e) => taste(e, kasten, feld, liste));
      feld.addEventListener("input", () => {
        for (const w of wahlen(kasten)) w.querySelector("input").checked = false;
      });
      liste.addEventListener("click", (e) => {
        const w = e.target.closest(".gw-treffer");
        if (w) {
          e.preventDefault();
          waehlen(kasten, feld, w);
        }
      });
    }
    wahlen(kasten).forEach((w, i) => {
      w.id = liste.id + "-" + i;
      w.setAttribute("role", "option");
      w.setAttribute("aria-selected", String(w.querySelector("input").checked));
      w.querySelector("input").tabIndex = -1;
      w.querySelector("input").setAttribute("aria-hidden", "true");
    });
    feld.setAttribute("aria-expanded", String(wahlen(kasten).length > 0));
    feld.removeAttribute("aria-activedescendant");
  };

  const zeigen = (kasten, feld, ziel) => {
    for (const w of wahlen(kasten)) delete w.dataset.aktiv;
    if (!ziel) return feld.removeAttribute("aria-activedescendant");
    ziel.dataset.aktiv = "1";
    ziel.scrollIntoView({ block: "nearest" });
    feld.setAttribute("aria-activedescendant", ziel.id);
  };

  const schliessen = (kasten, feld) => {
    for (const w of wahlen(kasten)) if (!w.querySelector("input").checked) w.remove();
    for (const w of wahlen(kasten)) w.hidden = false;
    zeigen(kasten, feld, null);
    feld.setAttribute("aria-expanded", "false");
  };

  const waehlen = (kasten, feld, w) => {
    w.querySelector("input").checked = true;
    w.setAttribute("aria-selected", "true");
    feld.value = w.querySelector(".gw-treffer__text").textContent.trim();
    schliessen(kasten, feld);
    feld.focus();
    window.gewebe.ansagen("Gewählt: " + feld.value);
    kasten.dispatchEvent(new CustomEvent("gewebe:gewaehlt", { bubbles: true }));
  };

  const taste = (e, kasten, feld) => {
    const alle = wahlen(kasten);
    const jetzt = alle.findIndex((w) => w.dataset.aktiv);
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      if (!alle.length) return;
      e.preventDefault();
      const schritt = e.key === "ArrowDown" ? 1 : -1;
      const ziel = jetzt < 0 && schritt < 0 ? alle.length - 1 : (jetzt + schritt + alle.length) % alle.length;
      zeigen(kasten, feld, alle[ziel]);
    } else if (e.key === "Enter" && jetzt >= 0) {
      e.preventDefault();
      waehlen(kasten, feld, alle[jetzt]);
    } else if (e.key === "Escape" && alle.length) {
      e.preventDefault();
      schliessen(kasten, feld);
    }
  };

  const alle = (wurzel) => wurzel.querySelectorAll("[data-suchwahl]").forEach(einrichten);
  alle(document);
  document.addEventListener("htmx:after:swap", (e) => {
    alle(document);
    const ort = e.detail?.ctx?.target ?? e.target;
    const kasten = ort instanceof Element ? ort.closest("[data-suchwahl]") : null;
    if (kasten) {
      const n = wahlen(kasten).length;
      window.gewebe.ansagen(n === 0 ? "Keine Vorschläge" : n === 1 ? "1 Vorschlag" : n + " Vorschläge");
    }
  });
})();
