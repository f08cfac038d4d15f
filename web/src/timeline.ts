// The timeline: takes the rows of its page, draws them, and lets one move, zoom, point, open, replay.

import { scaleUtc, type ScaleTime } from "d3-scale";
import { select } from "d3-selection";
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity } from "d3-zoom";
import { type Colours, draw, type Drawn, layOut, type Placed } from "./drawing";
import { DAY, type Item, itemOf, lanesOf, type Row } from "./lanes";
import { pointAt } from "./pointing";
import { grownBy, isoDay, startReplay, type Times } from "./replay";

const KINDS = ["contact", "commitment", "measure", "denial"];
const MOST_ZOOM_DAYS = 10;

declare const htmx: { ajax: (verb: string, path: string, how: object) => void } | undefined;

interface Parts {
  chart: HTMLElement;
  canvas: HTMLCanvasElement;
  tip: HTMLElement;
  state: HTMLElement;
}

function start(chart: HTMLElement): void {
  const canvas = chart.querySelector("canvas");
  const tip = chart.querySelector<HTMLElement>(".tip");
  const state = chart.querySelector<HTMLElement>(".state");
  if (!canvas || !tip || !state || chart.dataset.started) return;
  chart.dataset.started = "yes";
  const { source, whole } = chart.dataset;
  Promise.all([rowsOf(source), source === whole ? null : rowsOf(whole)])
    .then(([seen, all]) => {
      const items = (all ?? seen).map(itemOf).filter((item) => item !== null);
      state.textContent = items.length ? "" : "None of these has a day: they stand in the list below.";
      if (items.length) show({ chart, canvas, tip, state }, items, all ? seen : null);
    })
    .catch(() => {
      state.textContent = "The timeline could not be loaded; the list below is complete.";
    });
}

/** The rows at an address, or those that stand in the page itself. */
async function rowsOf(address: string | undefined): Promise<Row[]> {
  if (!address) return JSON.parse(document.getElementById("rows-of-timeline")?.textContent ?? "[]") as Row[];
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as Row[];
}

