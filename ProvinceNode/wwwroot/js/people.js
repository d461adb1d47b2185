// People are suggested while a clerk types; without this file the form asks the server in full.
// Combobox of the ARIA patterns: arrows move, Enter opens the chosen one (or sends the form), Escape closes.
for (const form of document.querySelectorAll("[data-suggest]")) {
  const field = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const told = document.createElement("p");
  Object.assign(list, { id: field.id + "-list", className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Người phù hợp");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  field.after(list, told);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) { field.setAttribute(name, value); }

  let waiting, asked = 0, at = -1;
  const options = () => [...list.children];
  const choose = next => {
    at = next;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    const chosen = options()[at];
    if (chosen) { field.setAttribute("aria-activedescendant", chosen.id); chosen.scrollIntoView({ block: "nearest" }); } else { field.removeAttribute("aria-activedescendant"); }
  };
  const show = open => { list.hidden = !open; field.setAttribute("aria-expanded", String(open)); if (!open) { choose(-1); } };
  const open = option => { location.href = option.dataset.href; };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const number = ++asked;
      if (field.value.trim().length < 2) { show(false); told.textContent = ""; return; }
      const answer = await fetch(`${form.dataset.suggest}&q=${encodeURIComponent(field.value)}`).catch(() => null);
      // A later keystroke has asked again: its answer counts. A session that ended answers with the sign-in page.
      if (!answer?.ok || answer.redirected || number !== asked) { return; }
      list.innerHTML = await answer.text();
      if (number !== asked) { return; }
      choose(-1);
      show(list.children.length > 0);
      told.textContent = list.children.length > 0 ? `${list.children.length} người phù hợp nhất, dùng phím mũi tên để chọn` : "Không có ai phù hợp";
    }, 150);
  });
  field.addEventListener("keydown", event => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === "ArrowDown" && count) { choose((at + 1) % count); }
    else if (event.key === "ArrowUp" && count) { choose((at < 1 ? count : at) - 1); }
    else if (event.key === "Enter" && at >= 0) { open(options()[at]); }
    else if (event.key === "Escape" && !list.hidden) { show(false); }
    else { return; }
    event.preventDefault();
  });
  list.addEventListener("mousedown", event => {
    const option = event.target.closest("[role=option]");
    if (option) { event.preventDefault(); open(option); }
  });
  field.addEventListener("blur", () => show(false));
}
