// What pages can do beyond links and forms. Everything works without it.
const root = document.documentElement.dataset.root;
void root;
