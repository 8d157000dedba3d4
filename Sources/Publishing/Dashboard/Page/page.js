"use strict";
// What the pages of the city and of the wards share: language, numbers, elements, packed numbers.
const data = JSON.parse(document.getElementById("data").textContent);
let language = new URLSearchParams(location.search).get("lang") === "en" ? "en"
  : new URLSearchParams(location.search).get("lang") === "vi" ? "vi" : document.documentElement.lang;
const say = (vi, en) => (language === "vi" ? vi : en);

const severities = ["info", "warning", "error", "critical"];
const severityName = (k) => [
  say("nhẹ", "info"), say("trung bình", "warning"), say("nghiêm trọng", "error"), say("đặc biệt nghiêm trọng", "critical"),
][k];
const groupName = (g) => ({
  0: say("Chưa có CSDL", "In no database"),
  1: say("Nhóm 1: đúng, đủ, sạch, sống", "Group 1: ready for use"),
  2: say("Nhóm 2: cần chỉnh lý, bổ sung, xác thực", "Group 2: to be completed"),
  3: say("Nhóm 3: phải xây dựng lại", "Group 3: to be rebuilt"),
  "-": say("Không lập hồ sơ (đường, mặt nước)", "No record needed (roads, water)"),
  "?": say("Chưa đối soát", "Not reconciled"),
}[g]);

/** An element; texts are texts, never markup. */
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "style") Object.assign(node.style, value);
    else if (key === "value") node.value = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** A name that people gave: its direction is its own. */
const nameOf = (text) => element("bdi", {}, text);

