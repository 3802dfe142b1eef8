'use strict';

// Why the program is alive, the tables, and the histogram.

{
  const { byId, time } = globalThis.loopPage;

  function cell(row, text, className = '') {
    const element = row.insertCell();
    element.textContent = text;
    if (className !== '') element.className = className;
    return element;
  }

  /** A table of `rows`; each column has a title, a class, and gives a row's text. */
  function table(rows, columns) {
    const scroll = document.createElement('div');
    scroll.className = 'scroll';
    const element = document.createElement('table');
    const head = element.createTHead().insertRow();
    for (const { title, className = '' } of columns) {
      const th = document.createElement('th');
      th.scope = 'col';
      th.textContent = title;
      th.className = className;
      head.append(th);
    }
    const body = element.createTBody();
    for (const row of rows) {
      const tr = body.insertRow();
      for (const { text, className } of columns) cell(tr, text(row), className);
    }
    scroll.append(element);
    return scroll;
  }

  function none(text) {
    const element = document.createElement('p');
    element.className = 'muted';
    element.textContent = text;
    return element;
  }

  function fillStack(list, stack) {
    list.replaceChildren(
      ...stack.map((frame) => {
        const item = document.createElement('li');
        item.textContent = frame;
        return item;
      }),
    );
  }

  /** Every handle and request, those that keep the program running first. */
  function drawAlive({ alive, sites }) {
    const siteText = (number) => sites[number]?.text ?? '';
    const rows = [];
    for (const { duration, dueIn, repeat, keepsAlive, site, created } of alive.timers.list) {
      const detail =
        repeat === null ? `${duration} ms, due in ${dueIn} ms` : `every ${duration} ms, next in ${dueIn} ms`;
      rows.push({ kind: 'Timeout', detail, keepsAlive, callback: siteText(site), created });
    }
    for (const { keepsAlive, site, created } of alive.immediates) {
      rows.push({ kind: 'Immediate', detail: '', keepsAlive, callback: siteText(site), created });
    }
    for (const { type, site, created } of alive.requests) {
      rows.push({ kind: type, detail: 'under way', keepsAlive: true, callback: siteText(site), created });
    }
    for (const { type, detail, keepsAlive, created } of alive.handles) {
      rows.push({ kind: type, detail: detail ?? '', keepsAlive, callback: '', created });
    }
    rows.sort((a, b) => b.keepsAlive - a.keepsAlive);
    const { keepingAlive } = alive;
    byId('alive-summary').textContent =
      keepingAlive === 0
        ? 'Nothing keeps the program running: it ends as soon as the loop has turned.'
        : `Handles, timers and requests that keep the program running: ${keepingAlive}.`;
    byId('alive').replaceChildren(
      rows.length === 0
        ? none('Nothing is open.')
        : table(rows, [
            { title: 'Kind', text: (row) => row.kind },
            { title: 'Keeps alive', text: (row) => (row.keepsAlive ? 'yes' : 'no') },
            { title: 'What', text: (row) => row.detail },
            { title: 'Calls', text: (row) => row.callback, className: 'place' },
            { title: 'Created', text: (row) => row.created?.[0] ?? '', className: 'place' },
          ]),
    );
  }

  /** The figures and tables that add up what happened. */
  function drawTables({ totals, delay, poolWait, phases, slowest, busiest }) {
    const figures = [
      ['Utilisation', `${(totals.utilization * 100).toFixed(1)} %`],
      ['Delay p50', time(delay.p50)],
      ['Delay p99', time(delay.p99)],
      ['Delay max', time(delay.max)],
      ['Pool wait p99', time(poolWait.p99)],
      ['Pool jobs', String(totals.jobs)],
      ['Collections', `${totals.collections} (${time(totals.collectionTime)})`],
    ];
    byId('delay-figures').replaceChildren(
      ...figures.map(([name, value]) => {
        const box = document.createElement('div');
        const dt = document.createElement('dt');
        const dd = document.createElement('dd');
        dt.textContent = name;
        dd.textContent = value;
        box.append(dt, dd);
        return box;
      }),
    );
    const most = Math.max(1, ...delay.bands.map(([, count]) => count));
    byId('histogram').replaceChildren(
      ...delay.bands.map(([upper, count], index) =>
        bar(
          upper === 0 ? 'longer' : `up to ${time(upper)}`,
          count / most,
          String(count),
          delay.bands[index - 1]?.[0] >= 5e4,
        ),
      ),
    );
    const all = Math.max(1, totals.work);
    byId('phases').replaceChildren(
      ...Object.entries(phases).map(([name, work]) => bar(name, work / all, `${((work / all) * 100).toFixed(1)} %`)),
    );
    const callbackColumns = [
      { title: 'Function', text: (c) => c.function || c.kind },
      { title: 'Place', text: (c) => c.place || (c.user ? '' : 'in the runtime'), className: 'place' },
      { title: 'Kind', text: (c) => c.kind },
    ];
    byId('slowest').replaceChildren(
      slowest.length === 0
        ? none('No callback has run.')
        : table(slowest, [
            ...callbackColumns,
            { title: 'Phase', text: (c) => c.phase },
            { title: 'Callback', text: (c) => time(c.duration), className: 'number' },
            { title: 'Ticks and microtasks', text: (c) => time(c.queues), className: 'number' },
          ]),
    );
    byId('busiest').replaceChildren(
      busiest.length === 0
        ? none('No callback has run.')
        : table(busiest, [
            ...callbackColumns,
            { title: 'Calls', text: (c) => String(c.count), className: 'number' },
            { title: 'Total', text: (c) => time(c.total), className: 'number' },
            { title: 'Mean', text: (c) => time(c.total / c.count), className: 'number' },
            { title: 'Longest', text: (c) => time(c.max), className: 'number' },
          ]),
    );
  }

  /** Callbacks that were blocked, with their stacks. */
  function drawPast(past) {
    byId('past').replaceChildren(
      past.length === 0
        ? none('No callback has run for longer than the threshold.')
        : table(past, [
            { title: 'Function', text: (b) => b.function || b.kind },
            { title: 'Place', text: (b) => b.place, className: 'place' },
            { title: 'Phase', text: (b) => b.phase },
            { title: 'Took', text: (b) => time(b.duration), className: 'number' },
            { title: 'Where it was', text: (b) => b.stack[0] ?? b.host ?? '', className: 'place' },
          ]),
    );
  }

  function bar(name, share, text, alarm = false) {
    const row = document.createElement('div');
    row.className = 'bar';
    const label = document.createElement('span');
    label.textContent = name;
    if (alarm) label.className = 'alarm';
    const meter = document.createElement('meter');
    meter.min = 0;
    meter.max = 1;
    meter.value = share;
    meter.setAttribute('aria-label', `${name}: ${text}`);
    const value = document.createElement('span');
    value.className = 'number';
    value.textContent = text;
    row.append(label, meter, value);
    return row;
  }

  Object.assign(globalThis.loopPage, { drawAlive, drawPast, drawTables, fillStack });
}
