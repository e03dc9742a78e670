  /* What plots of all kinds share. Each kind has a file of its own, which adds to draw the function that adds a plot to a panel. */
  const draw = {};
  const plots = [];
  const figure = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
  const escaped = text => text.replace(/[&<>"]/g, letter => `&#${letter.charCodeAt()};`);
  const tick = new Intl.NumberFormat('en', { maximumSignificantDigits: 12 });
  const ruler = document.querySelector('.ruler text');

  /* In pixels, as drawn: the canvas that the library measures with may find less, and then a letter is cut off. */
  function width(text) {
    ruler.textContent = text;
    return ruler.getComputedTextLength();
  }

  const widest = texts => Math.ceil(Math.max(...texts.map(width)));

  function colours() {
    const style = getComputedStyle(document.documentElement);
    return Object.fromEntries(['ink', 'faint', 'line', 'paper', 'one', 'two', 'three', 'four', 'five', 'emulator', 'alarm', 'good', 'unsure']
      .map(name => [name, style.getPropertyValue('--' + name).trim()]));
  }

  const LINES = ['one', 'two', 'three', 'four', 'five'];
  const lineColour = i => LINES[i % LINES.length];

  /* A round step, so that about so many of them make up the span. */
  function roundStep(span, most) {
    const least = span / most;
    const power = 10 ** Math.floor(Math.log10(least));
    return ([1, 2, 5].find(step => step * power >= least) ?? 10) * power;
  }

  /* What all plots have in common; told says what a thing that is pointed at is, as HTML, or nothing. */
  function common(colour, told) {
    return {
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif' },
      tooltip: {
        trigger: 'item', confine: true, backgroundColor: colour.paper, borderColor: colour.line,
        textStyle: { color: colour.ink }, formatter: told,
      },
    };
  }

  /*
   * Adds a plot to a figure; option is asked for what to draw whenever its width may have changed. For whoever cannot see
   * it, it is a picture with the caption and the summary as its text.
   */
  function addPlot(frame, height, option, summary = '') {
    const box = frame.appendChild(document.createElement('div'));
    box.style.height = height + 'px';
    plots.push({ plot: echarts.init(box, null, { renderer: 'svg' }), box, option });
    box.setAttribute('role', 'img');
    const caption = [...frame.querySelectorAll('figcaption, .legend')].filter(part => !part.parentElement.closest('figcaption'))
      .flatMap(part => part.innerText.split('\n')).map(text => text.trim());
    box.setAttribute('aria-label', [...caption, summary].filter(Boolean).join('. '));
  }

  function addAll() {
    document.querySelectorAll('.charts').forEach(panel =>
      JSON.parse(panel.querySelector('script').textContent).forEach(plot => draw[plot.kind](panel, plot)));
  }

  /* Draws a plot; if not afresh, what is pointed at stays pointed at. */
  function drawOne({ plot, box, option }, afresh) {
    plot.setOption(option(box.clientWidth), afresh);
    /* The library gives the background of every plot the same id, which nothing refers to. */
    box.querySelector('rect[id="0"]')?.removeAttribute('id');
  }

  function drawAll() {
    plots.forEach(each => {
      each.plot.resize();
      drawOne(each, true);
    });
  }

  addEventListener('resize', drawAll);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  addEventListener('beforeprint', () => {
    document.documentElement.classList.add('printed');
    document.querySelectorAll('details:not([open])').forEach(closed => {
      closed.open = true;
      addEventListener('afterprint', () => { closed.open = false; }, { once: true });
    });
    drawAll();
  });
  addEventListener('afterprint', () => {
    document.documentElement.classList.remove('printed');
    drawAll();
  });
