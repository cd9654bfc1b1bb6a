// axe-core over every page, in light and dark, on a telephone and a desk; headings, landmarks, and the keyboard's way through.
import assert from 'node:assert/strict';
import { PAGES, expectedOf } from './pages.mjs';
import { violations, visit } from './visit.mjs';

async function landmarks(page) {
  assert.equal(await page.locator('h1').count(), 1, 'headings of the first level');
  assert.equal(await page.getByRole('main').count(), 1);
  assert.equal(await page.getByRole('banner').count(), 1);
  assert.ok(await page.locator('html').getAttribute('lang'));
}

// What Tab comes to, from the first to the last: {what, visible}.
async function stops(page) {
  const seen = [];
  while (seen.length < 400) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return { what: element.outerHTML.slice(0, 90), visible: box.width > 0 && box.height > 0 && outlineStyle !== 'none' && outlineWidth !== '0px' };
    });
    if (!focus) return seen;
    seen.push(focus);
  }
  throw new Error('Tab does not come to an end');
}

export const tests = {
  ...Object.fromEntries(PAGES.map((row) => [`axe-core finds nothing wrong with ${row.name}, which has its headings and landmarks`, async ({ browser, server }) => {
    for (const width of [390, 1440]) {
      await visit(browser, { width, expected: expectedOf(row), locale: row.locale }, async (page) => {
        await page.goto(server.url(row.path));
        if (row.ready) await page.locator(row.ready).first().waitFor();
        await landmarks(page);
        const found = [];
        for (const scheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
          found.push(...(await violations(page)).map((text) => `${scheme}, ${width}: ${text}`));
        }
        assert.deepEqual(found, [], found.join('\n'));
      });
    }
  }])),

  'Tab goes through each kind of page and out of it, and what has the focus can be seen': async ({ browser, server }) => {
    for (const row of PAGES.filter(({ tab }) => tab)) {
      await visit(browser, { expected: expectedOf(row), locale: row.locale }, async (page) => {
        await page.goto(server.url(row.path));
        const seen = await stops(page);
        assert.ok(seen.length > 2, `${row.path}: ${seen.length} stops`);
        assert.deepEqual(seen.filter(({ visible }) => !visible).map(({ what }) => what), [], `${row.path}: focus not visible`);
      });
    }
  },
};
