  /* Plots of lines: over time (kind time) and over percentiles (kind curve). */
  (() => {
    /* All plots over time are zoomed alike, in percent of their time; each curve is zoomed alone. */
    const overTime = { start: 0, end: 100, plots: [] };
    const isZoomed = zoom => zoom.end - zoom.start < 100;

    /* Turning the wheel alone scrolls the page, and so does a finger that moves up or down. */
    const zoomable = zoom => ({
      dataZoom: [{
        type: 'inside', start: zoom.start, end: zoom.end, filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false,
        preventDefaultMouseMove: false, minSpan: 1,
      }],
      toolbox: { itemSize: 0, feature: { dataZoom: { yAxisIndex: 'none', filterMode: 'none', title: { zoom: '', back: '' } } } },
    });

    /* With a mouse, a range is marked to be zoomed into. */
    const markRanges = plot => plot.dispatchAction({ type: 'takeGlobalCursor', key: 'dataZoomSelect', dataZoomSelectActive: !matchMedia('(pointer: coarse)').matches });

    function zoomTo(zoom, start, end) {
      if (Math.abs(zoom.start - start) + Math.abs(zoom.end - end) > 1e-6) {
        Object.assign(zoom, { start, end });
        zoom.plots.forEach(redraw => redraw());
      }
    }

    function addZoom(caption, { plot, box, option }, zoom) {
      const reset = caption.appendChild(document.createElement('button'));
      reset.type = 'button';
      reset.textContent = 'Reset zoom';
      reset.hidden = true;
      reset.addEventListener('click', () => zoomTo(zoom, 0, 100));
      box.style.touchAction = 'pan-y';
      plot.on('datazoom', () => {
        const { start, end } = plot.getOption().dataZoom[0];
        zoomTo(zoom, start, end);
      });
      zoom.plots.push(() => {
        reset.hidden = !isZoomed(zoom);
        if (!plot.isDisposed()) {
          plot.setOption(option(box.clientWidth), true);
        }
      });
    }

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
      return Math.max(0, ...plot.lines.flatMap(line => line.values ?? line.points.map(point => point[1])).filter(value => value !== null)) || 1;
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
      const end = plot.end ?? Math.max(...plot.lines.map(line => line.values.length)) * plot.window;
      const zoomed = (overTime.end - overTime.start) / 100;
      const scale = timeScale(end * zoomed, room - grid.left - grid.right);
      const at = i => (plot.at?.[i] ?? (i + .5) * plot.window) / scale.unit;
      const faults = plot.marks.filter(mark => mark.kind === 'fault');
      return {
        ...common(colour, hit => told(hit, plot, scale)),
        ...zoomable(overTime),
        grid,
        xAxis: {
          type: 'value', min: 0, max: end / scale.unit, interval: scale.step,
          ...axisName(`time since the ${plot.since ?? 'warm-up'}, ${scale.name}`, colour),
          axisLabel: { color: colour.faint, showMinLabel: !isZoomed(overTime), showMaxLabel: !isZoomed(overTime) && Number.isInteger(end / scale.unit / scale.step), formatter: value => tick.format(value) },
          splitLine: { show: false }, axisLine: { lineStyle: { color: colour.line } },
        },
        yAxis,
        series: plot.lines.map((line, i) => ({
          name: line.name, type: 'line', symbol: 'circle', symbolSize: 5, showSymbol: line.values.filter(value => value !== null).length < 60,
          connectNulls: false, z: 4 + plot.lines.length - i,
          lineStyle: { width: 1.6, color: colour[colourOf(plot, i)] }, itemStyle: { color: colour[colourOf(plot, i)] },
          data: line.values.map((value, k) => [at(k), value]),
          ...(i > 0 ? {} : {
            markArea: { silent: true, data: bands(plot, scale, end, (room - grid.left - grid.right) / zoomed, colour) },
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
      const where = plot.kind === 'time' ? `${figure.format(x)} ${scale.name}` : `p${percentLabel(x)}`;
      return `${escaped(hit.seriesName)}: ${figure.format(y)} ${escaped(plot.unit)}<br>${where}`;
    }

    /* The tail is where it gets interesting: an axis on which 90, 99 and 99.9 % are equally far apart. */
    const decades = percent => -Math.log10(1 - percent / 100);
    const percentLabel = decade => tick.format(Number((100 - 100 * 10 ** -decade).toFixed(Math.max(1, Math.ceil(decade)))));

    /* What percentiles there are ticks for, the most usual first: 0, 90, 99 %; then 50, 95, 99.5 %; then all in between. */
    function percentTicks(most) {
      const all = Array.from({ length: most }, (_, decade) => decade);
      const nth = k => all.map(decade => decade + 1 - Math.log10(k));
      return [...all, most, ...nth(5), ...nth(2), ...[9, 8, 7, 6, 4, 3].flatMap(nth)];
    }

    /* Those that are in sight, and apart from those before them. */
    function ticksInSight(most, zoom, pixels) {
      const [from, to] = [zoom.start, zoom.end].map(share => share / 100 * most);
      const place = at => (at - from) / (to - from) * pixels;
      const reach = at => width(percentLabel(at)) / 2 + 6;
      return percentTicks(most).filter(at => at >= from - 1e-9 && at <= to + 1e-9).reduce((kept, at) =>
        kept.every(other => Math.abs(place(other) - place(at)) >= reach(other) + reach(at)) ? [...kept, at] : kept, []);
    }

    function curvePlot(plot, room, zoom) {
      const colour = colours();
      const yAxis = linesAxis(plot, colour);
      const grid = { ...gridOf(yAxis), right: 26 };
      const most = Math.max(1, Math.ceil(Math.max(0, ...plot.lines.flatMap(line => line.points.map(point => decades(point[0])))) - 1e-6));
      const axis = { color: colour.line, type: 'solid', width: 1 };
      return {
        ...common(colour, hit => told(hit, plot)),
        ...zoomable(zoom),
        grid,
        xAxis: {
          type: 'value', min: 0, max: most, interval: most, ...axisName('percentile, %', colour),
          axisLabel: { show: false }, axisTick: { show: false }, splitLine: { show: false }, axisLine: { lineStyle: axis },
        },
        yAxis,
        series: plot.lines.map((line, i) => ({
          name: line.name, type: 'line', symbol: 'none', z: 4 + plot.lines.length - i,
          lineStyle: { width: 1.8, color: colour[colourOf(plot, i)] }, itemStyle: { color: colour[colourOf(plot, i)] },
          data: line.points.map(([percent, value]) => [decades(percent), value]),
          ...(i > 0 ? {} : {
            markLine: {
              silent: true, symbol: 'none', precision: 9, z: 1, lineStyle: axis,
              data: ticksInSight(most, zoom, room - grid.left - grid.right).map(at => ({ xAxis: at })),
              label: { position: 'start', distance: 8, formatter: ({ value }) => percentLabel(value), color: colour.faint },
            },
          }),
        })),
      };
    }

    /* What a line shows, in words. */
    function summary(line) {
      const values = (line.values ?? line.points.map(point => point[1])).filter(value => value !== null);
      return values.length === 0 ? '' : `${line.name}: ${figure.format(Math.min(...values))} to ${figure.format(Math.max(...values))}`;
    }

    function explainZoom(panel) {
      const hint = document.createElement('p');
      hint.className = 'small zoom';
      hint.textContent = 'To zoom into a plot, mark a range with the mouse, turn the wheel with Ctrl held, or use two fingers. Plots over time zoom together.';
      panel.before(hint);
    }

    function addLines(panel, plot) {
      if (!document.querySelector('.zoom')) {
        explainZoom(panel);
      }
      const frame = panel.appendChild(document.createElement('figure'));
      const caption = frame.appendChild(document.createElement('figcaption'));
      caption.textContent = `${plot.title}, ${plot.unit} `;
      if (plot.lines.length > 1 || plot.kind === 'time') {
        const legend = caption.appendChild(document.createElement('span'));
        legend.className = 'legend';
        plot.lines.forEach((line, i) => {
          const entry = legend.appendChild(document.createElement('span'));
          entry.appendChild(document.createElement('i')).style.background = `var(--${colourOf(plot, i)})`;
          entry.append(line.name);
        });
      }
      const zoom = plot.kind === 'time' ? overTime : { start: 0, end: 100, plots: [] };
      addPlot(frame, 240, room => {
        setTimeout(() => markRanges(added.plot));
        return plot.kind === 'time' ? timePlot(plot, room) : curvePlot(plot, room, zoom);
      }, plot.lines.map(summary).join('; '));
      const added = plots.at(-1);
      addZoom(caption, added, zoom);
    }

    draw.time = addLines;
    draw.curve = addLines;
  })();