const formats = new Map();
function number(value, decimals = 0) {
  if (value === null || value === undefined) return "–";
  if (typeof value !== "number") return String(value);
  const key = language + decimals;
  if (!formats.has(key)) {
    formats.set(key, new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-GB",
      { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
  }
  return formats.get(key).format(value);
}
const percent = (value, decimals = 1) => (typeof value === "number" ? number(value, decimals) + " %" : number(value));
/** Square metres; hectares and square kilometres for what is large. */
function area(value) {
  if (typeof value !== "number") return number(value);
  if (Math.abs(value) >= 1e6) return number(value / 1e6, 2) + " km²";
  if (Math.abs(value) >= 1e5) return number(value / 1e4, 1) + " ha";
  return number(value, Math.abs(value) < 100 && value !== 0 ? 2 : 0) + " m²";
}
const metres = (value) => (value < 0.1 ? number(value * 1000, 1) + " mm" : number(value, 2) + " m");
function day(text) {
  if (!text) return "–";
  const [year, month, date] = text.split("-");
  return language === "vi" ? `${date}/${month}/${year}`
    : new Date(Date.UTC(year, month - 1, date)).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}
function shortDay(text) {
  const [, month, date] = text.split("-");
  return `${date}/${month}`;
}
const change = (value, decimals = 0) => (value > 0 ? "+" : value < 0 ? "−" : "±") + number(Math.abs(value), decimals);

/** Letters without their marks, for searching. */
const folded = (text) => String(text).normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();

const columnAt = new Map((data.columns || []).map((column, k) => [column[0], k]));
const cell = (row, name) => (row ? row[columnAt.get(name)] ?? null : null);
const title = (name) => { const column = data.columns[columnAt.get(name)]; return say(column[2], column[3]); };

/** Reads whole numbers of seven bits a byte from base64. */
function unpacked(base64) {
  const text = atob(base64);
  const numbers = new Float64Array(text.length);
  let count = 0, value = 0, weight = 1;
  for (let i = 0; i < text.length; i++) {
    const byte = text.charCodeAt(i);
    value += (byte & 127) * weight;
    if (byte & 128) { weight *= 128; } else { numbers[count++] = value; value = 0; weight = 1; }
  }
  return numbers.subarray(0, count);
}
const signed = (value) => (value % 2 ? -(value + 1) / 2 : value / 2);

/** The button that changes the language; `render` draws everything anew. */
function languageButton(render) {
  return element("button", {
    type: "button", id: "language", lang: language === "vi" ? "en" : "vi",
    onclick: () => {
      language = language === "vi" ? "en" : "vi";
      document.documentElement.lang = language;
      render();
      document.getElementById("language").focus();
    },
  }, language === "vi" ? "English" : "Tiếng Việt");
}
const printButton = () => element("button", { type: "button", onclick: () => print() }, say("In", "Print"));
/** A page beside this one, in the reader's language. */
const pageLink = (path) => path.split("/").map((part) => (part === ".." ? part : encodeURIComponent(part))).join("/") + "?lang=" + language;

const fileNotes = {
  "check.gpkg": ["Lỗi bản đồ, mở bằng QGIS", "Defects of the map, for QGIS"],
  "check.json": ["Lỗi bản đồ cho phần mềm", "Defects of the map, for programs"],
  "fixed.gpkg": ["Bản đồ đã chỉnh, các thay đổi và việc còn lại", "Corrected map, changes and what is left"],
  "fixed.json": ["Kết quả chỉnh sửa cho phần mềm", "Corrections, for programs"],
  "reconcile.gpkg": ["Đối soát bản đồ với hồ sơ, nhóm thửa", "Map against records, groups of parcels"],
  "reconcile.json": ["Đối soát cho phần mềm", "Reconciliation, for programs"],
  "earlier/check.json": ["Lỗi của kỳ trước, để so sánh", "Defects of the report before, to compare with"],
  "earlier/reconcile.json": ["Sai lệch hồ sơ của kỳ trước, để so sánh", "Record findings of the report before, to compare with"],
  "parcels.gpkg": ["Bản đồ thửa đất", "Map of parcels"],
  "coverage.gpkg": ["Số liệu các xã, phường trên bản đồ", "Figures of the wards as a map"],
  "coverage.csv": ["Số liệu các xã, phường, bảng", "Figures of the wards, a table"],
  "coverage.json": ["Số liệu các xã, phường cho phần mềm", "Figures of the wards, for programs"],
  "coverage.xlsx": ["Số liệu các xã, phường, Excel", "Figures of the wards, Excel"],
  "history.gpkg": ["Số liệu các kỳ báo cáo", "Figures of all reports"],
  "weekly.xlsx": ["Báo cáo tuần", "Weekly report"],
  "city.pdf": ["Toàn thành phố trên một trang giấy", "The city on one sheet of paper"],
};
function size(bytes) {
  return bytes >= 1e6 ? number(bytes / 1e6, 1) + " MB" : number(Math.max(1, bytes / 1e3)) + " kB";
}
function fileSection(files) {
  if (!files.length) return null;
  return element("section", { "aria-labelledby": "files" }, element("h2", { id: "files" }, say("Tệp kết quả", "Files")),
    element("ul", {}, files.map(([name, bytes]) => element("li", {},
      element("a", { href: name.split("/").map(encodeURIComponent).join("/") }, nameOf(name)),
      " ", element("span", { class: "quiet" },
        (fileNotes[name] ? say(...fileNotes[name]) + ", " : "") + size(bytes))))));
}
const missingNotes = {
  "check.json": ["Chưa kiểm tra bản đồ (check.json): không có danh sách lỗi.", "The map was not checked (check.json): no defects are listed."],
  "reconcile.json": ["Chưa đối soát với hồ sơ (reconcile.json).", "Not compared with the records (reconcile.json)."],
  "reconcile.gpkg": ["Không có nhóm của từng thửa (reconcile.gpkg).", "The group of each parcel is not known (reconcile.gpkg)."],
  "parcels.gpkg": ["Không có bản đồ thửa (parcels.gpkg, fixed.gpkg).", "There is no map of parcels (parcels.gpkg, fixed.gpkg)."],
  "coverage.json": ["Không có số liệu phủ của thành phố (coverage.json).", "The city's coverage is missing (coverage.json)."],
  "coverage.gpkg": ["Không có ranh giới xã, phường (coverage.gpkg): không vẽ được bản đồ.", "The outlines of the wards are missing (coverage.gpkg): no map is drawn."],
  "history.gpkg": ["Không có số liệu các kỳ trước (history.gpkg): không so sánh được.", "There are no earlier reports (history.gpkg) to compare with."],
  wards: ["Không có kết quả của từng xã, phường (wards/).", "There are no results of single wards (wards/)."],
};
function missingSection(names) {
  if (!names.length) return null;
  return element("section", { "aria-labelledby": "missing" },
    element("h2", { id: "missing" }, say("Còn thiếu trong kết quả", "Missing from the results")),
    element("ul", {}, names.map((name) => element("li", {}, missingNotes[name] ? say(...missingNotes[name]) : name))));
}
const pageFooter = () => element("footer", {},
  `parcelmap ${data.program}. `,
  say("Trang này không chứa tên, số định danh hay địa chỉ của bất kỳ ai và không cần kết nối mạng.",
    "This page holds no name, number or address of anybody and needs no network."),
  typeof L === "object" ? " " + say("Bản đồ: Leaflet.", "Map: Leaflet.") : "");
