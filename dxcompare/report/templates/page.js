
"use strict";
// The reader's choice of cities; tables that sort and search; figures saved as SVG and PNG.
const ja = document.documentElement.lang === "ja";
const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
const make = (tag, set, ...inside) => { const made = Object.assign(document.createElement(tag), set); made.append(...inside); return made; };

// The choice stands in the address (#city=03206,09215&at=an-anchor) and in every link; its first city is the reader's
// own, and marked wherever data-city is. Tables of plans side by side show those that are chosen.
const every = (selector, root = document) => [...root.querySelectorAll(selector)];
const names = new Map(every("nav [data-city]").map((one) => [one.dataset.city, one.dataset.name]));
const pages = new Map(every("nav [data-city] a").map((one) => [one.closest("[data-city]").dataset.city, one.getAttribute("href")]));
const links = new Map(every('a[href*=".html"]').map((one) => [one, one.getAttribute("href")]));
const choosers = every(".choose");
let cities = [];
const fragment = (at) => [cities.length && `city=${cities.join(",")}`, at && (cities.length ? `at=${at}` : at)].filter(Boolean).join("&");
const remember = (at) => history.replaceState(null, "", `#${fragment(at)}`);
const own = make("span", { className: "own", hidden: true });
document.querySelector("header .site").after(own);

// On a phone drawings scroll, also by keyboard; tables that do say so.
const reach = () => {
  for (const one of every(".drawing")) one.scrollWidth > one.clientWidth ? one.setAttribute("tabindex", 0) : one.removeAttribute("tabindex");
  for (const one of every(".scroll")) one.classList.toggle("moves", one.scrollWidth > one.clientWidth);
};

const show = () => {
  for (const [link, href] of links) {
    const [page, at] = href.split("#"), more = fragment(at);
    link.setAttribute("href", more ? `${page}#${more}` : href);
  }
  for (const root of every("table, figure")) {
    const marks = every("[data-city]", root), several = new Set(marks.map((one) => one.dataset.city)).size > 1;
    for (const one of marks) {
      one.classList.toggle("mine", several && one.dataset.city === cities[0]);
      one.classList.toggle("other", several && cities.length > 0 && !cities.includes(one.dataset.city));
    }
  }
  for (const table of every("table.across, .narrow table")) {
    const least = Number(table.dataset.least || 2);
    table.classList.toggle("one", least === 1 && cities.length === 1);
    for (const cell of every("th[data-city], td[data-city]", table)) {
      cell.hidden = cities.length >= least && !cities.includes(cell.dataset.city);
    }
  }
  own.hidden = !cities.length;
  own.replaceChildren(ja ? "選択中：" : "Chosen: ", ...cities.flatMap((city, n) =>
    [n ? (ja ? "、" : ", ") : "", make("a", { href: `${pages.get(city)}#${fragment()}` }, names.get(city))]), " ",
    button(ja ? "選択を解除" : "Clear", () => choose([])));
  for (const act of choosers.map((one) => one.show)) act();
  reach();
};
const choose = (chosen) => { cities = chosen; remember(); show(); };
const button = (label, act, set = {}) => {
  const made = make("button", { type: "button", ...set }, label);
  made.addEventListener("click", act);
  return made;
};
const plain = (text) => text.normalize("NFKC").toLowerCase()
  .replace(/[ァ-ヶ]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 96)); // katakana finds hiragana
const finds = (text, wanted) => plain(wanted).split(/\s+/).every((word) => text.includes(word));

