"use strict";
// The map of a ward on a canvas: only what is in view is drawn, with no more corners than can be seen; while a hand moves
// the map, the last picture is moved when drawing anew would be slow.
class ParcelMap {
  /** @param scene what to draw: colours of parcels, issues, ground, outline, what is chosen. */
  constructor(canvas, scene) {
    Object.assign(this, { canvas, scene, cost: 0, pointers: new Map() });
    // Painted by the processor, so that a slice of the work is done when it ends and not put off.
    const sheet = () => document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    Object.assign(this, { front: sheet(), back: sheet() });
    this.view = { x: 0, y: 0, scale: 1 };
    this.listen();
    new ResizeObserver(() => this.resize()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    addEventListener("beforeprint", () => this.print());
    addEventListener("afterprint", () => { this.isPrinting = false; this.resize(); this.draw(); });
  }

  resize() {
    const box = this.canvas.getBoundingClientRect();
    if (!box.width || this.isPrinting) return;
    this.ratio = Math.min(2, devicePixelRatio || 1);
    const isFirst = !this.width;
    Object.assign(this, { width: box.width, height: box.height });
    const [width, height] = [box.width, box.height].map((length) => Math.round(length * this.ratio));
    if (!isFirst && this.canvas.width === width && this.canvas.height === height) return;
    Object.assign(this.canvas, { width, height });
    // A canvas is empty after that: the last picture stands in.
    this.movePicture();
    if (isFirst || !this.touched) this.fit(this.scene.extent); else this.draw();
  }

  /** Shows a box of the lattice, at most so many steps a pixel large. */
  fit(box, margin = 0.05, finest = 0) {
    if (!box || !this.width) return;
    const width = Math.max(1, box[2] - box[0]) * (1 + 2 * margin), height = Math.max(1, box[3] - box[1]) * (1 + 2 * margin);
    // Steps of the lattice in a pixel.
    this.view = { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2, scale: Math.max(width / this.width, height / this.height, finest) };
    this.draw();
  }

  toScreen(x, y) { return [this.width / 2 + (x - this.view.x) / this.view.scale, this.height / 2 - (y - this.view.y) / this.view.scale]; }
  toMap(px, py) { return [this.view.x + (px - this.width / 2) * this.view.scale, this.view.y - (py - this.height / 2) * this.view.scale]; }

  zoom(factor, px = this.width / 2, py = this.height / 2) {
    const [x, y] = this.toMap(px, py);
    const scale = Math.min(1e5, Math.max(0.05, this.view.scale * factor));
    this.view = { scale, x: x - (px - this.width / 2) * scale, y: y + (py - this.height / 2) * scale };
    this.moved();
  }

  pan(dx, dy) {
    this.view = { ...this.view, x: this.view.x - dx * this.view.scale, y: this.view.y + dy * this.view.scale };
    this.moved();
  }

  moved() {
    this.touched = true;
    // What is drawn within a frame is drawn anew at every move; else the last picture moves, and a new one follows.
    if (this.cost < 12) { this.draw(); return; }
    this.job = null;
    clearTimeout(this.later);
    if (!this.frame) this.frame = requestAnimationFrame(() => { this.frame = 0; this.movePicture(); });
    this.later = setTimeout(() => this.draw(), 90);
  }

  /** Puts the finished picture where it belongs now. */
  movePicture() {
    if (!this.drawn) return;
    const { front, ratio } = this;
    const ctx = this.canvas.getContext("2d");
    const k = this.drawn.scale / this.view.scale;
    const [px, py] = this.toScreen(this.drawn.x, this.drawn.y);
    ctx.clearRect(0, 0, this.canvas.width, this.canvas.height);
    ctx.drawImage(front.canvas, (px - this.drawn.width / 2 * k) * ratio, (py - this.drawn.height / 2 * k) * ratio, front.canvas.width * k, front.canvas.height * k);
    this.showScale();
  }

  draw() {
    clearTimeout(this.later);
    this.job = null;
    if (!this.asked) this.asked = requestAnimationFrame(() => { this.asked = 0; this.begin(); });
  }

  begin() {
    if (!this.width) return;
    this.job = this.paint();
    Object.assign(this, { spent: 0, longest: 0 });
    this.goOn(this.job);
  }

  /** Paints for a part of a frame, so that nothing that a hand does has to wait. */
  goOn(job) {
    if (job !== this.job) return;
    const start = performance.now();
    let step;
    do { step = job.next(); } while (!step.done && performance.now() - start < 10);
    const took = performance.now() - start;
    this.spent += took;
    this.longest = Math.max(this.longest, took);
    if (!step.done) { requestAnimationFrame(() => this.goOn(job)); return; }
    this.cost = this.spent;
    this.show();
    Object.assign(this.canvas.dataset, { drawn: this.spent.toFixed(1), longest: this.longest.toFixed(1) });
  }

  /** Shows what was painted. */
  show() {
    this.job = null;
    [this.front, this.back] = [this.back, this.front];
    this.drawn = { ...this.view, width: this.width, height: this.height };
    this.movePicture();
  }

  /** Paper does not wait: all is painted at once, and the canvas keeps its size while it is printed. */
  print() {
    this.isPrinting = true;
    if (!this.width) return;
    const job = this.paint();
    while (!job.next().done);
    this.show();
  }

  *paint() {
    const { back: ctx, scene, ratio } = this;
    const style = getComputedStyle(document.documentElement);
    const known = new Map();
    const colour = (name) => { if (!known.has(name)) known.set(name, style.getPropertyValue(name).trim()); return known.get(name); };
    this.ctx = ctx;
    if (ctx.canvas.width !== this.canvas.width || ctx.canvas.height !== this.canvas.height) Object.assign(ctx.canvas, { width: this.canvas.width, height: this.canvas.height });
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, this.width, this.height);
    ctx.lineJoin = "round";
    this.window = [...this.toMap(0, this.height), ...this.toMap(this.width, 0)];
    if (scene.parcels) yield* this.paintParcels(colour);
    if (scene.outline) this.renderShape(scene.outline, [0], null, colour("--ink"), 1.6, [7, 4]);
    if (scene.chosen.length && scene.parcels) this.renderShape(scene.parcels.shapes, scene.chosen, null, colour("--accent"), 3.5);
    this.renderGround(colour);
    yield;
    this.renderIssues(colour);
  }

