import { expect, it } from 'vitest'
import { regionalLocale } from './regionalLocale'

it.each([
  [{ LANG: 'de_DE.UTF-8' }, 'de-DE'],
  [{ LANG: 'en_US.UTF-8', LC_TIME: 'en_GB.UTF-8' }, 'en-GB'],
  [{ LANG: 'en_US.UTF-8', LC_TIME: 'fr_FR.UTF-8', LC_ALL: 'sv_SE@euro' }, 'sv-SE'],
  [{ LANG: 'pt_BR', LC_TIME: '', LC_ALL: '' }, 'pt-BR'],
  [{ LANG: 'C.UTF-8' }, null],
  [{ LANG: 'POSIX' }, null],
  [{ LANG: 'eo' }, null],
  [{}, null]
])('reads %j as %s', (env, locale) => {
  expect(regionalLocale(env)).toBe(locale)
})
