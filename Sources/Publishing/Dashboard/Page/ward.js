"use strict";
// The page of a ward: its figures, its parcels on a map, its defects, its files.
const ward = data.row;
const wardTitle = () => (data.code === "_unassigned" ? say("Chưa xác định xã, phường", "No known ward") : data.name);
const hasGroups = parcels && /[0-3-]/.test(parcels.groups);
let colouring = hasGroups ? "group" : "issue";
let chosenParcel = -1, chosenIssue = null, found = [];

/** The gravest open issue of each parcel; -1 for none. */
const worst = new Int8Array(parcels ? parcels.count : 0).fill(-1);
for (const issue of issues) if (issue.state !== 2) for (const row of issue.rows) if (issue.severity > worst[row]) worst[row] = issue.severity;

const scene = {
  parcels, step: data.ground.step, outline: data.outline ? new Shapes(data.outline.shape) : null,
  ground: data.ground.count ? new Shapes(data.ground) : null, issues: [], chosen: [], issue: null,
  colourOf(p) {
    if (colouring === "group") { const g = parcels.groups[p]; return g >= "0" && g <= "3" ? "--g" + g : "--g-none"; }
    if (colouring === "issue") return worst[p] > 0 ? "--" + severities[worst[p]] : "--g-none";
    return "--paper";
  },
  chooseParcel, chooseIssue,
  showScale(text, pixels) {
    const node = document.querySelector(".stage .scale");
    if (!node) return;
    node.textContent = text;
    node.style.width = Math.round(pixels) + "px";
  },
};
scene.extent = (() => {
  const boxes = [parcels && parcels.shapes.box(Array.from({ length: parcels.count }, (_, p) => p)), scene.outline && !parcels && scene.outline.box([0])].filter(Boolean);
  if (boxes.length) return boxes[0];
  const placed = issues.filter((issue) => issue.x !== null);
  return placed.length ? [Math.min(...placed.map((i) => i.x)), Math.min(...placed.map((i) => i.y)), Math.max(...placed.map((i) => i.x)), Math.max(...placed.map((i) => i.y))] : null;
})();

// The canvas is made once and put into each drawing of the page.
const canvas = element("canvas", { tabindex: 0, role: "application" });
const parcelMap = scene.extent ? new ParcelMap(canvas, scene) : null;

function chooseParcel(p, moves) {
  chosenParcel = p;
  chosenIssue = null;
  scene.issue = null;
  scene.chosen = p >= 0 ? [p] : [];
  if (moves && p >= 0) parcelMap.fit(parcels.shapes.box([p]), 1.5, 2);
  drawChoice();
}
function chooseIssue(issue, moves) {
  chosenIssue = issue;
  chosenParcel = -1;
  scene.issue = issue;
  scene.chosen = issue.rows.slice(0, 200);
  if (moves && parcelMap) {
    const box = issue.ground >= 0 ? scene.ground.box([issue.ground]) : issue.x !== null ? [issue.x, issue.y, issue.x, issue.y] : null;
    const around = parcels && issue.rows.length ? parcels.shapes.box(issue.rows.slice(0, 20)) : null;
    parcelMap.touched = true;
    // The defect with its parcels; of very large ones the defect alone.
    if (around && (around[2] - around[0]) * data.ground.step < 400) parcelMap.fit(around, 0.3, 2); else if (box) parcelMap.fit(box, 1, 8);
    if (matchMedia("(max-width: 60rem)").matches) canvas.scrollIntoView({ block: "center" });
  }
  drawChoice();
}

function choicePanel() {
  if (chosenIssue) {
    const issue = chosenIssue;
    const lines = [[say("Mức độ", "Severity"), severityName(issue.severity)], [say("Mã lỗi", "Code"), issue.code], [say("Thửa", "Parcels"), partiesOf(issue)], [say("Số đo", "Size"), sizeOf(issue)], [say("Trạng thái", "State"), stateName(issue.state)], [say("Ký hiệu", "Id"), issue.id]];
    return [element("h3", {}, kindName(issue.kind)),
      issue.message && data.message_language === language ? element("p", { lang: data.message_language }, nameOf(issue.message)) : null,
      element("dl", {}, lines.filter(([, text]) => text).flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, nameOf(text))]))];
  }
  if (chosenParcel >= 0) {
    const p = chosenParcel;
    const group = parcels.groups[p], reasons = parcels.reasons(p), use = parcels.use(p), own = issues.filter((issue) => issue.rows.includes(p));
    const lines = [[say("Loại đất", "Land use"), [use, parcels.useName(use)].filter(Boolean).join(", ")], [say("Diện tích trên bản đồ", "Area on the map"), number(parcels.shapes.area(p), 1) + " m²"],
      [say("Diện tích pháp lý", "Legal area"), parcels.legal(p) === null ? "" : number(parcels.legal(p), 1) + " m²"], [say("Nhóm", "Group"), groupName(group)], [group === "3" ? say("Lý do", "Reason") : say("Còn thiếu", "Still to do"), reasons.join("; ")]];
    return [element("h3", {}, nameOf(parcels.name(p))),
      element("dl", {}, lines.filter(([, text]) => text).flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, nameOf(text))])),
      own.length ? element("ul", {}, own.slice(0, 20).map((issue) => element("li", {}, element("button", { type: "button", onclick: () => chooseIssue(issue, true) }, `${kindName(issue.kind)} ${issue.code}`)))) : null];
  }
  return [element("p", { class: "quiet" }, say("Chọn một thửa trên bản đồ hoặc một lỗi trong danh sách.", "Choose a parcel on the map or a defect in the list."))];
}
function drawChoice() {
  document.getElementById("choice").replaceChildren(...choicePanel().filter(Boolean));
  for (const button of document.querySelectorAll("#issues [data-issue]")) {
    if (chosenIssue && button.dataset.issue === chosenIssue.id) button.setAttribute("aria-current", "true"); else button.removeAttribute("aria-current");
  }
  if (parcelMap) parcelMap.draw();
}

