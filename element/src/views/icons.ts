/**
 * Icons, drawn with Lucide's shapes (ISC). Most names of the published types are part of the core; the rare ones
 * and Lucide's own come by their first letter, when one is asked for.
 */
import {
  ArrowDown,
  ArrowLeft,
  ArrowUp,
  AtSign,
  Calendar,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  Circle,
  CircleCheck,
  CircleDashed,
  CircleQuestionMark,
  Clock,
  Copy,
  CornerDownRight,
  Ellipsis,
  EllipsisVertical,
  ExternalLink,
  FileText,
  Globe,
  RotateCcwClock,
  House,
  Image,
  Info,
  LoaderCircle,
  Lock,
  Mail,
  Menu,
  Mic,
  Moon,
  PanelLeft,
  PanelRight,
  Paperclip,
  PenLine,
  Pencil,
  Play,
  Plus,
  RotateCw,
  Search,
  Settings,
  Share2,
  Sparkle,
  Sparkles,
  Square,
  SquarePen,
  Star,
  Sun,
  Table2,
  TextAlignStart,
  ThumbsDown,
  ThumbsUp,
  Trash2,
  TriangleAlert,
  User,
  X,
  Zap,
} from 'lucide'
import { part } from '../lazy'
import { lookup } from '../lookup'

export type IconNode = readonly (readonly [
  string,
  Readonly<Record<string, string | number | undefined>>,
])[]

/** Theirs is too small to be seen beside a text. */
const DOT: IconNode = [['circle', { cx: 12, cy: 12, r: 4 }]]
/** Where a name has no drawing. */
const UNKNOWN: IconNode = CircleDashed

const icons: Readonly<Record<string, IconNode>> = {
  at: AtSign,
  bolt: Zap,
  calendar: Calendar,
  check: Check,
  'check-circle': CircleCheck,
  'check-circle-filled': CircleCheck,
  'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight,
  'chevron-down': ChevronDown,
  'circle-question': CircleQuestionMark,
  clock: Clock,
  document: FileText,
  dot: DOT,
  'dots-horizontal': Ellipsis,
  'dots-vertical': EllipsisVertical,
  'empty-circle': Circle,
  'external-link': ExternalLink,
  globe: Globe,
  info: Info,
  mail: Mail,
  microphone: Mic,
  play: Play,
  plus: Plus,
  reload: RotateCw,
  star: Star,
  'star-filled': Star,
  search: Search,
  sparkle: Sparkle,
  'sparkle-double': Sparkles,
  'square-image': Image,
  user: User,
  write: Pencil,
  'write-alt': PenLine,
  'write-alt2': SquarePen,
  'sidebar-left': PanelLeft,
  'sidebar-right': PanelRight,
  home: House,
  'back-small': ChevronLeft,
  'back-large': ArrowLeft,
  'settings-cog': Settings,
  menu: TextAlignStart,
  hamburger: Menu,
  history: RotateCcwClock,
  compose: SquarePen,
  share: Share2,
  'light-mode': Sun,
  'dark-mode': Moon,
  close: X,
  'arrow-up': ArrowUp,
  'arrow-down': ArrowDown,
  stop: Square,
  copy: Copy,
  'thumbs-up': ThumbsUp,
  'thumbs-down': ThumbsDown,
  trash: Trash2,
  lock: Lock,
  warning: TriangleAlert,
  loader: LoaderCircle,
  quote: CornerDownRight,
  paperclip: Paperclip,
  table: Table2,
}

