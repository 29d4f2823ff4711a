/* Loaded by every page that streams or scrolls: how long its frames are. */
window.frames_ = { last: 0, gaps: [] }
const tick = (now) => {
  if (frames_.last > 0) frames_.gaps.push(now - frames_.last)
  frames_.last = now
  requestAnimationFrame(tick)
}
requestAnimationFrame(tick)