function drawIssues() {
  found = filteredIssues();
  scene.issues = found;
  issueList.draw(document.getElementById("issues"), found, chosenIssue, (issue) => chooseIssue(issue, true), drawIssues);
  document.getElementById("found").textContent = say(`${number(found.length)} trong ${number(issues.length)} lỗi`, `${number(found.length)} of ${number(issues.length)}`);
  if (parcelMap) parcelMap.draw();
}

function tile(name, value, more) {
  return element("div", { class: "tile" }, element("span", { class: "name" }, name), element("span", { class: String(value).length > 9 ? "value long" : "value" }, value), more ? element("span", { class: "more" }, more) : null);
}
function tiles() {
  const parts = [];
  const add = (name, text, value, more) => { if (cell(ward, name) !== null) parts.push(tile(text, value(cell(ward, name)), more)); };
  const since = (name, decimals) => (typeof cell(ward, "change_" + name) === "number" ? change(cell(ward, "change_" + name), decimals) + say(" so với kỳ trước", " since the last report") : null);
  add("parcels", say("Thửa trên bản đồ", "Parcels on the map"), number, since("parcels", 0));
  add("coverage_pct", say("Phủ diện tích", "Ground covered"), percent, cell(ward, "ward_area_m2") !== null ? say("của ", "of ") + area(cell(ward, "ward_area_m2")) : null);
  add("record_pct", say("Thửa có hồ sơ", "Parcels with a record"), percent, since("record_pct", 2));
  const groups = [0, 1, 2, 3].map((g) => cell(ward, "group_" + g) || 0), total = groups.reduce((a, b) => a + b, 0);
  if (total) parts.push(tile(say("Nhóm 1", "Group 1"), percent(100 * groups[1] / total), since("group_1", 0)));
  add("documents_entered", title("documents_entered"), number, cell(ward, "target") !== null ? say("chỉ tiêu ", "target ") + number(cell(ward, "target")) : null);
  if (cell(ward, "deadline") !== null) {
    const late = cell(ward, "late_days");
    parts.push(tile(say("Dự kiến hoàn thành", "Forecast of the finish"), day(cell(ward, "finish_forecast")), element("span", { class: late > 0 ? "bad" : "" }, say("hạn ", "deadline ") + day(cell(ward, "deadline")) + (late > 0 ? say(`, chậm ${number(late)} ngày`, `, ${number(late)} days late`) : ""))));
  }
  const serious = issues.filter((issue) => issue.severity > 1 && issue.state !== 2).length;
  if (issues.length) parts.push(tile(say("Lỗi nghiêm trọng còn mở", "Errors still open"), number(serious), say("bản đồ và hồ sơ", "of map and records")));
  // Against the report that the ward itself was compared with.
  if (data.earlier_date) {
    const [fresh, remaining, resolved] = data.states;
    parts.push(tile(say("Lỗi mới", "New defects"), number(fresh), say(`${number(remaining)} còn tồn, ${number(resolved)} đã xử lý so với ngày ${day(data.earlier_date)}`, `${number(remaining)} remaining, ${number(resolved)} resolved since ${day(data.earlier_date)}`)));
  }
  return element("div", { class: "tiles" }, parts);
}

function legend() {
  const entry = (colour, text) => element("li", {}, element("span", { class: "mark", style: { background: `var(${colour})` } }), text);
  if (colouring === "group") return element("ul", { class: "legend" }, ["1", "2", "3", "0", "-", "?"].filter((g) => parcels.groups.includes(g)).map((g) => entry(g >= "0" && g <= "3" ? "--g" + g : "--g-none", groupName(g))));
  if (colouring === "issue") return element("ul", { class: "legend" }, [3, 2, 1].map((k) => entry("--" + severities[k], say("lỗi ", "") + severityName(k))), entry("--g-none", say("không có lỗi", "no defect")));
  return element("ul", { class: "legend" });
}

