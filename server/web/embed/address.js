// <backfile-search>: a search box with suggestions and results, for any page of any site; docs/embed.md describes it. These files are joined in
// one function and served as /embed.js (see server/CMakeLists.txt). This one: whether it is there already, and where it came from.
const NAME = 'backfile-search';
if (customElements.get(NAME)) return;

// A module has no currentScript, and no other way to ask that a plain script could read.
const script = document.currentScript;
const [address] = /https?:\/\/[^\s()]+?\/embed\.js/.exec(`${script ? script.src : ''} ${new Error().stack}`) || [''];
