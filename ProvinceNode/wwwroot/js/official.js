// Keyboard for a day of two hundred dossiers; pages work without this file.
// The server leaves data-key out for who turned the single keys off (WCAG 2.2, 2.1.4); arrows and Enter are not characters and stay.
// "/" goes to the search field; a letter presses the button that shows it; arrows move between the rows of a list, Enter opens.
document.addEventListener("keydown", event => {
  const typing = event.target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
  if (typing || event.ctrlKey || event.altKey || event.metaKey) { return; }
  if (event.key === "/") {
    const field = document.querySelector("[data-key='/']");
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const links = [...document.querySelectorAll("[data-rows=arrow] tbody th a, [data-rows=arrow] tbody input[type=checkbox]")];
    const at = links.indexOf(document.activeElement);
    const inList = at >= 0 || event.target === document.body;
    const next = links[at < 0 ? (event.key === "ArrowDown" ? 0 : -1) : at + (event.key === "ArrowDown" ? 1 : -1)];
    if (inList && next) { event.preventDefault(); next.focus(); }
  } else if (event.key.length === 1 && /[a-z]/i.test(event.key)) {
    const button = document.querySelector(`a[data-key='${event.key.toLowerCase()}'], button[data-key='${event.key.toLowerCase()}']`);
    if (button) { event.preventDefault(); button.click(); }
  }
});
// One box that ticks all of its table.
document.addEventListener("change", event => {
  if (!event.target.matches("[data-all]")) { return; }
  event.target.closest("form").querySelectorAll("tbody input[type=checkbox]:not(:disabled)").forEach(box => { box.checked = event.target.checked; });
});
// What is wrong is read first.
document.getElementById("problem-summary")?.focus();
// Long work: its progress is fetched every four seconds and spoken where it stands; when the work is over the page is shown anew.
const progress = document.getElementById("tien-do");
if (progress) {
  const look = setInterval(async () => {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (!answer?.ok) { return; }
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("tien-do");
    if (next) { progress.textContent = next.textContent; } else { clearInterval(look); location.reload(); }
  }, 4000);
}
// Parts of a page that say how far long work has come are fetched anew; when one of them is at its end the whole page is, because what may be done next stands elsewhere on it.
const lively = [...document.querySelectorAll("[data-live=true]")];
if (lively.length > 0) {
  const look = setInterval(async () => {
    // What somebody is typing is not taken from under him.
    const answer = document.hidden ? null : await fetch(location.href, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (!answer?.ok) { return; }
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const over = lively.some(part => next.getElementById(part.id)?.dataset.live !== "true");
    for (const part of lively) { part.innerHTML = next.getElementById(part.id)?.innerHTML ?? part.innerHTML; }
    if (!over) { return; }
    clearInterval(look);
    if (!document.activeElement?.matches("input, textarea, select")) { location.reload(); }
  }, 4000);
}
