import "./kept.js";

// Small islands of script; every page works without them.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-print]");
  if (button) window.print();
});

// In a talk the arrow keys go to the previous and the next, unless somebody is typing or choosing.
const steps = document.querySelector("[data-arrows]");
if (steps) {
  document.addEventListener("keydown", (event) => {
    const isElsewhere = event.target.closest("input, textarea, select, [contenteditable]");
    if (isElsewhere || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (to) steps.querySelector(`a[rel=${to}]`)?.click();
  });
}

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
