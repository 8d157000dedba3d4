"use strict";
// The page of the city.
const city = data.city;
const dates = data.history.dates;
const previousDate = cell(city, "previous_date") || (dates.length > 1 ? dates[dates.length - 2] : null);
const reportDate = data.date;

/** The change of a figure since the previous report, in words; nothing where it is not known. */
function sincePrevious(name, decimals, isGoodUp) {
  const value = cell(city, "change_" + name);
  if (typeof value !== "number" || !previousDate) return null;
  const tone = value === 0 || isGoodUp === null ? "" : (value > 0) === isGoodUp ? "good" : "bad";
  return element("span", { class: "more" }, element("span", { class: tone }, change(value, decimals)), " ", say(`so với ${shortDay(previousDate)}`, `since ${shortDay(previousDate)}`));
}
function tile(name, value, ...more) {
  return element("div", { class: "tile" }, element("span", { class: "name" }, name), element("span", { class: "value" }, value), ...more);
}
const spark = (measure, name) => sparkline(series(measure), dates, name, 150, 30);

function tiles() {
  const parts = [];
  const add = (name, ...rest) => { if (cell(city, name) !== null) parts.push(tile(...rest)); };
  add("parcels", say("Thửa trên bản đồ", "Parcels on the map"), number(cell(city, "parcels")), sincePrevious("parcels", 0, null), spark("parcels", title("parcels")));
  add("coverage_pct", say("Phủ diện tích", "Ground covered"), percent(cell(city, "coverage_pct")), sincePrevious("coverage_pct", 2, true), spark("coverage_pct", title("coverage_pct")));
  add("record_pct", say("Thửa có hồ sơ", "Parcels with a record"), percent(cell(city, "record_pct")), sincePrevious("record_pct", 2, true), spark("record_pct", title("record_pct")));
  const groupOne = ratio(cell(city, "group_1"), grouped(city));
  if (groupOne !== null) parts.push(tile(say("Nhóm 1", "Group 1"), percent(groupOne), sincePrevious("group_1", 0, true), spark("group_1", title("group_1"))));
  const entered = cell(city, "documents_entered"), target = cell(city, "target");
  add("documents_entered", title("documents_entered"), number(entered), target ? element("span", { class: "more" }, say(`${percent(ratio(entered, target))} của chỉ tiêu ${number(target)}`, `${percent(ratio(entered, target))} of the target ${number(target)}`)) : null, sincePrevious("documents_entered", 0, true), spark("documents_entered", title("documents_entered")));
  const late = lateWards();
  if (late.known) parts.push(tile(say("Xã, phường sẽ trễ hạn", "Wards that will be late"), element("span", { class: late.late.length ? "bad" : "good" }, `${number(late.late.length)} / ${number(late.known)}`), element("span", { class: "more" }, say("theo tốc độ hiện nay", "at the present pace"))));
  if (cell(city, "defects_error") !== null) parts.push(tile(say("Lỗi nghiêm trọng còn mở", "Errors still open"), number(cell(city, "defects_error") + (cell(city, "defects_critical") || 0)), sincePrevious("defects_error", 0, false), spark("defects_error", title("defects_error"))));
  if (previousDate && typeof cell(city, "defects_new") === "number") parts.push(tile(say("Lỗi mới", "New defects"), number(cell(city, "defects_new")), element("span", { class: "more" }, say(`${number(cell(city, "defects_remaining"))} còn tồn, ${number(cell(city, "defects_resolved"))} đã xử lý so với ${shortDay(previousDate)}`, `${number(cell(city, "defects_remaining"))} remaining, ${number(cell(city, "defects_resolved"))} resolved since ${shortDay(previousDate)}`))));
  return element("div", { class: "tiles" }, parts);
}

