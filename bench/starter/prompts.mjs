// What newcomers type to a chat, by category, with what a good reply has in it. Every request is harmless.
//
// `language`: the language that the reply should be in; null where the request itself asks for two. A talk has several turns; the replies
// in between are the model's own. `expects`: what the reply to this turn is judged for besides what all are judged for (judge.mjs):
//   greeting, thanks   that it greets back, that it takes thanks kindly
//   fact               `accepts`: answers that are right, of which one must be asserted; a number stands for its words too
//                      `rejects`: answers that contradict it, where they are asserted in a clause that is `about` the question
//   recall             the same, from an earlier turn
//   code               `calls`: arguments and result of the function that was asked for; `pattern`: of what is no function
//   topic              a word without which the text is about something else

const one = (category, language, says, expects) => ({ category, language, turns: [{ says, expects }] })
const talk = (language, ...turns) => ({
  category: 'talks',
  language,
  turns: turns.map((turn) => (typeof turn === 'string' ? { says: turn } : turn))
})

const greetings = [
  ...['hi', 'hello!', 'hey there', 'good morning', 'Good evening!', 'how are you?', 'Hi, my name is Tom.', 'hello, can you help me?'].map(
    (says) => one('greetings', 'en', says, { greeting: true })
  ),
  ...['thanks!', 'thank you very much'].map((says) => one('greetings', 'en', says, { thanks: true }))
]

const fact = (says, accepts, rejects, about) => one('facts', 'en', says, { fact: { accepts, rejects, about } })
const facts = [
  fact('How many days are in a week?', [7], [5, 6, 8, 10], /\bweek\b/i),
  fact('What is the capital of France?', ['Paris'], ['Lyon', 'Marseille', 'Nice'], /capital/i),
  fact('What is the capital of Australia?', ['Canberra'], ['Sydney', 'Melbourne', 'Perth'], /capital/i),
  fact('What is 12 + 30?', [42]),
  fact('Who wrote Romeo and Juliet?', ['Shakespeare'], ['Marlowe', 'Dickens', 'Goethe'], /wr(ote|itten)|author/i),
  fact(
    'Which planet is closest to the sun?',
    ['Mercury'],
    ['Venus', 'Earth', 'Mars', 'Jupiter', 'Saturn', 'Neptune'],
    /(closest|nearest) to the sun/i
  ),
  fact('What gas do plants take in for photosynthesis?', ['carbon dioxide', 'CO2', 'CO₂'], ['nitrogen', 'hydrogen'], /take in|absorb/i),
  fact('How many legs does a spider have?', [8], [4, 6, 10, 12], /spiders?\b.*\blegs|\blegs\b.*spider/i),
  fact('What colour do you get when you mix blue and yellow?', ['green'], ['purple', 'orange', 'brown', 'red'], /\bmix/i),
  fact('At what temperature does water boil at sea level, in degrees Celsius?', [100], [0, 90, 212], /celsius|°\s?C/i),
  fact('What is the chemical formula of water?', ['H2O', 'H₂O', 'H_2O', 'H_{2}O'], ['CO2', 'H2O2', 'HO2', 'NaCl'], /formula/i),
  fact('In which year did the first human land on the moon?', [1969], [1961, 1967, 1968, 1970, 1972], /moon/i),
  fact('How many months are in a year?', [12], [10, 11, 13], /\byear\b/i),
  fact('How many continents are there?', [7], [5, 6, 8], /\bcontinents\b/i),
  fact('What is the largest ocean on Earth?', ['Pacific'], ['Atlantic', 'Indian Ocean', 'Arctic'], /\blargest\b/i),
  fact('What is the largest planet in our solar system?', ['Jupiter'], ['Saturn', 'Earth', 'Neptune'], /\blargest\b/i),
  fact('What is the capital of Germany?', ['Berlin'], ['Munich', 'Bonn', 'Hamburg', 'Frankfurt'], /capital/i),
  fact('What is 7 times 8?', [56]),
  fact('Who painted the Mona Lisa?', ['Leonardo', 'da Vinci'], ['Michelangelo', 'Picasso', 'Raphael', 'van Gogh'], /paint/i),
  fact('How many minutes are in an hour?', [60], [24, 30, 100], /\bhour\b/i),
  fact('What do bees make?', ['honey']),
  fact('What is the opposite of hot?', ['cold'], ['warm', 'wet'], /opposite/i),
  fact('At what temperature does water freeze, in degrees Celsius?', [0], [32, 100], /celsius|°\s?C/i),
  fact('Which language do most people speak in Brazil?', ['Portuguese'], ['Spanish', 'English'], /brazil/i),
  fact('What is the currency of Japan?', ['yen', 'JPY', '¥'], ['yuan', 'won', 'dollar'], /currency/i),
  fact('In which country are the pyramids of Giza?', ['Egypt'], ['Mexico', 'Greece', 'Sudan'], /giza|pyramids/i)
]

const writing = (says, topic) => one('writing', 'en', says, { topic })
const texts = [
  writing('Write a short poem about rain.', /\brain/i),
  writing('Explain photosynthesis.', /\b(light|sunlight)\b/i),
  writing('Write an email to my boss asking for a day off.', /\b(day off|leave|time off|off)\b/i),
  writing('Tell me a joke.', /\S/),
  writing('Write a short story about a fox and a crow.', /\bfox\b/i),
  writing('Give me five ideas for a birthday present for my mother.', /\b5\b|\bfive\b|\bmother|\bmom|\bgift|\bpresent/i),
  writing('What should I pack for a weekend at the beach?', /sun(screen|glasses|block)|towel|swim/i),
  writing('Explain to a child why the sky is blue.', /\bblue\b/i),
  writing('Give me a recipe for pancakes.', /\bflour\b|\bmix\b/i),
  writing('What are the advantages and disadvantages of working from home?', /\b(advantage|benefit|pros?|cons?|flexib)/i)
]

