// The page of one article.
import assert from 'node:assert/strict';
import { visit } from './visit.mjs';

const DELEGATES = '/articles/mw-19120416-0002?q=strike';

const open = (path, use, options = {}) => ({ browser, server }) => visit(browser, options, async (page) => {
  await page.goto(server.url(path));
  await use(page, server);
});

export const tests = {
  'From a result to its article, whose matches are marked, and back': open('/search?q=strike+delegates', async (page) => {
    await page.locator('.hit h2 a').first().click();
    await page.waitForURL(/\/articles\/.*q=strike/);
    assert.ok(await page.locator('article mark').count() > 1);
    await page.getByRole('link', { name: /Back to the results/ }).click();
    await page.locator('.hit').first().waitFor();
    assert.equal(new URL(page.url()).searchParams.get('q'), 'strike delegates');
  }),

  'The keys n and p go from match to match and round': open(DELEGATES, async (page) => {
    const count = await page.locator('main mark[id]').count();
    assert.ok(count > 2, `${count} matches`);
    const at = () => page.evaluate(() => document.activeElement.id);
    await page.keyboard.press('n');
    assert.equal(await at(), 'm1');
    await page.keyboard.press('n');
    assert.equal(await at(), 'm2');
    await page.keyboard.press('p');
    await page.keyboard.press('p');
    assert.equal(await at(), `m${count}`);
  }),

  'It is made for reading: its lines are 45 to 80 letters long on a desk': open(DELEGATES, async (page) => {
    const letters = await page.locator('.body p').first().evaluate((node) => {
      const context = document.createElement('canvas').getContext('2d');
      context.font = getComputedStyle(node).font;
      return node.getBoundingClientRect().width / (context.measureText('the general strike, day by day').width / 30);
    });
    assert.ok(letters >= 45 && letters <= 80, `${letters} letters`);
  }, { width: 1440 }),

  'Earlier, later and related articles lead on': open(DELEGATES, async (page) => {
    const begun = page.url();
    await page.locator('.related a').first().click();
    await page.waitForFunction((before) => location.href !== before, begun);
    await page.locator('article h1').waitFor();
    await page.goBack();
    await page.locator('.neighbours a').first().click();
    await page.waitForFunction((before) => location.href !== before, begun);
    await page.locator('article h1').waitFor();
  }),

  'A correction stands with the article, and its original is one link to the web': open(DELEGATES, async (page) => {
    assert.match(await page.locator('.correction').first().textContent(), /241 to 97/);
  }),

  'Citations come as RIS, BibTeX and text': open(DELEGATES, async (page, server) => {
    const forms = Object.fromEntries(await page.locator('.cite a').evaluateAll((links) => links.map((link) => [link.textContent, link.getAttribute('href')])));
    const text = async (name) => (await fetch(server.url(forms[name]))).text();
    assert.match(await text('RIS'), /^TY {2}- NEWS[\s\S]*TI {2}- Coal strike over[\s\S]*ER {2}- /);
    assert.match(await text('BibTeX'), /^@\w+\{[\s\S]*title *= *\{[\s\S]*\}/);
    assert.match(await text('Plain text'), /Coal strike over/);
  }),

  'What it tells search engines is schema.org JSON of this article': open(DELEGATES, async (page, server) => {
    const json = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
    assert.equal(json['@type'], 'NewsArticle');
    assert.match(json.headline, /Coal strike over/);
    assert.ok(json.datePublished.startsWith('1912-04-16'));
    assert.equal(await page.locator('link[rel=canonical]').getAttribute('href'), `${server.address}/articles/mw-19120416-0002`);
  }),

  'An Arabic article reads from right to left on an English page': open('/search?q=الفانوس', async (page) => {
    await page.locator('.hit h2 a').first().click();
    await page.locator('article h1').waitFor();
    assert.equal(await page.locator('html').getAttribute('dir'), 'ltr');
    for (const part of ['article h1', '.body p']) assert.equal(await page.locator(part).first().evaluate((node) => getComputedStyle(node).direction), 'rtl', part);
  }),

  'In print there is the article, without boxes and links to elsewhere': open(DELEGATES, async (page) => {
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('article h1').isVisible(), true);
    for (const part of ['header.top nav', '.search', '.matches', '.related']) assert.equal(await page.locator(part).first().isVisible(), false, part);
  }),

  'Without scripts each match is a link\'s aim': open(DELEGATES, async (page) => {
    await page.locator('.matches a[href="#m2"]').click();
    assert.equal(await page.locator('#m2').evaluate((node) => node.matches(':target')), true);
  }, { script: false }),

  'Every article of a hostile archive is a page that stands, and leads to http and https alone': async ({ browser, hostile }) => {
    const { results } = await hostile.json('/v1/search?page_size=100&fields=id');
    await visit(browser, { init: () => { globalThis.hostile = () => alert('hostile'); } }, async (page) => {
      for (const { id } of results) {
        await page.goto(hostile.url(`/articles/${id}?q=harbour`), { waitUntil: 'domcontentloaded' });
        assert.equal(await page.locator('h1').count(), 1, id);
        assert.ok(await page.locator('main mark').count() > 0, id);
        const links = await page.locator('a').evaluateAll((all) => all.map((link) => link.protocol).filter((protocol) => !/^https?:$/.test(protocol)));
        assert.deepEqual(links, [], id);
        JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
      }
    });
  },
};
