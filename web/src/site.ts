// What every page can do beyond its links and forms; without this script each of them still works.

const search = document.getElementById("search") as HTMLInputElement | null;

document.addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  const isTyping = target.matches("input, select, textarea") || target.isContentEditable;
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search?.focus();
    search?.select();
  }
});

// The layers of a report: the style sheet shows them, the address keeps up.
document.addEventListener("change", (event) => {
  const form = (event.target as HTMLElement).closest<HTMLFormElement>("form[data-layers]");
  if (!form) return;
  const layers = new FormData(form).getAll("layers").join(",") || "none";
  history.replaceState(history.state, "", `?layers=${layers}${location.hash}`);
});

// A finding lights up in the text and in the list beside it.
function light(event: Event, isLit: boolean): void {
  const one = (event.target as HTMLElement).closest<HTMLElement>("[data-finding]");
  if (!one) return;
  const same = document.querySelectorAll(`[data-finding="${CSS.escape(one.dataset.finding ?? "")}"]`);
  for (const other of same) other.classList.toggle("lit", isLit);
}
for (const [name, isLit] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]] as const) {
  document.addEventListener(name, (event) => light(event, isLit));
}
