import "./kept.js";

// Small islands of script; every page works without them.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-print]");
  if (button) window.print();
});

// After a refused form the reader starts at what has to be put right.
const first = document.querySelector("[data-focus]");
if (first) first.focus();

// Each half of a comparison starts at what was chosen.
for (const half of document.querySelectorAll(".source-outline > *")) {
  const chosen = half.querySelector(".is-chosen");
  if (chosen) {
    const down = chosen.getBoundingClientRect().top - half.getBoundingClientRect().top;
    half.scrollTop += down - half.clientHeight / 4;
  }
}

// In a grid the arrows and Enter go from cell to cell; only the button sends it.
for (const grid of document.querySelectorAll("[data-grid]")) {
  const fields = [...grid.querySelectorAll("tbody input")];
  for (const told of grid.querySelectorAll("[data-needs-script]")) told.hidden = false;
  grid.addEventListener("keydown", (event) => {
    const at = fields.indexOf(event.target);
    const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (at < 0 || !step) return;
    if (event.key !== "Enter" && event.target.list) return; // the arrows choose from the list
    event.preventDefault();
    const next = fields[at + step];
    if (next) next.focus();
    if (next) next.select();
  });
}
