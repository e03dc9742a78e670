  /* The runs of a fault over time, second 0 being its begin, and their median (kind recovery). */
  (() => {
    const at = (plot, index) => (index + .5) * plot.window;

    /* Windows without a value interrupt the line. */
    function data(plot, points) {
      return points.flatMap(([index, value], i) => {
        const gap = i > 0 && index - points[i - 1][0] > 1 ? [[at(plot, points[i - 1][0] + 1), null]] : [];
        return [...gap, [at(plot, index), value]];
      });
    }

    function valueAxis(plot, colour) {
      const largest = Math.max(...plot.repeats.flatMap(repeat => repeat.points.map(point => point[1]))) || 1;
      const interval = roundStep(largest, 4);
      return {
        type: 'value', min: 0, max: Math.ceil(largest / interval) * interval, interval,
        axisLabel: { color: colour.faint, formatter: value => tick.format(value) },
        splitLine: { lineStyle: { color: colour.line } }, axisLine: { onZero: false }, axisTick: { show: false },
      };
    }

    function timeAxis(plot, colour) {
      return {
        type: 'value', min: plot.from, max: plot.to, interval: plot.to - plot.from,
        name: 'time since the fault, s', nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: colour.faint },
        axisLabel: { show: false }, axisTick: { show: false }, splitLine: { show: false },
        axisLine: { onZero: false, lineStyle: { color: colour.line } },
      };
    }

    /* Labels at round seconds, so that the fault is among them. */
    function timeLabels(plot, colour, room) {
      const step = roundStep(plot.to - plot.from, Math.max(2, Math.floor(room / 56)));
      const first = Math.ceil(plot.from / step);
      return {
        silent: true, symbol: 'none', precision: 9, lineStyle: { width: 0 },
        data: Array.from({ length: Math.floor(plot.to / step) - first + 1 }, (_, i) => ({ xAxis: (first + i) * step })),
        label: { position: 'start', distance: 8, formatter: ({ value }) => tick.format(value), color: colour.faint },
      };
    }

    function marks(plot, colour) {
      const line = (xAxis, style) => ({ xAxis, lineStyle: { width: 1.5, ...style } });
      return [
        line(0, { color: colour.alarm, type: 'solid' }),
        ...(plot.steady === undefined ? [] : [line(plot.steady, { color: colour.good, type: 'dashed' })]),
      ];
    }

    function told(plot, hit) {
      return hit.value && hit.value[1] !== null
        ? `${escaped(hit.seriesName)}: ${figure.format(hit.value[1])} ${escaped(plot.unit)}<br>${figure.format(hit.value[0])} s` : '';
    }

    function option(plot, room) {
      const colour = colours();
      const yAxis = valueAxis(plot, colour);
      /* As wide in all plots, unless a number is wider still: the seconds of one plot are above those of the next. */
      const left = widest([tick.format(yAxis.max), tick.format(yAxis.interval), '00,000']) + 12;
      const line = { type: 'line', symbol: 'circle', symbolSize: 4, showSymbol: false, connectNulls: false };
      return {
        ...common(colour, hit => told(plot, hit)),
        grid: { left, right: 18, top: 10, bottom: 42 },
        xAxis: timeAxis(plot, colour),
        yAxis,
        series: [
          ...plot.repeats.map((repeat, i) => ({
            ...line, name: `repeat ${repeat.repeat}`, z: 3, ...(i > 0 ? {} : { markLine: timeLabels(plot, colour, room - left - 18) }), lineStyle: { width: 1, color: colour.one, opacity: .4 },
            itemStyle: { color: colour.one }, data: data(plot, repeat.points),
          })),
          {
            ...line, name: 'median', z: 5, lineStyle: { width: 2.4, color: colour.ink }, itemStyle: { color: colour.ink },
            data: data(plot, plot.median.points),
            markLine: { silent: true, symbol: 'none', label: { show: false }, precision: 9, data: marks(plot, colour) },
            ...(plot.faultEnds === undefined ? {} : {
              markArea: {
                silent: true, itemStyle: { color: colour.faint, opacity: .14 },
                data: [[{ xAxis: 0 }, { xAxis: Math.min(plot.to, plot.faultEnds) }]],
              },
            }),
          },
        ],
      };
    }

    function summary(plot) {
      const values = plot.median.points.map(point => point[1]);
      return values.length === 0 ? '' : `median of ${plot.repeats.length} runs: ${figure.format(Math.min(...values))} to ${figure.format(Math.max(...values))}`;
    }

    function add(panel, plot) {
      const frame = panel.appendChild(document.createElement('figure'));
      const caption = frame.appendChild(document.createElement('figcaption'));
      caption.textContent = `${plot.title}, ${plot.unit} `;
      if (plot.repeats.length === 0) {
        const nothing = frame.appendChild(document.createElement('p'));
        nothing.className = 'nothing';
        nothing.textContent = 'not measured';
        return;
      }
      addPlot(frame, 220, room => option(plot, room), summary(plot));
    }

    draw.recovery = add;
  })();
