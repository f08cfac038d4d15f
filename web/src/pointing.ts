// Pointing at an item of the timeline shows its words, a click opens it.

import type { Drawn } from "./drawing";

/** `entry` stands before the id in the address that a click leads to. */
export function pointAt(canvas: HTMLCanvasElement, tip: HTMLElement, drawn: () => Drawn[], entry: string): void {
  const under = (event: MouseEvent): Drawn | undefined =>
    drawn().findLast(
      (one) =>
        Math.abs(event.offsetY - one.y) <= 8 &&
        event.offsetX >= one.x - 6 &&
        event.offsetX <= one.x + Math.max(one.width, 8) + 6,
    );
  canvas.addEventListener("mousemove", (event) => {
    const one = under(event);
    canvas.classList.toggle("over", one !== undefined);
    tip.hidden = one === undefined;
    if (!one) return;
    tip.textContent = wordsOf(one);
    tip.style.left = `${Math.min(event.offsetX + 12, canvas.clientWidth - tip.offsetWidth)}px`;
    tip.style.top = `${canvas.offsetTop + one.y + 12}px`;
  });
  canvas.addEventListener("mouseleave", () => {
    tip.hidden = true;
  });
  canvas.addEventListener("click", (event) => {
    const one = under(event);
    if (one) location.assign(`${entry}${one.item.row.id}`);
  });
}

function wordsOf({ item: { row, isTold } }: Drawn): string {
  const days = row.date ?? row.reported;
  const written = [...new Set([days?.earliest ?? "…", days?.latest ?? "…"])].join(" – ");
  const status = row.status ? `, ${row.status.replaceAll("_", " ")}` : "";
  return `${isTold ? "told " : ""}${written} · ${row.secret ? "secret " : ""}${row.kind}${status}\n${row.text}`;
}