  /** Adds the rings of a shape to the path, without corners that fall on the pixel of the one before. */
  trace(shapes, s) {
    const { ctx } = this;
    const { x: vx, y: vy, scale } = this.view;
    const cx = this.width / 2, cy = this.height / 2, k = 1 / scale;
    for (let r = shapes.ringStart[s]; r < shapes.ringStart[s + 1]; r++) {
      const start = shapes.pointStart[r], end = shapes.pointStart[r + 1];
      let lastX = 1e9, lastY = 1e9;
      for (let i = start; i < end; i++) {
        const px = cx + (shapes.xs[i] - vx) * k, py = cy - (shapes.ys[i] - vy) * k;
        if (i > start && Math.abs(px - lastX) < 0.7 && Math.abs(py - lastY) < 0.7) continue;
        if (i === start) ctx.moveTo(px, py); else ctx.lineTo(px, py);
        lastX = px;
        lastY = py;
      }
      ctx.closePath();
    }
  }

  *paintParcels(colour) {
    const { ctx, scene, view } = this;
    const { shapes, index } = scene.parcels;
    const byColour = new Map();
    const visible = [];
    index.find(...this.window, (p) => {
      const key = scene.colourOf(p);
      if (!byColour.has(key)) byColour.set(key, []);
      byColour.get(key).push(p);
      visible.push(p);
    });
    for (const [key, list] of byColour) {
      ctx.fillStyle = colour(key);
      yield* this.paths(shapes, list, () => ctx.fill());
    }
    const drawsLines = view.scale < 60 || visible.length < 4000;
    if (drawsLines) {
      ctx.strokeStyle = colour("--border");
      ctx.lineWidth = view.scale > 25 ? 0.4 : 0.8;
      yield* this.paths(shapes, visible, () => ctx.stroke());
    }
    // A number where it has room.
    if (view.scale > 12) return;
    ctx.fillStyle = colour("--ink");
    ctx.strokeStyle = colour("--paper");
    ctx.lineWidth = 3;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.font = "12px system-ui, sans-serif";
    for (const p of visible.slice(0, 1500)) {
      const [a, b, c, d] = shapes.boxes.subarray(4 * p, 4 * p + 4);
      const text = scene.parcels.number(p);
      if (!text || (c - a) / view.scale < 10 + 7 * text.length || (d - b) / view.scale < 16) continue;
      const [px, py] = this.toScreen(...this.centre(shapes, p));
      ctx.strokeText(text, px, py);
      ctx.fillText(text, px, py);
    }
  }

