//! What Lighthouse calls best practices, accessibility and findability, as far as a page alone can say: on every page of
//! the public site, in the browser, as one more check of the round.

use testkit::browser::Browser;

/// Most a page may transfer at first view, in bytes.
const HOECHSTENS: u32 = 100 * 1024;

/// Findings, one line each.
const JS: &str = r#"
const funde = [], sag = t => funde.push(t), eins = s => document.querySelector(s), alle = s => [...document.querySelectorAll(s)];
const sichtbar = e => e.checkVisibility?.() !== false && e.getClientRects().length > 0;
const name = e => (e.getAttribute('aria-label') || e.innerText || e.textContent || e.querySelector('img,svg')?.getAttribute('aria-label') || '').trim();
if (document.doctype?.name !== 'html' || document.compatMode !== 'CSS1Compat') sag('kein doctype html');
if (document.characterSet !== 'UTF-8' || !document.head.innerHTML.slice(0, 1024).includes('charset')) sag('Zeichensatz nicht am Anfang genannt');
const html = document.documentElement;
if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(html.lang)) sag('lang: ' + html.lang);
if ((html.lang.startsWith('ar')) !== (getComputedStyle(html).direction === 'rtl')) sag('Schreibrichtung passt nicht zu ' + html.lang);
if (document.title.trim().length < 5) sag('Titel: ' + document.title);
const ansicht = eins('meta[name=viewport]')?.content ?? '';
if (!ansicht.includes('width=device-width') || /user-scalable\s*=\s*no|maximum-scale/.test(ansicht)) sag('viewport: ' + ansicht);
if ((eins('meta[name=description]')?.content ?? '').trim().length < 20) sag('keine Beschreibung');
const roboter = eins('meta[name=robots]')?.content ?? '';
if (arguments[0] && roboter.includes('noindex')) sag('Suchmaschinen dürfen die Seite nicht zeigen');
for (const i of alle('img')) {
  if (!i.hasAttribute('alt')) sag('Bild ohne alt: ' + i.src);
  if (!i.hasAttribute('width') || !i.hasAttribute('height')) sag('Bild ohne Maße: ' + i.src);
  if (i.complete && i.naturalWidth && i.width && Math.abs(i.naturalWidth / i.naturalHeight - i.width / i.height) > 0.1) sag('Bild verzerrt: ' + i.src);
}
for (const a of alle('a[href]')) {
  const n = name(a);
  if (!n) sag('Link ohne Namen: ' + a.getAttribute('href'));
  if (/^(hier|hier klicken|mehr|weiter|link|click here|more|here)$/i.test(n)) sag('Link sagt nicht, wohin: ' + n);
  if (/^javascript:/i.test(a.getAttribute('href'))) sag('Link ist ein Skript');
  if (a.target === '_blank' && !/noopener|noreferrer/.test(a.rel)) sag('Link öffnet ein Fenster, das zurückgreifen kann: ' + n);
}
for (const k of alle('button')) if (sichtbar(k) && !name(k)) sag('Knopf ohne Namen');
// WCAG 2.5.8: 24 by 24, or so much room around it; a link within a sentence is as high as its line
const ziele = alle('a[href],button,input:not([type=hidden]),select,textarea,summary').filter(sichtbar);
const mitten = ziele.map(e => { const r = e.getBoundingClientRect(); return { e, r, x: r.x + r.width / 2, y: r.y + r.height / 2 }; });
for (const z of mitten) {
  if (z.r.width >= 24 && z.r.height >= 24 || z.r.right < 0 || z.r.bottom < 0) continue;
  const imSatz = z.e.tagName === 'A' && getComputedStyle(z.e).display.startsWith('inline') && (z.e.parentElement.innerText ?? '').trim() !== (z.e.innerText ?? '').trim();
  const label = z.e.labels?.[0]?.getBoundingClientRect();
  if (imSatz || z.e.closest('svg') || label && label.height >= 24) continue;
  if (mitten.some(a => a !== z && !a.e.contains(z.e) && !z.e.contains(a.e) && Math.hypot(a.x - z.x, a.y - z.y) < 24)) sag('Ziel zu klein und zu nah: ' + (name(z.e) || z.e.name));
}
const ids = alle('[id]').map(e => e.id);
for (const d of new Set(ids.filter((d, i) => ids.indexOf(d) !== i))) sag('id doppelt: ' + d);
for (const l of alle('link[rel=alternate][hreflang]')) if (!/^[a-z]{2,3}(-[A-Za-z0-9-]+)?$/.test(l.hreflang)) sag('hreflang: ' + l.hreflang);
if (alle('script:not([type="application/ld+json"])').length) sag('braucht ein Skript');
const seite = performance.getEntriesByType('navigation')[0], rest = performance.getEntriesByType('resource');
const bytes = seite.transferSize + rest.reduce((s, r) => s + Math.max(r.transferSize, r.encodedBodySize), 0);
if (bytes > arguments[1]) sag(bytes + ' Bytes beim ersten Ansehen');
for (const r of rest) if (new URL(r.name).origin !== location.origin && !r.name.startsWith('data:')) sag('fremde Datei: ' + r.name);
if (document.cookie) sag('Cookie, das Skripte lesen können');
if (alle('[onclick],[onload],[style]').length) sag('Skript oder Stil im Element');
return funde;
"#;

/// What is to be said about the page that is open; `finden` when search engines shall show it.
pub async fn maengel(b: &Browser, finden: bool) -> anyhow::Result<Vec<String>> {
    let funde = b
        .client
        .execute(JS, vec![finden.into(), HOECHSTENS.into()])
        .await?;
    Ok(serde_json::from_value(funde)?)
}
