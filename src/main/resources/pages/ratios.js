  /* Ratios of variants to the reference (kind ratios). */
  (() => {
    const change = ratio => '×' + figure.format(ratio);

    /* A dot for each variant and a line over its interval, on an axis of ratios with 1 in it. */
    function ratioPlot(plot, room) {
      const colour = colours();
      const all = [1, ...plot.points.flatMap(point => [point.ratio, point.low ?? point.ratio, point.high ?? point.ratio])];
      const [least, most] = [Math.min(...all, .99), Math.max(...all, 1.01)];
      const interval = roundStep(most - least, Math.max(6, Math.floor(room / 80)));
      const [min, max] = [Math.floor(least / interval) * interval, Math.ceil(most / interval) * interval];
      return {
        ...common(colour, hit => hit.data?.point
          ? `${escaped(hit.data.point.variant)}<br>${change(hit.data.point.ratio)}`
            + (hit.data.point.low === undefined ? '' : ` (${change(hit.data.point.low)} to ${change(hit.data.point.high)})`) : ''),
        grid: { left: 24, right: 26, top: 8, bottom: 26 },
        xAxis: {
          type: 'value', min, max, interval, axisLabel: { color: colour.faint, formatter: value => tick.format(Number(value.toPrecision(6))) },
          splitLine: { lineStyle: { color: colour.line } },
        },
        yAxis: { type: 'category', inverse: true, data: plot.points.map((point, i) => String(i + 1)), axisLabel: { show: false }, axisTick: { show: false } },
        series: [{
          type: 'custom', silent: true, z: 3,
          data: plot.points.map((point, i) => [i, point.low ?? point.ratio, point.high ?? point.ratio]),
          encode: { x: [1, 2], y: 0 },
          renderItem(params, api) {
            const [from, to] = [api.coord([api.value(1), api.value(0)]), api.coord([api.value(2), api.value(0)])];
            return { type: 'line', shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: colour.ink, lineWidth: 1.5 } };
          },
        }, {
          type: 'scatter', symbolSize: 10, z: 4, itemStyle: { color: colour.one },
          data: plot.points.map((point, i) => ({ value: [point.ratio, i], point, itemStyle: { color: colour[lineColour(i + 1)] } })),
          markLine: { silent: true, symbol: 'none', label: { show: false }, data: [{ xAxis: 1, lineStyle: { color: colour.ink, type: 'solid', width: 1 } }] },
        }],
      };
    }

    function addRatios(panel, plot) {
      const frame = panel.appendChild(document.createElement('figure'));
      const caption = frame.appendChild(document.createElement('figcaption'));
      caption.textContent = `${plot.title}, ratio`;
      caption.appendChild(document.createElement('span')).textContent = plot.better;
      const legend = caption.appendChild(document.createElement('span'));
      legend.className = 'legend';
      plot.points.forEach((point, i) => {
        const entry = legend.appendChild(document.createElement('span'));
        entry.appendChild(document.createElement('i')).style.background = `var(--${lineColour(i + 1)})`;
        entry.append(point.variant);
      });
      addPlot(frame, 50 + 26 * plot.points.length, room => ratioPlot(plot, room),
        plot.points.map(point => `${point.variant} ${change(point.ratio)}`).join(', '));
    }

    draw.ratios = addRatios;
  })();
