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
