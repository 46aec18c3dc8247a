import type { Chord } from './keyChord'

type CommandGroup = 'chats' | 'replies' | 'models' | 'window'

interface CommandDefinition {
  group: CommandGroup
  /** Null: no shortcut unless the person chooses one. */
  keys: Chord | null
  /** Other keys that do the same. */
  alsoKeys?: readonly Chord[]
  /** Nobody can change its keys. */
  isFixed?: true
  /** Runs again while its keys are held down. */
  repeats?: true
}

const places = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const
type OpenChat = `openChat${(typeof places)[number]}`

const openChats = Object.fromEntries(
  places.map((place) => [`openChat${place}`, { group: 'chats', keys: `Mod+Digit${place}`, isFixed: true }])
) as Record<OpenChat, CommandDefinition>

/**
 * Everything that can be done by keys, from the menu or from the palette, in the order in which it is listed. Only what exists is here: a
 * command that does nothing would take its keys away from those that do something. What each one does is in the window: state/commands.ts.
 */
const commands = {
  newChat: { group: 'chats', keys: 'Mod+KeyN' },
  previousChat: { group: 'chats', keys: 'Mod+Shift+ArrowUp', repeats: true },
  nextChat: { group: 'chats', keys: 'Mod+Shift+ArrowDown', repeats: true },
  ...openChats,
  deleteChat: { group: 'chats', keys: null },
  undoDeletion: { group: 'chats', keys: null },
  stop: { group: 'replies', keys: 'Escape', isFixed: true },
  tryAgain: { group: 'replies', keys: 'Mod+Shift+KeyR' },
  continueReply: { group: 'replies', keys: null },
  copyLastReply: { group: 'replies', keys: 'Mod+Shift+KeyC' },
  copyLastCode: { group: 'replies', keys: 'Mod+Shift+Semicolon' },
  chooseModel: { group: 'models', keys: null },
  cancelLoad: { group: 'models', keys: null },
  openModelsFolder: { group: 'models', keys: null },
  focusComposer: { group: 'window', keys: 'Shift+Escape' },
  toggleSidebar: { group: 'window', keys: 'Mod+KeyB' },
  toggleInspector: { group: 'window', keys: 'Mod+KeyI' },
  largerText: { group: 'window', keys: 'Mod+Plus', alsoKeys: ['Mod+Equal'], isFixed: true, repeats: true }, // plus without Shift
  smallerText: { group: 'window', keys: 'Mod+Minus', isFixed: true, repeats: true },
  usualText: { group: 'window', keys: 'Mod+Digit0', alsoKeys: ['Mod+Numpad0'], isFixed: true },
  showSettings: { group: 'window', keys: 'Mod+Comma' },
  showPalette: { group: 'window', keys: 'Mod+Shift+KeyP' },
  showShortcuts: { group: 'window', keys: 'Mod+Slash' }
} as const satisfies Record<string, CommandDefinition>

export type CommandId = keyof typeof commands
export const commandIds = Object.keys(commands) as [CommandId, ...CommandId[]]

export const definitionOf = (id: CommandId): CommandDefinition => commands[id]

export const commandGroups: readonly CommandGroup[] = ['chats', 'replies', 'models', 'window']
export const commandsIn = (group: CommandGroup): CommandId[] => commandIds.filter((id) => commands[id].group === group)

/** The place in the list of chats that this command opens, 1 to 9; null for every other command. */
export function chatPlace(id: CommandId): number | null {
  const digit = /^openChat(\d)$/.exec(id)?.[1]
  return digit === undefined ? null : Number(digit)
}
