// Blocks on the grid of a page: columns and lines, nothing else. No block is changed; what
// comes back is a new one. Points are the server's: `grid.columns` are [left, width],
// `grid.lines` the tops of the lines.

const within = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));
export const LEAST_LINES = 3;

export const right = (block) => block.column + block.columns;
export const foot = (block) => block.line + block.lines;

// How many legs so many columns can have at the most.
export const mostLegs = (grid, columns, boxed) =>
  (boxed ? grid.legs_boxed : grid.legs)[columns - 1].length;

// What a block keeps when its cells change: legs that go into its columns, photographs
// no wider than the legs, a corner smaller than the block.
export function settled(block, grid) {
  const legs = within(block.legs, 1, mostLegs(grid, block.columns, block.boxed));
  const photos = block.photos && { ...block.photos, legs: within(block.photos.legs, 1, legs) };
  const notch = block.notch;
  const fits = notch && !block.boxed && legs === block.columns
    && notch.columns < block.columns && notch.lines < block.lines;
  return { ...block, legs, photos, notch: fits ? notch : null };
}

export function moved(block, columns, lines, grid) {
  const column = within(block.column + columns, 0, grid.columns.length - block.columns);
  const line = within(block.line + lines, grid.first, grid.last - block.lines);
  return { ...block, column, line };
}

// Move the edges of a block: "n", "s", "w", "e" or two of them.
export function resized(block, edges, columns, lines, grid) {
  const cells = { column: block.column, line: block.line, end: right(block), foot: foot(block) };
  if (edges.includes("w")) cells.column = within(cells.column + columns, 0, cells.end - 1);
  if (edges.includes("e")) cells.end = within(cells.end + columns, cells.column + 1, grid.columns.length);
  if (edges.includes("n")) cells.line = within(cells.line + lines, grid.first, cells.foot - LEAST_LINES);
  if (edges.includes("s")) cells.foot = within(cells.foot + lines, cells.line + LEAST_LINES, grid.last);
  return placed(block, cells.column, cells.line, cells.end - cells.column, cells.foot - cells.line, grid);
}

// Give a block other cells; one that had a leg a column keeps a leg a column.
export function placed(block, column, line, columns, lines, grid) {
  const wide = within(columns, 1, grid.columns.length);
  const deep = within(lines, LEAST_LINES, grid.last - grid.first);
  const legs = block.legs === block.columns ? wide : block.legs;
  const cells = {
    column: within(column, 0, grid.columns.length - wide), columns: wide,
    line: within(line, grid.first, grid.last - deep), lines: deep,
  };
  return settled({ ...block, ...cells, legs }, grid);
}

// Two blocks in each other's cells.
export function swapped(one, two, grid) {
  const into = (block, other) => ({
    ...placed(block, other.column, other.line, other.columns, other.lines, grid),
    notch: other.notch,
  });
  return [settled(into(one, two), grid), settled(into(two, one), grid)];
}

export function covers(block, column, line) {
  const inside = column >= block.column && column < right(block)
    && line >= block.line && line < foot(block);
  return inside && !inNotch(block, column, line);
}

function inNotch(block, column, line) {
  const notch = block.notch;
  if (!notch) return false;
  const across = notch.at_right ? column >= right(block) - notch.columns
    : column < block.column + notch.columns;
  const down = notch.at_foot ? line >= foot(block) - notch.lines : line < block.line + notch.lines;
  return across && down;
}

// The first place, from the top left, where so many cells are free; else null.
export function freePlace(blocks, columns, lines, grid) {
  const booked = grid.booked.map(({ cells: [column, line, wide, deep] }) => (
    { column, line, columns: wide, lines: deep, notch: null }));
  const taken = [...blocks, ...booked];
  const isFree = (column, line) => !taken.some((block) => covers(block, column, line));
  for (let line = grid.first; line + lines <= grid.last; line += 1) {
    for (let column = 0; column + columns <= grid.columns.length; column += 1) {
      const free = span(line, lines).every((y) => span(column, columns).every((x) => isFree(x, y)));
      if (free) return { column, line };
    }
  }
  return null;
}

const span = (first, count) => Array.from({ length: count }, (_, at) => first + at);

// The box of so many cells in points of the page.
export function boxOf(cells, grid) {
  const [left] = grid.columns[cells.column];
  const [last, width] = grid.columns[right(cells) - 1];
  const top = grid.lines[cells.line];
  return { left, top, width: last + width - left, height: grid.lines[foot(cells)] - top };
}

// The outline of a block in per cent of its box, for `clip-path`; none for a rectangle.
export function outline(block, grid) {
  const notch = block.notch;
  if (!notch) return "";
  const box = boxOf(block, grid);
  const corner = boxOf({
    column: notch.at_right ? right(block) - notch.columns : block.column,
    columns: notch.columns,
    line: notch.at_foot ? foot(block) - notch.lines : block.line,
    lines: notch.lines,
  }, grid);
  const x = 100 * (notch.at_right ? corner.left - box.left : corner.width) / box.width;
  const y = 100 * (notch.at_foot ? corner.top - box.top : corner.height) / box.height;
  const [near, far] = notch.at_right ? [0, 100] : [100, 0];
  const [whole, cut] = notch.at_foot ? [0, 100] : [100, 0];
  const points = [[near, whole], [far, whole], [far, y], [x, y], [x, cut], [near, cut]];
  return `polygon(${points.map(([a, b]) => `${a.toFixed(2)}% ${b.toFixed(2)}%`).join(",")})`;
}

// The column or line whose edge lies nearest to a point, for what is dragged.
export const nearest = (edges, point) => edges.reduce(
  (best, edge, at) => (Math.abs(edge - point) < Math.abs(edges[best] - point) ? at : best), 0);
