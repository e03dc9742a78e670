  /* Medians of variants with their intervals and repeats: as bars (kind bars), or over the setting that varies (kind sweep). */
  (() => {
    const isSweep = chart => chart.kind === 'sweep';
    const processes = chart => [...new Set(chart.points.map(point => point.process))];

    function colourOf(point, chart, colour) {
      return processes(chart).indexOf(point.process) === 1 ? colour.two : colour.one;
    }

    /* A line with ends from low to high; across = true where the value is on the x axis. */
    function whisker(points, place, across, colour) {
      return {
        type: 'custom', silent: true, z: 5,
        data: points.filter(point => point.low !== undefined).map(point => [place(point), point.low, point.high]),
        encode: across ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
        renderItem(params, api) {
          const at = value => across ? api.coord([value, api.value(0)]) : api.coord([api.value(0), value]);
          const [from, to] = [at(api.value(1)), at(api.value(2))];
          const end = ([x, y]) => across
            ? { x1: x, x2: x, y1: y - 6, y2: y + 6 } : { x1: x - 6, x2: x + 6, y1: y, y2: y };
          const lines = [{ x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, end(from), end(to)];
          const style = { stroke: colour.ink, lineWidth: 1.5 };
          return { type: 'group', children: lines.map(shape => ({ type: 'line', shape, style })) };
        },
      };
    }

    function roundSteps(largest, most) {
      const interval = roundStep(largest, most);
      return { interval, max: Math.ceil(largest / interval) * interval };
    }

    /* Where the ticks of the values are: round, and so few that their labels stay apart within so many pixels. */
    function steps(chart, room) {
      const largest = Math.max(...chart.points.flatMap(point => [point.median, point.high ?? 0, ...point.repeats])) || 1;
      const fits = ({ interval, max }) =>
        Math.round(max / interval) * (widest([tick.format(max), tick.format(interval)]) + 14) <= room;
      return [4, 3, 2, 1].map(most => roundSteps(largest, most)).find(fits) ?? roundSteps(largest, 1);
    }

    function valueAxis(scale, colour) {
      return {
        type: 'value', min: 0, ...scale,
        axisLabel: { color: colour.faint, formatter: value => tick.format(value) },
        splitLine: { lineStyle: { color: colour.line } },
      };
    }

    function bars(chart, colour, room) {
      const label = point => [point.variant + (point.process ? ' ' + point.process : ''), ...(point.emulator ? ['emulator'] : [])];
      const left = widest(chart.points.flatMap(label)) + 12;
      const scale = steps(chart, room - left - 24);
      const right = widest([tick.format(scale.max)]) / 2 + 4;
      const place = point => chart.points.indexOf(point);
      return {
        grid: { left, right, top: 8, bottom: 26 },
        xAxis: valueAxis(scale, colour),
        yAxis: {
          type: 'category', inverse: true, data: chart.points.map(point => label(point).join('\n')),
          axisLabel: { color: colour.ink, lineHeight: 15, interval: 0 }, axisTick: { show: false },
          axisLine: { lineStyle: { color: colour.line } },
        },
        series: [{
          type: 'bar', barWidth: '55%', z: 1,
          data: chart.points.map(point => ({
            value: point.median,
            itemStyle: {
              color: point.emulator ? colour.emulator : colourOf(point, chart, colour), opacity: .55,
            },
          })),
        }, {
          type: 'scatter', symbolSize: 7, z: 4, silent: true, itemStyle: { color: colour.ink, opacity: .75 },
          data: chart.points.flatMap(point => point.repeats.map(value => [value, place(point)])),
        }, whisker(chart.points, place, true, colour)],
      };
    }

    function xAxis(chart, colour) {
      const values = [...new Set(chart.points.map(point => Number(point.variant)))].sort((a, b) => a - b);
      const wide = values[0] > 0 && values[values.length - 1] / values[0] >= 10;
      const doubling = values.every(value => Number.isInteger(Math.log2(value)));
      const name = chart.varied.split('.').pop();
      return {
        ...(wide ? { type: 'log', logBase: doubling ? 2 : 10 } : { type: 'value', scale: true, minInterval: values.every(Number.isInteger) ? 1 : 0 }),
        name, nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: colour.faint },
        axisLabel: { color: colour.faint, hideOverlap: true }, splitLine: { show: false },
        axisLine: { lineStyle: { color: colour.line } },
      };
    }

    function lines(chart, colour) {
      const place = point => Number(point.variant);
      return {
        grid: { left: 8, right: 20, top: 12, bottom: 26, containLabel: true },
        xAxis: xAxis(chart, colour),
        yAxis: valueAxis(steps(chart, Infinity), colour),
        series: processes(chart).flatMap(process => {
          const points = chart.points.filter(point => point.process === process).sort((a, b) => place(a) - place(b));
          const color = colourOf(points[0], chart, colour);
          return [{
            name: process, type: 'line', symbol: 'diamond', symbolSize: 9, z: 3, itemStyle: { color }, lineStyle: { color },
            data: points.map(point => [place(point), point.median]),
          }, {
            type: 'scatter', symbolSize: 6, z: 4, silent: true, itemStyle: { color, opacity: .55 },
            data: points.flatMap(point => point.repeats.map(value => [place(point), value])),
          }, whisker(points, place, false, colour)];
        }),
      };
    }

    const summary = chart => chart.points.map(point =>
      `${point.variant} ${point.process}`.trim() + ` ${figure.format(point.median)}`).join(', ');

    function told(point, chart) {
      const interval = point.low === undefined ? '' :
        `<br>${figure.format(point.low)} – ${figure.format(point.high)} (${point.confidence})`;
      return `${point.variant} ${point.process}<br>median ${figure.format(point.median)} ${chart.unit}${interval}`
        + `<br>repeats ${point.repeats.map(value => figure.format(value)).join(', ')}`;
    }

    function option(chart, room) {
      const colour = colours();
      const pointed = hit => {
        const point = isSweep(chart)
          ? chart.points.find(each => Number(each.variant) === hit.value[0] && each.process === hit.seriesName)
          : chart.points[hit.dataIndex];
        return point ? told(point, chart) : '';
      };
      return { ...common(colour, pointed), ...(isSweep(chart) ? lines(chart, colour) : bars(chart, colour, room)) };
    }

    function add(panel, chart) {
      const frame = panel.appendChild(document.createElement('figure'));
      const caption = frame.appendChild(document.createElement('figcaption'));
      caption.textContent = chart.title + ', ' + chart.unit + ' ';
      caption.appendChild(document.createElement('span')).textContent = chart.better;
      if (isSweep(chart) && processes(chart).length > 1) {
        const legend = caption.appendChild(document.createElement('span'));
        legend.className = 'legend';
        processes(chart).forEach((process, index) => {
          legend.appendChild(document.createElement('i')).style.background = `var(--${index ? 'two' : 'one'})`;
          legend.append(process);
        });
      }
      addPlot(frame, isSweep(chart) ? 260 : 60 + 42 * chart.points.length, room => option(chart, room), summary(chart));
    }

    draw.bars = add;
    draw.sweep = add;
  })();