for (const chooser of choosers) {
  const most = Number(chooser.dataset.most), items = every("li", chooser);
  const status = make("span", { role: "status" });
  const toggle = (city) => {
    if (cities.includes(city)) choose(cities.filter((one) => one !== city));
    else if (most === 1) choose([city]);
    else if (cities.length < most) choose([...cities, city]);
    else status.textContent = ja ? `選べるのは${most}つまで。` : `No more than ${most}.`;
  };
  const buttons = items.map((item) => {
    const { city } = item.dataset, name = item.querySelector("a").textContent;
    const made = button("", () => toggle(city));
    item.prepend(made);
    return () => {
      const on = cities.includes(city), word = on ? (ja ? "選択中" : "Chosen") : (ja ? "選ぶ" : "Choose");
      made.setAttribute("aria-pressed", on);
      made.setAttribute("aria-label", ja ? `${name}を${word}` : `${word}: ${name}`);
      made.textContent = word;
      item.classList.toggle("chosen", on);
    };
  });
  const input = make("input", { type: "search" });
  const fitting = () => items.filter((item) => finds(plain(item.dataset.find), input.value));
  input.addEventListener("input", () => {
    const found = fitting();
    for (const item of items) item.hidden = !found.includes(item);
    status.textContent = found.length ? "" : ja ? "この報告書に該当する計画はない。" : "No such plan in this report.";
  });
  input.addEventListener("keydown", (event) => { if (event.key === "Enter" && fitting().length) toggle(fitting()[0].dataset.city); });
  chooser.prepend(make("div", { className: "search" },
    make("label", {}, ja ? "市名・よみ・コードで探す " : "Search by name, reading or code ", input), status));
  chooser.show = () => { status.textContent = ""; for (const act of buttons) act(); };
}
const read = () => {
  const asked = new URLSearchParams(location.hash.slice(1)), at = asked.get("at");
  if (asked.has("city")) cities = [...new Set(asked.get("city").split(","))].filter((city) => names.has(city)).slice(0, 4);
  else if (cities.length && location.hash) remember(location.hash.slice(1)); // an anchor of this page
  show();
  if (at && document.getElementById(at)) location.replace(`#${at}`); // scrolls there; the choice is put back
};
addEventListener("hashchange", read);

for (const table of every("table.data")) {
  if (table.closest(".narrow")) continue;
  const body = table.tBodies[0], rows = [...body.rows];
  if (rows.length < 3) continue;
  const heads = [...table.tHead.rows[0].cells];
  const value = (row, column) => {
    const cell = row.cells[column], text = cell.textContent.trim();
    if (cell.querySelector(".blank")) return null;
    return heads[column].classList.contains("number") ? Number(text.replace(/,/g, "")) : text;
  };
  heads.forEach((head, column) => {
    const sort = make("button", { type: "button" }, ...head.childNodes);
    head.append(sort);
    sort.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((one) => one.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sorted = rows.map((row) => [value(row, column), row]).sort(([a], [b]) => {
        if (a === null || b === null) return (a === null) - (b === null); // blanks last, either way
        return (typeof a === "number" ? a - b : order.compare(a, b)) * (down ? -1 : 1);
      });
      body.append(...sorted.map(([, row]) => row));
    });
  });
  if (rows.length <= 8) continue;
  const words = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const all = ja ? `${rows.length}行` : `${rows.length} rows`;
  const count = make("span", { role: "status" }, all);
  const input = make("input", { type: "search" });
  input.addEventListener("input", () => {
    for (const row of rows) row.hidden = !finds(words.get(row), input.value);
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = !input.value ? all : ja ? `${rows.length}行のうち${shown}行` : `${shown} of ${rows.length} rows`;
  });
  (table.closest(".scroll") || table).before(make("div", { className: "search" },
    make("label", {}, ja ? "表の中を探す " : "Search the table ", input), count));
}

const save = (name, type, content) => {
  const link = make("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};
for (const figure of every("figure[id]")) {
  const image = figure.querySelector(".drawing svg"), saved = figure.querySelector(".save");
  if (!image || !saved) continue;
  const drawing = () => { // the fonts of the page go along
    const copy = image.cloneNode(true), fonts = document.createElementNS(image.namespaceURI, "style");
    copy.style.maxWidth = copy.style.height = "";
    fonts.textContent = document.getElementById("letters").textContent;
    copy.prepend(fonts);
    return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
  };
  const add = (label, act) => saved.append(button(label, act));
  add("SVG", () => save(`${figure.id}.svg`, "image/svg+xml", drawing()));
  add("PNG", async () => {
    const picture = make("img", { src: URL.createObjectURL(drawing()) });
    await picture.decode();
    const scale = 200 / 96; // dots per inch over those of the screen
    const canvas = make("canvas", { width: picture.naturalWidth * scale, height: picture.naturalHeight * scale });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(picture.src);
    canvas.toBlob((blob) => save(`${figure.id}.png`, "image/png", blob), "image/png");
  });
}
addEventListener("resize", reach);
addEventListener("load", reach);
read();
