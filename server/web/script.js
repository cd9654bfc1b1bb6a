// What pages can do beyond links and forms: suggestions, results without a new page, ranges dragged over a timeline, keys.
// Everything works without it. Nothing of the archive is ever put on a page as markup here but what the server itself made.

const REST = 90; // milliseconds without a key before suggestions are asked for

const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) && !event.defaultPrevented;
const isTyping = (element) => element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// ---- Suggestions: a combobox with a list (WAI-ARIA Authoring Practices, "combobox with list autocomplete").

class Suggestions {
  constructor(input) {
    this.input = input;
    this.form = input.form;
    this.list = make('div', { role: 'listbox', id: input.id + '-suggestions', class: 'suggestions', 'aria-label': input.dataset.suggestions });
    this.list.hidden = true;
    this.status = make('span', { class: 'unseen', role: 'status' });
    this.form.append(this.list, this.status);
    this.typed = input.value;
    this.at = -1;
    for (const [name, value] of [['role', 'combobox'], ['aria-expanded', 'false'], ['aria-controls', this.list.id], ['aria-autocomplete', 'list']])
      input.setAttribute(name, value);
    input.addEventListener('input', () => this.wait());
    input.addEventListener('keydown', (event) => this.key(event));
    input.addEventListener('blur', () => this.close());
    this.list.addEventListener('pointerdown', (event) => event.preventDefault()); // keeps the focus in the box
    this.list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) this.take(option);
    });
  }

  wait() {
    this.typed = this.input.value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), REST);
  }

  async ask() {
    this.asking?.abort();
    const q = this.typed.trim();
    if (!q) return this.close();
    this.asking = new AbortController();
    const parameters = new URLSearchParams({ q, limit: '6' });
    for (const [name, value] of new FormData(this.form)) if (/^(from|to|section|author|source|tag|lang)$/.test(name)) parameters.append(name, value);
    try {
      const answer = await fetch(this.input.dataset.suggest + '?' + parameters, { signal: this.asking.signal });
      if (!answer.ok) return this.close();
      const [, texts, descriptions] = await answer.json();
      if (this.typed.trim() === q && document.activeElement === this.input) this.show(texts, descriptions);
    } catch (error) {
      if (error.name !== 'AbortError') this.close();
    }
  }

  show(texts, descriptions) {
    this.list.replaceChildren(...texts.map((text, i) => {
      const option = make('div', { role: 'option', id: `${this.list.id}-${i}`, 'aria-selected': 'false', dir: 'auto' }, text);
      // A headline is looked for as it stands; its punctuation is no query.
      option.dataset.text = descriptions[i] ? `"${text.replace(/["“”„«»＂]/g, ' ')}"` : text;
      if (descriptions[i]) option.append(make('small', {}, descriptions[i]));
      return option;
    }));
    this.at = -1;
    this.list.hidden = texts.length === 0;
    this.input.setAttribute('aria-expanded', String(texts.length > 0));
    this.input.removeAttribute('aria-activedescendant');
    this.status.textContent = texts.length ? `${this.input.dataset.suggestions}: ${texts.length}` : '';
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.show([], []);
  }

  move(step) {
    const options = [...this.list.children];
    // One place more than there are: the box itself, with what was typed.
    this.at = ((this.at + 1 + step + options.length + 1) % (options.length + 1)) - 1;
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === this.at)));
    const chosen = options[this.at];
    this.input.value = chosen ? chosen.dataset.text : this.typed;
    if (chosen) {
      this.input.setAttribute('aria-activedescendant', chosen.id);
      chosen.scrollIntoView({ block: 'nearest' });
    } else {
      this.input.removeAttribute('aria-activedescendant');
    }
  }

  take(option) {
    this.input.value = option.dataset.text;
    this.close();
    this.form.requestSubmit();
  }

  key(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (open) this.move(event.key === 'ArrowDown' ? 1 : -1);
      else this.wait();
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      this.input.value = this.typed;
      this.close();
    } else if (event.key === 'Enter') {
      this.close();
    }
  }
}

