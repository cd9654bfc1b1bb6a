// What the box says, in each language. {n} and {m} are numbers, {q} is a query; `found` has the forms of Intl.PluralRules.
const TEXTS = {
  en: {
    label: 'Search the archive', go: 'Search', hint: '{n} suggestions; arrow keys choose', none: 'No articles found', found: { one: '{n} article', other: '{n} articles' },
    page: 'page {n} of {m}', previous: 'Previous', next: 'Next', meant: 'Did you mean {q}?', all: 'All results in the archive', there: 'Search in the archive itself',
    unreachable: 'The archive could not be reached, or does not answer searches from this site.', busy: 'The archive is busy. Please try again in a moment.',
    key: 'This archive is read with a key.', failed: 'The archive could not answer.', untitled: 'Untitled', corrected: 'corrected', suggestions: 'Suggestions', pages: 'Pages',
  },
  de: {
    label: 'Im Archiv suchen', go: 'Suchen', hint: '{n} Vorschläge; mit den Pfeiltasten wählen', none: 'Keine Artikel gefunden', found: { one: '{n} Artikel', other: '{n} Artikel' },
    page: 'Seite {n} von {m}', previous: 'Zurück', next: 'Weiter', meant: 'Meinten Sie {q}?', all: 'Alle Treffer im Archiv', there: 'Im Archiv selbst suchen',
    unreachable: 'Das Archiv ist nicht erreichbar oder beantwortet keine Suchen von dieser Website.', busy: 'Das Archiv ist ausgelastet. Bitte versuchen Sie es gleich noch einmal.',
    key: 'Dieses Archiv wird mit einem Schlüssel gelesen.', failed: 'Das Archiv konnte nicht antworten.', untitled: 'Ohne Titel', corrected: 'berichtigt', suggestions: 'Vorschläge', pages: 'Seiten',
  },
  fr: {
    label: 'Rechercher dans les archives', go: 'Rechercher', hint: '{n} suggestions ; choisir avec les flèches', none: 'Aucun article trouvé', found: { one: '{n} article', other: '{n} articles' },
    page: 'page {n} sur {m}', previous: 'Précédent', next: 'Suivant', meant: 'Vouliez-vous dire {q} ?', all: 'Tous les résultats dans les archives', there: 'Rechercher dans les archives mêmes',
    unreachable: 'Les archives sont injoignables ou ne répondent pas aux recherches de ce site.', busy: 'Les archives sont très sollicitées. Réessayez dans un instant.',
    key: 'Ces archives se lisent avec une clé.', failed: 'Les archives n’ont pas pu répondre.', untitled: 'Sans titre', corrected: 'rectifié', suggestions: 'Suggestions', pages: 'Pages',
  },
  es: {
    label: 'Buscar en el archivo', go: 'Buscar', hint: '{n} sugerencias; elija con las flechas', none: 'No se encontraron artículos', found: { one: '{n} artículo', other: '{n} artículos' },
    page: 'página {n} de {m}', previous: 'Anterior', next: 'Siguiente', meant: '¿Quiso decir {q}?', all: 'Todos los resultados en el archivo', there: 'Buscar en el propio archivo',
    unreachable: 'No se pudo acceder al archivo, o no responde a búsquedas desde este sitio.', busy: 'El archivo está ocupado. Inténtelo de nuevo en un momento.',
    key: 'Este archivo se lee con una clave.', failed: 'El archivo no pudo responder.', untitled: 'Sin título', corrected: 'corregido', suggestions: 'Sugerencias', pages: 'Páginas',
  },
  ja: {
    label: 'アーカイブを検索', go: '検索', hint: '候補{n}件。矢印キーで選択', none: '記事は見つかりませんでした', found: { other: '{n}件の記事' },
    page: '{m}ページ中{n}ページ', previous: '前へ', next: '次へ', meant: 'もしかして：{q}', all: 'アーカイブですべての結果を見る', there: 'アーカイブで検索する',
    unreachable: 'アーカイブに接続できないか、このサイトからの検索は許可されていません。', busy: 'アーカイブが混み合っています。しばらくしてからもう一度お試しください。',
    key: 'このアーカイブの閲覧にはキーが必要です。', failed: 'アーカイブは応答できませんでした。', untitled: '無題', corrected: '訂正あり', suggestions: '候補', pages: 'ページ',
  },
  ar: {
    label: 'ابحث في الأرشيف', go: 'بحث', hint: 'الاقتراحات: {n}، اختر بمفاتيح الأسهم', none: 'لم يُعثر على مقالات',
    found: { one: 'مقال واحد', two: 'مقالان', few: '{n} مقالات', many: '{n} مقالًا', other: '{n} مقال' },
    page: 'الصفحة {n} من {m}', previous: 'السابق', next: 'التالي', meant: 'هل تقصد {q}؟', all: 'كل النتائج في الأرشيف', there: 'البحث في الأرشيف نفسه',
    unreachable: 'تعذّر الوصول إلى الأرشيف، أو أنه لا يجيب عن بحث من هذا الموقع.', busy: 'الأرشيف مشغول. يُرجى المحاولة بعد لحظات.',
    key: 'تتطلب قراءة هذا الأرشيف مفتاحًا.', failed: 'تعذّر على الأرشيف أن يجيب.', untitled: 'بلا عنوان', corrected: 'مصحَّح', suggestions: 'اقتراحات', pages: 'الصفحات',
  },
};
