// The page works without this script. It adds the search, the switch of colours, buttons that copy, links at
// headings, and shows in both contents where the reader is.
"use strict";
const search = document.querySelector(".search");
const found = document.querySelector(".found");
const theme = document.querySelector(".theme");
const menu = document.getElementById("menu");
const contents = document.querySelector("nav");

function element(name, properties, ...inside) {
  const e = Object.assign(document.createElement(name), properties);
  e.append(...inside);
  return e;
}

// Colours: the system's, until the reader chooses.
const isDark = () => getComputedStyle(document.documentElement).colorScheme === "dark" ||
  (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
const nameTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
theme.addEventListener("click", () => {
  const value = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = value;
  try { localStorage.setItem("theme", value); } catch { /* it lasts for this page */ }
  nameTheme();
});
nameTheme();
search.hidden = theme.hidden = false;

// The contents: where the reader is.
const here = contents.querySelector("[aria-current]");
if (here && here.offsetTop > contents.clientHeight - 80) contents.scrollTop = here.offsetTop - contents.clientHeight / 2;
const heads = document.querySelector(".heads");
if (heads && matchMedia("(min-width: 84rem)").matches) heads.open = true;
const places = [...document.querySelectorAll(".heads a")].map(link => ({
  link, head: document.getElementById(decodeURIComponent(link.hash.slice(1))),
})).filter(p => p.head);
function showPlace() {
  const passed = places.filter(p => p.head.getBoundingClientRect().top < 90);
  const last = passed[passed.length - 1];
  for (const p of places) {
    const now = p === last;
    if (now === p.link.hasAttribute("aria-current")) continue;
    p.link.toggleAttribute("aria-current", now);
    if (now && heads.open && heads.scrollHeight > heads.clientHeight) heads.scrollTop = p.link.offsetTop - heads.clientHeight / 2;
  }
}
let due = false;
addEventListener("scroll", () => {
  if (due) return;
  due = true;
  requestAnimationFrame(() => { due = false; showPlace(); });
}, { passive: true });
showPlace();

// Headings link to themselves, and code can be copied.
for (const head of document.querySelectorAll("article :is(h2, h3, h4)[id]")) {
  head.append(element("a", { className: "anchor", href: "#" + encodeURIComponent(head.id), textContent: "#", ariaLabel: "Link to this heading" }));
}
if (navigator.clipboard) {
  for (const pre of document.querySelectorAll("article pre.chroma")) {
    const button = element("button", { className: "copy", type: "button", textContent: "Copy" });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(pre.textContent);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    const block = element("div", { className: "block" });
    pre.replaceWith(block);
    block.append(pre, button);
  }
}

// The search. Its index is another file, which is loaded when somebody begins.
let loading;
function loadIndex() {
  loading ??= new Promise((done, failed) => {
    document.head.append(element("script", { src: "search.js", onload: done, onerror: failed }));
  });
  return loading;
}

// rank is 0 if a word is missing; titles count more than text.
function rank(entry, words) {
  let sum = 0;
  for (const w of words) {
    const title = entry.t.toLowerCase(), at = title.indexOf(w);
    if (at >= 0) sum += at === 0 ? 30 : 20;
    else if (entry.p.toLowerCase().includes(w)) sum += 5;
    else if ((entry.x || "").toLowerCase().includes(w)) sum += 1;
    else return 0;
  }
  return sum - entry.t.length / 100;
}

// excerpt returns the text around the first of the words, which stand out.
function excerpt(text, words) {
  const at = Math.min(...words.map(w => text.toLowerCase().indexOf(w)).filter(i => i >= 0));
  if (!isFinite(at)) return [];
  const from = at < 40 ? 0 : text.indexOf(" ", at - 40) + 1;
  const part = (from > 0 ? "… " : "") + text.slice(from, from + 120);
  const split = new RegExp("(" + words.map(w => w.replace(/[^\p{L}\p{N}]/gu, "\\$&")).join("|") + ")", "i");
  return part.split(split).map((s, i) => i % 2 ? element("mark", {}, s) : s);
}

async function find() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  found.hidden = words.length === 0;
  if (words.length === 0) return;
  await loadIndex();
  const hits = index.map(e => [rank(e, words), e]).filter(h => h[0] > 0).sort((a, b) => b[0] - a[0]).slice(0, 20);
  found.replaceChildren(...hits.map(([, e]) => element("li", {}, element("a", { href: e.u },
    element("strong", {}, e.t), element("small", {}, e.p), element("span", {}, ...excerpt(e.x || "", words))))));
  if (hits.length === 0) found.textContent = "Nothing found.";
  menu.checked = true;
  contents.scrollTop = 0;
}
search.addEventListener("focus", loadIndex);
search.addEventListener("input", find);
search.addEventListener("keydown", event => {
  if (event.key === "Enter") found.querySelector("a")?.click();
  if (event.key === "ArrowDown") { event.preventDefault(); found.querySelector("a")?.focus(); }
});
found.addEventListener("keydown", event => {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (!step) return;
  event.preventDefault();
  (document.activeElement.closest("li")?.[step]?.querySelector("a") || search).focus();
});
addEventListener("keydown", event => {
  if (event.key === "/" && !event.target.closest("input, textarea")) { event.preventDefault(); search.focus(); }
  if (event.key === "Escape" && search.value) { search.value = ""; menu.checked = false; find(); }
});
