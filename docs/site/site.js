// The page works without this script. It adds the search, the switch of colours, and opens what a wide screen has room for.
"use strict";
const search = document.querySelector(".search");
const found = document.querySelector(".found");
const theme = document.querySelector(".theme");
const menu = document.getElementById("menu");

search.hidden = theme.hidden = false;
if (matchMedia("(min-width: 84rem)").matches) {
  document.querySelector(".heads")?.setAttribute("open", "");
}

function store(value) {
  try { return value === undefined ? localStorage.getItem("theme") : localStorage.setItem("theme", value); } catch { return null; }
}
function show(value) {
  document.documentElement.dataset.theme = value;
  theme.textContent = value === "dark" ? "Light" : "Dark";
}
show(store() || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
theme.addEventListener("click", () => {
  const value = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  show(value);
  store(value);
});

search.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = words.length === 0 ? [] : index.filter(e => words.every(w => (e.t + " " + e.p).toLowerCase().includes(w))).slice(0, 20);
  found.replaceChildren(...hits.map(e => {
    const item = document.createElement("li"), link = document.createElement("a"), where = document.createElement("small");
    link.href = e.u;
    link.textContent = e.t;
    where.textContent = e.p;
    link.append(where);
    item.append(link);
    return item;
  }));
  found.hidden = words.length === 0;
  if (words.length > 0) menu.checked = true;
  if (words.length > 0 && hits.length === 0) found.textContent = "nothing found";
});
