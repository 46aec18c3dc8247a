import { expect, test } from 'vitest'
import { judgeFact } from './facts.mjs'

const canberra = { accepts: ['Canberra'], rejects: ['Sydney', 'Melbourne'], about: /capital/i }
const week = { accepts: [7], rejects: [5, 6, 8], about: /\bweek\b/i }
const water = { accepts: ['H2O', 'H₂O'], rejects: ['CO2'], about: /formula/i }

test.each([
  ['The capital of Australia is Canberra.', canberra],
  ['Canberra', canberra],
  ['**Canberra** is the capital.', canberra],
  ['The capital is not Sydney but Canberra.', canberra],
  ['Canberra, not Sydney, is the capital.', canberra],
  ["It isn't Melbourne. The capital of Australia is Canberra.", canberra],
  ['Sydney is the largest city, but the capital is Canberra.', canberra],
  ['Canberra is not only the capital of Australia, it is also a garden city.', canberra],
  ['A week has 7 days.', week],
  ['There are seven days in a week. Five of them are working days.', week],
  ['Seven (7) days.', week],
  ['There are 7 days, or 168 hours, in a week.', week],
  ['Eine Woche hat sieben Tage.', week],
  ['Una semana tiene siete días.', week],
  ['一周有7天。', week],
  ['一个星期有七天。', week],
  ['A week has 7.0 days.', week],
  ['The chemical formula of water is H₂O.', water],
  ['It is 12,000.', { accepts: [12000] }],
  ['La capital no es Barcelona, sino Madrid.', { accepts: ['Madrid'], rejects: ['Barcelona'], about: /capital/i }],
  ['Nicht Graz, sondern Wien ist die Hauptstadt.', { accepts: ['Wien'], rejects: ['Graz'], about: /hauptstadt/i }],
  ['首都不是上海，而是北京。', { accepts: ['北京'], rejects: ['上海'], about: /首都/ }],
  ['Hallo Lukas! Wie kann ich Ihnen helfen?', { accepts: ['Lukas'] }],
  ['You said your name is “Anna”.', { accepts: ['Anna'] }]
])('%s answers it', (reply, expected) => {
  expect(judgeFact(reply, expected)).toEqual({ isRight: true, why: 'right' })
})

test.each([
  ['The capital of Australia is Sydney.', canberra, 'contradicted'],
  ['', canberra, 'missing'],
  ['Australia is a large country.', canberra, 'missing'],
  ['The capital is not Canberra.', canberra, 'denied'],
  ['It is wrong that the answer is Perth, and it is never Canberra.', canberra, 'denied'],
  ['Canberra is not the capital of Australia.', canberra, 'denied'],
  ["Canberra isn't the capital.", canberra, 'denied'],
  ['The capital is Sydney. The seat of government is Canberra.', canberra, 'contradicted'],
  ['Canberra. The capital is Melbourne.', canberra, 'contradicted'],
  ['Canberra is the capital. Canberra is not the capital.', canberra, 'contradicted'],
  ['The capital is Sydney or Canberra.', canberra, 'undecided'],
  ['It is Perth or Canberra.', canberra, 'undecided'],
  ['A week has 7 or 9 days.', week, 'undecided'],
  ['A week has 17 days.', week, 'missing'],
  ['A week has 7.5 days.', week, 'missing'],
  ['A week has nine days.', week, 'missing'],
  ['A week has 70 days.', week, 'missing'],
  ['A week has eight days.', week, 'contradicted'],
  ['A week has 5 days, and 7 days in a leap year.', week, 'contradicted'],
  ['一周不是7天。', week, 'denied'],
  ['中国的首都是台北。', { accepts: ['北京'], rejects: ['上海'], about: /首都/ }, 'missing'],
  ['Nein, Wien ist nicht die Hauptstadt.', { accepts: ['Wien'] }, 'denied'],
  ['La capital no es Madrid.', { accepts: ['Madrid'] }, 'denied'],
  ['I have no dog called Annabelle.', { accepts: ['Anna'] }, 'missing']
])('%s does not answer it', (reply, expected, why) => {
  expect(judgeFact(reply, expected)).toEqual({ isRight: false, why })
})
