// What every page can do beyond its links and forms; without this script each of them still works.

const search = document.getElementById("search") as HTMLInputElement | null;

document.addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  const isTyping = target.matches("input, select, textarea") || target.isContentEditable;
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    search?.focus();
    search?.select();
  }
  // A button or link that names its key is pressed by it, once: a key that is held down repeats.
  if (!event.repeat && /^[a-z0-9]$/.test(event.key)) {
    const one = document.querySelector<HTMLElement>(`[data-key="${event.key}"]`);
    one?.focus();
    one?.click();
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
