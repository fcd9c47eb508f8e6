
"use strict";
// Tables: buttons in the headings sort, a box above long ones searches. Figures: saved as SVG and PNG.
const ja = document.documentElement.lang === "ja";
const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
const make = (tag, set, ...inside) => { const made = Object.assign(document.createElement(tag), set); made.append(...inside); return made; };

for (const table of document.querySelectorAll("table.data")) {
  const body = table.tBodies[0], rows = [...body.rows];
  if (rows.length < 3) continue;
  const heads = [...table.tHead.rows[0].cells];
  const value = (row, column) => {
    const cell = row.cells[column], text = cell.textContent.trim();
    if (cell.querySelector(".blank")) return null;
    return heads[column].classList.contains("number") ? Number(text.replace(/,/g, "")) : text;
  };
  heads.forEach((head, column) => {
    const button = make("button", { type: "button" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
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
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const words = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const all = ja ? `${rows.length}行` : `${rows.length} rows`;
  const count = make("span", { role: "status" }, all);
  const input = make("input", { type: "search" });
  input.addEventListener("input", () => {
    const wanted = plain(input.value).split(/\s+/);
    for (const row of rows) row.hidden = !wanted.every((word) => words.get(row).includes(word));
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
for (const figure of document.querySelectorAll("figure[id]")) {
  const image = figure.querySelector(".drawing svg"), links = figure.querySelector(".save");
  if (!image || !links) continue;
  const drawing = () => { // the fonts of the page go along
    const copy = image.cloneNode(true), fonts = document.createElementNS(image.namespaceURI, "style");
    copy.style.maxWidth = copy.style.height = "";
    fonts.textContent = document.getElementById("letters").textContent;
    copy.prepend(fonts);
    return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
  };
  const button = (label, act) => { const made = make("button", { type: "button" }, label); made.addEventListener("click", act); links.append(made); };
  button("SVG", () => save(`${figure.id}.svg`, "image/svg+xml", drawing()));
  button("PNG", async () => {
    const picture = make("img", { src: URL.createObjectURL(drawing()) });
    await picture.decode();
    const scale = 200 / 96; // dots per inch over those of the screen
    const canvas = make("canvas", { width: picture.naturalWidth * scale, height: picture.naturalHeight * scale });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(picture.src);
    canvas.toBlob((blob) => save(`${figure.id}.png`, "image/png", blob), "image/png");
  });
}
// On a phone drawings scroll: also by keyboard.
const reach = () => document.querySelectorAll(".drawing").forEach((one) =>
  one.scrollWidth > one.clientWidth ? one.setAttribute("tabindex", 0) : one.removeAttribute("tabindex"));
addEventListener("resize", reach);
addEventListener("load", reach);
reach();
