'use strict';

// The page of the loop's inspector: asks the server what is known, and draws it. Everything comes from this server; the loop's
// thread has no part in it, so the page goes on while the loop is stuck.

{
  const STATE_MILLIS = 200;
  const ALIVE_MILLIS = 1500;

  const { byId, drawAlive, drawPast, drawTables, fillStack, Ring, time, Timeline } = globalThis.loopPage;
  const ring = new Ring(byId('ring'));
  const timeline = new Timeline(byId('timeline'), showDetails);

  let alive;
  let failures = 0;

  async function ask(path) {
    const response = await fetch(path, { cache: 'no-store' });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }

  const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

  /** Asks again and again, and says so when nobody answers. */
  async function keepAsking(path, millis, show) {
    for (;;) {
      try {
        const answer = await ask(typeof path === 'function' ? path() : path);
        failures = 0;
        byId('connection').hidden = true;
        show(answer);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        // The server is gone: nothing could be fetched.
        if (++failures > 3) byId('connection').hidden = false;
        await pause(1000);
      }
      if (millis > 0) await pause(millis);
    }
  }

  function showState(facts) {
    const { current, totals, blocked, step } = facts;
    byId('program').textContent = facts.program;
    document.title = `${blocked ? 'BLOCKED ' : ''}${facts.program} · event loop`;
    byId('summary').textContent =
      `process ${facts.pid} · ${totals.iterations} iterations · ${totals.callbacks} callbacks · ${totals.ticks} ticks · ` +
      `${(totals.utilization * 100).toFixed(1)} % busy` +
      (facts.every > 1 ? ` · one of ${facts.every} callbacks recorded` : '');
    ring.draw(facts, alive);
    byId('now').textContent = describe(facts);
    drawPool(facts.pool);
    drawTables(facts);
    drawPast(facts.pastBlocked);
    timeline.setNow(facts.now, current);
    showBlocked(facts);
    byId('step').hidden = !step.on;
    if (step.on) {
      byId('step-next').disabled = !step.waiting;
      byId('step-text').textContent = step.waiting
        ? `Callback ${current.number} is next: ${nextText(current)}.`
        : 'The loop is on its way to the next callback.';
    }
  }

  function nextText({ kind, text, phase }) {
    if (kind === 'Main') return 'the main script, before the loop begins';
    return `${text || kind}, a ${kind} in the ${phase} phase`;
  }

  function describe({ current, now }) {
    if (current.running) {
      const where = current.text === '' ? current.kind : current.text;
      return `Running ${where}, ${current.state === 'callback' ? 'its callback' : 'its ticks and microtasks'}, in the ${current.phase} phase.`;
    }
    if (current.waitingSince > 0) return `Waiting for events since ${time(Math.max(0, now - current.waitingSince))}.`;
    return `Between callbacks, in the ${current.phase} phase.`;
  }

  function showBlocked({ blocked, chain }) {
    byId('blocked').hidden = !blocked;
    if (!blocked) return;
    byId('blocked-text').textContent =
      `${blocked.text || blocked.kind} has been running for ${time(blocked.duration)}, in the ${blocked.phase} phase ` +
      `(${blocked.state}), as a ${blocked.kind}.` +
      (blocked.host === undefined ? '' : ` It is in the runtime: ${blocked.host}.`);
    fillStack(byId('blocked-stack'), blocked.stack);
    byId('blocked-chain').textContent =
      chain.length === 0
        ? 'What scheduled it is not known.'
        : `Scheduled by ${chain.map((c) => c.text || c.kind).join(', by ')}.`;
  }

  function drawPool(pool) {
    const items = [];
    for (let i = 0; i < pool.size; i++) {
      const item = document.createElement('li');
      const job = pool.running[i];
      if (job === undefined) {
        item.textContent = i < pool.started ? 'idle' : 'not started';
      } else {
        item.textContent = `${job.thread.replace('gori-pool-', '')}: ${job.kind}`;
        item.className = 'busy';
      }
      items.push(item);
      if (i === 31) break;
    }
    const queued = document.createElement('li');
    queued.textContent = `${pool.queued} queued`;
    items.push(queued);
    byId('pool').replaceChildren(...items);
  }

  async function showDetails(event) {
    const box = byId('details');
    box.replaceChildren();
    const line = (text, tag = 'p') => {
      const element = document.createElement(tag);
      element.textContent = text;
      box.append(element);
      return element;
    };
    line(
      `${event.text || event.kind || event.phase || event.by || event.type}: ${event.shared ? 'about ' : ''}${time(event.duration)}` +
        (event.queues > 0 ? `, and ${time(event.queues)} for ${event.ticks} ticks and the microtasks` : ''),
    );
    if (event.type === 'blocked') {
      const list = document.createElement('ol');
      list.className = 'stack';
      fillStack(list, event.stack);
      line(`The stack that was seen most often in ${event.samples} samples:`);
      box.append(list);
    }
    if (event.type === 'callback' || event.type === 'blocked') {
      const { chain, source } = await ask(`/callback?number=${event.number}`);
      if (source) line(source, 'pre');
      const causes = chain.slice(1).map((c) => c.text || c.kind);
      line(causes.length === 0 ? 'What scheduled it is not known.' : `Scheduled by ${causes.join(', by ')}.`);
      line(`${event.kind} ${event.id ?? ''} in the ${event.phase} phase, callback ${event.number}.`).className =
        'muted';
    } else if (event.type === 'job') {
      line(`On ${event.thread}, after ${time(event.wait)} in the queue.`);
    } else if (event.wait > 0) {
      line(`${time(event.wait)} of it were spent waiting for events.`);
    }
  }

  async function next(callbacks) {
    await fetch(`/next?callbacks=${callbacks}`, { method: 'POST' });
    showState(await ask('/facts?alive=0'));
  }

  byId('step-next').addEventListener('click', () => next(1));
  byId('step-all').addEventListener('click', () => next('all'));

  const setPaused = (paused) => {
    timeline.setLive(!paused);
    byId('pause').setAttribute('aria-pressed', String(paused));
  };
  timeline.onPause = () => setPaused(true);
  const actions = {
    pause: () => setPaused(timeline.live),
    'zoom-in': () => timeline.zoom(0.5),
    'zoom-out': () => timeline.zoom(2),
    earlier: () => timeline.pan(-0.25),
    later: () => timeline.pan(0.25),
    previous: () => timeline.select(-1),
    next: () => timeline.select(1),
  };
  for (const [id, act] of Object.entries(actions)) byId(id).addEventListener('click', act);

  const keys = {
    ' ': 'pause',
    '+': 'zoom-in',
    '-': 'zoom-out',
    ArrowLeft: 'earlier',
    ArrowRight: 'later',
    k: 'previous',
    j: 'next',
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'n' && !byId('step').hidden) {
      if (!byId('step-next').disabled) next(1);
    } else if (keys[event.key] !== undefined && !(event.key === ' ' && event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      actions[keys[event.key]]();
    }
  });

  keepAsking('/facts?alive=0', STATE_MILLIS, showState);
  keepAsking('/facts', ALIVE_MILLIS, (facts) => {
    if (facts.alive !== undefined) {
      ({ alive } = facts);
      drawAlive(facts);
    }
  });
  let after = -1;
  keepAsking(
    () => `/events?after=${after}`,
    0,
    ({ next: newest, events }) => {
      after = newest;
      timeline.add(events);
    },
  );
  // For whoever drives the page in a test.
  globalThis.loopPage.timeline = timeline;
}
