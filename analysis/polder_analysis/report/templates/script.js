"use strict";
(() => {
  document.documentElement.classList.add("js");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const tip = document.getElementById("tip");
  const spoken = document.getElementById("spoken");

  // What is chosen stands in the address, so that a link leads to the same view.
  const chosen = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  const keep = (name, value) => {
    if (value) chosen.set(name, value); else chosen.delete(name);
    try { history.replaceState(null, "", "#" + chosen); } catch (ignored) { /* a page opened from a file may not */ }
  };

  const chooser = (id, attribute) => {
    const select = document.getElementById(id);
    if (!select) return;
    const show = () => all(`[data-${attribute}]`).forEach((one) =>
      one.classList.toggle("shown", one.getAttribute(`data-${attribute}`) === select.value));
    if (chosen.has(id) && all("option", select).some((one) => one.value === chosen.get(id))) select.value = chosen.get(id);
    select.addEventListener("change", () => { show(); keep(id, select.value); });
    show();
  };
  chooser("outcome", "outcome");
  chooser("place", "place");
  chooser("lost", "lost");

  // A municipality, chosen in the list or by a click, stands out everywhere.
  const towns = document.getElementById("town");
  const pick = (name) => {
    all("[data-town]").forEach((one) => one.classList.toggle("chosen", name !== "" && one.dataset.town === name));
    all("[data-town-table]").forEach((one) => one.classList.toggle("shown", one.dataset.townTable === name));
    all(".network").forEach((one) => one.classList.toggle("picked", name !== ""));
    all(".pair").forEach((one) => one.classList.toggle("of", name !== "" && one.dataset.of.includes(`|${name}|`)));
  };
  if (towns) {
    towns.addEventListener("change", () => { pick(towns.value); keep("town", towns.value); });
    all("g[data-town]").forEach((one) => one.addEventListener("click", () => {
      towns.value = towns.value === one.dataset.town ? "" : one.dataset.town;
      towns.dispatchEvent(new Event("change"));
    }));
    if (chosen.has("town")) towns.value = chosen.get("town");
    pick(towns.value);
  }

  const place = (x, y) => {
    tip.hidden = false;
    const wide = document.documentElement.clientWidth, box = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(x + 14, wide - box.width - 4)) + scrollX}px`;
    tip.style.top = `${y + 16 + scrollY}px`;
  };
  const words = (head, lines) => {
    tip.replaceChildren();
    const first = document.createElement("b");
    first.textContent = head;
    tip.append(first);
    for (const line of lines) {
      const row = document.createElement("span"), mark = document.createElement("i");
      mark.className = `v${line.kind}`;
      row.append(mark, `${line.name} ${line.text}`);
      tip.append(row);
    }
  };

  // Lines over time: the nearest moment, by pointer or with the arrow keys.
  for (const chart of all("svg.course")) {
    const data = JSON.parse(chart.dataset.chart), cursor = chart.querySelector(".cursor"), plot = chart.parentElement;
    let at = data.x.length - 1;
    plot.tabIndex = 0;
    plot.setAttribute("role", "group");
    plot.setAttribute("aria-label", chart.getAttribute("aria-label"));
    const show = (aloud) => {
      cursor.setAttribute("x1", data.x[at]);
      cursor.setAttribute("x2", data.x[at]);
      cursor.style.visibility = "visible";
      const lines = data.series.map((one) => ({kind: one.kind, name: one.name, text: one.text[at]}));
      words(data.when[at], lines);
      const box = chart.getBoundingClientRect();
      place(box.left + data.x[at] / data.width * box.width, box.top + box.height * 0.2);
      if (aloud) spoken.textContent = `${data.when[at]}: ${lines.map((one) => `${one.name} ${one.text}`).join("; ")}`;
    };
    const hide = () => { cursor.style.visibility = "hidden"; tip.hidden = true; };
    chart.addEventListener("pointermove", (event) => {
      const box = chart.getBoundingClientRect(), x = (event.clientX - box.left) / box.width * data.width;
      at = data.x.reduce((best, one, i) => Math.abs(one - x) < Math.abs(data.x[best] - x) ? i : best, 0);
      show(false);
    });
    chart.addEventListener("pointerleave", hide);
    plot.addEventListener("blur", hide);
    plot.addEventListener("keydown", (event) => {
      const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
      if (event.key === "Escape") hide();
      if (!step) return;
      event.preventDefault();
      at = Math.max(0, Math.min(data.x.length - 1, at + step));
      show(true);
    });
  }

  // Municipalities: what their <title> says, at once.
  for (const town of all("g[data-town]")) {
    const title = town.querySelector("title");
    if (!title) continue;
    const text = title.textContent;
    title.remove();
    town.addEventListener("pointermove", (event) => { words(text, []); place(event.clientX, event.clientY); });
    town.addEventListener("pointerleave", () => { tip.hidden = true; });
  }
})();
