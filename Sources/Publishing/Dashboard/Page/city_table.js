"use strict";
// The table of the wards: sorted by any column, searched, in sets of columns.
const derived = {
  group1_pct: { title: () => say("Nhóm 1 (%)", "Group 1 (%)"), value: (row) => ratio(cell(row, "group_1"), grouped(row)), kind: "percent" },
  entered_pct: { title: () => say("Đã nhập / chỉ tiêu (%)", "Entered / target (%)"), value: (row) => ratio(cell(row, "documents_entered"), cell(row, "target")), kind: "percent" },
  serious: { title: () => say("Lỗi nghiêm trọng", "Errors"), value: (row) => cell(row, "defects_error") === null ? null : cell(row, "defects_error") + (cell(row, "defects_critical") || 0), kind: "count" },
};
const columnSets = {
  overview: { name: () => say("Tổng quan", "Overview"), columns: ["parcels", "coverage_pct", "record_pct", "group1_pct", "documents_entered", "change_documents_entered", "entered_pct", "finish_forecast", "deadline", "late_days", "serious"] },
  ground: { name: () => say("Diện tích", "Ground"), columns: ["ward_area_m2", "parcels", "parcel_area_m2", "covered_m2", "coverage_pct", "change_coverage_pct", "uncovered_m2", "gap_m2", "overlap_m2", "outside_m2"] },
  use: { name: () => say("Loại đất", "Land use"), columns: ["area_agricultural_m2", "area_non_agricultural_m2", "area_unused_m2", "area_other_use_m2", "area_roads_water_m2"] },
  records: { name: () => say("Hồ sơ và nhóm", "Records and groups"), columns: ["parcels_needing_record", "parcels_with_record", "record_pct", "records", "records_without_parcel", "group_1", "group_2", "group_3", "group_0", "change_group_1"] },
  documents: { name: () => say("Giấy chứng nhận", "Certificates"), columns: ["documents_date", "documents_collected", "documents_scanned", "documents_entered", "documents_authenticated", "documents_created", "documents_synchronised", "target", "pace_per_day"] },
  defects: { name: () => say("Lỗi bản đồ", "Defects"), columns: ["parcels", "defects_critical", "defects_error", "change_defects_error", "defects_warning", "defects_info", "overlap_m2", "gap_m2"] },
  states: { name: () => say("Lỗi mới, còn tồn, đã xử lý", "New, remaining, resolved"), columns: ["defects_new", "defects_remaining", "defects_resolved", "defects_accepted", "findings_new", "findings_remaining", "findings_resolved", "findings_accepted"] },
};
const kindOf = (name) => (derived[name] ? derived[name].kind : data.columns[columnAt.get(name)][1]);
const valueOf = (row, name) => (derived[name] ? derived[name].value(row) : name === "ward" ? cell(row, "ward_name") || cell(row, "ward_code") : cell(row, name));
const titleOf = (name) => (name === "ward" ? say("Xã/phường", "Ward") : derived[name] ? derived[name].title() : title(name));
function shown(row, name) {
  const value = valueOf(row, name);
  if (value === null) return "–";
  const kind = kindOf(name);
  if (name.startsWith("change_") && typeof value === "number") return change(value, kind === "percent" ? 2 : 0);
  if (kind === "percent") return number(value, 1);
  if (kind === "area") return number(value);
  if (kind === "rate") return number(value, 1);
  if (kind === "date") return day(value);
  return number(value);
}
/** Columns without a single value say nothing. */
const filled = (names, rows) => names.filter((name) => rows.some((row) => valueOf(row, name) !== null));

function wardName(row) {
  const code = cell(row, "ward_code");
  if (code === "_unassigned") return say("Chưa xác định xã, phường", "No known ward");
  return cell(row, "ward_name") || code;
}
function wardLink(row) {
  const code = cell(row, "ward_code");
  const name = nameOf(wardName(row));
  return data.pages.includes(code) ? element("a", { href: pageLink(`../wards/${code}/index.html`) }, name) : name;
}

const wardTable = {
  set: "overview", sorted: "ward", descending: false, search: "",

  compare(a, b) {
    const x = valueOf(a, this.sorted), y = valueOf(b, this.sorted);
    // What has no value stands at the end, whichever way the others are sorted.
    if (x === null || y === null) return (x === null) - (y === null);
    const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "vi");
    return this.descending ? -order : order;
  },

  rows() {
    const words = folded(this.search).split(/\s+/).filter(Boolean);
    return data.wards.filter((row) => {
      const text = folded(`${cell(row, "ward_code")} ${wardName(row)} ${cell(row, "branch") || ""}`);
      return words.every((word) => text.includes(word));
    }).sort((a, b) => this.compare(a, b));
  },

  controls() {
    const select = element("select", { id: "set", onchange: (event) => { this.set = event.target.value; this.sorted = "ward"; this.descending = false; this.draw(); } },
      Object.entries(columnSets).filter(([, set]) => filled(set.columns, data.wards).length).map(([key, set]) => element("option", { value: key, selected: key === this.set }, set.name())));
    select.value = this.set;
    return element("div", { class: "controls" },
      element("label", {}, say("Tìm", "Search"), element("input", { type: "search", id: "search", value: this.search, autocomplete: "off", oninput: (event) => { this.search = event.target.value; this.draw(); } })),
      element("label", {}, say("Số liệu", "Figures"), select),
      element("span", { id: "found", role: "status", class: "quiet" }));
  },

  head(names) {
    return element("thead", {}, element("tr", {}, ["ward", ...names].map((name) => {
      const isSorted = name === this.sorted;
      return element("th", { scope: "col", class: name === "ward" ? null : "n", "aria-sort": isSorted ? (this.descending ? "descending" : "ascending") : null },
        element("button", { type: "button", "data-column": name, onclick: () => {
          if (isSorted) this.descending = !this.descending; else { this.sorted = name; this.descending = name !== "ward"; }
          this.draw();
          document.querySelector(`#wards [data-column="${name}"]`).focus();
        } }, titleOf(name), isSorted ? (this.descending ? " ▼" : " ▲") : ""));
    })));
  },

  draw() {
    const holder = document.getElementById("wards");
    const names = filled(columnSets[this.set].columns, data.wards);
    const rows = this.rows();
    const cells = (row) => names.map((name) => element("td", { class: "n" + (name === "late_days" && valueOf(row, name) > 0 ? " bad" : "") }, shown(row, name)));
    holder.replaceChildren(element("table", {}, element("caption", { class: "off" }, say("Số liệu theo xã, phường", "Figures by ward")), this.head(names),
      element("tbody", {}, rows.map((row) => element("tr", { class: cell(row, "ward_code") === wardMap.chosen ? "chosen" : null, "data-ward": cell(row, "ward_code"), onclick: (event) => { if (!event.target.closest("a")) chooseWard(cell(row, "ward_code")); } },
        element("th", { scope: "row" }, wardLink(row)), cells(row)))),
      data.city && !this.search ? element("tfoot", {}, element("tr", {}, element("th", { scope: "row" }, say("Tổng cộng", "Total")), cells(data.city))) : null));
    document.getElementById("found").textContent = say(`${number(rows.length)} xã, phường`, `${number(rows.length)} wards`);
  },
};
