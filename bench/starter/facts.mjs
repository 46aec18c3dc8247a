import { mentionsOf } from './mentions.mjs'

/**
 * Whether a reply answers with one of `accepts`, and nowhere with one of `rejects`: “not Sydney but Canberra” and “Sydney is the largest
 * city” do not name Sydney as the capital, “The capital is Sydney” does.
 * @param {string} reply
 * @param {{accepts: (string|number)[], rejects?: (string|number)[], about?: RegExp}} expected `about`: what a clause is about that answers
 * @returns {{isRight: boolean, why: 'right'|'missing'|'denied'|'undecided'|'contradicted'}}
 */
export function judgeFact(reply, { accepts, rejects = [], about = /(?:)/ }) {
  const mentions = mentionsOf(reply, accepts)
  const answers = mentions.filter(asserts)
  const isDeniedToo = answers.length > 0 && mentions.some(({ isDenied, clause }) => isDenied && about.test(clause))
  const others = mentionsOf(reply, rejects).filter((mention) => asserts(mention) && (about.test(mention.clause) || isWhole(mention.clause)))
  const why = isDeniedToo || others.length > 0 ? 'contradicted' : answers.length > 0 ? 'right' : reasonOf(mentions)
  return { isRight: why === 'right', why }
}

const asserts = ({ isDenied, isUndecided }) => !isDenied && !isUndecided

/** A clause of one or two words is a whole answer, whatever it is about. */
const isWhole = (clause) => clause.split(/\s+/).length <= 2 && clause.length <= 20

function reasonOf(mentions) {
  if (mentions.length === 0) return 'missing'
  return mentions.some(({ isUndecided }) => isUndecided) ? 'undecided' : 'denied'
}
