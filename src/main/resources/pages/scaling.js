  /* A measure over an axis: one line of medians for each value of the second axis, with intervals, ideal and law. */
  (() => {
    const ALONE = 1;
    const named = (line, index) => line.name || 'line ' + (index + 1);

    function xAxis(chart, colour) {
      const values = [...new Set(chart.lines.flatMap(line => line.points.map(point => point.at)))].sort((a, b) => a - b);
      const wide = values[0] > 0 && values[values.length - 1] / values[0] >= 100;
      return {
        ...(wide ? { type: 'log', logBase: 10 } : { type: 'value', min: 0 }),
        name: chart.varied, nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: colour.faint },
        axisLabel: { color: colour.faint, hideOverlap: true, formatter: value => tick.format(value) },
        splitLine: { show: false }, axisLine: { lineStyle: { color: colour.line } },
      };
    }

    function whisker(points, color) {
      return {
        type: 'custom', silent: true, z: 5, encode: { x: 0, y: [1, 2] },
        data: points.filter(point => point.low !== undefined).map(point => [point.at, point.low, point.high]),
        renderItem(params, api) {
          const [from, to] = [1, 2].map(index => api.coord([api.value(0), api.value(index)]));
          const end = ([x, y]) => ({ x1: x - 6, x2: x + 6, y1: y, y2: y });
          const shapes = [{ x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, end(from), end(to)];
          return { type: 'group', children: shapes.map(shape => ({ type: 'line', shape, style: { stroke: color, lineWidth: 1.5 } })) };
        },
      };
    }

    function series(line, index, colour) {
      const color = colour[lineColour(index)];
      const points = [...line.points].sort((a, b) => a.at - b.at);
      const thin = (data, style) => ({
        type: 'line', silent: true, symbol: 'none', z: 1, data, itemStyle: { color }, lineStyle: { color, width: 1, ...style },
      });
      return [
        {
          name: named(line, index), type: 'line', symbol: 'diamond', symbolSize: 9, z: 3,
          itemStyle: { color }, lineStyle: { color }, data: points.map(point => [point.at, point.median]),
        },
        {
          type: 'scatter', symbolSize: 6, z: 4, silent: true, itemStyle: { color, opacity: .55 },
          data: points.flatMap(point => point.repeats.map(value => [point.at, value])),
        },
        { type: 'scatter', symbol: 'arrow', symbolSize: 12, z: 4, silent: true, itemStyle: { color }, data: line.bounds },
        whisker(points, color),
        thin(line.ideal ?? [], { type: 'dashed' }),
        thin(line.law ?? [], {}),
      ];
    }

    function highest(chart) {
      const all = chart.lines.flatMap(line => [
        ...line.points.flatMap(point => [point.median, point.high ?? 0, ...point.repeats]), ...line.bounds.map(bound => bound[1]),
      ]);
      return Math.max(...all) || 1;
    }

    function option(chart) {
      const colour = colours();
      const told = hit => {
        const line = chart.lines.find((each, index) => named(each, index) === hit.seriesName);
        const point = line?.points.find(each => each.at === hit.value[0]);
        const interval = point?.low === undefined ? '' :
          `<br>${figure.format(point.low)} – ${figure.format(point.high)} (${point.confidence})`;
        return point ? `${escaped(chart.varied)} ${tick.format(point.at)} ${escaped(line.name)}<br>median `
          + `${figure.format(point.median)} ${chart.unit}${interval}` : '';
      };
      const step = roundStep(highest(chart), 4);
      const largest = Math.max(...chart.lines.flatMap(line => line.points.map(point => point.at)));
      return {
        ...common(colour, told),
        grid: { left: 8, right: widest([tick.format(largest)]) / 2 + 8, top: 12, bottom: 26, containLabel: true },
        xAxis: xAxis(chart, colour),
        yAxis: {
          type: 'value', min: 0, interval: step, max: Math.ceil(highest(chart) / step) * step,
          axisLabel: { color: colour.faint, formatter: value => tick.format(value) }, splitLine: { lineStyle: { color: colour.line } },
        },
        series: chart.lines.flatMap((line, index) => series(line, index, colour)),
      };
    }

    const summary = chart => chart.lines.map(line => `${line.name} `
      + line.points.map(point => `${tick.format(point.at)}: ${figure.format(point.median)}`).join(', ')).join('; ').trim();

    draw.scaling = (panel, chart) => {
      const frame = panel.appendChild(document.createElement('figure'));
      const caption = frame.appendChild(document.createElement('figcaption'));
      caption.textContent = chart.title + ', ' + chart.unit + ' ';
      caption.appendChild(document.createElement('span')).textContent = chart.better;
      if (chart.lines.length > ALONE) {
        const legend = caption.appendChild(document.createElement('span'));
        legend.className = 'legend';
        chart.lines.forEach((line, index) => {
          legend.appendChild(document.createElement('i')).style.background = `var(--${lineColour(index)})`;
          legend.append(named(line, index));
        });
      }
      addPlot(frame, 320, () => option(chart), summary(chart));
    };
  })();
