// What the theme leaves to do for those who use a keyboard or a screen reader: what scrolls can be reached, and each
// block of code has buttons of its own name.
"use strict";
(() => {
  const mend = () => {
    document.querySelectorAll("pre > code, .md-typeset__scrollwrap, .md-typeset p:has(> img)").forEach((part) => {
      if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
      else part.removeAttribute("tabindex");
    });
    document.querySelectorAll(".md-code__nav").forEach((part, place) => {
      if (!part.ariaLabel) part.ariaLabel = `Code ${place + 1}`;
    });
  };
  const content = document.querySelector(".md-content");
  if (content) new MutationObserver(mend).observe(content, { childList: true, subtree: true });
  addEventListener("resize", mend);
  addEventListener("load", mend);
  mend();
})();
