// Suggestions in the search box of pages: by keyboard, by pointer, and gone when they are not wanted.
import assert from 'node:assert/strict';
import { violations, visit } from './visit.mjs';

const open = (path, use, options = {}) => ({ browser, server }) => visit(browser, options, async (page) => {
  await page.goto(server.url(path));
  await use(page, server);
});

const box = (page) => page.getByRole('combobox');
const options = (page) => page.getByRole('option');

const words = (text) => text.match(/[\p{L}\p{N}]+/gu).join(' ');

// Keys that come slowly ask more than once: the list that counts is the one for the whole text.
async function type(page, text) {
  const answered = page.waitForResponse((response) => new URL(response.url()).searchParams.get('q') === text && /suggest/.test(response.url()));
  await box(page).pressSequentially(text);
  await (await answered).finished();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
  await options(page).first().waitFor();
}

export const tests = {
  'The / key goes to the box, and typing there is typing': open('/search?q=coal', async (page) => {
    await page.locator('h1').click();
    await page.keyboard.press('/');
    assert.equal(await box(page).evaluate((node) => node === document.activeElement), true);
    await page.keyboard.type('a/b');
    assert.equal(await box(page).inputValue(), 'a/b');
  }),

  'Arrow keys go through the list and round to what was typed; Enter searches for the chosen': open('/', async (page) => {
    await type(page, 'light');
    assert.equal(await box(page).getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('ArrowDown');
    const chosen = await options(page).first().textContent();
    assert.equal(await options(page).first().getAttribute('aria-selected'), 'true');
    assert.equal(await box(page).getAttribute('aria-activedescendant'), await options(page).first().getAttribute('id'));
    await page.keyboard.press('ArrowUp');
    assert.equal(await box(page).inputValue(), 'light');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.hit').first().waitFor();
    assert.equal(new URL(page.url()).searchParams.get('q'), chosen);
  }),

  'Escape closes the list and leaves what was typed': open('/', async (page) => {
    await type(page, 'light');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    assert.equal(await options(page).count(), 0);
    assert.equal(await box(page).inputValue(), 'light');
    assert.equal(await box(page).getAttribute('aria-expanded'), 'false');
  }),

  'A headline that is clicked is found': open('/', async (page) => {
    await type(page, 'lighthouse');
    const headline = options(page).filter({ has: page.locator('small') }).first();
    await headline.click();
    await page.locator('.hit').first().waitFor();
    // Which one was clicked the box says: the list may have changed a moment before.
    const asked = await box(page).inputValue();
    assert.notEqual(asked, 'lighthouse');
    assert.equal(words(await page.locator('.hit h2').first().textContent()), words(asked));
  }),

  'Suggestions keep to the filters of the search': open('/search?q=&source=Meridian+Wire+Service', async (page) => {
    const asked = page.waitForRequest(/\/v1\/suggest/);
    await box(page).pressSequentially('str');
    assert.equal(new URL((await asked).url()).searchParams.get('source'), 'Meridian Wire Service');
  }),

  'Japanese and Arabic words are suggested': open('/', async (page) => {
    await type(page, '灯');
    await box(page).fill('');
    await type(page, 'الف');
  }),

  'An open list is in order for axe-core': open('/', async (page) => {
    await type(page, 'light');
    await page.keyboard.press('ArrowDown');
    const found = await violations(page);
    assert.deepEqual(found, [], found.join('\n'));
  }),

  'Of a hostile archive suggestions are text': ({ browser, hostile }) => visit(browser, { init: () => { globalThis.hostile = () => alert('hostile'); } }, async (page) => {
    await page.goto(hostile.url('/'));
    await type(page, 'harbour');
    await page.waitForTimeout(200);
    const names = await page.locator('.suggestions *').evaluateAll((nodes) => [...new Set(nodes.map((node) => node.localName))].sort());
    assert.deepEqual(names.filter((name) => !['bdi', 'div', 'small', 'span'].includes(name)), []);
  }),
};
