// What was typed in a form with data-keep and not recorded yet comes back on the next visit, after
// another form of the page was sent or a link was followed. It stays in this tab, for this person,
// until the page says that this form was recorded or the person signs out. With each field stands
// what was recorded when it was typed: newer text of somebody else is never typed over.
const START = "kept:";
const ticks = (field) => ["checkbox", "radio"].includes(field.type);
const nameOf = (field) => (ticks(field) ? `${field.name}=${field.value}` : field.name);
const typedIn = (field) => (ticks(field) ? field.checked : field.value);
const fieldsOf = (form) =>
  [...form.elements].filter((field) => field.matches("input:not([type=hidden]), select, textarea"));

const recordedIn = (field) => {
  if (ticks(field)) return field.defaultChecked;
  if (!field.options) return field.defaultValue;
  return ([...field.options].find((one) => one.defaultSelected) || field.options[0])?.value;
};

const draftOf = (key) => JSON.parse(sessionStorage.getItem(key) || "null");

const forget = (isToGo) => {
  const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(START));
  for (const key of keys.filter(isToGo)) sessionStorage.removeItem(key);
};

const put = (field, typed) => {
  if (ticks(field)) field.checked = typed;
  else if (!field.options || [...field.options].some((one) => one.value === typed))
    field.value = typed;
};

const openAround = (part) => {
  for (let around = part; around; around = around.parentElement)
    if (around.matches("details")) around.open = true;
};

// Puts back what can be put back; returns what stands beside newer text instead.
const restore = (form, kept) => {
  const beside = [];
  for (const field of fieldsOf(form)) {
    const { was, typed } = kept[nameOf(field)] || {};
    if (typed === was || typed === recordedIn(field)) continue;
    if (was === recordedIn(field)) put(field, typed);
    else if (!ticks(field) && !field.options) beside.push({ name: nameOf(field), typed });
  }
  const changed = fieldsOf(form).filter((field) => typedIn(field) !== recordedIn(field));
  if (changed.length) form.querySelector("[data-kept]").hidden = false;
  changed.forEach(openAround);
  return beside;
};

const showBeside = (form, { name, typed }, throwAway) => {
  const copy = form.querySelector("[data-kept-beside]").content.cloneNode(true).firstElementChild;
  copy.querySelector("[data-kept-words]").textContent = typed;
  copy.querySelector("button").addEventListener("click", () => {
    copy.remove();
    throwAway();
  });
  const field = fieldsOf(form).find((one) => nameOf(one) === name);
  (field?.closest(".form-field") || form.querySelector("[data-kept]")).after(copy);
  openAround(copy);
};

const follow = (form, key) => {
  const draft = draftOf(key);
  const kept = draft?.fields || {};
  const cameBack = form.querySelector("[data-focus]");
  let beside = draft?.beside || [];
  if (!cameBack) beside = [...beside, ...restore(form, kept)];

  // a form that came back shows what was sent, not what is recorded
  const recorded = (field) => (cameBack && kept[nameOf(field)]?.was) ?? recordedIn(field);
  const was = Object.fromEntries(fieldsOf(form).map((field) => [nameOf(field), recorded(field)]));
  const keep = (sent) => {
    const fields = {};
    for (const field of fieldsOf(form)) {
      fields[nameOf(field)] = { was: was[nameOf(field)], typed: typedIn(field) };
    }
    const changed = Object.values(fields).some((one) => one.typed !== one.was);
    if (changed || beside.length) {
      sessionStorage.setItem(key, JSON.stringify({ sent, fields, beside }));
    } else sessionStorage.removeItem(key);
  };
  for (const one of beside) {
    showBeside(form, one, () => {
      beside = beside.filter((other) => other !== one);
      keep(false);
    });
  }
  keep(false);
  form.addEventListener("input", () => keep(false));
  form.addEventListener("submit", () => keep(true));
};

const { person } = document.body.dataset;
const keyOf = (address) => `${START}${person}:${address}`;
if (person) forget((key) => !key.startsWith(keyOf("")));
for (const { dataset } of document.querySelectorAll("[data-recorded]")) {
  forget((key) => key === keyOf(dataset.recorded) && draftOf(key).sent);
}
for (const form of document.querySelectorAll("form[data-keep]")) {
  follow(form, keyOf(form.getAttribute("action")));
}
for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", () => forget(() => true));
}
