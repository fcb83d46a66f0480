"use strict";
(() => {
  const form = document.getElementById("filter");
  const words = document.getElementById("words");
  const status = document.getElementById("status");
  const fold = document.getElementById("fold");
  const nothing = document.getElementById("nothing");
  const claims = [...document.querySelectorAll(".claim")];
  const texts = claims.map((claim) => claim.textContent.toLowerCase());
  const held = new Set(["confirmed", "confirmed-at-vintage"]);
  const details = (claim) => claim.querySelector("details");

  const apply = () => {
    const wanted = new Set([...form.querySelectorAll("[name=verdict]:checked")].map((box) => box.value));
    const parts = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    claims.forEach((claim, place) => {
      const fits = wanted.has(claim.dataset.verdict) && parts.every((part) => texts[place].includes(part));
      claim.hidden = !fits;
      shown += fits;
    });
    status.textContent = `${shown} of ${claims.length} claims shown.`;
    nothing.hidden = shown > 0;
  };

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.classList.contains("claim")) return;
    if (target.hidden) {
      words.value = "";
      form.querySelectorAll("[name=verdict]").forEach((box) => { box.checked = true; });
      apply();
    }
    details(target).open = true;
    target.scrollIntoView();
  };

  const openAll = (open) => claims.forEach((claim) => { details(claim).open = open; });

  claims.forEach((claim) => { details(claim).open = !held.has(claim.dataset.verdict); });
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  fold.addEventListener("click", () => {
    const open = fold.getAttribute("aria-pressed") !== "true";
    openAll(open);
    fold.setAttribute("aria-pressed", String(open));
  });
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => openAll(true));
  form.hidden = false;
  apply();
  if (location.hash) reveal();
})();