/** What is new, what remains and what was resolved, of the map and of the records. */
function stateSection() {
  const lines = [["defects", say("Lỗi bản đồ", "Defects of the map")], ["findings", say("Sai lệch hồ sơ", "Findings of the records")]].filter(([name]) => cell(city, name + "_new") !== null);
  if (!previousDate || !lines.length) return null;
  const names = [["new", say("mới", "new")], ["remaining", say("còn tồn", "remaining")], ["resolved", say("đã xử lý", "resolved")], ["accepted", say("đã chấp nhận", "accepted")]];
  return element("section", { "aria-labelledby": "states" }, element("h2", { id: "states" }, say(`Lỗi so với báo cáo ngày ${day(previousDate)}`, `Defects against the report of ${day(previousDate)}`)),
    element("div", { class: "scroll low", tabindex: 0, role: "group", "aria-labelledby": "states" }, element("table", {},
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, say("Số liệu", "Figure")), names.map(([, text]) => element("th", { scope: "col", class: "n" }, text)))),
      element("tbody", {}, lines.map(([name, text]) => element("tr", {}, element("th", { scope: "row" }, text), names.map(([state]) => element("td", { class: "n" }, number(cell(city, `${name}_${state}`))))))))));
}

function lateWards() {
  const aimed = data.wards.filter((row) => cell(row, "deadline") !== null);
  const forecast = aimed.filter((row) => cell(row, "finish_forecast") !== null);
  return {
    known: aimed.length,
    late: forecast.filter((row) => cell(row, "late_days") > 0).sort((a, b) => cell(b, "late_days") - cell(a, "late_days")),
    onTime: forecast.filter((row) => cell(row, "late_days") === 0).length,
    // Without a pace nothing can be said of the finish: that is no good sign.
    silent: aimed.filter((row) => cell(row, "finish_forecast") === null),
  };
}

let showsAllLate = false;
function lateSection() {
  const { known, late, onTime, silent } = lateWards();
  if (!known) return null;
  const shownRows = showsAllLate ? late : late.slice(0, 10);
  return element("section", { id: "late", "aria-labelledby": "late-title" },
    element("h2", { id: "late-title" }, say("Ai sẽ trễ hạn?", "Who will miss the deadline?")),
    element("p", {}, element("strong", { class: late.length ? "bad" : "good" }, number(late.length)), say(" xã, phường trễ, ", " wards late, "),
      element("strong", {}, number(onTime)), say(" kịp hạn, ", " in time, "), element("strong", {}, number(silent.length)),
      say(" chưa dự báo được (chưa có số liệu hoặc đã dừng).", " without a forecast (no figures, or a standstill).")),
    element("div", { class: "bar", "aria-hidden": "true", style: { marginBottom: ".8rem" } }, [[late, "var(--g3)"], [onTime, "var(--g1)"], [silent, "var(--g-none)"]].map(([rows, background]) => element("span", { style: { width: 100 * rows.length / known + "%", background } }))),
    late.length ? element("div", { class: "scroll low", tabindex: 0, role: "group", "aria-labelledby": "late-title" }, element("table", {},
      element("thead", {}, element("tr", {}, ["ward", "entered_pct", "pace_per_day", "finish_forecast", "deadline", "late_days"].map((name, k) => element("th", { scope: "col", class: k ? "n" : null }, titleOf(name))))),
      element("tbody", {}, shownRows.map((row) => element("tr", {}, element("th", { scope: "row" }, wardLink(row)), ["entered_pct", "pace_per_day", "finish_forecast", "deadline"].map((name) => element("td", { class: "n" }, shown(row, name))), element("td", { class: "n bad" }, shown(row, "late_days"))))))) : null,
    late.length > 10 ? element("p", { class: "screen" }, element("button", { type: "button", onclick: () => { showsAllLate = !showsAllLate; draw(); } }, showsAllLate ? say("Thu gọn", "Show fewer") : say(`Xem cả ${number(late.length)}`, `Show all ${number(late.length)}`))) : null);
}

