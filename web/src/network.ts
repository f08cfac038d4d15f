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
const MOST_LETTERS = 26;

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
  const picture = pictureOf(chart, (width) => Math.min(640, Math.max(320, 120 + organs.length * 26, width < WIDE ? 420 : 0)));
  if (!picture) return;
  settle(organs, edges, picture.width / picture.height);
  const drawn = picture.layer.append("g").selectAll("a").data(edges).join("a")
    .attr("href", (edge) => addressOf(edge.channel, edge.place));
  drawn.append("path").attr("class", "edge").attr("d", pathOf)
    .attr("stroke-width", (edge) => WIDTHS[edge.channel.level] ?? UNKNOWN_WIDTH)
    .attr("stroke-dasharray", ({ channel }) => (channel.secret ? (channel.secret < channel.contacts.length ? "14 4" : "5 4") : null))
    .attr("opacity", ({ channel }) => SILENT.find(({ days }) => (channel.silent_days ?? 0) <= days)?.shown ?? 1);
  drawn.append("path").attr("class", "reach").attr("d", pathOf);
  drawn.append("text").attr("class", "count").attr("x", (edge) => middleOf(edge)[0]).attr("y", (edge) => middleOf(edge)[1])
    .attr("dy", "0.35em").text(({ channel }) => countOf(channel));
  drawn.each(function (edge) {
    const words = wordsOf(edge.channel, names);
    (this as SVGAElement).setAttribute("aria-label", words.replaceAll("\n", ", "));
    tell(chart, this as SVGAElement, words);
  });
  const nodes = picture.layer.append("g").selectAll("a").data(organs).join("a")
    .attr("href", (organ) => `/channels?party=${encodeURIComponent(organ.party)}`)
    .attr("transform", (organ) => `translate(${organ.x ?? 0},${organ.y ?? 0})`);
  nodes.append("circle").attr("class", "organ").attr("r", radiusOf);
  nodes.append("text").attr("class", "name").attr("y", (organ) => radiusOf(organ) + 14).text((organ) => names[organ.party] ?? organ.party);
  nodes.append("text").attr("class", "body").attr("y", (organ) => radiusOf(organ) + 28).text((organ) => cut(organ.organ ?? ""));
  nodes.each(function (organ) {
    if ((organ.organ ?? "").length > MOST_LETTERS) tell(chart, this as SVGAElement, organ.organ ?? "");
  });
  const xs = organs.map((organ) => organ.x ?? 0);
  const ys = organs.map((organ) => organ.y ?? 0);
  const [left, top] = [Math.min(...xs) - 95, Math.min(...ys) - 30];
  picture.fit({ x: left, y: top, width: Math.max(...xs) + 95 - left, height: Math.max(...ys) + 50 - top });
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
    .force("links", forceLink<Organ, Edge>(edges).distance(150).strength(0.5))
    .force("apart", forceManyBody().strength(-700))
    .force("middle", forceCenter(0, 0))
    .force("x", forceX(0).strength(0.06 / shape))
    .force("y", forceY(0).strength(0.06 * shape))
    .force("room", forceCollide<Organ>(62))
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

function middleOf(edge: Edge): [number, number] {
  const [from, to] = endsOf(edge);
  if (from === to) return [from.x ?? 0, (from.y ?? 0) - 52];
  return [((from.x ?? 0) + (to.x ?? 0)) / 2, ((from.y ?? 0) + (to.y ?? 0)) / 2];
}

function radiusOf(organ: Organ): number {
  return 6 + 2.5 * Math.sqrt(organ.contacts);
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

function cut(words: string): string {
  return words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS - 1).trimEnd()}…` : words;
}
