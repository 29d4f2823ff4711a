/** Tests load the lazy parts from their sources. */
import { setPartLoader } from '../lazy'

setPartLoader((name) =>
  name.startsWith('locale-')
    ? import(`../locales/catalogues/${name.slice('locale-'.length)}.ts`)
    : import(`../parts/${name}.ts`),
)
