// Draws lanes of items on a canvas: exact days as points, uncertain ones as bars with soft ends.

import type { ScaleTime } from "d3-scale";
import { DAY, type Item, type Lane, pack } from "./lanes";

export const ROW = 18;
const HEAD = 20;
const AXIS = 26;
const MOST_ROWS = 8;

export interface Drawn {
  item: Item;
  x: number;
  y: number;
  width: number;
  reach: number;
}

export interface Colours {
  ink: string;
  quiet: string;
  rule: string;
  paper: string;
  bad: string;
  kinds: Record<string, string>;
}

export interface Placed {
  lane: Lane;
  top: number;
  rows: number;
}

/** Where each lane lies when everything is seen, and how high they are together. */
export function layOut(lanes: Lane[], scale: ScaleTime<number, number>): { placed: Placed[]; height: number } {
  let top = AXIS;
  const placed = lanes.map((lane) => {
    const rows = Math.max(0, ...pack(lane.items, (t) => scale(t), MOST_ROWS)) + 1;
    const one = { lane, top, rows };
    top += HEAD + rows * ROW + 8;
    return one;
  });
  return { placed, height: top + 4 };
}

/** Draw what can be seen, and say where it stands. */
export function draw(
  context: CanvasRenderingContext2D,
  placed: Placed[],
  scale: ScaleTime<number, number>,
  size: { width: number; height: number; font: string },
  colours: Colours,
): Drawn[] {
  context.clearRect(0, 0, size.width, size.height);
  context.textBaseline = "middle";
  drawAxis(context, scale, size, colours);
  const drawn: Drawn[] = [];
  for (const { lane, top, rows } of placed) {
    context.font = `12px ${size.font}`;
    context.fillStyle = colours.quiet;
    context.fillText(lane.name, 0, top + HEAD / 2 + 2);
    context.fillStyle = colours.rule;
    context.fillRect(0, top, size.width, 1);
    const seen = place(lane, top, rows, scale, size.width);
    for (const one of seen) drawItem(context, one, colours);
    drawLabels(context, seen, size, colours);
    drawn.push(...seen);
  }
  return drawn;
}

function place(lane: Lane, top: number, most: number, scale: ScaleTime<number, number>, width: number): Drawn[] {
  const rows = pack(lane.items, (t) => scale(t), most);
  return lane.items
    .map((item, n) => ({
      item,
      x: scale(item.start),
      y: top + HEAD + (rows[n] ?? 0) * ROW + ROW / 2,
      width: scale(item.end) - scale(item.start),
      reach: Math.max(scale(item.due) - scale(item.start), 8),
    }))
    .filter((one) => one.x < width && one.x + one.reach > 0);
}

function drawAxis(
  context: CanvasRenderingContext2D,
  scale: ScaleTime<number, number>,
  size: { width: number; height: number; font: string },
  colours: Colours,
): void {
  const format = scale.tickFormat();
  context.font = `12px ${size.font}`;
  for (const tick of scale.ticks(Math.max(2, size.width / 110))) {
    const x = Math.round(scale(tick));
    context.fillStyle = colours.rule;
    context.fillRect(x, AXIS - 6, 1, size.height);
    context.fillStyle = colours.quiet;
    context.fillText(format(tick), x + 4, 10);
  }
}

function drawItem(
  context: CanvasRenderingContext2D,
  one: Drawn,
  colours: Colours,
): void {
  const { item, x, y, width } = one;
  const colour = colours.kinds[item.row.kind] ?? colours.quiet;
  const isSettled = !["planned", "proposed", "possible", "conditional"].includes(item.row.status);
  if (item.due > item.end) {
    context.fillStyle = colour;
    context.fillRect(x + width, y, one.reach - width, 1);
    context.fillRect(x + one.reach, y - 5, 1.5, 10);
  }
  const isDay = item.end - item.start <= DAY; // a bar would say: some moment within
  if (width <= 10 || isDay) {
    drawPoint(context, x + width / 2, y, colour, isSettled && !item.isTold, colours.paper);
  } else {
    drawBar(context, one, colour, isSettled);
  }
  if (item.row.secret) ring(context, x + width / 2, y, colours.ink);
  if (item.row.denied_by.length) {
    context.fillStyle = colours.bad;
    context.fillRect(x, y + 6, Math.max(width, 8), 2);
  }
}

/** Filled where it happened, hollow where it is planned, or dated only by its report. */
function drawPoint(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  colour: string,
  isFilled: boolean,
  paper: string,
): void {
  context.beginPath();
  context.arc(x, y, 4, 0, 2 * Math.PI);
  context.fillStyle = isFilled ? colour : paper;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = colour;
  context.stroke();
}

/** It lies somewhere in the bar: the ends fade, and an end that nobody knows fades out. */
function drawBar(context: CanvasRenderingContext2D, one: Drawn, colour: string, isSettled: boolean): void {
  const { item, x, y, width } = one;
  const gradient = context.createLinearGradient(x, 0, x + width, 0);
  const soft = Math.min(0.5, 24 / width);
  const faint = `color-mix(in srgb, ${colour} 18%, transparent)`;
  gradient.addColorStop(0, item.opens ? "transparent" : faint);
  gradient.addColorStop(soft, colour);
  gradient.addColorStop(1 - soft, colour);
  gradient.addColorStop(1, item.closes ? "transparent" : faint);
  context.fillStyle = gradient;
  context.globalAlpha = isSettled ? 0.75 : 0.35;
  context.fillRect(x, y - 3, width, 6);
  context.globalAlpha = 1;
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  context.setLineDash([2, 2]);
  context.lineWidth = 1;
  context.strokeStyle = colour;
  context.beginPath();
  context.arc(x, y, 7.5, 0, 2 * Math.PI);
  context.stroke();
  context.setLineDash([]);
}

/** The words of an item, where there is room before the next one in its row. */
function drawLabels(
  context: CanvasRenderingContext2D,
  drawn: Drawn[],
  size: { width: number; font: string },
  colours: Colours,
): void {
  context.font = `12px ${size.font}`;
  context.fillStyle = colours.ink;
  const next = new Map<number, number>();
  for (const { item, x, y, reach } of [...drawn].reverse()) {
    const start = x + reach + 8;
    const room = Math.min(next.get(y) ?? size.width, size.width) - start - 8;
    next.set(y, x);
    if (room >= 60) context.fillText(fitting(context, item.row.text, room), start, y + 0.5);
  }
}

function fitting(context: CanvasRenderingContext2D, words: string, room: number): string {
  let cut = words;
  for (let width = context.measureText(cut).width; width > room; width = context.measureText(`${cut}…`).width) {
    cut = cut.slice(0, Math.floor((cut.length * room) / (width + 12)));
  }
  return cut === words ? words : `${cut.trimEnd()}…`;
}
