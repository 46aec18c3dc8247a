import { expect } from '@playwright/test'
import { accessibilityTree, partOf } from '../support/axTree'
import { test } from '../support/sharedStory'

// What Chromium tells screen readers, as it was when it was last looked at by a person. A line that changes is a change of the product.

const conversation = `log “Conversation”
  article “You”
    heading “You” [level=2]
    button “Copy”
  article “Assistant”
    heading “Assistant” [level=2]
    paragraph
      strong
      emphasis
      code
      superscript
        button “Footnote 1”
    heading “Which size” [level=4]
    list
      listitem [level=1]
        paragraph
      listitem [level=1]
        paragraph
        list
          listitem [level=2]
            paragraph
          listitem [level=2]
            paragraph
      listitem [level=1]
        paragraph
          emphasis
        list
          listitem [level=2]
            paragraph
          listitem [level=2]
            paragraph
    heading “A list before you go” [level=5]
    list
      listitem [level=1]
        paragraph
          checkbox “Done” [disabled checked=true]
      listitem [level=1]
        paragraph
          checkbox “Not done” [disabled]
      listitem [level=1]
        paragraph
          checkbox “Not done” [disabled]
    group “Table”
      table
        rowgroup
          row
            columnheader “Tent”
            columnheader “People”
            columnheader “Weight”
            columnheader “Water column”
        row
          cell “Ridge”
          cell “2”
          cell “1.9 kg”
          cell “3,000 mm”
        row
          cell “Dome”
          cell “3”
          cell “3.4 kg”
          cell “2,000 mm”
        row
          cell “Tunnel with a porch that holds two bicycles”
          cell “4”
          cell “6.1 kg”
          cell “5,000 mm”
    blockquote
      paragraph
      paragraph
    paragraph
      MathMLMath
        MathMLRow
          MathMLRow
            MathMLIdentifier
            MathMLOperator
            MathMLIdentifier
            MathMLSup
              MathMLIdentifier
              MathMLNumber
    MathMLMath
      MathMLRow
        MathMLRow
          MathMLIdentifier
          MathMLOperator
          MathMLIdentifier
          MathMLOperator
          MathMLSup
            MathMLNumber
            MathMLNumber
          MathMLOperator
          MathMLNumber
    button “Wrap long lines”
    button “Copy code”
    group “Code, TypeScript”
      code
    paragraph
      deletion
      link “https://example.com/tents”
      link “this guide”
      image “Image: A tent by a lake, example.com”
    separator
    paragraph
    list
      listitem [level=1]
        paragraph
      listitem [level=1]
        paragraph
    region “Footnotes”
      paragraph
    button “Copy”
    button “Try again”
    button “Written by scripted”`

test('a conversation is a log of articles, each with its heading, that says nothing by itself', async ({ hearth }) => {
  await hearth.ask('/formatted')
  await hearth.page.locator('.katex').first().waitFor()
  await hearth.call('preferences.set', { showTimes: false })
  await hearth.transcript.evaluate((log) => log.scrollTo(0, 0))
  expect(partOf(await accessibilityTree(hearth.page), 'log').join('\n')).toBe(conversation)
})

test('while a reply is written the log is busy and silent, and what is said stands outside it', async ({ hearth }) => {
  await hearth.write('/long 8000')
  await hearth.waitForText()
  await hearth.composer.fill('The next one')
  const tree = await accessibilityTree(hearth.page)
  expect(partOf(tree, 'log')[0]).toBe('log “Conversation” [busy=1]')
  await expect(hearth.transcript, 'a log would be polite by itself').toHaveAttribute('aria-live', 'off')
  expect(tree.filter((line) => /^ *(status|alert)/.test(line))).toEqual(['status [live=polite]'])
  expect(partOf(tree, 'log').filter((line) => /live=(polite|assertive)/.test(line))).toEqual([])
  const composer = tree.slice(tree.findIndex((line) => line.includes('“Message”'))).map((line) => line.trim())
  expect(composer).toEqual([
    'textbox “Message” [multiline]',
    'button “Stop”',
    'button “Send”',
    'paragraph',
    'status [live=polite]',
    'region “Notifications”'
  ])
})
