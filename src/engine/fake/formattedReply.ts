/** A reply with everything that Markdown has, in several scripts. */
export const formattedReply = `Three things decide: **weight**, *room* and how well it keeps the rain out. A number such as \`3000 mm\` tells how high a column of water the cloth holds[^1].

## Which size

- For one person with a pack, take a tent for two.
- For two people:
  - side by side, about 130 cm wide
  - with room for packs, 150 cm or more
- Above 1.90 m, look at the *inner* length:
  1. lie down in it
  2. lift your feet

### A list before you go

- [x] pitch it once at home
- [ ] count the pegs
- [ ] seal the seams

| Tent | People | Weight | Water column |
|:-----|:------:|-------:|-------------:|
| Ridge | 2 | 1.9 kg | 3,000 mm |
| Dome | 3 | 3.4 kg | 2,000 mm |
| Tunnel with a porch that holds two bicycles | 4 | 6.1 kg | 5,000 mm |

> A tent that is pitched badly leaks, whatever it has cost.
>
> — said by everyone who has slept in one

The area of a round floor is $A = \\pi r^2$, and a tent for $50 is often a good one:

$$
A = \\pi \\cdot 1.2^2 \\approx 4.5
$$

\`\`\`ts
for (const peg of pegs) {
  if (peg.isBent) replace(peg)
}
\`\`\`

Raw <b>HTML</b> stays text, ~~old advice~~ is struck, and more is at https://example.com/tents or in [this guide](https://example.com/guide). ![A tent by a lake](https://example.com/tent.jpg)

---

שלום! זו פסקה בעברית עם מילה אחת באנגלית: tent.

- نقطة أولى
- نقطة ثانية

[^1]: Three thousand millimetres are enough for most weather.
`
