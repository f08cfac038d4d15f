// An SVG picture in a chart: made once, moved and zoomed, with words for what is pointed at.

import { select, type Selection } from "d3-selection";
import { type D3ZoomEvent, zoom, zoomIdentity, type ZoomTransform } from "d3-zoom";

export type Layer = Selection<SVGGElement, unknown, null, undefined>;

export interface Picture {
  layer: Layer;
  width: number;
  height: number;
  /** Called with the scale whenever it changes, for what must not grow with the picture. */
  onScale: (scaled: (scale: number) => void) => void;
  /** Move and zoom so that this part is seen. */
  fit: (box: { x: number; y: number; width: number; height: number }) => void;
}

const MOST_SCALE = 24;

/** Prepare the chart's SVG: a layer that moves and zooms by mouse, touch and buttons. */
export function pictureOf(chart: HTMLElement, height: (width: number) => number): Picture | null {
  const svg = chart.querySelector<SVGSVGElement>(":scope > svg");
  if (!svg) return null;
  const width = Math.max(chart.clientWidth, 200);
  const size = { width, height: height(width) };
  const chosen = select(svg).attr("viewBox", `0 0 ${size.width} ${size.height}`).attr("width", size.width).attr("height", size.height);
  chosen.selectAll("*").remove();
  const layer = chosen.append("g");
  let scaled: (scale: number) => void = () => {};
  let first: ZoomTransform = zoomIdentity;
  const zooming = zoom<SVGSVGElement, unknown>()
    .scaleExtent([0.2, MOST_SCALE])
    .filter((event: WheelEvent) => event.type !== "wheel" || event.ctrlKey || event.metaKey)
    .on("zoom", ({ transform }: D3ZoomEvent<SVGSVGElement, unknown>) => {
      layer.attr("transform", transform.toString());
      scaled(transform.k);
    });
  chosen.call(zooming).on("dblclick.zoom", null);
  const moves: Record<string, () => void> = {
    in: () => zooming.scaleBy(chosen, 1.6),
    out: () => zooming.scaleBy(chosen, 1 / 1.6),
    all: () => zooming.transform(chosen, first),
  };
  for (const button of chart.querySelectorAll<HTMLButtonElement>("button[data-move]")) {
    button.onclick = () => moves[button.dataset.move ?? ""]?.();
  }
  return {
    layer,
    ...size,
    onScale: (told) => {
      scaled = told;
    },
    fit: (box) => {
      const k = Math.min(MOST_SCALE / 2, size.width / box.width, size.height / box.height);
      first = zoomIdentity
        .translate(size.width / 2 - k * (box.x + box.width / 2), size.height / 2 - k * (box.y + box.height / 2))
        .scale(k);
      zooming.transform(chosen, first);
    },
  };
}

/** Show the words of whatever is pointed at or has the keyboard's focus. */
export function tell(chart: HTMLElement, element: SVGElement, words: string): void {
  const tip = chart.querySelector<HTMLElement>(".tip");
  if (!tip) return;
  const show = (): void => {
    const [box, around] = [element.getBoundingClientRect(), chart.getBoundingClientRect()];
    tip.textContent = words;
    tip.hidden = false;
    tip.style.left = `${Math.max(0, Math.min(box.right - around.left + 6, around.width - tip.offsetWidth - 4))}px`;
    tip.style.top = `${Math.max(0, box.bottom - around.top + 4)}px`;
  };
  const hide = (): void => {
    tip.hidden = true;
  };
  for (const [name, act] of [["pointerenter", show], ["focus", show], ["pointerleave", hide], ["blur", hide]] as const) {
    element.addEventListener(name, act);
  }
}

/** Fetch what a chart shows and draw it; say so where that fails. Again when the page is exchanged. */
export function startCharts(name: string, draw: (chart: HTMLElement, said: (words: string) => void) => Promise<void>): void {
  const startAll = (): void => {
    for (const chart of document.querySelectorAll<HTMLElement>(`[data-${name}]`)) {
      if (chart.dataset.started) continue;
      chart.dataset.started = "yes";
      const state = chart.querySelector<HTMLElement>(".state");
      const said = (words: string): void => {
        if (state) state.textContent = words;
      };
      draw(chart, said).catch(() => said("The picture could not be drawn; the list below is complete."));
    }
  };
  startAll();
  document.addEventListener("htmx:afterSettle", startAll);
}

/** The JSON at an address. */
export async function load<T>(address: string | undefined): Promise<T> {
  const answer = await fetch(address ?? "");
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as T;
}
