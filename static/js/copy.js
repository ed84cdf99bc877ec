// Copies the message of a text area: by the clipboard where the browser allows it, by selecting it elsewhere.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const said = (await copied(source)) ? button.dataset.done : button.dataset.failed;
  const plain = button.dataset.plain || button.textContent;
  button.dataset.plain = plain;
  button.textContent = said;
  setTimeout(() => { button.textContent = plain; }, 3000);
});

async function copied(source) {
  try {
    await navigator.clipboard.writeText(source.value);
    return true;
  } catch {
    source.focus();
    source.select();
    return document.execCommand("copy");
  }
}
