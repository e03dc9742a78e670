  /* The page of a run while it runs: its events come once a second, and first the whole run so far. */
  (() => {
    const NONE = '–';
    const LOST_AFTER = 60000;
    const PROMISES = [
      ['lost', 'lost', 'when the drain ends'], ['duplicate', 'duplicate', 'at once'], ['early', 'early', 'at once, or when the drain ends'],
      ['after_delete', 'after delete', 'at once'], ['after_update', 'after update', 'when the drain ends'], ['unknown', 'unknown', 'when the drain ends'],
    ];
    const PROCESSES = ['generator', 'service', 'database'];
    const element = id => document.getElementById(id);
    const known = value => value !== undefined && value !== null;
    const number = value => known(value) ? short.format(value) : NONE;
    const rate = value => known(value) ? (value < 10 ? tenths : whole).format(value) : NONE;
    const count = value => known(value) ? tick.format(value) : NONE;
    const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
    const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
    const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
    const charts = new Map();
    let points = [];
    let shown = [];
    let over = false;
    let lostAt = 0;
    let pressed = false;

    /* Nothing is touched that stays the same: a mark or a focus stays where it is. */
    function say(node, text) {
      if (node.textContent !== text) {
        node.textContent = text;
      }
    }

    const child = (parent, i, name) => parent.children[i] ?? parent.appendChild(document.createElement(name));

    function keep(parent, number) {
      while (parent.children.length > number) {
        parent.lastElementChild.remove();
      }
    }

    const clock = seconds => seconds < 120 ? `${Math.round(seconds)} s` : seconds < 7200 ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
      : `${Math.floor(seconds / 3600)} h ${Math.round(seconds % 3600 / 60)} min`;

    /* Facts are a name, a value, a unit, and whether the value is bad news. */
    function showFacts(facts) {
      const list = element('facts');
      facts.forEach(([name, value, unit, bad], i) => {
        const fact = child(list, i, 'div');
        fact.className = bad ? 'bad' : '';
        say(child(fact, 0, 'dt'), name);
        const text = child(fact, 1, 'dd');
        if (!text.firstChild) {
          text.append('', document.createElement('span'));
        }
        if (text.firstChild.data !== value) {
          text.firstChild.data = value;
        }
        say(text.lastChild, value === NONE || !unit ? '' : ' ' + unit);
      });
      keep(list, facts.length);
    }

    /* A row is the lines of its name, and of each cell; the lines stand beside each other. */
    function showTable(id, rows) {
      const table = element(id);
      const columns = [...table.tHead.rows[0].cells].slice(1);
      const body = table.tBodies[0];
      rows.forEach(([name, ...cells], i) => {
        const row = child(body, i, 'tr');
        const head = child(row, 0, 'th');
        head.scope = 'row';
        showLines(head, name, []);
        cells.forEach((lines, k) => {
          const cell = child(row, k + 1, 'td');
          cell.dataset.column = columns[k].firstChild.textContent + (columns[k].children.length ? `, ${columns[k].children[0].textContent}` : '');
          cell.className = columns[k].className;
          showLines(cell, lines, name);
        });
      });
      keep(body, rows.length);
    }

    function showLines(cell, lines, names) {
      if (!cell.firstChild) {
        cell.append('');
      }
      if (cell.firstChild.data !== lines[0]) {
        cell.firstChild.data = lines[0];
      }
      lines.slice(1).forEach((line, i) => {
        const node = child(cell, i, 'span');
        say(node, line);
        if (names[i + 1]) {
          node.dataset.line = names[i + 1];
        }
      });
      keep(cell, lines.length - 1);
    }

    const times = spread => [0, 1, 2].map(i => [number(spread.recent[i]), number(spread.all[i])]);
    const TIMES = ['last 10 s', 'all so far'];

    function showNow(now) {
      const { run, timers } = now;
      if (!over) {
        say(element('headline'), run.simulation ? `${run.simulation}, profile ${run.profile}` : 'A run');
        document.title = `${now.phase || 'start'}${now.left > 0 ? ', ' + clock(now.left) + ' left' : ''} · ${run.simulation ?? 'timer-bench'}`;
        say(element('state'), now.phase ? `The run is on. Phase: ${now.phase}.` : 'The run is being prepared.');
      }
      say(element('about'), [run.run_id, run.database].filter(Boolean).join(' · '));
      const operations = Object.entries(now.operations);
      const all = what => operations.map(([, of]) => of[what]).filter(known).reduce((sum, value) => sum + value, 0);
      const broken = PROMISES.reduce((sum, [key]) => sum + (timers?.[key] ?? 0), 0);
      showFacts([
        ['Phase', now.phase || NONE],
        ['Time left, at most', known(now.left) ? clock(now.left) : NONE],
        ['Asked', rate(now.scheduled), '1/s'],
        ['Sent', rate(now.sent), '1/s'],
        ['Answered', rate(now.answered), '1/s'],
        ['Failed so far', operations.length ? count(all('failed')) : NONE, operations.length ? `of ${count(all('answered'))}` : '', all('failed') > 0],
        ...(timers ? [['Timers owed now', count(now.owed)], ['Broken promises', count(broken), '', broken > 0]] : []),
      ]);
      showTable('operations', operations.map(([name, of]) => [[name, ...TIMES.slice(1)], ...['sent', 'answered', 'failed'].map(what => [count(of[what])]), ...times(of)]));
      element('callbacks').hidden = !timers;
      if (timers) {
        showTable('lateness', [[['lateness', ...TIMES.slice(1)], [count(now.lateness.count)], ...times(now.lateness)]]);
        showTable('promises', PROMISES.map(([key, name, when]) => [[name], [count(timers[key])], [when]]));
        [...element('promises').tBodies[0].rows].forEach((row, i) => { row.className = timers[PROMISES[i][0]] > 0 ? 'broken' : ''; });
      }
      element('processes').hidden = processes().length === 0;
      showTable('processTable', processes().map(name => [[name], [number(now.cpu[name])], [number(now.memory[name])]]));
    }

    const series = value => shown.map(point => value(point) ?? null);

    /* They are not watched any more when the drain is over. */
    const processes = () => PROCESSES.filter(name => points.some(point => known(point.memory[name])));

    function phases() {
      return shown.flatMap((point, i) => point.phase === shown[i - 1]?.phase ? [] : [{ second: point.from - shown[0].from, kind: 'phase', text: point.phase }]);
    }

    /* Adds a plot or changes its values. Another set of lines is another plot. */
    function chart(panel, title, unit, lines, colours = []) {
      const data = { kind: 'time', title, unit, since: 'first request', lines: lines.map(([name, value], i) => ({ name, values: series(value), colour: colours[i] ?? i })) };
      data.at = shown.map(point => (point.from + point.to) / 2 - shown[0].from);
      data.end = shown.at(-1).to - shown[0].from;
      data.marks = phases();
      const names = lines.map(line => line[0]).join();
      const old = charts.get(title);
      if (old?.names === names) {
        Object.assign(old.data, data);
        return;
      }
      const frame = old?.added.box.closest('figure');
      draw.time(element(panel), data);
      const added = plots.at(-1);
      if (frame) {
        frame.replaceWith(added.box.closest('figure'));
        old.added.plot.dispose();
        plots.splice(plots.indexOf(old.added), 1);
      }
      charts.set(title, { data, names, added });
      added.plot.resize();
    }

    const PERCENTILES = ['p50', 'p95', 'p99'];
    const spread = (title, values) => [title, 'ms', PERCENTILES.map((name, i) => [name, point => values(point)?.[i]])];

    function showPlots() {
      /* The plots of a report begin with the load, too. */
      const first = points.findIndex(point => !['', 'start'].includes(point.phase));
      shown = first < 0 ? [] : points.slice(first);
      if (shown.length < 2) {
        return;
      }
      chart('requestPlots', 'requests', '1/s', [['asked', point => point.scheduled], ['sent', point => point.sent], ['answered', point => point.answered], ['failed', point => point.failed]], [0, 3, 1, 2]);
      new Set(shown.flatMap(point => Object.keys(point.response))).forEach(name =>
        chart('requestPlots', ...spread(`response time of ${name}`, point => point.response[name])));
      if (!element('callbacks').hidden) {
        chart('callbackPlots', ...spread('lateness', point => point.lateness));
        chart('callbackPlots', 'timers owed', 'due and not called back', [['timers owed', point => point.owed]]);
        chart('callbackPlots', 'first callbacks', '1/s', [['first callbacks', point => point.fired]]);
      }
      const names = processes();
      if (names.length > 0) {
        const colours = names.map(name => PROCESSES.indexOf(name));
        chart('processPlots', 'CPU', 'processors in use', names.map(name => [name, point => point.cpu[name]]), colours);
        chart('processPlots', 'memory in use', 'MB', names.map(name => [name, point => point.memory[name]]), colours);
      }
      drawSeen();
    }

    /* Drawing costs the machine its time, which may be the load's machine: what nobody sees is not drawn. */
    function drawSeen() {
      if (document.hidden || pressed) {
        return;
      }
      charts.forEach(({ data, added }) => {
        const { top, bottom } = added.box.getBoundingClientRect();
        if (bottom > 0 && top < innerHeight && added.drawn !== shown) {
          drawOne(added, false);
          added.drawn = shown;
          const newest = data.lines.map(line => `${line.name}: ${number(line.values.at(-1))}`).join('; ');
          added.box.setAttribute('aria-label', `${data.title}, ${data.unit}. Last values: ${newest}`);
        }
      });
    }

    function showResult({ headline, tone, details, file, report }) {
      over = true;
      const title = element('headline');
      say(title, headline);
      title.className = tone;
      document.title = headline;
      say(element('state'), 'The run has ended. These are its last values.');
      element('details').replaceChildren(...details.map(({ tone, text }) => {
        const item = document.createElement('li');
        item.textContent = text;
        if (tone !== 'plain') {
          item.className = tone;
        }
        return item;
      }));
      const where = element('report');
      if (report) {
        /* Held by this page: the server is about to go. */
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob([report], { type: 'text/html' }));
        link.target = '_blank';
        link.textContent = 'Open the report';
        where.append(link, '. This page keeps a copy of it. ');
      }
      if (file) {
        const path = document.createElement('code');
        path.textContent = file;
        where.append('The file is ', path, '.');
      }
      say(element('now'), 'At the end');
      element('result').hidden = false;
    }

    const source = new EventSource('events');
    const receive = (name, react) => source.addEventListener(name, ({ data }) => {
      lostAt = 0;
      react(JSON.parse(data));
    });

    receive('history', history => {
      points = history.points;
      showNow(history.now);
      showPlots();
    });
    receive('sample', ({ index, point, now }) => {
      points = [...points.slice(0, index), point];
      showNow(now);
      showPlots();
    });
    receive('ended', result => {
      source.close();
      showResult(result);
    });
    source.addEventListener('error', () => {
      lostAt ||= Date.now();
      const at = new Date(lostAt).toLocaleTimeString();
      if (source.readyState === EventSource.CLOSED || Date.now() - lostAt > LOST_AFTER) {
        source.close();
        say(element('state'), `The connection was lost at ${at}, and the run did not report its end. These are the last values. Reload the page to try again.`);
        document.title = 'Connection lost · timer-bench';
      } else {
        say(element('state'), `The connection was lost at ${at}. The page tries to connect again. These are the last values.`);
      }
    });

    addEventListener('scroll', drawSeen, { passive: true });
    document.addEventListener('visibilitychange', drawSeen);
    addEventListener('pointerdown', event => { pressed = Boolean(event.target.closest?.('figure')); });
    ['pointerup', 'pointercancel'].forEach(name => addEventListener(name, () => { pressed = false; }));
  })();
