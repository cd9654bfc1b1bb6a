// How the box looks: its own colours, light or dark as the page behind it is, unless the page sets the custom properties --backfile-….
const STYLE = `
:host{display:block}
:host([hidden]){display:none}
#root{--ink:#1b1d21;--soft:#565c66;--paper:#fff;--rule:#d9dce1;--line:#767c86;--accent:#1f5c8a;--on:#fff;--mark:#ffe9a3;--mark-ink:#1b1d21;color-scheme:light}
#root.dark{--ink:#e7e8ea;--soft:#a8adb6;--paper:#1b1e23;--rule:#3a3f47;--line:#858b95;--accent:#86bdea;--on:#10212e;--mark:#5a4a12;--mark-ink:#fff5d6;color-scheme:dark}
#canvas{position:absolute;background-color:Canvas}
*{box-sizing:border-box}
[hidden]{display:none!important}
#root{--i:var(--backfile-text,var(--ink));--s:var(--backfile-soft,var(--soft));--p:var(--backfile-background,var(--paper));--l:var(--backfile-border,var(--line));--a:var(--backfile-accent,var(--accent));
 font:var(--backfile-font,inherit);line-height:1.5;color:var(--i);background:var(--p);padding:var(--backfile-padding,1rem);border-radius:var(--r);--r:var(--backfile-radius,6px);overflow-wrap:anywhere;text-align:start}
form{position:relative;display:flex;flex-wrap:wrap;gap:.35rem .5rem}
label{flex:0 0 100%;font-size:.9em;font-weight:600}
#field{flex:1 1 10rem;min-width:0}
input,button{font:inherit;color:inherit;min-height:2.6em;border-radius:var(--r);margin:0}
input{width:100%;padding:.4em .7em;background:var(--p);border:1px solid var(--l)}
input::placeholder{color:var(--s);opacity:1}
button{padding:.4em 1em;border:1px solid var(--l);background:none;cursor:pointer}
form button{background:var(--a);border-color:var(--a);color:var(--backfile-on-accent,var(--on));font-weight:600}
button[aria-disabled=true]{color:var(--s);border-style:dashed;cursor:default}
button:hover:not([aria-disabled=true]){text-decoration:underline}
:focus-visible{outline:3px solid var(--a);outline-offset:2px}
#list{position:absolute;z-index:9;inset-inline:0;margin-top:5px;max-height:22rem;overflow:auto;padding:.25rem;background:var(--p);border:1px solid var(--l);border-radius:var(--r);box-shadow:0 8px 24px #0003}
#list div{padding:.4em .6em;border-radius:4px;cursor:pointer;border-inline-start:4px solid transparent}
#list div:hover,#list [aria-selected=true]{border-color:var(--a);background:color-mix(in srgb,var(--a) 12%,var(--p))}
#list [aria-selected=true]{outline:1px solid var(--a)}
small{display:block;color:var(--s)}
#status{margin:.75rem 0 0;color:var(--s)}
#status:empty,#advice:empty,ol:empty{display:none}
#advice{margin:.5rem 0 0}
ol{list-style:none;margin:.25rem 0 0;padding:0}
li{padding:.8rem 0;border-bottom:1px solid var(--backfile-border,var(--rule))}
.title{font-size:1.1em;font-weight:600;line-height:1.3;margin:0}
a,.link{color:var(--a);text-underline-offset:.18em}
.link{border:0;padding:0 .2em;min-height:1.6em;text-decoration:underline}
.title a{text-decoration:none;display:inline-block;min-height:24px}
.title a:hover{text-decoration:underline}
li p{margin:.2rem 0 0}
.meta{color:var(--s);font-size:.9em}
mark{background:var(--backfile-mark,var(--mark));color:var(--backfile-mark-text,var(--mark-ink));border-radius:2px}
nav{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin-top:.8rem}
#all{margin-inline-start:auto}
#unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(prefers-reduced-motion:no-preference){ol{transition:opacity .15s}}
[aria-busy=true] ol{opacity:.6}
@media(forced-colors:active){#list [aria-selected=true]{outline:2px solid Highlight}mark{forced-color-adjust:none}}`;