function weekSection() {
  const names = [
    ["parcels", 0], ["coverage_pct", 2], ["parcels_with_record", 0], ["record_pct", 2], ["group_1", 0], ["group_2", 0], ["group_3", 0], ["group_0", 0],
    ["documents_collected", 0], ["documents_scanned", 0], ["documents_entered", 0], ["documents_authenticated", 0], ["documents_created", 0], ["documents_synchronised", 0],
    ["defects_critical", 0], ["defects_error", 0], ["overlap_m2", 0], ["gap_m2", 0],
  ].filter(([name]) => cell(city, name) !== null && cell(city, "change_" + name) !== null);
  if (!names.length || !previousDate) return null;
  const before = (name) => (typeof cell(city, name) === "number" && typeof cell(city, "change_" + name) === "number" ? cell(city, name) - cell(city, "change_" + name) : null);
  return element("section", { class: "weeks", "aria-labelledby": "weeks" }, element("h2", { id: "weeks" }, say("Kỳ này so với kỳ trước", "This report against the last")),
    element("div", { class: "scroll low", tabindex: 0, role: "group", "aria-labelledby": "weeks" }, element("table", {},
      element("thead", {}, element("tr", {}, [say("Số liệu", "Figure"), day(previousDate), day(reportDate), say("Thay đổi", "Change"), say("Diễn biến", "Course")].map((text, k) => element("th", { scope: "col", class: k > 0 && k < 4 ? "n" : null }, text)))),
      element("tbody", {}, names.map(([name, decimals]) => element("tr", {}, element("th", { scope: "row" }, title(name)), element("td", { class: "n" }, number(before(name), decimals)), element("td", { class: "n" }, number(cell(city, name), decimals)),
        element("td", { class: "n" }, typeof cell(city, "change_" + name) === "number" ? change(cell(city, "change_" + name), decimals) : number(cell(city, "change_" + name))), element("td", { class: "spark" }, sparkline(series(name), dates, title(name), 150, 26))))))));
}

/** What no single ward can see, and what belongs to none. */
function differenceSection() {
  const lines = data.differences.map(([vi, en]) => nameOf(say(vi, en)));
  const page = data.pages.includes("_unassigned"), list = data.unplaced;
  if (page) lines.push(element("a", { href: pageLink("../wards/_unassigned/index.html") }, say("Thửa chưa xác định xã, phường", "Parcels of no known ward")));
  if (list) lines.push(element("a", { href: "../wards/_unassigned/records.csv" }, say("Hồ sơ chưa xác định xã, phường (records.csv)", "Records of no known ward (records.csv)")));
  if (!lines.length) return null;
  return element("section", { id: "differences", "aria-labelledby": "differences-title" }, element("h2", { id: "differences-title" }, say("Cần xem lại giữa các xã, phường", "To look at between the wards")),
    element("ul", {}, lines.map((line) => element("li", {}, line))));
}

function groupSection() {
  const bar = groupBar(city);
  return bar ? element("section", { "aria-labelledby": "groups" }, element("h2", { id: "groups" }, say("Nhóm thửa đất", "Groups of parcels")), bar) : null;
}

function documentSection() {
  const names = ["documents_collected", "documents_scanned", "documents_entered", "documents_authenticated", "documents_created", "documents_synchronised"].filter((name) => cell(city, name) !== null);
  if (!names.length) return null;
  const most = Math.max(...names.map((name) => cell(city, name)).filter((value) => typeof value === "number"), cell(city, "target") || 0);
  const lines = names.map((name) => [title(name), cell(city, name)]);
  if (cell(city, "target") !== null) lines.push([title("target"), cell(city, "target")]);
  return element("section", { "aria-labelledby": "documents" }, element("h2", { id: "documents" }, say("Giấy chứng nhận (GCN) qua các bước", "Certificates, step by step")), countBars(lines, most),
    cell(city, "documents_date") ? element("p", { class: "quiet" }, say("Số liệu mới nhất ngày ", "Newest figures of "), day(cell(city, "documents_date"))) : null);
}

