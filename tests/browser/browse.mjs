// The archive without a question.
import assert from 'node:assert/strict';
import { visit } from './visit.mjs';

const open = (path, use, options = {}) => ({ browser, server }) => visit(browser, options, async (page) => {
  await page.goto(server.url(path));
  await use(page, server);
});

export const tests = {
  'From a year to a day in its calendar, to an article of that day': open('/browse', async (page) => {
    await page.locator('main a[href*="year=1912"]').first().click();
    await page.waitForURL(/year=1912/);
    await page.locator('main a[href*="date=1912-04-16"]').first().click();
    await page.waitForURL(/date=1912-04-16/);
    await page.getByRole('link', { name: /Coal strike over: Delegates/ }).click();
    await page.waitForURL(/\/articles\//);
    await page.getByRole('heading', { level: 1, name: /Coal strike over/ }).waitFor();
  }, { script: false }),

  'A calendar has as many articles as the archive has in that year': open('/browse?year=1912', async (page, server) => {
    const counted = await page.locator('.calendar small').allTextContents();
    const { buckets } = await server.json('/v1/timeline?from=1912&to=1912&interval=day');
    assert.equal(counted.reduce((sum, text) => sum + Number(text), 0), buckets.reduce((sum, { count }) => sum + count, 0));
  }),

  'Earlier and later issues lead through the days, and back': open('/browse?date=1912-04-16', async (page) => {
    await page.getByRole('link', { name: /^Later/ }).first().click();
    await page.waitForURL(/date=1912-04-17/);
    await page.getByRole('link', { name: /^Earlier/ }).first().click();
    await page.waitForURL(/date=1912-04-16/);
  }),

  'Sections, authors and sources are listed with counts, and each leads to its articles': async ({ browser, server }) => {
    for (const name of ['sections', 'authors', 'sources']) {
      await visit(browser, {}, async (page) => {
        await page.goto(server.url(`/browse/${name}`));
        const link = page.locator('main a[href*="/search?"]').first();
        const count = await link.locator('xpath=following-sibling::*[contains(@class,"count")]').textContent();
        await link.click();
        assert.equal(parseInt(await page.locator('h1').textContent(), 10), Number(count), name);
      });
    }
  },

  'A day in every year goes through the years': open('/on/04-16', async (page) => {
    assert.ok(await page.locator('main a[href*="/articles/"]').count() >= 2);
    await page.getByRole('link', { name: /^Later/ }).first().click();
    await page.waitForURL(/\/on\/04-17/);
  }),

  'Days and years that are none are answered with a page': ({ browser, server }) => visit(browser, { expected: [/status(?: of)? 40[04]/] }, async (page) => {
    for (const target of ['/browse?year=nonsense', '/browse?date=1912-02-30', '/browse?date=', '/browse?year=99999', '/browse?year=0000', '/on/13-45', '/on/nonsense', '/on/02-29', '/browse/nonsense', '/browse/authors?page=0', '/browse/authors?page=99999999999', '/browse?date=none&page=-1']) {
      const response = await page.goto(server.url(target));
      assert.ok(response.status() < 500, `${target}: ${response.status()}`);
      assert.equal(await page.locator('h1').count(), 1, target);
    }
  }),
};
