// An archive whose every text tries to break the page that shows it. A script that ran would call hostile(), which the tests watch for.
import { writeFileSync } from 'node:fs';

const ATTACKS = [
  '<script>hostile()</script>', '</script><script>hostile()</script>', '<img src=x onerror=hostile()>', '"><svg/onload=hostile()>',
  "'><body onload='hostile()'>", '" autofocus onfocus="hostile()', "' onmouseover='hostile()", 'javascript:hostile()', '</title><script>hostile()</script>',
  '</textarea><script>hostile()</script>', '<!-- <script>hostile()</script>', '--><script>hostile()</script>', ']]><script>hostile()</script>',
  '<iframe srcdoc="<script>parent.hostile()</script>"></iframe>', '<a href="javascript:hostile()">a link</a>', '<style>*{display:none}</style>',
  '<base href="https://elsewhere.example/">', '<meta http-equiv="refresh" content="0;url=https://elsewhere.example/">', '<form action="https://elsewhere.example/"><input>',
  '<math><mi//xlink:href="data:x,<script>hostile()</script>">', '{{constructor.constructor("hostile()")()}}', '${hostile()}', '%3Cscript%3Ehostile()%3C/script%3E',
  '&lt;script&gt;hostile()&lt;/script&gt;', '&#60;script&#62;hostile()', '\\u003cscript\\u003ehostile()', '`${hostile()}`', '<mark>not ours</mark>', '<b onclick=hostile()>bold',
];
const ODDITIES = [
  '\u202Eright to left override', 'isolate \u2066unclosed', '\u202Aembedded \u202Bunclosed', '\u200F\u200E marks', 'zero\u200Bwidth\u200Djoiners\uFEFF', 'e' + '\u0301'.repeat(60) + ' stacked accents',
  '𝓕𝓪𝓷𝓬𝔂 𝒷𝑒𝓎𝑜𝓃𝒹 the first plane', '👩‍👩‍👧‍👦 family 🇯🇵 flag', 'Ｆｕｌｌ ｗｉｄｔｈ', 'ﷺ ﷽ ligatures', 'W' + 'o'.repeat(400) + 'rd', 'line\u2028separator\u2029paragraph', '\uFFFD\uFFFE\u{10FFFF} nonsense',
  'العربية in English', '&amp;amp; &nbsp; &copy', "O'Brien & \"Sons\" <Ltd.>", 'tab\tand  spaces', 'C:\\path\\to\\file', '../../../etc/passwd', '%00%0d%0aSet-Cookie: a=b',
];
const URLS = [
  'javascript:hostile()', 'JaVaScRiPt:hostile()', ' javascript:hostile()', 'java\tscript:hostile()', 'data:text/html,<script>hostile()</script>', 'vbscript:hostile()', 'file:///etc/passwd',
  '//elsewhere.example/protocol-relative', 'https://news.example/"onmouseover="hostile()', "https://news.example/'><script>hostile()</script>", 'https://user:secret@news.example/', 'https://news.example/ordinary',
];

// Every article has the word "harbour", so that one search finds them all.
export function hostileArticles() {
  const texts = [...ATTACKS, ...ODDITIES];
  const pick = (index) => texts[index % texts.length];
  return texts.map((text, index) => ({
    id: `hostile-${String(index).padStart(2, '0')}`,
    title: index % 3 ? `${text} harbour` : `Harbour ${text}`,
    subtitle: pick(index + 1),
    body: `The harbour ${text} was closed on Monday.\n\n${pick(index + 2)} harbour ${pick(index + 3)}\n\n${text.repeat(3)} said the harbour master.`,
    url: URLS[index % URLS.length],
    source: pick(index + 4), section: `${pick(index + 5)}/${pick(index + 6)}`, authors: [pick(index + 7), pick(index + 8)], tags: [pick(index + 9)],
    language: ['en', 'ar', 'ja', 'he'][index % 4], page: pick(index + 10).slice(0, 20), published: `${1880 + index * 3}-04-${String(1 + index % 28).padStart(2, '0')}`,
    corrections: index % 2 ? [{ date: '2001-01-01', text: pick(index + 11) }] : [],
  }));
}

export const HOSTILE_TEXTS = [...ATTACKS, ...ODDITIES];

export const writeHostileArchive = (file) => writeFileSync(file, hostileArticles().map((article) => JSON.stringify(article)).join('\n') + '\n');
