// The sliders "known on" and "as it stood on": they replay how the record grew. While one is moved,
// the items that are here already are filtered by their days; at rest the record itself is asked.

import { DAY, type Item } from "./lanes";

export interface Times {
  known_on: number | null;
  as_of: number | null;
}

type Name = keyof Times;

const NAMES: Name[] = ["known_on", "as_of"];
const PLAY_MS = 9000;
// States that begin when they are told, not on the day of the thing itself.
const BEGIN_WHEN_TOLD = ["planned", "possible", "refused", "called_off", "delayed", "violated", "cancelled", "discharged"];

/** What a page does when the days have changed: at once with what is here, then with what is exact. */
export interface Showing {
  preview: (times: Times) => void;
  settle: (times: Times) => void;
}

/** Start the sliders of a chart that has some; they stand at their end where a time is not asked. */
export function startReplay(chart: HTMLElement, showing: Showing): void {
  const box = chart.querySelector<HTMLElement>(".replay");
  if (!box) return;
  const sliders = new Map(
    NAMES.flatMap((name) => {
      const slider = box.querySelector<HTMLInputElement>(`input[data-time="${name}"]`);
      return slider ? [[name, slider] as const] : [];
    }),
  );
  for (const slider of sliders.values()) prepare(slider);
  box.hidden = false;

  const times = (): Times => ({ known_on: dayOf(sliders.get("known_on")), as_of: dayOf(sliders.get("as_of")) });
  const tell = (): void => {
    for (const slider of sliders.values()) write(slider);
  };
  for (const slider of sliders.values()) {
    slider.addEventListener("input", () => {
      tell();
      showing.preview(times());
    });
    slider.addEventListener("change", () => showing.settle(times()));
  }
  tell();
  const button = box.querySelector<HTMLButtonElement>("button[data-play]");
  const known = sliders.get("known_on");
  if (button && known) startPlaying(button, known, { tell, times, showing });
}

function startPlaying(
  button: HTMLButtonElement,
  slider: HTMLInputElement,
  { tell, times, showing }: { tell: () => void; times: () => Times; showing: Showing },
): void {
  let frame = 0;
  const stop = (): void => {
    cancelAnimationFrame(frame);
    frame = 0;
    button.textContent = "Replay";
    showing.settle(times());
  };
  button.addEventListener("click", () => {
    if (frame) {
      stop();
      return;
    }
    button.textContent = "Stop";
    const [first, last] = [Number(slider.min), Number(slider.max)];
    const began = performance.now();
    // Without motion the days come in a few steps.
    const steps = matchMedia("(prefers-reduced-motion: reduce)").matches ? 8 : last - first;
    const go = (now: number): void => {
      const share = Math.min(1, (now - began) / PLAY_MS);
      slider.value = String(Math.round(first + (Math.floor(share * steps) / steps) * (last - first)));
      tell();
      showing.preview(times());
      if (share < 1) frame = requestAnimationFrame(go);
      else stop();
    };
    frame = requestAnimationFrame(go);
  });
}

/** The items that had begun, and were known, by these days, as far as their own days tell. */
export function grownBy(items: Item[], times: Times): Item[] {
  return items.filter(
    (item) =>
      (times.known_on === null || toldOn(item) <= times.known_on) &&
      (times.as_of === null || begunOn(item) <= times.as_of),
  );
}

function toldOn(item: Item): number {
  const told = item.row.reported?.latest ?? item.row.reported?.earliest;
  return told ? Date.parse(told) : Infinity;
}

function begunOn(item: Item): number {
  const day = item.row.date?.latest ?? item.row.date?.earliest;
  return day && !BEGIN_WHEN_TOLD.includes(item.row.status) ? Date.parse(day) : toldOn(item);
}

/** A day as it stands in an address. */
export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The slider counts days; what the page says of it are its first and last day, and the one asked. */
function prepare(slider: HTMLInputElement): void {
  const day = (text: string | undefined): number => Math.floor(Date.parse(text ?? "") / DAY);
  slider.min = String(day(slider.dataset.first));
  slider.max = String(day(slider.dataset.last));
  slider.value = slider.dataset.asked ? String(day(slider.dataset.asked)) : slider.max;
}

function dayOf(slider: HTMLInputElement | undefined): number | null {
  return !slider || slider.value === slider.max ? null : Number(slider.value) * DAY;
}

function write(slider: HTMLInputElement): void {
  const day = dayOf(slider);
  const words = day === null ? "now" : isoDay(day);
  slider.setAttribute("aria-valuetext", words);
  const out = slider.parentElement?.querySelector("output");
  if (out) out.textContent = words;
}
