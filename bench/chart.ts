/** A chart of one or more series over logarithmic axes, as SVG text. */

export interface Series {
  name: string;
  colour: string;
  points: readonly (readonly [x: number, y: number])[];
}

export interface Panel {
  title: string;
  /** What the vertical axis shows at a power of ten. */
  label: (value: number) => string;
  series: readonly Series[];
}

const WIDTH = 360;
const HEIGHT = 260;
const EDGE = { left: 64, right: 36, top: 40, bottom: 40 };

const decades = (values: readonly number[]): [number, number] => [
  Math.floor(Math.log10(Math.min(...values))),
  Math.ceil(Math.log10(Math.max(...values))),
];

const powers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

function panel({ title, label, series }: Panel, offset: number): string {
  const points = series.flatMap((each) => each.points);
  const [left, right] = decades(points.map(([x]) => x));
  const [bottom, top] = decades(points.map(([, y]) => y));
  const scaleX = (x: number): number =>
    EDGE.left + ((Math.log10(x) - left) / (right - left)) * (WIDTH - EDGE.left - EDGE.right);
  const scaleY = (y: number): number =>
    HEIGHT - EDGE.bottom - ((Math.log10(y) - bottom) / (top - bottom)) * (HEIGHT - EDGE.top - EDGE.bottom);
  const text = (x: number, y: number, words: string, anchor: string, more = ''): string =>
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}"${more}>${words}</text>`;
  const grid = '#8884';
  const vertical = powers(left, right).map((power) => {
    const x = scaleX(10 ** power).toFixed(1);
    const line = `<path d="M${x} ${EDGE.top}V${HEIGHT - EDGE.bottom}" stroke="${grid}"/>`;
    return line + text(Number(x), HEIGHT - EDGE.bottom + 18, (10 ** power).toLocaleString('en-US'), 'middle');
  });
  const horizontal = powers(bottom, top).map((power) => {
    const y = scaleY(10 ** power).toFixed(1);
    const line = `<path d="M${EDGE.left} ${y}H${WIDTH - EDGE.right}" stroke="${grid}"/>`;
    return line + text(EDGE.left - 6, Number(y) + 4, label(10 ** power), 'end');
  });
  const curves = series.map(({ name, colour, points: own }) => {
    const path = own.map(([x, y]) => `${scaleX(x).toFixed(1)} ${scaleY(y).toFixed(1)}`).join('L');
    const dots = own.map(
      ([x, y]) => `<circle cx="${scaleX(x).toFixed(1)}" cy="${scaleY(y).toFixed(1)}" r="3" fill="${colour}"/>`,
    );
    const [x, y] = own.at(-1)!;
    const named = series.length > 1 ? text(scaleX(x), scaleY(y) - 8, name, 'end', ` fill="${colour}"`) : '';
    return `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}${named}`;
  });
  const heading = text(EDGE.left, 20, title, 'start', ' font-weight="bold"');
  return `<g transform="translate(${offset} 0)">\n${[heading, ...vertical, ...horizontal, ...curves].join('\n')}\n</g>`;
}

/** Panels side by side; readable on light and on dark pages. The title is for screen readers. */
export function chart(title: string, panels: readonly Panel[]): string {
  const width = WIDTH * panels.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" font-family="sans-serif" font-size="11" fill="#888">`,
    `<title>${title}</title>`,
    ...panels.map((each, index) => panel(each, index * WIDTH)),
    '</svg>',
    '',
  ].join('\n');
}
