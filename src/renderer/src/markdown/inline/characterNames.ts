/** The names of the characters from U+00A0 to U+00FF, in their order. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil ' +
  'sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave ' +
  'Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute ' +
  'acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml ' +
  'divide oslash ugrave uacute ucirc uuml yacute thorn yuml'

/** Pairs of a name and its character. */
const OTHERS =
  'Alpha Α Beta Β Chi Χ ClockwiseContourIntegral ∲ Dagger ‡ Dcaron Ď Delta Δ DifferentialD ⅆ Epsilon Ε Eta Η Gamma Γ HilbertSpace ℋ ' +
  'Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν OElig Œ Omega Ω Omicron Ο Phi Φ Pi Π Prime ″ Psi Ψ Rho Ρ Scaron Š Sigma Σ Tau Τ Theta Θ Upsilon Υ ' +
  'Xi Ξ Yuml Ÿ Zeta Ζ alefsym ℵ alpha α amp & and ∧ ang ∠ ast * asymp ≈ bdquo „ beta β bull • cap ∩ check ✓ chi χ circ ˆ clubs ♣ ' +
  'colon : comma , commat @ cong ≅ crarr ↵ cross ✗ cup ∪ dArr ⇓ dagger † darr ↓ delta δ diams ♦ dollar $ empty ∅ epsilon ε equals = ' +
  'equiv ≡ eta η euro € excl ! exist ∃ fnof ƒ forall ∀ frasl ⁄ gamma γ ge ≥ gt > hArr ⇔ harr ↔ hearts ♥ hellip … hyphen ‐ image ℑ ' +
  'infin ∞ int ∫ iota ι isin ∈ kappa κ lArr ⇐ lambda λ lang 〈 larr ← lbrace { lbrack [ lceil ⌈ ldquo “ le ≤ lfloor ⌊ lowast ∗ lowbar _ ' +
  'loz ◊ lpar ( lsaquo ‹ lsquo ‘ lt < mdash — minus − mu μ nabla ∇ ndash – ne ≠ ni ∋ notin ∉ nsub ⊄ nu ν num # oelig œ oline ‾ omega ω ' +
  'omicron ο oplus ⊕ or ∨ otimes ⊗ part ∂ percnt % period . permil ‰ perp ⊥ phi φ pi π piv ϖ plus + prime ′ prod ∏ prop ∝ psi ψ quest ? ' +
  'quot " rArr ⇒ radic √ rang 〉 rarr → rbrace } rbrack ] rceil ⌉ rdquo ” real ℜ rfloor ⌋ rho ρ rpar ) rsaquo › rsquo ’ sbquo ‚ scaron š ' +
  'sdot ⋅ semi ; sigma σ sigmaf ς sim ∼ sol / spades ♠ star ☆ starf ★ sub ⊂ sube ⊆ sum ∑ sup ⊃ supe ⊇ tau τ there4 ∴ theta θ thetasym ϑ ' +
  'tilde ˜ trade ™ uArr ⇑ uarr ↑ upsih ϒ upsilon υ verbar | vert | weierp ℘ xi ξ zeta ζ'

/** Characters that are not seen, and those that a list in this form cannot hold. */
const INVISIBLE: readonly (readonly [string, string])[] = [
  ['NewLine', '\u000a'],
  ['Tab', '\u0009'],
  ['apos', '\u0027'],
  ['bsol', '\u005c'],
  ['emsp', '\u2003'],
  ['ensp', '\u2002'],
  ['grave', '\u0060'],
  ['lrm', '\u200e'],
  ['ngE', '\u2267\u0338'],
  ['rlm', '\u200f'],
  ['thinsp', '\u2009'],
  ['zwj', '\u200d'],
  ['zwnj', '\u200c']
]

const pairsOf = (words: string): [string, string][] => {
  const all = words.split(' ')
  return Array.from({ length: all.length / 2 }, (_, index): [string, string] => [all[2 * index] ?? '', all[2 * index + 1] ?? ''])
}

/** The named characters of HTML 4, and some that Markdown itself uses. The 2,000 others stay as they are written. */
export const characterNames: ReadonlyMap<string, string> = new Map([
  ...LATIN.split(' ').map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
  ...pairsOf(OTHERS),
  ...INVISIBLE
])
