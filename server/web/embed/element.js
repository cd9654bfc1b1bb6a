// The element itself.
const FILTERS = { section: 'section', source: 'source', author: 'author', tag: 'tag', language: 'lang', from: 'from', to: 'to', match: 'match', sort: 'sort' };

const dark = matchMedia('(prefers-color-scheme: dark)');

class BackfileSearch extends HTMLElement {
  static get observedAttributes() { return [...Object.keys(FILTERS), 'server', 'q', 'page-size', 'placeholder', 'label', 'heading-level', 'link-target', 'lang', 'results', 'suggestions', 'theme']; }

  connectedCallback() {
    if (!this.shadowRoot) this.build();
    this.changed(this.typed === undefined ? 'q' : '');
    // A page's switch between light and dark is an attribute of its root element, or the system's.
    this.watch = new MutationObserver(() => this.shade());
    this.watch.observe(document.documentElement, { attributes: true });
    dark.addEventListener('change', this.onDark = () => this.shade());
  }

  disconnectedCallback() {
    this.drop('search');
    this.drop('suggest');
    this.watch.disconnect();
    dark.removeEventListener('change', this.onDark);
  }

  attributeChangedCallback(name, before, now) {
    if (before !== now && this.isConnected && this.shadowRoot) this.changed(name);
  }

  // Attributes are often set several at a time: one look at them is enough.
  changed(name) {
    if (name === 'q') this.typed = this.getAttribute('q') || '';
    if (this.waiting) return;
    this.waiting = true;
    queueMicrotask(() => {
      this.waiting = false;
      if (this.isConnected) this.take();
    });
  }

