// The sheet for a walk without network. Entries wait in IndexedDB, each encrypted with AES-GCM under a key the server
// gives to the signed-in account for this device; the browser holds it so that no script can read it out. Without a
// sign-in (or after twelve hours without the server) the key goes and the entries stay closed. Every entry has a mark
// of its own: an entry leaves this device only when the server says that it has it, and the server takes a mark once.
(() => {
  "use strict";
  const ort = document.querySelector("[data-unterwegs]");
  if (!ort) return;
  const teil = (name) => ort.querySelector("[data-" + name + "]");
  if (!window.indexedDB || !window.crypto?.subtle || !navigator.serviceWorker || !navigator.locks) {
    teil("ohne").textContent = "Dieser Browser kann das Blatt nicht sicher auf dem Gerät halten. Bitte öffnen Sie es mit einem neueren Browser und über eine verschlüsselte Verbindung.";
    return;
  }
  teil("ohne").hidden = true;
  const form = teil("blatt");
  const feld = (name) => form.elements.namedItem(name);
  let db = null;
  let schloss = null;
  let stand = null;
  let csrf = "";
  let meine = [];
  let fremde = 0;

  // --- the store -----------------------------------------------------------------------------------------------
  const oeffnen = () =>
    new Promise((gut, schlecht) => {
      const f = indexedDB.open("gewebe-unterwegs", 1);
      f.onupgradeneeded = () => ["schloss", "stand", "eintrag"].forEach((n) => f.result.createObjectStore(n));
      f.onerror = () => schlecht(f.error);
      f.onsuccess = () => {
        // signing out in another window takes the store away, and the key with it
        const zu = () => {
          f.result.close();
          db = schloss = stand = null;
          meine = [];
          zeichnen();
        };
        f.result.onversionchange = zu;
        f.result.onclose = zu;
        gut(f.result);
      };
    });
  const tun = async (lager, art, was) => {
    db ??= await oeffnen();
    return new Promise((gut, schlecht) => {
      const tx = db.transaction(lager, art, { durability: "strict" });
      const r = was(tx.objectStore(lager));
      tx.oncomplete = () => gut(r?.result);
      tx.onerror = tx.onabort = () => schlecht(tx.error);
    });
  };
  const lesen = (lager, was) => tun(lager, "readonly", (l) => l.get(was));
  const legen = (lager, was, wert) => tun(lager, "readwrite", (l) => l.put(wert, was));
  const nehmen = (lager, was) => tun(lager, "readwrite", (l) => l.delete(was));

  const bytes = (text) => new TextEncoder().encode(text);
  const zu = async (bezug, daten) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const art = { name: "AES-GCM", iv, additionalData: bytes(bezug) };
    return { iv, wer: schloss.wer, marke: bezug, geheim: await crypto.subtle.encrypt(art, schloss.schluessel, bytes(JSON.stringify(daten))) };
  };
  const auf = async (bezug, kiste) => {
    const art = { name: "AES-GCM", iv: kiste.iv, additionalData: bytes(bezug) };
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(art, schloss.schluessel, kiste.geheim)));
  };
  const sichern = async (e) => legen("eintrag", e.marke, await zu(e.marke, e));

  const sperren = async () => {
    schloss = stand = null;
    meine = [];
    await nehmen("schloss", "schloss");
    await nehmen("stand", "stand");
  };
  const laden = async () => {
    const s = await lesen("schloss", "schloss");
    if (s && s.bis < Date.now()) await sperren();
    else schloss = s ?? null;
    // gathered first and set at once: two of these may run side by side
    const offene = [];
    let andere = 0;
    const kisten = await tun("eintrag", "readonly", (l) => l.getAll());
    for (const kiste of kisten) {
      // what this sign-in cannot open stays as it is
      const eigener = schloss && kiste.wer === schloss.wer && (await auf(kiste.marke, kiste).catch(() => null));
      if (eigener) offene.push(eigener);
      else andere += 1;
    }
    meine = offene.sort((a, b) => a.zeit - b.zeit);
    fremde = andere;
    const k = await lesen("stand", "stand");
    stand = schloss && k?.wer === schloss.wer ? await auf("stand", k).catch(() => null) : null;
  };

  // --- the server ----------------------------------------------------------------------------------------------
  const ist_json = (a) => a.headers.get("content-type")?.includes("json");
  /// DA, OHNE_NETZ, ABGEMELDET or DARF_NICHT.
  const holen = async () => {
    let geraet = await lesen("schloss", "geraet");
    if (!geraet) await legen("schloss", "geraet", (geraet = crypto.randomUUID()));
    let a;
    try {
      a = await fetch("/erfassungen/unterwegs?geraet=" + geraet, { redirect: "manual", cache: "no-store" });
    } catch {
      return "OHNE_NETZ";
    }
    if (a.type === "opaqueredirect" || a.status === 401) return await sperren(), "ABGEMELDET";
    if (a.status === 404) return await sperren(), "DARF_NICHT";
    if (!a.ok || !ist_json(a)) return "OHNE_NETZ";
    const r = await a.json();
    const roh = Uint8Array.from(r.schluessel.match(/../g), (h) => parseInt(h, 16));
    const schluessel = await crypto.subtle.importKey("raw", roh, "AES-GCM", false, ["encrypt", "decrypt"]);
    schloss = { wer: r.wer, schluessel, bis: Date.now() + r.sperre_s * 1000 };
    csrf = r.csrf;
    await legen("schloss", "schloss", schloss);
    await legen("stand", "stand", await zu("stand", r.erfassungen));
    return "DA";
  };
  const rumpf = (e) => {
    if (!e.bild) return new URLSearchParams({ ...e.felder, marke: e.marke });
    const teile = new FormData();
    teile.set("foto_titel", e.felder.foto_titel);
    teile.set("marke", e.marke);
    teile.set("foto", new Blob([Uint8Array.from(atob(e.bild), (z) => z.charCodeAt(0))], { type: "image/jpeg" }), "bild.jpg");
    return teile;
  };
  const schicken = async (e) => {
    const a = await fetch("/erfassungen/" + e.erfassung + (e.bild ? "/fotos" : "/unterwegs"), {
      method: "POST",
      redirect: "manual",
      headers: { "x-csrf-token": csrf, Accept: "application/json" },
      body: rumpf(e),
    });
    if (a.status === 404) return { ergebnis: "GEHT_NICHT", text: "Diese Erfassung gibt es nicht mehr, oder Sie dürfen sie nicht bearbeiten." };
    if (!ist_json(a) || (!a.ok && a.status !== 422)) throw new Error(String(a.status));
    return a.json();
  };
  const SAETZE = {
    OHNE_NETZ: "Gerade ohne Verbindung. Ihre Einträge bleiben auf dem Gerät.",
    ABGEMELDET: "",
    DARF_NICHT: "Mit diesem Zugang können Sie keine Erfassung bearbeiten.",
  };
  const sagen = (text) => (teil("stand").textContent = text);
  const uebertragen = () =>
    navigator.locks.request("gewebe-unterwegs", async () => {
      let wie = await holen();
      await laden();
      let neu = 0;
      if (wie === "DA") {
        try {
          for (const e of meine.filter((x) => !x.frage)) {
            const r = await schicken(e);
            if (r.ergebnis === "EINGETRAGEN" || r.ergebnis === "SCHON_DA") {
              await nehmen("eintrag", e.marke);
              neu += 1;
            } else await sichern({ ...e, frage: r });
          }
          if (neu) wie = await holen();
        } catch {
          wie = "OHNE_NETZ";
        }
        await laden();
      }
      const fragen = meine.filter((e) => e.frage).length;
      let satz = SAETZE[wie] ?? (neu ? (neu === 1 ? "Ein Eintrag ist übertragen." : neu + " Einträge sind übertragen.") : "Verbunden.");
      if (fragen) satz += fragen === 1 ? " Bei einem Eintrag müssen Sie entscheiden." : " Bei " + fragen + " Einträgen müssen Sie entscheiden.";
      sagen(satz);
      zeichnen();
    });

  // --- the page ------------------------------------------------------------------------------------------------
  const el = (art, werte = {}, ...kinder) => {
    const e = document.createElement(art);
    for (const [n, w] of Object.entries(werte)) n in e ? (e[n] = w) : e.setAttribute(n, w);
    e.append(...kinder);
    return e;
  };
  const knopf = (text, tat, name) => {
    const k = el("button", { type: "button", className: "kern-btn kern-btn--secondary" }, el("span", { className: "kern-label", textContent: text }));
    if (name) k.setAttribute("aria-label", text + ": " + name);
    k.addEventListener("click", tat);
    return k;
  };
  const bdi = (text) => el("bdi", { textContent: text });
  /// Smaller and upright, so that many fit on the device; nothing the camera wrote into the file comes along.
  const verkleinert = async (datei) => {
    const bild = await createImageBitmap(datei, { imageOrientation: "from-image" });
    const mass = Math.min(1, 1600 / Math.max(bild.width, bild.height));
    const flaeche = document.createElement("canvas");
    flaeche.width = Math.max(1, Math.round(bild.width * mass));
    flaeche.height = Math.max(1, Math.round(bild.height * mass));
    flaeche.getContext("2d").drawImage(bild, 0, 0, flaeche.width, flaeche.height);
    bild.close();
    const jpeg = await new Promise((gut) => flaeche.toBlob(gut, "image/jpeg", 0.85));
    const roh = new Uint8Array(await jpeg.arrayBuffer());
    let text = "";
    for (let i = 0; i < roh.length; i += 8192) text += String.fromCharCode(...roh.subarray(i, i + 8192));
    return btoa(text);
  };
  const ARTEN = { FOTO: "Bild", PUNKT: "Ort", STAERKE: "Stärke", THEMA: "Gesagt", TEXT: "Abschnitt" };
  const wort = (f) => f.ort_name || f.staerke || f.thema || f.foto_titel || f.text || "";
  const NAME = { PUNKT: "ort_name", STAERKE: "staerke", THEMA: "thema", FOTO: "foto_titel", TEXT: "text" };
  const ZUSATZ = { PUNKT: "ort_hinweis", THEMA: "thema_wo" };

  const entscheiden = async (e, felder) => {
    const { frage, ...rest } = e;
    await sichern({ ...rest, felder: { ...e.felder, ...felder } });
    await uebertragen();
    teil("warten-titel").focus();
  };
  const loeschen = async (e) => {
    await nehmen("eintrag", e.marke);
    await laden();
    zeichnen();
    teil("warten-titel").focus();
  };
  let nummer = 0;
  const schreibfeld = (titel, wert) => {
    nummer += 1;
    const t = el("textarea", { className: "kern-form-input__input gw-textfeld", id: "merge-" + nummer, rows: 4, value: wert, dir: "auto" });
    return [t, el("div", { className: "kern-form-input" }, el("label", { className: "kern-label", htmlFor: t.id, textContent: titel }), t)];
  };
  const beide = (a, b) => (a === b || !b ? a : a ? a + "\n" + b : b);
  /// The question a person answers: what is there, what is mine, and what shall become of it.
  const frage = (e) => {
    const f = e.felder;
    const leiste = el("div", { className: "gw-knopfleiste" });
    const kasten = el("div", { className: "gw-formular", role: "group", "aria-label": "Entscheiden: " + wort(f) });
    if (e.frage.ergebnis === "GEHT_NICHT") {
      kasten.append(el("p", { className: "kern-body", textContent: "Das geht so nicht: " + e.frage.text }));
      leiste.append(knopf("Noch einmal versuchen", () => entscheiden(e, {}), wort(f)));
      if (!e.bild) leiste.append(knopf("Ändern", () => aendern(e), wort(f)));
    } else if (e.frage.ergebnis === "ANDERS") {
      const [t, zeile] = schreibfeld("Beides zusammen, so wird es gespeichert", beide(e.frage.dort, f.text));
      kasten.append(
        el("p", { className: "kern-body", textContent: "Jemand hat diesen Abschnitt inzwischen geändert." }),
        el("p", { className: "kern-body" }, "Dort steht jetzt: ", bdi(e.frage.dort || "nichts")),
        el("p", { className: "kern-body" }, "Von Ihnen: ", bdi(f.text)),
        zeile,
      );
      leiste.append(knopf("So speichern", () => entscheiden(e, { vorher: e.frage.dort, text: t.value.trim() }), wort(f)));
    } else {
      const d = e.frage.dort;
      const art = f.dazu;
      const zeilen = (text, zusatz) => [bdi(text), zusatz ? ": " : "", bdi(zusatz || "")];
      const [t, feld1] = schreibfeld("Zusammen", beide(d.text, d.text.toLowerCase() === wort(f).toLowerCase() ? "" : wort(f)).replaceAll("\n", " / "));
      kasten.append(
        el("p", { className: "kern-body", textContent: "Das steht vielleicht schon da. Ist es dasselbe?" }),
        el("p", { className: "kern-body" }, "Schon da: ", ...zeilen(d.text, d.zusatz)),
        el("p", { className: "kern-body" }, "Von Ihnen: ", ...zeilen(wort(f), f[ZUSATZ[art]])),
        feld1,
      );
      let z = null;
      if (ZUSATZ[art]) {
        const [t2, feld2] = schreibfeld("Was ist zu wissen?", beide(d.zusatz, f[ZUSATZ[art]] || "").replaceAll("\n", "; "));
        z = t2;
        kasten.append(feld2);
      }
      const zusammen = () => {
        const neu = { [NAME[art]]: t.value.trim(), zusammen: d.id, gesehen: d.text, gesehen_zusatz: d.zusatz };
        if (z) neu[ZUSATZ[art]] = z.value.trim();
        return entscheiden(e, neu);
      };
      leiste.append(knopf("Dasselbe: so zusammenführen", zusammen, wort(f)));
      leiste.append(knopf("Beide behalten", () => entscheiden(e, { beide: "ja" }), wort(f)));
    }
    leiste.append(knopf("Meinen Eintrag löschen", () => loeschen(e), wort(f)));
    kasten.append(leiste);
    return kasten;
  };
  /// Back into the form; the waiting one goes when the form is saved again.
  let inArbeit = null;
  const aendern = (e) => {
    for (const [n, w] of Object.entries(e.felder)) if (feld(n)) feld(n).value = w;
    feld("erfassung").value = e.erfassung;
    inArbeit = e;
    wechseln();
    feld(NAME[e.felder.dazu]).focus();
  };
  const wechseln = () => {
    for (const t of form.querySelectorAll("[data-teil]")) t.hidden = t.dataset.teil !== feld("dazu").value;
  };
  const gewaehlt = () => stand?.find((x) => x.id === feld("erfassung").value);
  const abschnittText = () => {
    const wartet = meine.filter((x) => x.erfassung === feld("erfassung").value && x.felder.abschnitt === feld("abschnitt").value).at(-1);
    return wartet?.felder.text ?? gewaehlt()?.texte[feld("abschnitt").value] ?? "";
  };
  const zeilen = new Map();
  const zeileFuer = (e) => {
    const zeile = el("li", {}, ARTEN[e.felder.dazu] + ": ", bdi(wort(e.felder)), " (" + e.raum + ") ");
    if (e.frage) return zeile.append(frage(e)), zeile;
    const k = el("button", { type: "button", className: "gw-textknopf", textContent: "Ändern", "aria-label": "Ändern: " + wort(e.felder) });
    const l = el("button", { type: "button", className: "gw-textknopf", textContent: "Löschen", "aria-label": "Löschen: " + wort(e.felder) });
    k.addEventListener("click", () => aendern(e));
    l.addEventListener("click", () => loeschen(e));
    zeile.append(...(e.bild ? [l] : [k, " ", l]));
    return zeile;
  };
  const zeichnen = () => {
    teil("gesperrt").hidden = Boolean(schloss);
    teil("offen").hidden = !schloss;
    teil("fremd").hidden = fremde === 0;
    const viele = fremde === 1 ? "Ein Eintrag liegt" : fremde + " Einträge liegen";
    teil("fremd").textContent = viele + " verschlüsselt auf diesem Gerät" + (schloss ? " und gehören zu einem anderen Zugang. Nur wer sie geschrieben hat, kann sie nach dem Anmelden übertragen." : ".");
    if (!schloss) {
      zeilen.clear();
      teil("warten").replaceChildren();
      teil("da").replaceChildren();
      return;
    }
    const wahl = feld("erfassung");
    const bisher = wahl.value || location.hash.slice(1);
    wahl.replaceChildren(...(stand ?? []).map((x) => el("option", { value: x.id, textContent: x.raum + ", Fassung " + x.fassung })));
    if (stand?.some((x) => x.id === bisher)) wahl.value = bisher;
    form.hidden = !stand?.length;
    teil("kein").hidden = Boolean(stand?.length);
    teil("warten-leer").hidden = meine.length > 0;
    teil("warten").replaceChildren(
      ...meine.map((e) => {
        // what somebody is writing into a question stays when the list is drawn again
        const text = JSON.stringify(e);
        if (zeilen.get(e.marke)?.text !== text) zeilen.set(e.marke, { text, zeile: zeileFuer(e) });
        return zeilen.get(e.marke).zeile;
      }),
    );
    const da = gewaehlt()?.eintraege ?? [];
    teil("da-leer").hidden = da.length > 0;
    teil("da").replaceChildren(...da.map((d) => el("li", {}, ARTEN[d.art] + ": ", bdi(d.text), d.punkt_art ? " (" + d.punkt_art + ")" : "")));
  };

  const fehler = (text, name) => {
    const f = teil("fehler");
    f.textContent = text;
    f.hidden = !text;
    form.querySelectorAll("[aria-invalid]").forEach((x) => x.removeAttribute("aria-invalid"));
    if (!text) return true;
    const x = feld(name);
    x.setAttribute("aria-invalid", "true");
    x.focus();
    window.gewebe?.ansagen(text);
    return false;
  };
  const PFLICHT = { PUNKT: ["ort_name", "ort_art", "ort_punkt"], STAERKE: ["staerke"], THEMA: ["thema", "thema_am"], FOTO: ["foto_titel", "foto"], TEXT: ["abschnitt"] };
  const pruefen = (art) => {
    for (const n of PFLICHT[art]) {
      if (!feld(n).value.trim()) return fehler("Bitte ausfüllen: " + form.querySelector('label[for="feld-' + n + '"]').textContent, n);
    }
    const zuLang = [...form.querySelector('[data-teil="' + art + '"]').querySelectorAll("[data-max]")].find((x) => [...x.value].length > Number(x.dataset.max));
    if (zuLang) return fehler("Bitte kürzen: höchstens " + zuLang.dataset.max + " Zeichen.", zuLang.name);
    if (art === "PUNKT" && (feld("ort_punkt").value.match(/\d+([.,]\d+)?/g) ?? []).length !== 2) return fehler("Bitte geben Sie Breite und Länge an, zum Beispiel 54,3233 10,1394.", "ort_punkt");
    return fehler("");
  };
  form.addEventListener("submit", async (ereignis) => {
    ereignis.preventDefault();
    const art = feld("dazu").value;
    if (!schloss || !pruefen(art)) return;
    const felder = { dazu: art };
    for (const x of form.querySelector('[data-teil="' + art + '"]').querySelectorAll("[name]:not([type=file])")) felder[x.name] = x.value.trim();
    const e = { marke: crypto.randomUUID(), erfassung: feld("erfassung").value, raum: gewaehlt()?.raum ?? "", zeit: Date.now(), felder };
    if (art === "FOTO") {
      try {
        e.bild = await verkleinert(feld("foto").files[0]);
      } catch {
        fehler("Dieses Bild ist nicht zu lesen. Bitte wählen Sie eines als JPEG oder PNG.", "foto");
        return;
      }
    }
    if (art === "TEXT") {
      // one waiting text per section: written on, it keeps what stood there when the walk began
      const alt = meine.find((x) => x.erfassung === e.erfassung && x.felder.abschnitt === felder.abschnitt);
      felder.vorher = alt?.felder.vorher ?? gewaehlt()?.texte[felder.abschnitt] ?? "";
      inArbeit ??= alt ?? null;
    }
    try {
      await sichern(e);
      if (inArbeit) await nehmen("eintrag", inArbeit.marke);
    } catch {
      fehler("Auf dem Gerät ist kein Platz mehr. Bitte übertragen Sie zuerst, was wartet.", NAME[art]);
      return;
    }
    inArbeit = null;
    for (const x of form.querySelector('[data-teil="' + art + '"]').querySelectorAll("[name]")) if (x.type !== "date") x.value = "";
    await laden();
    sagen("Auf dem Gerät gesichert.");
    zeichnen();
    feld("dazu").focus();
    uebertragen();
  });
  feld("dazu").addEventListener("change", wechseln);
  feld("erfassung").addEventListener("change", zeichnen);
  feld("abschnitt").addEventListener("change", () => (feld("text").value = abschnittText()));
  teil("senden").addEventListener("click", uebertragen);
  teil("hier").addEventListener("click", () => {
    sagen("Der Ort wird gesucht …");
    navigator.geolocation.getCurrentPosition(
      (p) => {
        feld("ort_punkt").value = p.coords.latitude.toFixed(5) + " " + p.coords.longitude.toFixed(5);
        sagen("Der Ort ist eingesetzt, auf etwa " + Math.round(p.coords.accuracy) + " Meter genau.");
      },
      () => sagen("Der Ort war nicht zu finden. Bitte tragen Sie Breite und Länge ein."),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 10000 },
    );
  });
  window.addEventListener("online", uebertragen);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && uebertragen());
  setInterval(() => meine.some((e) => !e.frage) && uebertragen(), 60000);

  const start = async () => {
    const heute = new Date();
    feld("thema_am").value = new Date(heute - heute.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    wechseln();
    await laden();
    zeichnen();
    navigator.serviceWorker.register(ort.dataset.dienst, { scope: "/unterwegs/" }).catch(() => navigator.serviceWorker.controller || sagen("Das Blatt ist ohne Netz nicht zu öffnen. Bitte lassen Sie es offen."));
    // the browser must not throw waiting entries away when storage is short
    navigator.storage?.persist?.();
    await uebertragen();
    const da = await navigator.serviceWorker.ready;
    if (da.active) ort.dataset.bereit = "ja";
  };
  start();
})();