/** Rarely asked for: drawn by the part that holds them, as Lucide's own names are. */
const RARE: Readonly<Record<string, string>> = {
  agent: 'bot',
  analytics: 'chart-no-axes-combined',
  atom: 'atom',
  batch: 'layers',
  'book-clock': 'book-marked',
  'book-closed': 'book',
  'book-open': 'book-open',
  bug: 'bug',
  chart: 'chart-column',
  'chat-temporary': 'message-circle-dashed',
  'collapse-large': 'minimize',
  'collapse-left': 'arrow-left-to-line',
  'collapse-right': 'arrow-right-to-line',
  'collapse-small': 'minimize-2',
  compass: 'compass',
  confetti: 'party-popper',
  cube: 'box',
  desktop: 'monitor',
  'dots-horizontal-circle': 'circle-ellipsis',
  'dots-vertical-circle': 'circle-ellipsis',
  'double-chevron-left': 'chevrons-left',
  'double-chevron-right': 'chevrons-right',
  'expand-large': 'maximize',
  'expand-small': 'maximize-2',
  grid: 'layout-grid',
  'home-alt': 'house-plus',
  images: 'images',
  keys: 'key-round',
  lab: 'flask-conical',
  lifesaver: 'life-buoy',
  lightbulb: 'lightbulb',
  'map-pin': 'map-pin',
  maps: 'map',
  'menu-inverted': 'square-menu',
  mobile: 'smartphone',
  name: 'id-card',
  notebook: 'notebook',
  'notebook-pencil': 'notebook-pen',
  'open-left': 'arrow-left-from-line',
  'open-right': 'arrow-right-from-line',
  'page-blank': 'file',
  phone: 'phone',
  profile: 'circle-user',
  'profile-card': 'contact',
  'settings-slider': 'sliders-horizontal',
  'sidebar-collapse-left': 'panel-left-close',
  'sidebar-collapse-right': 'panel-right-close',
  'sidebar-floating-left': 'panel-left-dashed',
  'sidebar-floating-open-left': 'panel-left-open',
  'sidebar-floating-open-right': 'panel-right-open',
  'sidebar-floating-right': 'panel-right-dashed',
  'sidebar-open-left': 'panel-left-open',
  'sidebar-open-left-alt': 'panel-left-right-dashed',
  'sidebar-open-right': 'panel-right-open',
  'sidebar-open-right-alt': 'panel-left-right-dashed',
  'square-code': 'square-code',
  'square-text': 'text-quote',
  suitcase: 'briefcase',
  wreath: 'award',
}

/** Names whose shape is filled with its own colour. */
const FILLED: ReadonlySet<string> = new Set(['star-filled', 'dot', 'stop', 'play'])
/** Arrows along the line: they point the other way where the line runs the other way. */
const DIRECTED =
  /^(chevron-(left|right)|double-chevron-(left|right)|back-(small|large)|(open|collapse)-(left|right)|quote)$/
const SVG = 'http://www.w3.org/2000/svg'

/** Draws an icon by name; one that we do not have is a neutral sign, never an error. */
export function drawIcon(name: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  const attributes = {
    class: 'icon',
    viewBox: '0 0 24 24',
    'aria-hidden': 'true',
    focusable: 'false',
  }
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value)
  if (FILLED.has(name)) svg.classList.add('filled')
  if (name === 'check-circle-filled') svg.classList.add('solid')
  if (name === 'dots-vertical-circle') svg.classList.add('upright')
  if (DIRECTED.test(name)) svg.classList.add('directed')
  fill(svg, name)
  return svg
}

function fill(svg: SVGSVGElement, name: string): void {
  const known = lookup(icons, name)
  const rare = lookup(RARE, name)
  const [, library, rest = ''] = /^(lucide|vendor):(.+)$/.exec(name) ?? []
  if (known !== undefined) draw(svg, known)
  else if (rare !== undefined) void fetchAndDraw(svg, rare)
  else if (library === 'vendor') drawLetter(svg, rest)
  else if (library === 'lucide') void fetchAndDraw(svg, rest)
  else draw(svg, UNKNOWN)
}

function draw(svg: SVGSVGElement, node: IconNode): void {
  for (const [tag, shape] of node) {
    const child = document.createElementNS(SVG, tag)
    for (const [key, value] of Object.entries(shape)) child.setAttribute(key, String(value))
    svg.append(child)
  }
}

/** Marks of other companies are theirs: a vendor is shown by its initial. */
function drawLetter(svg: SVGSVGElement, vendor: string): void {
  draw(svg, [['rect', { x: 3, y: 3, width: 18, height: 18, rx: 5 }]])
  const text = document.createElementNS(SVG, 'text')
  const where = { x: 12, y: 16, 'text-anchor': 'middle', class: 'letter' }
  for (const [key, value] of Object.entries(where)) text.setAttribute(key, String(value))
  text.textContent = ([...vendor][0] ?? '').toLocaleUpperCase('en')
  svg.append(text)
}

export type IconPart = { default: Readonly<Record<string, IconNode>> }

/** Its room is there at once; the drawing comes when it has come. */
async function fetchAndDraw(svg: SVGSVGElement, name: string): Promise<void> {
  const letter = /^[a-z][a-z\d-]*$/.test(name) ? name.charAt(0) : null
  try {
    if (letter === null) throw new Error('No such name.')
    const { default: shapes } = await part<IconPart>(`icons-${letter}`)
    draw(svg, lookup(shapes, pascal(name)) ?? UNKNOWN)
  } catch {
    draw(svg, UNKNOWN)
  }
}

/** `grid-2x2` is `Grid2x2` in the library. */
function pascal(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_part, first: string) => first.toUpperCase())
}

/** Names that need no library's name before them. */
export const iconNames: readonly string[] = [...Object.keys(icons), ...Object.keys(RARE)]
