// Reloads the page when the site has been rebuilt. Only `faultbook serve` adds this.

const news = new EventSource("/_faultbook/news");
/** @type {string | undefined} */
let seen;

news.addEventListener("message", ({ data }) => {
  if (seen !== undefined && seen !== data) location.reload();
  seen = data;
});
