// Small islands of script; every page works without them.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-print]");
  if (button) window.print();
});

// After a refused form the reader starts at what has to be put right.
const first = document.querySelector("[data-focus]");
if (first) first.focus();
