// axe-core over every page, in light and dark, on a telephone and a desk.
import assert from 'node:assert/strict';
import { PAGES, expectedOf } from './pages.mjs';
import { violations, visit } from './visit.mjs';

export const tests = {
  ...Object.fromEntries(PAGES.map((row) => [`axe-core finds nothing wrong with ${row.name}`, async ({ browser, server }) => {
    for (const width of [390, 1440]) {
      await visit(browser, { width, expected: expectedOf(row), locale: row.locale }, async (page) => {
        await page.goto(server.url(row.path));
        if (row.ready) await page.locator(row.ready).first().waitFor();
        const found = [];
        for (const scheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
          found.push(...(await violations(page)).map((text) => `${scheme}, ${width}: ${text}`));
        }
        assert.deepEqual(found, [], found.join('\n'));
      });
    }
  }])),

  'Every page can be gone through by Tab, and what has the focus can be seen': async ({ browser, server }) => {
    for (const row of PAGES.filter(({ name }) => name !== 'search-everything')) {
      await visit(browser, { expected: expectedOf(row) }, async (page) => {
        await page.goto(server.url(row.path));
        const seen = [];
        for (let presses = 0; presses < 400; presses++) {
          await page.keyboard.press('Tab');
          const focus = await page.evaluate(() => {
            const element = document.activeElement;
            if (!element || element === document.body) return null;
            const { outlineStyle, outlineWidth } = getComputedStyle(element);
            const box = element.getBoundingClientRect();
            return { what: element.outerHTML.slice(0, 90), visible: box.width > 0 && box.height > 0 && outlineStyle !== 'none' && outlineWidth !== '0px' };
          });
          if (!focus) break;
          seen.push(focus);
        }
        assert.ok(seen.length > 2 && seen.length < 400, `${row.path}: ${seen.length} stops`);
        const unseen = seen.filter(({ visible }) => !visible).map(({ what }) => what);
        assert.deepEqual(unseen, [], `${row.path}: focus not visible`);
      });
    }
  },

  'Every page has one heading of the first level, a title of its own, a language and its landmarks': async ({ browser, server }) => {
    const titles = new Map();
    for (const row of PAGES) {
      await visit(browser, { expected: expectedOf(row), locale: row.locale }, async (page) => {
        await page.goto(server.url(row.path));
        assert.equal(await page.locator('h1').count(), 1, `${row.path}: headings of the first level`);
        assert.equal(await page.getByRole('main').count(), 1, row.path);
        assert.equal(await page.getByRole('banner').count(), 1, row.path);
        assert.ok(await page.locator('html').getAttribute('lang'), row.path);
        const title = await page.title();
        if (!row.name.startsWith('search-') && !row.locale) assert.ok(!titles.has(title), `${row.path} has the title of ${titles.get(title)}: ${title}`);
        titles.set(title, row.path);
      });
    }
  },
};
