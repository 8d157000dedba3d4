"use strict";
// The map of the wards, coloured by a measure.
const ratio = (part, whole) => (typeof part === "number" && whole > 0 ? 100 * part / whole : null);
const grouped = (row) => [0, 1, 2, 3].reduce((sum, g) => sum + (cell(row, "group_" + g) || 0), 0);

/** What a ward may be coloured by: value, classes (upper limits), and whether much is good. */
const measures = {
  coverage: { name: () => say("Tỷ lệ phủ diện tích", "Ground covered"), value: (row) => cell(row, "coverage_pct"), limits: [20, 50, 80, 95], good: true, text: percent },
  record: { name: () => say("Tỷ lệ thửa có hồ sơ", "Parcels with a record"), value: (row) => cell(row, "record_pct"), limits: [20, 50, 80, 95], good: true, text: percent },
  group1: { name: () => say("Tỷ lệ Nhóm 1", "Share of group 1"), value: (row) => ratio(cell(row, "group_1"), grouped(row)), limits: [20, 40, 60, 80], good: true, text: percent },
  entered: { name: () => say("GCN đã nhập so với chỉ tiêu", "Certificates entered, of the target"), value: (row) => ratio(cell(row, "documents_entered"), cell(row, "target")), limits: [25, 50, 75, 90], good: true, text: percent },
  late: { name: () => say("Số ngày chậm so với hạn", "Days behind the deadline"), value: (row) => cell(row, "late_days"), limits: [0, 7, 14, 30], good: false, text: (v) => number(v) + say(" ngày", " days") },
  errors: { name: () => say("Lỗi nghiêm trọng trên 1.000 thửa", "Errors per 1,000 parcels"), value: (row) => {
    const parcels = cell(row, "parcels");
    return parcels > 0 ? 1000 * ((cell(row, "defects_error") || 0) + (cell(row, "defects_critical") || 0)) / parcels : null;
  }, limits: [1, 5, 20, 50], good: false, text: (v) => number(v, 1) },
};
const goodColours = ["#b5482f", "#e39a5b", "#e9d58a", "#7fb88a", "#1f7a4d"];
const badColours = ["#1f7a4d", "#9cc6a0", "#e9d58a", "#e08a4f", "#a8321f"];
let measure = null;

const classOf = (value, limits) => { let k = 0; while (k < limits.length && (value > limits[k] || (limits[0] !== 0 && value === limits[k]))) k++; return k; };
function colourOf(row) {
  const value = measure.value(row);
  if (typeof value !== "number") return null;
  return (measure.good ? goodColours : badColours)[classOf(value, measure.limits)];
}