  /** Paths of a few shapes each: one of very many is slow to fill. */
  *paths(shapes, list, finish) {
    const { ctx } = this;
    const k = 1 / this.view.scale;
    for (let start = 0; start < list.length; start += 100) {
      ctx.beginPath();
      for (let i = start; i < Math.min(list.length, start + 100); i++) {
        const b = 4 * list[i];
        const width = (shapes.boxes[b + 2] - shapes.boxes[b]) * k, height = (shapes.boxes[b + 3] - shapes.boxes[b + 1]) * k;
        if (width < 1.5 && height < 1.5) {
          const [px, py] = this.toScreen(shapes.boxes[b], shapes.boxes[b + 3]);
          ctx.rect(px, py, Math.max(width, 0.8), Math.max(height, 0.8));
        } else {
          this.trace(shapes, list[i]);
        }
      }
      finish();
      // Asking for a pixel ends what was put off.
      if (start % 1000 === 900) ctx.getImageData(0, 0, 1, 1);
      yield;
    }
  }

  /** The centre of gravity of a shape's first ring. */
  centre(shapes, s) {
    const r = shapes.ringStart[s], start = shapes.pointStart[r], end = shapes.pointStart[r + 1];
    const x0 = shapes.xs[start], y0 = shapes.ys[start];
    let doubled = 0, sx = 0, sy = 0;
    for (let i = start, j = end - 1; i < end; j = i++) {
      const ax = shapes.xs[j] - x0, ay = shapes.ys[j] - y0, bx = shapes.xs[i] - x0, by = shapes.ys[i] - y0;
      const cross = ax * by - bx * ay;
      doubled += cross;
      sx += (ax + bx) * cross;
      sy += (ay + by) * cross;
    }
    if (!doubled) return [x0, y0];
    return [x0 + sx / (3 * doubled), y0 + sy / (3 * doubled)];
  }

  renderShape(shapes, list, fill, stroke, width, dash = []) {
    const { ctx } = this;
    ctx.beginPath();
    for (const s of list) this.trace(shapes, s);
    if (fill) { ctx.fillStyle = fill; ctx.fill(); }
    if (stroke) { ctx.strokeStyle = stroke; ctx.lineWidth = width; ctx.setLineDash(dash); ctx.stroke(); ctx.setLineDash([]); }
  }

  renderGround(colour) {
    const { scene, ctx } = this;
    if (!scene.ground) return;
    for (const issue of scene.issues) {
      if (issue.ground < 0) continue;
      const b = scene.ground.boxes.subarray(4 * issue.ground, 4 * issue.ground + 4);
      if (b[0] > this.window[2] || b[2] < this.window[0] || b[1] > this.window[3] || b[3] < this.window[1]) continue;
      if (Math.max(b[2] - b[0], b[3] - b[1]) / this.view.scale < 3) continue;
      ctx.globalAlpha = 0.55;
      this.renderShape(scene.ground, [issue.ground], colour("--" + severities[issue.severity]), null);
      ctx.globalAlpha = 1;
      this.renderShape(scene.ground, [issue.ground], null, colour("--" + severities[issue.severity]), 1.5);
    }
  }

