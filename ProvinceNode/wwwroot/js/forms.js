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

// What is typed is kept on the server: after a pause, and at once when the page is left, e.g. for the camera.
const form = document.querySelector("[data-keep-draft]");
if (form) {
  let waiting, sending, dirty = false;
  const kept = form.querySelector("[data-kept]");
  const save = async leaving => {
    clearTimeout(waiting);
    if (!dirty) return;
    dirty = false;
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    data.set("go", "save");
    sending = new AbortController();
    // A page that is left sends at most 64 KB after it is gone; more than that is sent as usual and mostly arrives.
    const small = [...data].reduce((bytes, [name, value]) => bytes + name.length + 3 * value.length + 150, 0) < 60000;
    const answer = await fetch(form.action, { method: "POST", body: data, redirect: "manual", keepalive: leaving && small, signal: sending.signal }).catch(() => null);
    if (!answer?.ok && !sending.signal.aborted) {
      dirty = true;
      // No line tells when a server is well again: it is asked, seldom.
      if (!(answer?.status >= 400 && answer.status < 500)) waiting = setTimeout(() => save(false), 20000);
    }
    if (kept) kept.textContent = answer?.ok ? "Đã lưu nháp." : answer?.status === 401
      ? "Phiên làm việc đã hết. Những gì đã nhập vẫn còn ở đây: hãy đăng nhập lại ở thẻ mới rồi gửi."
      : answer?.status >= 400 && answer.status < 500 ? "Chưa lưu được bản nháp. Những gì đã nhập vẫn còn ở đây: hãy bấm Lưu nháp hoặc Nộp hồ sơ để xem lý do."
      : "Chưa lưu được bản nháp; hệ thống sẽ tự lưu lại.";
  };
  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(() => save(false), 2000);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });
  window.addEventListener("online", () => save(false));
  form.addEventListener("submit", () => { clearTimeout(waiting); dirty = false; sending?.abort(); });
}