/** The wards as Leaflet polygons; chains are shared, so that no border tears. */
const wardMap = {
  map: null, shapes: new Map(), chosen: null,

  decode() {
    const { chains, wards } = data.map;
    const numbers = unpacked(chains.bytes);
    const lines = [];
    let at = 0, x = 0, y = 0;
    for (let c = 0; c < chains.count; c++) {
      const line = [];
      for (let n = numbers[at++]; n > 0; n--) {
        x += signed(numbers[at++]);
        y += signed(numbers[at++]);
        line.push([y, x]);
      }
      lines.push(line);
    }
    const rings = new Map();
    for (const [code, own] of Object.entries(wards)) {
      rings.set(code, own.map((ring) => ring.flatMap((c) => (c >= 0 ? lines[c] : [...lines[~c]].reverse()).slice(1))));
    }
    return rings;
  },

  build(holder, choose) {
    if (!data.map) return;
    const rings = this.decode();
    const all = [...rings.values()].flat(2);
    let south = Infinity, north = -Infinity, west = Infinity, east = -Infinity;
    for (const [y, x] of all) { south = Math.min(south, y); north = Math.max(north, y); west = Math.min(west, x); east = Math.max(east, x); }
    // Leaflet's plane at zoom 0: the city is a thousand units wide.
    const scale = 1000 / Math.max(north - south, east - west, 1);
    const place = ([y, x]) => [(y - south) * scale, (x - west) * scale];
    this.map = L.map(holder, { crs: L.CRS.Simple, attributionControl: false, zoomControl: false, zoomSnap: 0.05, zoomDelta: 0.75, wheelPxPerZoomLevel: 90, minZoom: -3, maxZoom: 6, maxBoundsViscosity: 0.8, scrollWheelZoom: true });
    this.zoom = L.control.zoom({ zoomInTitle: "+", zoomOutTitle: "−" }).addTo(this.map);
    this.rows = new Map(data.wards.map((row) => [cell(row, "ward_code"), row]));
    for (const [code, own] of rings) {
      const shape = L.polygon(own.map((ring) => ring.map(place)), { smoothFactor: 0, noClip: true, weight: 1, className: "ward" });
      shape.on("click", () => choose(code));
      shape.bindTooltip(() => this.tip(code), { sticky: true });
      shape.addTo(this.map);
      this.shapes.set(code, shape);
    }
    this.bounds = L.latLngBounds([[0, 0], [(north - south) * scale, (east - west) * scale]]);
    this.map.setMaxBounds(this.bounds.pad(0.3));
    this.fit();
    new ResizeObserver(() => { this.map.invalidateSize({ animate: false }); if (!this.touched) this.fit(); }).observe(holder);
    this.map.on("zoomstart dragstart", (event) => { if (!this.fitting) this.touched = event.type === "dragstart" || this.touched; });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.colour());
    addEventListener("beforeprint", () => this.fit());
  },

  fit() { this.fitting = true; this.map.fitBounds(this.bounds, { animate: false, padding: [6, 6] }); this.fitting = false; },

  tip(code) {
    const row = this.rows.get(code);
    const node = element("div", {}, element("strong", {}, nameOf(row ? cell(row, "ward_name") || code : code)));
    const value = row ? measure.value(row) : null;
    node.append(element("br"), `${measure.name()}: `, value === null ? "–" : measure.text(value));
    return node;
  },

  colour() {
    if (!this.map) return;
    const style = getComputedStyle(document.documentElement);
    const empty = style.getPropertyValue("--g-none").trim(), line = style.getPropertyValue("--paper").trim(), ink = style.getPropertyValue("--ink").trim();
    for (const [code, shape] of this.shapes) {
      const row = this.rows.get(code);
      const isChosen = code === this.chosen;
      shape.setStyle({ fillColor: (row && colourOf(row)) || empty, fillOpacity: 0.95, color: isChosen ? ink : line, weight: isChosen ? 3 : 0.8 });
      if (isChosen) shape.bringToFront();
    }
  },

  choose(code, moves) {
    this.chosen = code;
    this.colour();
    const shape = this.shapes.get(code);
    if (shape && moves && !this.map.getBounds().contains(shape.getBounds())) this.map.panTo(shape.getBounds().getCenter());
  },

  /** Puts the texts of Leaflet's own controls into the language. */
  name(holder) {
    if (!this.map) return;
    holder.setAttribute("role", "application");
    holder.setAttribute("aria-label", say("Bản đồ xã, phường: phím mũi tên để di chuyển, + và − để phóng; số liệu có trong bảng bên dưới",
      "Map of the wards: arrow keys move it, + and − zoom; the figures are in the table below"));
    const container = this.zoom.getContainer();
    for (const [selector, text] of [[".leaflet-control-zoom-in", say("Phóng to", "Zoom in")], [".leaflet-control-zoom-out", say("Thu nhỏ", "Zoom out")]]) {
      const link = container.querySelector(selector);
      link.title = text;
      link.setAttribute("aria-label", text);
    }
  },

  legend() {
    const { limits, good, text } = measure;
    const colours = good ? goodColours : badColours;
    const plain = (v) => text(v).replace(/[.,]0(?= %|$)/, "");
    const names = colours.map((_, k) => {
      if (limits[0] === 0) return k === 0 ? plain(0) : k === limits.length ? `> ${plain(limits[k - 1])}` : `${number(limits[k - 1] + 1)} – ${plain(limits[k])}`;
      return k === 0 ? `< ${plain(limits[0])}` : k === limits.length ? `≥ ${plain(limits[k - 1])}` : `${number(limits[k - 1])} – ${plain(limits[k])}`;
    });
    const counts = colours.map(() => 0);
    let silent = 0;
    for (const row of data.wards) {
      const value = measure.value(row);
      if (typeof value === "number") counts[classOf(value, limits)]++; else if (cell(row, "ward_code") !== "_unassigned") silent++;
    }
    return element("ul", { class: "legend" },
      colours.map((colour, k) => element("li", {}, element("span", { class: "mark", style: { background: colour } }), `${names[k]} (${number(counts[k])})`)),
      silent ? element("li", {}, element("span", { class: "mark", style: { background: "var(--g-none)" } }), say(`chưa có số liệu (${number(silent)})`, `no figures (${number(silent)})`)) : null);
  },
};
