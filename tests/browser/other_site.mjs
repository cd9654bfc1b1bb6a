// Somebody else's site: one page, of another origin, with a strict policy of its own.
import http from 'node:http';

// body: of the page, in which {archive} stands for the archive's address. Answers {url, origin, close}.
export async function otherSite(archive, body, { lang = 'en', title = 'The Town Crier', policy } = {}) {
  const allowed = policy ?? `default-src 'none'; script-src ${archive}; connect-src ${archive}; require-trusted-types-for 'script'`;
  const page = `<!doctype html><html lang="${lang}"${lang === 'ar' ? ' dir="rtl"' : ''}><head><meta charset="utf-8"><title>${title}</title>
<meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width"></head><body><main><h1>${title}</h1><h2>Our archive</h2>${body.replaceAll('{archive}', archive)}</main></body></html>`;
  const site = http.createServer((request, response) => {
    if (request.url !== '/') return response.writeHead(204).end();
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': allowed });
    response.end(page);
  });
  await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${site.address().port}`;
  return { url: `${origin}/`, origin, close: () => new Promise((resolve) => { site.closeAllConnections(); site.close(resolve); }) };
}
