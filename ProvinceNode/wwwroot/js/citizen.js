// Makes filing easier where scripts run; every page works without this file.
document.getElementById("problem-summary")?.focus();

// The commune is looked for while typing.
const search = document.querySelector("[data-commune-search]");
const typed = document.getElementById("f-q") ?? document.getElementById("f-CommuneCode");
const found = document.getElementById("communes");
if (search && found && typed?.type === "text") {
  let waiting, asked = 0;
  typed.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const number = ++asked;
      const answer = await fetch(`?handler=Communes&q=${encodeURIComponent(typed.value)}`).catch(() => null);
      if (answer?.ok && number === asked) found.innerHTML = await answer.text();
    }, 250);
  });
}

// Photos are made smaller before they are sent; what cannot be read as a photo goes as it is.
async function shrink(file) {
  if (!/^image\/(jpeg|png)$/.test(file.type) || file.size < 1500000) return file;
  const photo = await createImageBitmap(file).catch(() => null);
  if (!photo) return file;
  const scale = Math.min(1, 2200 / Math.max(photo.width, photo.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(photo.width * scale);
  canvas.height = Math.round(photo.height * scale);
  canvas.getContext("2d").drawImage(photo, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise(done => canvas.toBlob(done, "image/jpeg", 0.85));
  return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
}
for (const input of document.querySelectorAll("[data-shrink]")) {
  input.addEventListener("change", async () => {
    const files = new DataTransfer();
    for (const file of input.files) files.items.add(await shrink(file));
    input.files = files.files;
  });
}
