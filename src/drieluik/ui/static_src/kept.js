// What was typed in a form with data-keep and not recorded yet comes back on the next visit, after
// another form of the page was sent or a link was followed. It stays in this tab, for this person.
const ticks = (field) => ["checkbox", "radio"].includes(field.type);
const fieldsOf = (form) =>
  [...form.elements].filter((field) => field.matches("input:not([type=hidden]), select, textarea"));

const isUntouched = (field) => {
  if (ticks(field)) return field.checked === field.defaultChecked;
  if (!field.options) return field.value === field.defaultValue;
  const chosen = [...field.options].find((one) => one.defaultSelected) || field.options[0];
  return field.value === chosen?.value;
};

const keep = (form, key, sent) => {
  const fields = fieldsOf(form);
  if (fields.every(isUntouched)) return sessionStorage.removeItem(key);
  const typed = fields.map((field) => [field.name, field.value, ticks(field) && field.checked]);
  sessionStorage.setItem(key, JSON.stringify({ sent, typed }));
};

const restore = (form, typed) => {
  for (const [name, value, checked] of typed) {
    for (const field of fieldsOf(form).filter((one) => one.name === name)) {
      if (!ticks(field)) field.value = value;
      else if (field.value === value) field.checked = checked;
    }
  }
  if (fieldsOf(form).every(isUntouched)) return;
  form.querySelector("[data-kept]").hidden = false;
  for (const part of document.querySelectorAll("details")) {
    const within = fieldsOf(form).filter((field) => part.contains(field));
    if (!within.every(isUntouched)) part.open = true;
  }
};

for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = `kept:${form.dataset.keep}:${form.getAttribute("action")}`;
  const draft = JSON.parse(sessionStorage.getItem(key) || "null");
  const wasRecorded = draft?.sent && document.querySelector("[role=status]");
  const cameBack = form.querySelector("[data-focus]");
  if (wasRecorded) sessionStorage.removeItem(key);
  else if (draft && !cameBack) restore(form, draft.typed);
  form.addEventListener("input", () => keep(form, key, false));
  form.addEventListener("submit", () => keep(form, key, true));
}
