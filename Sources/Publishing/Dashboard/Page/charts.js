"use strict";
// Small charts, drawn as SVG.
function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** A line of a measure over the reports, evenly spaced; days without a value are left open. */
function sparkline(values, dates, label, width = 150, height = 34) {
  const known = values.map((value, k) => [k, value]).filter(([, value]) => typeof value === "number");
  if (known.length < 2) return null;
  const low = Math.min(...known.map(([, value]) => value)), high = Math.max(...known.map(([, value]) => value));
  const x = (k) => 4 + (width - 8) * (values.length > 1 ? k / (values.length - 1) : 0);
  const y = (value) => (high > low ? height - 4 - (height - 8) * (value - low) / (high - low) : height / 2);
  const points = known.map(([k, value]) => `${x(k).toFixed(1)},${y(value).toFixed(1)}`);
  const [lastK, lastValue] = known[known.length - 1];
  const title = `${label}: ${known.map(([k, value]) => `${shortDay(dates[k])} ${number(value, value % 1 ? 1 : 0)}`).slice(-8).join("; ")}`;
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": title, style: "max-width:100%" },
    svg("title", {}, title),
    svg("polygon", { points: `${x(known[0][0]).toFixed(1)},${height} ${points.join(" ")} ${x(lastK).toFixed(1)},${height}`, fill: "var(--soft)" }),
    svg("polyline", { points: points.join(" "), fill: "none", stroke: "var(--accent)", "stroke-width": 2, "stroke-linejoin": "round" }),
    svg("circle", { cx: x(lastK), cy: y(lastValue), r: 3, fill: "var(--accent)" }));
}

/** The reports' values of a measure: of the city, or of a ward by its code. */
function series(measure, key = "city") {
  const k = data.history.measures.indexOf(measure);
  const rows = data.history.rows[key];
  return k >= 0 && rows ? rows[k] : [];
}

/** A bar of groups 0 to 3 with its legend. */
function groupBar(row) {
  const counts = [1, 2, 3, 0].map((g) => [g, cell(row, "group_" + g)]);
  const total = counts.reduce((sum, [, count]) => sum + (count || 0), 0);
  if (!total) return null;
  const share = (count) => 100 * (count || 0) / total;
  return element("div", {},
    element("div", { class: "bar", "aria-hidden": "true" },
      counts.map(([g, count]) => element("span", { style: { width: share(count) + "%", background: `var(--g${g})` } }))),
    element("ul", { class: "legend" }, counts.map(([g, count]) => element("li", {},
      element("span", { class: "mark", style: { background: `var(--g${g})` } }),
      `${groupName(g)}: `, element("strong", {}, number(count)), ` (${percent(share(count))})`))));
}

/** Bars of counts that share one measure. */
function countBars(lines, most) {
  return element("dl", { class: "steps" }, lines.flatMap(([name, count, after]) => [
    element("dt", {}, nameOf(name)),
    element("dd", {}, element("div", { class: "meter" },
      element("span", { style: { width: (most && typeof count === "number" ? Math.min(100, 100 * count / most) : 0) + "%" } }))),
    element("dd", { class: "n" }, number(count) + (after || "")),
  ]));
}
