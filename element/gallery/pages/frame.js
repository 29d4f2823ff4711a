/** What every page has around it: a title bar with the switches. */
import { h } from './dom.js'
import { asked, changed, DIRECTIONS, LOCALES, SCHEMES, WIDTHS } from './options.js'

const NAMES = {
  light: 'Light',
  dark: 'Dark',
  ltr: 'Left to right',
  rtl: 'Right to left',
  wide: 'Wide',
  phone: 'Phone',
}

function choice(label, name, values, now) {
  const link = (value) =>
    h(
      'a',
      { href: changed({ [name]: value }), 'aria-current': value === now ? 'true' : undefined },
      NAMES[value] ?? value,
    )
  return h('div', { class: 'choice', role: 'group', 'aria-label': label }, values.map(link))
}

function language(now) {
  const option = (code) => h('option', { value: code, selected: code === now }, code)
  const go = (event) => location.assign(changed({ locale: event.target.value }))
  return h(
    'label',
    { class: 'language' },
    h('span', {}, 'Language'),
    h('select', { onchange: go }, LOCALES.map(option)),
  )
}

/** Draws the bar, and turns the page as the address asks. */
export function frame({ widths = false } = {}) {
  const now = asked()
  document.documentElement.dataset.scheme = now.scheme
  document.documentElement.dir = now.dir
  const locale = now.locale ?? (now.dir === 'rtl' ? 'ar' : 'en')
  document
    .querySelector('#top')
    .append(
      h(
        'a',
        { class: 'brand', href: changed({ variant: null }, '/') },
        h('code', {}, '<openai-chatkit>'),
        h('span', {}, 'open'),
      ),
      h(
        'nav',
        { 'aria-label': 'Pages' },
        h('a', { href: changed({ variant: null }, '/') }, 'Gallery'),
        h('a', { href: changed({ variant: null }, '/playground') }, 'Playground'),
      ),
      h(
        'div',
        { class: 'switches' },
        choice('Colours', 'scheme', SCHEMES, now.scheme),
        choice('Direction', 'dir', DIRECTIONS, now.dir),
        widths ? choice('Width', 'width', WIDTHS, now.width) : null,
        language(locale),
      ),
    )
  return now
}
