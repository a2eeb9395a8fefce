// Where the page's links and files lead, and which places of it a link can lead to.
const linked = document.querySelectorAll("[href], [src]");
return {
  links: [...linked].map((element) => new URL(element.getAttribute("href") ?? element.getAttribute("src"), location.href).href),
  places: [...document.querySelectorAll("[id]")].map((element) => element.id),
};
