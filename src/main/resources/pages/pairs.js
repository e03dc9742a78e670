  /* Plots of pairs (kind pairs): by how much the candidate's value differs from the baseline's in each pair. */
  (() => {
    const tenths = new Intl.NumberFormat('en', { signDisplay: 'exceptZero', maximumFractionDigits: 1 });
    const digits = new Intl.NumberFormat('en', { signDisplay: 'exceptZero', maximumSignificantDigits: 3 });
    const signed = (plot, value) => (plot.unit === '%' ? tenths : digits).format(value).replace('-', '−');
    const change = (plot, value) => `${signed(plot, value)} ${plot.unit}`.trim();
    const CROSS = 'path://M-5,-5L5,5M5,-5L-5,5';

    const measured = plot => plot.points.filter(point => point.change !== undefined);

    function told(plot, point) {
      return [`pair ${point.number}: ${change(plot, point.change)}`,
        `baseline ${point.baseline}`, `candidate ${point.candidate}`, `${point.first} first`].map(escaped).join('<br>');
    }

    /* The changes from the lowest to the highest that are drawn, 0 among them, ended by round steps. */
    function scale(plot) {
      const changes = [0, ...measured(plot).map(point => point.change), plot.mean, plot.low, plot.high, plot.worseFrom]
        .filter(value => value !== undefined);
      const [least, most] = [Math.min(...changes), Math.max(...changes)];
      const interval = roundStep(most - least || 2, 5);
      return { interval, min: Math.floor(least / interval - .1) * interval, max: Math.ceil(most / interval + .1) * interval };
    }

    const place = (plot, point) => plot.points.indexOf(point) + 1;

    /* Every pair has a label if there is room for it, else each second or fifth. */
    function pairAxis(plot, colour, room) {
      const last = plot.points.length;
      const fits = step => step * (room - 70) / (last + 1) >= widest([String(last)]) + 8;
      return {
        type: 'value', min: 0, max: last + 1, interval: [1, 2, 5, 10].find(fits) ?? last,
        name: 'pair, in the order in which they ran', nameLocation: 'middle', nameGap: 26,
        nameTextStyle: { color: colour.faint }, splitLine: { show: false }, axisTick: { show: false },
        axisLabel: { color: colour.faint, formatter: value => value > 0 && value <= last ? String(value) : '' },
        axisLine: { onZero: false, lineStyle: { color: colour.line } },
      };
    }

    function marks(plot, points, look) {
      return {
        type: 'scatter', z: 4, ...look,
        data: points.map(point => ({ value: [place(plot, point), point.change], point })),
      };
    }

    function line(value, lineStyle) {
      return value === undefined ? [] : [{ yAxis: value, lineStyle }];
    }

    function option(plot, room) {
      const colour = colours();
      const axis = scale(plot);
      const missing = plot.points.filter(point => point.change === undefined);
      return {
        ...common(colour, hit => hit.data?.point?.change === undefined ? '' : told(plot, hit.data.point)),
        grid: { left: 8, right: 12, top: 10, bottom: 26, containLabel: true },
        xAxis: pairAxis(plot, colour, room),
        yAxis: {
          type: 'value', ...axis, axisLabel: { color: colour.faint, formatter: value => signed(plot, value) },
          splitLine: { lineStyle: { color: colour.line } },
        },
        series: [
          {
            type: 'scatter', data: [], silent: true, z: 2,
            markLine: {
              silent: true, symbol: 'none', label: { show: false }, precision: 9, z: 2,
              data: [
                ...line(0, { color: colour.ink, type: 'solid', width: 1 }),
                ...line(plot.worseFrom, { color: colour.alarm, type: 'dashed', width: 1.5 }),
                ...line(plot.mean, { color: colour.one, type: 'solid', width: 2 }),
              ],
            },
            markArea: plot.low === undefined ? undefined : {
              silent: true, z: 1, itemStyle: { color: colour.one, opacity: .16 },
              data: [[{ yAxis: plot.low }, { yAxis: plot.high }]],
            },
          },
          marks(plot, measured(plot), { symbol: 'circle', symbolSize: 9, itemStyle: { color: colour.ink, opacity: 1 } }),
          {
            type: 'scatter', z: 4, silent: true, symbol: CROSS, symbolSize: 9,
            itemStyle: { color: 'none', borderColor: colour.alarm, borderWidth: 2 },
            data: missing.map(point => [place(plot, point), axis.min + axis.interval / 4]),
          },
        ],
      };
    }

    function legend(plot) {
      const points = measured(plot);
      const missing = plot.points.length - points.length;
      const interval = plot.low === undefined ? '' : ` (${plot.confidence}: ${signed(plot, plot.low)} to ${signed(plot, plot.high)})`;
      return [
        ['●', 'ink', 'pair', true],
        ['line', 'one', `mean ${plot.mean === undefined ? '' : change(plot, plot.mean)}${interval}`, plot.mean !== undefined],
        ['line dashed', 'alarm', `worse from ${plot.worseFrom === undefined ? '' : change(plot, plot.worseFrom)}`, plot.worseFrom !== undefined],
        ['✕', 'alarm', `not measured: ${missing} of ${plot.points.length}`, missing > 0],
      ].filter(([, , , shown]) => shown);
    }

    function add(panel, plot) {
      const frame = panel.appendChild(document.createElement('figure'));
      const caption = frame.appendChild(document.createElement('figcaption'));
      caption.textContent = `${plot.title}, change ${plot.unit === '' ? '' : 'in ' + plot.unit}`.trim();
      caption.appendChild(document.createElement('span')).textContent = `${plot.better} · ${plot.conclusion}`;
      if (measured(plot).length === 0) {
        const nothing = frame.appendChild(document.createElement('p'));
        nothing.className = 'nothing';
        nothing.textContent = 'not measured';
        return;
      }
      const explained = frame.appendChild(document.createElement('div'));
      explained.className = 'legend';
      for (const [mark, colour, text] of legend(plot)) {
        const entry = explained.appendChild(document.createElement('span'));
        const sign = entry.appendChild(document.createElement('b'));
        if (mark.startsWith('line')) {
          sign.className = mark;
        } else {
          sign.textContent = mark;
        }
        sign.style.color = `var(--${colour})`;
        entry.append(text);
      }
      addPlot(frame, 280, room => option(plot, room), `${measured(plot).length} of ${plot.points.length} pairs were measured: `
        + measured(plot).map(point => change(plot, point.change)).join(', '));
    }

    draw.pairs = add;
  })();
