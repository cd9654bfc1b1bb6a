// Every page, one a row: what holds for every page (pictures, accessibility, no script, hostile texts) goes through this list.
//   name    of its pictures
//   path    on the server of the sample archive
//   hostile on that of the hostile archive, where it shows texts of the archive
//   locale  of the browser; English where there is none
//   tab     whether the keyboard's way is tried on it: one page of each kind
//   ready   what to wait for, where a script adds it
export const PAGES = [
  { name: 'home', tab: true, path: '/', hostile: '/' },
  { name: 'search', path: '/search?q=lighthouse', hostile: '/search?q=harbour&page_size=100' },
  { name: 'search-narrowed', tab: true, path: '/search?q=strike&section=news&source=Meridian+Wire+Service&from=1900&to=2020', hostile: '/search?q=harbour&section=%3Cscript%3Ehostile()%3C/script%3E&source=-%22%3E%3Csvg/onload=hostile()%3E&author=javascript:hostile()' },
  { name: 'search-everything', path: '/search?page=2&page_size=20', hostile: '/search?page=2&facet_size=50' },
  { name: 'search-nothing', path: '/search?q=lighthouse+zebra+volcano', hostile: '/search?q=%3C/title%3E%3Cscript%3Ehostile()%3C/script%3E+%22%3E%3Cimg+src=x+onerror=hostile()%3E' },
  { name: 'search-misspelt', path: '/search?q=ligthouse' },
  { name: 'search-refused', path: '/search?q=coal&from=yesterday', status: 400, hostile: '/search?q=coal&from=%22%3E%3Cscript%3Ehostile()%3C/script%3E' },
  { name: 'search-japanese', path: '/search?q=灯台' },
  { name: 'search-arabic', path: '/search?q=الفانوس' },
  { name: 'article', tab: true, path: '/articles/mw-19120416-0002?q=strike', hostile: '/articles/hostile-00?q=harbour' },
  { name: 'article-unasked', path: '/articles/mw-19120416-0002', hostile: '/articles/hostile-44?q=%22%3E%3Cscript%3Ehostile()%3C/script%3E+OR+harbour' },
  { name: 'article-in-arabic', path: '/articles/mw-19120416-0002?q=strike', locale: 'ar', hostile: '/articles/hostile-21?q=harbour' },
  { name: 'article-unknown', path: '/articles/nowhere', status: 404, hostile: '/articles/%22%3E%3Cscript%3Ehostile()%3C/script%3E' },
  { name: 'browse', tab: true, path: '/browse', hostile: '/browse' },
  { name: 'browse-year', tab: true, path: '/browse?year=1912', hostile: '/browse?year=1880' },
  { name: 'browse-day', path: '/browse?date=1912-04-16', hostile: '/browse?date=1880-04-01' },
  { name: 'browse-undated', path: '/browse?date=none' },
  { name: 'browse-sections', path: '/browse/sections', hostile: '/browse/sections' },
  { name: 'browse-authors', path: '/browse/authors', hostile: '/browse/authors' },
  { name: 'browse-sources-in-arabic', path: '/browse/sources', locale: 'ar', hostile: '/browse/sources' },
  { name: 'on-a-day', path: '/on/04-16', hostile: '/on/04-16' },
  { name: 'home-in-german', path: '/', locale: 'de' },
  { name: 'search-in-arabic', path: '/search?q=strike&section=news', locale: 'ar', hostile: '/search?q=harbour&on=04-16' },
  { name: 'search-in-japanese', path: '/search?q=strike', locale: 'ja' },
  { name: 'help', tab: true, path: '/help', hostile: '/help' },
  { name: 'sign-in', tab: true, path: '/sign-in', hostile: '/sign-in?next=%22%3E%3Cscript%3Ehostile()%3C/script%3E' },
  { name: 'article-missing', path: '/articles/nothing-here', status: 404, hostile: '/articles/%22%3E%3Cscript%3Ehostile()%3C/script%3E' },
  { name: 'article', tab: true, path: '/articles/mw-19120301-0011?q=strike', hostile: '/articles/hostile-01?q=harbour' },
  { name: 'browse', tab: true, path: '/browse', hostile: '/browse' },
  { name: 'browse-year', tab: true, path: '/browse?year=1912', hostile: '/browse?year=1886' },
  { name: 'browse-day', path: '/browse?date=1912-03-01', hostile: '/browse?date=1883-04-02' },
  { name: 'browse-sections', path: '/browse/sections', hostile: '/browse/sections' },
  { name: 'browse-authors', path: '/browse/authors', hostile: '/browse/authors' },
  { name: 'browse-in-arabic', path: '/browse?year=1912', locale: 'ar' },
  { name: 'on', path: '/on/03-01', hostile: '/on/04-02' },
  { name: 'not-found', tab: true, path: '/nowhere', status: 404, hostile: '/%22%3E%3Cscript%3Ehostile()%3C/script%3E' },
];

// Faults that belong to a page which answers with an error on purpose.
export const expectedOf = ({ status }) => (status ? [new RegExp(`status ${status}|status of ${status}`)] : []);
