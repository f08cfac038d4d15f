// The network of channels: organs as nodes, what passed between two of them as an edge.

import {
  forceCenter,
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from "d3-force";
import { load, pictureOf, startCharts, tell } from "./picture";

interface Channel {
  left: string;
  left_organ: string | null;
  right: string;
  right_organ: string | null;
  level: string;
  contacts: string[];
  secret: number;
  silent_days: number | null;
}

interface Organ extends SimulationNodeDatum {
  key: string;
  party: string;
  organ: string | null;
  contacts: number;
}

interface Edge extends SimulationLinkDatum<Organ> {
  channel: Channel;
  place: number;
}

const WIDE = 700;
const MOST = { wide: 40, narrow: 16 };
const ROUNDS = 400;
// The level is drawn by the line's width, from the leaders' to what nobody tells.
const WIDTHS: Record<string, number> = { leader: 6, minister: 4.5, "senior official": 3, "working level": 2 };
const UNKNOWN_WIDTH = 1.2;
// After half a year of silence a round of talks is over (reconcile/processes.py); a year is long.
const SILENT = [
  { days: 180, shown: 1 },
  { days: 365, shown: 0.65 },
  { days: Infinity, shown: 0.4 },
];
const MOST_LETTERS = { wide: 26, narrow: 16 };
const LETTER = 6.6;
const MOST_STRETCH = 1.7;
// Words that would cover more than so many pixels of others are left to the pointer.
const MOST_COVERED = 30;
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73];

startCharts("network", async (chart, said) => {
  const channels = await load<Channel[]>(chart.dataset.source);
  const names = JSON.parse(chart.dataset.names ?? "{}") as Record<string, string>;
  const most = chart.clientWidth < WIDE ? MOST.narrow : MOST.wide;
  if (!channels.length) return said("No channel is told of.");
  said(channels.length > most ? `The ${most} busiest of ${channels.length} channels.` : "");
  draw(chart, channels.slice(0, most), names);
});

function draw(chart: HTMLElement, channels: Channel[], names: Record<string, string>): void {
  const { organs, edges } = graphOf(channels);
  const isNarrow = chart.clientWidth < WIDE;
  const most = isNarrow ? MOST_LETTERS.narrow : MOST_LETTERS.wide;
  const picture = pictureOf(chart, () => Math.min(760, Math.max(380, organs.length * (isNarrow ? 52 : 30))));
  if (!picture) return;
  settle(organs, edges, picture.width / picture.height);
  spread(organs, picture, isNarrow ? 62 : 110);
  const lines = picture.layer.append("g").selectAll("a").data(edges).join("a").attr("href", ({ channel, place }) => addressOf(channel, place));
  lines.append("path").attr("class", "edge").attr("d", pathOf)
    .attr("stroke-width", ({ channel }) => WIDTHS[channel.level] ?? UNKNOWN_WIDTH)
    .attr("stroke-dasharray", ({ channel }) => (channel.secret ? (channel.secret < channel.contacts.length ? "14 4" : "5 4") : null))
    .attr("opacity", ({ channel }) => SILENT.find(({ days }) => (channel.silent_days ?? 0) <= days)?.shown ?? 1);
  lines.append("path").attr("class", "reach").attr("d", pathOf);
  const spots = placeLabels(organs, edges, (organ) => [names[organ.party] ?? organ.party, cut(organ.organ ?? "", most)]);
  const counts = lines.append("g");
  counts.append("text").attr("class", "count").attr("dy", "0.35em").text((edge) => (spots.has(edge) ? countOf(edge.channel) : ""));
  lines.each(function ({ channel }) {
    const words = wordsOf(channel, names);
    (this as SVGAElement).setAttribute("aria-label", `${countOf(channel)}: ${words.replaceAll("\n", ", ")}`);
    tell(chart, this as SVGAElement, words);
  });
  const nodes = picture.layer.append("g").selectAll("a").data(organs).join("a")
    .attr("href", (organ) => `/channels?party=${encodeURIComponent(organ.party)}`);
  nodes.append("circle").attr("class", "organ").attr("r", radiusOf);
  nodes.append("text").attr("class", "name").attr("y", (organ) => radiusOf(organ) + 14).text((organ) => names[organ.party] ?? organ.party);
  nodes.append("text").attr("class", "body").attr("y", (organ) => radiusOf(organ) + 28).text((organ) => cut(organ.organ ?? "", most));
  nodes.each(function (organ) {
    if ((organ.organ ?? "").length > most) tell(chart, this as SVGAElement, organ.organ ?? "");
  });
  // Words and nodes keep their size while the picture between them grows.
  const keepSize = (scale: number): void => {
    nodes.attr("transform", ({ x, y }) => `translate(${x ?? 0},${y ?? 0}) scale(${1 / scale})`);
    counts.attr("transform", (edge) => `translate(${(spots.get(edge) ?? [0, 0]).join(",")}) scale(${1 / scale})`);
  };
  keepSize(1);
  picture.onScale(keepSize);
}

function graphOf(channels: Channel[]): { organs: Organ[]; edges: Edge[] } {
  const organs = new Map<string, Organ>();
  const organ = (party: string, name: string | null, contacts: number): Organ => {
    const key = `${party}|${name ?? ""}`;
    const one = organs.get(key) ?? { key, party, organ: name, contacts: 0 };
    one.contacts += contacts;
    organs.set(key, one);
    return one;
  };
  const edges = channels.map((channel, place) => ({
    source: organ(channel.left, channel.left_organ, channel.contacts.length),
    target: organ(channel.right, channel.right_organ, channel.contacts.length),
    channel,
    place,
  }));
  return { organs: [...organs.values()], edges };
}

