// Small helpers of the signed-in pages. Every form works without them.
"use strict";

// Signing in again in another tab draws a new token: take the one that holds now, not the one the page came with.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (!token) return;
  event.detail.headers["X-CSRFToken"] = token[1];
  if (event.detail.parameters.csrfmiddlewaretoken) event.detail.parameters.csrfmiddlewaretoken = token[1];
});

// A login page that came back in place of an answer is never "saved": say so and keep what was typed.
document.addEventListener("htmx:beforeSwap", (event) => {
  const answer = event.detail.xhr;
  if (answer.status === 409 || answer.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  } else if ((answer.responseURL || "").includes("/accounts/login/")) {
    event.detail.shouldSwap = false;
    notSaved(event.detail.elt, "login");
  }
});

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => notSaved(event.detail.elt, failure));
}

function notSaved(element, reason) {
  const form = element.closest("form");
  const note = form && form.querySelector(".saved");
  if (!note) return;
  note.classList.add("is-bad");
  note.textContent = note.dataset[reason === "login" ? "login" : "failed"];
}

// Keyboard entry of scores: a digit chooses the level of the indicator in focus; Enter in a note keeps its line break.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("textarea, input[type=text], input[type=file]")) return;
  const form = event.target.closest("form[data-score]");
  if (!form || !/^[0-9]$/.test(event.key)) return;
  const level = form.querySelector(`input[name=nilai][value="${event.key}"]`);
  if (!level) return;
  event.preventDefault();
  level.focus();
  if (!level.checked) {
    level.checked = true;
    level.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

// Leaving a page would lose what is typed and not saved yet: ask first. A form is clean once its own save is answered.
const unsaved = new Set();
const underway = new Set();
for (const typing of ["input", "change"]) {
  document.addEventListener(typing, (event) => {
    const form = event.target.closest("form[hx-post]");
    if (form) unsaved.add(form);
  }, { capture: true }); // before htmx sends it
}
document.addEventListener("htmx:beforeRequest", (event) => {
  if (unsaved.delete(event.detail.elt)) underway.add(event.detail.elt);
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (underway.delete(event.detail.elt) && !event.detail.successful) unsaved.add(event.detail.elt);
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved.size + underway.size > 0) event.preventDefault();
});