  build() {
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    this.requests = {};
    this.active = -1;
    this.input = h('input', {
      id: 'q', part: 'input', type: 'search', role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'list', autocomplete: 'off', spellcheck: 'false', dir: 'auto', enterkeyhint: 'search',
    });
    this.list = h('div', { id: 'list', part: 'suggestions', role: 'listbox', hidden: '' });
    this.label = h('label', { for: 'q', part: 'label' });
    this.go = h('button', { type: 'submit', part: 'button' });
    this.form = h('form', { part: 'form', role: 'search' }, this.label, h('div', { id: 'field' }, this.input, this.list), this.go);
    this.status = h('p', { id: 'status', part: 'status', role: 'status', tabindex: '-1' });
    this.hint = h('p', { id: 'unseen', role: 'status' });
    this.advice = h('div', { id: 'advice', part: 'advice' });
    this.results = h('ol', { part: 'results' });
    this.previous = h('button', { type: 'button', part: 'page-button' });
    this.next = h('button', { type: 'button', part: 'page-button' });
    this.at = h('span', { part: 'page' });
    this.all = h('a', { id: 'all', part: 'all' });
    this.pager = h('nav', { part: 'pager', hidden: '' }, this.previous, this.at, this.next, this.all);
    this.root = h('div', { id: 'root', part: 'root' }, this.form, this.status, this.hint, this.advice, this.results, this.pager);
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
    } catch {
      root.append(h('style', { nonce: (script && script.nonce) || null }, STYLE));
    }
    this.canvas = h('i', { id: 'canvas' });
    root.append(this.root, this.canvas);
    this.listen();
  }

  listen() {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.search(this.input.value);
    });
    this.input.addEventListener('input', (event) => { if (!event.isComposing) this.suggest(); });
    this.input.addEventListener('compositionend', () => this.suggest());
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.addEventListener('focusout', () => this.close());
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) this.choose(option);
    });
    for (const [button, step] of [[this.previous, -1], [this.next, 1]]) {
      button.addEventListener('click', () => { if (button.getAttribute('aria-disabled') !== 'true') this.search(this.shown.q, this.shown.page + step, true); });
    }
  }

  // Light or dark, as `theme` says; else as what is behind the box.
  shade() {
    const theme = this.getAttribute('theme');
    let behind;
    for (let node = this; node && behind === undefined; node = node.parentElement || node.getRootNode().host) behind = isDark(getComputedStyle(node).backgroundColor);
    behind ??= isDark(getComputedStyle(this.canvas).backgroundColor) ?? dark.matches;
    this.root.classList.toggle('dark', theme === 'dark' || (theme !== 'light' && behind));
  }

  // Takes the attributes over; what is asked in `q` or is shown already is asked anew.
  take() {
    const holder = this.getRootNode().host || this;
    const wish = (this.closest('[lang]') || holder.closest('[lang]') || document.documentElement).lang || navigator.language;
    this.language = [wish, wish.split('-')[0], 'en'].find((tag) => TEXTS[tag]) || 'en';
    try { this.locale = Intl.getCanonicalLocales(wish)[0] || this.language; } catch { this.locale = this.language; }
    if (this.locale.split('-')[0] !== this.language) this.locale = this.language;
    this.texts = TEXTS[this.language];
    this.shade();
    this.root.lang = this.language;
    this.root.dir = this.language === 'ar' ? 'rtl' : 'ltr';
    this.label.textContent = this.getAttribute('label') || this.texts.label;
    this.go.textContent = this.texts.go;
    this.input.placeholder = this.getAttribute('placeholder') || '';
    this.list.setAttribute('aria-label', this.texts.suggestions);
    this.pager.setAttribute('aria-label', this.texts.pages);
    this.previous.textContent = this.texts.previous;
    this.next.textContent = this.texts.next;
    this.all.textContent = this.texts.all;
    this.base = null;
    try {
      const url = new URL(this.getAttribute('server') || address.replace(/embed\.js$/, '') || 'about:blank', document.baseURI);
      if (/^https?:$/.test(url.protocol)) this.base = url.origin + url.pathname.replace(/\/*$/, '/');
    } catch { /* said below */ }
    if (!this.base) return this.say('This search box needs the attribute "server": the address of its archive.');
    if (this.typed !== null) this.input.value = this.typed;
    const q = this.typed || (this.shown && this.shown.q);
    this.typed = null;
    if (q && this.getAttribute('results') !== 'page') this.search(q);
  }

  parameters(q, names = Object.keys(FILTERS)) {
    const parameters = new URLSearchParams();
    if (q) parameters.set('q', q);
    for (const name of names) {
      for (const value of (this.getAttribute(name) || '').split('|')) if (value.trim()) parameters.append(FILTERS[name], value.trim());
    }
    return parameters;
  }

  link(path, parameters) {
    const rest = parameters.toString();
    return this.base + path + (rest && `?${rest}`);
  }

  // A link to a page of the archive.
  anchor(href, attributes, ...children) {
    const target = this.getAttribute('link-target');
    return h('a', { href, target, rel: target && target !== '_self' ? 'noopener' : null, ...attributes }, ...children);
  }

  drop(kind) {
    const request = this.requests[kind];
    if (request) request.abort();
    delete this.requests[kind];
  }

  // The newest answer alone counts: null for one that a later request overtook. Throws where the network or the site's permission fails.
  async ask(kind, url) {
    this.drop(kind);
    const control = new AbortController();
    this.requests[kind] = control;
    const timer = setTimeout(() => control.abort(), 20000);
    try {
      const response = await fetch(url, { signal: control.signal, credentials: 'omit', headers: { Accept: 'application/json' } });
      const body = await response.json().catch(() => ({}));
      return this.requests[kind] === control ? { status: response.status, body } : null;
    } catch (error) {
      if (this.requests[kind] !== control) return null;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  // Public: searches for q and shows that page of results, or goes to the archive's page with results="page".
  async search(q, page = 1, moveFocus = false) {
    if (!this.shadowRoot || !this.base) return;
    this.drop('suggest');
    this.close();
    this.input.value = q;
    const parameters = this.parameters(q);
    if (!this.dispatchEvent(new CustomEvent('backfile-search', { detail: { q, page }, bubbles: true, composed: true, cancelable: true }))) return;
    if (this.getAttribute('results') === 'page') return void this.anchor(this.link('search', parameters)).click();
    this.all.href = this.link('search', parameters);
    parameters.set('page_size', this.getAttribute('page-size') || '5');
    if (page > 1) parameters.set('page', page);
    this.root.setAttribute('aria-busy', 'true');
    let answer;
    try { answer = await this.ask('search', this.link('v1/search', parameters)); } catch { answer = { status: 0, body: {} }; }
    if (!answer) return;
    this.root.removeAttribute('aria-busy');
    if (answer.status === 200 && Array.isArray(answer.body.results)) this.show(q, answer.body);
    else this.refuse(q, answer);
    if (moveFocus) this.status.focus();
  }

  say(sentence, attributes) {
    this.status.replaceChildren(attributes ? h('span', attributes, sentence) : sentence);
  }

  refuse(q, { status, body }) {
    const known = { 0: 'unreachable', 401: 'key', 403: 'key', 429: 'busy', 503: 'busy' }[status];
    const message = known ? this.texts[known] : body.detail || this.texts.failed;
    this.shown = null;
    this.results.replaceChildren();
    this.pager.hidden = true;
    this.say(message, !known && body.detail ? { lang: 'en', dir: 'ltr' } : null);
    this.advice.replaceChildren(this.anchor(this.link('search', this.parameters(q)), { part: 'elsewhere' }, this.texts.there));
    this.dispatchEvent(new CustomEvent('backfile-error', { detail: { q, status, message }, bubbles: true, composed: true }));
  }

  show(q, { query, total, page, pages, results }) {
    this.shown = { q, page };
    this.silent = false;
    const number = new Intl.NumberFormat(this.locale);
    const found = this.texts.found[new Intl.PluralRules(this.locale).select(total)] || this.texts.found.other;
    const where = fill(this.texts.page, { n: number.format(page), m: number.format(pages) });
    const said = total ? fill(found, { n: number.format(total) }) : this.texts.none;
    this.say(pages > 1 ? `${said}${this.language === 'ar' ? '،' : ','} ${where}` : said);
    const advice = (query.warnings || []).map((warning) => h('p', { part: 'warning', lang: 'en', dir: 'ltr' }, warning));
    if (query.did_you_mean) {
      const other = query.did_you_mean.q;
      const button = h('button', { type: 'button', class: 'link', part: 'did-you-mean' }, fill(this.texts.meant, { q: `\u2068${other}\u2069` }));
      button.addEventListener('click', () => this.search(other, 1, true));
      advice.push(button);
    }
    this.advice.replaceChildren(...advice);
    this.results.replaceChildren(...results.map((result) => this.result(q, result)));
    this.pager.hidden = !total;
    this.previous.hidden = this.next.hidden = this.at.hidden = pages < 2;
    this.previous.setAttribute('aria-disabled', page <= 1);
    this.next.setAttribute('aria-disabled', page >= pages);
    this.at.textContent = where;
    if (this.getAttribute('link-target')) this.all.target = this.getAttribute('link-target');
    this.dispatchEvent(new CustomEvent('backfile-results', { detail: { q, total, page }, bubbles: true, composed: true }));
  }

  result(q, { id, title, title_html: html, published, source, section, language, snippets, corrections }) {
    const level = Math.min(6, Math.max(2, parseInt(this.getAttribute('heading-level'), 10) || 3));
    const words = { lang: language, dir: 'auto' };
    const link = this.anchor(this.link(`articles/${encodeURIComponent(id)}`, this.parameters(q, [])), { part: 'link' }, ...(html ? markedTitle(html) : [title || this.texts.untitled]));
    const facts = [published && dateText(published, this.locale), source, section, corrections && corrections.length ? this.texts.corrected : null].filter(Boolean);
    const meta = facts.flatMap((fact, index) => [index ? ' · ' : '', h('bdi', {}, fact)]);
    return h('li', { part: 'result' }, h(`h${level}`, { class: 'title', part: 'title', ...words }, link), facts.length ? h('p', { class: 'meta', part: 'meta' }, ...meta) : null,
      ...(snippets || []).map(({ text, marks }) => h('p', { part: 'snippet', ...words }, ...marked(text, marks))));
  }

  suggest() {
    clearTimeout(this.timer);
    const q = this.input.value;
    if (!q.trim() || !this.base || this.silent || this.getAttribute('suggestions') === 'off') {
      this.drop('suggest');
      return this.close();
    }
    this.timer = setTimeout(async () => {
      const parameters = this.parameters(q, ['section', 'source', 'author', 'tag', 'language', 'from', 'to']);
      parameters.set('limit', '5');
      // Where the site may not ask, asking at every letter only fills its log.
      const answer = await this.ask('suggest', this.link('v1/suggest', parameters)).catch(() => { this.silent = true; });
      if (answer && answer.status === 200 && this.shadowRoot.activeElement === this.input) this.offer(answer.body);
    }, 120);
  }

  offer([, texts = [], descriptions = []]) {
    const options = texts.map((text, index) => {
      const option = h('div', { id: `option${index}`, role: 'option', part: 'suggestion', 'aria-selected': 'false' }, h('bdi', {}, text));
      // A headline is looked for as it stands; its punctuation is no query.
      option.q = descriptions[index] ? `"${text.replace(/["“”„«»＂]/g, ' ')}"` : text;
      if (descriptions[index]) option.append(h('small', {}, h('bdi', {}, descriptions[index].replace(/\d{4}(-\d\d){0,2}$/, (iso) => dateText(iso, this.locale)))));
      return option;
    });
    this.list.replaceChildren(...options);
    this.mark(-1);
    this.list.hidden = !options.length;
    this.input.setAttribute('aria-expanded', String(!!options.length));
    this.hint.textContent = options.length ? fill(this.texts.hint, { n: new Intl.NumberFormat(this.locale).format(options.length) }) : '';
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.hint.textContent = '';
    this.mark(-1);
    this.input.setAttribute('aria-expanded', 'false');
  }

  mark(index) {
    this.active = index;
    [...this.list.children].forEach((option, place) => option.setAttribute('aria-selected', String(place === index)));
    const option = this.list.children[index];
    if (!option) return this.input.removeAttribute('aria-activedescendant');
    this.input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  choose(option) {
    this.search(option.q);
  }

  key(event) {
    const count = this.list.children.length;
    const open = !this.list.hidden;
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (event.altKey && event.key === 'ArrowUp') return this.close();
      event.preventDefault();
      if (!open) return this.suggest();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      // One place more than there are options: back in the box.
      this.mark(((this.active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === 'Enter' && open && this.active >= 0) {
      event.preventDefault();
      this.choose(this.list.children[this.active]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }
}

customElements.define(NAME, BackfileSearch);
