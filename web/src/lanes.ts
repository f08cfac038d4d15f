// From the rows of the record to items in lanes, and from there to rows that do not overlap.

export interface Row {
  id: string;
  kind: string;
  date: Ends | null;
  reported: Ends | null;
  text: string;
  status: string;
  parties: string[];
  secret: boolean;
  denied_by: string[];
  deadline: Ends | null;
}

interface Ends {
  earliest: string | null;
  latest: string | null;
}

/** When something was, in milliseconds; an end that nobody knows is open. */
export interface Item {
  row: Row;
  start: number;
  end: number;
  opens: boolean;
  closes: boolean;
  isTold: boolean;
  /** When its deadline passes, where that is after its end; else its end. */
  due: number;
}

export interface Lane {
  name: string;
  items: Item[];
}

export const DAY = 86_400_000;
const MOST_LANES = 8;
// An open end is drawn as this many days that fade away.
const OPEN = 60 * DAY;

/** The item of a row; none where neither its day nor that of a report is known. */
export function itemOf(row: Row): Item | null {
  const days = row.date ?? row.reported;
  const first = days?.earliest ?? days?.latest;
  const last = days?.latest ?? days?.earliest;
  if (!days || !first || !last) return null;
  const opens = days.earliest === null;
  const closes = days.latest === null;
  const due = row.deadline?.latest;
  const end = Date.parse(last) + DAY + (closes ? OPEN : 0);
  return {
    row,
    start: Date.parse(first) - (opens ? OPEN : 0),
    end,
    opens,
    closes,
    isTold: row.date === null,
    due: Math.max(end, due ? Date.parse(due) + DAY : end),
  };
}

/** One lane a kind, or one for each of the parties that act most and one for all others. */
export function lanesOf(items: Item[], by: string, nameOf: (code: string) => string): Lane[] {
  const sorted = [...items].sort((a, b) => a.start - b.start || a.end - b.end);
  if (by !== "party") {
    const kinds = ["contact", "commitment", "measure", "denial"];
    return kinds
      .map((kind) => ({ name: `${kind}s`, items: sorted.filter((i) => i.row.kind === kind) }))
      .filter((lane) => lane.items.length > 0);
  }
  const counts = new Map<string, number>();
  for (const { row } of items) for (const p of row.parties) counts.set(p, (counts.get(p) ?? 0) + 1);
  const most = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_LANES);
  const named = new Set(most.map(([party]) => party));
  const lanes = most.map(([party]) => ({
    name: nameOf(party),
    items: sorted.filter((i) => i.row.parties.includes(party)),
  }));
  const others = sorted.filter((i) => !i.row.parties.some((p) => named.has(p)));
  return others.length ? [...lanes, { name: "others", items: others }] : lanes;
}

/**
 * The row of each item of a lane, from 0: the first that is free where it begins, else the one that
 * is free the soonest. It rests on the scale alone, so that nothing jumps while one moves sideways.
 */
export function pack(items: Item[], pixels: (time: number) => number, most: number): number[] {
  const free: number[] = [];
  return items.map((item) => {
    const start = pixels(item.start);
    let row = free.findIndex((end) => end <= start);
    if (row < 0 && free.length < most) row = free.length;
    if (row < 0) row = free.indexOf(Math.min(...free));
    free[row] = Math.max(free[row] ?? 0, start + Math.max(pixels(item.due) - start, 8) + 4);
    return row;
  });
}