const reversing = [
  [['hello'], 'olleh'],
  [['ab c'], 'c ba']
]
const primes = [
  [[7], true],
  [[9], false],
  [[2], true],
  [[1], false]
]
const program = (says, code) => one('code', 'en', says, { code })
const programs = [
  program('Write a Python function that reverses a string.', { language: 'python', calls: reversing }),
  program('Write a Python function that checks whether a number is prime.', { language: 'python', calls: primes }),
  program('Write a Python function that counts the vowels in a text.', {
    language: 'python',
    calls: [
      [['banana'], 3],
      [['xyz'], 0]
    ]
  }),
  program('Write a JavaScript function that returns the larger of two numbers.', {
    language: 'javascript',
    calls: [[[3, 5], 5], [[9, -1], 9]] // prettier-ignore
  }),
  program('Write a JavaScript function that checks whether a word is a palindrome.', {
    language: 'javascript',
    calls: [[['level'], true], [['house'], false]] // prettier-ignore
  }),
  program('Write a JavaScript function that adds up all numbers of an array.', {
    language: 'javascript',
    calls: [[[[1, 2, 3]], 6], [[[10, -4]], 6]] // prettier-ignore
  }),
  program('Write an SQL query that selects the names of all users older than 30.', {
    language: 'sql',
    pattern: /select\s+(\w+\.)?\w*name\w*[\s\S]+from\s+["`]?users["`]?[\s\S]+where[\s\S]*age["`]?\s*>\s*30/i
  }),
  program('Write a minimal HTML page with the heading Hello.', { language: 'html', pattern: /<h1[^>]*>\s*Hello[^<]*<\/h1>/i })
]

const in_ = (category, language) => (says, expects) => one(category, language, says, expects)
const de = in_('German', 'de')
const german = [
  de('Hallo!', { greeting: true }),
  de('Guten Morgen', { greeting: true }),
  de('Danke schön!', { thanks: true }),
  de('Was ist die Hauptstadt von Österreich?', {
    fact: { accepts: ['Wien', 'Vienna'], rejects: ['Graz', 'Salzburg', 'Linz', 'Berlin'], about: /hauptstadt/i }
  }),
  de('Wie viele Tage hat eine Woche?', { fact: { accepts: [7], rejects: [5, 6, 8], about: /\bwoche\b/i } }),
  de('Erkläre mir kurz, was ein Regenbogen ist.', { topic: /licht|farb/i }),
  de('Schreibe ein kurzes Gedicht über den Herbst.', { topic: /herbst|blätter|laub|wind/i }),
  de('Gib mir drei Tipps für besseren Schlaf.', { topic: /schlaf|bett/i })
]

const es = in_('Spanish', 'es')
const spanish = [
  es('¡Hola!', { greeting: true }),
  es('Buenos días', { greeting: true }),
  es('¡Muchas gracias!', { thanks: true }),
  es('¿Cuál es la capital de España?', {
    fact: { accepts: ['Madrid'], rejects: ['Barcelona', 'Sevilla', 'Valencia'], about: /capital/i }
  }),
  es('¿Cuántos meses tiene un año?', { fact: { accepts: [12], rejects: [10, 11, 13], about: /\baño\b/i } }),
  es('Explícame brevemente qué es un volcán.', { topic: /lava|magma|tierra|erupci/i }),
  es('Escribe un poema corto sobre el mar.', { topic: /mar|olas|agua/i }),
  es('Dame tres consejos para aprender inglés.', { topic: /ingl[eé]s/i })
]

const zh = in_('Chinese', 'zh')
const chinese = [
  zh('你好', { greeting: true }),
  zh('早上好！', { greeting: true }),
  zh('谢谢！', { thanks: true }),
  zh('中国的首都是哪里？', { fact: { accepts: ['北京', 'Beijing'], rejects: ['上海', '南京', '广州'], about: /首都/ } }),
  zh('一个星期有几天？', { fact: { accepts: [7], rejects: [5, 6, 8], about: /星期|一周/ } }),
  zh('请简单解释一下什么是彩虹。', { topic: /光|颜色/ }),
  zh('写一首关于春天的短诗。', { topic: /春|花/ }),
  zh('给我三个学习英语的建议。', { topic: /英语|英文/ })
]

const recall = (says, accepts, rejects, about) => ({ says, expects: { recall: { accepts, rejects, about } } })
const talks = [
  talk('en', 'My name is Anna.', recall('What is my name?', ['Anna'])),
  talk('en', 'My name is Robert and I live in Oslo.', 'How are you today?', recall('Which city do I live in?', ['Oslo'])),
  talk('en', 'My favourite number is 17.', recall('What is my favourite number?', [17])),
  talk('en', 'I have a dog called Bruno.', recall('What is my dog called?', ['Bruno'])),
  talk('en', 'What is the capital of Italy?', recall('And of Japan?', ['Tokyo'], ['Kyoto', 'Osaka', 'Rome'], /capital/i)),
  talk('en', 'What is 5 + 3?', recall('Multiply that by 2.', [16])),
  talk('en', 'Tell me one fact about cats.', 'Thanks!', recall('Which animal did I ask about?', ['cat', 'cats'], ['dog', 'dogs'])),
  talk('de', 'Ich heiße Lukas.', recall('Wie heiße ich?', ['Lukas'])),
  talk('es', 'Me llamo Carmen.', recall('¿Cómo me llamo?', ['Carmen'])),
  talk('zh', '我叫李明。', recall('我叫什么名字？', ['李明']))
]

export const prompts = [...greetings, ...facts, ...texts, ...programs, ...german, ...spanish, ...chinese, ...talks]
