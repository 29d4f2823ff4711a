/** The element on a page without any framework, driven from outside through `window.tour`. */
import { bound, listen, recorder } from './host.js'

const { told, tell, known } = recorder()
const element = document.querySelector('#chat')
listen(element, tell)

window.tour = {
  told,
  setOptions: (options) => element.setOptions(bound(options, known)),
  call: (method, ...args) => element[method](...args),
  hear: (name) => document.addEventListener(name, (event) => tell(`bubbled ${name}`, event.detail)),
}
document.documentElement.dataset.ready = 'true'