// ---- Results in place: the same page is fetched, and the part of it that answers takes the old one's place.

const live = () => document.querySelector('[data-live]');

async function goTo(address, remember) {
  const old = live();
  old.classList.add('waiting');
  old.setAttribute('aria-busy', 'true');
  goTo.latest?.abort();
  const latest = (goTo.latest = new AbortController());
  try {
    const answer = await fetch(address, { headers: { Accept: 'text/html' }, signal: latest.signal });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('[data-live]');
    if (!fresh || answer.redirected) return location.assign(address);
    if (remember) history.pushState({}, '', address);
    before = shown();
    document.title = page.title;
    const form = document.querySelector('.top .search'), freshForm = page.querySelector('.top .search');
    for (const hidden of form.querySelectorAll('input[type=hidden]')) hidden.remove();
    form.append(...freshForm.querySelectorAll('input[type=hidden]'));
    form.elements.q.value = freshForm.elements.q.value;
    keepOpen(old, fresh);
    old.replaceWith(fresh);
    dress(fresh);
    if (remember) {
      window.scrollTo({ top: 0 });
      const heading = fresh.querySelector('h1');
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  } catch (error) {
    if (error.name !== 'AbortError') location.assign(address);
  }
}

// What a reader has folded away stays so.
function keepOpen(old, fresh) {
  const name = (details) => details.className + details.querySelector('summary').textContent;
  const states = new Map([...old.querySelectorAll('details')].map((details) => [name(details), details.open]));
  for (const details of fresh.querySelectorAll('details')) if (states.has(name(details))) details.open = states.get(name(details));
}

const isSearch = (address) => address.origin === location.origin && address.pathname === location.pathname && !address.hash;

function followInPlace(event) {
  const link = event.target.closest?.('a[href]');
  if (!link || !live() || event.button !== 0 || !isPlain(event) || link.target) return;
  const address = new URL(link.href instanceof Object ? link.href.baseVal : link.href, location.href);
  if (!isSearch(address) || !link.closest('[data-live]')) return;
  event.preventDefault();
  goTo(address.href, true);
}

function submitInPlace(event) {
  const form = event.target;
  if (!live() || form.method !== 'get' || event.defaultPrevented) return;
  const address = new URL(form.action, location.href);
  if (!isSearch(address)) return;
  event.preventDefault();
  for (const [name, value] of new FormData(form)) if (value !== '') address.searchParams.append(name, value);
  goTo(address.href, true);
}

// ---- Timelines: what a bar says, a range by dragging, arrow keys.

class Timeline {
  constructor(section) {
    this.section = section;
    this.bars = [...section.querySelectorAll('.bars a')];
    this.said = section.querySelector('.said');
    if (!this.bars.length) return;
    section.tabIndex = 0;
    section.setAttribute('aria-label', section.dataset.keys);
    this.at = this.from = -1;
    const picture = section.querySelector('.bars');
    picture.addEventListener('pointerdown', (event) => this.press(event));
    picture.addEventListener('pointermove', (event) => this.drag(event));
    picture.addEventListener('pointerup', (event) => this.release(event));
    picture.addEventListener('pointercancel', () => this.mark([]));
    picture.addEventListener('pointerleave', () => this.pressed === undefined && this.say(''));
    picture.addEventListener('dragstart', (event) => event.preventDefault());
    picture.addEventListener('click', (event) => this.dragged && event.preventDefault(), true);
    section.addEventListener('keydown', (event) => this.key(event));
    section.addEventListener('blur', () => this.show(-1));
  }

  text(bar) {
    return bar.querySelector('title').textContent;
  }
  say(text) {
    this.said.textContent = text;
  }
  mark(bars) {
    for (const bar of this.bars) bar.classList.toggle('in-range', bars.includes(bar));
  }
  show(at) {
    this.at = at;
    this.bars.forEach((bar, i) => bar.classList.toggle('at', i === at));
  }

  middle(bar) {
    const box = bar.querySelector('.reach').getBoundingClientRect();
    return (box.left + box.right) / 2;
  }
  between(a, b) {
    const [left, right] = [Math.min(a, b), Math.max(a, b)];
    const half = this.bars[0].querySelector('.reach').getBoundingClientRect().width / 2;
    return this.bars.filter((bar) => this.middle(bar) >= left - half && this.middle(bar) <= right + half);
  }

  press(event) {
    this.dragged = false;
    if (event.button === 0) this.pressed = event.clientX;
  }
  drag(event) {
    const bar = event.target.closest('a');
    if (this.pressed === undefined) return this.say(bar ? this.text(bar) : '');
    if (!this.dragged && Math.abs(event.clientX - this.pressed) < 6) return;
    if (!this.dragged) event.currentTarget.setPointerCapture(event.pointerId);
    this.dragged = true;
    const bars = this.between(this.pressed, event.clientX);
    this.mark(bars);
    this.say(this.range(bars));
  }
  release(event) {
    const from = this.pressed;
    this.pressed = undefined;
    if (!this.dragged) return;
    const bars = this.between(from, event.clientX);
    this.mark([]);
    if (bars.length) this.narrow(bars);
  }

  range(bars) {
    if (!bars.length) return '';
    const [first, last] = [bars[0].dataset.from, bars.at(-1).dataset.to];
    return first === last ? first : `${first} – ${last}`;
  }
  narrow(bars) {
    const address = new URL(bars[0].getAttribute('href'), location.href);
    address.searchParams.set('from', bars[0].dataset.from);
    address.searchParams.set('to', bars.at(-1).dataset.to);
    if (live() && isSearch(address)) goTo(address.href, true);
    else location.assign(address.href);
  }

  key(event) {
    if (event.target !== this.section || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.bars.length - 1;
    const to = { ArrowRight: Math.min(last, this.at + 1), ArrowLeft: Math.max(0, this.at - 1), Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      if (!event.shiftKey || this.from < 0) this.from = event.shiftKey ? Math.max(0, this.at) : to;
      this.show(to);
      const bars = this.bars.slice(Math.min(this.from, to), Math.max(this.from, to) + 1);
      this.mark(bars.length > 1 ? bars : []);
      this.say(bars.length > 1 ? this.range(bars) : this.text(this.bars[to]));
    } else if (event.key === 'Enter' && this.at >= 0) {
      event.preventDefault();
      this.narrow(this.bars.slice(Math.min(this.from, this.at), Math.max(this.from, this.at) + 1));
    } else if (event.key === 'Escape') {
      this.mark([]);
      this.show(-1);
      this.say('');
    }
  }
}

// ---- Keys of the whole page.

function toMatch(step) {
  const marks = [...document.querySelectorAll('main mark[id]')];
  if (!marks.length) return;
  const here = marks.findIndex((mark) => mark.classList.contains('at'));
  const next = marks[(here + step + marks.length + (here < 0 && step < 0 ? 1 : 0)) % marks.length];
  marks[here]?.classList.remove('at');
  next.classList.add('at');
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  next.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
}

function pressed(event) {
  if (!isPlain(event) || isTyping(event.target)) return;
  if (event.key === '/') {
    const box = document.querySelector('input[type=search]');
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === 'n' || event.key === 'p') {
    toMatch(event.key === 'n' ? 1 : -1);
  }
}

function dress(part) {
  for (const section of part.querySelectorAll('[data-timeline]')) new Timeline(section);
}

for (const input of document.querySelectorAll('input[data-suggest]')) new Suggestions(input);
dress(document);
document.addEventListener('click', followInPlace);
document.addEventListener('submit', submitInPlace);
document.addEventListener('keydown', pressed);
const shown = () => location.pathname + location.search; // a change of what stands behind '#' is none of the page
let before = shown();
window.addEventListener('popstate', () => {
  if (live() && shown() !== before) goTo(location.href, false);
  before = shown();
});
