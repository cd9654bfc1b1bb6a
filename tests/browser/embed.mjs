// <backfile-search> in pages of another origin, under a strict policy.
import assert from 'node:assert/strict';
import path from 'node:path';
import { otherSite } from './other_site.mjs';
import { visit, violations, overflow } from './visit.mjs';

const BOX = '<script src="{archive}/embed.js"></script><backfile-search></backfile-search>';
const status = (page) => page.locator('backfile-search [part=status]').first();
const box = (page) => page.getByRole('combobox').first();

// options: of visit(), and body, lang, policy of the site, archive (a Server).
async function embedded({ browser, server }, { body = BOX, lang, policy, archive = server, ...options }, use) {
  const site = await otherSite(archive.address, body, { lang, policy });
  try {
    await visit(browser, { hosts: [site.origin, archive.address], ...options }, async (page, context) => {
      await page.goto(site.url);
      await use(page, context, site);
    });
  } finally {
    await site.close();
  }
}

async function searched(page, q) {
  await box(page).fill(q);
  await box(page).press('Enter');
  await page.locator('backfile-search [part=result]').first().waitFor();
}

export const tests = {
  'A search shows articles with their marks, and each leads to its page in the archive': (world) => embedded(world, {}, async (page) => {
    await searched(page, 'coal strike');
    assert.match(await status(page).textContent(), /^\d+ articles, page 1 of \d+$/);
    const results = page.locator('backfile-search [part=result]');
    assert.equal(await results.count(), 5);
    assert.ok(await page.locator('backfile-search [part=snippet] mark').count() > 0, 'snippets are marked');
    assert.ok(await page.locator('backfile-search [part=title] mark').count() > 0, 'titles are marked');
    const address = await page.locator('backfile-search [part=link]').first().getAttribute('href');
    assert.ok(address.startsWith(`${world.server.address}/articles/`) && address.endsWith('?q=coal+strike'), address);
    assert.match(await page.locator('backfile-search [part=meta]').first().textContent(), /\d{4} · /);
  }),

  'Suggestions come by keyboard: arrow keys choose, Escape closes and keeps the words, Enter searches': (world) => embedded(world, {}, async (page) => {
    await box(page).pressSequentially('light');
    const options = page.getByRole('option');
    await options.first().waitFor();
    assert.equal(await box(page).getAttribute('aria-expanded'), 'true');
    assert.match(await page.locator('backfile-search #unseen').textContent(), /suggestions; arrow keys choose/);
    await box(page).press('Escape');
    assert.equal(await options.first().isVisible(), false);
    assert.equal(await box(page).inputValue(), 'light');
    await box(page).press('ArrowDown');
    await options.first().waitFor();
    await box(page).press('ArrowUp');
    const last = await options.count() - 1;
    assert.equal(await options.nth(last).getAttribute('aria-selected'), 'true');
    await box(page).press('ArrowDown');
    assert.equal(await box(page).getAttribute('aria-activedescendant'), null);
    await box(page).press('ArrowDown');
    const chosen = await options.first().textContent();
    assert.equal(await box(page).getAttribute('aria-activedescendant'), await options.first().getAttribute('id'));
    await box(page).press('Enter');
    await page.locator('backfile-search [part=result]').first().waitFor();
    assert.equal(await box(page).inputValue(), chosen);
    assert.equal(await options.first().isVisible(), false);
  }),

  'A suggested headline finds its article': (world) => embedded(world, {}, async (page) => {
    await box(page).pressSequentially('lighthouse');
    const headline = page.getByRole('option').filter({ has: page.locator('small') }).first();
    const title = await headline.locator('bdi').first().textContent();
    await headline.click();
    await page.locator('backfile-search [part=result]').first().waitFor();
    assert.equal(await page.locator('backfile-search [part=link]').first().textContent(), title);
  }),

  'Nothing traps the keyboard: Tab goes through the box and out of it': (world) => embedded(world, { body: `${BOX}<a href="#" id="after">after</a>` }, async (page) => {
    await searched(page, 'lighthouse');
    let presses = 0;
    await box(page).focus();
    while (await page.evaluate(() => document.activeElement.id) !== 'after') {
      await page.keyboard.press('Tab');
      assert.ok(++presses < 30, 'the focus stays in the box');
    }
    assert.ok(presses > 5, `${presses} presses`);
  }),

  'Next goes on, and the focus goes to what is said of the page': (world) => embedded(world, {}, async (page) => {
    await searched(page, 'the');
    const first = await page.locator('backfile-search [part=link]').first().getAttribute('href');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText(/page 2 of/).first().waitFor();
    assert.notEqual(await page.locator('backfile-search [part=link]').first().getAttribute('href'), first);
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.id), 'status');
    await page.getByRole('button', { name: 'Previous' }).click();
    await page.getByText(/page 1 of/).first().waitFor();
  }),

  'A misspelt word is answered with the likely one, which runs': (world) => embedded(world, {}, async (page) => {
    await box(page).fill('ligthouse');
    await box(page).press('Enter');
    await page.getByRole('button', { name: /Did you mean/ }).click();
    await page.locator('backfile-search [part=result]').first().waitFor();
    assert.equal(await box(page).inputValue(), 'lighthouse');
  }),

  'Filters, order and number of results come from attributes, also when they change': (world) => embedded(world, {
    body: '<script src="{archive}/embed.js"></script><backfile-search q="lighthouse" from="1900" to="1990" sort="oldest" page-size="2" heading-level="2" link-target="_blank"></backfile-search>',
  }, async (page) => {
    await page.locator('backfile-search [part=result]').first().waitFor();
    assert.equal(await page.locator('backfile-search [part=result]').count(), 2);
    assert.equal(await page.locator('backfile-search h2').count(), 2);
    assert.equal(await page.locator('backfile-search [part=link]').first().getAttribute('rel'), 'noopener');
    const years = async () => (await page.locator('backfile-search [part=meta]').allTextContents()).map((text) => +/\d{4}/.exec(text)[0]);
    assert.ok((await years()).every((year) => year >= 1900 && year <= 1990), String(await years()));
    await page.evaluate(() => document.querySelector('backfile-search').setAttribute('language', 'ja'));
    await page.evaluate(() => document.querySelector('backfile-search').setAttribute('q', '灯台'));
    await page.locator('backfile-search [part=title][lang=ja]').first().waitFor();
  }),

  'results="page" goes to the archive\'s own page': (world) => embedded(world, {
    body: '<script src="{archive}/embed.js"></script><backfile-search results="page" section="sport|news" link-target="_blank"></backfile-search>',
  }, async (page, context) => {
    const opened = context.waitForEvent('page');
    await box(page).fill('coal & "strike"');
    await box(page).press('Enter');
    const other = await opened;
    await other.waitForURL(/search/);
    const there = new URL(other.url());
    assert.equal(there.pathname, '/search');
    assert.equal(there.searchParams.get('q'), 'coal & "strike"');
    assert.deepEqual(there.searchParams.getAll('section'), ['sport', 'news']);
  }),

  'An archive that is closed to other sites is told in one sentence, with a way to it': (world) => embedded(world, {
    archive: world.closed, expected: [/CORS policy|request failed|ERR_FAILED/],
  }, async (page) => {
    await box(page).fill('coal');
    await box(page).press('Enter');
    await page.getByText('The archive could not be reached, or does not answer searches from this site.').waitFor();
    const link = page.getByRole('link', { name: 'Search in the archive itself' });
    assert.equal(await link.getAttribute('href'), `${world.closed.address}/search?q=coal`);
    assert.equal(await page.getByRole('option').count(), 0);
  }),

  'A refusal of the server is said in its words': (world) => embedded(world, {
    body: '<script src="{archive}/embed.js"></script><backfile-search q="coal" from="tomorrow"></backfile-search>', expected: [/status 400|status of 400/],
  }, async (page) => {
    await page.getByText(/tomorrow/).first().waitFor();
    assert.match(await status(page).textContent(), /tomorrow/);
    assert.equal(await page.locator('backfile-search [part=result]').count(), 0);
  }),

  'The last of several searches is the one that is shown': (world) => embedded(world, {}, async (page) => {
    await page.evaluate(() => {
      const element = document.querySelector('backfile-search');
      for (const q of ['coal', 'comet', 'goat', 'lighthouse']) element.search(q);
    });
    await page.locator('backfile-search [part=result]').first().waitFor();
    const { total } = await world.server.json('/v1/search?q=lighthouse');
    assert.ok((await status(page).textContent()).startsWith(`${total} articles`));
    assert.equal(await box(page).inputValue(), 'lighthouse');
  }),

  'Two boxes on a page, a script loaded twice, async, late and as a module, all work': async (world) => {
    const element = '<backfile-search q="lighthouse"></backfile-search>';
    for (const body of [
      `${element}${element}<script src="{archive}/embed.js"></script><script src="{archive}/embed.js"></script>`,
      `${element}<script async src="{archive}/embed.js"></script>`, `<script defer src="{archive}/embed.js?version=2"></script>${element}`, `<script type="module" src="{archive}/embed.js"></script>${element}`,
    ]) {
      await embedded(world, { body }, async (page) => {
        const wanted = body.split('</backfile-search>').length - 1;
        await page.waitForFunction((count) => [...document.querySelectorAll('backfile-search')].filter((box) => box.shadowRoot?.querySelector('[part=result]')).length === count, wanted);
      });
    }
    await embedded(world, { body: element, policy: `default-src 'none'; script-src 'unsafe-inline' ${world.server.address}; connect-src ${world.server.address}` }, async (page) => {
      await page.evaluate((address) => import(`${address}/embed.js`), world.server.address);
      await page.locator('backfile-search [part=result]').first().waitFor();
    });
  },

  'Events tell the page of searches and results, and it can stop a search': (world) => embedded(world, {}, async (page) => {
    await page.evaluate(() => {
      globalThis.told = [];
      for (const name of ['backfile-search', 'backfile-results']) {
        document.addEventListener(name, (event) => {
          globalThis.told.push([name, event.detail]);
          if (event.detail.q === 'stop') event.preventDefault();
        });
      }
    });
    await searched(page, 'comet');
    await box(page).fill('stop');
    await box(page).press('Enter');
    const told = await page.evaluate(() => globalThis.told);
    assert.deepEqual(told[0], ['backfile-search', { q: 'comet', page: 1 }]);
    assert.equal(told[1][0], 'backfile-results');
    assert.deepEqual(told[2], ['backfile-search', { q: 'stop', page: 1 }]);
    assert.equal(told.length, 3);
  }),

  'It speaks the page\'s language, or its own lang, and Arabic goes from right to left': async (world) => {
    const words = { en: 'Search', de: 'Suchen', fr: 'Rechercher', es: 'Buscar', ja: '検索', ar: 'بحث' };
    for (const [lang, word] of Object.entries(words)) {
      await embedded(world, { lang }, async (page) => {
        await page.getByRole('button', { name: word, exact: true }).waitFor();
        assert.equal(await page.locator('backfile-search [part=root]').getAttribute('dir'), lang === 'ar' ? 'rtl' : 'ltr');
      });
    }
    await embedded(world, { lang: 'en', body: '<script src="{archive}/embed.js"></script><backfile-search lang="de-AT" q="Kohlenstreik"></backfile-search>' }, async (page) => {
      await page.locator('backfile-search [part=result]').first().waitFor();
      assert.match(await status(page).textContent(), /Artikel/);
    });
    await embedded(world, { lang: 'fi' }, (page) => page.getByRole('button', { name: 'Search', exact: true }).waitFor());
  },

  'It is dark on a dark page and light on a light one, also when the page changes; theme decides otherwise': (world) => embedded(world, {
    body: `${BOX}<backfile-search theme="dark"></backfile-search>`, scheme: 'dark',
  }, async (page) => {
    const shaded = (wanted) => page.waitForFunction((both) => [...document.querySelectorAll('backfile-search')].map((box) => getComputedStyle(box.shadowRoot.querySelector('#root')).colorScheme).join() === both, wanted);
    const become = async (colour, wanted) => {
      await page.evaluate((value) => { document.documentElement.style.backgroundColor = value; }, colour);
      await shaded(wanted);
    };
    await shaded('dark,dark');
    await become('white', 'light,dark');
    await become('#222', 'dark,dark');
    await become('rgb(0 0 0 / 0)', 'dark,dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await shaded('light,dark');
  }),

  'axe finds nothing wrong in light and dark, empty, with suggestions and with results; pictures are taken': async (world) => {
    const quoted = (found) => assert.deepEqual(found, [], found.join('\n'));
    for (const scheme of ['light', 'dark']) {
      for (const width of [390, 768, 1440]) {
        await embedded(world, { scheme, width }, async (page) => {
          const picture = (name) => page.screenshot({ path: path.join(world.screenshots, `embed-${name}-${scheme}-${width}.png`) });
          const check = async () => { if (width === 390) quoted(await violations(page)); };
          await check();
          await box(page).pressSequentially('light');
          await page.getByRole('option').first().waitFor();
          await box(page).press('ArrowDown');
          await picture('suggestions');
          await check();
          await searched(page, 'lighthouse');
          await picture('results');
          await check();
          assert.ok(await overflow(page) <= 0, `wider than a window of ${width} pixels`);
        });
      }
    }
    await embedded(world, { lang: 'ar', width: 390, body: '<script src="{archive}/embed.js"></script><backfile-search q="الفانوس"></backfile-search>' }, async (page) => {
      await page.locator('backfile-search [part=result]').first().waitFor();
      await page.screenshot({ path: path.join(world.screenshots, 'embed-arabic-light-390.png') });
      quoted(await violations(page));
    });
  },

  'Of a hostile archive nothing runs and nothing leaves the box': (world) => embedded(world, {
    archive: world.hostile, width: 390, init: () => { globalThis.hostile = () => alert('hostile'); },
    policy: "default-src * 'unsafe-inline' 'unsafe-eval' data: blob:",
    body: '<script src="{archive}/embed.js"></script><backfile-search q="harbour" page-size="100"></backfile-search>',
  }, async (page) => {
    await page.locator('backfile-search [part=result]').first().waitFor();
    const { total } = await world.hostile.json('/v1/search?q=harbour&page_size=0').catch(() => ({}));
    const box_ = page.locator('backfile-search');
    if (total) assert.equal(await box_.locator('[part=result]').count(), Math.min(total, 100));
    const names = await page.evaluate(() => [...new Set([...document.querySelector('backfile-search').shadowRoot.querySelectorAll('*')].map((node) => node.localName))].sort());
    assert.deepEqual(names.filter((name) => !['a', 'bdi', 'button', 'div', 'form', 'h3', 'i', 'input', 'label', 'li', 'mark', 'nav', 'ol', 'p', 'span', 'style'].includes(name)), []);
    for (const address of await box_.locator('a').evaluateAll((links) => links.map((link) => link.href))) assert.ok(address.startsWith(`${world.hostile.address}/`), address);
    assert.ok(await box_.getByText('<script>hostile()</script>').count() > 0, 'markup is shown as text');
    assert.ok(await overflow(page) <= 0, 'long words do not widen the page');
    for (const q of ['<script>', '"><', 'javascript:', '<img', 'harbour']) {
      await box(page).fill('');
      await box(page).pressSequentially(q);
      await page.waitForTimeout(250);
    }
  }),

  'It is small, and a browser keeps it': async ({ server }) => {
    const response = await fetch(server.url('/embed.js'), { headers: { 'Accept-Encoding': 'gzip' } });
    assert.equal(response.headers.get('cross-origin-resource-policy'), 'cross-origin');
    assert.match(response.headers.get('content-type'), /^text\/javascript/);
    assert.match(response.headers.get('cache-control'), /max-age=\d+/);
    assert.ok(+response.headers.get('content-length') < 10240, `${response.headers.get('content-length')} bytes`);
    const again = await fetch(server.url('/embed.js'), { headers: { 'If-None-Match': response.headers.get('etag') } });
    assert.equal(again.status, 304);
  },
};
