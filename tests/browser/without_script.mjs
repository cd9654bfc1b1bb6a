// Everything a reader needs works without JavaScript.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { visit } from './visit.mjs';

const noScript = { script: false };

export const tests = {
  'From the front page, one search finds the lighthouse\'s first lighting, and its snippet says why': ({ browser, server }) => visit(browser, noScript, async (page) => {
    await page.goto(server.url('/'));
    await page.getByRole('searchbox').fill('first lighting skarne head');
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('heading', { name: /First Lighting of the Skarne Head Lighthouse/ }).first().waitFor();
    assert.ok(await page.locator('.hit').first().locator('mark').count() > 0);
  }),

  'Every example of the front page has results': ({ browser, server }) => visit(browser, noScript, async (page) => {
    await page.goto(server.url('/'));
    const examples = await page.locator('.examples a').evaluateAll((links) => links.map((link) => link.href));
    assert.ok(examples.length >= 3, `${examples.length} examples`);
    for (const address of examples) {
      await page.goto(address);
      assert.ok(await page.locator('.hit').count() > 0, address);
    }
  }),

  'Facets, chips, order and pages are links': ({ browser, server }) => visit(browser, noScript, async (page) => {
    await page.goto(server.url('/search?q=the'));
    const total = await page.locator('h1').textContent();
    await page.locator('.facet li a').first().click();
    assert.notEqual(await page.locator('h1').textContent(), total);
    await page.locator('.chip').first().click();
    assert.equal(await page.locator('h1').textContent(), total);
    await page.getByRole('link', { name: 'Oldest' }).click();
    const years = (await page.locator('.hit time').evaluateAll((times) => times.map((time) => time.dateTime)));
    assert.deepEqual(years, [...years].sort());
    await page.getByRole('navigation', { name: 'Pages of results' }).getByRole('link', { name: /Next/ }).first().click();
    assert.match(page.url(), /page=2/);
    assert.match(page.url(), /sort=oldest/);
  }),

  'A range of dates is typed into a form that keeps the rest': ({ browser, server }) => visit(browser, noScript, async (page) => {
    await page.goto(server.url('/search?q=lighthouse&sort=oldest'));
    await page.getByLabel('From').fill('1900');
    await page.getByLabel('To', { exact: true }).fill('1950');
    await page.getByRole('button', { name: 'Apply' }).click();
    const url = new URL(page.url());
    assert.equal(url.searchParams.get('q'), 'lighthouse');
    assert.equal(url.searchParams.get('sort'), 'oldest');
    for (const year of await page.locator('.hit time').evaluateAll((times) => times.map((time) => +time.dateTime.slice(0, 4)))) assert.ok(year >= 1900 && year <= 1950, String(year));
  }),

  'The first page of a search is under 50 KB over the wire, with all it loads': async ({ server }) => {
    const html = await (await fetch(server.url('/search?q=lighthouse'), { headers: { Accept: 'text/html' } })).text();
    let bytes = gzipSync(html, { level: 1 }).length;
    for (const [, address] of html.matchAll(/(?:src|<link rel="(?:stylesheet|icon)"[^>]*href)="([^"]+)"/g)) bytes += gzipSync(await (await fetch(server.url(address.replaceAll('&amp;', '&')))).text(), { level: 1 }).length;
    assert.ok(bytes < 50000, `${bytes} bytes`);
  },

  'An embargoed article is nowhere': ({ browser, server }) => visit(browser, noScript, async (page) => {
    await page.goto(server.url('/search?page_size=100'));
    const { results } = await server.json('/v1/search?page_size=100&fields=id');
    assert.equal(await page.locator('.hit').count(), results.length);
  }),
};
