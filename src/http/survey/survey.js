/** What the survey adds where scripts run: how far the respondent is, a draft of the answers on the device, and sending again
 *  after the connection dropped. Every word comes with the page. ADR 041 says what is kept where, and for whom. */

/** How long a draft is kept on a device, in milliseconds: a week. */
const life = 7 * 24 * 60 * 60 * 1000

/** Fields that no draft holds: what the page says of itself, the trap, an address, a consent. */
const unkept = ['language', 'shown', 'own', 'website', 'email', 'publish']

/** How long the server may take to answer before it counts as not reached, in milliseconds. */
const patience = 30_000

let isOver = false

start()

// Going back must not bring a form that was sent.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted && isOver) location.reload()
})
addEventListener('online', () => say(''))

function start() {
  forgetOld()
  for (const { dataset } of all('[data-draft-over]')) forget(dataset['draftOver'] ?? '')
  const form = document.querySelector('form[data-draft]')
  if (form instanceof HTMLFormElement) attend(form)
}

/** @param {HTMLFormElement} form */
function attend(form) {
  restore(form)
  showProgress(form)
  form.addEventListener('input', () => {
    reveal('[data-kept]', keep(form))
    showProgress(form)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send(form)
  })
  for (const button of all('[data-discard]')) button.addEventListener('click', () => startOver(form))
}

/** Fills in what was kept, but for questions that the page brought an answer to.
 *  @param {HTMLFormElement} form */
function restore(form) {
  const answered = new Set(answersOf(form).map(([name]) => name))
  const kept = read('sessionStorage', keyOf(form)) ?? read('localStorage', keyOf(form))
  const missing = (kept?.answers ?? []).filter(([name]) => !answered.has(name) && !unkept.includes(name))
  for (const field of controlsOf(form)) {
    const values = missing.filter(([name]) => name === field.name).map(([, value]) => value)
    if ('checked' in field) field.checked ||= values.includes(field.value)
    else field.value = values[0] ?? field.value
  }
  reveal('[data-kept]', kept !== undefined)
  reveal('[data-restored]', missing.length > 0)
}

/** @param {HTMLFormElement} form */
function startOver(form) {
  forget(keyOf(form))
  for (const field of controlsOf(form)) {
    if ('checked' in field) field.checked = false
    else field.value = ''
  }
  reveal('[data-kept], [data-restored]', false)
  showProgress(form)
  say('')
  controlsOf(form)[0]?.focus()
}

/** Sends the answers and shows what the server says. Where it is not reached, or is in trouble, nothing is lost.
 *  @param {HTMLFormElement} form */
async function send(form) {
  if (form.getAttribute('aria-busy') === 'true') return
  form.setAttribute('aria-busy', 'true')
  say('')
  try {
    const body = new URLSearchParams(fieldsOf(form))
    const answer = await fetch(form.action, { method: 'POST', body, signal: AbortSignal.timeout(patience) })
    if (answer.redirected) {
      forget(keyOf(form))
      isOver = true
      location.assign(answer.url)
    } else if (answer.status === 429 || answer.status >= 500) say('unsent')
    else show(await answer.text())
  } catch {
    say(navigator.onLine ? 'unsent' : 'offline')
  } finally {
    form.removeAttribute('aria-busy')
  }
}

/** Shows a page that came in answer, as if the browser had gone there.
 *  @param {string} html */
function show(html) {
  const { title, documentElement, body } = new DOMParser().parseFromString(html, 'text/html')
  Object.assign(document.documentElement, { lang: documentElement.lang, dir: documentElement.dir })
  document.title = title
  document.body.replaceWith(body)
  start()
  scrollTo(0, 0)
  all('main, .summary').at(-1)?.focus()
}

/** @param {HTMLFormElement} form */
function showProgress(form) {
  const names = answersOf(form).map(([name]) => name)
  const answered = new Set(names.filter((name) => name !== 'anonymous')).size
  for (const bar of all('progress')) Object.assign(bar, { value: answered })
  for (const words of all('[data-sentences]'))
    words.textContent = JSON.parse(words.dataset['sentences'] ?? '[]')[answered]
  reveal('progress, [data-sentences]', true)
}

/** @param {string} selector  @param {boolean} isShown */
function reveal(selector, isShown) {
  for (const one of all(selector)) one.hidden = !isShown
}

/** Says why the answers were not sent, or nothing any more.
 *  @param {'offline' | 'unsent' | ''} why */
function say(why) {
  for (const place of all('.unsent')) place.textContent = why && (place.dataset[why] ?? '')
}

/** @param {string} selector */
function all(selector) {
  return [...document.querySelectorAll(selector)].filter((one) => one instanceof HTMLElement)
}

/** What people choose or write in their own words.
 *  @param {HTMLFormElement} form
 *  @returns {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */
function controlsOf(form) {
  return form.querySelectorAll('[type=radio], [type=checkbox], textarea')
}

/** @param {HTMLFormElement} form  @returns {[string, string][]} */
function fieldsOf(form) {
  return [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
}

/** Every answer there is, as name and value; also whether to stay anonymous, which decides where they are kept.
 *  @param {HTMLFormElement} form */
function answersOf(form) {
  return fieldsOf(form).filter(([name, value]) => !unkept.includes(name) && value.trim() !== '')
}

/** @param {HTMLFormElement} form */
function keyOf(form) {
  return form.dataset['draft'] ?? ''
}

/** Keeps the answers in place of what was kept before. Others may use the device: what somebody says whom nobody invited, or who
 *  stays anonymous, goes when the tab is closed.
 *  @param {HTMLFormElement} form  @returns {boolean} whether there is a draft now */
function keep(form) {
  const answers = answersOf(form)
  forget(keyOf(form))
  if (answers.length === 0) return false
  const isBrief = form.dataset['draftOf'] === 'anybody' || answers.some(([name]) => name === 'anonymous')
  const store = isBrief ? 'sessionStorage' : 'localStorage'
  return onDevice(() => window[store].setItem(keyOf(form), JSON.stringify({ until: Date.now() + life, answers })))
}

/** @param {'localStorage' | 'sessionStorage'} store  @param {string} key
 *  @returns {{ until: number, answers: [string, string][] } | undefined} */
function read(store, key) {
  try {
    return JSON.parse(window[store].getItem(key) ?? '')
  } catch {
    return undefined
  }
}

/** @param {string} key */
function forget(key) {
  onDevice(() => localStorage.removeItem(key))
  onDevice(() => sessionStorage.removeItem(key))
}

/** Forgets drafts of any survey that were kept long enough, or cannot be read. */
function forgetOld() {
  onDevice(() => {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith('draft:')))
      if (!(Number(read('localStorage', key)?.until) > Date.now())) forget(key)
  })
}

/** @param {() => void} act  @returns whether the device let us: some keep nothing, or have no room */
function onDevice(act) {
  try {
    act()
    return true
  } catch {
    return false
  }
}
