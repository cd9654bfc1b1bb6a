// An archive, and parameters, that try to break pages: no script runs, no policy is violated, no other host is asked, nothing is wider than the window.
import assert from 'node:assert/strict';
import { HOSTILE_TEXTS } from './hostile_archive.mjs';
import { PAGES, expectedOf } from './pages.mjs';
import { overflow, violations, visit } from './visit.mjs';

const watched = { init: () => { globalThis.hostile = () => alert('hostile'); } };

// What a page may be made of that hostile texts would like to add to.
async function soundness(page, origin) {
  return page.evaluate((own) => {
    const faults = [];
    for (const element of document.querySelectorAll('*')) {
      for (const { name } of element.attributes) if (name.startsWith('on') || name === 'srcdoc' || name === 'style') faults.push(`${name} on ${element.outerHTML.slice(0, 100)}`);
      if (['iframe', 'object', 'embed', 'base', 'style'].includes(element.localName)) faults.push(element.outerHTML.slice(0, 100));
      if (element.localName === 'script' && element.type !== 'application/ld+json' && !element.src.startsWith(own)) faults.push(element.outerHTML.slice(0, 100));
      if (element.localName === 'meta' && element.httpEquiv) faults.push(element.outerHTML.slice(0, 100));
      const href = element.localName === 'a' || element.localName === 'link' || element.localName === 'form' ? element.getAttribute(element.localName === 'form' ? 'action' : 'href') : null;
      if (href === null || typeof href !== 'string') continue;
      const url = new URL(href, document.baseURI);
      if (!/^https?:$/.test(url.protocol)) faults.push(`leads to ${href}`);
    }
    return faults;
  }, origin);
}

export const tests = {
  ...Object.fromEntries(PAGES.filter((row) => row.hostile).flatMap((row) => [true, false].map((script) => [
    `${row.name} shows hostile texts as they are, ${script ? 'with' : 'without'} scripts`, ({ browser, hostile }) => visit(browser, { script, width: 390, locale: row.locale, expected: expectedOf(row), ...watched }, async (page) => {
      await page.goto(hostile.url(row.hostile));
      assert.deepEqual(await soundness(page, hostile.address), []);
      assert.ok(await overflow(page) <= 0, `${row.hostile} is ${await overflow(page)} pixels wider than the window`);
      assert.equal(await page.getByRole('main').isVisible(), true);
      if (script) {
        const found = await violations(page);
        assert.deepEqual(found, [], found.join('\n'));
      }
    })]))),

  'Every hostile text as a query and as a filter is a page that stands': async ({ browser, hostile }) => {
    await visit(browser, { expected: [/status(?: of)? 400/], ...watched }, async (page) => {
      for (const text of HOSTILE_TEXTS) {
        const value = encodeURIComponent(text.slice(0, 300));
        const target = `/search?q=harbour+OR+${value}&author=-${value}&tag=-${value}`;
        await page.goto(hostile.url(target), { waitUntil: 'domcontentloaded' });
        assert.deepEqual(await soundness(page, hostile.address), [], target);
        assert.equal(await page.locator('h1').count(), 1, target);
      }
    });
  },

  'Addresses with nonsense are answered with a page': async ({ browser, server }) => {
    const nonsense = ['/search?', '/search?q=%ff%fe', '/search?q=%00', '/search?page=-1', '/search?page=99999999999999', '/search?page_size=0', '/search?bogus=1', '/search?sort=sideways', '/search?q=' + 'a'.repeat(3000),
      '/search?q=' + '('.repeat(300), '/search?from=2000&to=1900', '/search?lang=xx-bogus', '/search?facet_size=99999', '/search?cursor=nonsense', '/search?q=coal&q=strike', '/search?on=13-45', '/search?in=nowhere'];
    await visit(browser, { expected: [/status(?: of)? 4\d\d/] }, async (page) => {
      for (const target of nonsense) {
        const response = await page.goto(server.url(target));
        assert.ok(response.status() < 500, `${target}: status ${response.status()}`);
        assert.match(response.headers()['content-type'], /^text\/html/, target);
        assert.equal(await page.locator('h1').count(), 1, target);
      }
    });
  },
};
