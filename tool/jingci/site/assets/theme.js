"use strict";
// The colors that were chosen in a reader hold for all pages.
try {
  const { theme } = JSON.parse(localStorage.getItem("jingci-reader")) || {};
  if (theme === "light" || theme === "dark") document.documentElement.classList.add(theme);
} catch { /* nothing is kept, or it may not be read */ }