function findParcel(text) {
  const words = folded(text).match(/[\p{L}\p{N}.-]+/gu) || [];
  const status = document.getElementById("parcel-status");
  let at = -1;
  const own = words.slice(-2).map(folded);
  for (let p = 0; p < parcels.count && at < 0; p++) {
    if (own.length && folded(parcels.number(p)) === own[own.length - 1] && (own.length < 2 || folded(parcels.sheet(p)) === own[0])) at = p;
  }
  status.textContent = at < 0 && text ? say("không tìm thấy", "not found") : "";
  if (at >= 0) chooseParcel(at, true);
}

function mapSection() {
  if (!parcelMap) return null;
  canvas.setAttribute("aria-label", say("Bản đồ thửa: phím mũi tên để di chuyển, + và − để phóng, 0 để xem toàn bộ, Enter để chọn thửa ở giữa", "Map of parcels: arrow keys move it, + and − zoom, 0 shows all, Enter chooses the parcel in the middle"));
  const holder = element("div", { id: "legend" }, legend());
  const modes = [["group", say("nhóm thửa", "group")], ["issue", say("mức lỗi", "defect")], ["plain", say("không tô", "none")]].filter(([key]) => key !== "group" || hasGroups);
  const select = element("select", { id: "colouring", onchange: (event) => { colouring = event.target.value; holder.replaceChildren(legend()); parcelMap.draw(); } }, modes.map(([key, text]) => element("option", { value: key, selected: key === colouring }, text)));
  const zoomButton = (text, label, action) => element("button", { type: "button", "aria-label": label, title: label, onclick: action }, text);
  return element("div", {},
    element("div", { class: "controls" }, parcels ? element("label", {}, say("Tô màu theo", "Coloured by"), select) : null,
      parcels ? element("label", {}, say("Tờ, thửa", "Sheet, parcel"), element("input", { type: "search", id: "parcel-search", placeholder: "12, 205", size: 9, autocomplete: "off", onchange: (event) => findParcel(event.target.value) })) : null,
      element("span", { id: "parcel-status", role: "status", class: "bad" })),
    element("div", { class: "stage" }, canvas,
      element("div", { class: "zoom screen" }, zoomButton("+", say("Phóng to", "Zoom in"), () => parcelMap.zoom(0.6)), zoomButton("−", say("Thu nhỏ", "Zoom out"), () => parcelMap.zoom(1 / 0.6)), zoomButton("⌂", say("Xem toàn bộ", "Show all"), () => parcelMap.fit(scene.extent))),
      element("div", { class: "scale", "aria-hidden": "true" })),
    parcels ? holder : null,
    element("div", { id: "choice", class: "panel", "aria-live": "polite" }, choicePanel().filter(Boolean)));
}

function listSection() {
  const rest = data.not_listed.reduce((a, b) => a + b, 0);
  return element("div", {}, element("h2", { id: "issues-title" }, say("Lỗi và kết quả đối soát", "Defects and findings")), issueList.controls(drawIssues),
    element("p", { id: "found", role: "status", class: "quiet", style: { margin: "0 0 .4rem" } }),
    rest ? element("p", { class: "note" }, say(`Còn ${number(rest)} lỗi nhẹ hơn không liệt kê ở đây; xem tệp kết quả.`, `${number(rest)} more, less grave, are not listed here; see the files.`)) : null,
    element("div", { id: "issues", class: "issues", tabindex: 0, role: "group", "aria-labelledby": "issues-title" }),
    parcelMap ? null : element("div", { id: "choice", class: "panel", "aria-live": "polite" }, choicePanel().filter(Boolean)));
}

function draw() {
  document.title = wardTitle();
  document.getElementById("page").replaceChildren(
    element("header", {}, element("div", { class: "title" }, data.city ? element("p", { style: { margin: 0 } }, element("a", { href: pageLink("../../city/index.html") }, say("← Toàn thành phố", "← Whole city"))) : null,
      element("h1", {}, nameOf(wardTitle())),
      element("p", {}, [data.code === "_unassigned" ? null : say("Mã ", "Code ") + data.code, cell(ward, "branch") ? nameOf(cell(ward, "branch")) : null, data.date ? say("số liệu ngày ", "figures of ") + day(data.date) : null, data.crs && data.crs.length < 40 ? data.crs : null].filter(Boolean).flatMap((part, k) => (k ? [" · ", part] : [part])))),
      element("div", { class: "tools" }, printButton(), languageButton(draw))),
    element("main", {}, [tiles(),
      element("section", { class: "long", "aria-labelledby": "issues-title" }, element("div", { class: parcelMap ? "desk" : "" }, [mapSection(), listSection()].filter(Boolean))),
      missingSection(data.missing), fileSection(data.files)].filter(Boolean)),
    pageFooter());
  drawIssues();
}
draw();
