"use strict";
// The parcels of a ward in flat arrays, found through a grid.

/** Shapes as they are packed: rings of points on a lattice, and a box of each shape. */
class Shapes {
  constructor(packed) {
    const numbers = unpacked(packed.bytes);
    this.count = packed.count;
    this.step = packed.step;
    this.xs = new Int32Array(numbers.length / 2 + 1);
    this.ys = new Int32Array(numbers.length / 2 + 1);
    this.ringStart = new Int32Array(packed.count + 1);
    this.boxes = new Int32Array(4 * packed.count);
    const pointStart = [0];
    let at = 0, x = 0, y = 0, n = 0;
    for (let s = 0; s < packed.count; s++) {
      let minX = 2147483647, minY = minX, maxX = -minX, maxY = -minX;
      for (let rings = numbers[at++]; rings > 0; rings--) {
        for (let points = numbers[at++]; points > 0; points--) {
          x += signed(numbers[at++]);
          y += signed(numbers[at++]);
          this.xs[n] = x;
          this.ys[n++] = y;
          if (x < minX) minX = x;
          if (x > maxX) maxX = x;
          if (y < minY) minY = y;
          if (y > maxY) maxY = y;
        }
        pointStart.push(n);
      }
      this.ringStart[s + 1] = pointStart.length - 1;
      this.boxes.set([minX, minY, maxX, maxY], 4 * s);
    }
    this.pointStart = Int32Array.from(pointStart);
  }

  /** Square metres. */
  area(s) {
    let doubled = 0;
    for (let r = this.ringStart[s]; r < this.ringStart[s + 1]; r++) {
      const start = this.pointStart[r], end = this.pointStart[r + 1];
      const x0 = this.xs[start], y0 = this.ys[start];
      for (let i = start, j = end - 1; i < end; j = i++) {
        doubled += (this.xs[j] - x0) * (this.ys[i] - y0) - (this.xs[i] - x0) * (this.ys[j] - y0);
      }
    }
    return doubled / 2 * this.step * this.step;
  }

  holds(s, x, y) {
    let inside = false;
    for (let r = this.ringStart[s]; r < this.ringStart[s + 1]; r++) {
      const start = this.pointStart[r], end = this.pointStart[r + 1];
      for (let i = start, j = end - 1; i < end; j = i++) {
        if ((this.ys[i] > y) !== (this.ys[j] > y) && x < this.xs[i] + (y - this.ys[i]) / (this.ys[j] - this.ys[i]) * (this.xs[j] - this.xs[i])) inside = !inside;
      }
    }
    return inside;
  }

  /** The box of some shapes; null for none. */
  box(list) {
    let box = null;
    for (const s of list) {
      const [a, b, c, d] = this.boxes.subarray(4 * s, 4 * s + 4);
      if (a > c) continue;
      box = box ? [Math.min(box[0], a), Math.min(box[1], b), Math.max(box[2], c), Math.max(box[3], d)] : [a, b, c, d];
    }
    return box;
  }
}

/** Finds the shapes that a box meets: square cells with the numbers of the shapes whose boxes touch them. */
class CellIndex {
  constructor(shapes) {
    this.shapes = shapes;
    const all = Array.from({ length: shapes.count }, (_, s) => s);
    this.box = shapes.box(all) || [0, 0, 1, 1];
    this.across = Math.max(1, Math.min(256, Math.round(Math.sqrt(shapes.count / 4))));
    this.width = Math.max(1, (this.box[2] - this.box[0]) / this.across);
    this.height = Math.max(1, (this.box[3] - this.box[1]) / this.across);
    const sizes = new Int32Array(this.across * this.across + 1);
    this.each((cellNumber) => sizes[cellNumber + 1]++);
    for (let c = 0; c < this.across * this.across; c++) sizes[c + 1] += sizes[c];
    this.start = sizes.slice();
    this.items = new Int32Array(sizes[sizes.length - 1]);
    this.each((cellNumber, s) => { this.items[sizes[cellNumber]++] = s; });
    this.seen = new Int32Array(shapes.count);
    this.round = 0;
  }

  each(body) {
    for (let s = 0; s < this.shapes.count; s++) {
      if (this.shapes.boxes[4 * s] > this.shapes.boxes[4 * s + 2]) continue;
      const [x0, y0, x1, y1] = this.cells(...this.shapes.boxes.subarray(4 * s, 4 * s + 4));
      for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) body(y * this.across + x, s);
    }
  }

  cells(minX, minY, maxX, maxY) {
    const within = (value) => Math.max(0, Math.min(this.across - 1, Math.floor(value)));
    return [within((minX - this.box[0]) / this.width), within((minY - this.box[1]) / this.height), within((maxX - this.box[0]) / this.width), within((maxY - this.box[1]) / this.height)];
  }

  /** Calls with each shape whose box meets a box, once. */
  find(minX, minY, maxX, maxY, body) {
    const { boxes } = this.shapes;
    const [x0, y0, x1, y1] = this.cells(minX, minY, maxX, maxY);
    this.round++;
    for (let y = y0; y <= y1; y++) {
      for (let x = x0; x <= x1; x++) {
        for (let k = this.start[y * this.across + x]; k < this.start[y * this.across + x + 1]; k++) {
          const s = this.items[k];
          if (this.seen[s] === this.round) continue;
          this.seen[s] = this.round;
          if (boxes[4 * s] <= maxX && boxes[4 * s + 2] >= minX && boxes[4 * s + 1] <= maxY && boxes[4 * s + 3] >= minY) body(s);
        }
      }
    }
  }
}

const parcels = (() => {
  const packed = data.parcels;
  if (!packed) return null;
  const shapes = new Shapes(packed.shapes);
  const sheets = unpacked(packed.sheets.rows), uses = unpacked(packed.uses.rows);
  const legal = unpacked(packed.legal), unmet = unpacked(packed.unmet);
  return {
    shapes, index: new CellIndex(shapes), count: shapes.count, groups: packed.groups,
    sheet: (p) => (sheets.length && sheets[p] ? packed.sheets.texts[sheets[p] - 1] : ""),
    number: (p) => packed.numbers[p] || "",
    use: (p) => (uses.length && uses[p] ? packed.uses.texts[uses[p] - 1] : ""),
    useName: (code) => (packed.use_names[code] ? say(...packed.use_names[code]) : ""),
    legal: (p) => (legal.length && legal[p] ? legal[p] / 10 : null),
    reasons: (p) => packed.reasons.filter((_, k) => Math.floor((unmet[p] || 0) / 2 ** k) % 2).map((names) => say(...names)),
    name(p) {
      const sheet = this.sheet(p), number = this.number(p);
      if (!sheet && !number) return say("thửa không số", "parcel without a number");
      return say(`tờ ${sheet || "?"}, thửa ${number || "?"}`, `sheet ${sheet || "?"}, parcel ${number || "?"}`);
    },
  };
})();