/** Draw all items, or of them those that `seen` has, as they are there. */
function show({ chart, canvas, tip, state }: Parts, items: Item[], seen: Row[] | null): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const names = JSON.parse(chart.dataset.names ?? "{}") as Record<string, string>;
  let lanes = lanesOf(items, chart.dataset.lanes ?? "kind", (code) => names[code] ?? code);
  const [first, last] = extent(items);
  let base: ScaleTime<number, number> = scaleUtc();
  let whole: Placed[] = [];
  let placed: Placed[] = [];
  let shown: Map<string, Item> | null = seen && byId(seen);
  let size = { width: 0, height: 0, font: "" };
  let drawn: Drawn[] = [];
  let transform: ZoomTransform = zoomIdentity;
  let isDue = false;
  let isFirst = true; // what nobody has moved yet is no view to remember

  function redraw(): void {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      if (context) drawn = draw(context, placed, transform.rescaleX(base), size, coloursOf(chart));
    });
  }

  /** The lanes stay where they are when fewer of the items are shown. */
  function keep(): void {
    const kept = shown;
    placed = kept ? whole.map((one) => ({ ...one, lane: { ...one.lane, items: keptOf(one.lane.items, kept) } })) : whole;
    redraw();
  }

  const zooming = zoom<HTMLCanvasElement, unknown>()
    .filter((event: WheelEvent) => event.type !== "wheel" || event.ctrlKey || event.metaKey)
    .on("zoom", (event: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
      transform = event.transform;
      tip.hidden = true;
      redraw();
    })
    .on("end", () => {
      if (!isFirst) remember(transform.rescaleX(base));
    });
  const chosen = select(canvas);

  function resize(isForced = false): void {
    const width = chart.clientWidth;
    if ((width === size.width && !isForced) || width === 0) return;
    base = scaleUtc([first, last], [8, width - 8]);
    const laid = layOut(lanes, base);
    whole = laid.placed;
    size = { width, height: laid.height, font: getComputedStyle(chart).fontFamily };
    const ratio = window.devicePixelRatio;
    canvas.width = width * ratio;
    canvas.height = size.height * ratio;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${size.height}px`;
    context?.setTransform(ratio, 0, 0, ratio, 0, 0);
    const most = Math.max(1, (last - first) / (MOST_ZOOM_DAYS * DAY));
    const bounds: [[number, number], [number, number]] = [[0, 0], [width, size.height]];
    zooming.scaleExtent([1, most]).extent(bounds).translateExtent(bounds);
    isFirst = true;
    chosen.call(zooming.transform, windowOf(base, width, remembered() ?? bulk(items)));
    isFirst = false;
    keep();
  }
  new ResizeObserver(() => resize()).observe(chart);
  resize();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  pointAt(canvas, tip, () => drawn, chart.dataset.entry ?? "/entries/");
  startReplay(chart, {
    preview: (times) => {
      shown = new Map(grownBy(items, times).map((item) => [item.row.id, item]));
      keep();
    },
    settle: (times) => {
      if (!chart.dataset.source) return;
      askAgain(times)
        .then((rows) => {
          shown = byId(rows);
          keep();
        })
        .catch(() => {
          state.textContent = "The record could not be asked for that day: what is drawn is worked out from the days told.";
        });
    },
  });
  const buttons = chart.querySelectorAll<HTMLButtonElement>("button[data-by]");
  for (const button of buttons) {
    button.addEventListener("click", () => {
      for (const one of buttons) one.setAttribute("aria-pressed", String(one === button));
      lanes = lanesOf(items, button.dataset.by ?? "kind", (code) => names[code] ?? code);
      resize(true);
    });
  }
  startMoving(chart, canvas, {
    in: () => zooming.scaleBy(chosen, 1.6),
    out: () => zooming.scaleBy(chosen, 1 / 1.6),
    all: () => zooming.transform(chosen, zoomIdentity),
    earlier: () => zooming.translateBy(chosen, size.width / 4 / transform.k, 0),
    later: () => zooming.translateBy(chosen, -size.width / 4 / transform.k, 0),
  });
}

function byId(rows: Row[]): Map<string, Item> {
  return new Map(rows.map(itemOf).filter((item) => item !== null).map((item) => [item.row.id, item]));
}

function keptOf(items: Item[], shown: Map<string, Item>): Item[] {
  const kept = items.map((item) => shown.get(item.row.id)).filter((item) => item !== undefined);
  return kept.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Ask the record how it stood: the rows for the chart; the address, the filters and the list follow. */
async function askAgain(times: Times): Promise<Row[]> {
  const address = new URL(location.href);
  address.searchParams.delete("page");
  for (const [name, day] of Object.entries(times) as [string, number | null][]) {
    if (day === null) address.searchParams.delete(name);
    else address.searchParams.set(name, isoDay(day));
    const field = document.getElementById(`f-${name}`) as HTMLInputElement | null;
    if (field) field.value = day === null ? "" : isoDay(day);
  }
  history.replaceState(history.state, "", address);
  if (typeof htmx !== "undefined") {
    htmx.ajax("GET", address.pathname + address.search, { target: "#rows", select: "#rows", swap: "outerHTML" });
  }
  const twin = new URL(address);
  twin.pathname += ".json";
  return rowsOf(twin.pathname + twin.search);
}

function startMoving(chart: HTMLElement, canvas: HTMLCanvasElement, moves: Record<string, () => void>): void {
  const keys: Record<string, string> = { "+": "in", "=": "in", "-": "out", "0": "all", ArrowLeft: "earlier", ArrowRight: "later" };
  canvas.addEventListener("keydown", (event) => {
    const move = moves[keys[event.key] ?? ""];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  });
  for (const button of chart.querySelectorAll<HTMLButtonElement>("button[data-move]")) {
    button.addEventListener("click", () => moves[button.dataset.move ?? ""]?.());
  }
}

function extent(items: Item[]): [number, number] {
  let first = Infinity;
  let last = -Infinity;
  for (const item of items) {
    first = Math.min(first, item.start);
    last = Math.max(last, item.due);
  }
  const margin = Math.max((last - first) * 0.03, 5 * DAY);
  return [first - margin, last + margin];
}

/** What is seen stands in the address, as #2014-01-01..2014-12-31, so that it can be shared. */
function remember(scale: ScaleTime<number, number>): void {
  const ends = scale.domain().map((day) => day.toISOString().slice(0, 10));
  history.replaceState(history.state, "", `#${ends.join("..")}`);
}

function remembered(): [number, number] | null {
  const [from, to] = location.hash.slice(1).split("..").map((day) => Date.parse(day));
  return from && to && from < to ? [from, to] : null;
}

/** Where nearly every item lies, if the few others would squeeze them: a day read wrongly, say. */
function bulk(items: Item[]): [number, number] | null {
  const starts = items.map((item) => item.start).sort((a, b) => a - b);
  const [from, to] = [0.01, 0.99].map((share) => starts[Math.floor(share * (starts.length - 1))] ?? 0);
  const [first, last] = extent(items);
  if (from === undefined || to === undefined || (last - first) < 2 * (to - from)) return null;
  const margin = Math.max((to - from) * 0.05, 5 * DAY);
  return [from - margin, to + margin];
}

function windowOf(
  base: ScaleTime<number, number>,
  width: number,
  days: [number, number] | null,
): ZoomTransform {
  if (!days) return zoomIdentity;
  const [from, to] = days;
  const scale = (width - 16) / (base(to) - base(from));
  return scale > 1 ? zoomIdentity.translate(8 - scale * base(from), 0).scale(scale) : zoomIdentity;
}

function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: colour("ink"),
    quiet: colour("quiet"),
    rule: colour("rule"),
    paper: colour("paper"),
    bad: colour("bad"),
    kinds: Object.fromEntries(KINDS.map((kind) => [kind, colour(kind)])),
  };
}

function startAll(): void {
  for (const chart of document.querySelectorAll<HTMLElement>("[data-timeline]")) start(chart);
}

startAll();
document.addEventListener("htmx:afterSettle", startAll);
