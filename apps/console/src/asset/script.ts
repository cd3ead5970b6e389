/**
 * The one script. On every turn that the server tells of, it fetches the page it is on once more and puts the new content of each part
 * marked `data-live` into place; a part that somebody works in is left until they have left it. Without it every page works by reloading.
 */
export const script = `
'use strict'
const parts = () => document.querySelectorAll('[data-live]')
const state = document.getElementById('live-state')
let busy = false
let again = false
let skipped = false

function localTimes() {
  for (const time of document.querySelectorAll('time[datetime]')) {
    const at = new Date(time.dateTime)
    if (!Number.isNaN(at.getTime())) time.textContent = at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
  }
}

async function refresh() {
  if (busy) { again = true; return }
  busy = true
  try {
    const response = await fetch(location.href, { headers: { 'X-Live': '1' }, redirect: 'manual' })
    if (response.type === 'opaqueredirect' || response.status === 401) { location.reload(); return }
    if (!response.ok) return
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
    for (const part of parts()) {
      const next = fresh.getElementById(part.id)
      if (!next || next.innerHTML === part.dataset.was) continue
      if (part.contains(document.activeElement) || part.querySelector(':active')) { skipped = true; continue }
      part.dataset.was = next.innerHTML
      part.innerHTML = next.innerHTML
    }
    localTimes()
  } catch {
  } finally {
    busy = false
    if (again) { again = false; refresh() }
  }
}

for (const part of parts()) part.dataset.was = part.innerHTML
localTimes()
document.addEventListener('focusout', () => setTimeout(() => { if (skipped) { skipped = false; refresh() } }, 100))
const source = new EventSource('/live')
source.addEventListener('turn', refresh)
// Something may have turned between the page and the connection.
source.addEventListener('open', () => { refresh(); if (state) { state.textContent = state.dataset.on; state.className = 'badge good' } })
source.addEventListener('error', () => { if (state) { state.textContent = state.dataset.off; state.className = 'badge' } })
`