function obstacleSection() {
  if (!data.obstacles.length) return null;
  const lines = [...data.obstacles].sort((a, b) => (typeof b[2] === "number" ? b[2] : 0) - (typeof a[2] === "number" ? a[2] : 0));
  const most = Math.max(...lines.map((line) => (typeof line[2] === "number" ? line[2] : 0)));
  return element("section", { "aria-labelledby": "obstacles" }, element("h2", { id: "obstacles" }, say("Vướng mắc", "Obstacles")), countBars(lines.map(([vi, en, count]) => [say(vi, en), count]), most));
}

function branchSection() {
  if (!data.branches.length) return null;
  const names = filled(["parcels", "coverage_pct", "record_pct", "group1_pct", "documents_collected", "documents_entered", "change_documents_entered", "entered_pct", "finish_forecast", "late_days", "serious"], data.branches);
  return element("section", { class: "long", "aria-labelledby": "branches" }, element("h2", { id: "branches" }, say("Theo chi nhánh", "By branch")),
    element("div", { class: "scroll low", tabindex: 0, role: "group", "aria-labelledby": "branches" }, element("table", {},
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, title("branch")), names.map((name) => element("th", { scope: "col", class: "n" }, titleOf(name))))),
      element("tbody", {}, data.branches.map((row) => element("tr", {}, element("th", { scope: "row" }, nameOf(cell(row, "branch") || cell(row, "branch_code"))), names.map((name) => element("td", { class: "n" + (name === "late_days" && valueOf(row, name) > 0 ? " bad" : "") }, shown(row, name)))))))));
}

/** The wards at both ends of the measure of the map. */
function extremesPanel() {
  const known = data.wards.filter((row) => typeof measure.value(row) === "number").sort((a, b) => measure.value(b) - measure.value(a));
  const list = (heading, rows) => [element("h3", {}, heading), element("ol", { class: "rank" }, rows.map((row) => element("li", {},
    element("button", { type: "button", onclick: () => chooseWard(cell(row, "ward_code")) }, nameOf(wardName(row))), element("span", {}, measure.text(measure.value(row))))))];
  const end = known.length > 12 ? 6 : Math.ceil(known.length / 2);
  const low = known.slice(-end).reverse().filter((row) => !known.slice(0, end).includes(row));
  return element("div", {}, element("p", { class: "quiet", style: { marginTop: 0 } }, say("Chọn một xã, phường trên bản đồ hoặc trong bảng để xem số liệu.", "Choose a ward on the map or in the table to see its figures.")),
    known.length ? list(say("Cao nhất", "Highest"), known.slice(0, end)) : null, low.length ? list(say("Thấp nhất", "Lowest"), low) : null);
}

/** What is known of the ward that was chosen on the map. */
function wardPanel(code) {
  const row = data.wards.find((row) => cell(row, "ward_code") === code);
  if (!row) return extremesPanel();
  const names = filled(["parcels", "coverage_pct", "record_pct", "group1_pct", "documents_collected", "documents_entered", "entered_pct", "finish_forecast", "deadline", "late_days", "serious"], [row]);
  return element("div", {}, element("h3", { style: { marginTop: 0, fontSize: "1.05rem" } }, nameOf(wardName(row))),
    element("p", { class: "quiet" }, `${cell(row, "ward_code")}${cell(row, "branch") ? " · " : ""}`, nameOf(cell(row, "branch") || "")),
    element("dl", {}, names.flatMap((name) => [element("dt", {}, titleOf(name)), element("dd", { class: name === "late_days" && valueOf(row, name) > 0 ? "bad" : null }, shown(row, name))])),
    groupBar(row), sparkline(series("documents_entered", code), dates, title("documents_entered"), 240, 44),
    data.pages.includes(code) ? element("p", {}, element("a", { href: pageLink(`../wards/${code}/index.html`) }, say("Mở trang của xã, phường", "Open the page of the ward"))) : null,
    element("p", { class: "screen" }, element("button", { type: "button", onclick: () => chooseWard(null) }, say("Bỏ chọn", "Clear"))));
}
function chooseWard(code) {
  wardMap.choose(code, true);
  document.getElementById("ward").replaceChildren(wardPanel(code));
  for (const row of document.querySelectorAll("#wards tr[data-ward]")) row.classList.toggle("chosen", row.dataset.ward === code);
}

