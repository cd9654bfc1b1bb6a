// What the server sends, as nodes of the document: text stays text, whatever it looks like.
// An element with attributes (null: not set) and children; texts become text nodes.
const h = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) if (value !== null && value !== undefined) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};
const fill = (text, values) => text.replace(/\{(\w)\}/g, (_, name) => values[name]);

// marks: begin and end in code points, in order.
const marked = (text, marks) => {
  const characters = Array.from(text);
  const parts = [];
  let at = 0;
  for (const [begin, end] of marks) {
    parts.push(characters.slice(at, begin).join(''), h('mark', { part: 'mark' }, characters.slice(begin, end).join('')));
    at = end;
  }
  return [...parts, characters.slice(at).join('')];
};

// A title with its <mark>s, everything else in it escaped, is taken apart into text and marks.
const ENTITIES = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
const markedTitle = (html) => html.split(/<mark>(.*?)<\/mark>/s).map((part, index) => {
  const text = part.replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => ENTITIES[name]);
  return index % 2 ? h('mark', { part: 'mark' }, text) : text;
});

// "16 April 1912", as exact as it is known, in the day of the place where it was written.
const dateText = (iso, language) => {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso) || [];
  if (!year) return '';
  const date = new Date(0);
  date.setUTCFullYear(+year, month ? month - 1 : 0, +day || 1);
  return new Intl.DateTimeFormat(language, { timeZone: 'UTC', year: 'numeric', ...(month && { month: 'long' }), ...(day && { day: 'numeric' }) }).format(date);
};

// Whether a colour is a dark one; undefined where that cannot be told.
const isDark = (colour) => {
  const [red, green, blue, alpha = 1] = /^rgb/.test(colour) ? colour.match(/[\d.]+/g).map(Number) : [0, 0, 0, 0];
  return alpha < 0.5 ? undefined : red * 0.299 + green * 0.587 + blue * 0.114 < 128;
};
