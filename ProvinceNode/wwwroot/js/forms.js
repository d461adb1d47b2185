// Makes forms shorter where scripts run: hides what is not asked, and keeps the clerk's draft. Every page works without this file.
for (const box of document.querySelectorAll("[data-when]")) {
  const [name, wanted] = box.dataset.when.split("=");
  const controls = [...document.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const look = () => {
    const chosen = controls.find(c => c.type === "radio" || c.type === "checkbox" ? c.checked : true)?.value ?? "";
    box.hidden = !wanted.split("|").includes(chosen) && !box.querySelector(".wrong");
    // A section of which nothing is asked is no section.
    const section = box.closest("section.panel");
    if (section) section.hidden = [...section.querySelectorAll(".asked")].every(a => a.hidden);
  };
  for (const control of controls) control.addEventListener("change", look);
  if (controls.length > 0) look();
}

const form = document.querySelector("[data-keep-draft]");
if (form) {
  let waiting;
  const kept = form.querySelector("[data-kept]");
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const data = new FormData(form);
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
      data.set("go", "save");
      const answer = await fetch(form.action, { method: "POST", body: data, redirect: "manual" }).catch(() => null);
      if (kept) kept.textContent = answer?.ok ? "Đã lưu nháp." : "Chưa lưu được bản nháp. Hãy bấm “Lưu nháp”.";
    }, 2500);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
}
