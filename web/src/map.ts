// The map of venues: towns as points, vaguer places as the land that they lie in.

import { geoBounds, geoNaturalEarth1, geoPath, type GeoPath } from "d3-geo";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { type Layer, load, pictureOf, startCharts, tell } from "./picture";

interface Venue {
  place: string;
  country: string | null;
  part: string;
  latitude: number | null;
  longitude: number | null;
  names: string[];
  contacts: string[];
  secret: number;
  denied: number;
}

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;
type Land = GeoJSON.Feature<GeoJSON.Geometry, { name: string }>;

const WORLD = "/static/built/world.json";
const LEAST_SEEN = 120;
const MOST_LABELS = 40;

startCharts("map", async (chart, said) => {
  const [venues, world] = await Promise.all([load<Venue[]>(chart.dataset.source), load<World>(WORLD)]);
  const lands = feature(world, world.objects.countries).features as Land[];
  const drawn = draw(chart, venues, lands);
  const missing = venues.length - drawn;
  said(missing ? `${missing} of these ${missing > 1 ? "have" : "has"} no place on the map: see the list below.` : "");
});

/** Draw the lands and the venues; say how many of the venues have a place. */
function draw(chart: HTMLElement, venues: Venue[], lands: Land[]): number {
  const picture = pictureOf(chart, (width) => Math.min(560, Math.max(300, width * 0.5)));
  if (!picture) return 0;
  const projection = geoNaturalEarth1().fitSize([picture.width, picture.height], { type: "Sphere" });
  const path = geoPath(projection);
  const byCode = new Map(lands.filter((land) => land.id).map((land) => [String(land.id), land]));
  picture.layer.append("g").selectAll("path").data(lands).join("path").attr("class", "land").attr("d", path);
  const areas = venues.filter((venue) => venue.latitude === null && byCode.has(venue.country ?? ""));
  const towns = venues.filter((venue) => venue.latitude !== null);
  const boxes = areas.flatMap((venue) => drawArea(chart, picture.layer, path, venue, byCode.get(venue.country ?? "") as Land));
  const points = towns.map((venue) => projection([venue.longitude ?? 0, venue.latitude ?? 0]) ?? [0, 0]);
  const marks = drawTowns(chart, picture.layer, towns, points as [number, number][]);
  picture.onScale(marks);
  const xs = [...points.map(([x]) => x ?? 0), ...boxes.flatMap(([a, b]) => [a[0], b[0]])];
  const ys = [...points.map(([, y]) => y ?? 0), ...boxes.flatMap(([a, b]) => [a[1], b[1]])];
  if (xs.length) picture.fit(around(xs, ys, picture));
  return areas.length + towns.length;
}

/** What holds all venues with room on every side, never so small that no land is seen. */
function around(xs: number[], ys: number[], size: { width: number; height: number }): { x: number; y: number; width: number; height: number } {
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = Math.min(size.width, Math.max((right - left) * 1.3, LEAST_SEEN));
  const height = Math.min(size.height, Math.max((bottom - top) * 1.3, LEAST_SEEN * 0.5));
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
}

type Box = [[number, number], [number, number]];

/** The land, or the part of it that the words tell: an area, since no town is known. */
function drawArea(chart: HTMLElement, layer: Layer, path: GeoPath, venue: Venue, land: Land): Box[] {
  const outline = path(land);
  if (!outline) return [];
  const link = layer.append<SVGAElement>("a").attr("href", addressOf(venue));
  const area = link.append("path").attr("class", venue.secret ? "area secret" : "area").attr("d", outline);
  let box = path.bounds(land) as Box;
  if (venue.part) {
    const id = `land-${land.id}-${venue.part}`;
    const shape = partOf(land, venue.part);
    layer.append("clipPath").attr("id", id).append("path").attr("d", path(shape) ?? "");
    area.attr("clip-path", `url(#${id})`);
    box = path.bounds(shape) as Box;
  }
  describe(chart, link.node(), venue);
  return [box];
}

/** The half of a land on a side, or the quarter in a corner, as a shape of latitudes and longitudes. */
function partOf(land: Land, part: string): GeoJSON.Polygon {
  const [[west, south], [east, north]] = geoBounds(land);
  const span = east < west ? east + 360 - west : east - west; // across the date line
  const [middle, height] = [west + span / 2, (south + north) / 2];
  const [w, e] = [part.includes("east") ? middle : west, part.includes("west") ? middle : west + span];
  const [s, n] = [part.includes("north") ? height : south, part.includes("south") ? height : north];
  const steps = 12;
  const side = (from: number, to: number, at: number): [number, number][] =>
    Array.from({ length: steps + 1 }, (_, step) => [from + ((to - from) * step) / steps, at]);
  // Clockwise, with points between the corners: the shortest way between two is no parallel.
  return { type: "Polygon", coordinates: [[...side(w, e, n), ...side(e, w, s), [w, n]]] };
}

function drawTowns(chart: HTMLElement, layer: Layer, towns: Venue[], points: [number, number][]): (scale: number) => void {
  // The largest first, so that the small ones lie on top of them, and all names on top of all.
  const marks = layer.append("g").selectAll("a").data(towns).join("a").attr("href", addressOf);
  marks.append("circle").attr("class", "venue");
  marks.filter((venue) => venue.secret > 0).append("circle").attr("class", "ring");
  const names = layer.append("g").attr("class", "names").selectAll("text").data(towns.slice(0, MOST_LABELS)).join("text")
    .attr("class", "town").text((venue) => venue.place);
  marks.each(function (venue) {
    describe(chart, this as SVGAElement, venue);
  });
  return (scale) => {
    marks.attr("transform", (_, n) => `translate(${points[n]?.join(",")}) scale(${1 / scale})`);
    marks.select(".venue").attr("r", radiusOf);
    marks.select(".ring").attr("r", (venue) => radiusOf(venue) + 3.5);
    names.attr("transform", (_, n) => `translate(${points[n]?.join(",")}) scale(${1 / scale})`)
      .attr("x", (venue) => radiusOf(venue) + 7).attr("dy", "0.35em")
      .attr("visibility", (_, n) => (isCovered(points, n, scale) ? "hidden" : "visible"));
  };
}

function radiusOf(venue: Venue): number {
  return 4 + 1.8 * Math.sqrt(venue.contacts.length);
}

/** Whether a busier town stands so near that the two names would cover each other. */
function isCovered(points: [number, number][], place: number, scale: number): boolean {
  const [x, y] = points[place] ?? [0, 0];
  return points.slice(0, place).some(([ox, oy]) => Math.abs(oy - y) * scale < 14 && x - ox > -90 / scale && x - ox < 90 / scale);
}

function describe(chart: HTMLElement, element: SVGAElement | null, venue: Venue): void {
  if (!element) return;
  const count = venue.contacts.length;
  const words = [
    `${venue.place}: ${count} contact${count > 1 ? "s" : ""}${venue.secret ? `, ${venue.secret} in secret` : ""}${venue.denied ? `, ${venue.denied} denied` : ""}`,
    ...(venue.latitude === null ? [`somewhere within; told as “${venue.names[0] ?? ""}”`] : []),
  ].join("\n");
  element.setAttribute("aria-label", words.replaceAll("\n", ", "));
  tell(chart, element, words);
}

function addressOf(venue: Venue): string {
  return venue.contacts.length === 1 ? `/entries/${venue.contacts[0]}` : `/search?q=${encodeURIComponent(venue.place)}`;
}