// Leaflet keeps its own element: it is made once and put into each drawing of the page.
const mapHolder = element("div", { id: "map", tabindex: 0 });
function mapSection() {
  if (!data.map) return null;
  const usable = Object.entries(measures).filter(([, one]) => data.wards.some((row) => typeof one.value(row) === "number"));
  measure = measure || (usable[0] || Object.entries(measures)[0])[1];
  const legend = element("div", { id: "legend" }, wardMap.legend());
  const select = element("select", { id: "measure", onchange: (event) => { measure = measures[event.target.value]; wardMap.colour(); legend.replaceChildren(wardMap.legend()); if (!wardMap.chosen) document.getElementById("ward").replaceChildren(wardPanel(null)); } },
    usable.map(([key, one]) => element("option", { value: key, selected: one === measure }, one.name())));
  return element("section", { "aria-labelledby": "map-title" }, element("h2", { id: "map-title" }, say("Bản đồ xã, phường", "Map of the wards")),
    element("div", { class: "controls" }, element("label", {}, say("Tô màu theo", "Coloured by"), select),
      element("button", { type: "button", onclick: () => { wardMap.touched = false; wardMap.fit(); } }, say("Toàn thành phố", "Whole city"))),
    element("div", { class: "city-map" }, element("div", {}, mapHolder, legend), element("div", { id: "ward", "aria-live": "polite" }, wardPanel(wardMap.chosen))));
}

function pair(...sections) {
  const filled = sections.filter(Boolean);
  return filled.length ? element("div", { class: filled.length > 1 ? "pair" : "" }, filled) : null;
}

function draw() {
  const heading = say("Tiến độ làm giàu, làm sạch dữ liệu đất đai", "Progress of the land data");
  document.title = heading;
  const noFigures = city ? null : element("section", {}, element("p", {}, say("Chưa có số liệu nào trong thư mục kết quả.", "The folder of the results holds no figures yet.")));
  document.getElementById("page").replaceChildren(
    element("header", {}, element("div", { class: "title" }, element("h1", {}, heading),
      element("p", {}, reportDate ? say("Báo cáo ngày ", "Report of ") + day(reportDate) : say("Không rõ ngày báo cáo", "Date of the report not known"), previousDate ? say(`, so với ngày ${day(previousDate)}`, `, against ${day(previousDate)}`) : "", ` · ${number(data.wards.filter((row) => cell(row, "ward_code") !== "_unassigned").length)} `, say("xã, phường", "wards"), data.public ? " · " + say("bản công khai: số dưới 5 ghi là <5", "for publication: numbers below 5 read <5") : "")),
      element("div", { class: "tools" }, printButton(), languageButton(draw))),
    element("main", {}, [noFigures, city ? tiles() : null, mapSection(),
      pair(groupSection(), documentSection()), pair(lateSection(), weekSection()), stateSection(), differenceSection(),
      element("section", { class: "long", "aria-labelledby": "wards-title" }, element("h2", { id: "wards-title" }, say("Các xã, phường", "The wards")), wardTable.controls(),
        element("div", { id: "wards", class: "scroll", tabindex: 0, role: "group", "aria-labelledby": "wards-title" })),
      branchSection(), obstacleSection(), missingSection(data.missing), fileSection(data.files)].filter(Boolean)),
    pageFooter());
  wardTable.draw();
  if (data.map) {
    if (!wardMap.map) wardMap.build(mapHolder, chooseWard);
    wardMap.name(mapHolder);
    wardMap.colour();
  }
}
draw();
