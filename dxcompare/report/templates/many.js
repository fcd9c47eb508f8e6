// Of many plans: all of them searched by name, reading, prefecture and code; what has no page is told its command.
for (const directory of every(".directory")) {
  const known = directory.parentElement.querySelector(".choose .search"); // few have pages; one search is for all
  if (known) known.hidden = true;
  const groups = every("details", directory), most = 12; // found plans that are told their command
  const items = new Map(every("li", directory).map((one) => [one, plain(one.dataset.find)]));
  const all = ja ? `${items.size.toLocaleString()}計画` : `${items.size.toLocaleString()} plans`;
  const status = make("span", { role: "status" }, all), input = make("input", { type: "search" });
  input.addEventListener("input", () => {
    const asked = input.value.trim() !== "", found = [...items.keys()].filter((one) => finds(items.get(one), input.value));
    for (const one of every("li code", directory)) one.remove();
    for (const one of items.keys()) one.hidden = true;
    for (const one of found) one.hidden = false;
    for (const group of groups) {
      group.hidden = !group.querySelector("li:not([hidden])");
      group.open = asked && !group.hidden;
    }
    if (found.length <= most) for (const one of found) {
      if (!one.querySelector("a")) one.append(make("code", {}, `${directory.dataset.command} ${one.dataset.asked}`));
    }
    status.textContent = !asked ? all : !found.length ? (ja ? "該当する計画はない。" : "No such plan.")
      : ja ? `${all}のうち${found.length}` : `${found.length} of ${all}`;
  });
  input.addEventListener("keydown", (event) => {
    const found = every("li:not([hidden]) a", directory);
    if (event.key === "Enter" && input.value.trim() && found.length === 1) found[0].click();
  });
  groups[0].parentElement.before(make("div", { className: "search" },
    make("label", {}, ja ? "市区町村名・よみ・都道府県・コードで探す " : "Search by name, reading, prefecture or code ", input), status));
}
