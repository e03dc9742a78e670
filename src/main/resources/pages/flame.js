  /* A differential flame graph (kind flame): frames are buttons, so that they can be reached and read without a mouse. */
  (() => {
    const amount = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
    /* Thinner frames are seen when a frame above them is enlarged. */
    const FEWEST_PIXELS = 6;
    const FEWEST_PIXELS_OF_TEXT = 28;
    const HINT = 'Choose a frame to enlarge it and see what is too thin to be drawn. The arrow keys go from frame to frame, Enter enlarges, Escape goes back.';

    /* The frames in the order of the tree, each with its place: from where on it is how wide, in percent of the baseline's samples per request. */
    function tree(plot) {
      const frames = [];
      const path = [];
      for (let i = 0; i < plot.frames.length; i += 4) {
        const [depth, name, baseline, candidate] = plot.frames.slice(i, i + 4);
        const parent = depth === 0 ? undefined : path[depth - 1];
        const before = parent?.calls.at(-1);
        const frame = {
          depth, parent, calls: [], name: plot.names[name], samples: [baseline, candidate],
          baseline: baseline * plot.baselinePercent, candidate: candidate * plot.candidatePercent,
          from: before ? before.from + before.wide : parent?.from ?? 0,
        };
        frame.wide = frame.baseline + frame.candidate;
        parent?.calls.push(frame);
        path[depth] = frame;
        frames.push(frame);
      }
      return frames;
    }

    /* The sum of what each frame has, with the noise of its samples. */
    function sum(plot, frames) {
      const total = (value, of) => of.reduce((all, frame) => all + value(frame), 0);
      const baseline = total(frame => frame.baseline, frames);
      const candidate = total(frame => frame.candidate, frames);
      const noise = Math.sqrt(total(frame => frame.samples[0], frames) * plot.baselinePercent ** 2
        + total(frame => frame.samples[1], frames) * plot.candidatePercent ** 2);
      return { baseline, candidate, difference: candidate - baseline, noise };
    }

    const signed = value => (value > 0 ? '+' : value < 0 ? '−' : '') + amount.format(Math.abs(value));
    const figures = of => `baseline ${amount.format(of.baseline)} %, candidate ${amount.format(of.candidate)} %, `
      + `${signed(of.difference)} ± ${amount.format(of.noise)} points`;

    /* 0 if the difference may be noise, else 1 or 2 with its sign. */
    function level({ difference, noise }) {
      const times = Math.abs(difference) / noise;
      return Math.sign(difference) * (times > 4 ? 2 : times > 2 ? 1 : 0);
    }

    const CSS = { '-2': 'less much', '-1': 'less', 0: '', 1: 'more', 2: 'more much' };
    const SIGNS = { '-1': '▼ ', 0: '', 1: '▲ ' };

    /* The class and the method, without the package. */
    const brief = name => name.split('.').slice(-2).join('.');

    function legend() {
      const entry = (css, text) => `<span><i class="${css}"></i>${text}</span>`;
      return `<div class="legend">${entry('more much', '▲ more, by over 4 × the noise')}${entry('more', '▲ by over 2 ×')}`
        + `${entry('less much', '▼ less, by over 4 × the noise')}${entry('less', '▼ by over 2 ×')}</div>`;
    }

    function frameOf(panel) {
      const frame = panel.appendChild(document.createElement('figure'));
      frame.innerHTML = `<figcaption>CPU samples per request, in percent of all that the baseline has${legend()}</figcaption>
        <p class="find"><label>Find a method <input type="search" autocomplete="off" spellcheck="false"></label>
        <button type="button">Show all</button> <output></output></p>
        <p class="told"></p><div class="frames" role="group" aria-label="Frames"></div>`;
      return frame;
    }

    draw.flame = (panel, plot) => {
      const frames = tree(plot);
      const [root] = frames;
      const drawn = frameOf(panel);
      const [field, all, box, told, found] = ['input', 'button', '.frames', '.told', 'output'].map(part => drawn.querySelector(part));
      frames.forEach(frame => {
        const own = sum(plot, [frame]);
        frame.level = level(own);
        frame.text = `${frame.name}: ${figures(own)}`;
      });
      let zoomed = root;
      let current = root;
      let matches = [];
      told.textContent = HINT;

      const isWithin = (frame, other) => frame.from >= other.from && frame.from + frame.wide <= other.from + other.wide
        && frame.depth >= other.depth;

      function button(frame) {
        const made = document.createElement('button');
        made.type = 'button';
        const above = isWithin(zoomed, frame);
        const wide = above ? 1 : frame.wide / zoomed.wide;
        made.style.left = (above ? 0 : 100 * (frame.from - zoomed.from) / zoomed.wide) + '%';
        made.style.width = 100 * wide + '%';
        made.style.top = frame.depth * 1.4 + 'rem';
        made.className = [CSS[frame.level], above && frame !== zoomed ? 'above' : '',
          matches.includes(frame) ? 'match' : ''].join(' ').trim();
        if (wide * box.clientWidth >= FEWEST_PIXELS_OF_TEXT) {
          made.textContent = SIGNS[Math.sign(frame.level)] + brief(frame.name);
        }
        made.setAttribute('aria-label', frame.text);
        made.tabIndex = frame === current ? 0 : -1;
        const tell = () => { told.textContent = frame.text; };
        made.addEventListener('mouseenter', tell);
        made.addEventListener('focus', () => {
          if (frame.button) {
            [current.button, frame.button].forEach((each, i) => each && (each.tabIndex = i - 1));
          }
          current = frame;
          tell();
        });
        made.addEventListener('click', () => zoom(frame, true));
        return made;
      }

      const hasRoom = (frame, pixels) => isWithin(zoomed, frame)
        || (isWithin(frame, zoomed) && frame.wide / zoomed.wide * box.clientWidth >= pixels);

      /* The frames that are drawn, no deeper than those that say something: thin stacks may be very deep. */
      function drawable() {
        const wide = frames.filter(frame => hasRoom(frame, FEWEST_PIXELS));
        const deepest = Math.max(...wide.filter(frame => frame.level !== 0 || hasRoom(frame, FEWEST_PIXELS_OF_TEXT))
          .map(frame => frame.depth));
        return wide.filter(frame => frame.depth <= deepest);
      }

      function render() {
        frames.forEach(frame => { delete frame.button; });
        const shown = drawable();
        const hasFocus = box.contains(document.activeElement);
        if (!shown.includes(current)) {
          current = zoomed;
        }
        box.style.height = (Math.max(...shown.map(frame => frame.depth)) + 1) * 1.4 + 'rem';
        box.replaceChildren(...shown.map(frame => frame.button = button(frame)));
        all.disabled = zoomed === root;
        if (hasFocus) {
          current.button.focus({ preventScroll: true });
        }
      }

      function zoom(frame, focus) {
        zoomed = frame;
        current = frame;
        render();
        told.textContent = frame.text;
        if (focus) {
          frame.button.focus({ preventScroll: true });
        }
      }

      /* The frame beside this one of those that are shown. */
      function neighbour(frame, step) {
        const level = frames.filter(each => each.depth === frame.depth && each.button).sort((one, two) => one.from - two.from);
        return level[level.indexOf(frame) + step];
      }

      /* The next frame above that shows more. */
      const wider = frame => frame.parent === undefined || frame.parent.wide > frame.wide ? frame.parent ?? root : wider(frame.parent);

      box.addEventListener('keydown', event => {
        const to = {
          ArrowUp: () => current.parent,
          ArrowDown: () => current.calls.find(each => each.button),
          ArrowLeft: () => neighbour(current, -1),
          ArrowRight: () => neighbour(current, 1),
        }[event.key]?.();
        if (to) {
          to.button.focus();
          event.preventDefault();
        } else if (event.key === 'Escape' && zoomed !== root) {
          zoom(wider(zoomed), true);
        }
      });

      /* Without those within another match, whose time is in its time. */
      function outermost() {
        const within = frame => frame.parent && (matches.includes(frame.parent) || within(frame.parent));
        return matches.filter(frame => !within(frame));
      }

      field.addEventListener('input', () => {
        const wanted = field.value.trim().toLowerCase();
        matches = wanted === '' ? [] : frames.filter(frame => frame.name.toLowerCase().includes(wanted));
        found.textContent = wanted === '' ? ''
          : matches.length === 0 ? 'no frame has this name'
            : `${matches.length} ${matches.length === 1 ? 'frame' : 'frames'}: ${figures(sum(plot, outermost()))}`;
        box.classList.toggle('searched', matches.length > 0);
        render();
      });

      /* Enter enlarges one match after the other. */
      field.addEventListener('keydown', event => {
        if (event.key === 'Enter' && matches.length > 0) {
          const each = outermost();
          zoom(each[(each.indexOf(zoomed) + 1) % each.length], false);
        }
      });
      all.addEventListener('click', () => {
        zoom(root, true);
        told.textContent = HINT;
      });
      addEventListener('resize', render);
      render();
    };
  })();
