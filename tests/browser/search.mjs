// The page of a search, as a person uses it.
import assert from 'node:assert/strict';
import { visit } from './visit.mjs';

const open = (path, use, options = {}) => ({ browser, server }) => visit(browser, options, async (page, context) => {
  await page.goto(server.url(path));
  await use(page, context, server);
});

const heading = (page) => page.locator('h1').textContent();

export const tests = {
  'From the front page a search finds an article, and says how many and why': open('/', async (page) => {
    await page.getByRole('searchbox').or(page.getByRole('combobox')).first().fill('beeswax and lamp-black');
    await page.keyboard.press('Enter');
    await page.locator('.hit').first().waitFor();
    assert.match(await heading(page), /^\d+ articles?$/);
    assert.ok(await page.locator('.snippet mark').count() > 0);
  }),

  'Two values of one facet widen, a chip takes one out again, and Back goes back': open('/search?q=the', async (page) => {
    const sources = page.locator('.facet').filter({ hasText: 'Source' }).locator('li a');
    const first = parseInt((await sources.nth(0).locator('.count').textContent()).replace(/\D/g, ''), 10);
    const second = parseInt((await sources.nth(1).locator('.count').textContent()).replace(/\D/g, ''), 10);
    await sources.nth(0).click();
    await page.getByRole('heading', { name: `${first} articles`, exact: true }).waitFor();
    await sources.filter({ hasNot: page.locator('.selected') }).nth(1).click();
    await page.getByRole('heading', { name: `${first + second} articles`, exact: true }).waitFor();
    assert.equal(await page.locator('.chip').count(), 2);
    await page.locator('.chip').last().click();
    await page.getByRole('heading', { name: `${first} articles`, exact: true }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: `${first + second} articles`, exact: true }).waitFor();
  }),

  'Results come in place, the heading has the focus, and the box, the title and the address follow': open('/search?q=strike', async (page) => {
    await page.evaluate(() => { globalThis.kept = true; });
    await page.getByRole('searchbox').or(page.getByRole('combobox')).first().fill('comet');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=comet/);
    await page.waitForFunction(() => document.activeElement.localName === 'h1');
    assert.equal(await page.evaluate(() => globalThis.kept), true);
    assert.match(await page.title(), /^comet/);
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('input[type=search]').value === 'strike');
    await page.waitForFunction(() => [...document.querySelectorAll('.hit mark')].some((mark) => /strike/i.test(mark.textContent)));
  }),

  'Each language of the interface is one, in its own direction, and its dates and numbers are': async ({ browser, server }) => {
    const words = { 'en-GB': 'Newest', de: 'Neueste', fr: 'récents', es: 'recientes', ja: '新しい', ar: 'الأحدث' };
    for (const [locale, word] of Object.entries(words)) {
      await visit(browser, { locale }, async (page) => {
        await page.goto(server.url('/search?q=strike'));
        assert.equal(await page.locator('html').getAttribute('lang'), locale.slice(0, 2));
        assert.equal(await page.locator('html').getAttribute('dir'), locale === 'ar' ? 'rtl' : 'ltr');
        assert.ok((await page.locator('.orders').textContent()).includes(word), `${locale}: ${await page.locator('.orders').textContent()}`);
      });
    }
  },

  'A search with too few results says what was meant, and it runs': open('/search?q=ligthouse', async (page) => {
    await page.locator('.meant a').click();
    await page.locator('.hit').first().waitFor();
    assert.equal(new URL(page.url()).searchParams.get('q'), 'lighthouse');
  }),

  'An empty result says which word is missing and what would find something': open('/search?q=lighthouse+zebra&match=all', async (page) => {
    const main = await page.getByRole('main').textContent();
    assert.match(main, /zebra: no articles/);
    assert.match(main, /lighthouse: \d+ articles/);
    assert.match(main, /The archive covers 1843/);
    await page.getByRole('link', { name: 'lighthouse', exact: true }).click();
    await page.locator('.hit').first().waitFor();
  }),

  'Feed, CSV and JSON are of the very same search': open('/search?q=lighthouse&from=1900&to=1990&source=The+Marlow+Bay+Gazette', async (page, _, server) => {
    const total = parseInt(await heading(page), 10);
    const forms = Object.fromEntries(await page.locator('.forms a').evaluateAll((links) => links.map((link) => [link.textContent, link.getAttribute('href')])));
    assert.equal((await server.json(forms.JSON)).total, total);
    const csv = await (await fetch(server.url(forms.CSV))).text();
    assert.equal(csv.trim().split('\r\n').filter((line) => /^[\w.-]+,/.test(line)).length, total + 1);
    for (const name of ['Atom', 'RSS']) assert.equal((await (await fetch(server.url(forms[name]))).text()).match(/<(entry|item)>/g).length, total, name);
  }),

  'Arabic, Hebrew and Japanese results have their own direction and language': open('/search?q=الفانوس', async (page) => {
    const title = page.locator('.hit h2').first();
    assert.equal(await title.getAttribute('lang'), 'ar');
    assert.equal(await title.evaluate((node) => getComputedStyle(node).direction), 'rtl');
  }),

  'A correction stands beside the result': open('/search?q=strike+delegates', async (page) => {
    assert.match(await page.locator('.correction').first().textContent(), /Correction.*241 to 97/);
  }),

  'The help\'s examples run': open('/help', async (page) => {
    const links = await page.locator('main dt a, main code a, main a:has(code)').evaluateAll((all) => all.map((link) => link.href));
    assert.ok(links.length >= 6, `${links.length} examples`);
    for (const address of links) {
      await page.goto(address);
      assert.equal(await page.locator('.warning').count(), 0, address);
    }
  }),
};
