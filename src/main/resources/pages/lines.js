  /* Plots of lines: over time (kind time) and over percentiles (kind curve). */
  (() => {
    /* The same of what is the same, though other lines are absent. */
    const colourOf = (plot, i) => lineColour(plot.lines[i].colour ?? i);

    /* Where the ticks of so long a time are: seconds, minutes or hours, so few that their labels stay apart. */
    function timeScale(seconds, room) {
      const [unit, name] = seconds > 3 * 3600 ? [3600, 'h'] : seconds > 180 ? [60, 'min'] : [1, 's'];
      const most = Math.max(2, Math.floor(room / 56));
      const step = Math.max(roundStep(seconds / unit, most), unit === 1 ? 1 : .5);
      return { unit, name, step };
    }

    function largestOf(plot) {
      return Math.max(...plot.lines.flatMap(line => line.values ?? line.points.map(point => point[1])).filter(value => value !== null)) || 1;
    }

    function linesAxis(plot, colour) {
      const largest = largestOf(plot);
      const interval = roundStep(largest, 4);
      return {
        type: 'value', min: 0, max: Math.ceil(largest / interval) * interval, interval,
        axisLabel: { color: colour.faint, formatter: value => tick.format(value) },
        splitLine: { lineStyle: { color: colour.line } },
      };
    }

    function gridOf(axis) {
      return { left: widest([tick.format(axis.max), tick.format(axis.interval)]) + 12, right: 14, top: 22, bottom: 42 };
    }

    function axisName(name, colour) {
      return { name, nameLocation: 'middle', nameGap: 26, nameTextStyle: { color: colour.faint } };
    }

    /* Phases are bands with their names above; those without room for a name have none, and are told when pointed at. */
    function bands(plot, scale, end, pixels, colour) {
      const phases = plot.marks.filter(mark => mark.kind === 'phase').filter((mark, i, all) => (all[i + 1]?.second ?? Infinity) > mark.second);
      return phases.filter(mark => mark.second < end).map((mark, i, all) => {
        const to = Math.min(end, all[i + 1]?.second ?? end);
        const room = (to - mark.second) / end * pixels;
        return [{
          xAxis: mark.second / scale.unit, name: width(mark.text) + 6 <= room ? mark.text : '',
          itemStyle: { color: colour.faint, opacity: i % 2 ? .1 : 0 },
          label: { position: 'top', color: colour.faint, fontSize: 11 },
        }, { xAxis: to / scale.unit }];
      });
    }

    function timePlot(plot, room) {
      const colour = colours();
      const yAxis = linesAxis(plot, colour);
      const grid = gridOf(yAxis);
      const end = Math.max(...plot.lines.map(line => line.values.length)) * plot.window;
      const scale = timeScale(end, room - grid.left - grid.right);
      const at = i => (i + .5) * plot.window / scale.unit;
      const faults = plot.marks.filter(mark => mark.kind === 'fault');
      return {
        ...common(colour, hit => told(hit, plot, scale)),
        grid,
        xAxis: {
          type: 'value', min: 0, max: end / scale.unit, interval: scale.step,
          ...axisName(`time since the warm-up, ${scale.name}`, colour),
          axisLabel: { color: colour.faint, showMaxLabel: Number.isInteger(end / scale.unit / scale.step), formatter: value => tick.format(value) },
          splitLine: { show: false }, axisLine: { lineStyle: { color: colour.line } },
        },
        yAxis,
        series: plot.lines.map((line, i) => ({
          name: line.name, type: 'line', symbol: 'circle', symbolSize: 5, showSymbol: line.values.filter(value => value !== null).length < 60,
          connectNulls: false, z: 4 + plot.lines.length - i,
          lineStyle: { width: 1.6, color: colour[colourOf(plot, i)] }, itemStyle: { color: colour[colourOf(plot, i)] },
          data: line.values.map((value, k) => [at(k), value]),
          ...(i > 0 ? {} : {
            markArea: { silent: true, data: bands(plot, scale, end, room - grid.left - grid.right, colour) },
            markLine: {
              silent: true, symbol: 'none', label: { show: false }, precision: 9,
              data: faults.map(mark => ({ xAxis: mark.second / scale.unit, lineStyle: { color: colour.alarm, type: 'solid', width: 2 } })),
            },
          }),
        })),
      };
    }

    function told(hit, plot, scale) {
      if (!hit.value || hit.value[1] === null) {
        return '';
      }
      const [x, y] = hit.value;
      const where = plot.kind === 'time' ? `${figure.format(x)} ${scale.name}` : `p${figure.format(100 - 100 / x)}`;
      return `${escaped(hit.seriesName)}: ${figure.format(y)} ${escaped(plot.unit)}<br>${where}`;
    }

    /* The tail is where it gets interesting: an axis on which 90, 99 and 99.9 % are equally far apart. */
    function curvePlot(plot, room) {
      const colour = colours();
      const yAxis = linesAxis(plot, colour);
      const beyond = percent => 100 / (100 - percent);
      const most = Math.max(...plot.lines.flatMap(line => line.points.map(point => beyond(point[0]))), 10);
      return {
        ...common(colour, hit => told(hit, plot)),
        grid: { ...gridOf(yAxis), right: 26 },
        xAxis: {
          type: 'log', logBase: 10, min: 1, max: 10 ** Math.ceil(Math.log10(most) - 1e-6),
          ...axisName('percentile, %', colour),
          axisLabel: { color: colour.faint, formatter: value => tick.format(Number((100 - 100 / value).toFixed(6))) },
          minorTick: { show: false }, splitLine: { lineStyle: { color: colour.line } },
          axisLine: { lineStyle: { color: colour.line } },
        },
        yAxis,
        series: plot.lines.map((line, i) => ({
          name: line.name, type: 'line', symbol: 'none', z: 4 + plot.lines.length - i,
          lineStyle: { width: 1.8, color: colour[colourOf(plot, i)] }, itemStyle: { color: colour[colourOf(plot, i)] },
          data: line.points.map(([percent, value]) => [beyond(percent), value]),
        })),
      };
    }

    function addLines(panel, plot) {
      const frame = panel.appendChild(document.createElement('figure'));
      const caption = frame.appendChild(document.createElement('figcaption'));
      caption.textContent = `${plot.title}, ${plot.unit} `;
      if (plot.lines.length > 1) {
        const legend = caption.appendChild(document.createElement('span'));
        legend.className = 'legend';
        plot.lines.forEach((line, i) => {
          const entry = legend.appendChild(document.createElement('span'));
          entry.appendChild(document.createElement('i')).style.background = `var(--${colourOf(plot, i)})`;
          entry.append(line.name);
        });
      }
      addPlot(frame, 240, room => plot.kind === 'time' ? timePlot(plot, room) : curvePlot(plot, room));
    }

    draw.time = addLines;
    draw.curve = addLines;
  })();