  renderIssues(colour) {
    const { scene, ctx } = this;
    const radius = this.view.scale > 60 ? (scene.issues.length > 1500 ? 1.6 : 2.4) : this.view.scale > 20 ? 3.2 : 5;
    const paper = colour("--paper");
    for (let severity = 0; severity < 4; severity++) {
      ctx.fillStyle = colour("--" + severities[severity]);
      ctx.strokeStyle = paper;
      ctx.lineWidth = 1;
      ctx.beginPath();
      for (const issue of scene.issues) {
        if (issue.severity !== severity || issue.x === null) continue;
        if (issue.x < this.window[0] || issue.x > this.window[2] || issue.y < this.window[1] || issue.y > this.window[3]) continue;
        const [px, py] = this.toScreen(issue.x, issue.y);
        // The shape tells the severity too, for eyes that do not part the colours.
        if (severity === 3) { ctx.moveTo(px, py - radius * 1.4); ctx.lineTo(px + radius * 1.4, py); ctx.lineTo(px, py + radius * 1.4); ctx.lineTo(px - radius * 1.4, py); ctx.closePath(); }
        else if (severity === 1) { ctx.moveTo(px, py - radius * 1.2); ctx.lineTo(px + radius * 1.1, py + radius * 0.8); ctx.lineTo(px - radius * 1.1, py + radius * 0.8); ctx.closePath(); }
        else { const r = severity === 0 ? radius * 0.6 : radius; ctx.moveTo(px + r, py); ctx.arc(px, py, r, 0, 7); }
      }
      ctx.fill();
      if (radius > 3) ctx.stroke();
    }
    if (scene.issue && scene.issue.x !== null) {
      const [px, py] = this.toScreen(scene.issue.x, scene.issue.y);
      ctx.beginPath();
      ctx.arc(px, py, 14, 0, 7);
      ctx.strokeStyle = colour("--accent");
      ctx.lineWidth = 3;
      ctx.stroke();
    }
  }

  showScale() {
    // A round length that is some 100 pixels long.
    const metresAcross = 100 * this.view.scale * this.scene.step;
    const power = 10 ** Math.floor(Math.log10(metresAcross));
    const length = [1, 2, 5, 10].map((k) => k * power).filter((value) => value <= metresAcross * 1.3).pop();
    const pixels = length / this.scene.step / this.view.scale;
    this.scene.showScale(length >= 1000 ? number(length / 1000) + " km" : number(length, length < 1 ? 2 : 0) + " m", pixels);
  }

  listen() {
    const { canvas, pointers } = this;
    const at = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, at(event));
      this.pressed = pointers.size === 1 ? at(event) : null;
      canvas.classList.add("moving");
    });
    canvas.addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const now = at(event);
      if (this.pressed && Math.hypot(now[0] - this.pressed[0], now[1] - this.pressed[1]) < 5) return;
      this.pressed = null;
      if (pointers.size === 1) this.pan(now[0] - before[0], now[1] - before[1]);
      if (pointers.size === 2) {
        const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
        const far = Math.hypot(before[0] - other[0], before[1] - other[1]), wide = Math.hypot(now[0] - other[0], now[1] - other[1]);
        if (wide > 0) this.zoom(far / wide, (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
      }
      pointers.set(event.pointerId, now);
    });
    const release = (event) => {
      if (this.pressed && event.type === "pointerup") this.pick(...at(event));
      pointers.delete(event.pointerId);
      this.pressed = null;
      canvas.classList.remove("moving");
    };
    canvas.addEventListener("pointerup", release);
    canvas.addEventListener("pointercancel", release);
    canvas.addEventListener("wheel", (event) => { event.preventDefault(); this.zoom(1.0018 ** (event.deltaMode ? event.deltaY * 30 : event.deltaY), ...at(event)); }, { passive: false });
    canvas.addEventListener("keydown", (event) => {
      const step = 60;
      const actions = { ArrowLeft: () => this.pan(step, 0), ArrowRight: () => this.pan(-step, 0), ArrowUp: () => this.pan(0, step), ArrowDown: () => this.pan(0, -step), "+": () => this.zoom(0.7), "=": () => this.zoom(0.7), "-": () => this.zoom(1 / 0.7), 0: () => this.fit(this.scene.extent), Enter: () => this.pick(this.width / 2, this.height / 2) };
      if (!actions[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      actions[event.key]();
    });
  }

  /** The issue or the smallest parcel at a place of the screen. */
  pick(px, py) {
    const [x, y] = this.toMap(px, py);
    let best = null, nearest = 9 * this.view.scale;
    for (const issue of this.scene.issues) {
      if (issue.x === null) continue;
      const distance = Math.hypot(issue.x - x, issue.y - y);
      if (distance < nearest) { nearest = distance; best = issue; }
    }
    if (best && this.view.scale < 60) { this.scene.chooseIssue(best, false); return; }
    let found = -1, smallest = Infinity;
    if (this.scene.parcels) {
      const { shapes, index } = this.scene.parcels;
      index.find(x, y, x, y, (p) => {
        const size = shapes.area(p);
        if (size < smallest && shapes.holds(p, x, y)) { found = p; smallest = size; }
      });
    }
    this.scene.chooseParcel(found, false);
  }
}
