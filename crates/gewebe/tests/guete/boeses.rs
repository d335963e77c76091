//! Text that wants to be more than text: scripts, attributes, foreign markup, formulas, signs that mislead.

/// How a value breaks out of where it stands.
const AUS: [&str; 14] = [
    "",
    "\">",
    "'>",
    "\" ",
    "' ",
    "</textarea>",
    "</title>",
    "</option></select>",
    "-->",
    "]]>",
    "</p></bdi>",
    "\\\">",
    "&quot;>",
    "\u{0}\">",
];
/// What it would run there.
const WAS: [&str; 30] = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/x.js></SCRIPT>",
    "<scr\u{0}ipt>alert(1)</scr\u{0}ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src=\"x\"/onerror=\"alert(1)\">",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><use href=\"data:image/svg+xml,<svg id=x onload=alert(1)>#x\">",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe srcdoc=\"<script>alert(1)</script>\">",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<form action=javascript:alert(1)><button>x",
    "<button formaction=javascript:alert(1)>x",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<meta http-equiv=refresh content=0;url=//x.example>",
    "<base href=//x.example/>",
    "<link rel=stylesheet href=//x.example/x.css>",
    "<style>*{background:url(//x.example)}</style>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "onmouseover=alert(1) x=",
    "autofocus onfocus=alert(1) x=",
    "style=animation-name:x onanimationstart=alert(1) x=",
    "hx-on:click=alert(1) data-hx-get=//x.example x=",
];
/// Templates, codes and encodings that some layer might open once too often.
const ALLEIN: [&str; 24] = [
    "{{7*7}}",
    "{% raw %}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003e",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "'; DROP TABLE anliegen; --",
    "' OR '1'='1",
    "\"; UPDATE benutzer SET status='X",
    "$1",
    "%s%n%x",
    "../../etc/passwd",
    "a\r\nBcc: x@x.example",
    "a\r\nSet-Cookie: x=1",
    "<!--",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=\"1.0\"?>",
    "\u{feff}<script>alert(1)</script>",
];
/// What a spreadsheet would reckon.
const FORMELN: [&str; 12] = [
    "=1+1",
    "=HYPERLINK(\"http://x.example\",\"x\")",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\u{ff1d}1+1",
    "=IMPORTXML(\"//x.example\")",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
];
/// Signs that mislead the eye or the machine.
const ZEICHEN: [&str; 20] = [
    "\u{202e}nekierhcseg\u{202c}",
    "\u{200f}محمد\u{200f}",
    "a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}",
    "\u{200b}\u{200d}\u{feff}",
    "\u{2066}x\u{2069}",
    "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{fdd0}\u{fffe}",
    "\u{1d400}\u{1d401}",
    "ß ẞ ı İ ſ",
    "ﬀ ﬁ ﬂ",
    "Ⅷ ① ½",
    "\u{7}\u{8}\u{1b}[31m",
    "\u{85}\u{2028}\u{2029}",
    "ＡＢＣ＜script＞",
    "‹script›alert(1)‹/script›",
    "\u{0}",
    "a\u{0}b",
    "Ș Ț Ž Ć Ǌ",
    "Ḑūtā ʾAlī",
    "\u{e0001}\u{e0041}",
];

/// All of them, in one order; more than the five hundred GUETE S4 asks for.
pub fn alle() -> Vec<String> {
    let mut aus: Vec<String> = Vec::new();
    for a in AUS {
        aus.extend(WAS.iter().map(|w| format!("{a}{w}")));
    }
    for liste in [&ALLEIN[..], &FORMELN[..], &ZEICHEN[..]] {
        aus.extend(liste.iter().map(|t| (*t).to_owned()));
    }
    aus.extend(FORMELN.iter().flat_map(|f| [format!(" {f}"), format!("\"{f}")]));
    aus.extend([200, 5_000].map(|n| "<b>".repeat(n)));
    aus
}

#[test]
fn es_sind_genug_und_jeder_anders() {
    let mut alle = alle();
    let n = alle.len();
    alle.sort();
    alle.dedup();
    assert!(alle.len() == n && n >= 500, "{n}");
}
