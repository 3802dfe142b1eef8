'use strict';

// The loop as a ring: six phases clockwise, with what waits for each, and the two queues that run between callbacks in the middle.

{
  const SVG = 'http://www.w3.org/2000/svg';
  const SIZE = 420;
  const CENTER = SIZE / 2;
  const OUTER = 200;
  const INNER = 118;
  const MOST_IN_BAR = 32;

  const PHASES = [
    { id: 'timers', name: 'timers' },
    { id: 'pending', name: 'pending' },
    { id: 'idle', name: 'idle, prepare' },
    { id: 'poll', name: 'poll' },
    { id: 'check', name: 'check' },
    { id: 'closing', name: 'closing' },
  ];

  function make(name, attributes, parent) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  }

  const point = (angle, radius) => [CENTER + radius * Math.sin(angle), CENTER - radius * Math.cos(angle)];

  /** An arc as a filled shape. */
  function arc(from, to, inner, outer) {
    const large = to - from > Math.PI ? 1 : 0;
    const [a, b, c, d] = [point(from, outer), point(to, outer), point(to, inner), point(from, inner)];
    return `M${a} A${outer} ${outer} 0 ${large} 1 ${b} L${c} A${inner} ${inner} 0 ${large} 0 ${d} Z`;
  }

  class Ring {
    #parts = new Map();
    #hubs = new Map();

    constructor(container) {
      const svg = make(
        'svg',
        { viewBox: `0 0 ${SIZE} ${SIZE}`, role: 'img', 'aria-labelledby': 'ring-title now' },
        container,
      );
      const step = (2 * Math.PI) / PHASES.length;
      PHASES.forEach(({ id, name }, index) => {
        const from = index * step - step / 2;
        const group = make('g', { class: 'phase', 'data-phase': id }, svg);
        make('path', { class: 'segment', d: arc(from, from + step, INNER, OUTER) }, group);
        const bar = make('path', { class: 'share', fill: `var(--${id})`, d: '' }, group);
        const [x, y] = point(index * step, (INNER + OUTER) / 2 - 4);
        const label = make('text', { class: 'name', x, y: y - 4 }, group);
        label.textContent = name;
        const count = make('text', { class: 'count', x, y: y + 13 }, group);
        this.#parts.set(id, { group, count, bar, from, step });
      });
      for (const [id, name, offset] of [
        ['ticks', 'ticks', -34],
        ['microtasks', 'microtasks', 34],
      ]) {
        const hub = make(
          'rect',
          { class: 'hub', x: CENTER - 62, y: CENTER + offset - 24, width: 124, height: 48, rx: 8 },
          svg,
        );
        const label = make('text', { class: 'name', x: CENTER, y: CENTER + offset - 4 }, svg);
        label.textContent = name;
        const count = make('text', { class: 'count', x: CENTER, y: CENTER + offset + 13 }, svg);
        this.#hubs.set(id, { hub, count });
      }
    }

    /** Shows the queues of `facts`, and of what is alive if that is known. */
    draw({ current, queues, totals, blocked }, alive) {
      const phase = current.phase === 'prepare' ? 'idle' : current.phase;
      const isBefore = current.running && current.kind === 'Main';
      const timers = alive?.timers;
      const counts = {
        timers: [timers?.total ?? 0, timers === undefined ? '' : `${timers.due} due of ${timers.total}`],
        pending: [queues.pending, `${queues.pending} put off`],
        idle: [0, ''],
        poll: [queues.watchers + queues.requests, `${queues.watchers} watched, ${queues.requests} asked`],
        check: [queues.immediates, `${queues.immediates} immediates`],
        closing: [queues.closing, `${queues.closing} to close`],
      };
      for (const [id, { group, count, bar, from, step }] of this.#parts) {
        const [number, text] = counts[id];
        group.classList.toggle('lit', id === phase && !isBefore && blocked === undefined);
        group.classList.toggle('stuck', id === phase && !isBefore && blocked !== undefined);
        count.textContent = text;
        const share = Math.min(1, Math.log2(1 + number) / Math.log2(1 + MOST_IN_BAR));
        bar.setAttribute(
          'd',
          share === 0 ? '' : arc(from + 0.03, from + 0.03 + (step - 0.06) * share, OUTER - 12, OUTER - 5),
        );
      }
      const inQueues = current.running && current.state !== 'callback';
      const ticks = this.#hubs.get('ticks');
      ticks.count.textContent = inQueues ? `${current.ticks} ran after this callback` : `${totals.ticks} so far`;
      ticks.hub.classList.toggle('lit', inQueues && current.ticks > 0);
      const microtasks = this.#hubs.get('microtasks');
      microtasks.count.textContent = inQueues ? 'being drained' : 'empty';
      microtasks.hub.classList.toggle('lit', inQueues);
    }
  }

  Object.assign(globalThis.loopPage, { Ring });
}
