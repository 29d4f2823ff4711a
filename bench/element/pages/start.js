/* The script that is measured comes right after this one. */
window.begun = performance.now()
window.painted = new Promise((resolve) => (window.tellPainted = resolve))
