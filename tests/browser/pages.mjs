// Every page, one a row: name of its pictures, address, whether it needs the hostile archive's server.
// Whatever holds for every page (screenshots, accessibility, no script, hostile text) goes through this list.
export const PAGES = [
];
