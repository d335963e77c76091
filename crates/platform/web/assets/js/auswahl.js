// The search field with proposals as a combobox (WAI-ARIA APG, list autocomplete). The server sends radio
// buttons, which serve without script. Here they become options; one hidden field carries the choice.
(() => {
  "use strict";

  const optionen = (k) => [...k.querySelectorAll("[role=option]")];

  const einrichten = (kasten) => {
    const feld = kasten.querySelector("input[type=text]");
    const liste = kasten.querySelector(".gw-suchwahl__liste");
    if (!feld || !liste) return;
    if (!kasten.dataset.bereit) {
      kasten.dataset.bereit = "1";
      const wert = document.createElement("input");
      wert.type = "hidden";
      wert.name = feld.id.replace(/^feld-/, "");
      feld.after(wert);
      feld.setAttribute("role", "combobox");
      feld.setAttribute("aria-autocomplete", "list");
      feld.setAttribute("aria-controls", liste.id);
      liste.setAttribute("role", "listbox");
      liste.setAttribute("aria-label", "Vorschläge");
      feld.addEventListener("keydown", (e) => taste(e, kasten, feld));
      feld.addEventListener("input", () => (wert.value = ""));
      feld.addEventListener("blur", () => setTimeout(() => schliessen(kasten, feld), 200));
      liste.addEventListener("mousedown", (e) => e.preventDefault());
      liste.addEventListener("click", (e) => {
        const o = e.target.closest("[role=option]");
        if (o) waehlen(kasten, feld, o);
      });
    }
    // Radio buttons that came from the server: one chosen before means the field is answered.
    const gewaehlt = liste.querySelector("input[type=radio]:checked");
    if (gewaehlt) {
      kasten.querySelector("input[type=hidden]").value = gewaehlt.value;
      feld.value ||= gewaehlt.closest("label").querySelector(".gw-treffer__text").textContent.trim();
      liste.replaceChildren();
    }
    liste.querySelectorAll("label.gw-treffer").forEach((label, i) => {
      const radio = label.querySelector("input");
      const o = document.createElement("div");
      o.className = "gw-treffer";
      o.id = liste.id + "-" + i;
      o.dataset.wert = radio.value;
      o.setAttribute("role", "option");
      o.setAttribute("aria-selected", "false");
      radio.remove();
      o.append(...label.childNodes);
      label.replaceWith(o);
    });
    feld.setAttribute("aria-expanded", String(optionen(kasten).length > 0));
    feld.removeAttribute("aria-activedescendant");
  };

  const zeigen = (kasten, feld, ziel) => {
    for (const o of optionen(kasten)) {
      delete o.dataset.aktiv;
      o.setAttribute("aria-selected", String(o === ziel));
    }
    if (!ziel) {
      feld.removeAttribute("aria-activedescendant");
      return;
    }
    ziel.dataset.aktiv = "1";
    ziel.scrollIntoView({ block: "nearest" });
    feld.setAttribute("aria-activedescendant", ziel.id);
  };

  const schliessen = (kasten, feld) => {
    kasten.querySelector(".gw-suchwahl__liste").replaceChildren();
    feld.removeAttribute("aria-activedescendant");
    feld.setAttribute("aria-expanded", "false");
  };

  const waehlen = (kasten, feld, o) => {
    kasten.querySelector("input[type=hidden]").value = o.dataset.wert;
    feld.value = o.querySelector(".gw-treffer__text").textContent.trim();
    schliessen(kasten, feld);
    feld.focus();
    window.gewebe.ansagen("Gewählt: " + feld.value);
    kasten.dispatchEvent(new CustomEvent("gewebe:gewaehlt", { bubbles: true }));
  };

  const taste = (e, kasten, feld) => {
    const alle = optionen(kasten);
    const jetzt = alle.findIndex((o) => o.dataset.aktiv);
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
      const n = optionen(kasten).length;
      window.gewebe.ansagen(n === 0 ? "Keine Vorschläge" : n === 1 ? "1 Vorschlag" : n + " Vorschläge");
    }
  });
})();
