"use strict";
// The defects and findings of a ward: as they are packed, filtered, listed.
const issues = data.issues.map(([id, kind, severity, code, state, rows, others, area, width, x, y, ground, field, recordRow, message]) => {
  // A finding of the records is where its parcel is.
  if (x === null && rows.length && parcels) {
    const box = parcels.shapes.box(rows.slice(0, 1));
    if (box) { x = (box[0] + box[2]) / 2; y = (box[1] + box[3]) / 2; }
  }
  return { id, kind, severity, code, state, rows, others, area, width, x, y, ground, field, recordRow, message };
});
const kindName = (kind) => say(data.kinds[kind][1], data.kinds[kind][2]);
const isOfRecords = (issue) => data.kinds[issue.kind][0].startsWith("reconcile/");
const stateName = (state) => [say("mới", "new"), say("còn tồn", "remaining"), say("đã chấp nhận", "accepted")][state];

/** The parcels of an issue in words. */
function partiesOf(issue) {
  const names = issue.rows.slice(0, 4).map((row) => parcels.name(row));
  if (issue.rows.length > 4) names.push(say(`và ${number(issue.rows.length - 4)} thửa khác`, `and ${number(issue.rows.length - 4)} more`));
  if (issue.others) names.push(issue.others.length > 120 ? issue.others.slice(0, 120) + "…" : issue.others);
  return names.join("; ");
}
function sizeOf(issue) {
  const parts = [];
  if (issue.area !== null) parts.push(area(issue.area));
  if (issue.width !== null) parts.push(say("rộng ", "width ") + metres(issue.width));
  if (issue.field) parts.push(data.fields[issue.field] ? say(...data.fields[issue.field]) : issue.field);
  if (issue.recordRow !== null) parts.push(say("dòng ", "row ") + issue.recordRow);
  return parts.join(" · ");
}

// Which of new, remaining, accepted: without an earlier report everything is new.
const issueFilter = { severities: [false, true, true, true], kind: -1, states: [true, true, false], search: "", limit: 100 };
if (!issues.some((issue) => issue.severity > 0)) issueFilter.severities[0] = true;
function filteredIssues() {
  const words = folded(issueFilter.search).split(/\s+/).filter(Boolean);
  return issues.filter((issue) => issueFilter.severities[issue.severity] && (issueFilter.kind < 0 || issue.kind === issueFilter.kind)
    && issueFilter.states[issue.state]
    && (!words.length || words.every((word) => folded(`${issue.code} ${issue.id} ${kindName(issue.kind)} ${partiesOf(issue)} ${issue.rows.map((row) => `${parcels.sheet(row)}/${parcels.number(row)}`).join(" ")}`).includes(word))));
}

/** The list beside the map; `chosen` hears of a click, `changed` of another filter. */
const issueList = {
  controls(changed) {
    const counts = [0, 0, 0, 0], states = [0, 0, 0], kinds = new Map();
    for (const issue of issues) { states[issue.state]++; if (issue.state !== 2) counts[issue.severity]++; kinds.set(issue.kind, (kinds.get(issue.kind) || 0) + 1); }
    const change = (body) => (event) => { body(event.target); issueFilter.limit = 100; changed(); };
    const kind = element("select", { id: "kind", onchange: change((node) => { issueFilter.kind = Number(node.value); }) },
      element("option", { value: -1 }, say("mọi loại", "all kinds")),
      [...kinds].sort((a, b) => b[1] - a[1]).map(([k, count]) => element("option", { value: k }, `${kindName(k)} (${number(count)})`)));
    kind.value = issueFilter.kind;
    const box = (id, isOn, body, ...children) => element("label", { for: id }, element("input", { type: "checkbox", id, checked: isOn, onchange: change(body) }), element("span", {}, children));
    return element("div", {},
      element("fieldset", {}, element("legend", { class: "off" }, say("Mức độ", "Severity")),
        [3, 2, 1, 0].filter((k) => counts[k]).map((k) => box("severity-" + k, issueFilter.severities[k], (node) => { issueFilter.severities[k] = node.checked; },
          element("span", { class: "badge " + severities[k], "aria-hidden": "true" }), `${severityName(k)} (${number(counts[k])})`)),
        [0, 1, 2].filter((k) => states[k] && (k === 2 || data.earlier_date)).map((k) => box("state-" + k, issueFilter.states[k], (node) => { issueFilter.states[k] = node.checked; }, `${stateName(k)} (${number(states[k])})`))),
      element("div", { class: "controls" },
        element("label", {}, say("Loại", "Kind"), kind),
        element("label", {}, say("Tìm", "Search"), element("input", { type: "search", id: "issue-search", value: issueFilter.search, autocomplete: "off", size: 12, oninput: change((node) => { issueFilter.search = node.value; }) }))));
  },

  draw(holder, list, current, chosen, changed) {
    const shownIssues = list.slice(0, issueFilter.limit);
    holder.replaceChildren(element("ul", { class: "plain" }, shownIssues.map((issue) => element("li", {},
      element("button", { type: "button", "data-issue": issue.id, "aria-current": issue === current ? "true" : null, onclick: () => chosen(issue) },
        element("span", { class: "badge " + severities[issue.severity], "aria-hidden": "true" }),
        element("span", { class: "off" }, severityName(issue.severity) + ": "),
        element("strong", {}, kindName(issue.kind)), ` ${issue.code}`,
        issue.state === 2 || (issue.state === 0 && data.earlier_date) ? element("span", { class: "state" }, stateName(issue.state)) : "",
        element("small", {}, nameOf([partiesOf(issue), sizeOf(issue)].filter(Boolean).join(" · "))))))),
      list.length > shownIssues.length ? element("button", { type: "button", class: "more screen", onclick: () => { issueFilter.limit += 200; changed(); } }, say(`Xem thêm (còn ${number(list.length - shownIssues.length)})`, `Show more (${number(list.length - shownIssues.length)} left)`)) : "");
  },
};
