  /* A metric over the runs of a history, with its levels (kind trend). */
  (() => {
    const day = point => point.date.slice(0, 10);

    function told(plot, point) {
      return [`${figure.format(point.value)} ${plot.unit}${point.outlier ? ', an outlier' : ''}`,
        point.date.replace('T', ' ').slice(0, 16), `commit ${point.commit}`, point.run, point.verdict].map(escaped).join('<br>');
    }

    /* The means of the levels: from the first run of each to its last. */
    function levels(plot) {
      const ends = [...plot.changes.map(change => change.at), plot.points.length];
      return plot.changes.length === 0 ? [] : ends.map((end, i) => {
        const from = i === 0 ? 0 : ends[i - 1];
        return { from, to: end - 1, mean: i === 0 ? plot.changes[0].before : plot.changes[i - 1].after };
      });
    }

    function valueScale(plot) {
      const values = plot.points.map(point => point.value);
      const [least, most] = [Math.min(...values), Math.max(...values)];
      const interval = roundStep((most - least) || Math.abs(most) || 1, 4);
      const min = Math.floor(least / interval) * interval;
      return { interval, min: (min < interval * 3 || least === most) && min > 0 ? 0 : min, max: Math.ceil(most / interval + .05) * interval };
    }

    function option(plot, room) {
      const colour = colours();
      const last = plot.points.length - 1;
      const scale = valueScale(plot);
      const left = Math.max(widest([tick.format(scale.max), tick.format(scale.min)]) + 12, widest(['2026-00-00']) / 2 + 4);
      const every = Math.max(1, Math.ceil((widest(['2026-00-00']) + 16) * (last + 1) / Math.max(1, room - left)));
      return {
        ...common(colour, hit => hit.data?.point ? told(plot, hit.data.point) : ''),
        grid: { left, right: widest(['2026-00-00']) / 2 + 6, top: 12, bottom: 26 },
        xAxis: {
          type: 'category', data: plot.points.map(day), axisTick: { show: false },
          axisLabel: { color: colour.faint, interval: index => index % every === 0 },
          axisLine: { onZero: false, lineStyle: { color: colour.line } },
        },
        yAxis: {
          type: 'value', ...scale, axisLabel: { color: colour.faint, formatter: value => tick.format(value) },
          splitLine: { lineStyle: { color: colour.line } },
        },
        series: [{
          type: 'line', data: plot.points.map(point => point.value), silent: true, symbol: 'none', z: 2,
          lineStyle: { color: colour.one, width: 1, opacity: .5 },
          markLine: {
            silent: true, symbol: 'none', label: { show: false }, precision: 9,
            data: [
              ...plot.changes.map(change => ({
                xAxis: change.at,
                lineStyle: { color: change.better ? colour.one : colour.alarm, type: 'solid', width: 2 },
              })),
              ...levels(plot).map(level => [
                { coord: [level.from, level.mean], lineStyle: { color: colour.ink, type: 'dashed', width: 1.2 } },
                { coord: [level.to, level.mean] }]),
            ],
          },
        }, {
          type: 'scatter', symbolSize: 7, z: 4,
          data: plot.points.map((point, i) => ({
            value: [i, point.value], point,
            itemStyle: point.outlier
              ? { color: 'transparent', borderColor: colour.two, borderWidth: 2 } : { color: colour.one },
          })),
        }],
      };
    }

    function add(panel, plot) {
      const frame = panel.appendChild(document.createElement('figure'));
      const caption = frame.appendChild(document.createElement('figcaption'));
      caption.textContent = `${plot.title}, ${plot.unit}`;
      const of = caption.appendChild(document.createElement('span'));
      of.textContent = `${plot.better} · ${plot.of}`;
      of.title = plot.fingerprints;
      addPlot(frame, 220, room => option(plot, room));
    }

    draw.trend = add;
  })();
