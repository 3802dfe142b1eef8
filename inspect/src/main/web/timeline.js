'use strict';

// The timeline: iterations, phases, callbacks, pool jobs, collections and blocked callbacks as lanes on a canvas.

{
  const KEPT = 60_000;
  const LANE = 26;
  const TOP = 22;
  const LABEL = 86;
  const SHORTEST = 5; // microseconds on the whole width
  const LONGEST = 600e6;

  const BEFORE_POOL = ['blocked', 'iteration', 'phase', 'callback', 'collection'];
  const NAMES = {
    blocked: 'blocked',
    iteration: 'iterations',
    phase: 'phases',
    callback: 'callbacks',
    collection: 'GC',
  };

  const costOf = (event) => event.duration + (event.queues ?? 0);

  class Timeline {
    live = true;
    /** Called when the user moves away from now. */
    onPause = () => {};
    #canvas;
    #context;
    #show;
    #events = [];
    #lanes = [...BEFORE_POOL];
    #end = 1e6;
    #span = 5e6;
    #now = 0;
    #selected;
    #dirty = true;

    constructor(canvas, show) {
      this.#canvas = canvas;
      this.#context = canvas.getContext('2d');
      this.#show = show;
      canvas.addEventListener('click', (event) => this.#click(event));
      canvas.addEventListener(
        'wheel',
        (event) => {
          event.preventDefault();
          if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) this.pan(event.deltaX / 800);
          else this.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.#shareAt(event.offsetX));
        },
        { passive: false },
      );
      let dragged;
      canvas.addEventListener('pointerdown', (event) => {
        dragged = event.clientX;
      });
      addEventListener('pointermove', (event) => {
        if (dragged === undefined || Math.abs(event.clientX - dragged) < 4) return;
        this.pan((dragged - event.clientX) / this.#width());
        dragged = event.clientX;
      });
      addEventListener('pointerup', () => {
        dragged = undefined;
      });
      new ResizeObserver(() => {
        this.#dirty = true;
      }).observe(canvas);
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
        this.#dirty = true;
      });
      const frame = () => {
        if (this.#dirty || this.live) this.#draw();
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    }

    get events() {
      return this.#events;
    }

    get selected() {
      return this.#selected;
    }

    /** What is shown, in microseconds: begin and end. */
    get range() {
      return [this.#end - this.#span, this.#end];
    }

    add(events) {
      for (const event of events) {
        if (event.type === 'queues' || (event.type === 'blocked' && !event.ended)) continue;
        this.#events.push(event);
        if (event.type === 'job' && !this.#lanes.includes(event.thread)) {
          this.#lanes.push(event.thread);
          this.#lanes.sort((a, b) => this.#order(a) - this.#order(b) || a.localeCompare(b, 'en', { numeric: true }));
        }
      }
      if (this.#events.length > KEPT) this.#events.splice(0, this.#events.length - KEPT);
      this.#dirty = true;
    }

    #order(lane) {
      const index = BEFORE_POOL.indexOf(lane);
      return index < 0 ? BEFORE_POOL.length : index;
    }

    setNow(micros) {
      this.#now = micros;
      if (this.live) this.#end = micros;
      this.#dirty = true;
    }

    setLive(live) {
      this.live = live;
      if (live) this.#end = this.#now;
      this.#dirty = true;
    }

    /** Shows more (a factor above 1) or less; the place under `share` of the width stays. */
    zoom(factor, share = this.live ? 1 : 0.5) {
      const span = Math.min(LONGEST, Math.max(SHORTEST, this.#span * factor));
      const fixed = this.#end - this.#span + this.#span * share;
      this.#span = span;
      if (!this.live) this.#end = fixed + span * (1 - share);
      this.#dirty = true;
    }

    /** Moves by a share of the width. */
    pan(share) {
      this.setLive(false);
      this.onPause();
      this.#end += this.#span * share;
      this.#dirty = true;
    }

    /** Selects the next (1) or previous (-1) callback and shows it. */
    select(direction) {
      const callbacks = this.#events.filter((event) => event.type === 'callback');
      if (callbacks.length === 0) return;
      const at = callbacks.indexOf(this.#selected);
      let next = at + direction;
      if (at < 0) next = callbacks.length - 1;
      this.choose(callbacks[Math.min(callbacks.length - 1, Math.max(0, next))]);
    }

    /** Shows an event and its details. */
    choose(event) {
      this.setLive(false);
      this.onPause();
      this.#selected = event;
      const [begin, end] = this.range;
      if (event.start < begin || event.start > end) this.#end = event.start + this.#span / 2;
      this.#dirty = true;
      this.#show(event);
    }

    #width() {
      return this.#canvas.clientWidth - LABEL;
    }

    #shareAt(x) {
      return Math.min(1, Math.max(0, (x - LABEL) / this.#width()));
    }

    #laneOf(event) {
      return this.#lanes.indexOf(event.type === 'job' ? event.thread : event.type);
    }

    #click({ offsetX, offsetY }) {
      const lane = Math.floor((offsetY - TOP) / LANE);
      const perPixel = this.#span / this.#width();
      const at = this.#end - this.#span + this.#span * this.#shareAt(offsetX);
      let found;
      let best = 6 * perPixel;
      for (const event of this.#events) {
        if (this.#laneOf(event) !== lane) continue;
        const end = event.start + costOf(event);
        const distance = at < event.start ? event.start - at : Math.max(0, at - end);
        if (distance < best || (distance === 0 && best === 0)) {
          best = distance;
          found = event;
        }
      }
      if (found !== undefined) this.choose(found);
    }

    #draw() {
      this.#dirty = false;
      const canvas = this.#canvas;
      const scale = devicePixelRatio || 1;
      const width = canvas.clientWidth;
      const height = TOP + LANE * this.#lanes.length + 6;
      if (canvas.style.height !== `${height}px`) canvas.style.height = `${height}px`;
      if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
        canvas.width = Math.round(width * scale);
        canvas.height = Math.round(height * scale);
      }
      const context = this.#context;
      context.setTransform(scale, 0, 0, scale, 0, 0);
      context.clearRect(0, 0, width, height);
      context.font = '12px system-ui, sans-serif';
      context.textBaseline = 'middle';
      const color = this.#colors();
      const begin = this.#end - this.#span;
      const perMicro = this.#width() / this.#span;
      this.#drawScale(context, color, begin, perMicro, height);
      this.#lanes.forEach((lane, index) => {
        context.fillStyle = color('muted');
        context.fillText(NAMES[lane] ?? lane.replace('gori-pool-', 'pool '), 4, TOP + index * LANE + LANE / 2);
        context.fillStyle = color('line');
        context.fillRect(0, TOP + (index + 1) * LANE - 1, width, 1);
      });
      context.save();
      context.beginPath();
      context.rect(LABEL, 0, width - LABEL, height);
      context.clip();
      // Bars narrower than a pixel that fall on the same one are drawn once.
      const lastPixel = this.#lanes.map(() => -1);
      for (const event of this.#events) {
        const end = event.start + costOf(event);
        if (end < begin || event.start > this.#end) continue;
        const lane = this.#laneOf(event);
        const x = LABEL + (event.start - begin) * perMicro;
        const length = Math.max(1, costOf(event) * perMicro);
        const pixel = Math.floor(x + length);
        if (length <= 1 && pixel === lastPixel[lane] && event !== this.#selected) continue;
        lastPixel[lane] = pixel;
        this.#drawEvent(context, color, event, x, TOP + lane * LANE + 3, length, perMicro);
      }
      context.restore();
    }

    #drawEvent(context, color, event, x, y, length, perMicro) {
      const height = LANE - 7;
      context.fillStyle = color(fillOf(event));
      context.fillRect(x, y, length, height);
      if (event.type === 'callback' && event.queues > 0) {
        const after = event.queues * perMicro;
        if (after > 1) {
          context.fillStyle = color('lit');
          context.fillRect(x + length - after, y + height - 5, after, 5);
        }
      }
      if (event.wait > 0 && event.type !== 'job') {
        const waiting = event.wait * perMicro;
        context.fillStyle = color('card');
        context.globalAlpha = 0.7;
        context.fillRect(x + (length - waiting) / 2, y + 3, waiting, height - 6);
        context.globalAlpha = 1;
      }
      if (event === this.#selected) {
        context.strokeStyle = color('text');
        context.lineWidth = 2;
        context.strokeRect(x, y, Math.max(2, length), height);
      }
      const text = event.function || event.kind || event.phase || event.by || String(event.number ?? '');
      if (length > 30) {
        context.fillStyle = event.wait > event.duration / 2 && event.type !== 'job' ? color('text') : color('card');
        context.save();
        context.beginPath();
        context.rect(x, y, length - 2, height);
        context.clip();
        context.fillText(text, x + 4, y + height / 2);
        context.restore();
      }
    }

    #drawScale(context, color, begin, perMicro, height) {
      const steps = [1, 2, 5];
      let step = 1;
      for (let i = 0; step * perMicro < 90; i++) step = steps[i % 3] * 10 ** Math.floor(i / 3);
      for (let at = Math.ceil(begin / step) * step; at < this.#end; at += step) {
        const x = LABEL + (at - begin) * perMicro;
        context.fillStyle = color('line');
        context.fillRect(x, TOP - 4, 1, height);
        context.fillStyle = color('muted');
        const text = step >= 1e6 ? `${at / 1e6} s` : step >= 1e3 ? `${Math.round(at / 1e3)} ms` : `${at} µs`;
        context.fillText(text, x + 3, TOP / 2 - 1);
      }
    }

    #colors() {
      const probe = getComputedStyle(this.#canvas);
      const known = new Map();
      return (name) => {
        if (!known.has(name)) known.set(name, resolve(probe.getPropertyValue(`--${name}`).trim()));
        return known.get(name);
      };
    }
  }

  /** light-dark() as a canvas understands it. */
  function resolve(value) {
    const match = /^light-dark\(([^,]+),([^)]+)\)$/.exec(value);
    if (match === null) return value;
    return (matchMedia('(prefers-color-scheme: dark)').matches ? match[2] : match[1]).trim();
  }

  function fillOf(event) {
    switch (event.type) {
      case 'blocked':
        return 'alarm';
      case 'iteration':
      case 'collection':
        return 'idle';
      case 'job':
        return 'accent';
      default:
        return event.phase === 'prepare' ? 'idle' : event.phase;
    }
  }

  Object.assign(globalThis.loopPage, { Timeline });
}
