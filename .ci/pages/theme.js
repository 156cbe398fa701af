// Before anything is shown: the mode that the reader chose, and that there are scripts.
document.documentElement.classList.add("scripted");
try {
  const chosen = localStorage.getItem("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch {
  // A browser that keeps nothing: the mode is the system's.
}