/** Push the organs apart until nothing moves; the same channels always come to lie the same way. */
function settle(organs: Organ[], edges: Edge[], shape: number): void {
  forceSimulation(organs)
    .force("links", forceLink<Organ, Edge>(edges).distance(170).strength(0.5))
    .force("apart", forceManyBody().strength(-900))
    .force("middle", forceCenter(0, 0))
    .force("x", forceX(0).strength(0.1 / shape))
    .force("y", forceY(0).strength(0.1 * shape))
    .force("room", forceCollide<Organ>((organ) => 52 + radiusOf(organ)))
    .stop()
    .tick(ROUNDS);
}

function endsOf(edge: Edge): [Organ, Organ] {
  return [edge.source as Organ, edge.target as Organ];
}

function pathOf(edge: Edge): string {
  const [from, to] = endsOf(edge);
  if (from === to) return `M${from.x},${from.y}m0,-8a22,22 0 1 1 1,0`;
  return `M${from.x},${from.y}L${to.x},${to.y}`;
}

/** Fill the picture with the organs, leaving room for their names at its rim. */
function spread(organs: Organ[], size: { width: number; height: number }, margin: number): void {
  const along = (name: "x" | "y", from: number, to: number): void => {
    const values = organs.map((organ) => organ[name] ?? 0);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const stretch = Math.min(MOST_STRETCH, (to - from) / Math.max(high - low, 1));
    for (const organ of organs) organ[name] = (from + to) / 2 + ((organ[name] ?? 0) - (low + high) / 2) * stretch;
  };
  along("x", margin, size.width - margin);
  along("y", 36, size.height - 56);
}

type Box = [number, number, number, number];

/** A place on each edge for its words, where they cover no name and no others' words; none if there is none. */
function placeLabels(organs: Organ[], edges: Edge[], wordsFor: (organ: Organ) => string[]): Map<Edge, [number, number]> {
  const taken: Box[] = organs.map((organ) => {
    const letters = Math.max(...wordsFor(organ).map((words) => words.length));
    const [x, y, r] = [organ.x ?? 0, organ.y ?? 0, radiusOf(organ)];
    return [x - letters * LETTER / 2, y - r, x + letters * LETTER / 2, y + r + (organ.organ ? 34 : 20)];
  });
  return new Map(
    edges.flatMap((edge): [Edge, [number, number]][] => {
      const half = (countOf(edge.channel).length * LETTER) / 2;
      const boxes = PLACES.map((share): { at: [number, number]; box: Box } => {
        const at = pointOn(edge, share);
        return { at, box: [at[0] - half, at[1] - 8, at[0] + half, at[1] + 8] };
      });
      const covered = boxes.map(({ box }) => taken.reduce((sum, other) => sum + shared(box, other), 0));
      const best = boxes[covered.indexOf(Math.min(...covered))] as { at: [number, number]; box: Box };
      if (Math.min(...covered) > MOST_COVERED) return [];
      taken.push(best.box);
      return [[edge, best.at]];
    }),
  );
}

function shared(a: Box, b: Box): number {
  return Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
}

function pointOn(edge: Edge, share: number): [number, number] {
  const [from, to] = endsOf(edge);
  if (from === to) return [from.x ?? 0, (from.y ?? 0) - 52];
  const [x, y] = [from.x ?? 0, from.y ?? 0];
  return [x + ((to.x ?? 0) - x) * share, y + ((to.y ?? 0) - y) * share];
}

function radiusOf(organ: Organ): number {
  return Math.min(24, 6 + 2.2 * Math.sqrt(organ.contacts));
}

/** How many contacts, and how long none where that is long: silence is part of the picture. */
function countOf(channel: Channel): string {
  const silent = channel.silent_days ?? 0;
  const years = Math.floor(silent / 365);
  const words = years >= 1 ? `${years} y` : `${Math.round(silent / 30)} mo`;
  return silent > 180 ? `${channel.contacts.length} · silent ${words}` : String(channel.contacts.length);
}

function wordsOf(channel: Channel, names: Record<string, string>): string {
  const side = (party: string, organ: string | null): string => `${names[party] ?? party}${organ ? `, ${organ}` : ""}`;
  const count = channel.contacts.length;
  const lines = [
    `${side(channel.left, channel.left_organ)} – ${side(channel.right, channel.right_organ)}`,
    `${channel.level === "unknown" ? "level not told" : channel.level}; ${count} contact${count > 1 ? "s" : ""}${channel.secret ? `, ${channel.secret} in secret` : ""}`,
  ];
  if (channel.silent_days) lines.push(`silent for ${channel.silent_days} days`);
  return lines.join("\n");
}

/** The only contact, or the line of the list below, or the party's own channels. */
function addressOf(channel: Channel, place: number): string {
  if (channel.contacts.length === 1) return `/entries/${channel.contacts[0]}`;
  return document.getElementById(`channel-${place + 1}`) ? `#channel-${place + 1}` : `/channels?party=${encodeURIComponent(channel.left)}`;
}

function cut(words: string, most: number): string {
  return words.length > most ? `${words.slice(0, most - 1).trimEnd()}…` : words;
}
